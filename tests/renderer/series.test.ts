import { describe, expect, it } from 'vitest'
import { choiceOfSeries, sessionChoices } from '#renderer/clients/sessionChoices.ts'
import { stepsOf } from '#renderer/plans/seriesSteps.ts'
import { newId, systemEnvironment } from '#main/database/index.ts'
import {
  certain,
  type CalendarDate,
  type ClientId,
  type PlanId,
  type SessionId,
  toCalendarDate,
  toInstant,
} from '#shared/kernel/index.ts'
import { type Plan, planVersion, progressOf } from '#shared/plans/index.ts'
import type { CourseVisit, Series } from '#shared/sessions/index.ts'

const id = <Id extends string>() => newId<Id>(systemEnvironment)
const days = (...texts: readonly string[]): readonly CalendarDate[] => texts.map(toCalendarDate)

const version = (number: number, on: string, changes: object = {}) =>
  planVersion.parse({
    version: number,
    state: 'active',
    reason: number === 1 ? '' : 'healed slowly',
    decidedAt: toInstant(new Date(`${on}T23:30:00.000Z`)),
    decidedBy: 'Ada Petersen',
    indication: 'fine-lines',
    zones: ['forehead'],
    sessionsPlanned: 4,
    minimumIntervalDays: 28,
    maximumIntervalDays: 42,
    startsOn: '2026-08-01',
    goal: '',
    ...changes,
  })

const planOf = (...versions: Plan['versions']): Plan => ({
  id: id<PlanId>(),
  clientId: id<ClientId>(),
  current: certain(versions.at(-1), 'A version'),
  versions,
})

const seriesOf = (plan: Plan, on: readonly CalendarDate[], today: string): Series => ({
  plan,
  progress: progressOf(plan, on, toCalendarDate(today)),
})

const visit = (planId: PlanId | null, day: CalendarDate): CourseVisit => ({
  sessionId: id<SessionId>(),
  day,
  planId,
  zones: [],
})

describe('a series on a line of time', () => {
  const on = days('2026-08-01', '2026-08-22', '2026-09-26', '2026-11-14')

  it('shows what was done, the next window and what is left [PLN-20]', () => {
    const plan = planOf(version(1, '2026-08-01'))
    const done = on.slice(0, 2)
    const steps = (today: string, one = plan) =>
      stepsOf(
        seriesOf(one, done, today),
        [...done.map((day) => visit(one.id, day)), visit(null, toCalendarDate('2026-08-25'))],
        'America/Denver',
      )
    expect(steps('2026-09-01').map(({ kind }) => kind)).toEqual(['done', 'done', 'next', 'planned'])
    expect(steps('2026-09-01')).toMatchObject([
      { day: '2026-08-01', gap: null },
      { day: '2026-08-22' },
      { from: '2026-09-19', until: '2026-10-03' },
      { number: 4 },
    ])
    const stopped = planOf(version(1, '2026-08-01'), version(2, '2026-09-01', { state: 'stopped' }))
    expect(steps('2026-09-01', stopped).map(({ kind }) => kind)).toEqual(['done', 'done'])
    // More was done than planned: everything that was done stands there, and nothing is left.
    const short = planOf(version(1, '2026-08-01', { sessionsPlanned: 1 }))
    expect(steps('2026-09-01', short).map(({ kind }) => kind)).toEqual(['done', 'done'])
  })

  it('judges each distance by the plan as it stood on that day [PLN-21]', () => {
    // Decided at 17:30 in Denver on the 26th: it counts for the session of that day.
    const plan = planOf(
      version(1, '2026-08-01'),
      version(2, '2026-09-26', { minimumIntervalDays: 42, maximumIntervalDays: 48 }),
    )
    const steps = stepsOf(
      seriesOf(plan, on, '2026-11-22'),
      on.map((day) => visit(plan.id, day)),
      'America/Denver',
    )
    expect(steps.map((step) => (step.kind === 'done' ? step.gap : step.kind))).toEqual([
      null,
      { days: 21, state: 'early' },
      { days: 35, state: 'early' },
      { days: 49, state: 'late' },
    ])
    const asPlanned = planOf(version(1, '2026-08-01'))
    const [, , third] = stepsOf(
      seriesOf(asPlanned, on, '2026-11-22'),
      on.map((day) => visit(asPlanned.id, day)),
      'America/Denver',
    )
    expect(third).toMatchObject({ gap: { days: 35, state: 'in-time' } })
  })
})

describe('what a client’s page begins', () => {
  const past = (
    planId: PlanId | null,
    changes: Partial<Parameters<typeof sessionChoices>[0][number]> = {},
  ): Parameters<typeof sessionChoices>[0][number] => ({
    id: id<SessionId>(),
    state: 'signed',
    signatureState: 'valid',
    planId,
    ...changes,
  })
  const lines = seriesOf(planOf(version(1, '2026-08-01')), [], '2026-11-22')
  const scars = seriesOf(
    planOf(version(1, '2026-08-01', { indication: 'acne-scars' })),
    [],
    '2026-11-22',
  )
  const ended = seriesOf(planOf(version(1, '2026-08-01', { state: 'completed' })), [], '2026-11-22')
  const ofLines = past(lines.plan.id)

  it('is the same as last time where that can be copied [PLN-22]', () => {
    expect(sessionChoices([], [])).toEqual([{ kind: 'new', planId: null }])
    expect(sessionChoices([past(null)], [ended])).toEqual([
      { kind: 'same', planId: null },
      { kind: 'new', planId: null },
    ])
    expect(sessionChoices([ofLines], [ended, lines])).toEqual([
      { kind: 'same', planId: lines.plan.id },
      { kind: 'new', planId: lines.plan.id },
    ])
    // What was done outside the series, is wrong, or no longer is what was signed, is not copied.
    for (const other of [
      past(null),
      past(lines.plan.id, { state: 'entered-in-error' }),
      past(lines.plan.id, { signatureState: 'invalid' }),
    ]) {
      expect(sessionChoices([other], [lines])).toEqual([{ kind: 'new', planId: lines.plan.id }])
    }
    const open = past(null, { state: 'open', signatureState: null })
    expect(sessionChoices([open, ofLines], [lines])).toEqual([
      { kind: 'continue', sessionId: open.id },
    ])
    expect(choiceOfSeries([ofLines], [lines], lines)).toBeNull()
  })

  it('is said by each of several series for itself [PLN-22]', () => {
    const series = [lines, scars, ended]
    expect(sessionChoices([ofLines], series)).toEqual([{ kind: 'new', planId: null }])
    const choices = series.map((one) => choiceOfSeries([ofLines], series, one))
    expect(choices).toEqual([
      { kind: 'same', planId: lines.plan.id },
      { kind: 'new', planId: scars.plan.id },
      null,
    ])
    const open = past(null, { state: 'started', signatureState: null })
    expect(choiceOfSeries([open, ofLines], series, lines)).toBeNull()
  })
})
