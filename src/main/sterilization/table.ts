import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type {
  AttachmentId,
  CalendarDate,
  DeciCelsius,
  Instant,
  LoadId,
  PackId,
  PractitionerId,
  SessionId,
  SporeTestId,
  SterilizerEventId,
  SterilizerId,
} from '#shared/kernel/index.ts'
import type {
  AirRemoval,
  AirRemovalTest,
  IndicatorResult,
  LoadKind,
  SporeTestPurpose,
  SporeTestResult,
  SterilizerEventKind,
} from '#shared/sterilization/index.ts'

export const sterilizers = sqliteTable('sterilizers', {
  id: text('id').$type<SterilizerId>().primaryKey(),
  name: text('name').notNull(),
  maker: text('maker').notNull(),
  model: text('model').notNull(),
  serialNumber: text('serial_number').notNull(),
  /** JSON. */
  programmes: text('programmes').notNull(),
  airRemoval: text('air_removal').$type<AirRemoval>().notNull(),
  chamberMillilitres: integer('chamber_millilitres'),
  serviceDueOn: text('service_due_on').$type<CalendarDate>(),
  requalificationDueOn: text('requalification_due_on').$type<CalendarDate>(),
})

export const sterilizerEvents = sqliteTable('sterilizer_events', {
  id: text('id').$type<SterilizerEventId>().primaryKey(),
  sterilizerId: text('sterilizer_id').$type<SterilizerId>().notNull(),
  kind: text('kind').$type<SterilizerEventKind>().notNull(),
  happenedAt: text('happened_at').$type<Instant>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
  recordedBy: text('recorded_by').$type<PractitionerId>().notNull(),
  note: text('note').notNull(),
})

/** What was decided of a load; what became of it since is in `recall_items`. */
export type Decision = 'quarantined' | 'released' | 'rejected'

export const loads = sqliteTable('loads', {
  id: text('id').$type<LoadId>().primaryKey(),
  sterilizerId: text('sterilizer_id').$type<SterilizerId>().notNull(),
  kind: text('kind').$type<LoadKind>().notNull(),
  cycleNumber: integer('cycle_number').notNull(),
  /** JSON: the programme with its limits as they were at the cycle. */
  programme: text('programme').notNull(),
  startedAt: text('started_at').$type<Instant>().notNull(),
  endedAt: text('ended_at').$type<Instant>(),
  temperature: integer('temperature').$type<DeciCelsius>().notNull(),
  holdSeconds: integer('hold_seconds').notNull(),
  pressure: integer('pressure'),
  drySeconds: integer('dry_seconds'),
  indicatorType: integer('indicator_type').notNull(),
  indicatorEdition: text('indicator_edition').$type<'type' | 'class'>().notNull(),
  indicatorLot: text('indicator_lot').notNull(),
  indicatorExpiresOn: text('indicator_expires_on').$type<CalendarDate>(),
  indicatorResult: text('indicator_result').$type<IndicatorResult>().notNull(),
  externalIndicatorResult: text('external_indicator_result').$type<IndicatorResult>(),
  airRemovalTest: text('air_removal_test').$type<AirRemovalTest>(),
  airRemovalResult: text('air_removal_result').$type<'pass' | 'fail'>(),
  attachmentId: text('attachment_id').$type<AttachmentId>(),
  note: text('note').notNull(),
  operatorId: text('operator_id').$type<PractitionerId>().notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
  state: text('state').$type<Decision>().notNull(),
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
  releasedAt: text('released_at').$type<Instant>(),
  releasedBy: text('released_by').$type<PractitionerId>(),
  reprocessedAt: text('reprocessed_at').$type<Instant>(),
  reprocessReason: text('reprocess_reason'),
})

export const sporeTests = sqliteTable('spore_tests', {
  id: text('id').$type<SporeTestId>().primaryKey(),
  loadId: text('load_id').$type<LoadId>().notNull(),
  purpose: text('purpose').$type<SporeTestPurpose>().notNull(),
  indicatorLot: text('indicator_lot').notNull(),
  indicatorExpiresOn: text('indicator_expires_on').$type<CalendarDate>(),
  controlLot: text('control_lot').notNull(),
  incubatedAt: text('incubated_at').$type<Instant>(),
  laboratory: text('laboratory').notNull(),
  postedOn: text('posted_on').$type<CalendarDate>(),
  note: text('note').notNull(),
  recordedAt: text('recorded_at').$type<Instant>().notNull(),
  recordedBy: text('recorded_by').$type<PractitionerId>().notNull(),
  result: text('result').$type<SporeTestResult>().notNull(),
  testGrowth: integer('test_growth', { mode: 'boolean' }),
  controlGrowth: integer('control_growth', { mode: 'boolean' }),
  readAt: text('read_at').$type<Instant>(),
  reportedOn: text('reported_on').$type<CalendarDate>(),
  reportNumber: text('report_number').notNull(),
  attachmentId: text('attachment_id').$type<AttachmentId>(),
  readRecordedAt: text('read_recorded_at').$type<Instant>(),
  readBy: text('read_by').$type<PractitionerId>(),
})
