import { preparedOnce, type ReadDb } from '#main/database/index.ts'
import type { CalendarDate, ClientId, Instant, PlanId } from '#shared/kernel/index.ts'
import type { PlanVersion } from '#shared/plans/index.ts'

// Tables that triggers keep beside the records (migration 0006_lists), for lists that would otherwise
// gather: what they hold follows from the records, and `verify` holds it against them.

/** A series that may be due, by days of UTC, with its plan as it counts now and its client. */
export interface KeptSeries
  extends Pick<
    PlanVersion,
    | 'state'
    | 'indication'
    | 'sessionsPlanned'
    | 'startsOn'
    | 'minimumIntervalDays'
    | 'maximumIntervalDays'
  > {
  readonly planId: PlanId
  readonly clientId: ClientId
  readonly clientName: string
  readonly clientBirthDate: CalendarDate
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
  `SELECT d.plan_id AS planId, d.client_id AS clientId, d.done, d.last_at AS lastAt,
     c.name AS clientName, c.birth_date AS clientBirthDate, v.state, v.indication,
     v.sessions_planned AS sessionsPlanned, v.starts_on AS startsOn,
     v.minimum_interval_days AS minimumIntervalDays, v.maximum_interval_days AS maximumIntervalDays
   FROM derived_series d CROSS JOIN clients c ON c.id = d.client_id
   CROSS JOIN plan_versions v ON v.plan_id = d.plan_id
     AND v.version = (SELECT max(version) FROM plan_versions WHERE plan_id = d.plan_id)
   WHERE d.due_until IS NOT NULL AND ${range} AND d.due_from <= @tomorrow
     AND d.client_id NOT IN (SELECT s.client_id FROM sessions s WHERE s.state IN ('open', 'started'))
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
