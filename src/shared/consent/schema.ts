import { z } from 'zod'
import {
  attachmentId,
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

/** Which form. `guardian`: microneedling of a person below the age of majority. */
export const consentKind = z.enum(['microneedling', 'guardian', 'photography'])
export type ConsentKind = z.infer<typeof consentKind>

/** What a consent text must speak of. Field reference 4.1, 4.3 and 4.4. */
export const consentElement = z.enum([
  'procedure',
  'expectations',
  'common-effects',
  'complications',
  'alternatives',
  'no-guarantee',
  'sessions',
  'aftercare',
  'warning-signs',
  'products',
  'withdrawal',
  'data',
  'electronic-records',
  'photo-uses',
  'guardian-role',
])
export type ConsentElement = z.infer<typeof consentElement>

const partId = z.string().regex(/^[a-z0-9-]{1,40}$/)

export const consentSection = z.object({
  heading: line(),
  body: prose(10_000).min(1),
  covers: z.array(consentElement).default([]),
})
export type ConsentSection = z.infer<typeof consentSection>

/** Answered yes or no, neither chosen beforehand; a *yes* can be taken back by itself. */
export const consentChoice = z.object({ id: partId, text: prose(1000).min(1) })
export type ConsentChoice = z.infer<typeof consentChoice>

/** Photo uses are choices with these ids, in whichever form they stand. Field reference 4.3. */
export const photoUse = z.enum(['clinical-photos', 'education', 'marketing', 'social-media'])
export type PhotoUse = z.infer<typeof photoUse>

export const consentText = z.object({
  title: line(),
  sections: z.array(consentSection).min(1),
  /** Each is initialled by itself. */
  acknowledgements: z.array(z.object({ id: partId, text: prose(1000).min(1) })).min(1),
  choices: z.array(consentChoice).default([]),
  /** What the client declares by signing. */
  declaration: prose(1000).min(1),
  /** Null days: as long as the practice's rule says. Null sessions: any number until then. */
  validity: z
    .object({
      days: z.number().int().min(1).max(1095).nullable(),
      sessions: z.number().int().min(1).max(100).nullable(),
    })
    .default({ days: null, sessions: null }),
  /** Whether it covers a treatment by anybody of the practice, or by the practitioner who took it. */
  covers: z.enum(['practice', 'practitioner']).default('practice'),
})
export type ConsentText = z.infer<typeof consentText>

/** What stands for itself in a text as `{{practice.name}}`. */
export const mergeField = z.enum([
  'client.name',
  'client.birthDate',
  'practice.name',
  'practice.address',
  'practice.telephone',
  'practitioner.name',
  'practitioner.licence',
  'today',
])
export type MergeField = z.infer<typeof mergeField>

/** One published, unchangeable version of a template. */
export const consentTemplate = z.object({
  id: consentTemplateId,
  kind: consentKind,
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

/** Drawn, or the name typed under a statement that it stands for a signature. */
export const personalSignature = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('drawn'), strokes }),
  z.object({ kind: z.literal('typed'), name: line(), statement: prose(500).min(1) }),
])
export type PersonalSignature = z.infer<typeof personalSignature>

/**
 * Which part of the form a person has put initials to: `statement:risks`, `section:3`, `declaration`,
 * `title`, `terms` (how long and for whom it holds), `removed:2`. Numbers as in `changedParts`.
 */
export const initialledPart = z.object({
  part: z
    .string()
    .regex(/^(statement|section|removed):[a-z0-9-]{1,40}$|^(declaration|title|terms)$/),
  initials: line(8).regex(/\p{L}/u, 'Initials are letters.'),
  at: instant,
})
export type InitialledPart = z.infer<typeof initialledPart>

export const madeChoice = z.object({ id: partId, answer: z.enum(['yes', 'no']), at: instant })
export type MadeChoice = z.infer<typeof madeChoice>

/** Who else took part, as the practitioner notes it before she hands over the device. */
export const guardian = z.object({
  name: line(),
  /** `mother`, `legal guardian` … */
  relationship: line(),
  /** Which document showed who this is: `passport`, `driving licence`. */
  identitySeen: line(),
})
export const interpreter = z.object({ name: line(), language: line(60) })
export const witness = z.object({ name: line() })

export const presentPeople = z.object({
  guardian: guardian.nullable().default(null),
  interpreter: interpreter.nullable().default(null),
  witness: witness.nullable().default(null),
})
export type PresentPeople = z.infer<typeof presentPeople>

/** Signatures of the people beside the client; null where they are not present. */
export const furtherSignatures = z.object({
  guardian: personalSignature.nullable().default(null),
  interpreter: personalSignature.nullable().default(null),
  witness: personalSignature.nullable().default(null),
})
export type FurtherSignatures = z.infer<typeof furtherSignatures>

export const signConsent = z.object({
  clientId,
  templateId: consentTemplateId,
  /** The superseded consent of which only what changed was shown; null: the whole form was. */
  basisId: consentId.nullable().default(null),
  initials: z.array(initialledPart).max(300),
  choices: z.array(madeChoice).max(50).default([]),
  /** The client's own, a minor's too. */
  signature: personalSignature,
  people: presentPeople.default({ guardian: null, interpreter: null, witness: null }),
  furtherSignatures: furtherSignatures.default({
    guardian: null,
    interpreter: null,
    witness: null,
  }),
  /** When the form was put before the client. */
  presentedAt: instant,
  /** What it was signed on, as the browser names it. */
  device: prose(200).default(''),
})
export type SignConsent = z.infer<typeof signConsent>

/** A form that was signed on paper: what stands on it, and its scan. */
export const signOnPaper = z.object({
  clientId,
  templateId: consentTemplateId,
  signedOn: calendarDate,
  /** Every statement carries initials on the paper. */
  allInitialled: z.literal(true),
  choices: z.array(madeChoice.omit({ at: true })).max(50),
  people: presentPeople.default({ guardian: null, interpreter: null, witness: null }),
  scanId: attachmentId,
})
export type SignOnPaper = z.infer<typeof signOnPaper>

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
