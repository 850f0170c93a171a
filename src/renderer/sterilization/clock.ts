import { Temporal } from 'temporal-polyfill'
import { addDays, type CalendarDate, calendarDate, type Instant } from '#shared/kernel/index.ts'

/** What the wall clock shows at a moment: `09:30`. */
export const timeOf = (moment: Instant, zone: string): string =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainTime().toString({
    smallestUnit: 'minute',
  })

const dayFrom = (date: Temporal.PlainDate): CalendarDate => calendarDate.parse(date.toString())

/** The first day of a day's month. */
export const monthOf = (day: CalendarDate): CalendarDate =>
  dayFrom(Temporal.PlainDate.from(day).with({ day: 1 }))

export const addMonths = (day: CalendarDate, months: number): CalendarDate =>
  dayFrom(Temporal.PlainDate.from(day).add({ months }))

/** `November 2026`. */
export const monthName = (month: CalendarDate): string =>
  Temporal.PlainDate.from(month).toLocaleString('en-GB', { month: 'long', year: 'numeric' })

/** `Mon` … `Sun`. */
export const weekdays: readonly string[] = [0, 1, 2, 3, 4, 5, 6].map((offset) =>
  // 5 January 2026 is a Monday.
  Temporal.PlainDate.from('2026-01-05').add({ days: offset }).toLocaleString('en-GB', {
    weekday: 'short',
  }),
)

/** The weeks that show a month, from Monday; days of the neighbouring months fill the ends. */
export const weeksOf = (month: CalendarDate): readonly (readonly CalendarDate[])[] => {
  const first = Temporal.PlainDate.from(month)
  const start = first.subtract({ days: first.dayOfWeek - 1 })
  const count = Math.ceil((first.dayOfWeek - 1 + first.daysInMonth) / 7)
  return Array.from({ length: count }, (_week, week) =>
    Array.from({ length: 7 }, (_day, day) => addDays(dayFrom(start), week * 7 + day)),
  )
}

export const dayOfMonth = (day: CalendarDate): number => Temporal.PlainDate.from(day).day
