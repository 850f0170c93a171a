import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, calendarDate } from '#shared/kernel/index.ts'
import { judgePlan, planDetails, type PlanDetails, progressOf } from '#shared/plans/index.ts'
import { startingRules } from '#shared/practice/index.ts'
import { moment, today } from '../sessions/facts.ts'

const details: PlanDetails = {
  indication: 'fine-lines',
  zones: ['forehead'],
  sessionsPlanned: 4,
  minimumIntervalDays: 28,
  maximumIntervalDays: 42,
  startsOn: calendarDate.parse('2026-06-01'),
  goal: '',
}

const drawn: fc.Arbitrary<PlanDetails> = fc
  .record({
    sessionsPlanned: fc.integer({ min: 1, max: 20 }),
    minimumIntervalDays: fc.integer({ min: 1, max: 60 }),
    maximumIntervalDays: fc.integer({ min: 1, max: 60 }),
  })
  .map((changes) => ({ ...details, ...changes }))

describe('a plan', () => {
  it('is taken exactly within the practice’s range, or with a reason; never backwards [PLN-4]', () => {
    fc.assert(
      fc.property(drawn, fc.constantFrom('', '  ', 'Her board asks for it'), (given, reason) => {
        const { sessionsPlanned, minimumIntervalDays, maximumIntervalDays } = given
        const problems = judgePlan(given, startingRules, reason)
        const isForward = minimumIntervalDays <= maximumIntervalDays
        const isInRange =
          sessionsPlanned >= 3 &&
          sessionsPlanned <= 6 &&
          minimumIntervalDays >= 28 &&
          maximumIntervalDays <= 42
        expect(problems.length === 0).toBe(isForward && (isInRange || reason.trim() !== ''))
        for (const { field } of problems) expect(planDetails.shape).toHaveProperty(field ?? '')
      }),
      { numRuns: 400 },
    )
    expect(judgePlan(details, startingRules, '')).toEqual([])
    const [tooMany] = judgePlan({ ...details, sessionsPlanned: 7 }, startingRules, '')
    expect(tooMany).toMatchObject({
      code: 'plans.sessions-outside-range',
      source: startingRules.plannedSessions.source,
    })
  })
})

const stateOf = (days: readonly string[], changes: Partial<PlanDetails> = {}) => {
  const current = {
    ...details,
    ...changes,
    version: 1,
    state: 'active' as const,
    reason: '',
    decidedAt: moment,
    decidedBy: 'Ada Petersen',
  }
  return progressOf(
    { current },
    days.map((day) => calendarDate.parse(day)),
    today,
  )
}

describe('where a series stands', () => {
  it('is due from the shortest interval after its last session, and overdue after the longest [PLN-9]', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 0, max: 90 }),
        (one, other) => {
          const days = [addDays(today, -one), addDays(today, -other)]
          const since = Math.min(one, other)
          const progress = stateOf(days)
          const last = addDays(today, -since)
          expect(progress).toEqual({
            done: 2,
            planned: 4,
            lastOn: last,
            nextFrom: addDays(last, 28),
            nextUntil: addDays(last, 42),
            state: since < 28 ? 'waiting' : since > 42 ? 'overdue' : 'due',
          })
        },
      ),
    )
  })

  it('begins on its first day, and has no next session once it is complete or stopped [PLN-9]', () => {
    const startsOn = (day: string) => stateOf([], { startsOn: calendarDate.parse(day) }).state
    expect(startsOn('2026-11-23')).toBe('not-started')
    expect(startsOn('2026-11-22')).toBe('due')
    expect(startsOn('2026-10-11')).toBe('due')
    expect(startsOn('2026-10-10')).toBe('overdue')
    const four = ['2026-06-01', '2026-07-01', '2026-08-01', '2026-09-01']
    expect(stateOf(four)).toMatchObject({ state: 'complete', nextFrom: null, nextUntil: null })
    expect(stateOf([...four, '2026-10-01'])).toMatchObject({ state: 'complete', done: 5 })
  })
})
