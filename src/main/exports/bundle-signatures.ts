import { genesis } from '#main/database/index.ts'
import {
  asSignedRow,
  signatureHolds,
  strangersAmong,
  unsignedRecords,
} from '#main/signing/index.ts'
import { fingerprintOf } from '#main/vault/index.ts'
import { z } from 'zod'
import type { VerificationFinding } from '#shared/audit/index.ts'
import { signature } from '#shared/signing/index.ts'
import type { BundleRow } from './bundle-format.ts'
import type { KeptRows } from './bundle-rows.ts'

export interface SignatureCheck {
  readonly count: number
  readonly findings: readonly VerificationFinding[]
  readonly signers: readonly { readonly name: string; readonly fingerprint: string }[]
}

export interface SignatureSources {
  readonly kept: KeptRows
  /** Whether the log had this head. */
  readonly knowsHead: (head: string) => boolean
  /** What is kept under a hash, in hexadecimal. */
  readonly contentOf: (hash: string) => string | null
  readonly anchors: readonly string[]
}

/** Checks each signature, and that signed rows have theirs and say what was signed. */
export const createSignatureCheck = ({
  kept,
  knowsHead,
  contentOf,
  anchors,
}: SignatureSources): SignatureCheck => {
  const people = new Map(
    (kept.get('practitioners') ?? []).map((row) => [row.id, person.safeParse(row).data] as const),
  )
  const signers = new Map<string, string>()
  const rows = kept.get('signatures') ?? []
  const invalid = rows.flatMap((row) => {
    const explanation = faultOf(row)
    return explanation === null
      ? []
      : [
          signatureFinding(
            `signatures ${row.id} of ${String(row['subject_table'])} ${String(row['subject_id'])}`,
            explanation,
          ),
        ]
  })

  return {
    count: rows.length,
    findings: [
      ...invalid,
      ...unsignedRows(kept, contentOf),
      ...strangersAmong(signers.keys(), anchors),
    ],
    signers: [...signers].map(([fingerprint, name]) => ({ name, fingerprint })),
  }

  function faultOf(row: BundleRow): string | null {
    const { read, snapshot } = signedIn(row, contentOf)
    const signer = read.success ? people.get(read.data.signerId) : undefined
    if (!read.success || signer === undefined || snapshot === null) {
      return 'The signature cannot be read, or its signer or what was signed is not in the bundle.'
    }
    signers.set(fingerprintOf(signer.public_key), signer.name)
    if (!signatureHolds(read.data, snapshot, signer.public_key)) {
      return 'The record is not the one that was signed.'
    }
    return knowsHead(read.data.chainHead) || read.data.chainHead === genesis
      ? null
      : 'The signature names a moment of the change log that is not there.'
  }
}

/** A signature and what it is about: in a bundle of before release 5 the row holds both as text. */
const signedIn = (row: BundleRow, contentOf: SignatureSources['contentOf']) => {
  const inside = row['snapshot']
  if (typeof inside === 'string') {
    const names = Object.entries(row).map(([name, value]) => [
      name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ])
    return { read: signature.safeParse(Object.fromEntries(names)), snapshot: inside }
  }
  const read = asSignedRow({
    ...row,
    ...Object.fromEntries(
      ['snapshot_hash', 'head', 'value'].map((name) => [
        name,
        Buffer.from(String(row[name]), 'hex'),
      ]),
    ),
  })
  return { read, snapshot: read.success ? contentOf(read.data.snapshotHash) : null }
}

const person = z.object({ name: z.string(), public_key: z.string() })

const signatureFinding = (subject: string, explanation: string): VerificationFinding => ({
  code: 'signature-invalid',
  subject,
  explanation,
})

const unsignedRows = (
  kept: KeptRows,
  contentOf: SignatureSources['contentOf'],
): readonly VerificationFinding[] => {
  const signatures = bySubject(kept)
  const byColumn = new Map<string, ReadonlyMap<unknown, readonly BundleRow[]>>()
  const byId = new Map<string, ReadonlyMap<string, BundleRow>>()
  const found = unsignedRecords({
    rowsOf: (table) => kept.get(table) ?? [],
    signaturesOf: (table, id, meaning) =>
      (signatures.get(`${table} ${id} ${meaning}`) ?? []).map((row) => ({
        signerId: row['signer_id'],
        snapshot: signedIn(row, contentOf).snapshot,
      })),
    findRows: (table, column, id) => {
      const key = `${table} ${column}`
      const grouped =
        byColumn.get(key) ?? Map.groupBy(kept.get(table) ?? [], (row): unknown => row[column])
      byColumn.set(key, grouped)
      return grouped.get(id) ?? []
    },
    find: (table, id) => {
      const rows =
        byId.get(table) ?? new Map((kept.get(table) ?? []).map((row) => [row.id, row] as const))
      byId.set(table, rows)
      return rows.get(id) ?? null
    },
  })
  return [...found]
}

const bySubject = (kept: KeptRows) =>
  Map.groupBy(
    kept.get('signatures') ?? [],
    (row) =>
      `${String(row['subject_table'])} ${String(row['subject_id'])} ${String(row['meaning'])}`,
  )
