import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconClock, IconX } from '@tabler/icons-react'
import { formatDay } from '#renderer/ui/index.ts'
import { type CalendarDate, dayOf, type Instant, momentAt } from '#shared/kernel/index.ts'
import { wallTime } from './amounts.ts'
import { momentNow, useTimeZone } from './usePractice.ts'

interface TimeFieldProps {
  label: string
  value: Instant
  onChange: (value: Instant) => void
  isLabelShown?: boolean
  today: CalendarDate
}

/** A moment that was stamped, to be corrected: the time; its day stands beside it when it is not today. */
export const TimeField = ({ label, value, onChange, isLabelShown, today }: TimeFieldProps) => {
  const zone = useTimeZone()
  const day = dayOf(value, zone)
  return (
    <span className="time-field">
      <TextInput
        type="time"
        size="sm"
        {...(isLabelShown ? { label } : { 'aria-label': label })}
        value={wallTime(value, zone)}
        onChange={(event) => {
          const time = event.currentTarget.value
          if (/^\d{2}:\d{2}$/.test(time)) onChange(momentAt(day, time, zone))
        }}
      />
      {day === today ? null : <span className="quiet">{formatDay(day)}</span>}
    </span>
  )
}

interface StampFieldProps extends Omit<TimeFieldProps, 'value' | 'onChange'> {
  value: Instant | null
  onChange: (value: Instant | null) => void
  /** What the button says, and what it is called where that is not enough. */
  press: string
  pressLabel?: string
  clearLabel: string
  /** The one that is waited for now. */
  isNext?: boolean
}

/** One big press while the hands are busy; afterwards the time, to be corrected or taken back. */
export const StampField = ({
  value,
  onChange,
  press,
  pressLabel = press,
  clearLabel,
  isNext = false,
  ...rest
}: StampFieldProps) =>
  value === null ? (
    <Button
      variant={isNext ? 'filled' : 'default'}
      leftSection={<IconClock size={19} aria-hidden />}
      aria-label={pressLabel}
      onClick={() => onChange(momentNow())}
    >
      {press}
    </Button>
  ) : (
    <span className="stamped">
      <TimeField {...rest} value={value} onChange={onChange} />
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={clearLabel}
        onClick={() => onChange(null)}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </span>
  )
