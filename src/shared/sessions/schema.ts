import { z } from 'zod'
import { client } from '#shared/clients/index.ts'
import { consentKind, consentSummary } from '#shared/consent/index.ts'
import { activeAgent, device, lot, unit } from '#shared/inventory/index.ts'
import {
  calendarDate,
  clientId,
  instant,
  line,
  lotId,
  micrometres,
  planId,
  practitionerId,
  productId,
  prose,
  sessionId,
  unchanging,
  unitId,
} from '#shared/kernel/index.ts'
import { plan } from '#shared/plans/index.ts'
import {
  freeArea,
  indication,
  isFreeZone,
  licence,
  mapCoordinate,
  mapView,
  orderableLimit,
  ruleSettings,
  sterilityMode,
  treatedZoneId,
  type ZoneId,
} from '#shared/practice/index.ts'
import { patchTest, screeningFacts, screeningRulesBody } from '#shared/screening/index.ts'
import { signatureState } from '#shared/signing/index.ts'
import { pack } from '#shared/sterilization/index.ts'

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

/** How a pen is moved; a roller rolls, a stamp stamps. */
export const motion = z.enum(['glide', 'stamp', 'roll'])
export type Motion = z.infer<typeof motion>

export const direction = z.enum(['horizontal', 'vertical', 'diagonal', 'circular'])
export type Direction = z.infer<typeof direction>

export const coverage = z.enum(['whole-zone', 'part-of-zone', 'spots'])
export type Coverage = z.infer<typeof coverage>

/** What each zone may say beside what every chart holds; absent in records from before it was kept. */
const zoneDetails = {
  /** The place and name of a free area; null for a named zone. */
  area: freeArea.nullable().default(null),
  indication: indication.nullable().default(null),
  /** Which of the session's cartridges, rollers or stamps; null where there is one for all. */
  cartridgeUnitId: unitId.nullable().default(null),
  motion: motion.nullable().default(null),
  /** As the device shows it: `5` or `90 Hz`. */
  speed: z.string().max(30).default(''),
  directions: z.array(direction).max(4).default([]),
  pressureNote: z.string().max(200).default(''),
  coverage: coverage.nullable().default(null),
  /** Why needling was stopped, where the endpoint says so. */
  stoppedReason: z.string().max(300).default(''),
  /** The lot of the glide product; one of the session's products. */
  glideLotId: lotId.nullable().default(null),
  /** Where this zone responded otherwise than the whole; empty: as the whole. */
  response: z.array(immediateResponse).default([]),
}

const agreesWithArea = ({ zone, area }: { zone: ZoneId; area: unknown }) =>
  isFreeZone(zone) === (area !== null)

const areaWords = 'A free area has its place on a drawing, and a named zone has none of its own.'

/** One zone as it is being charted; null where she has not said yet. */
export const draftZone = z
  .object({
    zone: treatedZoneId,
    needleLength: micrometres.nullable(),
    technique: technique.nullable(),
    passes: z.number().int().min(1).max(30).nullable(),
    endpoint: endpoint.nullable(),
    ...zoneDetails,
  })
  .refine(agreesWithArea, areaWords)
export type DraftZone = z.infer<typeof draftZone>

export const chartedZone = z
  .object({
    zone: treatedZoneId,
    needleLength: micrometres,
    technique,
    passes: z.number().int().min(1).max(30),
    endpoint,
    ...zoneDetails,
  })
  .refine(agreesWithArea, areaWords)
export type ChartedZone = z.infer<typeof chartedZone>

/** A zone of which nothing is said yet. */
export const emptyZone = (zone: ZoneId, area: DraftZone['area'] = null): DraftZone => ({
  zone,
  area,
  needleLength: null,
  technique: null,
  passes: null,
  endpoint: null,
  indication: null,
  cartridgeUnitId: null,
  motion: null,
  speed: '',
  directions: [],
  pressureNote: '',
  coverage: null,
  stoppedReason: '',
  glideLotId: null,
  response: [],
})

/** When a product is put on, seen from needling. Reference 2.6. */
export const productPlace = z.enum(['before', 'during', 'right-after', 'at-home'])
export type ProductPlace = z.infer<typeof productPlace>

/** What is asked about an anaesthetic on the skin. Reference 2.5. */
export const anaestheticUse = z.object({
  /** As its label says, copied when it was charted. */
  agents: z.array(activeAgent).max(4),
  /** cm². */
  area: z.number().int().min(1).max(20_000).nullable(),
  onAt: instant.nullable(),
  /** Wiped off; needling waits for it. */
  offAt: instant.nullable(),
  /** Under film or a dressing. */
  occluded: z.boolean().nullable(),
  skin: z.enum(['intact', 'irritated']).nullable(),
  suppliedBy: z.enum(['practice', 'prescriber', 'client']).nullable(),
  /** Who prescribed it; empty: nobody did. */
  prescribedBy: z.string().max(200),
  reaction: prose(500),
})
export type AnaestheticUse = z.infer<typeof anaestheticUse>

export const emptyAnaestheticUse: AnaestheticUse = {
  agents: [],
  area: null,
  onAt: null,
  offAt: null,
  occluded: null,
  skin: null,
  suppliedBy: null,
  prescribedBy: '',
  reaction: '',
}

