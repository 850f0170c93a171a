import { z } from 'zod'
import {
  calendarDate,
  clientId,
  consentId,
  finding,
  instant,
  line,
  loadId,
  lotId,
  micrometres,
  packId,
  planId,
  practitionerId,
  productId,
  prose,
  screeningId,
  sessionId,
  unitId,
} from '#shared/kernel/index.ts'
import { plan, planProgress } from '#shared/plans/index.ts'
import { freeArea, indication, treatedZoneId } from '#shared/practice/index.ts'
import { verdict } from '#shared/screening/index.ts'
import { sealedIdentity, signature, signatureState } from '#shared/signing/index.ts'
import {
  anaestheticUse,
  carried,
  chartedZone,
  coldSoreProphylaxis,
  draftDeviation,
  immediateResponse,
  mark,
  presentPerson,
  productPlace,
  sessionStep,
  sessionSummary,
  supervisingOrder,
} from './schema.ts'

/** What is signed. Names are printed as they were on that day; lots and loads by number and id. */
export const sessionSnapshot = z.object({
  /** `1`: from before plans, places of products, steps and marks were kept. */
  format: z.enum(['stratum-session-1', 'stratum-session-2']),
  sessionId,
  client: z.object({ id: clientId, identityCommitment: z.string() }),
  practice: z.object({
    name: z.string(),
    address: z.string(),
    telephone: z.string(),
    timeZone: z.string(),
  }),
  practitioner: z.object({
    id: practitionerId,
    name: z.string(),
    licence: z.string(),
    /** Absent in records of format 1. */
    standing: z.enum(['independent', 'trainee']).optional(),
    /** Whether the practice asked for a supervisor's countersignature when it was signed. */
    countersignatureAsked: z.boolean().optional(),
  }),
  ruleVersion: z.number().int(),
  openedAt: instant,
  startedAt: instant.nullable(),
  fitzpatrickType: z.string().nullable(),
  allergies: z.array(z.string()),
  medication: z.array(z.string()),
  consent: z
    .object({
      id: consentId,
      templateVersion: z.number().int(),
      snapshotHash: z.string(),
      signedAt: instant,
    })
    .nullable(),
  /** Absent in records from before screenings were kept. */
  screening: z
    .object({
      id: screeningId,
      day: calendarDate,
      verdict,
      rulesVersion: z.number().int(),
      snapshotHash: z.string(),
      completedAt: instant,
    })
    .nullable()
    .optional(),
  zones: z.array(chartedZone),
  cartridges: z.array(
    z.object({
      unitId,
      lotId,
      product: z.string(),
      lot: z.string(),
      piece: z.string(),
      serial: z.boolean(),
      expiresOn: calendarDate,
    }),
  ),
  /** Cartridges that were discarded after the start; absent in records from before they were kept. */
  discarded: z
    .array(
      z.object({
        unitId,
        lotId,
        product: z.string(),
        lot: z.string(),
        piece: z.string(),
        serial: z.boolean(),
        expiresOn: calendarDate,
      }),
    )
    .optional(),
  handpiece: z
    .object({ unitId, productId, product: z.string(), piece: z.string(), lot: z.string() })
    .nullable(),
  packs: z.array(
    z.object({
      packId,
      loadId,
      label: z.string(),
      sterilizer: z.string(),
      cycleNumber: z.number().int(),
      sterileUntil: calendarDate,
    }),
  ),
  products: z.array(
    z.object({
      lotId,
      kind: z.string(),
      product: z.string(),
      lot: z.string(),
      expiresOn: calendarDate,
      amount: z.number().int(),
      unit: z.enum(['ml', 'g']),
      place: productPlace.nullable().default(null),
      anaesthetic: anaestheticUse.nullable().default(null),
    }),
  ),
  immediateResponse: z.array(immediateResponse),
  responseNote: z.string(),
  note: z.string(),
  /** Every finding of the rules at signing. */
  findings: z.array(finding),
  deviations: z.array(draftDeviation),
  /** From here on absent in records of format 1. */
  plan: z
    .object({ id: planId, version: z.number().int(), indication: indication })
    .nullable()
    .default(null),
  orders: z.array(supervisingOrder).default([]),
  marks: z.array(mark).default([]),
  steps: z.array(sessionStep).default([]),
  endedAt: instant.nullable().default(null),
  present: z.array(presentPerson).default([]),
  comfort: z.number().int().min(0).max(10).nullable().default(null),
  said: z.string().default(''),
  prophylaxis: coldSoreProphylaxis.nullable().default(null),
  /** What was copied from an earlier session, and what became of each value. */
  carried: carried.nullable().default(null),
})
export type SessionSnapshot = z.infer<typeof sessionSnapshot>

/** The part of the chart that an addendum belongs to, and is shown in. */
export const chartPart = z.enum([
  'record',
  'people',
  'zones',
  'devices',
  'products',
  'response',
  'note',
])
export type ChartPart = z.infer<typeof chartPart>

export const addendum = z.object({
  id: z.uuid(),
  about: chartPart,
  text: prose().min(1),
  reason: prose(1000).min(1),
  signature,
  signatureState,
})
export type Addendum = z.infer<typeof addendum>

export const deviation = draftDeviation.extend({
  id: z.uuid(),
  countersignature: z.object({ name: line(), at: instant }).nullable(),
})
export type Deviation = z.infer<typeof deviation>

export const signedSession = z.object({
  session: sessionSummary,
  identity: sealedIdentity,
  snapshot: sessionSnapshot,
  snapshotHash: z.string(),
  signature,
  signatureState,
  deviations: z.array(deviation),
  addenda: z.array(addendum),
  /** Of a supervisor, over the whole record; null where none is there. */
  countersignature: z.object({ signature, signatureState }).nullable(),
  errorMark: z.object({ reason: z.string(), at: instant, by: z.string() }).nullable(),
})
export type SignedSession = z.infer<typeof signedSession>

/** One visit of the course: what the course view paints. */
export const courseVisit = z.object({
  sessionId,
  day: calendarDate,
  planId: planId.nullable(),
  zones: z.array(
    z.object({
      zone: treatedZoneId,
      area: freeArea.nullable(),
      needleLength: micrometres,
      passes: z.number().int(),
    }),
  ),
})
export type CourseVisit = z.infer<typeof courseVisit>

/** A series with where it stands. */
export const series = z.object({ plan, progress: planProgress })
export type Series = z.infer<typeof series>

/** An anaesthetic that is on somebody's skin now. */
export const runningTimer = z.object({
  sessionId,
  clientName: z.string(),
  product: z.string(),
  onAt: instant,
  /** On + the longest dwell of its label; null where the label names none. */
  dueAt: instant.nullable(),
})
export type RunningTimer = z.infer<typeof runningTimer>

export const preparedSession = z.object({
  snapshot: sessionSnapshot,
  identity: sealedIdentity,
  snapshotHash: z.string(),
})
export type PreparedSession = z.infer<typeof preparedSession>
