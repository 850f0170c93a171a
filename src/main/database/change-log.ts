import type { Environment } from './environment.ts'
import { commitmentOf, leafData, type LogEntry } from './log-entry.ts'
import {
  addEntry,
  isFull,
  newPage,
  type PageDraft,
  pageStatements,
  rowKey,
  saltLength,
  writeLine,
  writePage,
} from './log-pages.ts'
import { createTiles } from './log-tiles.ts'
import {
  appended,
  emptyRoot,
  type Hash,
  headText,
  leafHash,
  noPeaks,
  type Peaks,
  rootOf,
} from './merkle-tree.ts'
import type { Connection } from './open.ts'

/** Tables that hold no clinical fact: the log itself, its context, what it names by hash, drafts, the schema's own. */
export const exemptTables: ReadonlySet<string> = new Set([
  'write_context',
  'signing_context',
  'log_pending',
  'log_pages',
  'log_rows',
  'log_tables',
  'log_tiles',
  'log_head',
  'verified_heads',
  'contents',
  'dictionaries',
  'drafts',
  'migrations',
  'practice_seals',
  'derived_series',
  'derived_stock',
  'derived_waiting',
  // The log before release 5.
  'change_log',
  'chain_head',
  'signatures_former',
])

/** Ordinary tables that the database logs, by name; those that a virtual table keeps for itself are not. */
export const clinicalTables = (connection: Connection): readonly string[] => {
  const tables = connection
    .prepare<[], { name: string; type: string }>(
      `SELECT name, type FROM pragma_table_list WHERE schema = 'main'
       AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
    )
    .all()
  const virtual = tables.filter(({ type }) => type === 'virtual').map(({ name }) => `${name}_`)
  return tables
    .filter(({ type, name }) => type === 'table' && !exemptTables.has(name))
    .map(({ name }) => name)
    .filter((name) => !virtual.some((stem) => name.startsWith(stem)))
}

interface Column {
  readonly name: string
  readonly type: string
}

const columnsOf = (connection: Connection, table: string): readonly Column[] =>
  connection
    .prepare<[string], Column>(
      'SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY cid',
    )
    .all(table)

/** A column's value as the log writes it: JSON has no BLOBs. */
export const loggedValue = (type: string, value: string): string =>
  type === 'BLOB' ? `CASE WHEN ${value} IS NOT NULL THEN hex(${value}) END` : value

/** A living row as the log writes it; `alias` is `NEW` in a trigger. BLOBs become hexadecimal. */
export const rowExpression = (connection: Connection, table: string, alias: string): string =>
  `json_object(${columnsOf(connection, table)
    .map(({ name, type }) => {
      const value = `${alias}."${name}"`
      return `'${name}', ${loggedValue(type, value)}`
    })
    .join(', ')})`

/** Column sets that are unique without a condition; REPLACE would remove a row that holds the same. */
const uniqueKeys = (connection: Connection, table: string): readonly (readonly string[])[] => {
  const indexes = connection
    .prepare<[string], string>(
      'SELECT name FROM pragma_index_list(?) WHERE "unique" = 1 AND partial = 0 ORDER BY name',
    )
    .pluck()
    .all(table)
  const keys = indexes.map((index) =>
    connection
      .prepare<[string], string>('SELECT name FROM pragma_index_info(?) ORDER BY seqno')
      .pluck()
      .all(index),
  )
  const integerKey = connection
    .prepare<[string], string>(
      `SELECT name FROM pragma_table_xinfo(?) WHERE pk = 1 AND type = 'INTEGER'`,
    )
    .pluck()
    .all(table)
  return [...keys, ...(integerKey.length === 1 ? [integerKey] : [])]
}

/** The triggers that a clinical table must have, by name, generated from its columns. */
export const expectedTriggers = (
  connection: Connection,
  table: string,
): ReadonlyMap<string, string> => {
  const row = rowExpression(connection, table, 'NEW')
  const log = (operation: 'insert' | 'update', before: string) =>
    `BEGIN SELECT RAISE(ABORT, 'change-log: nobody has said who writes and why') WHERE NOT EXISTS (SELECT 1 FROM write_context); ` +
    `INSERT INTO log_pending (table_name, row_id, operation, row, before) ` +
    `VALUES ('${table}', NEW.id, '${operation}', ${row}, ${before}); END`
  const taken = uniqueKeys(connection, table)
    .map(
      (key) =>
        `EXISTS (SELECT 1 FROM "${table}" WHERE ${key.map((column) => `"${column}" = NEW."${column}"`).join(' AND ')})`,
    )
    .join(' OR ')
  return new Map([
    [
      `log_insert_${table}`,
      `CREATE TRIGGER "log_insert_${table}" AFTER INSERT ON "${table}" ${log('insert', 'NULL')}`,
    ],
    [
      `log_update_${table}`,
      `CREATE TRIGGER "log_update_${table}" AFTER UPDATE ON "${table}" ${log('update', rowExpression(connection, table, 'OLD'))}`,
    ],
    [
      `kept_${table}`,
      `CREATE TRIGGER "kept_${table}" BEFORE DELETE ON "${table}" BEGIN SELECT RAISE(ABORT, 'kept: a clinical row is never deleted'); END`,
    ],
    [
      `identity_${table}`,
      `CREATE TRIGGER "identity_${table}" BEFORE UPDATE OF id ON "${table}" WHEN NEW.id <> OLD.id BEGIN SELECT RAISE(ABORT, 'kept: a row keeps its id'); END`,
    ],
    // recursive_triggers is per connection, so REPLACE from elsewhere would slip past kept_.
    [
      `exists_${table}`,
      `CREATE TRIGGER "exists_${table}" BEFORE INSERT ON "${table}" WHEN ${taken} BEGIN SELECT RAISE(ABORT, 'exists: a row is never replaced'); END`,
    ],
  ])
}

/** Takes the generated triggers away: SQLite reads all of them again for each column that a migration adds. */
export const dropTriggers = (connection: Connection): void => {
  const generated = connection
    .prepare<[], string>(
      `SELECT name FROM sqlite_master WHERE type = 'trigger' AND (name GLOB 'log_insert_*' OR name GLOB 'log_update_*'
       OR name GLOB 'kept_*' OR name GLOB 'identity_*' OR name GLOB 'exists_*')`,
    )
    .pluck()
    .all()
  for (const name of generated) connection.exec(`DROP TRIGGER "${name}"`)
}

/** Makes the triggers anew after migrations have changed columns. */
export const generateTriggers = (connection: Connection): void => {
  dropTriggers(connection)
  for (const table of clinicalTables(connection)) {
    for (const sql of expectedTriggers(connection, table).values()) connection.exec(sql)
  }
}

export interface Seal {
  /** Entries that were already there without a seal: nobody of ours wrote them. */
  readonly foreign: readonly number[]
}

/** What a trigger has written and no seal has taken up yet. */
interface PendingEntry {
  readonly sequence: number
  readonly table_name: string
  readonly row_id: string
  readonly operation: LogEntry['operation']
  readonly row: string
  readonly before: string | null
}

const prepareSealing = (connection: Connection) => ({
  last: connection
    .prepare<[], number>('SELECT coalesce(max(sequence), 0) FROM log_pending')
    .pluck(),
  pending: connection.prepare<[number], PendingEntry>(
    'SELECT * FROM log_pending WHERE sequence > ? ORDER BY sequence',
  ),
  foreign: connection
    .prepare<[number], number>(
      'SELECT sequence FROM log_pending WHERE sequence <= ? ORDER BY sequence',
    )
    .pluck(),
  taken: connection.prepare<[number]>('DELETE FROM log_pending WHERE sequence > ?'),
  head: connection.prepare<[], { size: number; peaks: Buffer }>('SELECT size, peaks FROM log_head'),
  context: connection.prepare<[], { at: string; actor: string; reason: string }>(
    'SELECT at, actor, reason FROM write_context',
  ),
  setHead: connection.prepare<[number, Hash, Uint8Array]>(
    `INSERT INTO log_head (one, size, root, peaks) VALUES (1, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET size = excluded.size, root = excluded.root, peaks = excluded.peaks`,
  ),
})

const sealing = new WeakMap<Connection, ReturnType<typeof prepareSealing>>()

/** Every write runs these, and preparing them takes longer than running them. */
const sealingOn = (connection: Connection) => {
  const known = sealing.get(connection)
  if (known) return known
  const prepared = prepareSealing(connection)
  sealing.set(connection, prepared)
  return prepared
}

/** The peaks of the log's tree, as the file keeps them. */
export const keptPeaks = (connection: Connection): Peaks => {
  const row = sealingOn(connection).head.get()
  if (row === undefined) return noPeaks
  const hashes = Array.from({ length: row.peaks.length / 32 }, (_, index) =>
    row.peaks.subarray(index * 32, (index + 1) * 32),
  )
  return { size: row.size, hashes }
}

/** The head as it stands in the file, with the peaks that are kept beside it. */
export const keptRoot = (
  connection: Connection,
): { readonly size: number; readonly root: Hash; readonly peaks: Peaks } => {
  const root = connection.prepare<[], Buffer>('SELECT root FROM log_head').pluck().get()
  const peaks = keptPeaks(connection)
  return { size: peaks.size, root: root ?? emptyRoot, peaks }
}

export const keepPeaks = (connection: Connection, peaks: Peaks): void => {
  sealingOn(connection).setHead.run(peaks.size, rootOf(peaks), Buffer.concat(peaks.hashes))
}

/** The head of the log: the size and root of its tree, as signatures and papers carry it. */
export const logHead = (connection: Connection): string => {
  const peaks = keptPeaks(connection)
  return headText({ size: peaks.size, root: rootOf(peaks) })
}

/** The newest entry that is not sealed yet. */
export const lastPending = (connection: Connection): number => sealingOn(connection).last.get() ?? 0

/** What an update wrote: the columns that it changed. */
const changedColumns = (before: string, after: string): Record<string, unknown> => {
  const was = JSON.parse(before) as Record<string, unknown>
  const is = JSON.parse(after) as Record<string, unknown>
  return Object.fromEntries(Object.entries(is).filter(([name, value]) => was[name] !== value))
}

/** The last entry of a row in pages that are not written yet, the newest first. */
const lastIn = (pages: readonly PageDraft[], rowId: string): number | null => {
  for (const { rows } of pages) {
    const last = rows.get(rowId)
    if (typeof last === 'number') return last
  }
  return null
}

/** Pages that wait for the end of writes that share a transaction. */
const held = new WeakMap<Connection, PageDraft>()

/** Writes the page that {@link sealEntries} held back. */
export const writeHeldPage = (connection: Connection): void => {
  const page = held.get(connection)
  held.delete(connection)
  if (page) writePage(connection, page)
}

/** Forgets it: its transaction is rolled back. */
export const dropHeldPage = (connection: Connection): void => void held.delete(connection)

/**
 * Seals the entries that the triggers have written after `from`, inside the transaction that wrote them:
 * each gets its salt and its leaf, and the head of the tree goes on. With `hold`, a page that is not full
 * yet waits for the writes that share this transaction, until {@link writeHeldPage}.
 */
export const sealEntries = (
  connection: Connection,
  from: number,
  environment: Environment,
  hold = false,
): Seal => {
  const statements = sealingOn(connection)
  const pending = statements.pending.all(from)
  const foreign = from === 0 ? [] : statements.foreign.all(from)
  if (pending.length === 0) return { foreign }
  const context = statements.context.get()
  if (context === undefined) throw new Error('Nobody has said who writes and why.')
  const { at, actor, reason } = context
  const tiles = createTiles(connection)
  const { lastEntryOfRow } = pageStatements(connection)
  const salts = Buffer.from(environment.random(pending.length * saltLength))
  let peaks = keptPeaks(connection)
  let page = held.get(connection) ?? newPage(peaks.size + 1)
  held.delete(connection)
  const who = writeLine(at, actor, reason)
  // A page is written after the head that covers it.
  const full: PageDraft[] = []
  for (const [index, entry] of pending.entries()) {
    if (isFull(page)) {
      full.unshift(page)
      page = newPage(peaks.size + 1)
    }
    const { table_name: table, row_id: rowId, operation } = entry
    const changed = entry.before === null ? null : changedColumns(entry.before, entry.row)
    const row = changed === null ? entry.row : JSON.stringify(changed)
    const sequence = peaks.size + 1
    const before =
      operation === 'insert'
        ? null
        : (lastIn([page, ...full], rowId) ?? lastEntryOfRow.get(rowKey(rowId)) ?? 0)
    const salt = salts.subarray(index * saltLength, (index + 1) * saltLength)
    const leaf = leafHash(
      leafData({
        sequence,
        at,
        actor,
        table,
        rowId,
        operation,
        commitment: commitmentOf(salt, reason, row),
        before,
        previous: null,
      }),
    )
    peaks = appended(peaks, leaf, tiles.add)
    addEntry(page, who, { sequence, operation, table, rowId, row, before, salt, commitment: '' })
  }
  statements.taken.run(from)
  tiles.write()
  keepPeaks(connection, peaks)
  for (const one of full.toReversed()) writePage(connection, one)
  if (hold) held.set(connection, page)
  else writePage(connection, page)
  return { foreign }
}
