import { preparedOnce, type ReadDb } from '#main/database/index.ts'
import type { CalendarDate, ClientId, Instant, PlanId } from '#shared/kernel/index.ts'

// Tables that triggers keep beside the records (migration 0005_lists), for lists that would otherwise
// gather: what they hold follows from the records, and `verify` holds it against them.

/** A series that may be due, by days of UTC. */
export interface KeptSeries {
  readonly planId: PlanId
  readonly clientId: ClientId
  /** Signed sessions. */
  readonly done: number
  /** Of the last of them. */
  readonly lastAt: Instant | null
}

interface DueSearch {
  readonly yesterday: CalendarDate
  readonly tomorrow: CalendarDate
  readonly limit: number
}

const seriesDue = (range: string, order: 'ASC' | 'DESC') =>
  `SELECT d.plan_id AS planId, d.client_id AS clientId, d.done, d.last_at AS lastAt FROM derived_series d
   WHERE d.due_until IS NOT NULL AND ${range} AND d.due_from <= @tomorrow
     AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.client_id = d.client_id AND s.state IN ('open', 'started'))
   ORDER BY d.due_until ${order} LIMIT @limit`

const prepared = preparedOnce(({ $client: connection }) => ({
  due: connection.prepare<[DueSearch], KeptSeries>(seriesDue('d.due_until >= @yesterday', 'ASC')),
  overdue: connection.prepare<[DueSearch], KeptSeries>(
    seriesDue('d.due_until < @yesterday', 'DESC'),
  ),
}))

/** Those whose time has not run out, the first to run out first; then the others, the last one first. */
export const listSeriesDue = (db: ReadDb, search: DueSearch): readonly KeptSeries[] => {
  const { due, overdue } = prepared(db)
  const first = due.all(search)
  return [...first, ...overdue.all({ ...search, limit: search.limit - first.length })]
}
