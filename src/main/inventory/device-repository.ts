import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { changedOne, preparedOnce, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { DeviceEventKind } from '#shared/inventory/index.ts'
import type { Instant, SessionId, UnitId } from '#shared/kernel/index.ts'
import { deviceEvents, handpieceUses, lots, names, products, sessionHeads, units } from './table.ts'

export type DeviceEventRow = typeof deviceEvents.$inferSelect

const ofUnit = eq(deviceEvents.unitId, sql.placeholder('unitId'))
const ofKind = eq(deviceEvents.kind, sql.placeholder('kind'))
const usedBy = eq(sessionHeads.handpieceUnitId, sql.placeholder('unitId'))
const byAnother = sql`${sessionHeads.id} <> ${sql.placeholder('except')}`

/** As many as a person reads; a handpiece is cleaned after every client. */
const mostEvents = 200

const prepared = preparedOnce((statements) => {
  const eventsWhere = (condition: ReturnType<typeof and>) =>
    statements
      .select({ event: deviceEvents, recordedBy: names.name })
      .from(deviceEvents)
      .innerJoin(names, eq(names.id, deviceEvents.recordedBy))
      .where(condition)
      .orderBy(desc(deviceEvents.happenedAt), desc(deviceEvents.id))
  return {
    devices: statements
      .select({ id: units.id })
      .from(units)
      .innerJoin(lots, eq(lots.id, units.lotId))
      .innerJoin(products, eq(products.id, lots.productId))
      .where(and(eq(products.kind, 'handpiece'), isNull(units.discardedAt)))
      .orderBy(asc(units.id))
      .prepare(),
    events: eventsWhere(and(ofUnit)).limit(mostEvents).prepare(),
    lastEvent: eventsWhere(
      and(ofUnit, ofKind, sql`${deviceEvents.happenedAt} < ${sql.placeholder('before')}`),
    )
      .limit(1)
      .prepare(),
    // Two questions, each answered by one step in the index: a device is used a hundred thousand times.
    lastStart: statements
      .select({ at: sessionHeads.startedAt })
      .from(sessionHeads)
      .where(and(usedBy, byAnother, sql`${sessionHeads.startedAt} < ${sql.placeholder('before')}`))
      .orderBy(desc(sessionHeads.startedAt))
      .limit(1)
      .prepare(),
    lastUnstarted: statements
      .select({ at: sessionHeads.signedAt })
      .from(sessionHeads)
      .where(
        and(
          usedBy,
          byAnother,
          isNull(sessionHeads.startedAt),
          sql`${sessionHeads.signedAt} < ${sql.placeholder('before')}`,
        ),
      )
      .orderBy(desc(sessionHeads.signedAt))
      .limit(1)
      .prepare(),
    lastUse: statements
      .select({ at: handpieceUses.usedAt })
      .from(handpieceUses)
      .where(
        and(
          eq(handpieceUses.unitId, sql.placeholder('unitId')),
          sql`${handpieceUses.sessionId} <> ${sql.placeholder('except')}`,
          sql`${handpieceUses.usedAt} < ${sql.placeholder('before')}`,
        ),
      )
      .orderBy(desc(handpieceUses.usedAt))
      .limit(1)
      .prepare(),
    insert: statements
      .insert(deviceEvents)
      .values({
        id: sql.placeholder('id'),
        unitId: sql.placeholder('unitId'),
        kind: sql.placeholder('kind'),
        happenedAt: sql.placeholder('happenedAt'),
        recordedAt: sql.placeholder('recordedAt'),
        recordedBy: sql.placeholder('recordedBy'),
        disinfectantLotId: sql.placeholder('disinfectantLotId'),
        disinfectant: sql.placeholder('disinfectant'),
        contactSeconds: sql.placeholder('contactSeconds'),
        sleeve: sql.placeholder('sleeve'),
        dueOn: sql.placeholder('dueOn'),
        note: sql.placeholder('note'),
      })
      .prepare(),
  }
})

/** An event with the name of who recorded it. */
export type NamedEvent = Omit<DeviceEventRow, 'recordedBy'> & { readonly recordedBy: string }

const named = ({ event, recordedBy }: { event: DeviceEventRow; recordedBy: string }) => ({
  ...event,
  recordedBy,
})

/** Handpieces that are not discarded. */
export const findDeviceIds = (db: ReadDb): readonly UnitId[] =>
  prepared(db)
    .devices.all()
    .map(({ id }) => id)

/** Newest first, the last two hundred. */
export const findDeviceEvents = (db: ReadDb, unitId: UnitId): readonly NamedEvent[] =>
  prepared(db).events.all({ unitId }).map(named)

/** The latest of its kind before a moment. */
export const findLastEvent = (
  db: ReadDb,
  search: { readonly unitId: UnitId; readonly kind: DeviceEventKind; readonly before: string },
): NamedEvent | null => {
  const found = prepared(db).lastEvent.get(search)
  return found ? named(found) : null
}

/** When another session than this one last used a device, before a moment. */
export const findLastUse = (
  db: ReadDb,
  search: { readonly unitId: UnitId; readonly except: SessionId | ''; readonly before: string },
): Instant | null => {
  const { lastUse, lastStart, lastUnstarted } = prepared(db)
  // Sessions from before every use was kept say it in their head alone.
  return [lastUse, lastStart, lastUnstarted]
    .map((asked) => asked.get(search)?.at ?? null)
    .reduce((latest, at) => (latest === null || (at !== null && at > latest) ? at : latest), null)
}

export const insertDeviceEvent = (tx: WriteTx, row: DeviceEventRow): void =>
  changedOne(prepared(tx).insert.run(row))
