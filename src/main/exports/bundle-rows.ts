import { canonical, carriedRow, hints, rowOfEntry } from '#main/database/index.ts'
import type { VerificationFinding } from '#shared/audit/index.ts'
import { type BundleKind, type BundleRow, bundleFiles, bundleRow } from './bundle-format.ts'
import { olderValues } from './bundle-older.ts'
import { parseLine } from './bundle-lines.ts'
import { type BundleSource, linesOf } from './bundle-read.ts'
import { bundleTables, presentRow } from './bundle-tables.ts'

type Row = Readonly<Record<string, unknown>>

/** What the entries of a row say together; null where one of them is not revealed. */
type Latest = Row | null

/** An entry as far as its row goes. */
export interface RevealedEntry {
  readonly table: string
  readonly rowId: string
  /** Null where it is not revealed. */
  readonly row: string | null
}

/** Tables whose rows the signatures are checked with. */
const keptTables: ReadonlySet<string> = new Set([
  'practitioners',
  'signatures',
  'sessions',
  'session_zones',
  'session_products',
  'session_anaesthetics',
  'session_marks',
  'session_orders',
  'consents',
  'consent_papers',
  'consent_templates',
  'choice_withdrawals',
  'clearances',
  'screenings',
  'screening_rules',
  'addenda',
  'loads',
  'packs',
  'spore_tests',
  'recall_steps',
  'attachments',
])

export type KeptRows = ReadonlyMap<string, readonly BundleRow[]>

/**
 * Whether a row is what its entries say. What an earlier release wrote or logged is told with the columns
 * that came later, and in their new places.
 */
const isAsLogged = (table: string, logged: Row, row: Row): boolean => {
  try {
    return saysTheSame(table, logged, row)
  } catch {
    // What is no JSON any more equals no row; the log names its entry.
    return false
  }
}

const saysTheSame = (table: string, logged: Row, row: Row): boolean => {
  const older = presentRow(table, JSON.stringify(olderValues(table)))
  const carried = carriedRow(table, logged)
  const then = { ...older, ...present(table, carried) }
  const now = { ...older, ...row }
  const unsaid = carried === logged ? [] : (hints[table] ?? [])
  return [...new Set([...Object.keys(then), ...Object.keys(now)])].every(
    (name) =>
      unsaid.includes(name) || canonical(then[name] ?? null) === canonical(now[name] ?? null),
  )
}

const present = (table: string, row: Row): Row => presentRow(table, JSON.stringify(row))

/** Compares the rows of the table files with the last entry of each in the log, both ways. */
export const createRowCheck = (kind: BundleKind) => {
  const latest = new Map<string, Map<string, Latest>>()
  const seen = new Map<string, Set<string>>()
  const kept = new Map<string, BundleRow[]>()
  const found: VerificationFinding[] = []
  let count = 0

  const ofTable = <T>(all: Map<string, T>, table: string, empty: () => T): T => {
    const there = all.get(table) ?? empty()
    all.set(table, there)
    return there
  }

  const add = (code: VerificationFinding['code'], subject: string, explanation: string): void => {
    found.push({ code, subject, explanation })
  }

  const checkRow = (table: string, row: BundleRow): void => {
    const subject = `${table} ${row.id}`
    const ids = ofTable(seen, table, () => new Set<string>())
    if (ids.has(row.id)) return add('row-unlogged', subject, 'This row stands twice in its file.')
    ids.add(row.id)
    const last = latest.get(table)?.get(row.id)
    if (last === undefined)
      return add('row-unlogged', subject, 'The change log does not know this row.')
    if (last === null)
      return add('row-unlogged', subject, 'The last change of this row is not revealed.')
    if (!isAsLogged(table, last, row))
      add('row-differs', subject, 'This row is not as the change log says.')
  }

  return {
    /** Told of every entry of the log, in order. */
    logged: ({ table, rowId, row }: RevealedEntry): void => {
      const ofThis = ofTable(latest, table, () => new Map<string, Latest>())
      ofThis.set(rowId, row === null ? null : { ...ofThis.get(rowId), ...writtenIn(row) })
    },

    /** Files that hold rows: those of tables that are known, and of tables that the log names. */
    tablesIn: (names: readonly string[]): readonly string[] =>
      [...new Set([...Object.keys(bundleTables), ...latest.keys()])]
        .sort()
        .filter((table) => names.includes(bundleFiles.table(table))),

    readFile: (source: BundleSource, table: string): void => {
      const name = bundleFiles.table(table)
      let number = 0
      for (const line of linesOf(source, name)) {
        number += 1
        const row = parseLine(line, (value) => bundleRow.safeParse(value))
        if (row === null) {
          add(
            'unreadable',
            `file ${name}, line ${number}`,
            'This line is not a row as Stratum writes one.',
          )
          continue
        }
        count += 1
        if (keptTables.has(table) || (kind === 'evidence' && table === 'clients'))
          ofTable(kept, table, () => []).push(row)
        checkRow(table, row)
      }
    },

    /** Also the rows that the log reveals and no file holds. Ask after every file was read. */
    findings: (): readonly VerificationFinding[] => [
      ...found,
      ...[...latest].flatMap(([table, rows]) =>
        [...rows]
          .filter(
            ([id, logged]) =>
              (logged !== null || kind === 'practice') && seen.get(table)?.has(id) !== true,
          )
          .map(([id]) => ({
            code: 'row-missing' as const,
            subject: `${table} ${id}`,
            explanation: 'This row is in the change log and not in its file.',
          })),
      ),
    ],

    count: () => count,
    kept: kept as KeptRows,
  }
}

/** What cannot be read equals no row of a file; the log names its entry. */
const writtenIn = (row: string): Row => {
  try {
    return rowOfEntry(row)
  } catch {
    return { unreadable: true }
  }
}
