import { z } from 'zod'

declare const kind: unique symbol

/** A day on the calendar, `YYYY-MM-DD`. It has no time zone and is never converted between zones. */
export type CalendarDate = string & { readonly [kind]: 'calendar-date' }

/** A moment in UTC as ISO 8601 text with milliseconds, `2026-11-22T09:30:00.000Z`; sorts as text. */
export type Instant = string & { readonly [kind]: 'instant' }

const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

const isCalendarDate = (text: string): text is CalendarDate => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8)].map(Number)
  if (year === undefined || month === undefined || !day) return false
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day <= (month === 2 && isLeap ? 29 : (daysOfMonths[month - 1] ?? 0))
}

export const calendarDate = z.custom<CalendarDate>(
  (value) => typeof value === 'string' && isCalendarDate(value),
  'This is not a day of the calendar. Write it as year-month-day, such as 2026-11-22.',
)

export const instant = z.custom<Instant>(
  (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
  'This is not a moment in UTC.',
)

/** An IANA time zone name, such as `America/Phoenix`. */
export const timeZone = z.string().refine((name) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}, 'This time zone is not known.')

/** @throws RangeError when the text is not a day of the calendar. */
export const toCalendarDate = (text: string): CalendarDate => calendarDate.parse(text)

export const toInstant = (moment: Date): Instant => instant.parse(moment.toISOString())

/** The day that the calendar on the practice's wall shows at a moment. */
export const dayOf = (moment: Instant, zone: string): CalendarDate => {
  const minute = moment.slice(0, 16)
  const before = lastAsked.get(zone)
  if (before?.minute === minute) return before.day
  const day = dayIn(moment, zone)
  // Before 1973 there were zones that differed by seconds, so that a day could begin within a minute.
  if (minute > '1973') lastAsked.set(zone, { minute, day })
  return day
}

/** A gate asks for the day of the same moment a hundred times. */
const lastAsked = new Map<string, { readonly minute: string; readonly day: CalendarDate }>()

const dayIn = (moment: Instant, zone: string): CalendarDate => {
  const parts = calendarIn(zone).formatToParts(Date.parse(moment))
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((each) => each.type === type)?.value ?? ''
  return toCalendarDate(`${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`)
}

const calendars = new Map<string, Intl.DateTimeFormat>()

/** Making one takes a hundred times as long as asking it. */
const calendarIn = (zone: string): Intl.DateTimeFormat => {
  const made =
    calendars.get(zone) ??
    new Intl.DateTimeFormat('en', {
      calendar: 'iso8601',
      numberingSystem: 'latn',
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
  calendars.set(zone, made)
  return made
}

const dayLength = 86_400_000
const midnight = (day: CalendarDate): number => Date.parse(`${day}T00:00:00.000Z`)

export const addDays = (day: CalendarDate, days: number): CalendarDate =>
  toCalendarDate(new Date(midnight(day) + days * dayLength).toISOString().slice(0, 10))

/** Whole days from one day to another; negative when the second is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  Math.round((midnight(to) - midnight(from)) / dayLength)

const asPeopleWrite = { day: 'numeric', month: 'short', year: 'numeric' } as const
const written = new Intl.DateTimeFormat('en-GB', { ...asPeopleWrite, timeZone: 'UTC' })

/** A day as people write it: `22 Nov 2026`. */
export const formatDay = (day: CalendarDate): string => written.format(midnight(day))

const clocks = new Map<string, Intl.DateTimeFormat>()

const clockIn = (zone: string): Intl.DateTimeFormat => {
  const made =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      ...asPeopleWrite,
      hour: '2-digit',
      minute: '2-digit',
      timeZone: zone,
    })
  clocks.set(zone, made)
  return made
}

/** A moment as people write it, in the practice's time zone: `22 Nov 2026, 09:30`. */
export const formatMoment = (moment: Instant, zone: string): string =>
  clockIn(zone).format(new Date(moment))
