import {
  carriedRow,
  clinicalTables,
  type Connection,
  hints,
  type LogEntry,
  loggedValue,
  type LogReader,
  rowExpression,
  rowOfEntry,
} from '#main/database/index.ts'
import type { Finds } from './verify-finding.ts'

type Row = Readonly<Record<string, unknown>>

/** Compares living rows with the last entry of each in the log, both ways. */
export const createRowCheck = (connection: Connection, log: LogReader, finds: Finds) => {
  const tables = new Map(
    clinicalTables(connection).map((table) => [table, prepareTable(connection, table)] as const),
  )

  return {
    /** The last entry of a row, with the whole row. */
    last: ({ table: name, rowId, row }: LogEntry): void => {
      const table = tables.get(name)
      const subject = `${name} ${rowId}`
      const living = table?.living.get(rowId)
      if (table === undefined || living === undefined)
        return finds(
          'row-missing',
          subject,
          'This row is in the change log and no longer in its table.',
        )
      table.found += 1
      if (row !== null && row !== living && !isTheSame(table, name, row, living))
        finds('row-differs', subject, 'This row is not as the change log says.')
    },

    /** Rows that are in no entry: asked when every entry was seen. */
    end: (): void => {
      for (const [name, table] of tables) {
        if (table.count() === table.found) continue
        const ids = connection.prepare<[], string>(`SELECT id FROM "${name}"`).pluck().iterate()
        for (const id of ids) {
          if (!isLogged(log, name, id))
            finds('row-unlogged', `${name} ${id}`, 'This row was added without the change log.')
        }
      }
    },

    count: (): number => [...tables.values()].reduce((sum, { count }) => sum + count(), 0),
  }
}

const isLogged = (log: LogReader, table: string, id: string): boolean => {
  try {
    return log.naming(id).some((entry) => entry.table === table && entry.rowId === id)
  } catch {
    // The page that cannot be read is named by itself.
    return true
  }
}

const prepareTable = (connection: Connection, table: string) => {
  const count = connection.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck()
  return {
    living: connection
      .prepare<[string], string>(
        `SELECT ${rowExpression(connection, table, 't')} FROM "${table}" t WHERE t.id = ?`,
      )
      .pluck(),
    defaults: defaultsOf(connection, table),
    count: () => count.get() ?? 0,
    found: 0,
  }
}

/** What a row that was there before gets in each column, written as the log writes a row. */
const defaultsOf = (connection: Connection, table: string): Row => {
  const columns = connection
    .prepare<[string], { name: string; type: string; dflt_value: string | null }>(
      'SELECT name, type, dflt_value FROM pragma_table_xinfo(?) WHERE hidden = 0',
    )
    .all(table)
    .map(({ name, type, dflt_value }) => `'${name}', ${loggedValue(type, dflt_value ?? 'NULL')}`)
  return rowOfEntry(
    connection
      .prepare<[], string>(`SELECT json_object(${columns.join(', ')})`)
      .pluck()
      .get() ?? '{}',
  )
}

/**
 * An entry that is older than a column does not speak of it: such a column must hold what the row was given
 * when the column was added.
 */
const isTheSame = (
  { defaults }: { readonly defaults: Row },
  table: string,
  logged: string,
  living: string,
): boolean => {
  const raw = rowOfEntry(logged)
  const then = carriedRow(table, raw)
  const now = rowOfEntry(living)
  const unsaid = then === raw ? [] : (hints[table] ?? [])
  return [...new Set([...Object.keys(then), ...Object.keys(now)])].every(
    (name) =>
      unsaid.includes(name) ||
      (name in now && now[name] === (name in then ? then[name] : defaults[name])),
  )
}
