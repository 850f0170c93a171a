import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { CycleFileFormat, CycleOutcome } from '#shared/imports/index.ts'
import type { AttachmentId, CalendarDate, CycleRecordId, Instant } from '#shared/kernel/index.ts'

export const cycleRecords = sqliteTable('cycle_records', {
  id: text().$type<CycleRecordId>().primaryKey(),
  attachmentId: text('attachment_id').$type<AttachmentId>().notNull(),
  position: integer().notNull(),
  format: text().$type<CycleFileFormat>().notNull(),
  machine: text().notNull(),
  /** Letters and digits only, to be compared; as written it stands in the reading. */
  serialNumber: text('serial_number').notNull(),
  cycleNumber: integer('cycle_number').notNull(),
  startedOn: text('started_on').$type<CalendarDate>().notNull(),
  startedAt: text('started_at').$type<Instant>().notNull(),
  outcome: text().$type<CycleOutcome>().notNull(),
  /** JSON. */
  reading: text().notNull(),
  seriesHash: text('series_hash'),
  importedAt: text('imported_at').$type<Instant>().notNull(),
})

export const cycleFileSettings = sqliteTable('cycle_file_settings', {
  id: text().primaryKey(),
  one: integer().notNull(),
  folder: text(),
  /** JSON. */
  mappings: text().notNull(),
})
