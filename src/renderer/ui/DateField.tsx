import { TextInput, type TextInputProps } from '@mantine/core'
import { type CalendarDate, calendarDate, formatDay } from '#shared/kernel/index.ts'

export interface DateFieldProps
  extends Omit<TextInputProps, 'value' | 'onChange' | 'type' | 'min' | 'max'> {
  label: string
  value: CalendarDate | null
  onChange: (value: CalendarDate | null) => void
  minimum?: CalendarDate
  maximum?: CalendarDate
}

/**
 * A day of the calendar. The system's own date field: it accepts digits and arrow keys, opens a
 * calendar, and can hold nothing that is not a day. The chosen day stands beside the label in
 * words, because `04/05` means two things.
 */
export const DateField = ({
  label,
  value,
  onChange,
  minimum,
  maximum,
  ...rest
}: DateFieldProps) => (
  <TextInput
    {...rest}
    type="date"
    label={
      <>
        {label}
        {value ? <span className="field-echo">{formatDay(value)}</span> : null}
      </>
    }
    aria-label={label}
    value={value ?? ''}
    min={minimum}
    max={maximum ?? '9999-12-31'}
    onChange={(event) => {
      const read = calendarDate.safeParse(event.currentTarget.value)
      onChange(read.success ? read.data : null)
    }}
  />
)
