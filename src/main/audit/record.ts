import { z } from 'zod'
import {
  clinicalTables,
  type Connection,
  createLogReader,
  keptPeaks,
  type LogEntry,
  type LogReader,
  namedBy,
} from '#main/database/index.ts'
import {
  type RecordMoments,
  type StandingRecord,
  type StandingRow,
  standingRow,
} from '#shared/audit/index.ts'
import { instant } from '#shared/kernel/index.ts'
import type { Entry } from './record-entry.ts'
import { labelsOf } from './record-labels.ts'
import { momentsFrom } from './record-moments.ts'
import { withContents } from './record-contents.ts'
import { noSuchRecord, notYet } from './record-refusals.ts'
import { type Reference, referencesTo } from './record-references.ts'

/** Moments that a list shows, and rows of one table that a record shows. */
export const mostShown = 500

export interface RecordKey {
  readonly table: string
  readonly id: string
}

/**
 * When a record was written: its own row, each row whose foreign key points to it, and the signatures
 * about it. Everything is read from the change log; living rows only say where to look there.
 * @throws Refusal `audit.no-such-record`
 */
export const momentsOf = (connection: Connection, key: RecordKey): RecordMoments => {
  const found = entriesOf(connection, key, newest)
  const all = momentsFrom(whileItBelonged(found, key))
  return {
    ...key,
    label: labelsOf(connection, [JSON.stringify(key.id)])[key.id] ?? null,
    moments: all.slice(-mostShown).toReversed(),
    leftOut: Math.max(0, all.length - mostShown),
  }
}

/**
 * A record as it was after an entry of the log.
 * @throws Refusal `audit.no-such-record`, or `audit.not-yet` when it was made later
 */
export const asItStood = (
  connection: Connection,
  { sequence, ...key }: RecordKey & { readonly sequence: number },
): StandingRecord => {
  const { entries, references } = entriesOf(connection, key, sequence)
  const last = new Map<string, Entry>()
  for (const entry of entries) last.set(keyOf(entry), entry)
  const root = last.get(`${key.table} ${key.id}`)
  if (root === undefined) throw notYet()
  const rows = [...last.values()].filter((entry) => belongs(entry, key, references, root, last))
  const shown = [root, ...inOrder(rows.filter((entry) => entry !== root))].map(standing(connection))
  return {
    ...key,
    sequence,
    at: instant.parse(
      createLogReader(connection).at(Math.min(sequence, keptPeaks(connection).size))?.at ?? root.at,
    ),
    rows: shown.filter(withinLimit()),
    labels: labelsOf(
      connection,
      shown.map(({ id, row }) => JSON.stringify([id, row])),
    ),
    leftOut: leftOutOf(shown),
  }
}

/**
 * Whether so few rows and entries are looked at that the thread that answers may do it.
 * @throws Refusal `audit.no-such-record`, or `audit.not-yet` when it was made after `sequence`
 */
export const isLight = (
  connection: Connection,
  { table, id }: RecordKey,
  sequence = newest,
): boolean => {
  ownEntries(logOf(connection), connection, { table, id }, sequence)
  return referencesTo(connection, table).every(
    ({ isIndexed, takenBack }) => isIndexed && takenBack !== 'widely',
  )
}

const newest = Number.MAX_SAFE_INTEGER

const keyOf = ({ table, rowId }: Entry): string => `${table} ${rowId}`

/** The log, with the names of those who wrote it. */
interface NamedLog {
  readonly reader: LogReader
  readonly named: (entry: LogEntry) => Entry
}

const logOf = (connection: Connection): NamedLog => {
  const name = connection
    .prepare<[string], string>('SELECT name FROM practitioners WHERE id = ?')
    .pluck()
  const names = new Map<string, string>()
  const nameOf = (actor: string): string => {
    const known = names.get(actor) ?? name.get(actor) ?? actor
    names.set(actor, known)
    return known
  }
  return {
    reader: createLogReader(connection),
    named: ({ sequence, at, actor, reason, table, rowId, operation, row }) => ({
      sequence,
      at,
      actorName: nameOf(actor),
      reason,
      table,
      rowId,
      operation,
      row,
    }),
  }
}

/** The entries of a row until then, oldest first. */
const entriesOfRow = (
  { reader, named }: NamedLog,
  { table, id }: RecordKey,
  until: number,
): readonly Entry[] =>
  reader
    .ofRow(table, id)
    .filter(({ sequence }) => sequence <= until)
    .map(named)

/** The entries of its own row until then, oldest first; there is at least one. */
const ownEntries = (
  log: NamedLog,
  connection: Connection,
  key: RecordKey,
  until: number,
): readonly Entry[] => {
  if (!clinicalTables(connection).includes(key.table)) throw noSuchRecord()
  const all = entriesOfRow(log, key, newest)
  if (all.length === 0) throw noSuchRecord()
  const own = all.filter(({ sequence }) => sequence <= until)
  if (own.length === 0) throw notYet()
  return own
}

/** Every entry of the record until then, oldest first. */
const entriesOf = (connection: Connection, key: RecordKey, until: number) => {
  const log = logOf(connection)
  const own = ownEntries(log, connection, key, until)
  const references = referencesTo(connection, key.table)
  const direct = references.flatMap((reference) =>
    idsThatPoint(connection, log, reference, key, own),
  )
  const parts = [...new Set(direct.map(({ table, id }) => `${table} ${id}`))].map(partOf)
  const signatures = [key, ...parts.filter(({ table }) => signedParts.has(table))].flatMap((one) =>
    signaturesAbout(connection, one),
  )
  const entries = [...parts, ...signatures].flatMap((part) => entriesOfRow(log, part, until))
  return {
    own,
    references,
    entries: [...own, ...entries].toSorted((one, other) => one.sequence - other.sequence),
  }
}

