import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import {
  changedOne,
  preparedOnce,
  readOnce,
  type ReadDb,
  type Statements,
  type WriteTx,
} from '#main/database/index.ts'
import type { Instant, SterilizerId } from '#shared/kernel/index.ts'
import { type Programme, programme, type SterilizerDetails } from '#shared/sterilization/index.ts'
import { sterilizerEvents, sterilizers } from './table.ts'

const programmes = z.array(programme)
export const programmesOf = readOnce((json): Programme[] => programmes.parse(JSON.parse(json)), 100)

const selectSterilizers = (statements: Statements) =>
  statements
    .select({
      sterilizer: sterilizers,
      // Written out: drizzle leaves table names away when one table is selected from.
      lastCycleNumber: sql<
        number | null
      >`(SELECT max(loads.cycle_number) FROM loads WHERE loads.sterilizer_id = sterilizers.id)`,
      firstCycleAt: sql<Instant | null>`(SELECT min(loads.started_at) FROM loads WHERE loads.sterilizer_id = sterilizers.id)`,
      // From the newest cycle back: a test is a week old, the log twenty years.
      lastPassedSporeTestAt: sql<Instant | null>`(SELECT loads.started_at FROM loads
        WHERE loads.sterilizer_id = sterilizers.id AND EXISTS (
          SELECT 1 FROM spore_tests t WHERE t.load_id = loads.id AND t.result = 'pass')
        ORDER BY loads.started_at DESC LIMIT 1)`,
    })
    .from(sterilizers)
    .$dynamic()

const prepared = preparedOnce((statements) => ({
  sterilizers: selectSterilizers(statements).orderBy(asc(sterilizers.name)).prepare(),
  sterilizer: selectSterilizers(statements)
    .where(eq(sterilizers.id, sql.placeholder('id')))
    .prepare(),
  sameMachine: statements
    .select({ id: sterilizers.id })
    .from(sterilizers)
    .where(
      and(
        eq(sterilizers.maker, sql.placeholder('maker')),
        eq(sterilizers.model, sql.placeholder('model')),
        eq(sterilizers.serialNumber, sql.placeholder('serialNumber')),
      ),
    )
    .prepare(),
  insertSterilizer: statements
    .insert(sterilizers)
    .values({
      id: sql.placeholder('id'),
      name: sql.placeholder('name'),
      maker: sql.placeholder('maker'),
      model: sql.placeholder('model'),
      serialNumber: sql.placeholder('serialNumber'),
      programmes: sql.placeholder('programmes'),
      airRemoval: sql.placeholder('airRemoval'),
      chamberMillilitres: sql.placeholder('chamberMillilitres'),
      serviceDueOn: sql.placeholder('serviceDueOn'),
      requalificationDueOn: sql.placeholder('requalificationDueOn'),
    })
    .prepare(),
  updateSterilizer: statements
    .update(sterilizers)
    .set({
      name: sql`${sql.placeholder('name')}`,
      maker: sql`${sql.placeholder('maker')}`,
      model: sql`${sql.placeholder('model')}`,
      serialNumber: sql`${sql.placeholder('serialNumber')}`,
      programmes: sql`${sql.placeholder('programmes')}`,
      airRemoval: sql`${sql.placeholder('airRemoval')}`,
      chamberMillilitres: sql`${sql.placeholder('chamberMillilitres')}`,
      serviceDueOn: sql`${sql.placeholder('serviceDueOn')}`,
      requalificationDueOn: sql`${sql.placeholder('requalificationDueOn')}`,
    })
    .where(eq(sterilizers.id, sql.placeholder('id')))
    .prepare(),
  events: statements
    .select()
    .from(sterilizerEvents)
    .where(eq(sterilizerEvents.sterilizerId, sql.placeholder('sterilizerId')))
    .orderBy(desc(sterilizerEvents.happenedAt), desc(sterilizerEvents.recordedAt))
    .prepare(),
  insertEvent: statements
    .insert(sterilizerEvents)
    .values({
      id: sql.placeholder('id'),
      sterilizerId: sql.placeholder('sterilizerId'),
      kind: sql.placeholder('kind'),
      happenedAt: sql.placeholder('happenedAt'),
      recordedAt: sql.placeholder('recordedAt'),
      recordedBy: sql.placeholder('recordedBy'),
      note: sql.placeholder('note'),
    })
    .prepare(),
  openRecall: statements
    .select({
      openedAt: sql<Instant | null>`(SELECT max(r.opened_at) FROM recalls r
        WHERE r.cause = 'sterilizer' AND r.subject_id = sterilizers.id AND r.closed_at IS NULL)`,
    })
    .from(sterilizers)
    .where(eq(sterilizers.id, sql.placeholder('id')))
    .prepare(),
  // `recalls` belongs to a later room. Only that room returns what a failed spore test took out.
  heldByRecall: statements
    .select({
      held: sql<number>`EXISTS (
          SELECT 1 FROM spore_tests t JOIN loads l ON l.id = t.load_id
          WHERE l.sterilizer_id = sterilizers.id AND t.result = 'fail' AND NOT EXISTS (
            SELECT 1 FROM sterilizer_events e WHERE e.sterilizer_id = sterilizers.id
              AND e.kind = 'returned-to-service' AND e.recorded_at > t.read_recorded_at))
        OR EXISTS (SELECT 1 FROM recalls r
          WHERE r.cause = 'sterilizer' AND r.subject_id = sterilizers.id AND r.closed_at IS NULL)`,
    })
    .from(sterilizers)
    .where(eq(sterilizers.id, sql.placeholder('id')))
    .prepare(),
}))

