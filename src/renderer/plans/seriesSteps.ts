import {
  type CalendarDate,
  certain,
  dayOf,
  daysBetween,
  type SessionId,
} from '#shared/kernel/index.ts'
import type { Plan, PlanVersion } from '#shared/plans/index.ts'
import type { CourseVisit, Series } from '#shared/sessions/index.ts'

/** How a session lay to the one before it, by the plan as it stood on that day. */
export type GapState = 'early' | 'in-time' | 'late'

export type SeriesStep =
  | {
      readonly kind: 'done'
      readonly sessionId: SessionId
      readonly day: CalendarDate
      /** Null for the first. */
      readonly gap: { readonly days: number; readonly state: GapState } | null
    }
  | { readonly kind: 'next'; readonly from: CalendarDate; readonly until: CalendarDate }
  | { readonly kind: 'planned'; readonly number: number }

/**
 * A series from its first session to its last: what was done, what is next, what is left.
 * @param visits of the client, oldest first
 * @param zone the practice's time zone
 */
export const stepsOf = (
  { plan, progress }: Series,
  visits: readonly CourseVisit[],
  zone: string,
): readonly SeriesStep[] => {
  const own = visits.filter(({ planId }) => planId === plan.id)
  const done = own.map(({ sessionId, day }, index): SeriesStep => {
    const before = own[index - 1]
    return {
      kind: 'done',
      sessionId,
      day,
      gap: before ? gapOf(before.day, day, versionOn(plan, day, zone)) : null,
    }
  })
  if (progress.nextFrom === null || progress.nextUntil === null) return done
  const number = done.length + 1
  return [
    ...done,
    { kind: 'next', from: progress.nextFrom, until: progress.nextUntil },
    ...Array.from(
      { length: Math.max(0, progress.planned - number) },
      (_, index): SeriesStep => ({
        kind: 'planned',
        number: number + 1 + index,
      }),
    ),
  ]
}

/** What the plan said at the end of a day; before it was made, what it said first. */
const versionOn = (plan: Plan, day: CalendarDate, zone: string): PlanVersion =>
  plan.versions.findLast(({ decidedAt }) => dayOf(decidedAt, zone) <= day) ??
  certain(plan.versions[0], 'The first version of a plan')

const gapOf = (
  before: CalendarDate,
  day: CalendarDate,
  { minimumIntervalDays, maximumIntervalDays }: PlanVersion,
): { days: number; state: GapState } => {
  const days = daysBetween(before, day)
  if (days < minimumIntervalDays) return { days, state: 'early' }
  return { days, state: days > maximumIntervalDays ? 'late' : 'in-time' }
}
