import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ConsentTemplate } from '#shared/consent/index.ts'
import type {
  CalendarDate,
  ClientId,
  ConsentId,
  ConsentTemplateId,
  Instant,
} from '#shared/kernel/index.ts'

export const consentTemplates = sqliteTable('consent_templates', {
  id: text().$type<ConsentTemplateId>().primaryKey(),
  kind: text().$type<ConsentTemplate['kind']>().notNull(),
  version: integer().notNull(),
  language: text().notNull(),
  /** JSON. */
  text: text().notNull(),
  publishedAt: text('published_at').$type<Instant>().notNull(),
})

export const consents = sqliteTable('consents', {
  id: text().$type<ConsentId>().primaryKey(),
  clientId: text('client_id').$type<ClientId>().notNull(),
  templateId: text('template_id').$type<ConsentTemplateId>().notNull(),
  signedAt: text('signed_at').$type<Instant>().notNull(),
  validUntil: text('valid_until').$type<CalendarDate>().notNull(),
  /** JSON: the person as she was named on that day, with the salt of the snapshot's commitment. */
  identity: text().notNull(),
  withdrawnOn: text('withdrawn_on').$type<CalendarDate>(),
  withdrawalReason: text('withdrawal_reason'),
})
