import { ActionIcon, Button } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { VerdictBadge, verdictTones } from '#renderer/clients/index.ts'
import { ProblemList, Section } from '#renderer/ui/index.ts'
import type { Problem } from '#shared/kernel/index.ts'
import {
  type ItemCode,
  questionGroup,
  type ScreeningQuestion,
  type ScreeningRule,
} from '#shared/screening/index.ts'
import { conditionWords } from './conditions.ts'
import { problemsAt } from './rulesDraft.ts'
import { rulesTexts as texts } from './rulesTexts.ts'

const words = texts.editor

interface RulesListProps {
  body: { questions: readonly ScreeningQuestion[]; rules: readonly ScreeningRule[] }
  /** What stands against publishing, shown at its place. */
  problems?: readonly Problem[]
  /** Where they are being changed. */
  editing?: Editing
}

/** What a question or a rule is changed with; both are named by their code. */
interface Editing {
  onEditQuestion: (code: ItemCode) => void
  onRemoveQuestion: (code: ItemCode) => void
  onEditRule: (code: ItemCode) => void
  onRemoveRule: (code: ItemCode) => void
}

/** The questions in their groups, each with the rules that speak of it. */
export const RulesList = ({ body, ...rest }: RulesListProps) => {
  const asked = new Set(body.questions.map(({ code }) => code))
  const others = body.rules.filter(({ item }) => !asked.has(item))
  const groups = questionGroup.options.map((group) => ({
    group,
    questions: body.questions.filter((question) => question.group === group),
  }))
  return (
    <div className="rules-groups">
      {groups
        .filter(({ questions }) => questions.length > 0)
        .map(({ group, questions }) => (
          <Section key={group} title={texts.groupOf(group)} surface="flush">
            <ul className="rules-questions">
              {questions.map((question) => (
                <QuestionEntry key={question.code} question={question} body={body} {...rest} />
              ))}
            </ul>
          </Section>
        ))}
      {others.length > 0 ? (
        <Section title={texts.aboutClient} surface="flush">
          <ul className="rules-questions">
            {others.map((rule) => (
              <li key={rule.code}>
                <RuleEntry rule={rule} body={body} {...rest} />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </div>
  )
}

const QuestionEntry = ({
  question,
  body,
  ...rest
}: RulesListProps & { question: ScreeningQuestion }) => {
  const rules = body.rules.filter(({ item }) => item === question.code)
  const at = body.questions.indexOf(question)
  return (
    <li data-question={question.code}>
      <div className="rules-question">
        <div>
          <h3>{question.text}</h3>
          {question.help ? <p className="rules-quiet">{question.help}</p> : null}
          <p className="rules-quiet">{factsOf(question, body.questions)}</p>
        </div>
        {rest.editing ? (
          <PartActions
            edit={words.editQuestion}
            editLabel={words.editQuestionOf(question.label)}
            removeLabel={words.removeQuestion(question.label)}
            onEdit={() => rest.editing?.onEditQuestion(question.code)}
            onRemove={() => rest.editing?.onRemoveQuestion(question.code)}
          />
        ) : null}
      </div>
      <ProblemList problems={problemsAt(rest.problems ?? [], `questions.${at}`)} />
      {rules.length === 0 ? <p className="rules-quiet">{texts.noRules}</p> : null}
      {rules.map((rule) => (
        <RuleEntry key={rule.code} rule={rule} body={body} {...rest} />
      ))}
    </li>
  )
}

const factsOf = (
  { label, kind, detail, askedWhen, record }: ScreeningQuestion,
  questions: readonly ScreeningQuestion[],
) =>
  [
    label,
    ...(kind === 'date' ? [texts.kinds.date] : []),
    ...(detail ? [`${texts.fields.detail}: ${detail}`] : []),
    texts.records[record ?? 'visit'],
    ...(askedWhen ? [texts.askedWhen(conditionWords(askedWhen, questions))] : []),
  ].join(' · ')

const RuleEntry = ({ rule, body, ...rest }: RulesListProps & { rule: ScreeningRule }) => {
  const at = body.rules.indexOf(rule)
  return (
    <div className="rules-rule" data-tone={verdictTones[rule.verdict]}>
      <div className="rules-rule-head">
        <VerdictBadge verdict={rule.verdict} />
        {rest.editing ? (
          <PartActions
            edit={words.editRule}
            editLabel={words.editRuleOf(rule.fact)}
            removeLabel={words.removeRule(rule.fact)}
            onEdit={() => rest.editing?.onEditRule(rule.code)}
            onRemove={() => rest.editing?.onRemoveRule(rule.code)}
          />
        ) : null}
      </div>
      <p className="rules-when">{texts.when(conditionWords(rule.when, body.questions))}</p>
      <p className="rules-fact">{rule.fact}</p>
      <p>{rule.rule}</p>
      <p>{rule.nextStep}</p>
      <p className="rules-quiet">
        {rule.source} · {texts.qualities[rule.quality]}
      </p>
      <ProblemList problems={problemsAt(rest.problems ?? [], `rules.${at}`)} />
    </div>
  )
}

interface PartActionsProps {
  edit: string
  editLabel: string
  removeLabel: string
  onEdit: () => void
  onRemove: () => void
}

const PartActions = ({ edit, editLabel, removeLabel, onEdit, onRemove }: PartActionsProps) => (
  <div className="rules-actions">
    <Button
      size="sm"
      variant="subtle"
      leftSection={<IconPencil size={16} aria-hidden />}
      aria-label={editLabel}
      onClick={onEdit}
    >
      {edit}
    </Button>
    <ActionIcon aria-label={removeLabel} onClick={onRemove}>
      <IconTrash size={18} aria-hidden />
    </ActionIcon>
  </div>
)
