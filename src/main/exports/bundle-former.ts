import { z } from 'zod'
import { chainHash, commitmentOf, genesis, hexOf } from '#main/database/index.ts'
import type { VerificationFinding } from '#shared/audit/index.ts'

// Bundles of before release 5. Their log is whole, as a chain of hashes; entries that are not revealed stand
// in it by their commitments.

export const formerHeadFile = z.strictObject({
  sequence: z.number().int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})

export const formerEntry = z.strictObject({
  sequence: z.number().int().positive(),
  at: z.string(),
  actor: z.string(),
  reason: z.string().nullable(),
  table: z.string(),
  rowId: z.string(),
  operation: z.string(),
  row: z.string().nullable(),
  salt: z.string().nullable(),
  commitment: z.string().nullable(),
  hash: z.string().nullable(),
})
export type FormerEntry = z.infer<typeof formerEntry>

const linkOf = (previous: string, entry: FormerEntry, commitment: string): string =>
  hexOf(
    chainHash({
      ...entry,
      commitment: Buffer.from(commitment, 'hex'),
      before: null,
      previous: Buffer.from(previous, 'hex'),
    }),
  )

export interface ChainReport {
  readonly entries: number
  readonly head: string | null
  readonly findings: readonly VerificationFinding[]
}

/**
 * Checks a change log on its own, as in a bundle: no entry removed, altered or added. A row and its
 * salt may be absent (lawful erasure, or another client's in a bundle); its commitment stands for it.
 */
export const verifyChain = (
  entries: Iterable<FormerEntry>,
  head: { readonly sequence: number; readonly hash: string } | null,
): ChainReport => {
  const findings: VerificationFinding[] = []
  let previous = genesis
  let expected = 1
  let count = 0
  for (const entry of entries) {
    count += 1
    const subject = `entry ${entry.sequence} (${entry.table} ${entry.rowId})`
    for (; expected < entry.sequence; expected += 1) {
      findings.push({
        code: 'entry-removed',
        subject: `entry ${expected}`,
        explanation: 'An entry of the change log is missing.',
      })
    }
    expected = entry.sequence + 1
    if (entry.hash === null || entry.commitment === null) {
      findings.push({
        code: 'entry-unsealed',
        subject,
        explanation: 'This entry was not written by Stratum: it has no seal.',
      })
      continue
    }
    if (linkOf(previous, entry, entry.commitment) !== entry.hash) {
      findings.push({
        code: 'chain-broken',
        subject,
        explanation: 'This entry does not follow from the one before it.',
      })
    } else if (!holdsItsRow(entry, entry.commitment)) {
      findings.push({
        code: 'entry-altered',
        subject,
        explanation: 'What this entry says is not what was sealed.',
      })
    }
    previous = entry.hash
  }
  const last = expected - 1
  if (head !== null && last < head.sequence) {
    findings.push({
      code: 'entry-removed',
      subject: `entry ${head.sequence}`,
      explanation: 'The last entries of the change log are missing.',
    })
  } else if (
    (head?.hash ?? genesis) !== previous &&
    !findings.some(({ code }) => code === 'chain-broken')
  ) {
    findings.push({
      code: 'chain-broken',
      subject: 'the end of the change log',
      explanation: 'The last sealed entry is not the one that Stratum wrote last.',
    })
  }
  return { entries: count, head: count === 0 ? null : previous, findings }
}

const holdsItsRow = ({ salt, reason, row }: FormerEntry, commitment: string): boolean => {
  if (salt === null) return row === null
  return (
    row !== null &&
    reason !== null &&
    hexOf(commitmentOf(Buffer.from(salt, 'hex'), reason, row)) === commitment
  )
}
