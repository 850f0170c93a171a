import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type {
  ActiveAgent,
  DeviceEventKind,
  LotState,
  ProductClass,
  ProductKind,
  Substance,
} from '#shared/inventory/index.ts'
import type {
  CalendarDate,
  DeviceEventId,
  Instant,
  LotId,
  Micrometres,
  PractitionerId,
  ProductId,
  SessionId,
  UnitId,
} from '#shared/kernel/index.ts'

export const products = sqliteTable('products', {
  id: text().$type<ProductId>().primaryKey(),
  kind: text().$type<ProductKind>().notNull(),
  name: text().notNull(),
  manufacturer: text().notNull(),
  deviceIdentifier: text('device_identifier'),
  reprocessable: integer({ mode: 'boolean' }).notNull(),
  evaluatedNeedleLength: integer('evaluated_needle_length').$type<Micrometres>(),
  note: text().notNull(),
  model: text().notNull(),
  labelledUses: text('labelled_uses').notNull(),
  /** µm. */
  labelledLengths: text('labelled_lengths', { mode: 'json' }).$type<Micrometres[]>().notNull(),
  unitsPerBox: integer('units_per_box'),
  openedShelfLifeDays: integer('opened_shelf_life_days'),
  contains: text({ mode: 'json' }).$type<Substance[]>().notNull(),
  clearanceNumber: text('clearance_number').notNull(),
  contactSeconds: integer('contact_seconds'),
  lowStockAt: integer('low_stock_at'),
  productClass: text('product_class').$type<ProductClass>(),
  sterileForNeedling: integer('sterile_for_needling', { mode: 'boolean' }).notNull(),
  activeAgents: text('active_agents', { mode: 'json' }).$type<ActiveAgent[]>().notNull(),
  prescriptionOnly: integer('prescription_only', { mode: 'boolean' }).notNull(),
  longestDwellMinutes: integer('longest_dwell_minutes'),
  pinCount: integer('pin_count'),
})

/** What triggers keep of each lot's movements. */
export const derivedStock = sqliteTable('derived_stock', {
  lotId: text('lot_id').$type<LotId>().primaryKey(),
  received: integer().notNull(),
  used: integer().notNull(),
  remaining: integer().notNull(),
  usedUp: integer('used_up').notNull(),
  expiresOn: text('expires_on').$type<CalendarDate>().notNull(),
  kind: text().$type<ProductKind>().notNull(),
})

export const lots = sqliteTable('lots', {
  id: text().$type<LotId>().primaryKey(),
  productId: text('product_id').$type<ProductId>().notNull(),
  number: text().notNull(),
  expiresOn: text('expires_on').$type<CalendarDate>().notNull(),
  receivedAt: text('received_at').$type<Instant>().notNull(),
  receivedFrom: text('received_from').notNull(),
  state: text().$type<LotState>().notNull(),
  stateReason: text('state_reason').notNull(),
  madeOn: text('made_on').$type<CalendarDate>(),
  conditionOnReceipt: text('condition_on_receipt').notNull(),
  openedOn: text('opened_on').$type<CalendarDate>(),
  stateChangedAt: text('state_changed_at').$type<Instant>(),
  stateChangedBy: text('state_changed_by').$type<PractitionerId>(),
})

export type MovementKind = 'received' | 'taken' | 'returned' | 'discarded'

export const stockMovements = sqliteTable('stock_movements', {
  id: text().primaryKey(),
  lotId: text('lot_id').$type<LotId>().notNull(),
  kind: text().$type<MovementKind>().notNull(),
  /** Pieces: above 0 into stock, below 0 out of it. */
  quantity: integer().notNull(),
  movedAt: text('moved_at').$type<Instant>().notNull(),
  reason: text().notNull(),
})

export const units = sqliteTable('units', {
  id: text().$type<UnitId>().primaryKey(),
  lotId: text('lot_id').$type<LotId>().notNull(),
  label: text().notNull(),
  serial: integer({ mode: 'boolean' }).notNull(),
  sessionId: text('session_id').$type<SessionId>(),
  attestedAt: text('attested_at').$type<Instant>(),
  discardedAt: text('discarded_at').$type<Instant>(),
  discardReason: text('discard_reason'),
})

export const deviceEvents = sqliteTable('device_events', {
  id: text().$type<DeviceEventId>().primaryKey(),
  unitId: text('unit_id').$type<UnitId>().notNull(),
  kind: text().$type<DeviceEventKind>().notNull(),
  happenedAt: text('happened_at').$type<Instant>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
  recordedBy: text('recorded_by').$type<PractitionerId>().notNull(),
  disinfectantLotId: text('disinfectant_lot_id').$type<LotId>(),
  disinfectant: text().notNull(),
  contactSeconds: integer('contact_seconds'),
  sleeve: integer({ mode: 'boolean' }).notNull(),
  dueOn: text('due_on').$type<CalendarDate>(),
  note: text().notNull(),
})

// Only read here: they are other rooms’ tables. Their columns are named in full: drizzle keeps the
// names that it derives from keys by table, and would miss those of a second definition.

/** As much of a session as tells a piece that is held from one that was used, and when a device was. */
export const sessionHeads = sqliteTable('sessions', {
  id: text('id').$type<SessionId>().primaryKey(),
  signedAt: text('signed_at').$type<Instant>(),
})

/** The pieces that a recall takes out of use; a recalled lot says so itself. */
export const recalledPieces = sqliteTable('recall_items', {
  unitId: text('unit_id').$type<UnitId>(),
})

export const names = sqliteTable('practitioners', {
  id: text('id').$type<PractitionerId>().primaryKey(),
  name: text('name').notNull(),
})