const partOf = (key: string): RecordKey => {
  const space = key.indexOf(' ')
  return { table: key.slice(0, space), id: key.slice(space + 1) }
}

/** Parts of a record that have signatures of their own. */
const signedParts: ReadonlySet<string> = new Set(['addenda', 'deviations', 'recall_steps'])

const signaturesAbout = (connection: Connection, { table, id }: RecordKey): readonly RecordKey[] =>
  connection
    .prepare<[string, string], string>(
      'SELECT id FROM signatures WHERE subject_table = ? AND subject_id = ? ORDER BY id',
    )
    .pluck()
    .all(table, id)
    .map((signature) => ({ table: 'signatures', id: signature }))

/** Rows that point to the record, and those that did and were let go. */
const idsThatPoint = (
  connection: Connection,
  { reader }: NamedLog,
  { table, column, to, takenBack }: Reference,
  key: RecordKey,
  own: readonly Entry[],
): readonly RecordKey[] => {
  const values = to === 'id' ? [key.id] : valuesIn(own, to)
  const living = connection
    .prepare<[string | number], string>(
      `SELECT id FROM "${table}" WHERE "${column}" = ? ORDER BY id`,
    )
    .pluck()
  const letGo =
    takenBack === null
      ? []
      : reader
          .naming(key.id)
          .filter((entry) => entry.table === table && namedBy(entry) === key.id)
          .map(({ rowId }) => rowId)
  return [...values.flatMap((value) => living.all(value)), ...letGo].map((id) => ({ table, id }))
}

const valuesIn = (own: readonly Entry[], column: string): readonly (string | number)[] => [
  ...new Set(
    own.flatMap(({ row }) => {
      const value = row === null ? null : rowOf(row)[column]
      return typeof value === 'string' || typeof value === 'number' ? [value] : []
    }),
  ),
]

/** Without what was written of a row before it pointed to the record, or after it was let go. */
const whileItBelonged = (
  { own, references, entries }: ReturnType<typeof entriesOf>,
  key: RecordKey,
): readonly Entry[] => {
  const values = new Map(
    references.map(({ to }) => [to, new Set(to === 'id' ? [key.id] : valuesIn(own, to))]),
  )
  const points = (entry: Entry): boolean => {
    if (entry.row === null || entry.table === 'signatures' || own.includes(entry)) return true
    const row = rowOf(entry.row)
    return references.some(({ table, column, to }) => {
      const value = row[column]
      const isValue = typeof value === 'string' || typeof value === 'number'
      return table === entry.table && isValue && values.get(to)?.has(value) === true
    })
  }
  const pointed = new Map<string, boolean>()
  return entries.filter((entry) => {
    const before = pointed.get(keyOf(entry)) ?? false
    const now = points(entry)
    pointed.set(keyOf(entry), now)
    return before || now
  })
}

/** Whether an entry's row is of the record at the moment that is looked at. */
const belongs = (
  entry: Entry,
  key: RecordKey,
  references: readonly Reference[],
  root: Entry,
  last: ReadonlyMap<string, Entry>,
): boolean => {
  if (entry === root) return true
  // Nothing is left of it but that it was there.
  if (entry.row === null) return true
  const row = rowOf(entry.row)
  if (entry.table === 'signatures') {
    const [table, id] = [String(row['subject_table']), String(row['subject_id'])]
    return (table === key.table && id === key.id) || last.has(`${table} ${id}`)
  }
  const own = root.row === null ? {} : rowOf(root.row)
  return references.some(
    ({ table, column, to }) =>
      table === entry.table && row[column] === (to === 'id' ? key.id : own[to]),
  )
}

const fields = z.record(z.string(), z.unknown())
const rowOf = (text: string): Readonly<Record<string, unknown>> => fields.parse(JSON.parse(text))

const standing =
  (connection: Connection) =>
  ({ table, rowId: id, row, sequence, at }: Entry): StandingRow =>
    standingRow.parse({
      table,
      id,
      row: row === null ? null : withContents(connection, table, rowOf(row)),
      sequence,
      at,
    })

/** By table; in a chart's own order where it has one, otherwise as they were made. */
const inOrder = (entries: readonly Entry[]): readonly Entry[] => {
  const positions = new Map(
    entries.map((entry) => {
      const position = entry.row === null ? null : rowOf(entry.row)['position']
      return [entry, typeof position === 'number' ? position : 0]
    }),
  )
  return entries.toSorted(
    (one, other) =>
      one.table.localeCompare(other.table, 'en') ||
      (positions.get(one) ?? 0) - (positions.get(other) ?? 0) ||
      (one.rowId < other.rowId ? -1 : 1),
  )
}

const withinLimit = () => {
  const counts = new Map<string, number>()
  return ({ table }: StandingRow): boolean => {
    const count = (counts.get(table) ?? 0) + 1
    counts.set(table, count)
    return count <= mostShown
  }
}

const leftOutOf = (rows: readonly StandingRow[]): StandingRecord['leftOut'] =>
  [...Map.groupBy(rows, ({ table }) => table)].flatMap(([table, { length }]) =>
    length > mostShown ? [{ table, rows: length - mostShown }] : [],
  )
