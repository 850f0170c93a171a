import {
  Button,
  Modal,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Textarea,
  TextInput,
} from '@mantine/core'
import { type ReactNode, useRef } from 'react'
import type { DraftHandle } from '#renderer/drafts/index.ts'
import { sourceQuality } from '#shared/practice/index.ts'
import { questionGroup, recordPlace, screeningRule } from '#shared/screening/index.ts'
import { conditionWords, type Limit, limitsOf, withLimit, withNumber } from './conditions.ts'
import type { TypedQuestion, TypedRule, TypedRules } from './rulesDraft.ts'
import { rulesTexts as texts } from './rulesTexts.ts'

const words = texts.fields

interface PartDialogProps {
  draft: DraftHandle<TypedRules>
  onClose: () => void
}

const PartDialog = ({
  title,
  onClose,
  children,
}: {
  title: string
  onClose: () => void
  children: ReactNode
}) => (
  <Modal opened onClose={onClose} title={title} size={680}>
    <div className="form-stack">{children}</div>
    <div className="dialog-actions">
      <Button onClick={onClose}>{texts.editor.done}</Button>
    </div>
  </Modal>
)

/** A question's words; every key stroke goes to the draft. */
export const QuestionDialog = ({
  question,
  draft,
  onClose,
}: PartDialogProps & { question: TypedQuestion }) => {
  const change = (part: Partial<TypedQuestion>) =>
    draft.change((now) => ({
      ...now,
      questions: now.questions.map((one) =>
        one.code === question.code ? { ...one, ...part } : one,
      ),
    }))
  return (
    <PartDialog title={texts.editor.questionTitle(question.label)} onClose={onClose}>
      <Textarea
        label={words.text}
        value={question.text}
        maxLength={500}
        minRows={2}
        required
        data-autofocus
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <Textarea
        label={words.help}
        value={question.help}
        maxLength={500}
        minRows={1}
        onChange={(event) => change({ help: event.currentTarget.value })}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
        <TextInput
          label={words.label}
          description={words.labelHelp}
          value={question.label}
          maxLength={60}
          required
          onChange={(event) => change({ label: event.currentTarget.value })}
        />
        <TextInput
          label={words.detail}
          description={words.detailHelp}
          value={question.detail}
          maxLength={120}
          onChange={(event) => change({ detail: event.currentTarget.value })}
        />
        <GroupField value={question.group} onChange={(group) => change({ group })} />
        <RecordField value={question.record} onChange={(record) => change({ record })} />
      </SimpleGrid>
      {question.askedWhen ? (
        <p className="rules-quiet">
          {texts.askedWhen(conditionWords(question.askedWhen, draft.value.questions))}
        </p>
      ) : null}
    </PartDialog>
  )
}

/** A rule's verdict, words, limits and source. */
export const RuleDialog = ({ rule, draft, onClose }: PartDialogProps & { rule: TypedRule }) => {
  const { questions } = draft.value
  const change = (part: Partial<TypedRule>) =>
    draft.change((now) => ({
      ...now,
      rules: now.rules.map((one) => (one.code === rule.code ? { ...one, ...part } : one)),
    }))
  return (
    <PartDialog title={texts.editor.ruleTitle} onClose={onClose}>
      <p className="rules-quiet">{texts.when(conditionWords(rule.when, questions))}</p>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
        <VerdictField value={rule.verdict} onChange={(verdict) => change({ verdict })} />
        {limitsOf(rule.when, questions).map((limit) => (
          <LimitField key={limit.path.join('.')} rule={rule} limit={limit} onChange={change} />
        ))}
      </SimpleGrid>
      <RuleWords rule={rule} onChange={change} />
      <NativeSelect
        label={words.quality}
        value={rule.quality}
        data={sourceQuality.options.map((value) => ({ value, label: texts.qualities[value] }))}
        onChange={(event) => change({ quality: sourceQuality.parse(event.currentTarget.value) })}
      />
    </PartDialog>
  )
}

interface LimitFieldProps {
  rule: TypedRule
  limit: Limit
  onChange: (part: Partial<TypedRule>) => void
}

/** Days or years; the words that name the number follow when the field is left. */
const LimitField = ({ rule, limit, onChange }: LimitFieldProps) => {
  const before = useRef(limit.value)
  return (
    <NumberInput
      label={limit.label}
      value={limit.value}
      min={1}
      max={limit.unit === 'days' ? 3660 : 120}
      allowDecimal={false}
      suffix={` ${texts.units[limit.unit]}`}
      onChange={(value) => {
        if (typeof value === 'number' && value >= 1) {
          onChange({ when: withLimit(rule.when, limit.path, value) })
        }
      }}
      onBlur={() => {
        if (before.current === limit.value) return
        onChange({
          fact: withNumber(rule.fact, before.current, limit.value),
          rule: withNumber(rule.rule, before.current, limit.value),
        })
        before.current = limit.value
      }}
    />
  )
}

type Words = Pick<TypedRule, 'fact' | 'rule' | 'nextStep' | 'source'>

/** What a finding of this rule says. */
export const RuleWords = ({
  rule,
  onChange,
  errorOf = () => null,
}: {
  rule: Words
  onChange: (part: Partial<Words>) => void
  errorOf?: (field: string) => string | null
}) => (
  <>
    <TextInput
      label={words.fact}
      value={rule.fact}
      error={errorOf('fact')}
      maxLength={300}
      required
      onChange={(event) => onChange({ fact: event.currentTarget.value })}
    />
    <Textarea
      label={words.rule}
      value={rule.rule}
      error={errorOf('rule')}
      maxLength={500}
      minRows={1}
      required
      onChange={(event) => onChange({ rule: event.currentTarget.value })}
    />
    <Textarea
      label={words.nextStep}
      value={rule.nextStep}
      error={errorOf('nextStep')}
      maxLength={500}
      minRows={1}
      required
      onChange={(event) => onChange({ nextStep: event.currentTarget.value })}
    />
    <TextInput
      label={words.source}
      value={rule.source}
      error={errorOf('source')}
      maxLength={500}
      required
      onChange={(event) => onChange({ source: event.currentTarget.value })}
    />
  </>
)

const ruleVerdict = screeningRule.shape.verdict

export const VerdictField = ({
  label = words.verdict,
  value,
  onChange,
}: {
  label?: string
  value: TypedRule['verdict']
  onChange: (verdict: TypedRule['verdict']) => void
}) => (
  <NativeSelect
    label={label}
    value={value}
    data={ruleVerdict.options.map((one) => ({ value: one, label: texts.verdictOf(one) }))}
    onChange={(event) => onChange(ruleVerdict.parse(event.currentTarget.value))}
  />
)

export const GroupField = ({
  value,
  onChange,
}: {
  value: TypedQuestion['group']
  onChange: (group: TypedQuestion['group']) => void
}) => (
  <NativeSelect
    label={words.group}
    value={value}
    data={questionGroup.options.map((group) => ({ value: group, label: texts.groupOf(group) }))}
    onChange={(event) => onChange(questionGroup.parse(event.currentTarget.value))}
  />
)

const visit = 'visit'

export const RecordField = ({
  value,
  onChange,
}: {
  value: TypedQuestion['record']
  onChange: (record: TypedQuestion['record']) => void
}) => (
  <NativeSelect
    label={words.record}
    value={value ?? visit}
    data={[...recordPlace.options, visit].map((place) => ({
      value: place,
      label: texts.records[place === visit ? visit : recordPlace.parse(place)],
    }))}
    onChange={(event) => {
      const read = recordPlace.safeParse(event.currentTarget.value)
      onChange(read.success ? read.data : null)
    }}
  />
)
