import { z } from 'zod'
import { canonical, type ReadDb, sha256 } from '#main/database/index.ts'
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
  headsOfSeries,
  keptNumbers,
  listMachines,
  loggedNumbers,
  type LoggedCycle,
  type Machine,
  type Told,
} from './repository.ts'

/** A cycle to be judged: kept already, or only just read. */
export interface Judgeable extends CycleHead {
  readonly reading: Told
}

/** A cycle that was only just read. */
export interface Candidate extends Judgeable {
  readonly reading: CycleReading
  /** One cycle, wherever it was read: the same file twice, or the same cycle in two files. */
  readonly identity: string
}

export interface Judged {
  readonly verdict: Omit<ImportedCycle, 'file' | 'kept'>
  readonly sterilizerId: SterilizerId | null
  readonly loadId: LoadId | null
}

/**
 * Who tells of the same cycle and means the same: everything that its file says counts, also what was
 * set and where too few values were measured to compare. `reading` is JSON.
 */
export const identityOf = (cycle: CycleHead & { readonly reading: string }): string => {
  const { findings: _, ...said } = fields.parse(JSON.parse(cycle.reading))
  return [cycleOf(cycle), cycle.outcome, cycle.seriesHash, sha256(canonical(said))].join('|')
}

const fields = z.record(z.string(), z.unknown())

/** The number that a machine gave: it gives each once. */
export const numberOf = ({ serialNumber, cycleNumber }: CycleHead): string =>
  `${serialNumber}|${cycleNumber}`

const cycleOf = ({ serialNumber, cycleNumber, startedAt }: CycleHead): string =>
  [serialNumber, cycleNumber, startedAt].join('|')

export const candidate = (
  reading: CycleReading,
  seriesHash: string | null,
  startedAt: Instant,
): Candidate => {
  const head = {
    seriesHash,
    startedAt,
    serialNumber: plainSerial(reading.serialNumber),
    cycleNumber: reading.cycleNumber,
    outcome: reading.outcome,
  }
  return {
    ...head,
    reading,
    identity: identityOf({ ...head, reading: JSON.stringify(reading) }),
  }
}

/** Judges cycles against the log, what is kept, and each other, as all of that is now. */
export const createJudge = (db: ReadDb, batch: readonly Candidate[]) => {
  const machines = listMachines(db)
  const ofSeries = Map.groupBy(batch, ({ seriesHash }) => seriesHash)
  const ofMachine = Map.groupBy(batch, ({ serialNumber }) => serialNumber)
  const known = new Map<string, readonly number[]>()
  const distinct = new Map<string, ReadonlyMap<string, CycleHead>>()

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

  const distinctOf = (series: string): ReadonlyMap<string, CycleHead> => {
    const before = distinct.get(series)
    if (before) return before
    const all = [...headsOfSeries(db, series), ...(ofSeries.get(series) ?? [])]
    const found = new Map<string, CycleHead>()
    for (const one of all) if (!found.has(cycleOf(one))) found.set(cycleOf(one), one)
    distinct.set(series, found)
    return found
  }

  /** No walk of all of them for each: a batch may hold one series many times. */
  const sameSeries = (cycle: Judgeable) => {
    if (cycle.seriesHash === null) return null
    const all = distinctOf(cycle.seriesHash)
    const own = cycleOf(cycle)
    for (const [other, first] of all)
      if (other !== own) return { first, more: all.size - 1 - (all.has(own) ? 1 : 0) }
    return null
  }

  /** `sameNumber`: another file tells of this number differently. */
  return (cycle: Judgeable, sameNumber: boolean): Judged => {
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
      sameNumber,
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
const isMachine = (machine: Machine, { format, serialNumber }: Told): boolean => {
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
