import { ActionIcon, Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { query } from '#renderer/api.ts'
import { Failure, formatDay, Loading, ToneIcon } from '#renderer/ui/index.ts'
import { type CalendarDate, dayOf } from '#shared/kernel/index.ts'
import type { Load } from '#shared/sterilization/index.ts'
import { addMonths, dayOfMonth, monthName, monthOf, timeOf, weekdays, weeksOf } from './clock.ts'
import type { ShownLoads } from './LoadTimeline.tsx'
import { hasState } from './loadRows.ts'
import { texts } from './texts.ts'
import { kindOf, standingOf } from './tones.ts'

const words = texts.calendar

/** The loads on the days of a month. */
export const LoadCalendar = ({ state, sterilizerId, today, zone }: ShownLoads) => {
  const [month, setMonth] = useState(monthOf(today))
  const weeks = weeksOf(month)
  const from = weeks[0]?.[0]
  const to = weeks.at(-1)?.at(-1)
  const loads = useQuery(
    query.sterilization.loads.queryOptions({
      input: { ...(from ? { from } : {}), ...(to ? { to } : {}) },
      placeholderData: keepPreviousData,
    }),
  )
  const shown = loads.data
    ?.filter((load) => sterilizerId === '' || load.sterilizer.id === sterilizerId)
    .filter((load) => hasState(load, state))
    .toReversed()
  const byDay = Map.groupBy(shown ?? [], (load) => dayOf(load.startedAt, zone))
  return (
    <>
      <div className="calendar-head">
        <h3 aria-live="polite">{monthName(month)}</h3>
        <ActionIcon aria-label={words.previous} onClick={() => setMonth(addMonths(month, -1))}>
          <IconChevronLeft size={20} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={words.next} onClick={() => setMonth(addMonths(month, 1))}>
          <IconChevronRight size={20} aria-hidden />
        </ActionIcon>
        {month === monthOf(today) ? null : (
          <Button variant="subtle" onClick={() => setMonth(monthOf(today))}>
            {words.thisMonth}
          </Button>
        )}
      </div>
      <Failure error={loads.error} />
      {shown ? (
        <table className="calendar" aria-label={words.label(monthName(month))}>
          <thead>
            <tr>
              {weekdays.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week[0]}>
                {week.map((day) => (
                  <Day
                    key={day}
                    day={day}
                    loads={byDay.get(day) ?? []}
                    isToday={day === today}
                    isOutside={monthOf(day) !== month}
                    zone={zone}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ) : loads.error ? null : (
        <Loading lines={6} />
      )}
    </>
  )
}

interface DayProps {
  day: CalendarDate
  loads: readonly Load[]
  isToday: boolean
  isOutside: boolean
  zone: string
}

const Day = ({ day, loads, isToday, isOutside, zone }: DayProps) => (
  <td data-today={isToday} data-outside={isOutside}>
    <time dateTime={day} aria-label={formatDay(day)} className="calendar-day">
      {dayOfMonth(day)}
    </time>
    {loads.length > 0 ? (
      <ul>
        {loads.map((load) => (
          <li key={load.id}>
            <CalendarLoad load={load} zone={zone} />
          </li>
        ))}
      </ul>
    ) : null}
  </td>
)

const CalendarLoad = ({ load, zone }: { load: Load; zone: string }) => {
  const { tone, says } = standingOf(load)
  const what = load.kind === 'load' ? '' : `${kindOf(load)}, `
  const name = texts.loads.open(load.cycleNumber, load.sterilizer.name)
  return (
    <Link
      href={`/sterilization/loads/${load.id}`}
      className="calendar-load"
      data-tone={tone}
      title={`${name}: ${what}${says}`}
      aria-label={`${name}, ${timeOf(load.startedAt, zone)}: ${what}${says}`}
    >
      <ToneIcon tone={tone} size={15} />
      <span>{load.cycleNumber}</span>
      <span className="calendar-time">{timeOf(load.startedAt, zone)}</span>
    </Link>
  )
}
