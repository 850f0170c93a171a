import { clinicalTables, type Connection, takenBack } from '#main/database/index.ts'

/** A column whose foreign key points to a table. */
export interface Reference {
  readonly table: string
  readonly column: string
  /** The column that it points to. */
  readonly to: string
  readonly isIndexed: boolean
  /** Whether it is ever taken back from a record; `widely`: from one that very many rows name. */
  readonly takenBack: 'now and then' | 'widely' | null
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
        takenBack:
          takenBack[child] !== key.column
            ? null
            : key.table === 'practitioners'
              ? 'widely'
              : 'now and then',
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
