import {
  createLogReader,
  type Database,
  hexOf,
  instantNow,
  keptPeaks,
  leafData,
  leafHash,
  type LogEntry,
  type Peaks,
  preparedOnce,
  rowOfEntry,
} from '#main/database/index.ts'
import {
  type ChangeLogEntry,
  changeLogEntry,
  type EntryDetails,
  type LastCheck,
  type RecordMoments,
  type StandingRecord,
  type Verification,
} from '#shared/audit/index.ts'
import { type Instant, toInstant } from '#shared/kernel/index.ts'
import { createHeldHeads, type HeldHead } from './held-heads.ts'
import { asItStood, isLight, momentsOf, type RecordKey } from './record.ts'
import { noSuchEntry } from './record-refusals.ts'

const pageSize = 200

/** Days after which a check in the background looks at everything again. */
const wholeEvery = 7

const day = 24 * 60 * 60_000

const prepared = preparedOnce((statements) => ({ connection: statements.$client }))

export interface VerifyRequest {
  readonly fingerprints: readonly string[]
  readonly since?: string | undefined
}

export type Audit = ReturnType<typeof createAudit>

/** The change log to be read; the database writes it. */
export const createAudit = ({
  database,
  verify,
  history,
}: {
  readonly database: Database
  /** What looks at too many rows or entries for the thread that answers. */
  readonly history: {
    readonly moments: (key: RecordKey) => Promise<RecordMoments>
    readonly asItStood: (key: RecordKey & { sequence: number }) => Promise<StandingRecord>
  }
  /** Checks the records file away from the main thread, whole or from where an earlier check ended. */
  readonly verify: (
    request: VerifyRequest & { readonly from?: Peaks },
  ) => Promise<{ readonly verification: Verification; readonly peaks: Peaks }>
}) => {
  const heldHeads = createHeldHeads(database)

  const keep = (
    { verification: { findings }, peaks }: Awaited<ReturnType<typeof verify>>,
    before: HeldHead | null,
    wholeAt: Instant,
  ): void => {
    const holds = findings.length === 0
    heldHeads.keep({
      // What was found not to hold is no place to go on from.
      peaks: holds ? peaks : (before?.peaks ?? { size: 0, hashes: [] }),
      wholeAt,
      checkedAt: instantNow(database.environment),
      findings: findings.length,
    })
  }

  return {
    list: (input: { readonly before?: number | undefined; readonly table?: string | undefined }) =>
      database.read((db): { entries: ChangeLogEntry[]; total: number } => {
        const { connection } = prepared(db)
        const entries = createLogReader(connection).newest({
          before: input.before ?? Number.MAX_SAFE_INTEGER,
          table: input.table,
          limit: pageSize,
        })
        return { entries: entries.map(shown), total: keptPeaks(connection).size }
      }),

    /** @throws Refusal `audit.no-such-entry` */
    entry: ({ sequence }: { readonly sequence: number }): EntryDetails =>
      database.read((db) => {
        const log = createLogReader(prepared(db).connection)
        const entry = log.at(sequence)
        if (entry === null) throw noSuchEntry()
        const row = log.ofRow(entry.table, entry.rowId)
        const at = row.findIndex((one) => one.sequence === sequence)
        return {
          ...shown(entry),
          after: valuesOf(row[at]),
          before: valuesOf(row[at - 1]),
          leaf: hexOf(leafHash(leafData(entry))),
        }
      }),

    record: async (key: RecordKey): Promise<RecordMoments> =>
      database.read((db) => {
        const { connection } = prepared(db)
        return isLight(connection, key) ? momentsOf(connection, key) : null
      }) ?? history.moments(key),

    asItStood: async (key: RecordKey & { sequence: number }): Promise<StandingRecord> =>
      database.read((db) => {
        const { connection } = prepared(db)
        return isLight(connection, key, key.sequence) ? asItStood(connection, key) : null
      }) ?? history.asItStood(key),

    verify: async (input?: VerifyRequest): Promise<Verification> => {
      const found = await verify(input ?? { fingerprints: [] })
      keep(found, heldHeads.last(), instantNow(database.environment))
      return found.verification
    },

    lastCheck: (): LastCheck | null => {
      const last = heldHeads.last()
      return (
        last && {
          checkedAt: last.checkedAt,
          wholeAt: last.wholeAt,
          entries: last.peaks.size,
          findings: last.findings,
        }
      )
    },

    /**
     * Once a day, while nobody waits: goes on from the last head that held, and looks at everything once a
     * week. @returns whether anything was checked
     */
    checkInBackground: async (): Promise<boolean> => {
      const now = database.environment.now().getTime()
      const last = heldHeads.last()
      const age = (instant: string | undefined) =>
        instant === undefined ? Number.POSITIVE_INFINITY : Math.abs(now - Date.parse(instant))
      if (age(last?.checkedAt) < day) return false
      const isWhole = last === null || last.findings > 0 || age(last.wholeAt) >= wholeEvery * day
      const found = await verify({
        fingerprints: [],
        ...(isWhole || last === null ? {} : { from: last.peaks }),
      })
      keep(found, last, isWhole || last === null ? toInstant(new Date(now)) : last.wholeAt)
      return true
    },
  }
}

const shown = (entry: LogEntry): ChangeLogEntry =>
  changeLogEntry.parse({ ...entry, reason: entry.reason ?? '' })

const valuesOf = (entry: LogEntry | undefined): Record<string, unknown> | null =>
  entry === undefined || entry.row === null ? null : { ...rowOfEntry(entry.row) }
