import type { EntryDetails } from '#shared/audit/index.ts'

/** One value of a row, by its path: `document › zones › 1 › passes`. */
export interface FieldChange {
  field: string
  /** Null where there was no such value. */
  before: string | null
  after: string | null
}

type Row = EntryDetails['after']

/** Every value of a row that a person can read by itself; JSON kept in a column is taken apart. */
export const valuesOf = (row: Row): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  const add = (path: readonly string[], value: unknown) => {
    const inner = opened(value)
    if (isRecord(inner)) {
      for (const [name, part] of Object.entries(inner)) add([...path, wordsOf(name)], part)
    } else if (Array.isArray(inner) && inner.length > 0 && inner.every(isRecord)) {
      for (const [index, part] of inner.entries()) add([...path, String(index + 1)], part)
    } else {
      found.set(path.join(' › '), written(inner))
    }
  }
  if (row) add([], row)
  return found
}

/** What is different between two states of one row, in the order of the later one. */
export const changesBetween = (before: Row, after: Row): readonly FieldChange[] => {
  const was = valuesOf(before)
  const is = valuesOf(after)
  const kept = [...is].filter(([field, value]) => was.get(field) !== value)
  const gone = [...was].filter(([field]) => !is.has(field))
  return [
    ...kept.map(([field, value]) => ({ field, before: was.get(field) ?? null, after: value })),
    ...gone.map(([field, value]) => ({ field, before: value, after: null })),
  ]
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

const written = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** `licence_number` and `licenceNumber` are both `licence number`. */
const wordsOf = (name: string) =>
  name
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
