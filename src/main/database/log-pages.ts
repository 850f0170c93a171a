import { packed, unpacked } from './codec.ts'
import { commitmentOf, chainHash, type LogEntry } from './log-entry.ts'
import type { Hash } from './merkle-tree.ts'
import type { Connection } from './open.ts'

// Entries lie in pages: those of one write, or of some that were made together, in one compressed text.
// A line `w` says when, who and why; a line `i` or `u` is an entry of it: table, row, what was written.

/** A page as it lies in the file. */
export interface LyingPage {
  /** The sequence of its first entry. */
  readonly first: number
  readonly entries: number
  /** Of entries from before release 5: the hash of the chain before the first of them. */
  readonly chained: Buffer | null
  /** 32 bytes for each entry, in their order; zeros where the salt was erased. */
  readonly salts: Buffer
  readonly codec: number
  readonly bytes: Buffer
}

export const saltLength = 32

/** More entries would make one of them slow to read. */
export const mostEntries = 256
/** More characters, likewise. */
export const mostText = 192 * 1024

export const writeLine = (at: string, actor: string, reason: string | null): string =>
  `w ${JSON.stringify([at, actor, reason])}\n`

/** `row` is JSON, or the commitment in hexadecimal after `#` where it was erased. */
const entryLine = ({
  operation,
  table,
  rowId,
  before,
  row,
}: Pick<LogEntry, 'operation' | 'table' | 'rowId' | 'before'> & { readonly row: string }): string =>
  `${operation === 'insert' ? 'i' : 'u'} ${table} ${rowId} ${before === null ? '' : `${before} `}${row}\n`

/** The key of a row in the index: 16 bytes of its UUID. */
export const rowKey = (rowId: string): Buffer => {
  const key = Buffer.from(rowId.replaceAll('-', ''), 'hex')
  return key.length === 16 && rowId.length === 36 ? key : Buffer.from(rowId)
}

/**
 * The only references that are ever taken back or given to another record; every other one is written once
 * and stands. The index of the log finds such a row under each record that it named. A test holds a year's
 * log against it.
 */
export const takenBack: Readonly<Record<string, string>> = {
  units: 'session_id',
  packs: 'session_id',
  lots: 'state_changed_by',
}

/** The record that an entry names in a reference that may be taken back. */
export const namedBy = ({
  table,
  operation,
  row,
}: Pick<LogEntry, 'table' | 'operation' | 'row'>): string | null => {
  const column = operation === 'update' ? takenBack[table] : undefined
  if (column === undefined || row === null) return null
  const value = (JSON.parse(row) as Readonly<Record<string, unknown>>)[column]
  return typeof value === 'string' ? value : null
}

const prepare = (connection: Connection) => ({
  insert: connection.prepare<[number, number, Hash | null, Buffer, number, Uint8Array]>(
    'INSERT INTO log_pages (first, entries, chained, salts, codec, bytes) VALUES (?, ?, ?, ?, ?, ?)',
  ),
  insertRow: connection.prepare<[Buffer, number, number | null]>(
    'INSERT INTO log_rows (row, page, last) VALUES (?, ?, ?)',
  ),
  insertTable: connection.prepare<[string, number]>(
    'INSERT INTO log_tables (name, page) VALUES (?, ?)',
  ),
  from: connection.prepare<[number], LyingPage>(
    'SELECT * FROM log_pages WHERE first >= ? ORDER BY first',
  ),
  holding: connection.prepare<[number], LyingPage>(
    'SELECT * FROM log_pages WHERE first <= ? ORDER BY first DESC LIMIT 1',
  ),
  before: connection.prepare<[number], LyingPage>(
    'SELECT * FROM log_pages WHERE first < ? ORDER BY first DESC',
  ),
  beforeOfTable: connection.prepare<[string, number], LyingPage>(
    `SELECT p.* FROM log_tables t JOIN log_pages p ON p.first = t.page
     WHERE t.name = ? AND t.page < ? ORDER BY t.page DESC`,
  ),
  lastEntryOfRow: connection
    .prepare<[Buffer], number>(
      'SELECT last FROM log_rows WHERE row = ? AND last IS NOT NULL ORDER BY page DESC LIMIT 1',
    )
    .pluck(),
  firstOfRow: connection
    .prepare<[Buffer], number>('SELECT page FROM log_rows WHERE row = ? ORDER BY page LIMIT 1')
    .pluck(),
  lastOfRow: connection
    .prepare<[Buffer], number>('SELECT page FROM log_rows WHERE row = ? ORDER BY page DESC LIMIT 1')
    .pluck(),
  lastInPage: connection
    .prepare<[Buffer, number], number | null>(
      'SELECT last FROM log_rows WHERE row = ? AND page = ?',
    )
    .pluck(),
  hasTable: connection
    .prepare<[string, number], number>('SELECT 1 FROM log_tables WHERE name = ? AND page = ?')
    .pluck(),
  ofRow: connection.prepare<[Buffer], LyingPage>(
    'SELECT p.* FROM log_rows r JOIN log_pages p ON p.first = r.page WHERE r.row = ? ORDER BY r.page',
  ),
})

