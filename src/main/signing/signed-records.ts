import { z } from 'zod'
import type { VerificationFinding } from '#shared/audit/index.ts'
import { type SignatureMeaning, signature } from '#shared/signing/index.ts'

// What a practice and a bundle are both asked: which records say that they are signed, and whether the
// signature that says so is there.

/** A row as the database has it, of the columns that were asked for. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: string }

export interface SignedRows {
  readonly rowsOf: (table: string, columns: readonly string[]) => readonly Row[]
  readonly signaturesOf: (
    table: string,
    id: string,
    meaning: SignatureMeaning,
  ) => readonly { readonly signerId: unknown; readonly snapshot: unknown }[]
}

interface SignedRecord {
  readonly table: string
  readonly meaning: SignatureMeaning
  readonly isSigned: (row: Row) => boolean
  /** Where the signature hangs, when it is not on the row itself. */
  readonly subject?: { readonly table: string; readonly column: string }
  /** The column that names who signed. */
  readonly signer?: string
  /** Names in the snapshot, and the columns that say the same. */
  readonly facts: Readonly<Record<string, string>>
  /** The part of the snapshot, its JSON read, that is about this row. */
  readonly within?: (snapshot: unknown, row: Row) => unknown
  /** Columns that decide `isSigned`. */
  readonly columns: readonly string[]
}

const part = (name: string) => (snapshot: unknown) => fields.safeParse(snapshot).data?.[name]

const fields = z.record(z.string(), z.unknown())
const packsOf = z.object({ packs: z.array(fields) })

const aboutClientAndRules = z.looseObject({
  client: z.object({ id: z.string() }),
  rules: z.object({ id: z.string() }),
})

const withClientAndRules = (snapshot: unknown): unknown => {
  const read = aboutClientAndRules.safeParse(snapshot).data
  return read && { ...read, clientId: read.client.id, rulesId: read.rules.id }
}

const signedRecords: readonly SignedRecord[] = [
  {
    table: 'sessions',
    meaning: 'treatment-performed',
    isSigned: (row) => row['signed_at'] !== null,
    facts: {},
    columns: ['signed_at'],
  },
  {
    table: 'consents',
    meaning: 'consent-witnessed',
    isSigned: () => true,
    facts: {},
    columns: [],
  },
  {
    table: 'screenings',
    meaning: 'screening-completed',
    isSigned: () => true,
    signer: 'practitioner_id',
    facts: {
      screeningId: 'id',
      clientId: 'client_id',
      rulesId: 'rules_id',
      askedBy: 'asked_by',
      day: 'day',
      validUntil: 'valid_until',
      verdict: 'verdict',
      completedAt: 'completed_at',
    },
    within: withClientAndRules,
    columns: [],
  },
  { table: 'addenda', meaning: 'addendum', isSigned: () => true, facts: {}, columns: [] },
  {
    table: 'loads',
    meaning: 'load-released',
    isSigned: (row) => row['state'] === 'released',
    signer: 'decided_by',
    facts: {
      loadId: 'id',
      cycleNumber: 'cycle_number',
      startedAt: 'started_at',
      temperature: 'temperature',
      holdSeconds: 'hold_seconds',
      indicatorResult: 'indicator_result',
    },
    columns: ['state'],
  },
  {
    table: 'packs',
    meaning: 'packs-released',
    isSigned: (row) => row['released_at'] !== null,
    subject: { table: 'loads', column: 'load_id' },
    signer: 'released_by',
    facts: { label: 'label', contents: 'contents', sterileUntil: 'sterile_until' },
    within: (snapshot, { id }) =>
      packsOf.safeParse(snapshot).data?.packs.find((pack) => pack['id'] === id),
    columns: ['released_at'],
  },
  {
    table: 'spore_tests',
    meaning: 'spore-test-read',
    isSigned: (row) => row['read_at'] !== null,
    signer: 'read_by',
    facts: { id: 'id', loadId: 'load_id', result: 'result', readAt: 'read_at' },
    within: part('test'),
    columns: [],
  },
  {
    table: 'recall_steps',
    meaning: 'recall-step',
    isSigned: () => true,
    signer: 'recorded_by',
    facts: { id: 'id', recallId: 'recall_id', kind: 'kind', note: 'note' },
    within: part('step'),
    columns: [],
  },
]

/** Records that say that they are signed, and no signature of that meaning says the same. */
export const unsignedRecords = ({
  rowsOf,
  signaturesOf,
}: SignedRows): readonly VerificationFinding[] =>
  signedRecords.flatMap((record) => {
    const { table, meaning, isSigned, subject } = record
    return rowsOf(table, columnsOf(record))
      .filter(isSigned)
      .flatMap((row) => {
        const id = subject ? String(row[subject.column]) : row.id
        const signed = signaturesOf(subject?.table ?? table, id, meaning)
        if (signed.some((one) => saysTheSame(record, row, one))) return []
        return [
          {
            code: 'signature-invalid' as const,
            subject: `${table} ${row.id}`,
            explanation:
              signed.length === 0
                ? 'This record says that it is signed, and its signature is not there.'
                : 'This record says that it is signed, and what was signed is another.',
          },
        ]
      })
  })

const columnsOf = ({ columns, facts, signer, subject }: SignedRecord): readonly string[] => [
  ...new Set([
    'id',
    ...columns,
    ...Object.values(facts),
    ...(signer ? [signer] : []),
    ...(subject ? [subject.column] : []),
  ]),
]

const saysTheSame = (
  { facts, signer, within }: SignedRecord,
  row: Row,
  { signerId, snapshot }: { readonly signerId: unknown; readonly snapshot: unknown },
): boolean => {
  if (signer && row[signer] !== signerId) return false
  const names = Object.entries(facts)
  if (names.length === 0) return true
  const read = parsed(snapshot)
  const said = fields.safeParse(within ? within(read, row) : read)
  return said.success && names.every(([name, column]) => said.data[name] === row[column])
}

const parsed = (text: unknown): unknown => {
  try {
    return typeof text === 'string' ? (JSON.parse(text) as unknown) : null
  } catch {
    return null
  }
}

/** A row of `signatures` as it lies in the database. */
export const signatureOf = (row: object) =>
  signature.safeParse(
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
        value,
      ]),
    ),
  )

/** Keys that are none of the fingerprints from paper; without any, none is a stranger. */
export const strangersAmong = (
  fingerprints: Iterable<string>,
  anchors: readonly string[],
): readonly VerificationFinding[] => {
  const plain = (fingerprint: string) => fingerprint.replace(/\s/g, '').toLowerCase()
  const trusted = new Set(anchors.map(plain))
  return [...fingerprints]
    .filter((fingerprint) => trusted.size > 0 && !trusted.has(plain(fingerprint)))
    .map((fingerprint) => ({
      code: 'signer-unknown' as const,
      subject: `key ${fingerprint}`,
      explanation: 'This key is not among the fingerprints that were given.',
    }))
}
