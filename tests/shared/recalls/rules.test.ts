import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Instant, toInstant } from '#shared/kernel/index.ts'
import {
  type CycleAfter,
  judgeStep,
  passedInARow,
  type RecallFacts,
  recallTasks,
  type RecallStepKind,
  testsAfterRepair,
} from '#shared/recalls/index.ts'

const at = (minute: number): Instant => toInstant(new Date(Date.UTC(2026, 10, 1, 0, minute)))
const later = at(100_000)

const cycle = (
  minute: number,
  changes: Partial<CycleAfter> & {
    readonly purpose?: 'routine' | 'repeat' | 'after-repair'
    readonly result?: 'pending' | 'pass' | 'fail' | 'invalid'
  } = {},
): CycleAfter => {
  const { purpose = 'after-repair', result, ...rest } = changes
  return {
    cycleNumber: minute,
    startedAt: at(minute),
    kind: 'test',
    programmeName: 'Wrapped 134',
    sporeTests: result === undefined ? [] : [{ purpose, result }],
    ...rest,
  }
}

const facts = (changes: Partial<RecallFacts> = {}): RecallFacts => ({
  closed: false,
  steps: [],
  reportDue: null,
  loads: 2,
  packs: { recalled: 1, used: 1 },
  clients: { all: 1, open: 1 },
  sterilizer: { programmeName: 'Wrapped 134', cyclesAfter: [] },
  ...changes,
})

const stepOf = (kind: RecallStepKind, minute = 5, informsClients: boolean | null = null) => ({
  kind,
  happenedAt: at(minute),
  informsClients,
})
const reviewed = [stepOf('monitors-reviewed'), stepOf('procedure-reviewed')]

const statesOf = (of: RecallFacts) =>
  Object.fromEntries(recallTasks(of).map(({ kind, state }) => [kind, state]))

const anyCycles = fc
  .array(
    fc.record({
      kind: fc.constantFrom('load', 'test', 'aborted', 'service'),
      purpose: fc.constantFrom('routine', 'repeat', 'after-repair'),
      result: fc.constantFrom(undefined, 'pending', 'pass', 'fail', 'invalid'),
    }),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map(({ kind, purpose, result }, index) =>
      cycle(10 + index, { kind, purpose, ...(result === undefined ? {} : { result }) }),
    ),
  )

const anySteps = fc.subarray<RecallStepKind>([
  'monitors-reviewed',
  'procedure-reviewed',
  'decision',
  'authority-informed',
  'repaired',
])

