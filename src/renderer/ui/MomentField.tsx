import { Button, TextInput } from '@mantine/core'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { calendarDate, type Instant, momentAt, toInstant } from '#shared/kernel/index.ts'
import { DateField } from './DateField.tsx'
import { texts } from './texts.ts'

/** A moment while it is typed: a day and a wall clock’s time. Null is now, whenever now is. */
export const typedMoment = z.object({ day: calendarDate.nullable(), time: z.string() }).nullable()
export type TypedMoment = z.infer<typeof typedMoment>

/** The moment that is meant, in the practice’s time zone; null while it is not whole. */
export const momentOf = (typed: TypedMoment, zone: string): Instant | null => {
  if (typed === null) return toInstant(new Date())
  const { day, time } = typed
  return day !== null && /^\d{2}:\d{2}$/.test(time) ? momentAt(day, time, zone) : null
}

const typedNow = (zone: string) => {
  const now = Temporal.Now.zonedDateTimeISO(zone)
  return {
    day: calendarDate.parse(now.toPlainDate().toString()),
    time: now.toPlainTime().toString({ smallestUnit: 'minute' }),
  }
}

export interface MomentFieldProps {
  /** `When it was cleaned` */
  label: string
  value: TypedMoment
  onChange: (value: TypedMoment) => void
  /** The practice’s, such as `America/Phoenix`. */
  zone: string
  error?: string | null
}

/** When something happened: now, unless she says otherwise. */
export const MomentField = ({ label, value, onChange, zone, error = null }: MomentFieldProps) =>
  value === null ? (
    <div className="moment-field">
      <span className="moment-field-label">{label}</span>
      <span className="moment-field-now">{texts.moment.now}</span>
      <Button size="sm" variant="subtle" onClick={() => onChange(typedNow(zone))}>
        {texts.moment.other}
      </Button>
    </div>
  ) : (
    <div className="moment-field-typed">
      <DateField
        label={label}
        value={value.day}
        onChange={(day) => onChange({ ...value, day })}
        error={error}
        autoFocus
      />
      <TextInput
        type="time"
        label={texts.moment.time}
        aria-label={texts.moment.timeOf(label)}
        value={value.time}
        onChange={(event) => onChange({ ...value, time: event.currentTarget.value })}
        {...(error === null ? {} : { error: true })}
      />
    </div>
  )
