import { z } from 'zod'
import {
  attachmentId,
  calendarDate,
  deciCelsius,
  instant,
  line,
  loadId,
  packId,
  practitionerId,
  prose,
  sessionId,
  sporeTestId,
  sterilizerEventId,
  sterilizerId,
} from '#shared/kernel/index.ts'

/** Kilopascal, as the machine shows it. */
export const kilopascal = z.number().int().min(0).max(1000)

export const programme = z.object({
  name: line(80),
  /** The least that the maker's instructions ask of this programme. */
  minimumTemperature: deciCelsius,
  minimumHoldSeconds: z.number().int().min(1).max(7200),
  /** The upper end of its temperature band, where the instructions give one. */
  maximumTemperature: deciCelsius.nullable().default(null),
  minimumPressure: kilopascal.nullable().default(null),
  minimumDrySeconds: z.number().int().min(0).max(14_400).nullable().default(null),
})
export type Programme = z.infer<typeof programme>

/** How air leaves the chamber. Pre-vacuum needs the air-removal test of the day. */
export const airRemoval = z.enum([
  'gravity',
  'pre-vacuum',
  'steam-flush-pressure-pulse',
  'not-stated',
])
export type AirRemoval = z.infer<typeof airRemoval>

export const sterilizerDetails = z.object({
  name: line(80),
  maker: line(),
  model: line(),
  serialNumber: line(60),
  programmes: z.array(programme).min(1, 'Enter at least one programme.').max(20),
  airRemoval: airRemoval.default('not-stated'),
  chamberMillilitres: z.number().int().min(100).max(2_000_000).nullable().default(null),
  serviceDueOn: calendarDate.nullable().default(null),
  requalificationDueOn: calendarDate.nullable().default(null),
})
export type SterilizerDetails = z.infer<typeof sterilizerDetails>

/** `stands`: it may run loads; `out-of-service`: only tests and service, until it is returned. */
export const sterilizerState = z.enum(['in-service', 'out-of-service'])
export type SterilizerState = z.infer<typeof sterilizerState>

export const sterilizerEventKind = z.enum([
  'installed',
  'service',
  'repair',
  'requalification',
  'out-of-service',
  'returned-to-service',
])
export type SterilizerEventKind = z.infer<typeof sterilizerEventKind>

export const sterilizerEvent = z.object({
  id: sterilizerEventId,
  sterilizerId,
  kind: sterilizerEventKind,
  happenedAt: instant,
  recordedAt: instant,
  recordedBy: z.string(),
  note: prose(2000),
})
export type SterilizerEvent = z.infer<typeof sterilizerEvent>

export const sterilizer = sterilizerDetails.extend({
  id: sterilizerId,
  lastCycleNumber: z.number().int().nullable(),
  state: sterilizerState,
  /** Since when it is out of service. */
  outOfServiceSince: instant.nullable(),
  /** The start of the cycle of its last passed spore test. */
  lastPassedSporeTestAt: instant.nullable(),
  /** By the practice's cadence; null: none is asked for, or nothing was ever run. */
  sporeTestDueOn: calendarDate.nullable(),
})
export type Sterilizer = z.infer<typeof sterilizer>

export const indicatorResult = z.enum(['pass', 'fail', 'not-read'])
export type IndicatorResult = z.infer<typeof indicatorResult>

/** `load` holds packs for clients; `test` runs empty or with a test device; the others count on. */
export const loadKind = z.enum(['load', 'test', 'aborted', 'service'])
export type LoadKind = z.infer<typeof loadKind>

export const airRemovalTest = z.enum(['bowie-dick', 'helix'])
export type AirRemovalTest = z.infer<typeof airRemovalTest>

export const recordLoad = z.object({
  sterilizerId,
  kind: loadKind.default('load'),
  cycleNumber: z.number().int().min(1).max(9_999_999),
  programmeName: line(80),
  startedAt: instant,
  endedAt: instant.nullable().default(null),
  /** As read from the machine's display or print-out. */
  temperature: deciCelsius,
  holdSeconds: z.number().int().min(0).max(7200),
  pressure: kilopascal.nullable().default(null),
  drySeconds: z.number().int().min(0).max(14_400).nullable().default(null),
  /** ISO 11140-1 type 1–6; older packages print “class”. */
  indicatorType: z.number().int().min(1).max(6),
  indicatorEdition: z.enum(['type', 'class']).default('type'),
  indicatorLot: line(40),
  indicatorExpiresOn: calendarDate.nullable().default(null),
  /** Inside the packs. */
  indicatorResult,
  /** On the outside of the packs; null: none was used. */
  externalIndicatorResult: indicatorResult.nullable().default(null),
  /** Of a test cycle. */
  airRemovalTest: airRemovalTest.nullable().default(null),
  airRemovalResult: z.enum(['pass', 'fail']).nullable().default(null),
  /** The print-out or a photo of it. */
  attachmentId: attachmentId.nullable().default(null),
  note: prose(2000),
  /** A load has at least one; a test or service cycle has none. */
  packs: z.array(z.object({ label: line(40), contents: line(300) })).max(100),
})
export type RecordLoad = z.infer<typeof recordLoad>

/** What may be added to a load that waits; what is left out or null stays open. */
export const loadCompletion = recordLoad
  .pick({
    endedAt: true,
    pressure: true,
    drySeconds: true,
    externalIndicatorResult: true,
    attachmentId: true,
  })
  .extend({ indicatorResult: indicatorResult.nullable().default(null) })
export type LoadCompletion = z.infer<typeof loadCompletion>

/** One life: quarantined, stored, then used in one session, or reprocessed, rejected or recalled. */
export const packState = z.enum([
  'quarantined',
  'stored',
  'claimed',
  'used',
  'reprocessed',
  'rejected',
  'recalled',
])
export type PackState = z.infer<typeof packState>

