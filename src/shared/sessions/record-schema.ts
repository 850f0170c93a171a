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
  packId,
  practitionerId,
  productId,
  prose,
  screeningId,
  sessionId,
  unitId,
} from '#shared/kernel/index.ts'
import { verdict } from '#shared/screening/index.ts'
import { sealedIdentity, signature, signatureState } from '#shared/signing/index.ts'
import { chartedZone, draftDeviation, immediateResponse, sessionSummary } from './schema.ts'

/** What is signed. Names are printed as they were on that day; lots and loads by number and id. */
export const sessionSnapshot = z.object({
  format: z.literal('stratum-session-1'),
  sessionId,
  client: z.object({ id: clientId, identityCommitment: z.string() }),
  practice: z.object({
    name: z.string(),
    address: z.string(),
    telephone: z.string(),
    timeZone: z.string(),
  }),
  practitioner: z.object({ id: practitionerId, name: z.string(), licence: z.string() }),
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
    }),
  ),
  immediateResponse: z.array(immediateResponse),
  responseNote: z.string(),
  note: z.string(),
  /** Every finding of the rules at signing. */
  findings: z.array(finding),
  deviations: z.array(draftDeviation),
})
export type SessionSnapshot = z.infer<typeof sessionSnapshot>

export const addendum = z.object({
  id: z.uuid(),
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
  errorMark: z.object({ reason: z.string(), at: instant, by: z.string() }).nullable(),
})
export type SignedSession = z.infer<typeof signedSession>

export const preparedSession = z.object({
  snapshot: sessionSnapshot,
  identity: sealedIdentity,
  snapshotHash: z.string(),
})
export type PreparedSession = z.infer<typeof preparedSession>
