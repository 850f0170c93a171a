import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  deciCelsius,
  type Instant,
  instant,
  toCalendarDate,
  toInstant,
} from '#shared/kernel/index.ts'
import { startingRules } from '#shared/practice/index.ts'
import {
  indicatorResult,
  judgeLoad,
  judgeNewLoad,
  judgePack,
  judgeRejection,
  judgeSterilizer,
  loadState,
  type LoadSurroundings,
  missingCycles,
  packState,
  packStateOf,
  type Programme,
} from '#shared/sterilization/index.ts'

const now: Instant = instant.parse('2026-11-22T16:00:00.000Z')
const today = toCalendarDate('2026-11-22')
const programme: Programme = {
  name: 'Wrapped 134',
  minimumTemperature: deciCelsius.parse(1340),
  minimumHoldSeconds: 210,
  maximumTemperature: deciCelsius.parse(1370),
  minimumPressure: null,
  minimumDrySeconds: null,
}
const around: LoadSurroundings = {
  now,
  day: today,
  rules: startingRules,
  sterilizer: { airRemoval: 'gravity', stateAtCycle: 'in-service' },
  airRemovalResult: null,
  fileOutcome: null,
  sporeTests: [],
  suspect: false,
}
const aLoad = {
  startedAt: now,
  endedAt: null,
  temperature: deciCelsius.parse(1346),
  holdSeconds: 240,
  pressure: 210,
  drySeconds: null,
  indicatorType: 5,
  indicatorExpiresOn: null,
  indicatorResult: 'pass' as const,
  externalIndicatorResult: 'pass' as const,
  attachmentId: null,
}
const codes = (findings: readonly { readonly code: string }[]) => findings.map(({ code }) => code)
const anyMoment = fc
  .date({ min: new Date('1985-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map(toInstant)

describe('judging a load', () => {
  it('releases nothing that did not reach its limits with a passed indicator [STE-15]', () => {
    fc.assert(
      fc.property(
        fc.record({
          temperature: fc.integer({ min: 0, max: 3000 }).map((value) => deciCelsius.parse(value)),
          holdSeconds: fc.integer({ min: 0, max: 7200 }),
          indicatorResult: fc.constantFrom(...indicatorResult.options),
          startedAt: anyMoment,
        }),
        (load) => {
          const good =
            load.temperature >= programme.minimumTemperature &&
            load.temperature <= 1370 &&
            load.holdSeconds >= programme.minimumHoldSeconds &&
            load.indicatorResult === 'pass' &&
            load.startedAt <= now
          expect(judgeLoad({ ...aLoad, ...load }, programme, around).length === 0).toBe(good)
        },
      ),
    )
  })

  it('stops one tenth of a degree and one second below the limits, not at them [STE-15]', () => {
    const load = (temperature: number, holdSeconds: number) =>
      codes(
        judgeLoad(
          { ...aLoad, temperature: deciCelsius.parse(temperature), holdSeconds },
          programme,
          around,
        ),
      )
    expect(load(1340, 210)).toEqual([])
    expect(load(1339, 210)).toEqual(['sterilization.temperature-too-low'])
    expect(load(1340, 209)).toEqual(['sterilization.hold-too-short'])
    expect(load(1370, 210)).toEqual([])
    expect(load(1371, 210)).toEqual(['sterilization.temperature-too-high'])
  })
})

describe('judging a new load', () => {
  const known = { programmes: [programme], cycleTaken: false, now }
  const load = {
    programmeName: 'Wrapped 134',
    startedAt: now,
    packs: [{ label: 'P1', contents: 'Tray' }],
  }

  it('says everything that stands against it at once [STE-13]', () => {
    expect(judgeNewLoad(load, known)).toEqual([])
    const problems = judgeNewLoad(
      {
        programmeName: 'Quick',
        startedAt: instant.parse('2026-11-22T16:00:00.001Z'),
        packs: [
          { label: 'P1', contents: 'Tray' },
          { label: 'P2', contents: 'Tray' },
          { label: 'p1', contents: 'Tray' },
        ],
      },
      { ...known, cycleTaken: true },
    )
    expect(problems.map(({ code, field }) => [code, field])).toEqual([
      ['sterilization.unknown-programme', 'programmeName'],
      ['sterilization.cycle-number-taken', 'cycleNumber'],
      ['sterilization.load-in-future', 'startedAt'],
      ['sterilization.pack-label-twice', 'packs.2.label'],
    ])
  })

  it('names each label that stands again, and only those [STE-10]', () => {
    const label = fc.constantFrom('A', 'a', 'B', 'b', 'P10')
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 12 }), (labels) => {
        const packs = labels.map((one) => ({ label: one, contents: 'Tray' }))
        const different = new Set(labels.map((one) => one.toLowerCase())).size
        expect(judgeNewLoad({ ...load, packs }, known)).toHaveLength(labels.length - different)
      }),
    )
  })
})

