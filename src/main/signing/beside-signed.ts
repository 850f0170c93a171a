import { canonical, type LyingRow, sha256 } from '#main/database/index.ts'
import { sealedIdentity } from '#shared/signing/index.ts'
import { z } from 'zod'
import { sessionRowsAgree } from './beside-session.ts'
import { identityCommitment, namesCommitment } from './message.ts'

// What stands beside a signed snapshot in rows of its own: the record, the person it is about, further
// people, the text or the rules. Each must say what was signed. Rows come from a database, with JSON as
// text, or from a bundle, with JSON read.

/** A row as it lies in the database, or in a bundle. */
export type Row = LyingRow

/** The row of a table; null when it is not there. */
export type FindRow = (table: string, id: string) => Row | null

/** Rows of a table whose column names an id. */
export type FindRows = (table: string, column: string, id: string) => readonly Row[]

/** Why the rows beside a snapshot are not what was signed; null: they are. */
export type Comparison = (
  row: Row,
  snapshot: unknown,
  find: FindRow,
  findRows: FindRows,
) => string | null

const otherPerson = 'The person named beside this record is not the one that was signed.'
const otherRecord = 'This record says that it is signed, and what was signed is another.'
const otherPeople = 'The people named beside this consent are not those that were signed.'
const otherText = 'The text beside this consent is not the one that was signed.'
const otherRules = 'The rules beside this screening are not those that judged it.'

const otherChart = 'What is kept of this session is not the chart that was signed.'

export const differsFromSession: Comparison = (row, snapshot, _find, findRows) => {
  const read = signedSession.safeParse(snapshot)
  if (!read.success || !isNamed(row, read.data)) return otherPerson
  const { sessionId, client, openedAt, startedAt, consent, screening } = read.data
  const isRow = sameValues(
    [sessionId, client.id, openedAt, startedAt, consent?.id ?? null, screening?.id ?? null],
    [
      row.id,
      row['client_id'],
      row['opened_at'],
      row['started_at'],
      row['consent_id'],
      row['screening_id'] ?? null,
    ],
  )
  if (!isRow) return otherRecord
  return sessionRowsAgree(row, snapshot, (table) => findRows(table, 'session_id', row.id))
    ? null
    : otherChart
}

const signedSession = z.object({
  sessionId: z.string(),
  client: z.object({ id: z.string(), identityCommitment: z.string() }),
  openedAt: z.string(),
  startedAt: z.string().nullable(),
  consent: z.object({ id: z.string() }).nullable(),
  /** Absent in records from before screenings were kept. */
  screening: z.object({ id: z.string() }).nullable().default(null),
})

const signedScreening = z.object({
  screeningId: z.string(),
  client: z.object({ id: z.string(), identityCommitment: z.string() }),
  rules: z.object({ id: z.string(), version: z.number(), hash: z.string() }),
  practitioner: z.object({ id: z.string() }),
  askedBy: z.string(),
  day: z.string(),
  validUntil: z.string(),
  verdict: z.string(),
  completedAt: z.string(),
})

export const differsFromScreening: Comparison = (row, snapshot, find) => {
  const read = signedScreening.safeParse(snapshot)
  if (!read.success) return otherRecord
  const signed = read.data
  if (!isNamed(row, signed)) return otherPerson
  const { screeningId, client, rules, practitioner, askedBy, day, validUntil, verdict } = signed
  const isRow = sameValues(
    [screeningId, client.id, rules.id, practitioner.id, askedBy, day, validUntil, verdict],
    [
      row.id,
      row['client_id'],
      row['rules_id'],
      row['practitioner_id'],
      row['asked_by'],
      row['day'],
      row['valid_until'],
      row['verdict'],
    ],
  )
  if (!isRow || signed.completedAt !== row['completed_at']) return otherRecord
  const version = find('screening_rules', rules.id)
  return version?.['version'] === rules.version && rulesHash(version) === rules.hash
    ? null
    : otherRules
}

