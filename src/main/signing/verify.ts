import { type Connection, type LyingRow, lyingRows } from '#main/database/index.ts'
import { fingerprintOf } from '#main/vault/index.ts'
import type { VerificationFinding } from '#shared/audit/index.ts'
import { signatureHolds } from './message.ts'
import { signatureOf, strangersAmong, unsignedRecords } from './signed-records.ts'

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
 * chain head it names stands in the change log; and that each record that says that it is signed has
 * a signature of that meaning. `anchors` are fingerprints from paper; when there
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
    const read = signatureOf(row)
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
  return {
    signatures: count,
    findings: [...findings, ...unsigned(connection), ...strangersAmong(signers.keys(), anchors)],
    signers: [...signers].map(([fingerprint, name]) => ({ name, fingerprint })),
  }
}

/** Records that say that they are signed, held against their signatures. */
const unsigned = (connection: Connection): readonly VerificationFinding[] => {
  const signed = connection.prepare<
    [string, string, string],
    { signerId: unknown; snapshot: unknown }
  >(
    `SELECT signer_id AS signerId, snapshot FROM signatures
     WHERE subject_table = ? AND subject_id = ? AND meaning = ?`,
  )
  // A few texts and rules stand beside a lifetime of records.
  const found = new Map<string, LyingRow>()
  const parts = new Map<string, ReturnType<typeof lyingOf>>()
  return unsignedRecords({
    rowsOf: (table, columns) => lyingRows(connection, table, columns),
    signaturesOf: (table, id, meaning) => signed.all(table, id, meaning),
    find: (table, id) => {
      const key = `${table} ${id}`
      const row =
        found.get(key) ??
        connection.prepare<[string], LyingRow>(`SELECT * FROM "${table}" WHERE id = ?`).get(id)
      if (row) found.set(key, row)
      return row ?? null
    },
    findRows: (table, column, id) => {
      // An older file has not every table; its structure is judged elsewhere.
      const statement = parts.get(table) ?? lyingOf(connection, table, column)
      parts.set(table, statement)
      return statement?.all(id) ?? []
    },
  })
}

const lyingOf = (connection: Connection, table: string, column: string) =>
  connection.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(table) === undefined
    ? null
    : connection.prepare<[string], LyingRow>(`SELECT * FROM "${table}" WHERE "${column}" = ?`)

const allSignatures = `
  SELECT s.*, p.public_key, p.name,
    (SELECT count(*) FROM change_log c WHERE c.hash = s.chain_head) AS known_head
  FROM signatures s LEFT JOIN practitioners p ON p.id = s.signer_id ORDER BY s.signed_at, s.id`
