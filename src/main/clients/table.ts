import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Clearance, ClientFlagKind, FitzpatrickType } from '#shared/clients/index.ts'
import type { AttachmentId, CalendarDate, ClientId, Instant } from '#shared/kernel/index.ts'

export const clients = sqliteTable('clients', {
  /** The search index's row number; it stays the same when the file is rebuilt. */
  searchKey: integer('search_key').primaryKey(),
  id: text().$type<ClientId>().notNull(),
  number: integer().notNull(),
  name: text().notNull(),
  birthDate: text('birth_date').$type<CalendarDate>().notNull(),
  telephone: text().notNull(),
  email: text().notNull(),
  address: text().notNull(),
  emergencyContact: text('emergency_contact').notNull(),
  fitzpatrickType: text('fitzpatrick_type').$type<FitzpatrickType>(),
  /** JSON array of texts. */
  allergies: text().notNull(),
  /** JSON array of texts. */
  medication: text().notNull(),
  note: text().notNull(),
  createdAt: text('created_at').$type<Instant>().notNull(),
  searchText: text('search_text').notNull(),
})

export const clientFlags = sqliteTable('client_flags', {
  id: text().primaryKey(),
  clientId: text('client_id').$type<ClientId>().notNull(),
  kind: text().$type<ClientFlagKind>().notNull(),
  notedAt: text('noted_at').$type<Instant>().notNull(),
  endedAt: text('ended_at').$type<Instant>(),
  endReason: text('end_reason'),
  /** What people call it; empty where the application has a name for it. */
  label: text().notNull(),
})

export const clearances = sqliteTable('clearances', {
  id: text().primaryKey(),
  clientFlagId: text('client_flag_id').notNull(),
  prescriberName: text('prescriber_name').notNull(),
  prescriberLicence: text('prescriber_licence').notNull(),
  clearedOn: text('cleared_on').$type<CalendarDate>().notNull(),
  validUntil: text('valid_until').$type<Clearance['validUntil']>(),
  note: text().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
  attachmentId: text('attachment_id').$type<AttachmentId>(),
})
