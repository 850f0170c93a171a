import { z } from 'zod'
import { calendarDate, instant, line, practitionerId } from '#shared/kernel/index.ts'

export const signatureMeaning = z.enum([
  'treatment-performed',
  'addendum',
  'load-released',
  'packs-released',
  'spore-test-read',
  'recall-step',
  'screening-completed',
  'consent-witnessed',
  'deviation-countersigned',
  'session-countersigned',
  'entered-in-error',
])
export type SignatureMeaning = z.infer<typeof signatureMeaning>

/**
 * A signature over `canonical({ snapshotHash, meaning, signerId, printedName, licence, signedAt, chainHead })`.
 * 21 CFR 11.50: printed name, date and time, and meaning stand with every signature.
 */
export const signature = z.object({
  id: z.uuid(),
  subjectTable: z.string(),
  subjectId: z.string(),
  signerId: practitionerId,
  printedName: line(),
  /** Class, number and jurisdiction as printed. */
  licence: z.string(),
  meaning: signatureMeaning,
  signedAt: instant,
  /** SHA-256 of the snapshot's canonical JSON, hexadecimal. */
  snapshotHash: z.string(),
  /**
   * The change log's head at that moment: its size, a hyphen, and its root in hexadecimal; before release
   * 5 the last link of its chain, in hexadecimal.
   */
  chainHead: z.string(),
  /** Ed25519, base64url of 64 bytes. */
  value: z.string(),
})
export type Signature = z.infer<typeof signature>

/** Whether a shown record still is what was signed. */
export const signatureState = z.enum(['valid', 'invalid'])
export type SignatureState = z.infer<typeof signatureState>

/**
 * Who a signed record is about, kept beside its snapshot. The snapshot holds only
 * `sha256(salt bytes, canonical({ number, name, birthDate }))`, so that a lawful erasure can remove
 * the person and the signature still verifies.
 */
export const sealedIdentity = z.object({
  number: z.number().int().positive(),
  name: z.string(),
  birthDate: calendarDate,
  /** 32 random bytes, hexadecimal. */
  salt: z.string(),
})
export type SealedIdentity = z.infer<typeof sealedIdentity>
