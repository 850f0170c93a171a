import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { LotState, ProductKind } from '#shared/inventory/index.ts'
import type {
  CalendarDate,
  Instant,
  LotId,
  Micrometres,
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

/** As much of a session as tells a piece that is held from one that was used. */
export const sessionHeads = sqliteTable('sessions', {
  id: text().$type<SessionId>().primaryKey(),
  signedAt: text('signed_at').$type<Instant>(),
})
