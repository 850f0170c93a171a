import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type {
  CalendarDate,
  ClientId,
  Instant,
  PlanId,
  PractitionerId,
} from '#shared/kernel/index.ts'
import type { PlanState } from '#shared/plans/index.ts'
import type { Indication, NamedZoneId } from '#shared/practice/index.ts'

export const plans = sqliteTable('plans', {
  id: text().$type<PlanId>().primaryKey(),
  clientId: text('client_id').$type<ClientId>().notNull(),
  madeAt: text('made_at').$type<Instant>().notNull(),
})

export const planVersions = sqliteTable('plan_versions', {
  id: text().primaryKey(),
  planId: text('plan_id').$type<PlanId>().notNull(),
  version: integer().notNull(),
  state: text().$type<PlanState>().notNull(),
  indication: text().$type<Indication>().notNull(),
  zones: text({ mode: 'json' }).$type<NamedZoneId[]>().notNull(),
  sessionsPlanned: integer('sessions_planned').notNull(),
  minimumIntervalDays: integer('minimum_interval_days').notNull(),
  maximumIntervalDays: integer('maximum_interval_days').notNull(),
  startsOn: text('starts_on').$type<CalendarDate>().notNull(),
  goal: text().notNull(),
  reason: text().notNull(),
  decidedAt: text('decided_at').$type<Instant>().notNull(),
  decidedBy: text('decided_by').$type<PractitionerId>().notNull(),
})
