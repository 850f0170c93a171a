import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type {
  CalendarDate,
  DeciCelsius,
  Instant,
  LoadId,
  PackId,
  PractitionerId,
  SessionId,
  SterilizerId,
} from '#shared/kernel/index.ts'
import type { IndicatorResult, LoadState } from '#shared/sterilization/index.ts'

export const sterilizers = sqliteTable('sterilizers', {
  id: text('id').$type<SterilizerId>().primaryKey(),
  name: text('name').notNull(),
  maker: text('maker').notNull(),
  model: text('model').notNull(),
  serialNumber: text('serial_number').notNull(),
  /** JSON. */
  programmes: text('programmes').notNull(),
})

export const loads = sqliteTable('loads', {
  id: text('id').$type<LoadId>().primaryKey(),
  sterilizerId: text('sterilizer_id').$type<SterilizerId>().notNull(),
  cycleNumber: integer('cycle_number').notNull(),
  /** JSON: the programme with its limits as they were at the cycle. */
  programme: text('programme').notNull(),
  startedAt: text('started_at').$type<Instant>().notNull(),
  temperature: integer('temperature').$type<DeciCelsius>().notNull(),
  holdSeconds: integer('hold_seconds').notNull(),
  indicatorType: integer('indicator_type').notNull(),
  indicatorLot: text('indicator_lot').notNull(),
  indicatorResult: text('indicator_result').$type<IndicatorResult>().notNull(),
  note: text('note').notNull(),
  operatorId: text('operator_id').$type<PractitionerId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
  state: text('state').$type<LoadState>().notNull(),
  decidedBy: text('decided_by').$type<PractitionerId>(),
  decidedAt: text('decided_at').$type<Instant>(),
  decisionReason: text('decision_reason'),
})

export const packs = sqliteTable('packs', {
  id: text('id').$type<PackId>().primaryKey(),
  loadId: text('load_id').$type<LoadId>().notNull(),
  label: text('label').notNull(),
  contents: text('contents').notNull(),
  sterileUntil: text('sterile_until').$type<CalendarDate>().notNull(),
  sessionId: text('session_id').$type<SessionId>(),
})
