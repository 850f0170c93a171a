import type { Connection } from '#main/database/index.ts'
import { fingerprintOf } from '#main/vault/index.ts'
import type { VerificationFinding } from '#shared/audit/index.ts'
import { signature } from '#shared/signing/index.ts'
import { signatureHolds } from './message.ts'

interface Row {
  readonly id: string
  readonly subject_table: string
  readonly subject_id: string
  readonly snapshot: string
  readonly public_key: string | null
  readonly name: string | null
  readonly known_head: number
}

export interface SignaturesReport {
  readonly signatures: number
  readonly findings: readonly VerificationFinding[]
  readonly signers: readonly { readonly name: string; readonly fingerprint: string }[]
}

/**
 * Checks every signature of a records file: the snapshot's hash, the signer's key, and that the
 * chain head it names stands in the change log. `anchors` are fingerprints from paper; when there
 * are any, a signer whose key is not among them is a finding.
 */
export const verifySignatures = (
  connection: Connection,
  anchors: readonly string[],
): SignaturesReport => {
  const findings: VerificationFinding[] = []
  const signers = new Map<string, string>()
  let count = 0
  for (const row of connection.prepare<[], Row>(allSignatures).iterate()) {
    count += 1
    const subject = `signatures ${row.id} of ${row.subject_table} ${row.subject_id}`
    const invalid = (explanation: string) =>
      findings.push({ code: 'signature-invalid', subject, explanation })
    const read = signature.safeParse(camelCased(row))
    if (!read.success || row.public_key === null) {
      invalid('The signature cannot be read, or its signer is not in the practice.')
      continue
    }
    signers.set(fingerprintOf(row.public_key), row.name ?? '')
    if (!signatureHolds(read.data, row.snapshot, row.public_key)) {
      invalid('The record is not the one that was signed.')
    } else if (row.known_head === 0 && read.data.chainHead !== '0'.repeat(64)) {
      invalid('The signature names a moment of the change log that is not there.')
    }
  }
  const plain = (fingerprint: string) => fingerprint.replace(/\s/g, '').toLowerCase()
  const trusted = new Set(anchors.map(plain))
  const strangers = [...signers.keys()].filter(
    (print) => trusted.size > 0 && !trusted.has(plain(print)),
  )
  return {
    signatures: count,
    findings: [
      ...findings,
      ...unsigned(connection),
      ...strangers.map((print) => ({
        code: 'signer-unknown' as const,
        subject: `key ${print}`,
        explanation: 'This key is not among the fingerprints that were given.',
      })),
    ],
    signers: [...signers].map(([fingerprint, name]) => ({ name, fingerprint })),
  }
}

/** Records that say they are signed, and no signature says so. */
const unsigned = (connection: Connection): readonly VerificationFinding[] =>
  signedRecords.flatMap(({ table, condition }) =>
    connection
      .prepare<[string], string>(
        `SELECT t.id FROM ${table} t WHERE ${condition} AND NOT EXISTS (
           SELECT 1 FROM signatures s WHERE s.subject_table = ? AND s.subject_id = t.id)`,
      )
      .pluck()
      .all(table)
      .map((id) => ({
        code: 'signature-invalid' as const,
        subject: `${table} ${id}`,
        explanation: 'The signature of this record is missing.',
      })),
  )

const signedRecords = [
  { table: 'sessions', condition: 't.signed_at IS NOT NULL' },
  { table: 'consents', condition: '1' },
  { table: 'addenda', condition: '1' },
  { table: 'loads', condition: `t.state = 'released'` },
  { table: 'recall_steps', condition: '1' },
] as const

const allSignatures = `
  SELECT s.*, p.public_key, p.name,
    (SELECT count(*) FROM change_log c WHERE c.hash = s.chain_head) AS known_head
  FROM signatures s LEFT JOIN practitioners p ON p.id = s.signer_id ORDER BY s.signed_at, s.id`

const camelCased = (row: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  )
