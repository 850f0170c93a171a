import type { ReadDb } from '#main/database/index.ts'
import {
  type CycleReading,
  type ImportedCycle,
  judgeCycle,
  missingBefore,
  plainSerial,
} from '#shared/imports/index.ts'
import type { Instant, LoadId, SterilizerId } from '#shared/kernel/index.ts'
import {
  type CycleHead,
  findLoggedCycle,
  headsOfNumber,
  headsOfSeries,
  keptNumbers,
  listMachines,
  loggedNumbers,
  type LoggedCycle,
  type Machine,
} from './repository.ts'

/** A cycle to be judged: kept already, or only just read. */
export interface Candidate extends CycleHead {
  readonly reading: CycleReading
}

export interface Judged {
  readonly verdict: Omit<ImportedCycle, 'file' | 'kept'>
  readonly sterilizerId: SterilizerId | null
  readonly loadId: LoadId | null
}

/** One cycle, wherever it was read: the same file twice, or the same cycle in two files. */
export const identityOf = (cycle: CycleHead): string =>
  [cycleOf(cycle), cycle.outcome, cycle.seriesHash].join('|')

const cycleOf = ({ serialNumber, cycleNumber, startedAt }: CycleHead): string =>
  [serialNumber, cycleNumber, startedAt].join('|')

export const candidate = (
  reading: CycleReading,
  seriesHash: string | null,
  startedAt: Instant,
): Candidate => ({
  reading,
  seriesHash,
  startedAt,
  serialNumber: plainSerial(reading.serialNumber),
  cycleNumber: reading.cycleNumber,
  outcome: reading.outcome,
})

/** Judges cycles against the log, what is kept, and each other, as all of that is now. */
export const createJudge = (db: ReadDb, batch: readonly Candidate[]) => {
  const machines = listMachines(db)
  const ofSeries = Map.groupBy(batch, ({ seriesHash }) => seriesHash)
  const ofMachine = Map.groupBy(batch, ({ serialNumber }) => serialNumber)
  const known = new Map<string, readonly number[]>()

  const numbersOf = (serialNumber: string, same: readonly Machine[]): readonly number[] => {
    const before = known.get(serialNumber)
    if (before) return before
    const numbers = new Set([
      ...keptNumbers(db, serialNumber),
      ...same.flatMap(({ id }) => loggedNumbers(db, id)),
      ...(ofMachine.get(serialNumber) ?? []).map(({ cycleNumber }) => cycleNumber),
    ])
    const sorted = [...numbers].sort((a, b) => a - b)
    known.set(serialNumber, sorted)
    return sorted
  }

  const sameSeries = (cycle: Candidate) => {
    if (cycle.seriesHash === null) return []
    const others = [
      ...headsOfSeries(db, cycle.seriesHash),
      ...(ofSeries.get(cycle.seriesHash) ?? []),
    ]
    const unlike = others.filter((other) => cycleOf(other) !== cycleOf(cycle))
    return [...new Map(unlike.map((other) => [cycleOf(other), other])).values()]
  }

  const isNumberTwice = (cycle: Candidate): boolean =>
    [
      ...headsOfNumber(db, cycle.serialNumber, cycle.cycleNumber),
      ...(ofMachine.get(cycle.serialNumber) ?? []),
    ].some(
      (other) => other.cycleNumber === cycle.cycleNumber && identityOf(other) !== identityOf(cycle),
    )

  return (cycle: Candidate): Judged => {
    const { reading } = cycle
    const same = machines.filter((machine) => isMachine(machine, reading))
    const logged = loggedIn(db, same, cycle.cycleNumber)
    const findings = judgeCycle({
      cycleNumber: cycle.cycleNumber,
      startedAt: cycle.startedAt,
      timed: reading.startedTime !== null,
      outcome: cycle.outcome,
      alarm: reading.alarm,
      own: reading.findings,
      machineKnown: same.length > 0,
      load: logged?.load ?? null,
      missing: missingBefore(numbersOf(cycle.serialNumber, same), cycle.cycleNumber),
      sameSeries: sameSeries(cycle),
      sameNumber: isNumberTwice(cycle),
    })
    return {
      verdict: {
        machine: reading.machine,
        serialNumber: reading.serialNumber,
        cycleNumber: cycle.cycleNumber,
        startedOn: reading.startedOn,
        startedAt: cycle.startedAt,
        outcome: cycle.outcome,
        match: logged ? 'logged' : 'unlogged',
        findings,
      },
      sterilizerId: logged?.machine.id ?? same[0]?.id ?? null,
      loadId: logged?.load.id ?? null,
    }
  }
}

/** A Lisa's plate may bear model and version before the number. */
const isMachine = (machine: Machine, { format, serialNumber }: CycleReading): boolean => {
  const [recorded, written] = [plainSerial(machine.serialNumber), plainSerial(serialNumber)]
  return (
    recorded === written ||
    (format === 'wh-lisa' && /^(?:17|22)[EUJ]/.test(recorded) && recorded.slice(3) === written)
  )
}

/** Two makers may give the same number: the machine whose log has the cycle is meant. */
const loggedIn = (
  db: ReadDb,
  machines: readonly Machine[],
  cycleNumber: number,
): { readonly machine: Machine; readonly load: LoggedCycle } | null => {
  for (const machine of machines) {
    const load = findLoggedCycle(db, machine.id, cycleNumber)
    if (load) return { machine, load }
  }
  return null
}
