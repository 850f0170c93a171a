import type { Api } from '#main/router.ts'
import { addDays, type CalendarDate } from '#shared/kernel/index.ts'
import type { Chance } from './chance.ts'
import type { Clockwork } from './clockwork.ts'

export const timeZone = 'America/Denver'

/** What every part of the demonstration works with. */
export interface Day {
  readonly api: Api
  readonly chance: Chance
  readonly clock: Clockwork
  readonly passphrase: string
  /** What is done on one day waits for the disk once. */
  readonly together: <T>(work: () => Promise<T>) => Promise<T>
}

/** A day some months after another, for expiry dates. */
export const monthsAfter = (day: CalendarDate, months: number): CalendarDate =>
  addDays(day, Math.round(months * 30.4))

export const isSunday = (day: CalendarDate): boolean =>
  new Date(`${day}T12:00:00Z`).getUTCDay() === 0
