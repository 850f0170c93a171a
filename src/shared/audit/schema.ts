import { z } from 'zod'
import { instant } from '#shared/kernel/index.ts'

export const changeLogEntry = z.object({
  sequence: z.number().int(),
  at: instant,
  actor: z.string(),
  reason: z.string(),
  table: z.string(),
  rowId: z.string(),
  operation: z.enum(['insert', 'update']),
  /** The whole row after the change; null when it was lawfully erased. */
  row: z.record(z.string(), z.unknown()).nullable(),
  hash: z.string().nullable(),
})
export type ChangeLogEntry = z.infer<typeof changeLogEntry>

export const verificationFinding = z.object({
  code: z.enum([
    'entry-removed',
    'entry-altered',
    'entry-unsealed',
    'chain-broken',
    'row-differs',
    'row-missing',
    'row-unlogged',
    'signature-invalid',
    'signer-unknown',
    'attachment-missing',
    'attachment-altered',
    'structure-altered',
    'unreadable',
  ]),
  /** What does not hold, named: a table and a row's id, or an entry's number; never a client's data. */
  subject: z.string(),
  explanation: z.string(),
})
export type VerificationFinding = z.infer<typeof verificationFinding>

export const verification = z.object({
  holds: z.boolean(),
  entries: z.number().int(),
  rows: z.number().int(),
  signatures: z.number().int(),
  /** Kept files that were opened and compared. */
  attachments: z.number().int(),
  /** SHA-256 of the last sealed entry, hexadecimal; null for an empty log. */
  head: z.string().nullable(),
  findings: z.array(verificationFinding),
  /** Fingerprints of the keys that signed, to be compared with the recovery sheet. */
  signers: z.array(z.object({ name: z.string(), fingerprint: z.string() })),
})
export type Verification = z.infer<typeof verification>
