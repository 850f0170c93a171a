import { z } from 'zod'
import { client } from '#shared/clients/index.ts'
import { consentKind, consentSummary } from '#shared/consent/index.ts'
import { device, lot, unit } from '#shared/inventory/index.ts'
import {
  calendarDate,
  clientId,
  instant,
  lotId,
  micrometres,
  practitionerId,
  prose,
  sessionId,
  unitId,
} from '#shared/kernel/index.ts'
import { licence, ruleSettings, sterilityMode } from '#shared/practice/index.ts'
import { patchTest, screeningFacts, screeningRulesBody } from '#shared/screening/index.ts'
import { signatureState } from '#shared/signing/index.ts'
import { pack } from '#shared/sterilization/index.ts'
import { isZoneId, type ZoneId, zones } from './zones.ts'

/** A zone that can be treated; inside the orbital rim cannot be recorded at all. */
export const treatedZoneId = z.custom<ZoneId>(
  (value) =>
    typeof value === 'string' &&
    isZoneId(value) &&
    zones.some((zone) => zone.id === value && !zone.neverTreated),
  'Inside the orbital rim is never treated. Choose another zone.',
)

export const technique = z.enum(['pen', 'roller', 'stamp'])
export type Technique = z.infer<typeof technique>

/** Reference 2.4. */
export const endpoint = z.enum([
  'none',
  'mild-erythema',
  'uniform-erythema',
  'pinpoint-bleeding',
  'stopped',
])
export type Endpoint = z.infer<typeof endpoint>

export const immediateResponse = z.enum([
  'none',
  'mild-redness',
  'marked-redness',
  'swelling',
  'pinpoint-bleeding',
  'bruising',
  'other',
])
export type ImmediateResponse = z.infer<typeof immediateResponse>

/** One zone as it is being charted; null where she has not said yet. */
export const draftZone = z.object({
  zone: treatedZoneId,
  needleLength: micrometres.nullable(),
  technique: technique.nullable(),
  passes: z.number().int().min(1).max(30).nullable(),
  endpoint: endpoint.nullable(),
})
export type DraftZone = z.infer<typeof draftZone>

export const chartedZone = z.object({
  zone: treatedZoneId,
  needleLength: micrometres,
  technique,
  passes: z.number().int().min(1).max(30),
  endpoint,
})
export type ChartedZone = z.infer<typeof chartedZone>

/** A serum, anaesthetic or antiseptic; the amount is in µl or mg as its unit says. */
export const usedProduct = z.object({
  lotId,
  amount: z.number().int().min(1).max(1_000_000).nullable(),
  unit: z.enum(['ml', 'g']),
})
export type UsedProduct = z.infer<typeof usedProduct>

/** What happened against a stop: the truth after the gate. */
export const draftDeviation = z.object({
  /** The finding that it answers, or `sessions.other` for what no rule saw. */
  code: z.string().max(100),
  fact: prose(2000).min(1),
  rule: prose(1000).min(1),
  reason: prose(2000),
  action: prose(2000),
})
export type DraftDeviation = z.infer<typeof draftDeviation>

/** The whole session while it is charted: one JSON document, saved as it is typed. */
export const sessionDocument = z.object({
  zones: z.array(draftZone),
  /** The piece of the handpiece's lot; null for rollers and stamps. */
  handpieceUnitId: unitId.nullable(),
  products: z.array(usedProduct),
  immediateResponse: z.array(immediateResponse),
  responseNote: prose(2000),
  note: prose(),
  deviations: z.array(draftDeviation),
})
export type SessionDocument = z.infer<typeof sessionDocument>

export const emptySessionDocument: SessionDocument = {
  zones: [],
  handpieceUnitId: null,
  products: [],
  immediateResponse: [],
  responseNote: '',
  note: '',
  deviations: [],
}

export const sessionState = z.enum(['open', 'started', 'signed', 'dropped', 'entered-in-error'])
export type SessionState = z.infer<typeof sessionState>

export const sessionSummary = z.object({
  id: sessionId,
  clientId,
  state: sessionState,
  openedAt: instant,
  startedAt: instant.nullable(),
  signedAt: instant.nullable(),
  practitionerName: z.string(),
  zones: z.array(treatedZoneId),
  longestNeedle: micrometres.nullable(),
  deviations: z.number().int(),
  /** Deviations that the owner has not countersigned yet. */
  awaitingCountersignature: z.number().int(),
  addenda: z.number().int(),
  signatureState: signatureState.nullable(),
})
export type SessionSummary = z.infer<typeof sessionSummary>

export const claimedUnit = z.object({ unit, lot })
export type ClaimedUnit = z.infer<typeof claimedUnit>

/** What main knows and the document does not; the rest of the facts are in the document. */
export const sessionBase = z.object({
  sessionId,
  today: calendarDate,
  practitioner: licence.extend({ id: practitionerId, name: z.string() }),
  rules: ruleSettings,
  ruleVersion: z.number().int(),
  sterilityMode,
  client,
  /** Which form the client needs on this day, by her age. */
  consentKind,
  /** The one of that form that counts, or the newest. */
  consent: consentSummary.nullable(),
  /** The client's newest. */
  screening: screeningFacts.nullable(),
  /** The version that judged that screening; without one, the current version. */
  screeningRules: screeningRulesBody,
  /** Whether a screening has been begun and not completed. */
  screeningBegun: z.boolean(),
  patchTests: z.array(patchTest),
  /** Claimed for this session: cartridges, rollers and stamps. */
  cartridges: z.array(claimedUnit),
  /** Opened after the start and discarded then: they may have touched the client. */
  discarded: z.array(claimedUnit),
  packs: z.array(pack),
  /** The handpieces of the practice as this session finds them; its own use is no earlier one. */
  devices: z.array(device),
  startedAt: instant.nullable(),
})
export type SessionBase = z.infer<typeof sessionBase>

export const openSession = z.object({
  session: sessionSummary,
  version: z.number().int(),
  savedAt: instant.nullable(),
  document: sessionDocument,
  base: sessionBase,
})
export type OpenSession = z.infer<typeof openSession>
