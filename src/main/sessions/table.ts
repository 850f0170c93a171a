import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type {
  CalendarDate,
  ClientId,
  ConsentId,
  Instant,
  LotId,
  Micrometres,
  PlanId,
  PractitionerId,
  ScreeningId,
  SessionId,
  UnitId,
} from '#shared/kernel/index.ts'
import type { Indication, MapView, ZoneId } from '#shared/practice/index.ts'
import type {
  AnaestheticUse,
  ChartPart,
  Coverage,
  Endpoint,
  MarkKind,
  Motion,
  ProductPlace,
  SessionState,
  Technique,
  UsedProduct,
} from '#shared/sessions/index.ts'

export const sessions = sqliteTable('sessions', {
  id: text('id').$type<SessionId>().primaryKey(),
  clientId: text('client_id').$type<ClientId>().notNull(),
  practitionerId: text('practitioner_id').$type<PractitionerId>().notNull(),
  state: text('state').$type<SessionState>().notNull(),
  openedAt: text('opened_at').$type<Instant>().notNull(),
  startedAt: text('started_at').$type<Instant>(),
  /** JSON: what the gate saw; its findings by their hash. */
  gate: text('gate'),
  signedAt: text('signed_at').$type<Instant>(),
  ruleVersion: integer('rule_version'),
  consentId: text('consent_id').$type<ConsentId>(),
  screeningId: text('screening_id').$type<ScreeningId>(),
  handpieceUnitId: text('handpiece_unit_id').$type<UnitId>(),
  /** JSON. */
  immediateResponse: text('immediate_response'),
  responseNote: text('response_note'),
  note: text('note'),
  /** JSON: the person as she was named on that day, sealed. */
  identity: text('identity'),
  closedAt: text('closed_at').$type<Instant>(),
  closeReason: text('close_reason'),
  planId: text('plan_id').$type<PlanId>(),
  endedAt: text('ended_at').$type<Instant>(),
  comfort: integer('comfort'),
  said: text('said').notNull().default(''),
  /** Canonical JSON, as every column below that says so; null where nothing was said. */
  prophylaxis: text('prophylaxis'),
  /** JSON. */
  present: text('present').notNull().default('[]'),
  /** JSON. */
  steps: text('steps').notNull().default('[]'),
  /** JSON. */
  carried: text('carried'),
})

/** Which handpieces touched the client, from the start of needling on. */
export const handpieceUses = sqliteTable('handpiece_uses', {
  id: text('id').primaryKey(),
  sessionId: text('session_id').$type<SessionId>().notNull(),
  unitId: text('unit_id').$type<UnitId>().notNull(),
  usedAt: text('used_at').$type<Instant>().notNull(),
})

export const sessionZones = sqliteTable('session_zones', {
  id: text('id').primaryKey(),
  sessionId: text('session_id').$type<SessionId>().notNull(),
  position: integer('position').notNull(),
  zone: text('zone').$type<ZoneId>().notNull(),
  needleLength: integer('needle_length').$type<Micrometres>().notNull(),
  technique: text('technique').$type<Technique>().notNull(),
  passes: integer('passes').notNull(),
  endpoint: text('endpoint').$type<Endpoint>().notNull(),
  /** JSON; of a free area only. */
  area: text('area'),
  indication: text('indication').$type<Indication>(),
  cartridgeUnitId: text('cartridge_unit_id').$type<UnitId>(),
  motion: text('motion').$type<Motion>(),
  speed: text('speed').notNull(),
  /** JSON. */
  directions: text('directions').notNull(),
  pressureNote: text('pressure_note').notNull(),
  coverage: text('coverage').$type<Coverage>(),
  stoppedReason: text('stopped_reason').notNull(),
  glideLotId: text('glide_lot_id').$type<LotId>(),
  /** JSON. */
  response: text('response').notNull(),
})

export const sessionProducts = sqliteTable('session_products', {
  id: text('id').primaryKey(),
  sessionId: text('session_id').$type<SessionId>().notNull(),
  position: integer('position').notNull(),
  lotId: text('lot_id').$type<LotId>().notNull(),
  amount: integer('amount').notNull(),
  unit: text('unit').$type<UsedProduct['unit']>().notNull(),
  place: text('place').$type<ProductPlace>(),
})

/** What is asked about an anaesthetic beside its lot and amount, which stand with the product. */
export const sessionAnaesthetics = sqliteTable('session_anaesthetics', {
  id: text('id').primaryKey(),
  sessionId: text('session_id').$type<SessionId>().notNull(),
  sessionProductId: text('session_product_id').notNull(),
  /** JSON. */
  agents: text('agents').notNull(),
  /** cm². */
  area: integer('area'),
  onAt: text('on_at').$type<Instant>(),
  offAt: text('off_at').$type<Instant>(),
  /** 1, 0, or null: not said. */
  occluded: integer('occluded'),
  skin: text('skin').$type<AnaestheticUse['skin']>(),
  suppliedBy: text('supplied_by').$type<AnaestheticUse['suppliedBy']>(),
  prescribedBy: text('prescribed_by').notNull(),
  reaction: text('reaction').notNull(),
})

export const sessionMarks = sqliteTable('session_marks', {
  id: text('id').primaryKey(),
  sessionId: text('session_id').$type<SessionId>().notNull(),
  position: integer('position').notNull(),
  /** The mark's own id: one that is carried to the next session keeps it. */
  markId: text('mark_id').notNull(),
  view: text('view').$type<MapView>().notNull(),
  kind: text('kind').$type<MarkKind>().notNull(),
  /** JSON. */
  path: text('path').notNull(),
  note: text('note').notNull(),
})

export const sessionOrders = sqliteTable('session_orders', {
  id: text('id').primaryKey(),
  sessionId: text('session_id').$type<SessionId>().notNull(),
  position: integer('position').notNull(),
  clinician: text('clinician').notNull(),
  licence: text('licence').notNull(),
  orderedOn: text('ordered_on').$type<CalendarDate>().notNull(),
  /** JSON. */
  zones: text('zones').notNull(),
  maximumNeedleLength: integer('maximum_needle_length').$type<Micrometres>().notNull(),
  /** JSON. */
  exceeds: text('exceeds').notNull(),
})

export const deviations = sqliteTable('deviations', {
  id: text('id').primaryKey(),
  sessionId: text('session_id').$type<SessionId>().notNull(),
  position: integer('position').notNull(),
  code: text('code').notNull(),
  fact: text('fact').notNull(),
  rule: text('rule').notNull(),
  reason: text('reason').notNull(),
  action: text('action').notNull(),
})

export const addenda = sqliteTable('addenda', {
  id: text('id').primaryKey(),
  sessionId: text('session_id').$type<SessionId>().notNull(),
  text: text('text').notNull(),
  reason: text('reason').notNull(),
  addedAt: text('added_at').$type<Instant>().notNull(),
  about: text('about').$type<ChartPart>().notNull(),
})
