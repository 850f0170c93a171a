import { z } from 'zod'
import {
  attachmentId,
  calendarDate,
  clientId,
  consentId,
  consentTemplateId,
  instant,
  practitionerId,
} from '#shared/kernel/index.ts'
import { sealedIdentity, signature, signatureState } from '#shared/signing/index.ts'
import {
  consentKind,
  consentTemplate,
  consentText,
  initialledPart,
  madeChoice,
  presentPeople,
  strokes,
} from './schema.ts'

export const consentState = z.enum([
  'valid',
  'expired',
  'used-up',
  'withdrawn',
  'superseded',
  'invalid',
])
export type ConsentState = z.infer<typeof consentState>

const acknowledgedPart = z.object({
  /** The statement's id. */
  id: z.string(),
  /** Null in the first format, which knew only a tick. */
  initials: z.string().nullable(),
  at: instant.nullable(),
  /** The consent in which these initials were put, when the statement has not changed since. */
  carriedFrom: consentId.nullable(),
})

/** What the client signed with, as it is kept. */
export const keptSignature = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('drawn'), strokes }),
  /** The name is among the sealed people. */
  z.object({ kind: z.literal('typed'), statement: z.string() }),
  /** SHA-256 of the scan as it came. */
  z.object({ kind: z.literal('paper'), scanHash: z.string() }),
])
export type KeptSignature = z.infer<typeof keptSignature>

/**
 * What is kept of a signed consent, and what its hash and signature cover. Names stand beside it,
 * in `identity` and `people`, and here only as commitments: a lawful erasure can remove them.
 */
export const consentSnapshot = z.object({
  format: z.literal('stratum-consent-2'),
  consentId,
  medium: z.enum(['screen', 'paper']),
  client: z.object({ id: clientId, identityCommitment: z.string() }),
  practice: z.string(),
  template: z.object({
    id: consentTemplateId,
    kind: z.string(),
    version: z.number().int(),
    language: z.string(),
    text: consentText,
  }),
  /** Values of the merge fields other than the client's own. */
  merged: z.record(z.string(), z.string()),
  acknowledged: z.array(acknowledgedPart),
  /** The parts other than statements that were shown as changed, with their initials. */
  changes: z.array(initialledPart),
  basis: z.object({ consentId, snapshotHash: z.string() }).nullable(),
  choices: z.array(madeChoice.extend({ carriedFrom: consentId.nullable() })),
  signature: keptSignature,
  furtherSignatures: z.object({
    guardian: keptSignature.nullable(),
    interpreter: keptSignature.nullable(),
    witness: keptSignature.nullable(),
  }),
  /** Of the names; null: nobody but the client, who drew her signature. */
  peopleCommitment: z.string().nullable(),
  /** When the text was first given to read: at the latest when it was presented. */
  givenAt: instant,
  presentedAt: instant,
  signedAt: instant,
  validUntil: calendarDate,
  sessionsCovered: z.number().int().nullable(),
  device: z.string(),
  practitioner: z.object({ id: practitionerId, name: z.string(), licence: z.string() }),
})
export type ConsentSnapshot = z.infer<typeof consentSnapshot>

/** The format of the first version: ticks, and a drawn signature. */
export const firstConsentSnapshot = z.object({
  format: z.literal('stratum-consent-1'),
  consentId,
  client: z.object({ id: clientId, identityCommitment: z.string() }),
  practice: z.string(),
  template: consentSnapshot.shape.template,
  acknowledged: z.array(z.string()),
  strokes,
  presentedAt: instant,
  signedAt: instant,
  validUntil: calendarDate,
  practitioner: z.object({ id: practitionerId, name: z.string(), licence: z.string() }),
})

/** The names beside a snapshot; the commitment is made as that of an identity. */
export const sealedPeople = presentPeople.extend({
  /** The names that were typed instead of drawn. */
  typed: z.object({
    client: z.string().nullable(),
    guardian: z.string().nullable(),
    interpreter: z.string().nullable(),
    witness: z.string().nullable(),
  }),
  /** 32 random bytes, hexadecimal. */
  salt: z.string(),
})
export type SealedPeople = z.infer<typeof sealedPeople>

export const choiceWithdrawal = z.object({
  choice: z.string(),
  withdrawnOn: calendarDate,
  reason: z.string(),
})
export type ChoiceWithdrawal = z.infer<typeof choiceWithdrawal>

/** `changed`: the sealed document or the scan is no longer what was kept; `missing`: it is not made yet, or gone. */
export const paperState = z.enum(['whole', 'changed', 'missing'])
export type PaperState = z.infer<typeof paperState>

export const consentSummary = z.object({
  id: consentId,
  clientId,
  kind: consentKind,
  title: z.string(),
  templateVersion: z.number().int(),
  medium: z.enum(['screen', 'paper']),
  signedAt: instant,
  validUntil: calendarDate,
  sessionsCovered: z.number().int().nullable(),
  sessionsUsed: z.number().int(),
  state: consentState,
  withdrawnOn: calendarDate.nullable(),
  withdrawalReason: z.string().nullable(),
  /** A *yes* that was taken back is a *no* from that day on. */
  choices: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      answer: z.enum(['yes', 'no']),
      withdrawnOn: calendarDate.nullable(),
    }),
  ),
  hasGuardian: z.boolean(),
  /** Whose treatment it covers; null: anybody's of the practice. */
  coversPractitionerId: practitionerId.nullable(),
  /** Of the sealed document, or of the scan. */
  paper: paperState,
  copyGivenOn: calendarDate.nullable(),
})
export type ConsentSummary = z.infer<typeof consentSummary>

export const consentHandout = z.object({
  templateId: consentTemplateId,
  title: z.string(),
  version: z.number().int(),
  givenAt: instant,
  how: z.enum(['paper', 'file', 'e-mail', 'on-screen']),
})
export type ConsentHandout = z.infer<typeof consentHandout>

export const consentCopy = z.object({
  givenOn: calendarDate,
  how: z.enum(['paper', 'file', 'e-mail', 'declined']),
  note: z.string(),
})
export type ConsentCopy = z.infer<typeof consentCopy>

export const consent = consentSummary.extend({
  identity: sealedIdentity,
  people: sealedPeople.nullable(),
  snapshot: consentSnapshot,
  snapshotHash: z.string(),
  signature,
  signatureState,
  choiceWithdrawals: z.array(choiceWithdrawal),
  copies: z.array(consentCopy),
  /** The scan of a form that was signed on paper. */
  scanId: attachmentId.nullable(),
})
export type Consent = z.infer<typeof consent>

/** What a form of one kind asks of this client now. */
export const neededForm = z.object({
  kind: consentKind,
  /** Without it there is no session. */
  required: z.boolean(),
  template: consentTemplate.nullable(),
  /** The consent that counts, or the newest. */
  latest: consentSummary.nullable(),
  /** `changes`: only what changed since `basisId` is to be shown and initialled. */
  needs: z.enum(['nothing', 'changes', 'whole']),
  basisId: consentId.nullable(),
})
export type NeededForm = z.infer<typeof neededForm>
