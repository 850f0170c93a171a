import { z } from 'zod'
import { instant } from '#shared/kernel/index.ts'

/** One moment at which something of a record was written: all that one write did to it. */
export const recordMoment = z.object({
  /** The last entry of that write; {@link standingRecord} of it shows what the write left. */
  sequence: z.number().int(),
  at: instant,
  actorName: z.string(),
  /** Null where it was lawfully erased. */
  reason: z.string().nullable(),
  /** What was done to rows of which table, in the order in which it was first done. */
  done: z.array(
    z.object({
      table: z.string(),
      operation: z.enum(['insert', 'update']),
      rows: z.number().int(),
    }),
  ),
})
export type RecordMoment = z.infer<typeof recordMoment>

export const recordMoments = z.object({
  table: z.string(),
  id: z.string(),
  /** What people call this one: a name, a number, a day. Null where there is no better word. */
  label: z.string().nullable(),
  /** Newest first, at most 500. */
  moments: z.array(recordMoment),
  /** Older moments that are not in the list. */
  leftOut: z.number().int(),
})
export type RecordMoments = z.infer<typeof recordMoments>

/** A row as it was after its newest change until then. */
export const standingRow = z.object({
  table: z.string(),
  id: z.string(),
  /** Null: it was lawfully erased. */
  row: z.record(z.string(), z.unknown()).nullable(),
  /** When it got these values. */
  sequence: z.number().int(),
  at: instant,
})
export type StandingRow = z.infer<typeof standingRow>

/** A record as it stood: its own row first, then what points to it, by table and oldest first. */
export const standingRecord = z.object({
  table: z.string(),
  id: z.string(),
  sequence: z.number().int(),
  at: instant,
  rows: z.array(standingRow),
  /** What people call the things whose ids stand in these rows. */
  labels: z.record(z.string(), z.string()),
  /** Rows of a table that are too many to be shown, and are not among the rows. */
  leftOut: z.array(z.object({ table: z.string(), rows: z.number().int() })),
})
export type StandingRecord = z.infer<typeof standingRecord>

/** One value of a row, by its path: `['zones', '1', 'passes']`. */
export interface FieldDifference {
  readonly path: readonly string[]
  /** Absent where there was no such value. */
  readonly before?: unknown
  readonly after?: unknown
}

export interface RowDifference {
  readonly table: string
  readonly id: string
  /** `added`: it was not there, or did not point to the record. `gone`: it no longer does. */
  readonly change: 'added' | 'changed' | 'gone' | 'erased'
  readonly fields: readonly FieldDifference[]
}

type Row = Readonly<Record<string, unknown>>

/**
 * What changed between two states of one record: rows that were added, changed, erased, or that no
 * longer belong to it, each with its values, in the order of the later state.
 */
export const differences = (
  before: readonly Pick<StandingRow, 'table' | 'id' | 'row'>[],
  after: readonly Pick<StandingRow, 'table' | 'id' | 'row'>[],
): readonly RowDifference[] => {
  const keyOf = ({ table, id }: Pick<StandingRow, 'table' | 'id'>) => `${table} ${id}`
  const was = new Map(before.map((row) => [keyOf(row), row]))
  const is = new Set(after.map(keyOf))
  const kept = after.flatMap((now): readonly RowDifference[] => {
    const then = was.get(keyOf(now))
    const fields = fieldDifferences(then?.row ?? null, now.row)
    const { table, id } = now
    if (then === undefined) return [{ table, id, change: 'added', fields }]
    if (then.row !== null && now.row === null) return [{ table, id, change: 'erased', fields: [] }]
    return fields.length === 0 ? [] : [{ table, id, change: 'changed', fields }]
  })
  const gone = before
    .filter((row) => !is.has(keyOf(row)))
    .map(
      ({ table, id, row }): RowDifference => ({
        table,
        id,
        change: 'gone',
        fields: fieldDifferences(row, null),
      }),
    )
  return [...kept, ...gone]
}

/** The values that differ, in the order of the later row, then those that are only in the earlier. */
export const fieldDifferences = (
  before: Row | null,
  after: Row | null,
): readonly FieldDifference[] => {
  const was = new Map(fieldsOf(before).map(({ path, value }) => [path.join('\n'), { path, value }]))
  const now = fieldsOf(after)
  const is = new Set(now.map(({ path }) => path.join('\n')))
  return [
    ...now.flatMap(({ path, value }): readonly FieldDifference[] => {
      const then = was.get(path.join('\n'))
      if (then === undefined) {
        // A column that came with a later release: empty, it says no more than its absence did.
        return before !== null && isEmpty(value) ? [] : [{ path, after: value }]
      }
      return isSame(then.value, value) ? [] : [{ path, before: then.value, after: value }]
    }),
    ...[...was.values()]
      .filter(({ path }) => !is.has(path.join('\n')))
      .map(({ path, value }) => ({ path, before: value })),
  ]
}

export interface Field {
  readonly path: readonly string[]
  /** A text, number, truth value or null, or a list of such. */
  readonly value: unknown
}

/** Every value of a row that can be read by itself; JSON that a column keeps as text is taken apart. */
export const fieldsOf = (row: Row | null): readonly Field[] => {
  const found: Field[] = []
  const add = (path: readonly string[], value: unknown) => {
    const inner = path.length === 1 ? opened(value) : value
    if (isRecord(inner)) {
      for (const [name, part] of Object.entries(inner)) add([...path, name], part)
    } else if (Array.isArray(inner) && inner.some((one) => typeof one === 'object')) {
      for (const [index, part] of inner.entries()) add([...path, String(index + 1)], part)
    } else {
      found.push({ path, value: inner })
    }
  }
  for (const [name, value] of Object.entries(row ?? {})) add([name], value)
  return found
}

/** Columns hold JSON as text. */
const opened = (value: unknown): unknown => {
  if (typeof value !== 'string' || !/^[{[]/.test(value)) return value
  try {
    const read: unknown = JSON.parse(value)
    return read
  } catch {
    return value
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other)
