import { addDays, type CalendarDate, formatDay, type Instant } from '#shared/kernel/index.ts'
import type { AirRemoval, SporeTestResult } from '#shared/sterilization/index.ts'

/** What an inspector would ask about first. */
export interface LogFinding {
  readonly code:
    | 'missing-cycles'
    | 'not-released'
    | 'packs-not-released'
    | 'release-not-valid'
    | 'spore-test-overdue'
    | 'spore-test-not-read'
    | 'air-removal-missing'
    | 'cycle-not-logged'
  readonly sterilizer: string
  /** `103 to 104`, or empty. */
  readonly cycles: string
  readonly says: string
}

/** One cycle, as completeness is judged by it. */
export interface JudgedCycle {
  readonly cycleNumber: number
  readonly startedAt: Instant
  readonly day: CalendarDate
  readonly kind: 'load' | 'test' | 'aborted' | 'service'
  readonly state: 'quarantined' | 'released' | 'rejected' | 'recalled' | 'recorded'
  readonly releaseHolds: boolean
  readonly packsNotReleased: number
  readonly airRemoval: 'pass' | 'fail' | null
}

export interface JudgedMachine {
  readonly name: string
  readonly airRemoval: AirRemoval
  readonly missing: readonly { readonly from: number; readonly to: number }[]
  /** Of the span, oldest first. */
  readonly cycles: readonly JudgedCycle[]
  /** The day of its first cycle ever. */
  readonly firstDay: CalendarDate | null
  /** Every one of the machine, oldest first. */
  readonly sporeTests: readonly {
    readonly cycleNumber: number
    readonly day: CalendarDate
    readonly result: SporeTestResult
  }[]
}

export interface JudgedRules {
  readonly sporeTestCadenceDays: number | null
  readonly dailyAirRemovalTest: boolean
}

/** What is missing in one machine’s log of a span of days, for the cover. */
export const judgeCompleteness = (
  machine: JudgedMachine,
  rules: JudgedRules,
  span: { readonly from: CalendarDate; readonly to: CalendarDate },
): readonly LogFinding[] => [
  ...machine.missing.map((gap) => ({
    code: 'missing-cycles' as const,
    sterilizer: machine.name,
    cycles: spanText(gap),
    says: `${missingText(gap)}: the machine counted, and nothing was recorded.`,
  })),
  ...unreleased(machine),
  ...overdue(machine, rules),
  ...machine.sporeTests
    .filter(({ result, day }) => result === 'pending' && day >= span.from && day <= span.to)
    .map(({ cycleNumber }) => ({
      code: 'spore-test-not-read' as const,
      sterilizer: machine.name,
      cycles: String(cycleNumber),
      says: `Cycle ${cycleNumber}: its spore test is not read.`,
    })),
  ...withoutAirRemoval(machine, rules),
]

const spanText = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  from === to ? String(from) : `${from} to ${to}`

/** `Cycle 12` or `Cycles 12 to 14`. */
export const missingText = (gap: { readonly from: number; readonly to: number }): string =>
  `${gap.from === gap.to ? 'Cycle' : 'Cycles'} ${spanText(gap)}`

const unreleased = ({ name, cycles }: JudgedMachine): readonly LogFinding[] =>
  cycles.flatMap(({ cycleNumber, kind, state, releaseHolds, packsNotReleased }) => {
    const found = (code: LogFinding['code'], says: string): LogFinding => ({
      code,
      sterilizer: name,
      cycles: String(cycleNumber),
      says: `Cycle ${cycleNumber}: ${says}`,
    })
    if (kind !== 'load') return []
    if (state === 'quarantined') return [found('not-released', 'nobody has released this load.')]
    if (state !== 'released') return []
    return [
      ...(releaseHolds
        ? []
        : [found('release-not-valid', 'the signature of its release is missing or not valid.')]),
      ...(packsNotReleased === 0
        ? []
        : [
            found(
              'packs-not-released',
              `${packsNotReleased} of its packs are not released after cooling.`,
            ),
          ]),
    ]
  })

/** Loads that ran when the last passed test was older than the cadence, told together. */
const overdue = (
  { name, cycles, firstDay, sporeTests }: JudgedMachine,
  { sporeTestCadenceDays: cadence }: JudgedRules,
): readonly LogFinding[] => {
  if (cadence === null || firstDay === null) return []
  const passed = sporeTests.filter(({ result }) => result === 'pass').map(({ day }) => day)
  const late = cycles
    .filter(({ kind }) => kind === 'load')
    .map((cycle) => ({
      ...cycle,
      since: passed.findLast((day) => day <= cycle.day) ?? null,
    }))
    .filter(({ day, since }) => day > addDays(since ?? firstDay, cadence))
  return [...Map.groupBy(late, ({ since }) => since)].map(([since, loads]) => ({
    code: 'spore-test-overdue',
    sterilizer: name,
    cycles: spanText({
      from: loads[0]?.cycleNumber ?? 0,
      to: loads.at(-1)?.cycleNumber ?? 0,
    }),
    says: `${counted(loads.length, 'load')} ran after a spore test was due on ${formatDay(addDays(since ?? firstDay, cadence))} (${since === null ? 'none had passed before' : `the last one passed on ${formatDay(since)}`}; one is asked for every ${cadence} days).`,
  }))
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

/** Days on which a pre-vacuum machine ran a load before a passed air-removal test. */
const withoutAirRemoval = (
  { name, airRemoval, cycles }: JudgedMachine,
  { dailyAirRemovalTest }: JudgedRules,
): readonly LogFinding[] => {
  if (!dailyAirRemovalTest || airRemoval !== 'pre-vacuum') return []
  return [...Map.groupBy(cycles, ({ day }) => day)].flatMap(([day, ran]) => {
    const first = ran.find(({ kind }) => kind === 'load')
    const test = ran.find((cycle) => cycle.airRemoval === 'pass')
    if (!first || (test && test.startedAt < first.startedAt)) return []
    return [
      {
        code: 'air-removal-missing' as const,
        sterilizer: name,
        cycles: String(first.cycleNumber),
        says: `${formatDay(day)}: no air-removal test had passed before the first load, cycle ${first.cycleNumber}.`,
      },
    ]
  })
}
