import {
  type Connection,
  createLogReader,
  entriesFrom,
  hexOf,
  leafData,
  leafHash,
  type LogEntry,
  rowOfEntry,
} from '#main/database/index.ts'

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
  /** Its leaf in the tree of the log, hexadecimal. */
  readonly leaf: string
}

/** The whole log, oldest first. */
export function* loggedChanges(connection: Connection): Generator<LoggedChange> {
  const names = new Map(
    connection
      .prepare<[], { id: string; name: string }>('SELECT id, name FROM practitioners')
      .all()
      .map(({ id, name }) => [id, name] as const),
  )
  const log = createLogReader(connection)
  for (const entry of entriesFrom(connection)) {
    const { sequence, at, actor, reason, table, rowId, operation } = entry
    yield {
      sequence,
      at,
      actorName: names.get(actor) ?? actor,
      reason,
      table,
      rowId,
      operation,
      changed:
        entry.operation === 'insert' || entry.row === null
          ? null
          : changedBy(entry, () => log.ofRow(table, rowId)),
      leaf: hexOf(leafHash(leafData(entry))),
    }
  }
}

/** An entry from before release 5 holds the whole row: it is held against the one before. */
const changedBy = (
  { sequence, row, previous }: LogEntry,
  ofRow: () => readonly LogEntry[],
): readonly string[] | null => {
  const written = rowOfEntry(row ?? '{}')
  if (previous === null) return Object.keys(written)
  const before = ofRow().findLast((entry) => entry.sequence < sequence)?.row ?? null
  if (before === null) return null
  const was = rowOfEntry(before)
  return Object.keys(written).filter((name) => was[name] !== written[name])
}
