import type { Connection } from '#main/database/index.ts'

/** One change, without the values that it wrote: only which columns. */
export interface LoggedChange {
  readonly sequence: number
  readonly at: string
  readonly actorName: string
  readonly reason: string | null
  readonly table: string
  readonly rowId: string
  readonly operation: string
  /** The columns that an update changed; null for an insert, or where the row was erased. */
  readonly changed: readonly string[] | null
  readonly hash: string | null
}

interface Row extends Omit<LoggedChange, 'changed'> {
  readonly row: string | null
  readonly before: string | null
}

const allChanges = `
  SELECT c.sequence, c.at, coalesce(p.name, c.actor) AS actorName, c.reason, c.table_name AS "table",
    c.row_id AS rowId, c.operation, c.hash,
    CASE c.operation WHEN 'update' THEN c.row END AS row,
    CASE c.operation WHEN 'update' THEN (
      SELECT b.row FROM change_log b WHERE b.table_name = c.table_name AND b.row_id = c.row_id
        AND b.sequence < c.sequence ORDER BY b.sequence DESC LIMIT 1) END AS before
  FROM change_log c LEFT JOIN practitioners p ON p.id = c.actor ORDER BY c.sequence`

/** The whole log, oldest first. */
export function* loggedChanges(connection: Connection): Generator<LoggedChange> {
  for (const { row, before, ...change } of connection.prepare<[], Row>(allChanges).iterate()) {
    yield { ...change, changed: row === null || before === null ? null : differing(before, row) }
  }
}

const differing = (before: string, after: string): readonly string[] => {
  const was = columnsOf(before)
  return Object.entries(columnsOf(after))
    .filter(([name, value]) => was[name] !== value)
    .map(([name]) => name)
}

const columnsOf = (row: string): Readonly<Record<string, unknown>> => {
  const value: unknown = JSON.parse(row)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
