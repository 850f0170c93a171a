import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type {
  ClientId,
  ConsentId,
  Instant,
  LotId,
  Micrometres,
  PractitionerId,
  ScreeningId,
  SessionId,
  UnitId,
} from '#shared/kernel/index.ts'
import type {
  Endpoint,
  SessionState,
  Technique,
  UsedProduct,
  ZoneId,
} from '#shared/sessions/index.ts'

export const sessions = sqliteTable('sessions', {
  id: text('id').$type<SessionId>().primaryKey(),
  clientId: text('client_id').$type<ClientId>().notNull(),
  practitionerId: text('practitioner_id').$type<PractitionerId>().notNull(),
  state: text('state').$type<SessionState>().notNull(),
  openedAt: text('opened_at').$type<Instant>().notNull(),
  startedAt: text('started_at').$type<Instant>(),
  /** JSON: what the gate saw. */
  gate: text('gate'),
  signedAt: text('signed_at').$type<Instant>(),
  ruleVersion: integer('rule_version'),
  consentId: text('consent_id').$type<ConsentId>(),
  screeningId: text('screening_id').$type<ScreeningId>(),
  handpieceUnitId: text('handpiece_unit_id').$type<UnitId>(),
  /** JSON. */
  immediateResponse: text('immediate_response'),
  responseNote: text('response_note'),
  note: text('note'),
  /** JSON: the person as she was named on that day, sealed. */
  identity: text('identity'),
  closedAt: text('closed_at').$type<Instant>(),
  closeReason: text('close_reason'),
})

/** Which handpieces touched the client, from the start of needling on. */
export const handpieceUses = sqliteTable('handpiece_uses', {
  id: text('id').primaryKey(),
  sessionId: text('session_id').$type<SessionId>().notNull(),
  unitId: text('unit_id').$type<UnitId>().notNull(),
  usedAt: text('used_at').$type<Instant>().notNull(),
})

export const sessionZones = sqliteTable('session_zones', {
  id: text('id').primaryKey(),
  sessionId: text('session_id').$type<SessionId>().notNull(),
  position: integer('position').notNull(),
  zone: text('zone').$type<ZoneId>().notNull(),
  needleLength: integer('needle_length').$type<Micrometres>().notNull(),
  technique: text('technique').$type<Technique>().notNull(),
  passes: integer('passes').notNull(),
  endpoint: text('endpoint').$type<Endpoint>().notNull(),
})

export const sessionProducts = sqliteTable('session_products', {
  id: text('id').primaryKey(),
  sessionId: text('session_id').$type<SessionId>().notNull(),
  position: integer('position').notNull(),
  lotId: text('lot_id').$type<LotId>().notNull(),
  amount: integer('amount').notNull(),
  unit: text('unit').$type<UsedProduct['unit']>().notNull(),
})

export const deviations = sqliteTable('deviations', {
  id: text('id').primaryKey(),
  sessionId: text('session_id').$type<SessionId>().notNull(),
  position: integer('position').notNull(),
  code: text('code').notNull(),
  fact: text('fact').notNull(),
  rule: text('rule').notNull(),
  reason: text('reason').notNull(),
  action: text('action').notNull(),
})

export const addenda = sqliteTable('addenda', {
  id: text('id').primaryKey(),
  sessionId: text('session_id').$type<SessionId>().notNull(),
  text: text('text').notNull(),
  reason: text('reason').notNull(),
  addedAt: text('added_at').$type<Instant>().notNull(),
})