const hashes = new WeakMap<Row, string>()

const rulesHash = (row: Row): string => {
  const known = hashes.get(row)
  if (known !== undefined) return known
  const hash = sha256(canonical(jsonOf(row['body'])))
  hashes.set(row, hash)
  return hash
}

const json = z.record(z.string(), z.unknown())

const template = z.object({
  id: z.string(),
  kind: z.string(),
  version: z.number(),
  language: z.string(),
  text: json,
})

/** Either format: the first one knew nothing of what has a default here. */
const signedConsent = z.object({
  consentId: z.string(),
  client: z.object({ id: z.string(), identityCommitment: z.string() }),
  template,
  signedAt: z.string(),
  validUntil: z.string(),
  medium: z.string().default('screen'),
  sessionsCovered: z.number().nullable().default(null),
  basis: z.object({ consentId: z.string() }).nullable().default(null),
  peopleCommitment: z.string().nullable().default(null),
})

export const differsFromConsent: Comparison = (row, snapshot, find) => {
  const read = signedConsent.safeParse(snapshot)
  if (!read.success) return otherRecord
  const signed = read.data
  if (!isNamed(row, signed)) return otherPerson
  const isRow = sameValues(
    [signed.consentId, signed.client.id, signed.template.id, signed.signedAt, signed.validUntil],
    [row.id, row['client_id'], row['template_id'], row['signed_at'], row['valid_until']],
  )
  // A first consent has nothing of what came later, and a row of that time no columns for it.
  const isLater = sameValues(
    [signed.medium, signed.sessionsCovered, signed.basis?.consentId ?? null],
    [row['medium'] ?? 'screen', row['sessions_covered'] ?? null, row['basis_id'] ?? null],
  )
  if (!isRow || !isLater) return otherRecord
  if (peopleOf(row) !== signed.peopleCommitment) return otherPeople
  return isTemplate(find('consent_templates', signed.template.id), signed.template)
    ? null
    : otherText
}

const isTemplate = (row: Row | null, signed: z.infer<typeof template>): boolean =>
  row !== null &&
  sameValues(
    [signed.kind, signed.version, signed.language, canonical(filledIn(signed.text))],
    [row['kind'], row['version'], row['language'], canonicalText(row)],
  )

const sections = z.array(json).catch([])

/** A text that was published before a part of texts was there, with what it means by saying nothing. */
const filledIn = (text: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
  choices: [],
  validity: { days: null, sessions: null },
  covers: 'practice',
  ...text,
  sections: sections.parse(text['sections']).map((section) => ({ covers: [], ...section })),
})

// Of a lifetime of consents most are to a few texts.
const texts = new WeakMap<Row, string | null>()

const canonicalText = (row: Row): string | null => {
  const known = texts.get(row)
  if (known !== undefined) return known
  const read = json.safeParse(jsonOf(row['text']))
  const text = read.success ? canonical(filledIn(read.data)) : null
  texts.set(row, text)
  return text
}

const isNamed = (
  row: Row,
  signed: { readonly client: { readonly identityCommitment: string } },
): boolean => {
  const identity = sealedIdentity.safeParse(jsonOf(row['identity']))
  return identity.success && identityCommitment(identity.data) === signed.client.identityCommitment
}

const people = z.looseObject({ salt: z.string() })

/** The commitment of the names beside a consent; null: there are none. */
const peopleOf = (row: Row): string | null => {
  const beside = jsonOf(row['people'] ?? null)
  if (beside === null) return null
  const read = people.safeParse(beside)
  return read.success ? namesCommitment(read.data) : 'unreadable'
}

const sameValues = (said: readonly unknown[], found: readonly unknown[]): boolean =>
  said.every((value, index) => value === found[index])

/** A value that may be JSON text, read; null when it is none. */
const jsonOf = (value: unknown): unknown => {
  if (typeof value !== 'string') return value ?? null
  try {
    return JSON.parse(value) as unknown
  } catch {
    return null
  }
}
