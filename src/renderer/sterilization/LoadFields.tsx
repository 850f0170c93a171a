import { NativeSelect, SegmentedControl, SimpleGrid, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useId } from 'react'
import type { DraftForm, FormFields } from '#renderer/drafts/index.ts'
import { DateField, formatCelsius, StatusBadge } from '#renderer/ui/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import type { LoadField } from '#shared/practice/index.ts'
import {
  formatHold,
  type LoadKind,
  loadKind,
  type Programme,
  type Sterilizer,
} from '#shared/sterilization/index.ts'
import { onSterilizer, type TypedLoad, withNumber } from './loadForm.ts'
import { texts } from './texts.ts'
import { UnitInput } from './UnitInput.tsx'

const words = texts.load

/** One of a few words; the label stands above like a field's. */
export const ChoiceField = <Value extends string>({
  label,
  value,
  onChange,
  choices,
  error = null,
  children,
}: {
  label: string
  value: Value
  onChange: (value: Value) => void
  choices: readonly { value: Value; label: string }[]
  error?: string | null
  children?: ReactNode
}) => {
  const labelId = useId()
  return (
    <div className="choice-field">
      <p id={labelId} className="mantine-InputWrapper-label">
        {label}
      </p>
      <SegmentedControl<Value>
        aria-labelledby={labelId}
        data={[...choices]}
        value={value}
        onChange={onChange}
      />
      {children}
      {error ? (
        <p className="mantine-InputWrapper-error" role="alert">
          {error}
        </p>
      ) : null}
    </div>
  )
}

/** Asked first: it decides what else is asked. */
export const KindField = ({
  value,
  onChange,
}: {
  value: LoadKind
  onChange: (kind: LoadKind) => void
}) => (
  <ChoiceField
    label={words.kind}
    value={value}
    onChange={onChange}
    choices={loadKind.options.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
  >
    <p className="load-quiet choice-help">{words.kindHelp[value]}</p>
  </ChoiceField>
)

/** Which cycle it was: machine, number, programme, start and end. */
export const CycleFields = ({
  form,
  sterilizers,
  today,
  asked,
}: {
  form: DraftForm<TypedLoad>
  sterilizers: readonly Sterilizer[]
  today: CalendarDate
  asked: readonly LoadField[]
}) => {
  const chosen = sterilizers.find(({ id }) => id === form.values.sterilizerId)
  return (
    <div className="form-stack">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
        <NativeSelect
          label={words.sterilizer}
          description={chosen ? `${chosen.maker} ${chosen.model}` : '\u00a0'}
          value={form.values.sterilizerId}
          error={form.errorOf('sterilizerId')}
          onChange={({ currentTarget: { value } }) => {
            const next = sterilizers.find(({ id }) => id === value)
            if (next) form.draft.change((now) => onSterilizer(now, next))
          }}
          data={[
            ...(chosen ? [] : [{ value: '', label: '' }]),
            ...sterilizers.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          required
        />
        <TextInput
          {...form.text('cycleNumber')}
          onChange={({ currentTarget: { value } }) =>
            form.draft.change((now) => withNumber(now, value))
          }
          label={words.cycleNumber}
          description={words.cycleNumberHelp(chosen?.lastCycleNumber ?? null)}
          inputMode="numeric"
          autoComplete="off"
          required
        />
        <NativeSelect
          label={words.programme}
          value={form.values.programmeName}
          error={form.errorOf('programmeName')}
          onChange={({ currentTarget: { value } }) => form.set('programmeName', value)}
          data={[
            ...(form.values.programmeName === '' ? [{ value: '', label: '' }] : []),
            ...(chosen?.programmes ?? []).map(({ name }) => ({ value: name, label: name })),
          ]}
          required
        />
        <DateField
          label={words.day}
          value={form.values.day}
          onChange={(day) => form.set('day', day)}
          error={form.errorOf('day') ?? form.errorOf('startedAt')}
          maximum={today}
          required
        />
        <TextInput
          {...form.text('time')}
          label={words.time}
          description={asked.includes('ended-at') ? '\u00a0' : undefined}
          type="time"
          required
        />
        <TextInput
          {...form.text('endTime')}
          label={words.endTime}
          description={asked.includes('ended-at') ? words.asked : undefined}
          error={form.errorOf('endTime') ?? form.errorOf('endedAt')}
          type="time"
        />
      </SimpleGrid>
      {chosen?.state === 'out-of-service' && form.values.kind === 'load' ? (
        <div>
          <StatusBadge tone="stop">{texts.sterilizers.outOfService}</StatusBadge>
          <p className="load-warning">{words.outOfService(chosen.name)}</p>
        </div>
      ) : null}
    </div>
  )
}

/** Neighbours keep their fields in line, also where only one of them says more. */
const hintsOf = (asked: readonly LoadField[]) => {
  const isHinted = asked.includes('pressure') || asked.includes('drying')
  const hint = (field: LoadField) => (asked.includes(field) ? words.asked : '\u00a0')
  return isHinted ? { pressure: hint('pressure'), drying: hint('drying') } : {}
}

/** What a programme asks for, in one sentence. */
const askedBy = (programme: Programme) => {
  const hold = formatHold(programme.minimumHoldSeconds)
  const least = formatCelsius(programme.minimumTemperature)
  const { maximumTemperature: most, minimumPressure, minimumDrySeconds } = programme
  return [
    most === null ? words.atLeast(least, hold) : words.between(least, formatCelsius(most), hold),
    minimumPressure === null ? null : words.setPressure(`${minimumPressure} ${words.kPa}`),
    minimumDrySeconds === null ? null : words.setDrying(formatHold(minimumDrySeconds)),
  ]
    .filter((part) => part !== null)
    .join(', ')
}

/** What the display or the print-out says. */
export const MeasuredFields = ({
  form,
  programme,
  asked,
}: {
  form: FormFields<TypedLoad>
  programme: Programme | null
  asked: readonly LoadField[]
}) => {
  const hasMore = form.values.kind === 'load'
  const hints = hintsOf(asked)
  return (
    <div className="form-stack">
      {programme && hasMore ? (
        <p className="load-quiet">{words.measuredText(programme.name, askedBy(programme))}</p>
      ) : null}
      <SimpleGrid cols={3} spacing="md">
        <UnitInput
          {...form.text('temperature')}
          label={words.temperature}
          unit={words.celsius}
          required
        />
        <UnitInput
          {...form.text('minutes')}
          label={words.minutes}
          unit={words.min}
          error={form.errorOf('minutes') ?? form.errorOf('holdSeconds')}
          required={hasMore || form.values.kind === 'test'}
        />
        <UnitInput {...form.text('seconds')} label={words.seconds} unit={words.s} />
        {hasMore ? (
          <>
            <UnitInput
              {...form.text('pressure')}
              label={words.pressure}
              unit={words.kPa}
              description={hints.pressure}
            />
            <UnitInput
              {...form.text('drying')}
              label={words.drying}
              unit={words.min}
              error={form.errorOf('drying') ?? form.errorOf('drySeconds')}
              description={hints.drying}
            />
          </>
        ) : null}
      </SimpleGrid>
    </div>
  )
}
