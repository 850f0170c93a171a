import { z } from 'zod'
import {
  calendarDate,
  instant,
  line,
  micrometres,
  practitionerId,
  prose,
  timeZone,
} from '#shared/kernel/index.ts'
import { namedZoneId } from './zones.ts'

/** How far a source can be leaned on; the letters of the field reference. */
export const sourceQuality = z.enum([
  'law',
  'peer-reviewed',
  'manufacturer',
  'secondary',
  'practice',
])
export type SourceQuality = z.infer<typeof sourceQuality>

/** In the words of a finding. */
export const sourceQualityLabels = {
  law: 'law or authority',
  'peer-reviewed': 'peer-reviewed',
  manufacturer: 'manufacturer',
  secondary: 'at second hand',
  practice: 'the practice’s own',
} as const satisfies Record<SourceQuality, string>

export const licence = z.object({
  /** The class as the board names it: `Master esthetician`. */
  licenceClass: line(),
  licenceNumber: line(60),
  licenceExpiresOn: calendarDate,
  jurisdiction: line(),
  /** The longest needle this person may use, in µm; 0 means not permitted. */
  maximumNeedleLength: micrometres,
  maximumNeedleLengthSource: line(500),
  maximumNeedleLengthQuality: sourceQuality.default('practice'),
  /** When the limit is looked up again: boards change their rules. Null: no day was set. */
  maximumNeedleLengthCheckOn: calendarDate.nullable().default(null),
  /** Where the practice asks for it, a supervisor countersigns what a trainee signs. */
  standing: z.enum(['independent', 'trainee']).default('independent'),
})
export type Licence = z.infer<typeof licence>

export const practitioner = licence.extend({
  id: practitionerId,
  name: line(),
  role: z.enum(['owner', 'practitioner']),
  /** Ed25519 public key, base64url of 32 bytes. */
  publicKey: z.string(),
  /** SHA-256 of the public key in groups of four hexadecimal digits, as printed on paper. */
  fingerprint: z.string(),
})
export type Practitioner = z.infer<typeof practitioner>

export const newPractitioner = licence.extend({ name: line() })
export type NewPractitioner = z.infer<typeof newPractitioner>

export const sterilityMode = z.enum(['single-use-only', 'reprocesses'])
export type SterilityMode = z.infer<typeof sterilityMode>

export const practiceDetails = z.object({
  name: line(),
  address: prose(500),
  telephone: prose(60),
  timeZone,
  /** A practice that is single-use only never sees sterilizer loads. */
  sterilityMode,
})
export type PracticeDetails = z.infer<typeof practiceDetails>

const setting = <Value extends z.ZodType>(value: Value) =>
  z.object({ value, source: line(500), quality: sourceQuality })

/** Where the sterilization rules start from; `rules.ts` holds the sets with their sources. */
export const sterilizationRuleSetName = z.enum([
  'cdc',
  'california-body-art',
  'uk-bench-top',
  'single-use-only',
])
export type SterilizationRuleSetName = z.infer<typeof sterilizationRuleSetName>

export const loadField = z.enum([
  'ended-at',
  'pressure',
  'drying',
  'external-indicator',
  'printout',
])
export type LoadField = z.infer<typeof loadField>

/** The longest needle in one zone, by the practice's own word; what it has not set has no cap. */
export const zoneCap = z.object({
  /** A named zone, or every area that she drew herself. */
  zone: z.union([namedZoneId, z.literal('free-area')]),
  length: micrometres.refine((length) => length >= 100 && length <= 3500),
  source: line(500),
  quality: sourceQuality,
  /** When its source is looked up again. */
  checkOn: calendarDate.nullable(),
})
export type ZoneCap = z.infer<typeof zoneCap>

/** Which limits a supervising clinician's written order may go beyond. */
export const orderableLimit = z.enum(['device-label', 'zone-cap', 'licence'])
export type OrderableLimit = z.infer<typeof orderableLimit>

