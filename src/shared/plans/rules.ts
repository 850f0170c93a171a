import { addDays, type CalendarDate, type Problem } from '#shared/kernel/index.ts'
import type { RuleSettings } from '#shared/practice/index.ts'
import type { Plan, PlanDetails, PlanProgress } from './schema.ts'

/**
 * Where a series stands on a day.
 * @param days the days of its signed sessions, in any order; a session of today counts
 */
export const progressOf = (
  { current }: Pick<Plan, 'current'>,
  days: readonly CalendarDate[],
  today: CalendarDate,
): PlanProgress =>
  progressAfter(current, { done: days.length, lastOn: [...days].sort().at(-1) ?? null }, today)

/** Where a series stands on a day, by how many of its sessions are signed, and the day of the last. */
export const progressAfter = (
  current: Pick<
    Plan['current'],
    'state' | 'sessionsPlanned' | 'startsOn' | 'minimumIntervalDays' | 'maximumIntervalDays'
  >,
  { done, lastOn }: Pick<PlanProgress, 'done' | 'lastOn'>,
  today: CalendarDate,
): PlanProgress => {
  const planned = current.sessionsPlanned
  const soFar = { done, planned, lastOn }
  if (current.state === 'stopped')
    return { ...soFar, nextFrom: null, nextUntil: null, state: 'stopped' }
  if (current.state === 'completed' || done >= planned)
    return { ...soFar, nextFrom: null, nextUntil: null, state: 'complete' }
  if (lastOn === null) {
    const nextUntil = addDays(current.startsOn, current.maximumIntervalDays)
    const state = today < current.startsOn ? 'not-started' : today > nextUntil ? 'overdue' : 'due'
    return { ...soFar, nextFrom: current.startsOn, nextUntil, state }
  }
  const nextFrom = addDays(lastOn, current.minimumIntervalDays)
  const nextUntil = addDays(lastOn, current.maximumIntervalDays)
  const state = today < nextFrom ? 'waiting' : today > nextUntil ? 'overdue' : 'due'
  return { ...soFar, nextFrom, nextUntil, state }
}

/**
 * Why a plan cannot be taken. Outside the practice’s range it can, with a reason that says why.
 * @param reason what she gave for this plan or for its change
 */
export const judgePlan = (
  details: Pick<PlanDetails, 'sessionsPlanned' | 'minimumIntervalDays' | 'maximumIntervalDays'>,
  rules: Pick<RuleSettings, 'plannedSessions' | 'sessionIntervalDays'>,
  reason: string,
): readonly Problem[] => {
  const { minimumIntervalDays, maximumIntervalDays } = details
  if (minimumIntervalDays > maximumIntervalDays) {
    return [
      {
        code: 'plans.interval-backwards',
        field: 'maximumIntervalDays',
        fact: `The longest interval, ${maximumIntervalDays} days, is shorter than the shortest, ${minimumIntervalDays} days.`,
        rule: 'An interval goes from its shortest to its longest.',
        nextStep: 'Exchange the two.',
      },
    ]
  }
  if (reason.trim() !== '') return []
  return [...judgeSessions(details, rules), ...judgeIntervals(details, rules)]
}

const judgeSessions = (
  { sessionsPlanned }: Pick<PlanDetails, 'sessionsPlanned'>,
  { plannedSessions: { value, source } }: Pick<RuleSettings, 'plannedSessions'>,
): readonly Problem[] =>
  sessionsPlanned >= value.minimum && sessionsPlanned <= value.maximum
    ? []
    : [
        {
          code: 'plans.sessions-outside-range',
          field: 'sessionsPlanned',
          fact: `${sessionsPlanned} sessions are planned.`,
          rule: `A series has ${value.minimum} to ${value.maximum} sessions.`,
          nextStep: 'Change the number, or say why this client needs it.',
          source,
        },
      ]

const judgeIntervals = (
  {
    minimumIntervalDays,
    maximumIntervalDays,
  }: Pick<PlanDetails, 'minimumIntervalDays' | 'maximumIntervalDays'>,
  { sessionIntervalDays: { value, source } }: Pick<RuleSettings, 'sessionIntervalDays'>,
): readonly Problem[] =>
  minimumIntervalDays >= value.minimum && maximumIntervalDays <= value.maximum
    ? []
    : [
        {
          code: 'plans.interval-outside-range',
          field: 'minimumIntervalDays',
          fact: `${minimumIntervalDays} to ${maximumIntervalDays} days lie between two sessions.`,
          rule: `Two sessions of a series are ${value.minimum} to ${value.maximum} days apart.`,
          nextStep: 'Change the interval, or say why this client needs it.',
          source,
        },
      ]