/** A machine as it is stored, with what its cycles say of it. */
export interface StoredSterilizer extends SterilizerDetails {
  readonly id: SterilizerId
  readonly lastCycleNumber: number | null
  readonly firstCycleAt: Instant | null
  readonly lastPassedSporeTestAt: Instant | null
}

interface Row
  extends Pick<StoredSterilizer, 'lastCycleNumber' | 'firstCycleAt' | 'lastPassedSporeTestAt'> {
  readonly sterilizer: typeof sterilizers.$inferSelect
}

const sterilizerOf = ({ sterilizer, ...cycles }: Row): StoredSterilizer => ({
  ...sterilizer,
  ...cycles,
  programmes: programmesOf(sterilizer.programmes),
})

export const listSterilizers = (db: ReadDb): StoredSterilizer[] =>
  prepared(db).sterilizers.all().map(sterilizerOf)

export const findSterilizer = (db: ReadDb, id: SterilizerId): StoredSterilizer | null => {
  const row = prepared(db).sterilizer.get({ id })
  return row ? sterilizerOf(row) : null
}

/** The sterilizer with this maker, model and serial number. */
export const findSameMachine = (
  db: ReadDb,
  { maker, model, serialNumber }: SterilizerDetails,
): SterilizerId | null => prepared(db).sameMachine.get({ maker, model, serialNumber })?.id ?? null

const sterilizerRow = (id: SterilizerId, details: SterilizerDetails) => ({
  ...details,
  id,
  programmes: JSON.stringify(details.programmes),
})

export const insertSterilizer = (tx: WriteTx, id: SterilizerId, details: SterilizerDetails): void =>
  changedOne(prepared(tx).insertSterilizer.run(sterilizerRow(id, details)))

export const updateSterilizer = (tx: WriteTx, id: SterilizerId, details: SterilizerDetails): void =>
  changedOne(prepared(tx).updateSterilizer.run(sterilizerRow(id, details)))

export type StoredEvent = typeof sterilizerEvents.$inferSelect

/** Newest first. */
export const listEvents = (db: ReadDb, sterilizerId: SterilizerId): StoredEvent[] =>
  prepared(db).events.all({ sterilizerId })

export const insertEvent = (tx: WriteTx, event: StoredEvent): void =>
  changedOne(prepared(tx).insertEvent.run(event))

/** Whether a failed spore test without a return since, or an open recall, keeps it out of service. */
export const isHeldByRecall = (db: ReadDb, id: SterilizerId): boolean =>
  prepared(db).heldByRecall.get({ id })?.held === 1

/** When the recall of the whole machine was opened that is open still; null: there is none. */
export const findOpenRecall = (db: ReadDb, id: SterilizerId): Instant | null =>
  prepared(db).openRecall.get({ id })?.openedAt ?? null