export const pack = z.object({
  id: packId,
  loadId,
  label: line(40),
  contents: line(300),
  sterileUntil: calendarDate,
  /**
   * `quarantined` until its load and then the pack itself are released; `rejected` with its load;
   * `recalled` with its load or by itself. What touched a client stays `used`.
   */
  state: packState,
  /** Whether a recall names it or its load, also when it was used. */
  recalled: z.boolean(),
  releasedAt: instant.nullable(),
  sessionId: sessionId.nullable(),
  sterilizerName: z.string(),
  cycleNumber: z.number().int(),
})
export type Pack = z.infer<typeof pack>

/** `recorded`: a cycle that never waits for release (test, aborted, service). */
export const loadState = z.enum(['quarantined', 'released', 'rejected', 'recalled', 'recorded'])
export type LoadState = z.infer<typeof loadState>

export const sporeTestPurpose = z.enum(['routine', 'repeat', 'after-repair'])
export type SporeTestPurpose = z.infer<typeof sporeTestPurpose>

/** `invalid`: the control did not grow, so the test says nothing; only a pass ends a look-back. */
export const sporeTestResult = z.enum(['pending', 'pass', 'fail', 'invalid'])
export type SporeTestResult = z.infer<typeof sporeTestResult>

/** A biological indicator that went through a cycle, as it is entered. */
export const recordSporeTest = z.object({
  loadId,
  purpose: sporeTestPurpose.default('routine'),
  indicatorLot: line(40),
  indicatorExpiresOn: calendarDate.nullable().default(null),
  /** The unsterilized control of the same lot; empty when a laboratory keeps it. */
  controlLot: z.string().max(40).default(''),
  /** When incubation began; null when it is mailed. */
  incubatedAt: instant.nullable().default(null),
  /** A mailed test names its laboratory. */
  laboratory: z.string().max(200).default(''),
  postedOn: calendarDate.nullable().default(null),
  note: prose(2000).default(''),
})
export type RecordSporeTest = z.infer<typeof recordSporeTest>

/** What was read, at the incubator or in the laboratory's report. */
export const readSporeTest = z.object({
  sporeTestId,
  readAt: instant,
  /** Growth in the indicator that was sterilized: the spores survived. */
  testGrowth: z.boolean(),
  controlGrowth: z.boolean(),
  reportedOn: calendarDate.nullable().default(null),
  reportNumber: z.string().max(80).default(''),
  attachmentId: attachmentId.nullable().default(null),
})
export type ReadSporeTest = z.infer<typeof readSporeTest>

export const sporeTest = recordSporeTest.extend({
  id: sporeTestId,
  sterilizerId,
  sterilizerName: z.string(),
  cycleNumber: z.number().int(),
  /** The start of its cycle. */
  startedAt: instant,
  recordedAt: instant,
  recordedBy: z.string(),
  result: sporeTestResult,
  reading: readSporeTest
    .omit({ sporeTestId: true })
    .extend({ recordedAt: instant, by: z.string() })
    .nullable(),
})
export type SporeTest = z.infer<typeof sporeTest>

export const load = recordLoad.omit({ packs: true }).extend({
  id: loadId,
  sterilizer: sterilizerDetails.extend({ id: sterilizerId }),
  state: loadState,
  operatorId: practitionerId,
  operatorName: z.string(),
  recordedAt: instant,
  decision: z
    .object({ by: practitionerId, name: z.string(), at: instant, reason: z.string() })
    .nullable(),
  packs: z.array(pack),
  sporeTests: z.array(sporeTest.pick({ id: true, purpose: true, result: true })),
})
export type Load = z.infer<typeof load>

/** What is kept of a released load, and what its hash and signature cover. */
export const loadSnapshot = z.object({
  format: z.enum(['stratum-load-1', 'stratum-load-2']),
  loadId,
  practice: z.string(),
  sterilizer: sterilizerDetails
    .pick({ name: true, maker: true, model: true, serialNumber: true })
    .extend({ id: sterilizerId }),
  cycleNumber: z.number().int(),
  /** With its limits as they were at the cycle. */
  programme,
  startedAt: instant,
  temperature: deciCelsius,
  holdSeconds: z.number().int(),
  indicatorType: z.number().int(),
  indicatorLot: z.string(),
  indicatorResult,
  note: z.string(),
  operator: z.object({ id: practitionerId, name: z.string() }),
  recordedAt: instant,
  packs: z.array(pack.pick({ id: true, label: true, contents: true, sterileUntil: true })),
  /** Since `stratum-load-2`. */
  endedAt: instant.nullable().optional(),
  pressure: kilopascal.nullable().optional(),
  drySeconds: z.number().int().nullable().optional(),
  indicatorEdition: z.enum(['type', 'class']).optional(),
  indicatorExpiresOn: calendarDate.nullable().optional(),
  externalIndicatorResult: indicatorResult.nullable().optional(),
  attachmentHash: z.string().nullable().optional(),
  /** Why it was released before its spore test was read, or `released`. */
  reason: z.string().optional(),
})
export type LoadSnapshot = z.infer<typeof loadSnapshot>

/** What the second step of a release signs: the packs that were found dry, intact and labelled. */
export const packsSnapshot = z.object({
  format: z.literal('stratum-packs-1'),
  loadId,
  practice: z.string(),
  cycleNumber: z.number().int(),
  sterilizer: z.string(),
  checked: z.literal('dry, intact and labelled after cooling'),
  packs: z.array(pack.pick({ id: true, label: true, contents: true, sterileUntil: true })),
})
export type PacksSnapshot = z.infer<typeof packsSnapshot>
