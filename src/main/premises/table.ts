import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type {
  AttachmentId,
  CalendarDate,
  Instant,
  PractitionerId,
  PremisesRecordId,
} from '#shared/kernel/index.ts'
import type { PremisesKind } from '#shared/premises/index.ts'

export const premisesRecords = sqliteTable('premises_records', {
  id: text('id').$type<PremisesRecordId>().primaryKey(),
  kind: text('kind').$type<PremisesKind>().notNull(),
  beginsOn: text('begins_on').$type<CalendarDate>().notNull(),
  endsOn: text('ends_on').$type<CalendarDate>(),
  practitionerId: text('practitioner_id').$type<PractitionerId>(),
  /** JSON: what its kind asks for. */
  details: text('details').notNull(),
  attachmentId: text('attachment_id').$type<AttachmentId>(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
  recordedBy: text('recorded_by').$type<PractitionerId>().notNull(),
  errorMarkedAt: text('error_marked_at').$type<Instant>(),
  errorReason: text('error_reason'),
})
