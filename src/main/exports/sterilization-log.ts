import type { Database, ReadDb } from '#main/database/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Signing } from '#main/signing/index.ts'
import type { LoggedLoad, Sterilization } from '#main/sterilization/index.ts'
import { addDays, type CalendarDate, type SterilizerId } from '#shared/kernel/index.ts'
import type { Signature, SignatureState } from '#shared/signing/index.ts'
import { missingCycles, type SterilizerDetails } from '#shared/sterilization/index.ts'
import { type Imprint, imprintOf } from './history.ts'

export interface Release {
  readonly signature: Signature
  readonly state: SignatureState
}

export interface LogLoad {
  readonly load: LoggedLoad
  /** The signature that released it; null when nobody has. */
  readonly release: Release | null
}

export interface SterilizerLog {
  readonly sterilizer: SterilizerDetails & { readonly id: SterilizerId }
  /** By cycle number. */
  readonly loads: readonly LogLoad[]
  /** Cycle numbers that no load has, between ones that have. */
  readonly missing: readonly { readonly from: number; readonly to: number }[]
}

/** The log of a span of days, for an inspector. */
export interface SterilizationLog extends Imprint {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly sterilizers: readonly SterilizerLog[]
}

interface Lower {
  readonly database: Database
  readonly practice: Practice
  readonly signing: Signing
  readonly sterilization: Sterilization
}

export const gatherSterilizationLog = (
  db: ReadDb,
  { from, to }: { readonly from: CalendarDate; readonly to: CalendarDate },
  lower: Lower,
): SterilizationLog => {
  const inSpan = lower.sterilization.loadsBetween(db, from, to)
  // A gap may lie across an end of the span: its other side is looked for a year around it.
  const around = lower.sterilization.loadsBetween(db, ...widened(from, to))
  const logs = [...Map.groupBy(inSpan, ({ sterilizer }) => sterilizer.id)].map(([id, loads]) =>
    sterilizerLog(
      db,
      loads,
      around.filter(({ sterilizer }) => sterilizer.id === id),
      lower,
    ),
  )
  return {
    ...imprintOf(db, lower),
    from,
    to,
    sterilizers: logs.sort((one, other) => (one.sterilizer.name < other.sterilizer.name ? -1 : 1)),
  }
}

/** The ends of the calendar are left open: no date lies beyond them. */
const widened = (from: CalendarDate, to: CalendarDate) =>
  [
    from < '0002' ? undefined : addDays(from, -366),
    to >= '9998' ? undefined : addDays(to, 366),
  ] as const

const sterilizerLog = (
  db: ReadDb,
  loads: readonly LoggedLoad[],
  around: readonly LoggedLoad[],
  lower: Lower,
): SterilizerLog => {
  const [latest] = loads
  if (!latest) throw new Error('A sterilizer stands in the log with its loads.')
  const numbers = new Set(loads.map(({ cycleNumber }) => cycleNumber))
  return {
    sterilizer: latest.sterilizer,
    loads: loads
      .toSorted((one, other) => one.cycleNumber - other.cycleNumber)
      .map((load) => ({ load, release: releaseOf(db, load, lower) })),
    missing: missingCycles(around).filter(
      (gap) => numbers.has(gap.from - 1) || numbers.has(gap.to + 1),
    ),
  }
}

const releaseOf = (
  db: ReadDb,
  load: LoggedLoad,
  { signing, sterilization }: Lower,
): Release | null => {
  const released = signing
    .of(db, 'loads', load.id)
    .findLast(({ signature }) => signature.meaning === 'load-released')
  if (!released) return null
  // What stands against a released load is that it is no longer the one that was signed.
  const isAltered =
    load.state === 'released' && sterilization.load({ loadId: load.id }).findings.length > 0
  return { signature: released.signature, state: isAltered ? 'invalid' : released.state }
}
