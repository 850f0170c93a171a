import { Button, Modal, Select, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { api, query } from '#renderer/api.ts'
import { DraftNotice, FormBar, useDraftForm } from '#renderer/drafts/index.ts'
import { Failure, Loading, toast } from '#renderer/ui/index.ts'
import { type RuleSet, sourceQuality } from '#shared/practice/index.ts'
import { qualityChoices } from './qualityChoices.ts'
import { ReasonField } from './ReasonField.tsx'
import { RuleValueField } from './RuleValueField.tsx'
import { type RuleName, ruleEdit, shapeOf, typedOf, typedRule } from './ruleForm.ts'
import { texts } from './texts.ts'

export interface RuleDialogProps {
  /** Which rule is edited; null while none is. */
  name: RuleName | null
  rules: RuleSet
  onClose: () => void
}

export const RuleDialog = ({ name, rules, onClose }: RuleDialogProps) => (
  <Modal
    opened={name !== null}
    onClose={onClose}
    title={name ? texts.rules.names[name] : ''}
    size={600}
  >
    {name ? <RuleForm key={name} name={name} rules={rules} onDone={onClose} /> : null}
  </Modal>
)

/** Several options, or two figures, need the whole width. */
const isWide = (name: RuleName): boolean => ['options', 'range'].includes(shapeOf(name).kind)

interface RuleFormProps {
  name: RuleName
  rules: RuleSet
  onDone: () => void
}

const RuleForm = ({ name, rules, onDone }: RuleFormProps) => {
  const queries = useQueryClient()
  const form = useDraftForm({
    kind: 'rule',
    // A draft that began from an older version of the rules is not this change any more.
    key: `${name}:${rules.version}`,
    initial: typedOf(name, rules.settings),
    typed: typedRule,
    read: (values) => ruleEdit(name, rules.settings).safeParse(values),
    write: async (input) => {
      await api.practice.updateRules(input)
      await queries.invalidateQueries({ queryKey: query.practice.key() })
    },
    onWritten: () => {
      toast.done(texts.rules.saved(texts.rules.names[name]))
      onDone()
    },
  })
  if (form.draft.isLoading) return <Loading lines={6} />
  return (
    <form {...form.form} className="form-sections">
      <p className="settings-quiet">{texts.rules.meaning[name]}</p>
      <DraftNotice draft={form.draft} />
      <div className="settings-fields" data-first={isWide(name) ? 'alone' : 'narrow'}>
        <RuleValueField name={name} form={form} />
        <Select
          label={texts.rules.quality}
          data={qualityChoices}
          value={form.values.quality}
          onChange={(quality) => quality && form.set('quality', sourceQuality.parse(quality))}
          allowDeselect={false}
          required
        />
      </div>
      <Textarea
        {...form.text('source')}
        label={texts.rules.source}
        description={texts.rules.sourceHelp}
        minRows={2}
        maxLength={500}
        required
      />
      <ReasonField field={form.text('reason')} />
      <Failure error={form.error} />
      <FormBar form={form} submitLabel={texts.rules.save}>
        <Button variant="default" onClick={onDone}>
          {texts.cancel}
        </Button>
      </FormBar>
    </form>
  )
}
