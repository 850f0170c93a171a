import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Instant, instant, toCalendarDate } from '#shared/kernel/index.ts'
import {
  compareCycles,
  type Cycle,
  cyclesOutOfOrder,
  isSuspect,
  judgeCycles,
  judgePlace,
  judgeSterilizerEvent,
  serviceAt,
  sporeTestDueOn,
  sporeTestResult,
  sporeTestResultOf,
  suspectSpan,
} from '#shared/sterilization/index.ts'

const codes = (findings: readonly { readonly code: string }[]) => findings.map(({ code }) => code)
const at = (hour: number): Instant =>
  instant.parse(new Date(Date.UTC(2026, 0, 1, hour)).toISOString())

const byNumber = (one: Cycle, other: Cycle) => one.cycleNumber - other.cycleNumber

/** Some cycles of one machine, in any order; starts may be equal or out of order. */
const someCycles = fc
  .uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 25 })
  .chain((numbers) =>
    fc.tuple(
      ...numbers.map((cycleNumber) =>
        fc
          .integer({ min: 0, max: 30 })
          .map((hour): Cycle => ({ cycleNumber, startedAt: at(hour) })),
      ),
    ),
  )

const someTests = someCycles.chain((cycles) =>
  fc
    .array(
      fc.record({
        cycle: fc.constantFrom(...cycles),
        result: fc.constantFrom(...sporeTestResult.options),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((tests) => ({
      cycles,
      tests: tests.map(({ cycle, result }, index) => ({ ...cycle, id: String(index), result })),
    })),
)

describe('the look-back of a failed spore test', () => {
  it('reaches every cycle since the last pass up to the next, and no other [STE-49]', () => {
    fc.assert(
      fc.property(someTests, ({ cycles, tests }) => {
        for (const failed of tests.filter(({ result }) => result === 'fail')) {
          const reached = new Set(suspectSpan(tests, cycles, failed))
          // Of one order: cleared when a passed test stands between the two, or is the cycle's own.
          const isCleared = (cycle: Cycle, order: typeof compareCycles) =>
            tests.some(
              (test) =>
                test.result === 'pass' &&
                ((order(test, failed) < 0 && order(cycle, test) <= 0) ||
                  (order(test, failed) > 0 && order(cycle, test) >= 0)),
            )
          for (const cycle of cycles) {
            const cleared = [compareCycles, byNumber].every((order) => isCleared(cycle, order))
            expect(reached.has(cycle)).toBe(!cleared)
            if (reached.has(cycle)) expect(isSuspect(tests, cycle)).toBe(true)
          }
          expect([...reached].some((cycle) => compareCycles(cycle, failed) === 0)).toBe(true)
        }
        if (tests.every(({ result }) => result !== 'fail')) {
          expect(cycles.filter((cycle) => isSuspect(tests, cycle))).toEqual([])
        }
      }),
      { numRuns: 400 },
    )
  })

  it('is exactly since the last pass where numbers and moments agree, and a mistyped moment takes nothing out [STE-49]', () => {
    const results = fc.array(fc.constantFrom(...sporeTestResult.options), {
      minLength: 2,
      maxLength: 20,
    })
    fc.assert(
      fc.property(results, fc.nat(), fc.integer({ min: 0, max: 60 }), (all, which, hour) => {
        const tests = all.map((result, index) => ({
          id: String(index),
          result,
          cycleNumber: index + 1,
          startedAt: at(2 * index),
        }))
        const mistyped = tests.map((test, index) =>
          index === which % tests.length ? { ...test, startedAt: at(hour) } : test,
        )
        for (const { result, ...failed } of tests) {
          if (result !== 'fail') continue
          const numbers = (cycles: typeof tests, cycle: Cycle) =>
            suspectSpan(cycles, cycles, cycle).map(({ cycleNumber }) => cycleNumber)
          const passed = all.flatMap((each, index) => (each === 'pass' ? [index + 1] : []))
          const last = passed.findLast((each) => each < failed.cycleNumber) ?? 0
          const next = passed.find((each) => each > failed.cycleNumber) ?? Infinity
          const between = tests
            .map(({ cycleNumber }) => cycleNumber)
            .filter((each) => each > last && each < next)
          expect(numbers(tests, failed)).toEqual(between)
          const now = mistyped.find(({ cycleNumber }) => cycleNumber === failed.cycleNumber)
          if (now) expect(numbers(mistyped, now)).toEqual(expect.arrayContaining(between))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('is not ended by an invalid or a pending test [STE-49]', () => {
    const cycles = [1, 2, 3, 4, 5].map((number) => ({ cycleNumber: number, startedAt: at(number) }))
    const test = (number: number, result: 'pass' | 'fail' | 'invalid' | 'pending') => ({
      id: String(number),
      cycleNumber: number,
      startedAt: at(number),
      result,
    })
    const numbers = (tests: readonly ReturnType<typeof test>[]) =>
      suspectSpan(tests, cycles, test(4, 'fail')).map(({ cycleNumber }) => cycleNumber)
    expect(numbers([test(1, 'pass'), test(2, 'invalid'), test(3, 'pending')])).toEqual([2, 3, 4, 5])
    expect(numbers([test(1, 'pass'), test(2, 'pass'), test(5, 'pass')])).toEqual([3, 4])
    expect(numbers([])).toEqual([1, 2, 3, 4, 5])
  })
})

it('reads growth in the test as a failure, whatever the control did [STE-46]', () => {
  const read = (testGrowth: boolean, controlGrowth: boolean) =>
    sporeTestResultOf({ testGrowth, controlGrowth })
  expect([read(true, true), read(true, false), read(false, true), read(false, false)]).toEqual([
    'fail',
    'fail',
    'pass',
    'invalid',
  ])
})

it('asks for a reason to release a cycle that is out of order [STE-51]', () => {
  const before = { cycleNumber: 40, startedAt: at(17) }
  const severityOf = (hour: number) =>
    judgePlace({ cycleNumber: 41, startedAt: at(hour) }, [before]).map(({ severity }) => severity)
  expect(severityOf(18)).toEqual([])
  expect(severityOf(8)).toEqual(['override'])
})

it('names a gap and a cycle that starts too early [STE-27]', () => {
  const cycles = [
    { cycleNumber: 7, startedAt: at(1) },
    { cycleNumber: 8, startedAt: at(5) },
    { cycleNumber: 9, startedAt: at(4) },
    { cycleNumber: 12, startedAt: at(6) },
  ]
  expect(cyclesOutOfOrder(cycles).map(({ cycleNumber }) => cycleNumber)).toEqual([9])
  expect(judgeCycles(cycles).map(({ code, fact }) => [code, fact])).toEqual([
    ['sterilization.cycles-missing', 'Cycles 10 to 11 are not recorded.'],
    [
      'sterilization.cycle-out-of-order',
      'Cycle 9 starts before the cycle of the number before it.',
    ],
  ])
})

describe('a sterilizer', () => {
  const event = (kind: 'out-of-service' | 'returned-to-service' | 'repair', hour: number) => ({
    kind,
    happenedAt: at(hour),
    recordedAt: at(hour),
  })

  it('is out of service from when it is first taken out until it returns [STE-28]', () => {
    const events = [
      event('returned-to-service', 9),
      event('out-of-service', 3),
      event('out-of-service', 5),
      event('repair', 6),
    ]
    expect(serviceAt(events, at(2))).toEqual({ state: 'in-service', since: null })
    expect(serviceAt(events, at(8))).toEqual({ state: 'out-of-service', since: at(3) })
    expect(serviceAt(events, at(9))).toEqual({ state: 'in-service', since: null })
  })

  it('changes in the order of its events, and never in the future [STE-29] [STE-30]', () => {
    const known = {
      state: 'out-of-service' as const,
      lastTurnAt: at(5),
      heldByRecall: false,
      now: at(10),
    }
    const judged = (kind: 'out-of-service' | 'returned-to-service' | 'repair', hour: number) =>
      codes(judgeSterilizerEvent({ kind, happenedAt: at(hour) }, known))
    expect(judged('returned-to-service', 6)).toEqual([])
    expect(judged('returned-to-service', 4)).toEqual(['sterilization.event-before-last'])
    expect(judged('repair', 4)).toEqual([])
    expect(judged('repair', 11)).toEqual(['sterilization.event-in-future'])
    expect(judged('out-of-service', 6)).toEqual(['sterilization.out-of-service-already'])
    expect(
      codes(
        judgeSterilizerEvent(
          { kind: 'returned-to-service', happenedAt: at(6) },
          { ...known, heldByRecall: true },
        ),
      ),
    ).toEqual(['sterilization.held-by-recall'])
  })

  it('is due a spore test by the cadence, from the last pass or the first cycle [STE-31]', () => {
    const passed = toCalendarDate('2026-11-10')
    const first = toCalendarDate('2026-01-05')
    expect(sporeTestDueOn(7, { lastPassed: passed, firstCycle: first })).toBe('2026-11-17')
    expect(sporeTestDueOn(7, { lastPassed: null, firstCycle: first })).toBe('2026-01-12')
    expect(sporeTestDueOn(7, { lastPassed: null, firstCycle: null })).toBeNull()
    expect(sporeTestDueOn(null, { lastPassed: passed, firstCycle: first })).toBeNull()
  })
})
