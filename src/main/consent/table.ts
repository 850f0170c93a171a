import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ConsentCopy, ConsentHandout, ConsentTemplate } from '#shared/consent/index.ts'
import type {
  AttachmentId,
  CalendarDate,
  ClientId,
  ConsentId,
  ConsentTemplateId,
  Instant,
  SessionId,
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
  medium: text().$type<'screen' | 'paper'>().notNull(),
  /** Null: any number until its last day. */
  sessionsCovered: integer('sessions_covered'),
  /** The consent whose unchanged parts stand in this one. */
  basisId: text('basis_id').$type<ConsentId>(),
  /** JSON: guardian, interpreter, witness and typed names, with the salt of the snapshot's commitment. */
  people: text(),
})

export const consentUses = sqliteTable('consent_uses', {
  id: text().primaryKey(),
  consentId: text('consent_id').$type<ConsentId>().notNull(),
  sessionId: text('session_id').$type<SessionId>().notNull(),
  usedAt: text('used_at').$type<Instant>().notNull(),
})

export const choiceWithdrawals = sqliteTable('choice_withdrawals', {
  id: text().primaryKey(),
  consentId: text('consent_id').$type<ConsentId>().notNull(),
  choice: text().notNull(),
  withdrawnOn: text('withdrawn_on').$type<CalendarDate>().notNull(),
  reason: text().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
})

export const consentHandouts = sqliteTable('consent_handouts', {
  id: text().primaryKey(),
  clientId: text('client_id').$type<ClientId>().notNull(),
  templateId: text('template_id').$type<ConsentTemplateId>().notNull(),
  givenAt: text('given_at').$type<Instant>().notNull(),
  how: text().$type<ConsentHandout['how']>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
})

export const consentCopies = sqliteTable('consent_copies', {
  id: text().primaryKey(),
  consentId: text('consent_id').$type<ConsentId>().notNull(),
  givenOn: text('given_on').$type<CalendarDate>().notNull(),
  how: text().$type<ConsentCopy['how']>().notNull(),
  note: text().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
})

export const consentPapers = sqliteTable('consent_papers', {
  id: text().primaryKey(),
  consentId: text('consent_id').$type<ConsentId>().notNull(),
  /** The sealed document, or the scan of the paper that was signed. */
  kind: text().$type<'sealed' | 'scan'>().notNull(),
  attachmentId: text('attachment_id').$type<AttachmentId>().notNull(),
  madeAt: text('made_at').$type<Instant>().notNull(),
})
