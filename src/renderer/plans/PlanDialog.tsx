import {
  Button,
  Modal,
  MultiSelect,
  NumberInput,
  Select,
  SimpleGrid,
  Textarea,
} from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { type DraftForm, DraftNotice, useDraftForm } from '#renderer/drafts/index.ts'
import { DateField, Failure, FindingCard, Loading, toast } from '#renderer/ui/index.ts'
import type { CalendarDate, ClientId } from '#shared/kernel/index.ts'
import type { Plan } from '#shared/plans/index.ts'
import {
  indication,
  indicationLabels,
  namedZoneId,
  type RuleSettings,
  sourceQualityLabels,
  treatableZones,
} from '#shared/practice/index.ts'
import {
  changeInput,
  emptyPlan,
  outsideRules,
  planInput,
  type PlanRules,
  type TypedPlan,
  typedOf,
  typedPlan,
} from './planForm.ts'
import { texts } from './texts.ts'

const words = texts.form

/** The list of choices stays in the dialog's landmark, where a screen reader expects it. */
const inPlace = { withinPortal: false }

const zoneChoices = treatableZones.map(({ id, label }) => ({ value: id, label }))
const indicationChoices = indication.options.map((value) => ({
  value,
  label: indicationLabels[value],
}))

export interface PlanDialogProps {
  clientId: ClientId
  /** The one that is changed; null: a new one. */
  plan: Plan | null
  rules: PlanRules
  today: CalendarDate
  onClose: () => void
}

/** A series as a form: what is treated, how often, how far apart, from when and what for. */
export const PlanDialog = (props: PlanDialogProps) => (
  <Modal
    opened
    onClose={props.onClose}
    title={
      props.plan
        ? words.changeTitle(indicationLabels[props.plan.current.indication])
        : words.createTitle
    }
    size={640}
  >
    <PlanForm {...props} />
  </Modal>
)

export const usePlansChanged = () => {
  const queries = useQueryClient()
  return () =>
    Promise.all(
      [query.plans.key(), query.sessions.key(), query.today.key()].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    )
}

const PlanForm = ({ clientId, plan, rules, today, onClose }: PlanDialogProps) => {
  const changed = usePlansChanged()
  const form = useDraftForm<TypedPlan, z.infer<typeof planInput>, void>({
    kind: 'plan',
    // A draft follows the version that it changes.
    key: plan ? `${plan.id}:${plan.current.version}` : clientId,
    initial: plan ? typedOf(plan.current) : emptyPlan(rules, today),
    typed: typedPlan,
    read: (values) => (plan ? changeInput : planInput).safeParse(values),
    write: async ({ reason, ...details }) => {
      if (plan) {
        const { version } = plan.current
        await api.plans.change({ planId: plan.id, version, details, reason })
      } else {
        await api.plans.create({ clientId, details, reason })
      }
      await changed()
    },
    onWritten: () => {
      toast.done(plan ? words.changed : words.created)
      onClose()
    },
  })
  if (form.draft.isLoading) return <Loading lines={6} />
  return (
    <form {...form.form}>
      <div className="form-stack">
        <DraftNotice draft={form.draft} />
        <WhatFields form={form} />
        <HowOftenFields form={form} rules={rules} />
        <WhyFields form={form} rules={rules} isChange={plan !== null} />
        <Failure error={form.error} />
      </div>
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={form.isWriting}>
          {plan ? words.save : words.create}
        </Button>
      </div>
    </form>
  )
}

const WhatFields = ({ form }: { form: DraftForm<TypedPlan> }) => (
  <>
    <Select
      comboboxProps={inPlace}
      label={words.indication}
      data={indicationChoices}
      value={form.values.indication}
      onChange={(value) => form.set('indication', indication.nullable().parse(value))}
      error={form.errorOf('indication')}
      searchable
      required
      data-autofocus
    />
    <MultiSelect
      comboboxProps={inPlace}
      label={words.zones}
      {...(form.values.zones.length === 0 ? { placeholder: words.zonesPlaceholder } : {})}
      nothingFoundMessage={words.noZone}
      data={zoneChoices}
      value={form.values.zones}
      onChange={(values) => form.set('zones', z.array(namedZoneId).parse(values))}
      error={form.errorOf('zones')}
      hidePickedOptions
      searchable
      required
    />
  </>
)

interface NumberFieldProps {
  form: DraftForm<TypedPlan>
  name: 'sessionsPlanned' | 'minimumIntervalDays' | 'maximumIntervalDays'
  label: string
  most: number
}

const NumberField = ({ form, name, label, most }: NumberFieldProps) => (
  <NumberInput
    label={label}
    value={form.values[name] ?? ''}
    min={1}
    max={most}
    allowDecimal={false}
    onChange={(value) => form.set(name, typeof value === 'number' ? value : null)}
    error={form.errorOf(name)}
    required
  />
)

type RangeRule = RuleSettings['plannedSessions']

/** The rule that the numbers start from, with where it comes from. */
const RuleLine = ({
  rule: { value, source, quality },
  words: say,
}: {
  rule: RangeRule
  words: (least: number, most: number) => string
}) => (
  <p className="plan-rule">
    {say(value.minimum, value.maximum)}
    <cite className="finding-source"> {words.source(source, sourceQualityLabels[quality])}</cite>
  </p>
)

const HowOftenFields = ({ form, rules }: { form: DraftForm<TypedPlan>; rules: PlanRules }) => (
  <>
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <NumberField form={form} name="sessionsPlanned" label={words.sessionsPlanned} most={20} />
      <DateField
        label={words.startsOn}
        value={form.values.startsOn}
        onChange={(day) => form.set('startsOn', day)}
        error={form.errorOf('startsOn')}
        required
      />
    </SimpleGrid>
    <RuleLine rule={rules.plannedSessions} words={words.sessionsRule} />
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <NumberField
        form={form}
        name="minimumIntervalDays"
        label={words.minimumInterval}
        most={730}
      />
      <NumberField
        form={form}
        name="maximumIntervalDays"
        label={words.maximumIntervalLong}
        most={730}
      />
    </SimpleGrid>
    <RuleLine rule={rules.sessionIntervalDays} words={words.intervalRule} />
  </>
)

/** A change says why; so does a plan outside the practice's rules, which stand beside the field. */
const WhyFields = ({
  form,
  rules,
  isChange,
}: {
  form: DraftForm<TypedPlan>
  rules: PlanRules
  isChange: boolean
}) => {
  const outside = outsideRules(form.values, rules)
  return (
    <>
      <Textarea
        {...form.text('goal')}
        label={words.goal}
        description={words.goalHelp}
        minRows={2}
        maxLength={1000}
        autosize
      />
      {outside.map((problem) => (
        <FindingCard
          key={problem.code}
          finding={{
            ...problem,
            severity: problem.code === 'plans.interval-backwards' ? 'stop' : 'override',
          }}
        />
      ))}
      {isChange || outside.length > 0 ? (
        <Textarea
          {...form.text('reason')}
          label={isChange ? words.reason : words.reasonOutside}
          description={isChange ? words.reasonHelp : words.reasonOutsideHelp}
          minRows={2}
          maxLength={1000}
          autosize
          required
        />
      ) : null}
    </>
  )
}
