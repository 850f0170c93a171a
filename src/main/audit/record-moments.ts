import type { RecordMoment } from '#shared/audit/index.ts'
import { instant } from '#shared/kernel/index.ts'
import type { Entry } from './record-entry.ts'

/** What one write did to the record: entries that stand together, of one moment, person and reason. */
export const momentsFrom = (entries: readonly Entry[]): readonly RecordMoment[] => {
  const moments: (RecordMoment & { readonly entries: Entry[] })[] = []
  for (const entry of entries) {
    const last = moments.at(-1)?.entries
    if (last?.[0] && isSameWrite(last[0], entry)) last.push(entry)
    else moments.push({ ...momentOf([entry]), entries: [entry] })
  }
  return moments.map((moment) => momentOf(moment.entries))
}

const isSameWrite = (one: Entry, other: Entry): boolean =>
  one.at === other.at && one.actorName === other.actorName && one.reason === other.reason

const momentOf = (entries: readonly Entry[]): RecordMoment => {
  const groups = Map.groupBy(entries, ({ table, operation }) => `${operation} ${table}`)
  const [first] = entries
  if (first === undefined) throw new Error('A moment without an entry.')
  return {
    sequence: entries.at(-1)?.sequence ?? first.sequence,
    at: instant.parse(first.at),
    actorName: first.actorName,
    reason: first.reason,
    done: [...groups.values()].flatMap((group) => {
      const [one] = group
      if (one === undefined) return []
      const operation = one.operation === 'insert' ? 'insert' : 'update'
      const rows = new Set(group.map(({ rowId }) => rowId)).size
      return [{ table: one.table, operation, rows } as const]
    }),
  }
}
