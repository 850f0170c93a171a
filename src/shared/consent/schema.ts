import { z } from 'zod'
import {
  attachmentId,
  calendarDate,
  clientId,
  consentId,
  consentTemplateId,
  instant,
  line,
  prose,
} from '#shared/kernel/index.ts'

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
