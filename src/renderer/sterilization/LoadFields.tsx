import { NativeSelect, SegmentedControl, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useId } from 'react'
import type { DraftForm, FormFields } from '#renderer/drafts/index.ts'
import { DateField, formatCelsius } from '#renderer/ui/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import {
  formatHold,
  indicatorResult,
  type Programme,
  type Sterilizer,
} from '#shared/sterilization/index.ts'
import { onSterilizer, type TypedLoad, typedLoad } from './loadForm.ts'
import { texts } from './texts.ts'
import { UnitInput } from './UnitInput.tsx'

const words = texts.load

/** Which cycle it was: machine, number, programme and start. */
export const CycleFields = ({
  form,
  sterilizers,
  today,
}: {
  form: DraftForm<TypedLoad>
  sterilizers: readonly Sterilizer[]
  today: CalendarDate
}) => {
  const chosen = sterilizers.find(({ id }) => id === form.values.sterilizerId)
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
      <NativeSelect
        label={words.sterilizer}
        description={chosen ? `${chosen.maker} ${chosen.model}` : ' '}
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
        label={words.cycleNumber}
        description={words.cycleNumberHelp(chosen?.lastCycleNumber ?? null)}
        inputMode="numeric"
        autoComplete="off"
        required
      />
      <NativeSelect
        {...selectOf(form, 'programmeName')}
        label={words.programme}
        data={[
          ...(form.values.programmeName === '' ? [{ value: '', label: '' }] : []),
          ...(chosen?.programmes ?? []).map(({ name }) => ({ value: name, label: name })),
        ]}
        required
      />
      <SimpleGrid cols={2} spacing="md">
        <DateField
          label={words.day}
          value={form.values.day}
          onChange={(day) => form.set('day', day)}
          error={form.errorOf('day') ?? form.errorOf('startedAt')}
          maximum={today}
          required
        />
        <TextInput {...form.text('time')} label={words.time} type="time" required />
      </SimpleGrid>
    </SimpleGrid>
  )
}

const selectOf = (form: FormFields<TypedLoad>, name: 'programmeName') => ({
  value: form.values[name],
  error: form.errorOf(name),
  onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
    form.set(name, value),
})

/** What the display or the print-out says. */
export const MeasuredFields = ({
  form,
  programme,
}: {
  form: FormFields<TypedLoad>
  programme: Programme | null
}) => (
  <div className="form-stack">
    {programme ? (
      <p className="load-quiet">
        {words.measuredText(
          programme.name,
          formatCelsius(programme.minimumTemperature),
          formatHold(programme.minimumHoldSeconds),
        )}
      </p>
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
        required
      />
      <UnitInput {...form.text('seconds')} label={words.seconds} unit={words.s} />
    </SimpleGrid>
  </div>
)

const indicatorType = typedLoad.shape.indicatorType

export const IndicatorFields = ({ form }: { form: FormFields<TypedLoad> }) => {
  const resultId = useId()
  return (
    <div className="form-stack">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
        <NativeSelect
          label={words.indicatorType}
          value={form.values.indicatorType}
          onChange={({ currentTarget: { value } }) =>
            form.set('indicatorType', indicatorType.parse(value))
          }
          data={indicatorType.options.map((value) => ({
            value,
            label: words.indicatorTypes[value],
          }))}
        />
        <TextInput
          {...form.text('indicatorLot')}
          label={words.indicatorLot}
          maxLength={40}
          required
        />
      </SimpleGrid>
      <div>
        <p id={resultId} className="mantine-InputWrapper-label">
          {words.indicatorResult}
        </p>
        <SegmentedControl
          aria-labelledby={resultId}
          data={indicatorResult.options.map((value) => ({ value, label: words.results[value] }))}
          value={form.values.indicatorResult}
          onChange={(value) => form.set('indicatorResult', indicatorResult.parse(value))}
        />
      </div>
      <Textarea {...form.text('note')} label={words.note} minRows={1} maxLength={2000} />
    </div>
  )
}
