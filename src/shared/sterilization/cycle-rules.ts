import type { Finding, Instant } from '#shared/kernel/index.ts'
import type { SporeTestResult } from './schema.ts'

/** A cycle's place in the life of its sterilizer. */
export interface Cycle {
  readonly startedAt: Instant
  readonly cycleNumber: number
}

/** By the moment of the start, then by number: a clock that was set back still has an order. */
export const compareCycles = (one: Cycle, other: Cycle): number =>
  one.startedAt < other.startedAt
    ? -1
    : one.startedAt > other.startedAt
      ? 1
      : one.cycleNumber - other.cycleNumber

/** Missing cycle numbers of one sterilizer, as spans. A gap is itself a finding. */
export const missingCycles = (
  loads: readonly Pick<Cycle, 'cycleNumber'>[],
): readonly { from: number; to: number }[] => {
  const numbers = [...new Set(loads.map((load) => load.cycleNumber))].sort((a, b) => a - b)
  return numbers.flatMap((number, index) => {
    const before = numbers[index - 1]
    return before !== undefined && number > before + 1 ? [{ from: before + 1, to: number - 1 }] : []
  })
}

/** Cycles of one sterilizer that start before the cycle of the number before them. */
export const cyclesOutOfOrder = <T extends Cycle>(loads: readonly T[]): readonly T[] => {
  const byNumber = [...loads].sort((one, other) => one.cycleNumber - other.cycleNumber)
  return byNumber.filter((load, index) => {
    const before = byNumber[index - 1]
    return before !== undefined && load.startedAt < before.startedAt
  })
}

/** What the row of one sterilizer's cycles shows by itself. */
export const judgeCycles = (loads: readonly Cycle[]): readonly Finding[] => [
  ...missingCycles(loads).map(({ from, to }) => gap(from, to)),
  ...cyclesOutOfOrder(loads).map(({ cycleNumber }) => outOfOrder(cycleNumber)),
]

/** The findings of {@link judgeCycles} that end at this cycle. */
export const judgePlace = (cycle: Cycle, loads: readonly Cycle[]): readonly Finding[] => {
  const before = loads
    .filter(({ cycleNumber }) => cycleNumber < cycle.cycleNumber)
    .reduce<Cycle | null>(
      (last, one) => (last === null || one.cycleNumber > last.cycleNumber ? one : last),
      null,
    )
  if (before === null) return []
  // Its moment may be mistyped, and by it a load is released or recalled: somebody says why.
  return judgeCycles([before, cycle]).map((finding) =>
    finding.code === cycleOutOfOrder ? { ...finding, severity: 'override' } : finding,
  )
}

const gap = (from: number, to: number): Finding => ({
  code: 'sterilization.cycles-missing',
  severity: 'note',
  fact:
    from === to ? `Cycle ${from} is not recorded.` : `Cycles ${from} to ${to} are not recorded.`,
  rule: 'The numbers of a sterilizer’s cycles run on without a gap.',
  nextStep:
    'Look at the machine and record what it ran: a load, a test, or a cycle that broke off.',
})

const cycleOutOfOrder = 'sterilization.cycle-out-of-order'
const outOfOrder = (cycleNumber: number): Finding => ({
  code: cycleOutOfOrder,
  severity: 'note',
  fact: `Cycle ${cycleNumber} starts before the cycle of the number before it.`,
  rule: 'Cycles start in the order of their numbers.',
  nextStep: 'Compare the machine’s clock and its print-outs.',
})

/** A spore test by the cycle that its indicator went through. */
export interface TestedCycle extends Cycle {
  readonly id: string
  readonly result: SporeTestResult
}

/**
 * Which cycles of a sterilizer a failed spore test makes suspect: those after the last passed test
 * before it, up to the next passed one. Only a pass ends a look-back. MMWR 2003;52(RR-17): suspect
 * loads date back to the last negative spore test. The machine counts its cycles and people type
 * their moments: where the two orders differ, either of them makes a cycle suspect.
 */
export const suspectSpan = <T extends Cycle>(
  tests: readonly TestedCycle[],
  cycles: readonly T[],
  failed: Cycle,
): readonly T[] => {
  const passed = tests.filter(({ result }) => result === 'pass')
  const spans = [compareCycles, compareNumbers].map((order) => spanBy(order, passed, failed))
  return cycles.filter((cycle) => spans.some((holds) => holds(cycle))).sort(compareCycles)
}

const compareNumbers = (one: Cycle, other: Cycle): number =>
  one.cycleNumber - other.cycleNumber || compareCycles(one, other)

const spanBy = (order: typeof compareCycles, passed: readonly Cycle[], failed: Cycle) => {
  const inOrder = passed.toSorted(order)
  const last = inOrder.findLast((test) => order(test, failed) < 0)
  const next = inOrder.find((test) => order(test, failed) > 0)
  return (cycle: Cycle): boolean =>
    (last === undefined || order(cycle, last) > 0) && (next === undefined || order(cycle, next) < 0)
}

/** Whether some failed test of its sterilizer makes this cycle suspect. */
export const isSuspect = (tests: readonly TestedCycle[], cycle: Cycle): boolean =>
  tests.some(
    ({ result, ...failed }) => result === 'fail' && suspectSpan(tests, [cycle], failed).length > 0,
  )
