import { Button, Modal, Radio } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { DraftNotice, FormBar, useDraftForm } from '#renderer/drafts/index.ts'
import { Failure, Loading, toast } from '#renderer/ui/index.ts'
import { type CalendarDate, prose } from '#shared/kernel/index.ts'
import {
  type RuleSet,
  type RuleSettings,
  sterilizationRuleSetName,
  sterilizationRuleSets,
  sterilizationRulesOf,
} from '#shared/practice/index.ts'
import { ReasonField } from './ReasonField.tsx'
import { isOfSterilization, ruleNames, valueInWords } from './ruleForm.ts'
import { texts } from './texts.ts'

export interface StartingSetDialogProps {
  opened: boolean
  rules: RuleSet
  today: CalendarDate
  onClose: () => void
}

/** Where the sterilization rules start from: whom a set may bind, and each figure with its source. */
export const StartingSetDialog = (props: StartingSetDialogProps) => (
  <Modal opened={props.opened} onClose={props.onClose} title={texts.startingSet.choose} size={820}>
    <SetForm {...props} />
  </Modal>
)

const typedSet = z.object({ set: sterilizationRuleSetName, reason: z.string() })
const setInput = z.object({ set: sterilizationRuleSetName, reason: prose(500).min(1) })

/** The settings with every figure of a starting set, confirmed by the practice on this day. */
const settingsFrom = (
  settings: RuleSettings,
  set: z.infer<typeof sterilizationRuleSetName>,
  today: CalendarDate,
): RuleSettings => ({
  ...settings,
  ...sterilizationRulesOf(set),
  sterilizationRules: { startingSet: set, confirmedOn: today },
})

const SetForm = ({ rules, today, onClose }: StartingSetDialogProps) => {
  const queries = useQueryClient()
  const { settings } = rules
  const form = useDraftForm({
    kind: 'starting-set',
    // A draft that began from an older version of the rules is not this change any more.
    key: `sterilization:${rules.version}`,
    initial: { set: settings.sterilizationRules.startingSet, reason: '' },
    typed: typedSet,
    read: (values) => setInput.safeParse(values),
    write: async ({ set, reason }) => {
      await api.practice.updateRules({ settings: settingsFrom(settings, set, today), reason })
      await queries.invalidateQueries({ queryKey: query.practice.key() })
    },
    onWritten: () => {
      toast.done(texts.startingSet.taken)
      onClose()
    },
  })
  if (form.draft.isLoading) return <Loading lines={6} />
  const next = settingsFrom(settings, form.values.set, today)
  return (
    <form {...form.form} className="form-sections">
      <DraftNotice draft={form.draft} />
      <Radio.Group
        label={texts.startingSet.label}
        value={form.values.set}
        onChange={(set) => form.set('set', sterilizationRuleSetName.parse(set))}
      >
        {sterilizationRuleSets
          .filter(({ name }) => name !== 'single-use-only')
          .map(({ name, label, mayBind }) => (
            <Radio key={name} value={name} label={label} description={mayBind} />
          ))}
      </Radio.Group>
      <section aria-label={texts.startingSet.figures}>
        <p className="settings-quiet">{texts.startingSet.figuresText}</p>
        <ul className="settings-list settings-framed">
          {ruleNames.filter(isOfSterilization).map((name) => {
            const isChanged = valueInWords(name, settings) !== valueInWords(name, next)
            return (
              <li key={name} className="settings-rule">
                <div>
                  <h3>{texts.rules.names[name]}</h3>
                  <p className="settings-source">
                    <span className="settings-quality">
                      {texts.rules.qualities[next[name].quality]}
                    </span>
                    {next[name].source}
                  </p>
                </div>
                <div className="settings-rule-value">
                  {valueInWords(name, next)}
                  {isChanged ? (
                    <p className="settings-quiet">
                      {texts.startingSet.insteadOf(valueInWords(name, settings))}
                    </p>
                  ) : null}
                </div>
              </li>
            )
          })}
        </ul>
      </section>
      <ReasonField field={form.text('reason')} />
      <Failure error={form.error} />
      <FormBar form={form} submitLabel={texts.startingSet.take}>
        <Button variant="default" onClick={onClose}>
          {texts.cancel}
        </Button>
      </FormBar>
    </form>
  )
}