const known = new WeakMap<Connection, ReturnType<typeof prepare>>()

export const pageStatements = (connection: Connection): ReturnType<typeof prepare> => {
  const prepared = known.get(connection) ?? prepare(connection)
  known.set(connection, prepared)
  return prepared
}

/** A page in the making. */
export interface PageDraft {
  readonly first: number
  readonly chained: Hash | null
  readonly lines: string[]
  readonly salts: Uint8Array[]
  /** Each row with its last entry here; null: it is only named. */
  readonly rows: Map<string, number | null>
  readonly tables: Set<string>
  length: number
  /** The last line that said who writes. */
  said: string
}

export const newPage = (first: number, chained: Hash | null = null): PageDraft => ({
  first,
  chained,
  lines: [],
  salts: [],
  rows: new Map(),
  tables: new Set(),
  length: 0,
  said: '',
})

/** One entry more; `who` is the line of its write. */
export const addEntry = (
  page: PageDraft,
  who: string,
  entry: Pick<LogEntry, 'sequence' | 'operation' | 'table' | 'rowId' | 'row' | 'before'> & {
    /** Zeros where it was erased. */
    readonly salt: Uint8Array
    /** Instead of a row that was erased. */
    readonly commitment: string
  },
): void => {
  const { sequence, table, rowId, row, salt, commitment } = entry
  const text = `${page.said === who ? '' : who}${entryLine({ ...entry, row: row ?? `#${commitment}` })}`
  page.said = who
  page.lines.push(text)
  page.length += text.length
  page.salts.push(salt)
  page.tables.add(table)
  page.rows.set(rowId, sequence)
  const named = namedBy(entry)
  if (named !== null && !page.rows.has(named)) page.rows.set(named, null)
}

export const isFull = ({ salts, length }: PageDraft): boolean =>
  salts.length >= mostEntries || length >= mostText

export const writePage = (connection: Connection, page: PageDraft): void => {
  if (page.salts.length === 0) return
  const { insert, insertRow, insertTable } = pageStatements(connection)
  const { codec, bytes } = packed(connection, 'log', page.lines.join(''))
  insert.run(page.first, page.salts.length, page.chained, Buffer.concat(page.salts), codec, bytes)
  for (const [row, last] of page.rows) insertRow.run(rowKey(row), page.first, last)
  for (const table of page.tables) insertTable.run(table, page.first)
}

/** Why a page cannot be read. */
export class PageAltered extends Error {
  readonly first: number
  constructor(first: number) {
    super(`The page of the change log that begins with entry ${first} cannot be read.`)
    this.name = 'PageAltered'
    this.first = first
  }
}

const line = /^([iu]) (\S+) (.*?) (?:(\d+) )?([{#].*)$/s
const noSalt = Buffer.alloc(saltLength)

/**
 * The entries of a page, oldest first.
 * @throws PageAltered when it is not as Stratum writes one
 */
export const readPage = (connection: Connection, page: LyingPage): readonly LogEntry[] => {
  const text = unpacked(connection, page)
  if (text === null) throw new PageAltered(page.first)
  const entries: LogEntry[] = []
  let write: readonly [string, string, string | null] | null = null
  let previous: Hash | null = page.chained
  for (const part of text.split('\n')) {
    if (part === '') continue
    if (part.startsWith('w ')) {
      write = readWrite(part.slice(2))
      continue
    }
    const [, mark, table, rowId, before, row] = line.exec(part) ?? []
    if (!write || mark === undefined || table === undefined || rowId === undefined || !row)
      throw new PageAltered(page.first)
    const salt = page.salts.subarray(entries.length * saltLength, (entries.length + 1) * saltLength)
    if (salt.length !== saltLength) throw new PageAltered(page.first)
    const [at, actor, reason] = write
    const isErased = row.startsWith('#') || reason === null
    const said = {
      sequence: page.first + entries.length,
      at,
      actor,
      table,
      rowId,
      operation: mark === 'i' ? 'insert' : 'update',
      before: before === undefined ? null : Number(before),
      previous,
    } as const
    const commitment = isErased ? Buffer.from(row.slice(1), 'hex') : commitmentOf(salt, reason, row)
    entries.push({
      ...said,
      commitment,
      ...(isErased || salt.equals(noSalt)
        ? { reason: null, row: null, salt: null }
        : { reason, row, salt }),
    })
    if (previous !== null) previous = chainHash({ ...said, commitment })
  }
  if (entries.length !== page.entries || page.salts.length !== entries.length * saltLength)
    throw new PageAltered(page.first)
  return entries
}

const readWrite = (json: string): readonly [string, string, string | null] | null => {
  try {
    const value: unknown = JSON.parse(json)
    if (!Array.isArray(value) || value.length !== 3) return null
    const [at, actor, reason] = value as unknown[]
    return typeof at === 'string' &&
      typeof actor === 'string' &&
      (typeof reason === 'string' || reason === null)
      ? [at, actor, reason]
      : null
  } catch {
    return null
  }
}