/** What a chart may leave out unless the practice asks for it. */
export const chartItem = z.enum([
  'indication',
  'cartridge-of-zone',
  'motion',
  'speed',
  'directions',
  'pressure-note',
  'coverage',
  'glide-product',
  'zone-response',
  'product-place',
  'cleansing-time',
  'end-time',
  'comfort',
  'client-words',
  'others-present',
])
export type ChartItem = z.infer<typeof chartItem>

const range = (least: number, most: number) =>
  z
    .object({
      minimum: z.number().int().min(least).max(most),
      maximum: z.number().int().min(least).max(most),
    })
    .refine(({ minimum, maximum }) => minimum <= maximum, 'The least is not more than the most.')

/** The practice's limits. Each carries its source; the whole set has a version that records name. */
export const ruleSettings = z.object({
  minimumRecordableNeedleLength: setting(micrometres.refine((length) => length >= 100)),
  maximumRecordableNeedleLength: setting(micrometres.refine((length) => length <= 3500)),
  packShelfLifeDays: setting(z.number().int().min(1).max(3650)),
  consentValidityDays: setting(z.number().int().min(1).max(730)),
  /** How many days after its own a screening still counts; 0: only on the same day. */
  screeningValidityDays: setting(z.number().int().min(0).max(30)),
  /** Below this age a parent or guardian consents with the client. */
  ageOfMajority: setting(z.number().int().min(16).max(25)),
  /** When a patch test is read after it was applied. */
  patchTestReadDays: setting(z.number().int().min(1).max(14)),
  idleLockMinutes: setting(z.number().int().min(1).max(60)),
  /** How long the idle lock waits while needling has begun and is not finished: gloves. */
  needlingLockMinutes: setting(z.number().int().min(1).max(60)),
  /** Empty until the practice sets them: no published chart is a rule. */
  zoneCaps: z.array(zoneCap).max(100),
  orderMayExceed: setting(z.array(orderableLimit)),
  /** Sessions of a series. */
  plannedSessions: setting(range(1, 20)),
  /** Days between two sessions of a series. */
  sessionIntervalDays: setting(range(1, 730)),
  /** What a chart must hold before it is signed, beside what every chart holds. */
  requiredChartItems: setting(z.array(chartItem)),
  /** Hundredths of a per cent of lidocaine that need no prescription. */
  lidocaineWithoutPrescription: setting(z.number().int().min(0).max(10_000)),
  /** Whether a supervisor countersigns what a trainee signs. */
  traineeCountersignature: setting(z.boolean()),
  /** Which starting set the sterilization rules below came from, and when the practice made them its own. */
  sterilizationRules: z.object({
    startingSet: sterilizationRuleSetName,
    confirmedOn: calendarDate.nullable(),
  }),
  /** The longest time between two spore tests of a sterilizer; null: none is asked for. */
  sporeTestCadenceDays: setting(z.number().int().min(1).max(366).nullable()),
  /** Whether a sterilizer with pre-vacuum needs a passed air-removal test before its first load of a day. */
  dailyAirRemovalTest: setting(z.boolean()),
  /** What becomes of a load whose spore test is not read yet. */
  loadAwaitingSporeTest: setting(z.enum(['hold', 'release-with-reason'])),
  /** ISO 11140-1 type: the least that a load's internal indicator must be. */
  minimumIndicatorType: setting(z.number().int().min(1).max(6)),
  /** What a load's record must hold before its release, apart from what every record holds. */
  requiredLoadFields: setting(z.array(loadField)),
  sterilizationRetentionYears: setting(z.number().int().min(1).max(100)),
  /** How soon a failed spore test is reported to the authority; null: the set has no such rule. */
  failureReportHours: setting(z.number().int().min(1).max(8760).nullable()),
})
export type RuleSettings = z.infer<typeof ruleSettings>

export const ruleSet = z.object({
  version: z.number().int().positive(),
  settings: ruleSettings,
  decidedAt: instant,
  reason: prose(500),
})
export type RuleSet = z.infer<typeof ruleSet>

export const createPractice = z.object({
  practice: practiceDetails,
  owner: newPractitioner,
  passphrase: z.string(),
})
export type CreatePractice = z.infer<typeof createPractice>
