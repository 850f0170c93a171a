import { z } from 'zod'
import { instant } from '#shared/kernel/index.ts'

/** One change, as a list shows it. */
export const changeLogEntry = z.object({
  sequence: z.number().int(),
  at: instant,
  actor: z.string(),
  /** Empty where it was lawfully erased. */
  reason: z.string(),
  table: z.string(),
  rowId: z.string(),
  operation: z.enum(['insert', 'update']),
})
export type ChangeLogEntry = z.infer<typeof changeLogEntry>

const row = z.record(z.string(), z.unknown())

/** One change with its values. */
export const entryDetails = changeLogEntry.extend({
  /** The whole row as this change left it; null where it was lawfully erased. */
  after: row.nullable(),
  /** The whole row before it; null where there was none. */
  before: row.nullable(),
  /** Its leaf in the tree of the log, hexadecimal. */
  leaf: z.string(),
})
export type EntryDetails = z.infer<typeof entryDetails>

export const verificationFinding = z.object({
  code: z.enum([
    'entry-removed',
    'entry-altered',
    'entry-unsealed',
    'chain-broken',
    'tree-altered',
    'index-altered',
    'content-altered',
    'head-unknown',
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
  /** The head of the log: its size, a hyphen and its root in hexadecimal; null where nothing could be read. */
  head: z.string().nullable(),
  findings: z.array(verificationFinding),
  /** Fingerprints of the keys that signed, to be compared with the recovery sheet. */
  signers: z.array(z.object({ name: z.string(), fingerprint: z.string() })),
  /**
   * Where a head from paper was given: the proof (RFC 6962, 2.1.2; hexadecimal) that the log of that head is
   * the beginning of the log of `head`. Whether it is says a finding.
   */
  since: z.object({ head: z.string(), consistency: z.array(z.string()) }).nullable(),
})
export type Verification = z.infer<typeof verification>

/** What the last check in the background found; nobody has signed it. */
export const lastCheck = z.object({
  checkedAt: instant,
  /** When everything was looked at for the last time, and not only what came since. */
  wholeAt: instant,
  /** Entries of the log that were found to hold. */
  entries: z.number().int(),
  findings: z.number().int(),
})
export type LastCheck = z.infer<typeof lastCheck>
