import { type CalendarDate, type Finding, type Instant, momentAt } from '#shared/kernel/index.ts'
import type { Load } from '#shared/sterilization/index.ts'
import type { CycleOutcome } from './schema.ts'

/** A year of one machine that writes a value each second. */
export const largestCycleFile = 25 * 1024 * 1024

export { plainSerial } from '#shared/sterilization/index.ts'

/** The moment at which the clock of the practice's wall shows what the machine's showed. */
export const startedAt = (day: CalendarDate, time: string | null, zone: string): Instant =>
  momentAt(day, time ?? '00:00:00', zone)

/** The fewest values that are compared: shorter series may be the same by chance. */
export const fewestValues = 3

/** A machine's clock and a person's watch differ by less. */
const clockTolerance = 10 * 60_000

export interface CycleFacts {
  readonly cycleNumber: number
  readonly startedAt: Instant
  readonly timed: boolean
  readonly outcome: CycleOutcome
  readonly alarm: string | null
  /** What is odd within its own file. */
  readonly own: readonly Finding[]
  /** Whether the practice has a sterilizer with its serial number. */
  readonly machineKnown: boolean
  readonly load: Pick<Load, 'state' | 'kind' | 'startedAt'> | null
  /** Numbers just before it that nothing tells of: the first and the last. */
  readonly missing: readonly [number, number] | null
  /** Other cycles with exactly the same measured values: the first of them, and how many follow. */
  readonly sameSeries: {
    readonly first: { readonly serialNumber: string; readonly cycleNumber: number }
    readonly more: number
  } | null
  /** Another cycle of this machine has the same number. */
  readonly sameNumber: boolean
}

/** The numbers that are missing just before one, among all that are known of its machine. */
export const missingBefore = (
  sortedNumbers: readonly number[],
  cycleNumber: number,
): readonly [number, number] | null => {
  const before = sortedNumbers[lowerBound(sortedNumbers, cycleNumber) - 1]
  return before === undefined || before + 1 >= cycleNumber ? null : [before + 1, cycleNumber - 1]
}

const lowerBound = (sorted: readonly number[], value: number): number => {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? value) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** What a cycle's file says against the log, and against other cycles. */
export const judgeCycle = (cycle: CycleFacts): Finding[] => [
  ...releasedAgainstFile(cycle),
  ...notLogged(cycle),
  ...notPassed(cycle),
  ...numbersMissing(cycle),
  ...identicalSeries(cycle),
  ...numberTwice(cycle),
  ...cycle.own,
  ...clocksDiffer(cycle),
]

const notLogged = ({ load, machineKnown, cycleNumber }: CycleFacts): Finding[] =>
  load
    ? []
    : [
        {
          code: 'imports.not-logged',
          severity: 'override',
          fact: machineKnown
            ? `Cycle ${cycleNumber} is not in the log.`
            : 'No sterilizer of the practice has this serial number.',
          rule: 'Every cycle that a sterilizer ran is in its log: loads, tests, aborted and service cycles.',
          nextStep: machineKnown
            ? 'Record the cycle, with what was in it.'
            : 'Add the sterilizer, or correct its serial number; then record the cycle.',
        },
      ]

const notPassed = ({ outcome, alarm }: CycleFacts): Finding[] => {
  if (outcome === 'passed') return []
  const code = alarm === null ? '' : `, with code ${alarm}`
  return [
    {
      code: outcome === 'failed' ? 'imports.cycle-failed' : 'imports.cycle-aborted',
      severity: 'override',
      fact:
        outcome === 'failed'
          ? `The machine says that this cycle failed${code}.`
          : `This cycle did not run to its end${code}.`,
      rule: 'What was in a cycle that did not pass is not sterile.',
      nextStep: 'Keep its contents back, process them again, and record what was done.',
    },
  ]
}

const releasedAgainstFile = ({ outcome, load }: CycleFacts): Finding[] =>
  outcome !== 'passed' && (load?.state === 'released' || load?.state === 'recalled')
    ? [
        {
          code: 'imports.released-against-file',
          severity: 'stop',
          fact: `The load was released, and its machine wrote that the cycle ${outcome === 'failed' ? 'failed' : 'was aborted'}.`,
          rule: 'A load is released only when its cycle reached what its programme asks.',
          nextStep: 'Recall the load, and find out how it came to be released.',
        },
      ]
    : []

const numbersMissing = ({ missing }: CycleFacts): Finding[] => {
  if (!missing) return []
  const [first, last] = missing
  return [
    {
      code: 'imports.numbers-missing',
      severity: 'override',
      fact:
        first === last
          ? `Cycle ${first} of this machine is missing.`
          : `Cycles ${first} to ${last} of this machine are missing.`,
      rule: 'A machine counts every cycle; a gap is itself a finding.',
      nextStep: 'Read the files of these cycles, or record why there are none.',
    },
  ]
}

const identicalSeries = ({ sameSeries }: CycleFacts): Finding[] => {
  if (!sameSeries) return []
  const { first, more } = sameSeries
  const others = more === 0 ? '' : ` and ${more} more`
  return [
    {
      code: 'imports.series-identical',
      severity: 'override',
      fact: `Every measured value is the same as in cycle ${first.cycleNumber} of ${first.serialNumber}${others}.`,
      rule: 'No two cycles measure exactly the same: such a file is a copy.',
      nextStep: 'Compare with the machine’s own memory, and find out who wrote the file.',
    },
  ]
}

const numberTwice = ({ sameNumber, cycleNumber }: CycleFacts): Finding[] =>
  sameNumber
    ? [
        {
          code: 'imports.number-twice',
          severity: 'override',
          fact: `Another file of this machine tells of cycle ${cycleNumber} differently.`,
          rule: 'A machine gives each number once.',
          nextStep: 'Compare both with the machine’s own memory.',
        },
      ]
    : []

const clocksDiffer = ({ load, timed, ...cycle }: CycleFacts): Finding[] => {
  if (!load || !timed) return []
  const apart = Math.abs(Date.parse(load.startedAt) - Date.parse(cycle.startedAt))
  if (apart <= clockTolerance) return []
  return [
    {
      code: 'imports.time-differs',
      severity: 'note',
      fact: `The log has this cycle start ${apartInWords(apart)} away from the machine’s time.`,
      rule: 'The log and the machine tell of the same cycle.',
      nextStep: 'Check the machine’s clock, and that the number in the log is right.',
    },
  ]
}

const apartInWords = (milliseconds: number): string => {
  const minutes = Math.round(milliseconds / 60_000)
  if (minutes < 120) return `${minutes} minutes`
  return minutes < 48 * 60
    ? `${Math.round(minutes / 60)} hours`
    : `${Math.round(minutes / 1440)} days`
}
