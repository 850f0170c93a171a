import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type {
  CalendarDate,
  ClientId,
  Instant,
  LotId,
  PatchTestId,
  PractitionerId,
  ScreeningId,
  ScreeningRulesId,
} from '#shared/kernel/index.ts'
import type { PatchTestResult, ScreeningForm, Verdict } from '#shared/screening/index.ts'

export const ruleVersions = sqliteTable('screening_rules', {
  id: text().$type<ScreeningRulesId>().primaryKey(),
  version: integer().notNull(),
  language: text().notNull(),
  /** JSON: questions and rules. */
  body: text().notNull(),
  reason: text().notNull(),
  publishedAt: text('published_at').$type<Instant>().notNull(),
})

export const screenings = sqliteTable('screenings', {
  id: text().$type<ScreeningId>().primaryKey(),
  clientId: text('client_id').$type<ClientId>().notNull(),
  rulesId: text('rules_id').$type<ScreeningRulesId>().notNull(),
  practitionerId: text('practitioner_id').$type<PractitionerId>().notNull(),
  askedBy: text('asked_by').$type<ScreeningForm['askedBy']>().notNull(),
  day: text().$type<CalendarDate>().notNull(),
  validUntil: text('valid_until').$type<CalendarDate>().notNull(),
  verdict: text().$type<Verdict>().notNull(),
  completedAt: text('completed_at').$type<Instant>().notNull(),
  /** JSON: the person as she was named on that day, with the salt of the snapshot's commitment. */
  identity: text().notNull(),
})

export const patchTests = sqliteTable('patch_tests', {
  id: text().$type<PatchTestId>().primaryKey(),
  clientId: text('client_id').$type<ClientId>().notNull(),
  lotId: text('lot_id').$type<LotId>().notNull(),
  site: text().notNull(),
  appliedOn: text('applied_on').$type<CalendarDate>().notNull(),
  readDueOn: text('read_due_on').$type<CalendarDate>().notNull(),
  appliedBy: text('applied_by').$type<PractitionerId>().notNull(),
  note: text().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
  readOn: text('read_on').$type<CalendarDate>(),
  readBy: text('read_by').$type<PractitionerId>(),
  result: text().$type<PatchTestResult>(),
  readingNote: text('reading_note'),
})
