import { Temporal } from 'temporal-polyfill'
import { type CalendarDate, type Instant, toInstant } from '#shared/kernel/index.ts'

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

/** What the wall clock shows at a moment: `09:30`. */
export const timeOf = (moment: Instant, zone: string): string =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainTime().toString({
    smallestUnit: 'minute',
  })