it('gives each programme of a sterilizer its own name [STE-4]', () => {
  expect(judgeSterilizer({ programmes: [programme] }, { sameMachine: false })).toEqual([])
  expect(
    judgeSterilizer({ programmes: [programme, { ...programme }] }, { sameMachine: false }).map(
      ({ field }) => field,
    ),
  ).toEqual(['programmes.1.name'])
})

describe('a pack', () => {
  it('has one state, the worst that is true [STE-21]', () => {
    fc.assert(
      fc.property(
        fc.record({
          loadState: fc.constantFrom(...loadState.options),
          released: fc.boolean(),
          recalled: fc.boolean(),
          reprocessed: fc.boolean(),
          sessionId: fc.constantFrom(null, 'a-session'),
          sessionSigned: fc.boolean(),
        }),
        (facts) => {
          const found = packStateOf(facts)
          const used = facts.sessionId !== null && facts.sessionSigned
          expect(found === 'used').toBe(used)
          if (used) return
          expect(found === 'reprocessed').toBe(facts.reprocessed)
          if (facts.reprocessed) return
          expect(found === 'recalled').toBe(facts.recalled)
          if (facts.recalled) return
          expect(found === 'rejected').toBe(facts.loadState === 'rejected')
          if (facts.loadState === 'rejected') return
          expect(found === 'claimed').toBe(facts.sessionId !== null)
          expect(found === 'stored').toBe(
            facts.sessionId === null && facts.loadState === 'released' && facts.released,
          )
        },
      ),
    )
  })

  it('is opened only when it is released, in date and in no other session [STE-22]', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...packState.options),
        fc.integer({ min: -400, max: 400 }),
        fc.constantFrom('this-session', 'another-session'),
        (state, days, holder) => {
          const findings = judgePack(
            {
              label: 'P1',
              state,
              sterileUntil: addDays(today, days),
              // The rule looks only at whose claim it is.
              sessionId: null,
            },
            today,
            holder,
          )
          const usable = state === 'stored' && days >= 0
          expect(findings.length === 0).toBe(usable)
          expect(findings.every(({ severity }) => severity === 'stop')).toBe(true)
        },
      ),
    )
  })
})

describe('rejecting a load', () => {
  it('is refused only when the load is rejected already [STE-18]', () => {
    expect(judgeRejection({ state: 'quarantined' })).toEqual([])
    expect(judgeRejection({ state: 'released' })).toEqual([])
    expect(codes(judgeRejection({ state: 'rejected' }))).toEqual(['sterilization.already-rejected'])
  })
})

it('names exactly the cycle numbers that are missing [STE-26]', () => {
  expect(missingCycles([3, 1, 7, 8].map((cycleNumber) => ({ cycleNumber })))).toEqual([
    { from: 2, to: 2 },
    { from: 4, to: 6 },
  ])
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 40 }), (numbers) => {
      const spans = missingCycles(numbers.map((cycleNumber) => ({ cycleNumber })))
      const missing = spans.flatMap(({ from, to }) =>
        Array.from({ length: to - from + 1 }, (_, index) => from + index),
      )
      const expected = Array.from({ length: 60 }, (_, index) => index + 1).filter(
        (number) =>
          number > Math.min(...numbers) &&
          number < Math.max(...numbers) &&
          !numbers.includes(number),
      )
      expect(missing).toEqual(expected)
    }),
  )
})

it('holds a load whose sterilizer wrote that its cycle did not pass [STE-52]', () => {
  const judged = (fileOutcome: LoadSurroundings['fileOutcome']) =>
    judgeLoad(aLoad, programme, { ...around, fileOutcome }).map(({ code, severity }) => [
      code,
      severity,
    ])
  const stopped = [['sterilization.cycle-file-not-passed', 'stop']]
  expect(judged(null)).toEqual([])
  expect([judged('failed'), judged('aborted')]).toEqual([stopped, stopped])
})
