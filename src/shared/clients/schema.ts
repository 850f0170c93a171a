import { z } from 'zod'
import { attachmentId, calendarDate, clientId, instant, line, prose } from '#shared/kernel/index.ts'

export const fitzpatrickType = z.enum(['I', 'II', 'III', 'IV', 'V', 'VI'])
export type FitzpatrickType = z.infer<typeof fitzpatrickType>

/**
 * What a caution is about: an item that the screening asks about, also one of the practice's own.
 * What it demands before needling is a rule of the screening.
 */
export const clientFlagKind = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'A short name: small letters, digits and hyphens.')
export type ClientFlagKind = z.infer<typeof clientFlagKind>

/** A prescriber's word that a flag does not stand against treatment. */
export const clearance = z.object({
  id: z.uuid(),
  prescriberName: line(),
  prescriberLicence: line(),
  clearedOn: calendarDate,
  /** Last day on which it counts; null when the prescriber set none. */
  validUntil: calendarDate.nullable(),
  note: prose(2000),
  /** The prescriber's document, scanned; null in records from before it was asked for. */
  attachmentId: attachmentId.nullable(),
})
export type Clearance = z.infer<typeof clearance>

export const clientFlag = z.object({
  id: z.uuid(),
  kind: clientFlagKind,
  /** As people call it: `Cold sores`. */
  label: z.string(),
  notedAt: instant,
  clearance: clearance.nullable(),
})
export type ClientFlag = z.infer<typeof clientFlag>

export const clientDetails = z.object({
  name: line(),
  birthDate: calendarDate,
  telephone: prose(60),
  email: z.union([z.literal(''), z.email('This is not an e-mail address.')]),
  address: prose(500),
  emergencyContact: prose(300),
  fitzpatrickType: fitzpatrickType.nullable(),
  allergies: z.array(line()).max(50),
  medication: z.array(line()).max(50),
  note: prose(),
})
export type ClientDetails = z.infer<typeof clientDetails>

export const client = clientDetails.extend({
  id: clientId,
  /** Counted up from 1 in the practice; printed on records. */
  number: z.number().int().positive(),
  flags: z.array(clientFlag),
  createdAt: instant,
})
export type Client = z.infer<typeof client>

export const clientSummary = z.object({
  id: clientId,
  number: z.number().int().positive(),
  name: line(),
  birthDate: calendarDate,
  telephone: z.string(),
  email: z.string(),
  flags: z.array(clientFlag.pick({ kind: true, label: true })),
  allergies: z.array(z.string()),
})
export type ClientSummary = z.infer<typeof clientSummary>
