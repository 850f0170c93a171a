import {
  type Connection,
  type LogEntry,
  type LogReader,
  namedBy,
  pageStatements,
  rowKey,
  withWholeRows,
} from '#main/database/index.ts'
import { type Finds, span } from './verify-finding.ts'

interface Listeners {
  readonly finds: Finds
  /** Told of each row once, at the last page that speaks of it: its last entry, with the whole row. */
  readonly last: (entry: LogEntry) => void
}

/** Checks that the index of the log leads from each row to all of its pages, and to no other. */
export const createIndexCheck = (
  connection: Connection,
  log: LogReader,
  { finds, last }: Listeners,
) => {
  const { lastInPage, hasTable, firstOfRow, lastOfRow } = pageStatements(connection)
  let [rows, tables] = [0, 0]

  const ended = (id: string, entries: readonly LogEntry[]): void => {
    const own = entries.filter(({ rowId }) => rowId === id)
    for (const together of Map.groupBy(own, ({ table }) => table).values()) {
      const entry = withWholeRows(together).at(-1)
      if (entry !== undefined) last(entry)
    }
  }

  const entriesNaming = (id: string): readonly LogEntry[] => {
    try {
      return log.naming(id)
    } catch {
      // A page that cannot be read is named by itself; its rows cannot be compared.
      return []
    }
  }

  return {
    page: (first: number, entries: readonly LogEntry[]): void => {
      const inPage = new Map<string, number | null>()
      for (const entry of entries) {
        inPage.set(entry.rowId, entry.sequence)
        const named = namedBy(entry)
        if (named !== null && !inPage.has(named)) inPage.set(named, null)
      }
      const names = new Set(entries.map(({ table }) => table))
      rows += inPage.size
      tables += names.size
      const isComplete =
        [...names].every((name) => hasTable.get(name, first) !== undefined) &&
        [...inPage].every(([id, entry]) => lastInPage.get(rowKey(id), first) === entry)
      if (!isComplete)
        finds(
          'index-altered',
          `the index of ${span(first, first + entries.length - 1)}`,
          'The index of the change log does not lead to all of its entries.',
        )
      for (const id of inPage.keys()) {
        const key = rowKey(id)
        if (lastOfRow.get(key) !== first) continue
        ended(id, firstOfRow.get(key) === first ? entries : entriesNaming(id))
      }
    },

    end: (): void => {
      const count = (table: string): number =>
        connection.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0
      if (count('log_rows') > rows || count('log_tables') > tables)
        finds(
          'index-altered',
          'the index of the change log',
          'It leads to entries that are not there.',
        )
    },
  }
}
