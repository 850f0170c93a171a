import { clinicalTables, type Connection } from '#main/database/index.ts'

/** A column whose foreign key points to a table. */
export interface Reference {
  readonly table: string
  readonly column: string
  /** The column that it points to. */
  readonly to: string
  readonly isIndexed: boolean
  /**
   * How a row is found that pointed to a record and was let go; null: it is never let go. `by time`:
   * between the record's first and last entries; `by table`: among all entries of its table.
   */
  readonly takenBack: 'by time' | 'by table' | null
}

/**
 * The only references that are ever taken back or given to another; every other one is written once
 * and stands. A test holds a year's log against it.
 */
export const takenBack: Readonly<Record<string, 'by time' | 'by table'>> = {
  'units.session_id': 'by time',
  'packs.session_id': 'by time',
  'lots.state_changed_by': 'by table',
}

const known = new WeakMap<Connection, Map<string, readonly Reference[]>>()

/** Every column of a clinical table that points to this one. */
export const referencesTo = (connection: Connection, table: string): readonly Reference[] => {
  const all = known.get(connection) ?? read(connection)
  known.set(connection, all)
  return all.get(table) ?? []
}

const read = (connection: Connection): Map<string, readonly Reference[]> => {
  const keys = connection.prepare<[string], { table: string; column: string; to: string | null }>(
    'SELECT "table", "from" AS "column", "to" FROM pragma_foreign_key_list(?)',
  )
  const found = clinicalTables(connection).flatMap((child) => {
    const indexed = firstIndexed(connection, child)
    return keys.all(child).map((key) => ({
      parent: key.table,
      reference: {
        table: child,
        column: key.column,
        to: key.to ?? 'id',
        isIndexed: indexed.has(key.column),
        takenBack: takenBack[`${child}.${key.column}`] ?? null,
      } satisfies Reference,
    }))
  })
  return new Map(
    [...Map.groupBy(found, ({ parent }) => parent)].map(([parent, references]) => [
      parent,
      references.map(({ reference }) => reference),
    ]),
  )
}

/** Columns that begin an index of the table. */
const firstIndexed = (connection: Connection, table: string): ReadonlySet<string> =>
  new Set(
    connection
      .prepare<[string], string>(
        `SELECT i.name FROM pragma_index_list(?) l JOIN pragma_index_info(l.name) i ON i.seqno = 0`,
      )
      .pluck()
      .all(table),
  )
