import { Button, Modal, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import type { z } from 'zod'
import { kindNamed } from '#renderer/clients/index.ts'
import { type DraftHandle, useDraftForm } from '#renderer/drafts/index.ts'
import { Loading } from '#renderer/ui/index.ts'
import { screeningQuestion, screeningRule } from '#shared/screening/index.ts'
import { GroupField, RecordField, RuleWords, VerdictField } from './RulesDialogs.tsx'
import { freeCode, ownParts, type TypedOwn, typedOwn, type TypedRules } from './rulesDraft.ts'
import { rulesTexts as texts } from './rulesTexts.ts'

const words = texts.fields

const emptyOwn: TypedOwn = {
  label: '',
  group: 'health',
  text: '',
  detail: '',
  record: 'flag',
  verdict: 'clearance',
  fact: '',
  rule: '',
  nextStep: '',
  source: '',
}

const own = typedOwn.extend({
  label: screeningQuestion.shape.label.refine((label) => kindNamed(label) !== null, {
    message: texts.editor.ownTaken,
  }),
  text: screeningQuestion.shape.text,
  detail: screeningQuestion.shape.detail,
  fact: screeningRule.shape.fact,
  rule: screeningRule.shape.rule,
  nextStep: screeningRule.shape.nextStep,
  source: screeningRule.shape.source,
})

interface OwnQuestionDialogProps {
  draft: DraftHandle<TypedRules>
  onClose: () => void
}

/** A question that this practice asks besides, and what a *yes* leads to. */
export const OwnQuestionDialog = (props: OwnQuestionDialogProps) => (
  <Modal opened onClose={props.onClose} title={texts.editor.ownTitle} size={680}>
    <OwnForm {...props} />
  </Modal>
)

const OwnForm = ({ draft, onClose }: OwnQuestionDialogProps) => {
  const form = useDraftForm({
    kind: 'screening-question',
    key: 'new',
    initial: emptyOwn,
    typed: typedOwn,
    read: (values) => own.safeParse(values),
    write: async (given: z.infer<typeof own>) => {
      const kind = kindNamed(given.label)
      if (kind === null) return
      draft.change((now) => {
        const { question, rule } = ownParts(given, freeCode(kind, now))
        return { ...now, questions: [...now.questions, question], rules: [...now.rules, rule] }
      })
      await draft.flush()
    },
    onWritten: onClose,
  })
  if (form.draft.isLoading) return <Loading lines={5} />
  const { values } = form
  return (
    <form {...form.form}>
      <div className="form-stack">
        <TextInput
          {...form.text('label')}
          label={words.label}
          description={words.labelHelp}
          maxLength={60}
          required
          data-autofocus
        />
        <Textarea {...form.text('text')} label={words.text} minRows={2} maxLength={500} required />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
          <TextInput {...form.text('detail')} label={words.detail} maxLength={120} />
          <GroupField value={values.group} onChange={(group) => form.set('group', group)} />
          <RecordField value={values.record} onChange={(record) => form.set('record', record)} />
          <VerdictField
            label={texts.editor.ownRule}
            value={values.verdict}
            onChange={(verdict) => form.set('verdict', verdict)}
          />
        </SimpleGrid>
        <RuleWords
          rule={values}
          errorOf={form.errorOf}
          onChange={(part) => {
            if (part.fact !== undefined) form.set('fact', part.fact)
            if (part.rule !== undefined) form.set('rule', part.rule)
            if (part.nextStep !== undefined) form.set('nextStep', part.nextStep)
            if (part.source !== undefined) form.set('source', part.source)
          }}
        />
      </div>
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>
          {texts.editor.close}
        </Button>
        <Button type="submit" loading={form.isWriting}>
          {texts.editor.add}
        </Button>
      </div>
    </form>
  )
}
