import { describe, expect, it } from 'vitest'
import { calendarDate } from '#shared/kernel/index.ts'
import type { PlanVersion } from '#shared/plans/index.ts'
import { courseOf, judgeInterval } from '#shared/sessions/index.ts'
import { baseOf, idNumber, micrometre, moment, soundFacts, today } from './facts.ts'

const day = (text: string) => calendarDate.parse(text)

/** 28 to 42 days between three sessions. */
const version: PlanVersion = {
  version: 1,
  state: 'active',
  reason: '',
  decidedAt: moment,
  decidedBy: 'Ada Petersen',
  indication: 'acne-scars',
  zones: ['forehead'],
  sessionsPlanned: 3,
  minimumIntervalDays: 28,
  maximumIntervalDays: 42,
  startsOn: day('2026-09-01'),
  goal: '',
}

const interval = (days: readonly string[], changes: Partial<PlanVersion> = {}) => {
  const planId = idNumber<'plan'>(60)
  const current = { ...version, ...changes }
  const plan = { id: planId, clientId: idNumber<'client'>(3), current, versions: [current] }
  const facts = soundFacts({ planId })
  return judgeInterval({
    ...facts,
    base: { ...facts.base, plans: [{ plan, days: days.map(day) }] },
  })
}

describe('a session of a series', () => {
  it.each([
    ['2026-10-26', 'override sessions.interval-early'],
    ['2026-10-25', ''],
    ['2026-10-11', ''],
    ['2026-10-10', 'note sessions.interval-late'],
  ])('after one on %s is shown as: %s [SES-108]', (last, expected) => {
    const findings = interval(['2026-09-01', last])
    expect(findings.map(({ severity, code }) => `${severity} ${code}`).join()).toBe(expected)
    for (const { rule, source } of findings) {
      expect(rule).toContain('28 to 42 days')
      expect(source).toBe(baseOf().rules.sessionIntervalDays.source)
    }
  })

  it('that nothing speaks for yet, or that goes beyond the plan, is a note; of no series nothing is said [SES-108]', () => {
    const codes = (...given: Parameters<typeof interval>) =>
      interval(...given).map(({ code, severity }) => `${severity} ${code}`)
    expect(codes([], { startsOn: day('2026-11-23') })).toEqual(['note sessions.series-not-begun'])
    expect(codes([], { startsOn: today })).toEqual([])
    expect(codes(['2026-08-01', '2026-09-01', '2026-10-20'])).toEqual(['note sessions.series-over'])
    expect(codes([], { state: 'stopped' })).toEqual(['note sessions.series-over'])
    // What was done later does not make this one early.
    expect(codes(['2026-10-20', '2026-12-01'])).toEqual([])
    expect(judgeInterval(soundFacts())).toEqual([])
  })
})

describe('a zone that was treated lately', () => {
  it('is early by the practice’s own interval, whatever series it belonged to, and never twice [SES-126]', () => {
    const early = (last: string, zone: 'forehead' | 'chin' = 'forehead') => {
      const facts = soundFacts()
      const treatedLately = [{ zone, day: day(last) }]
      return judgeInterval({ ...facts, base: { ...facts.base, treatedLately } })
    }
    expect(early('2026-11-20')).toMatchObject([
      {
        code: 'sessions.zones-early',
        severity: 'override',
        fact: 'Last treated: Forehead on 20 Nov 2026.',
        rule: 'The practice plans 28 days at least between two sessions.',
      },
    ])
    expect(early('2026-10-26')).toHaveLength(1)
    expect(early('2026-10-25')).toEqual([])
    expect(early('2026-11-20', 'chin')).toEqual([])
  })
})

describe('a course', () => {
  it('names a free area as she named it [SES-115]', () => {
    const area = { name: 'Scar', view: 'body-back', x: 1, y: 1, radiusX: 9, radiusY: 9 } as const
    const zone = { zone: 'free-0a1b2c3d', area, needleLength: micrometre(500), passes: 2 } as const
    const visit = { sessionId: idNumber<'session'>(70), day: today, planId: null, zones: [zone] }
    expect(courseOf([visit], today)).toMatchObject([{ label: 'Scar', area, load: 1000 }])
  })
})
