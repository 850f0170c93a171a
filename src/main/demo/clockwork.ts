import { type CalendarDate, type Instant, startOfDay, toInstant } from '#shared/kernel/index.ts'

/** A clock that the demonstration turns forward, never back. */
export interface Clockwork {
  readonly now: () => Date
  /** To a time of a day in the practice, unless it is later already. */
  readonly turnTo: (day: CalendarDate, hour: number, minute?: number) => Instant
  /** To a moment, unless it is later already. */
  readonly turnToMoment: (moment: Instant) => void
  readonly pass: (minutes: number) => void
  readonly passSeconds: (seconds: number) => void
  /** How much of each minute passes: on a day with more clients than one person treats, less than one. */
  readonly keepPace: (pace: number) => void
}

export const createClockwork = (first: CalendarDate, zone: string): Clockwork => {
  let moment = Date.parse(startOfDay(first, zone))
  let pace = 1
  const passed = (milliseconds: number) => {
    moment += Math.ceil(milliseconds * pace)
  }
  return {
    // A millisecond a look: no two events share one.
    now: () => new Date(moment++),
    turnTo: (day, hour, minute = 0) => {
      moment = Math.max(moment, Date.parse(startOfDay(day, zone)) + (hour * 60 + minute) * 60_000)
      return toInstant(new Date(moment))
    },
    turnToMoment: (later) => {
      moment = Math.max(moment, Date.parse(later))
    },
    pass: (minutes) => passed(minutes * 60_000),
    passSeconds: (seconds) => passed(seconds * 1000),
    keepPace: (next) => {
      pace = next
    },
  }
}
