import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { changedOne, preparedOnce, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { DeviceEventKind } from '#shared/inventory/index.ts'
import {
  type CalendarDate,
  certain,
  type Instant,
  type SessionId,
  type UnitId,
} from '#shared/kernel/index.ts'
import { deviceEvents, lots, names, products, units } from './table.ts'

export type DeviceEventRow = typeof deviceEvents.$inferSelect

const ofUnit = eq(deviceEvents.unitId, sql.placeholder('unitId'))

// Names are written out: drizzle leaves the table away when one table is selected from.
const dueOn = (kind: DeviceEventKind) =>
  sql<CalendarDate | null>`(SELECT due_on FROM device_events WHERE unit_id = units.id AND kind = ${sql.raw(`'${kind}'`)}
    ORDER BY happened_at DESC, rowid DESC LIMIT 1)`

/** As many as a person reads; a handpiece is cleaned after every client. */
const mostEvents = 200

const prepared = preparedOnce((statements) => {
  const eventsWhere = (condition: ReturnType<typeof and>) =>
    statements
      .select({ event: deviceEvents, recordedBy: names.name })
      .from(deviceEvents)
      // Outer, so that the planner begins with the device and not with the people.
      .leftJoin(names, eq(names.id, deviceEvents.recordedBy))
      .where(condition)
      .orderBy(desc(deviceEvents.happenedAt), desc(deviceEvents.id))
  return {
    devices: statements
      .select({ id: units.id })
      // In this order: of the pieces that a practice takes over the years few are handpieces.
      .from(products)
      .crossJoin(lots)
      .crossJoin(units)
      .where(
        and(
          eq(products.kind, 'handpiece'),
          eq(lots.productId, products.id),
          eq(units.lotId, lots.id),
          isNull(units.discardedAt),
        ),
      )
      .orderBy(asc(units.id))
      .prepare(),
    events: eventsWhere(and(ofUnit)).limit(mostEvents).prepare(),
    event: eventsWhere(eq(deviceEvents.id, sql.placeholder('id'))).prepare(),
    // Each is one step in an index: a device is used and cleaned a hundred thousand times.
    state: statements
      .select({
        lastCleaning: sql<
          string | null
        >`(SELECT id FROM device_events WHERE unit_id = units.id AND kind = 'cleaning'
          AND happened_at < ${sql.placeholder('before')} ORDER BY happened_at DESC, rowid DESC LIMIT 1)`,
        serviceDueOn: dueOn('service'),
        calibrationDueOn: dueOn('calibration'),
        lastUse: sql<Instant | null>`(SELECT used_at FROM handpiece_uses WHERE unit_id = units.id
          AND session_id <> ${sql.placeholder('except')} AND used_at < ${sql.placeholder('before')} ORDER BY used_at DESC LIMIT 1)`,
        lastStart: sql<Instant | null>`(SELECT started_at FROM sessions WHERE handpiece_unit_id = units.id
          AND id <> ${sql.placeholder('except')} AND started_at < ${sql.placeholder('before')} ORDER BY started_at DESC LIMIT 1)`,
        lastUnstarted: sql<Instant | null>`(SELECT max(signed_at) FROM sessions WHERE handpiece_unit_id = units.id
          AND id <> ${sql.placeholder('except')} AND started_at IS NULL AND signed_at < ${sql.placeholder('before')})`,
      })
      .from(units)
      .where(eq(units.id, sql.placeholder('unitId')))
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

const named = ({
  event,
  recordedBy,
}: {
  event: DeviceEventRow
  recordedBy: string | null
}): NamedEvent => ({ ...event, recordedBy: certain(recordedBy, 'Who recorded an event') })

/** Handpieces that are not discarded. */
export const findDeviceIds = (db: ReadDb): readonly UnitId[] =>
  prepared(db)
    .devices.all()
    .map(({ id }) => id)

/** Newest first, the last two hundred. */
export const findDeviceEvents = (db: ReadDb, unitId: UnitId): readonly NamedEvent[] =>
  prepared(db).events.all({ unitId }).map(named)

export const findEvent = (db: ReadDb, id: string): NamedEvent | null => {
  const found = prepared(db).event.get({ id })
  return found ? named(found) : null
}

/** What was last done to a device, and by whom it was last used, before a moment. */
export interface DeviceState {
  /** The id of the event. */
  readonly lastCleaning: string | null
  /** By another session than the one that looks. */
  readonly lastUsedAt: Instant | null
  /** Of the last service or calibration at all. */
  readonly serviceDueOn: CalendarDate | null
  readonly calibrationDueOn: CalendarDate | null
}

export const findDeviceState = (
  db: ReadDb,
  search: { readonly unitId: UnitId; readonly except: SessionId | ''; readonly before: string },
): DeviceState => {
  const found = certain(prepared(db).state.get(search), 'A device')
  const { lastUse, lastStart, lastUnstarted, ...state } = found
  // Sessions from before every use was kept say it in their head alone.
  const lastUsedAt = [lastUse, lastStart, lastUnstarted].reduce((latest, at) =>
    latest === null || (at !== null && at > latest) ? at : latest,
  )
  return { ...state, lastUsedAt }
}

export const insertDeviceEvent = (tx: WriteTx, row: DeviceEventRow): void =>
  changedOne(prepared(tx).insert.run(row))
