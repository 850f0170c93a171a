import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type {
  ClientId,
  Instant,
  LoadId,
  LotId,
  PackId,
  PractitionerId,
  RecallId,
  UnitId,
} from '#shared/kernel/index.ts'
import type { RecallCause, RecallContact, RecallStepKind } from '#shared/recalls/index.ts'

export const recalls = sqliteTable('recalls', {
  id: text('id').$type<RecallId>().primaryKey(),
  cause: text('cause').$type<RecallCause>().notNull(),
  subjectId: text('subject_id').notNull(),
  reason: text('reason').notNull(),
  openedAt: text('opened_at').$type<Instant>().notNull(),
  openedBy: text('opened_by').$type<PractitionerId>().notNull(),
  reportDueAt: text('report_due_at').$type<Instant>(),
  reportRule: text('report_rule'),
  closedAt: text('closed_at').$type<Instant>(),
  closeReason: text('close_reason'),
})

export const recallItems = sqliteTable('recall_items', {
  id: text('id').primaryKey(),
  recallId: text('recall_id').$type<RecallId>().notNull(),
  loadId: text('load_id').$type<LoadId>(),
  packId: text('pack_id').$type<PackId>(),
  unitId: text('unit_id').$type<UnitId>(),
  lotId: text('lot_id').$type<LotId>(),
})

export const recallSteps = sqliteTable('recall_steps', {
  id: text('id').primaryKey(),
  recallId: text('recall_id').$type<RecallId>().notNull(),
  kind: text('kind').$type<RecallStepKind>().notNull(),
  happenedAt: text('happened_at').$type<Instant>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
  recordedBy: text('recorded_by').$type<PractitionerId>().notNull(),
  note: text('note').notNull(),
  consulted: text('consulted'),
  informsClients: integer('informs_clients', { mode: 'boolean' }),
})

export const recallContacts = sqliteTable('recall_contacts', {
  id: text('id').primaryKey(),
  recallId: text('recall_id').$type<RecallId>().notNull(),
  clientId: text('client_id').$type<ClientId>().notNull(),
  how: text('how').$type<RecallContact['how']>().notNull(),
  outcome: text('outcome').$type<RecallContact['outcome']>().notNull(),
  note: text('note').notNull(),
  contactedAt: text('contacted_at').$type<Instant>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
  recordedBy: text('recorded_by').$type<PractitionerId>().notNull(),
})
