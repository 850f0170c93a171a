import { api } from '#renderer/api.ts'
import type { ChangeLogEntry } from '#shared/audit/index.ts'

/** How many pages of a table's entries are read; a page has 200. */
const deepest = 20

/** The entry that the same row had before this one; null when it lies too far back to look for. */
export const previousEntryOf = async (
  { sequence, table, rowId }: ChangeLogEntry,
  signal: AbortSignal,
): Promise<ChangeLogEntry | null> => {
  let before = sequence
  for (let page = 0; page < deepest; page += 1) {
    const { entries } = await api.audit.list({ before, table }, { signal })
    const found = entries.find((entry) => entry.rowId === rowId)
    if (found) return found
    const last = entries.at(-1)
    if (!last) return null
    before = last.sequence
  }
  return null
}
