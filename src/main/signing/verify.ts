import type { NamedHead } from '#main/audit/index.ts'
import {
  type Connection,
  contentOf,
  isSupervised,
  type LyingRow,
  lyingRows,
} from '#main/database/index.ts'
import { fingerprintOf } from '#main/vault/index.ts'
import type { VerificationFinding } from '#shared/audit/index.ts'
import { asSignedRow } from './lying.ts'
import { signatureHolds } from './message.ts'
import { strangersAmong, unsignedRecords } from './signed-records.ts'

interface Row extends Readonly<Record<string, unknown>> {
  readonly id: string
  readonly subject_table: string
  readonly subject_id: string
  readonly snapshot_hash: Uint8Array
  readonly supervised: number
  readonly public_key: string | null
  readonly name: string | null
}

export interface SignaturesReport {
  readonly signatures: number
  readonly findings: readonly VerificationFinding[]
  readonly signers: readonly { readonly name: string; readonly fingerprint: string }[]
}

export interface SignaturesCheck {
  /** Fingerprints from paper; when there are any, a signer whose key is not among them is a finding. */
  readonly anchors?: readonly string[]
  /** Signatures whose head the change log never had, by their ids. */
  readonly unknownHeads?: readonly string[]
  /** Only signatures that name a head of at least this many entries, and not the records themselves. */
  readonly since?: number
}

/** The heads that signatures name, in the order of their sizes. */
export const signatureHeads = (connection: Connection, since = 0): Iterable<NamedHead> =>
  connection
    .prepare<[number], NamedHead>(
      `SELECT id AS by, head_form AS form, head_size AS size, head FROM signatures
       WHERE head_size >= ? ORDER BY head_size`,
    )
    .iterate(since)

/**
 * Checks every signature of a records file: the content that it names, the signer's key, and that the log
 * had the head that it names; and that each record that says that it is signed has a signature of that
 * meaning that says the same.
 */
export const verifySignatures = (
  connection: Connection,
  { anchors = [], unknownHeads = [], since = 0 }: SignaturesCheck,
): SignaturesReport => {
  const findings: VerificationFinding[] = []
  const signers = new Map<string, string>()
  const unknown = new Set(unknownHeads)
  let count = 0
  for (const row of connection.prepare<[number], Row>(signaturesFrom).iterate(since)) {
    count += 1
    if (row.public_key !== null) signers.set(fingerprintOf(row.public_key), row.name ?? '')
    const explanation = faultOf(connection, row, unknown)
    if (explanation === null) continue
    const subject = `signatures ${row.id} of ${row.subject_table} ${row.subject_id}`
    findings.push({ code: 'signature-invalid', subject, explanation })
  }
  const unsigned = since === 0 ? [...unsignedRecords(rowsIn(connection))] : []
  return {
    signatures: count,
    findings: [...findings, ...unsigned, ...strangersAmong(signers.keys(), anchors)],
    signers: [...signers].map(([fingerprint, name]) => ({ name, fingerprint })),
  }
}

const signaturesFrom = `
  SELECT s.*, p.public_key, p.name
  FROM signatures s LEFT JOIN practitioners p ON p.id = s.signer_id WHERE s.head_size >= ?`

const faultOf = (
  connection: Connection,
  row: Row,
  unknownHeads: ReadonlySet<string>,
): string | null => {
  const read = asSignedRow(row)
  if (!read.success || row.public_key === null)
    return 'The signature cannot be read, or its signer is not in the practice.'
  const snapshot = contentOf(connection, row.snapshot_hash)
  if (snapshot === null) return 'What was signed is not there, or cannot be read.'
  if (!signatureHolds(read.data, snapshot, row.public_key))
    return 'The record is not the one that was signed.'
  if (unknownHeads.has(row.id))
    return 'The signature names a moment of the change log that is not there.'
  return isSupervised(snapshot) === (row.supervised === 1)
    ? null
    : 'Whether a supervisor is to countersign is not as what was signed says.'
}

/** Few texts and rules stand beside a lifetime of records; everything else is read when it is asked for. */
const kept: ReadonlySet<string> = new Set(['consent_templates', 'screening_rules'])

const rowsIn = (connection: Connection): Parameters<typeof unsignedRecords>[0] => {
  const signed = connection.prepare<
    [string, string, string],
    { signerId: unknown; snapshotHash: Uint8Array }
  >(
    `SELECT signer_id AS signerId, snapshot_hash AS snapshotHash FROM signatures
     WHERE subject_table = ? AND subject_id = ? AND meaning = ?`,
  )
  const found = new Map<string, LyingRow>()
  const parts = new Map<string, ReturnType<typeof lyingOf>>()
  const partOf = (table: string, column: string) => {
    // An older file has not every table; its structure is judged elsewhere.
    const key = `${table} ${column}`
    const statement = parts.get(key) ?? lyingOf(connection, table, column)
    parts.set(key, statement)
    return statement
  }
  return {
    rowsOf: (table, columns) => lyingRows(connection, table, columns),
    signaturesOf: (table, id, meaning) =>
      signed.all(table, id, meaning).map(({ signerId, snapshotHash }) => ({
        signerId,
        snapshot: contentOf(connection, snapshotHash),
      })),
    find: (table, id) => {
      const key = `${table} ${id}`
      const row = found.get(key) ?? partOf(table, 'id')?.get(id) ?? null
      if (row && kept.has(table)) found.set(key, row)
      return row
    },
    findRows: (table, column, id) => partOf(table, column)?.all(id) ?? [],
  }
}

const lyingOf = (connection: Connection, table: string, column: string) =>
  connection.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(table) === undefined
    ? null
    : connection.prepare<[string], LyingRow>(`SELECT * FROM "${table}" WHERE "${column}" = ?`)