/** A serum, anaesthetic or antiseptic; the amount is in µl or mg as its unit says. */
export const usedProduct = z.object({
  lotId,
  amount: z.number().int().min(1).max(1_000_000).nullable(),
  unit: z.enum(['ml', 'g']),
  /** Null: not said; judged as if it touched needled skin. */
  place: productPlace.nullable().default(null),
  /** Of an anaesthetic; null for everything else. */
  anaesthetic: anaestheticUse.nullable().default(null),
})
export type UsedProduct = z.infer<typeof usedProduct>

/** Steps that she stamps with their time. */
export const stepKind = z.enum(['cleanse', 'anaesthetic', 'remove', 'needle', 'product', 'other'])
export type StepKind = z.infer<typeof stepKind>

export const sessionStep = z.object({ kind: stepKind, at: instant, note: z.string().max(200) })
export type SessionStep = z.infer<typeof sessionStep>

export const markKind = z.enum(['scar', 'lesion', 'mole', 'reaction', 'note'])
export type MarkKind = z.infer<typeof markKind>

/** A spot, or a line drawn by hand, on one of the drawings. */
export const mark = z.object({
  id: z.uuid(),
  view: mapView,
  kind: markKind,
  /** One point for a spot. */
  path: z
    .array(z.tuple([mapCoordinate, mapCoordinate]))
    .min(1)
    .max(2000),
  note: z.string().max(300),
})
export type Mark = z.infer<typeof mark>

/** A supervising clinician's written order to go beyond a limit. */
export const supervisingOrder = z.object({
  clinician: line(),
  licence: line(100),
  orderedOn: calendarDate,
  zones: z.array(treatedZoneId).min(1),
  /** The longest needle that it orders, µm. */
  maximumNeedleLength: micrometres,
  exceeds: z.array(orderableLimit).min(1),
})
export type SupervisingOrder = z.infer<typeof supervisingOrder>

export const presentPerson = z.object({ name: line(), role: z.string().max(100) })
export type PresentPerson = z.infer<typeof presentPerson>

/** Recorded, never suggested. */
export const coldSoreProphylaxis = z.object({
  answer: z.enum(['prescribed', 'declined', 'not-indicated']),
  prescribedBy: z.string().max(200),
})
export type ColdSoreProphylaxis = z.infer<typeof coldSoreProphylaxis>

/**
 * What *same as last time* filled in. A path names one value: `zone:forehead:needleLength`,
 * `product:<product id>`; `untouched` until she changes it, confirms it or takes it away.
 */
export const carried = z.object({
  fromSessionId: sessionId,
  fields: z.array(
    z.object({
      path: z.string().max(120),
      state: z.enum(['untouched', 'confirmed', 'changed', 'dropped']),
      /** Of a product: the lot that she took for it today. */
      lotId: lotId.nullable().default(null),
    }),
  ),
})
export type Carried = z.infer<typeof carried>

/** What was used last time and waits for a lot of today: offered, never chosen by itself. */
export const offeredItem = z.object({
  productId,
  amount: z.number().int().min(1).max(1_000_000).nullable(),
  unit: z.enum(['ml', 'g']),
  place: productPlace.nullable(),
})
export type OfferedItem = z.infer<typeof offeredItem>

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

/** How much of each a chart takes: more than a day holds, and a file stays readable. */
export const mostOf = { orders: 10, marks: 300, steps: 100, present: 20 } as const

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
  planId: planId.nullable().default(null),
  orders: z.array(supervisingOrder).max(mostOf.orders).default([]),
  marks: z
    .array(mark)
    .max(mostOf.marks)
    .refine(
      (marks) => new Set(marks.map(({ id }) => id)).size === marks.length,
      'A mark is there once.',
    )
    .default([]),
  steps: z.array(sessionStep).max(mostOf.steps).default([]),
  /** Needling was finished; its start is what the gate recorded. */
  endedAt: instant.nullable().default(null),
  present: z.array(presentPerson).max(mostOf.present).default([]),
  /** 0: none, 10: the worst discomfort she can imagine. */
  comfort: z.number().int().min(0).max(10).nullable().default(null),
  /** What the client said. */
  said: prose(2000).default(''),
  prophylaxis: coldSoreProphylaxis.nullable().default(null),
  carried: carried.nullable().default(null),
  offered: z.array(offeredItem).max(50).default([]),
  /** The handpiece of last time, offered in the same way; whether it is clean the gate judges. */
  offeredHandpieceUnitId: unitId.nullable().default(null),
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
  planId: null,
  orders: [],
  marks: [],
  steps: [],
  endedAt: null,
  present: [],
  comfort: null,
  said: '',
  prophylaxis: null,
  carried: null,
  offered: [],
  offeredHandpieceUnitId: null,
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
  /** As {@link labelOfZone} names them, free areas by their own names. */
  zoneLabels: z.array(z.string()),
  longestNeedle: micrometres.nullable(),
  planId: planId.nullable(),
  /** What is still to be done before it can be signed; 0 when signed. */
  missing: z.number().int(),
  /** A trainee signed it, and no supervisor has countersigned it. */
  awaitingSupervisor: z.boolean(),
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
  rules: unchanging(ruleSettings),
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
  screeningRules: unchanging(screeningRulesBody),
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
  /** The client's plans, each with the days of its other signed sessions. */
  plans: z.array(z.object({ plan, days: z.array(calendarDate) })),
  /** What was treated within the practice’s shortest interval, each with its last day. */
  treatedLately: z.array(z.object({ zone: treatedZoneId, day: calendarDate })),
  /** The session that *same as last time* would copy: the last signed one of the client, if any. */
  last: z.object({ sessionId, day: calendarDate }).nullable(),
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