describe('the guided way of a recall', () => {
  it('asks for the reviews in their order, then for the decision [RCL-20]', () => {
    expect(statesOf(facts())).toMatchObject({
      'out-of-service': 'done',
      'monitors-reviewed': 'next',
      'procedure-reviewed': 'waiting',
      decision: 'waiting',
      'repeat-test': 'waiting',
    })
    expect(statesOf(facts({ steps: reviewed }))).toMatchObject({
      decision: 'next',
      'repeat-test': 'next',
      'clients-told': 'waiting',
      'returned-to-service': 'waiting',
    })
  })

  it('needs the authority only where the rules name a deadline [RCL-22]', () => {
    expect(statesOf(facts())['authority-informed']).toBe('not-needed')
    const due = facts({ reportDue: { says: 'Due 3 Nov 2026' } })
    expect(statesOf(due)['authority-informed']).toBe('next')
  })

  it('takes a repeat for one only in the same programme [RCL-23]', () => {
    const repeated = (programmeName: string) =>
      facts({
        steps: reviewed,
        sterilizer: {
          programmeName: 'Wrapped 134',
          cyclesAfter: [cycle(10, { purpose: 'repeat', result: 'pass', programmeName })],
        },
      })
    expect(statesOf(repeated('Wrapped 134'))['returned-to-service']).toBe('next')
    expect(statesOf(repeated('Unwrapped 134'))['returned-to-service']).toBe('waiting')
  })

  it('never returns a sterilizer after a failure without a repair and three passes in a row [RCL-25]', () => {
    fc.assert(
      fc.property(anySteps, anyCycles, fc.integer({ min: 9, max: 24 }), (kinds, cycles, minute) => {
        const steps = kinds.map((kind) => stepOf(kind, kind === 'repaired' ? minute : 5, true))
        const tasks = statesOf(
          facts({ steps, sterilizer: { programmeName: null, cyclesAfter: cycles } }),
        )
        if (tasks['returned-to-service'] !== 'next') return
        const failed = cycles.findLast(({ sporeTests }) =>
          sporeTests.some(({ result }) => result === 'fail'),
        )
        const repaired = kinds.includes('repaired')
        if (failed === undefined && !repaired) {
          expect(
            cycles.some(({ sporeTests }) =>
              sporeTests.some(({ purpose, result }) => purpose === 'repeat' && result === 'pass'),
            ),
          ).toBe(true)
          return
        }
        expect(repaired).toBe(true)
        if (failed) expect(failed.startedAt <= at(minute)).toBe(true)
        const proofs = cycles.filter(
          ({ kind, startedAt, sporeTests }) =>
            kind === 'test' &&
            startedAt > at(minute) &&
            sporeTests.some(
              ({ purpose, result }) => purpose === 'after-repair' && result === 'pass',
            ),
        )
        expect(proofs.length).toBeGreaterThanOrEqual(testsAfterRepair)
      }),
    )
  })

  it('counts passes in an empty chamber, and begins anew after a load or a test that did not pass [RCL-25]', () => {
    const pass = { result: 'pass' } as const
    expect(passedInARow([cycle(1, pass), cycle(2, pass), cycle(3, pass)])).toBe(3)
    // An air-removal test in between proves nothing and spoils nothing.
    expect(passedInARow([cycle(1, pass), cycle(2), cycle(3, pass)])).toBe(2)
    for (const between of [
      cycle(2, { kind: 'load' }),
      cycle(2, { kind: 'aborted' }),
      cycle(2, { result: 'invalid' }),
      cycle(2, { result: 'fail', purpose: 'routine' }),
    ]) {
      expect(passedInARow([cycle(1, pass), between, cycle(3, pass)])).toBe(1)
    }
  })

  it('closes only when the clients are told or it was decided not to tell them [RCL-21]', () => {
    const lot = facts({ sterilizer: null, steps: [stepOf('decision', 5, true)] })
    expect(statesOf(lot)).toMatchObject({ 'clients-told': 'next', closed: 'waiting' })
    expect(statesOf({ ...lot, clients: { all: 1, open: 0 } }).closed).toBe('next')
    expect(statesOf({ ...lot, steps: [stepOf('decision', 5, false)] })).toMatchObject({
      'clients-told': 'not-needed',
      closed: 'next',
    })
  })

  it('refuses a step that waits, lies ahead or has no place, by name [RCL-20, RCL-26]', () => {
    const codes = (kind: Exclude<RecallStepKind, 'opened'>, of: RecallFacts, minute = 5) =>
      judgeStep(
        { kind, happenedAt: at(minute), consulted: 'Dr. Hale', informsClients: true },
        of,
        later,
      ).map(({ code }) => code)
    expect(codes('procedure-reviewed', facts())).toEqual(['recalls.step-waits'])
    expect(codes('monitors-reviewed', facts(), 200_000)).toEqual(['recalls.in-future'])
    expect(codes('monitors-reviewed', facts({ sterilizer: null }))).toEqual([
      'recalls.step-not-needed',
    ])
    expect(codes('authority-informed', facts({ sterilizer: null }))).toEqual([])
    expect(codes('repaired', facts())).toEqual([])
    expect(codes('decision', facts({ closed: true }))).toEqual(['recalls.closed'])
  })
})
