import type { Connection } from './open.ts'

/** A row as it lies in a file. */
export type LyingRow = Readonly<Record<string, unknown>> & { readonly id: string }

/**
 * Rows of a table as they lie there, in the columns that were asked for. A file of an older release has
 * not all of them, perhaps not the table: that something is missing is said where the structure is
 * checked.
 */
export const lyingRows = (
  connection: Connection,
  table: string,
  columns: readonly string[],
): Iterable<LyingRow> => {
  const there = connection
    .prepare<[string], string>('SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0')
    .pluck()
    .all(table)
  const asked = columns.filter((column) => there.includes(column))
  return asked.length === 0
    ? []
    : connection.prepare<[], LyingRow>(`SELECT ${asked.join(', ')} FROM "${table}"`).iterate()
}
