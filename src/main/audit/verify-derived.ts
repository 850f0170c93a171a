import type { Connection } from '#main/database/index.ts'

/** A row of a table kept for lists that does not say what the records say. */
export interface DerivedProblem {
  readonly table: string
  /** What the row is about. */
  readonly key: string
}

// Each is made from a view over the records (migration 0006_lists).
const keptFrom = [
  { table: 'derived_series', view: 'recorded_series' },
  { table: 'derived_stock', view: 'recorded_stock' },
  { table: 'derived_waiting', view: 'recorded_waiting' },
] as const

/**
 * Holds what is kept for lists against the records: each row once that is missing, altered or too many.
 * Also that clients are counted right by the last of their keys.
 */
export const derivedProblems = (connection: Connection): readonly DerivedProblem[] => [
  ...keptFrom.flatMap(({ table, view }) => differing(connection, table, view)),
  ...miscounted(connection),
]

const differing = (
  connection: Connection,
  table: string,
  view: string,
): readonly DerivedProblem[] => {
  const rowsOf = (one: string, other: string) =>
    connection
      .prepare<[], readonly [string]>(`SELECT * FROM ${one} EXCEPT SELECT * FROM ${other}`)
      .raw()
      .all()
  const keys = [...rowsOf(table, view), ...rowsOf(view, table)].map(([key]) => key)
  return [...new Set(keys)].map((key) => ({ table, key }))
}

const miscounted = (connection: Connection): readonly DerivedProblem[] => {
  const isRight = connection
    .prepare<[], number>('SELECT count(*) = coalesce(max(search_key), 0) FROM clients')
    .pluck()
    .get()
  return isRight === 1 ? [] : [{ table: 'clients', key: 'search_key' }]
}
