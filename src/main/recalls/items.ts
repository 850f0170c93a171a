import type { ReadDb } from '#main/database/index.ts'
import type { LoadId } from '#shared/kernel/index.ts'
import type { Machine } from './machine.ts'
import * as repository from './repository.ts'
import type { RecallRow } from './repository.ts'
import { ids, type Things } from './trace.ts'

/** What a recall has taken out of use. */
export const storedThings = (db: ReadDb, recall: RecallRow): Things => {
  const items = repository.listItems(db, recall.id)
  return {
    lots: items.flatMap(({ lotId }) => lotId ?? []),
    units: items.flatMap(({ unitId }) => unitId ?? []),
    loads: items.flatMap(({ loadId }) => loadId ?? []),
    packs: items.flatMap(({ packId }) => packId ?? []),
  }
}

/**
 * Loads that belong to a recall and were recorded after it was opened, also after it was closed: their
 * clients are told like the others. They count from the moment they are recorded; the next write of
 * the recall takes them in for good.
 */
export const lateLoads = (
  db: ReadDb,
  recall: RecallRow,
  stored: Things,
  machine: Machine,
): readonly LoadId[] => {
  const known = new Set(stored.loads)
  return machine.suspectsOf(db, recall).filter((id) => !known.has(id))
}

/** Everything that the recall reaches now. */
export const thingsOf = (db: ReadDb, recall: RecallRow, machine: Machine): Things => {
  const stored = storedThings(db, recall)
  return { ...stored, loads: ids([...stored.loads, ...lateLoads(db, recall, stored, machine)]) }
}
