import { chainHash, type LogEntry } from './log-entry.ts'
import { type LyingPage, pageStatements, readPage, rowKey } from './log-pages.ts'
import { type Hash, sameHash } from './merkle-tree.ts'
import type { Connection } from './open.ts'

/** Pages that are kept unfolded while one question is answered. */
const mostKept = 64

/**
 * Reads the change log. Pages that were read are remembered, a bounded number of them: rows of one record
 * lie in the same pages.
 * @throws PageAltered of every part, when a page is not as Stratum writes one
 */
export const createLogReader = (connection: Connection) => {
  const unfolded = new Map<number, readonly LogEntry[]>()
  const statements = pageStatements(connection)

  const read = (page: LyingPage): readonly LogEntry[] => {
    const known = unfolded.get(page.first)
    if (known) return known
    const entries = readPage(connection, page)
    if (unfolded.size >= mostKept) {
      const [oldest] = unfolded.keys()
      if (oldest !== undefined) unfolded.delete(oldest)
    }
    unfolded.set(page.first, entries)
    return entries
  }

  /** Entries of the pages that speak of this id: of the row itself, and of rows that name it. */
  const naming = (id: string): readonly LogEntry[] => statements.ofRow.all(rowKey(id)).flatMap(read)

  return {
    naming,

    /** The entries of a row, oldest first, each with the whole row as it was then. */
    ofRow: (table: string, rowId: string): readonly LogEntry[] =>
      withWholeRows(
        naming(rowId).filter((entry) => entry.rowId === rowId && entry.table === table),
      ),

    at: (sequence: number): LogEntry | null => {
      const page = statements.holding.get(sequence)
      return page ? (read(page)[sequence - page.first] ?? null) : null
    },

    /** Newest first: entries before that one, of one table where it is named, each as it was written. */
    newest: ({
      before,
      table,
      limit,
    }: {
      readonly before: number
      readonly table: string | undefined
      readonly limit: number
    }): readonly LogEntry[] => {
      const pages =
        table === undefined
          ? statements.before.iterate(before)
          : statements.beforeOfTable.iterate(table, before)
      const found: LogEntry[] = []
      for (const page of pages) {
        for (const entry of read(page).toReversed()) {
          if (entry.sequence >= before || (table !== undefined && entry.table !== table)) continue
          found.push(entry)
          if (found.length === limit) return found
        }
      }
      return found
    },
  }
}

export type LogReader = ReturnType<typeof createLogReader>

/** Every entry from that one on, oldest first, each as it was written; not while something is written. */
export function* entriesFrom(connection: Connection, sequence = 1): Generator<LogEntry> {
  const { holding, from } = pageStatements(connection)
  const start = holding.get(sequence)?.first ?? 1
  for (const page of from.iterate(start)) {
    for (const entry of readPage(connection, page)) if (entry.sequence >= sequence) yield entry
  }
}

type Row = Readonly<Record<string, unknown>>

/** A row's JSON; empty when it is none. */
export const rowOfEntry = (row: string): Row => {
  const value: unknown = JSON.parse(row)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** Of the entries of one row, oldest first: each with the whole row, where what came before is known. */
export const withWholeRows = (entries: readonly LogEntry[]): readonly LogEntry[] => {
  let whole: Row | null = null
  return entries.map((entry, index) => {
    if (entry.row === null) return entry
    if (index === 0 && entry.operation === 'insert' && entries.length === 1) return entry
    whole = { ...whole, ...rowOfEntry(entry.row) }
    return { ...entry, row: JSON.stringify(whole) }
  })
}

/** The entry of before release 5 whose link of the chain this was; null: none. */
export const formerLink = (connection: Connection, link: Hash): number | null => {
  const pages = connection
    .prepare<[], LyingPage>('SELECT * FROM log_pages ORDER BY first')
    .iterate()
  for (const page of pages) {
    // Entries from before that release stand first.
    if (page.chained === null) return null
    const found = readPage(connection, page).find((entry) => sameHash(chainHash(entry), link))
    if (found) return found.sequence
  }
  return null
}
