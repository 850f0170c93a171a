import { z } from 'zod'
import {
  calendarDate,
  clientId,
  consentId,
  consentTemplateId,
  instant,
  line,
  practitionerId,
  prose,
} from '#shared/kernel/index.ts'
import { sealedIdentity, signature, signatureState } from '#shared/signing/index.ts'

export const consentText = z.object({
  title: line(),
  sections: z.array(z.object({ heading: line(), body: prose(10_000).min(1) })).min(1),
  /** Each must be agreed to, one by one. */
  acknowledgements: z
    .array(z.object({ id: z.string().regex(/^[a-z0-9-]{1,40}$/), text: prose(1000).min(1) }))
    .min(1),
  /** What the client declares by signing. */
  declaration: prose(1000).min(1),
})
export type ConsentText = z.infer<typeof consentText>

/** One published, unchangeable version of a template. */
export const consentTemplate = z.object({
  id: consentTemplateId,
  /** Which form: `microneedling`. */
  kind: z.enum(['microneedling']),
  version: z.number().int().positive(),
  /** BCP 47. */
  language: z.string(),
  text: consentText,
  publishedAt: instant,
  current: z.boolean(),
})
export type ConsentTemplate = z.infer<typeof consentTemplate>

/** A drawn signature: strokes of points in a box of `width` × `height`, with milliseconds since the first. */
export const strokes = z.object({
  width: z.number().positive(),
  height: z.number().positive(),
  strokes: z
    .array(
      z
        .array(z.object({ x: z.number(), y: z.number(), pressure: z.number(), time: z.number() }))
        .min(1)
        .max(5000),
    )
    .max(500),
})
export type Strokes = z.infer<typeof strokes>

export const signConsent = z.object({
  clientId,
  templateId: consentTemplateId,
  /** The ids of the acknowledgements that the client agreed to. */
  acknowledged: z.array(z.string()),
  strokes,
  /** When the form was put before the client. */
  presentedAt: instant,
})
export type SignConsent = z.infer<typeof signConsent>

export const consentState = z.enum(['valid', 'expired', 'withdrawn', 'superseded', 'invalid'])
export type ConsentState = z.infer<typeof consentState>

/** What is kept of a signed consent, and what its hash and signature cover. */
export const consentSnapshot = z.object({
  format: z.literal('stratum-consent-1'),
  consentId,
  client: z.object({ id: clientId, identityCommitment: z.string() }),
  practice: z.string(),
  template: z.object({
    id: consentTemplateId,
    kind: z.string(),
    version: z.number().int(),
    language: z.string(),
    text: consentText,
  }),
  acknowledged: z.array(z.string()),
  strokes,
  presentedAt: instant,
  signedAt: instant,
  validUntil: calendarDate,
  practitioner: z.object({ id: practitionerId, name: z.string(), licence: z.string() }),
})
export type ConsentSnapshot = z.infer<typeof consentSnapshot>

export const consentSummary = z.object({
  id: consentId,
  clientId,
  title: z.string(),
  templateVersion: z.number().int(),
  signedAt: instant,
  validUntil: calendarDate,
  state: consentState,
  withdrawnOn: calendarDate.nullable(),
  withdrawalReason: z.string().nullable(),
})
export type ConsentSummary = z.infer<typeof consentSummary>

export const consent = consentSummary.extend({
  identity: sealedIdentity,
  snapshot: consentSnapshot,
  snapshotHash: z.string(),
  signature,
  signatureState,
})
export type Consent = z.infer<typeof consent>
