import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { CalendarDate, Instant, Micrometres, PractitionerId } from '#shared/kernel/index.ts'
import type { Practitioner, SourceQuality, SterilityMode } from '#shared/practice/index.ts'

export const practices = sqliteTable('practices', {
  id: text().primaryKey(),
  one: integer().notNull(),
  name: text().notNull(),
  address: text().notNull(),
  telephone: text().notNull(),
  timeZone: text('time_zone').notNull(),
  sterilityMode: text('sterility_mode').$type<SterilityMode>().notNull(),
})

export const practitioners = sqliteTable('practitioners', {
  id: text().$type<PractitionerId>().primaryKey(),
  name: text().notNull(),
  role: text().$type<Practitioner['role']>().notNull(),
  licenceClass: text('licence_class').notNull(),
  licenceNumber: text('licence_number').notNull(),
  licenceExpiresOn: text('licence_expires_on').$type<CalendarDate>().notNull(),
  jurisdiction: text().notNull(),
  maximumNeedleLength: integer('maximum_needle_length').$type<Micrometres>().notNull(),
  maximumNeedleLengthSource: text('maximum_needle_length_source').notNull(),
  maximumNeedleLengthQuality: text('maximum_needle_length_quality')
    .$type<SourceQuality>()
    .notNull(),
  maximumNeedleLengthCheckOn: text('maximum_needle_length_check_on').$type<CalendarDate>(),
  standing: text().$type<Practitioner['standing']>().notNull(),
  publicKey: text('public_key').notNull(),
})

export const ruleSets = sqliteTable('rule_sets', {
  id: text().primaryKey(),
  version: integer().notNull(),
  settings: text().notNull(),
  decidedAt: text('decided_at').$type<Instant>().notNull(),
  reason: text().notNull(),
})
