import { Temporal } from 'temporal-polyfill'
import { type CalendarDate, type Instant, toCalendarDate, toInstant } from './dates.ts'

// Apart from dates.ts, because a screen that only writes dates down needs no calendar's library.

/** The first moment of a day in a time zone. */
export const startOfDay = (day: CalendarDate, zone: string): Instant =>
  toInstant(new Date(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds))

/** The day on which somebody completes so many years; born on 29 February, the 28th in other years. */
export const birthdayOf = (born: CalendarDate, years: number): CalendarDate =>
  toCalendarDate(Temporal.PlainDate.from(born).add({ years }).toString())

/** Completed years of life on a day. */
export const ageOn = (born: CalendarDate, day: CalendarDate): number => {
  const question = `${born} ${day}`
  const known = ages.get(question)
  if (known !== undefined) return known
  const from = Temporal.PlainDate.from(born)
  const { years } = from.until(Temporal.PlainDate.from(day), { largestUnit: 'year' })
  if (ages.size >= 1000) ages.clear()
  ages.set(question, years)
  return years
}

const ages = new Map<string, number>()

/**
 * The moment when the clock on the practice's wall shows a time on a day. A time that a change to
 * summer time skips is taken an hour later, one that comes twice is the first (Temporal's
 * “compatible”).
 * @param time `09:30`
 */
export const momentAt = (day: CalendarDate, time: string, zone: string): Instant =>
  toInstant(
    new Date(
      Temporal.PlainDate.from(day).toZonedDateTime({
        timeZone: zone,
        plainTime: Temporal.PlainTime.from(time),
      }).epochMilliseconds,
    ),
  )
