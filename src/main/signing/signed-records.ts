import { z } from 'zod'
import type { VerificationFinding } from '#shared/audit/index.ts'
import type { SignatureMeaning } from '#shared/signing/index.ts'
import { sessionHeader } from './beside-session.ts'
import {
  type Comparison,
  differsFromConsent,
  differsFromScreening,
  differsFromSession,
  type FindRow,
  type FindRows,
  type Row,
} from './beside-signed.ts'

// What a practice and a bundle are both asked: which records say that they are signed, and whether the
// signature that says so is there.

export interface SignedRows {
  readonly rowsOf: (table: string, columns: readonly string[]) => Iterable<Row>
  readonly signaturesOf: (
    table: string,
    id: string,
    meaning: SignatureMeaning,
  ) => readonly { readonly signerId: unknown; readonly snapshot: unknown }[]
  readonly find: FindRow
  readonly findRows: FindRows
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
  /** Holds the row, and what stands beside it, against the whole snapshot. */
  readonly differs?: Comparison
  /** Columns that decide `isSigned`, or that `differs` looks at. */
  readonly columns: readonly string[]
}

const part = (name: string) => (snapshot: unknown) => fields.safeParse(snapshot).data?.[name]

const fields = z.record(z.string(), z.unknown())
const packsOf = z.object({ packs: z.array(fields) })

const signedRecords: readonly SignedRecord[] = [
  {
    table: 'sessions',
    meaning: 'treatment-performed',
    isSigned: (row) => row['signed_at'] !== null,
    facts: {},
    differs: differsFromSession,
    columns: [
      'signed_at',
      'client_id',
      'opened_at',
      'started_at',
      'consent_id',
      'screening_id',
      'identity',
      ...sessionHeader,
    ],
  },
  {
    table: 'screenings',
    meaning: 'screening-completed',
    isSigned: () => true,
    signer: 'practitioner_id',
    facts: {},
    differs: differsFromScreening,
    columns: [
      'client_id',
      'rules_id',
      'asked_by',
      'day',
      'valid_until',
      'verdict',
      'completed_at',
      'identity',
    ],
  },
  {
    table: 'consents',
    meaning: 'consent-witnessed',
    isSigned: () => true,
    facts: {},
    differs: differsFromConsent,
    columns: [
      'client_id',
      'template_id',
      'signed_at',
      'valid_until',
      'identity',
      'medium',
      'sessions_covered',
      'basis_id',
      'people',
    ],
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
export function* unsignedRecords(rows: SignedRows): Generator<VerificationFinding> {
  for (const record of signedRecords) yield* unsignedIn(rows, record)
  yield* withdrawnWithoutYes(rows)
  yield* otherScans(rows)
}

function* unsignedIn(rows: SignedRows, record: SignedRecord): Generator<VerificationFinding> {
  const { table, meaning, isSigned, subject } = record
  for (const row of rows.rowsOf(table, columnsOf(record))) {
    if (!isSigned(row)) continue
    const id = subject ? String(row[subject.column]) : row.id
    const signed = rows.signaturesOf(subject?.table ?? table, id, meaning)
    const faults = signed.map((one) => faultOf(record, row, one, rows))
    if (faults.includes(null)) continue
    yield invalid(
      `${table} ${row.id}`,
      faults[0] ?? 'This record says that it is signed, and its signature is not there.',
    )
  }
}

const invalid = (subject: string, explanation: string): VerificationFinding => ({
  code: 'signature-invalid',
  subject,
  explanation,
})

const agreedTo = z.object({
  choices: z.array(z.object({ id: z.string(), answer: z.string() })),
  signature: z.object({ kind: z.string(), scanHash: z.string().optional() }),
})

const consentOf = ({ signaturesOf }: SignedRows, consentId: unknown) => {
  const [signed] = signaturesOf('consents', String(consentId), 'consent-witnessed')
  return agreedTo.safeParse(parsed(signed?.snapshot)).data ?? null
}

/** Choices that were taken back, and are no *yes* in what was signed. */
function* withdrawnWithoutYes(rows: SignedRows): Generator<VerificationFinding> {
  for (const row of rows.rowsOf('choice_withdrawals', ['id', 'consent_id', 'choice'])) {
    const choices = consentOf(rows, row['consent_id'])?.choices ?? []
    if (choices.some(({ id, answer }) => id === row['choice'] && answer === 'yes')) continue
    yield invalid(
      `choice_withdrawals ${row.id}`,
      'It takes back a choice that the client had not made in that consent.',
    )
  }
}

/** Scans of a consent on paper that are not the one whose hash was signed. */
function* otherScans(rows: SignedRows): Generator<VerificationFinding> {
  const columns = ['id', 'consent_id', 'kind', 'attachment_id']
  for (const row of rows.rowsOf('consent_papers', columns)) {
    if (row['kind'] !== 'scan') continue
    const signature = consentOf(rows, row['consent_id'])?.signature
    const file = rows.find('attachments', String(row['attachment_id']))
    if (signature?.kind === 'paper' && file?.['content_hash'] === signature.scanHash) continue
    yield invalid(
      `consents ${String(row['consent_id'])}`,
      'The scan that is kept for this consent is not the one that was signed for.',
    )
  }
}

const faultOf = (
  record: SignedRecord,
  row: Row,
  signed: { readonly signerId: unknown; readonly snapshot: unknown },
  { find, findRows }: SignedRows,
): string | null =>
  saysTheSame(record, row, signed)
    ? (record.differs?.(row, parsed(signed.snapshot), find, findRows) ?? null)
    : 'This record says that it is signed, and what was signed is another.'

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
