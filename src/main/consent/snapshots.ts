import { isDeepStrictEqual } from 'node:util'
import { onceFor } from '#main/database/index.ts'
import type { SignedRecord, Signing } from '#main/signing/index.ts'
import {
  type ConsentSnapshot,
  consentSnapshot,
  firstConsentSnapshot,
} from '#shared/consent/index.ts'
import type { StoredConsent } from './repository.ts'

export interface ReadSnapshot {
  readonly record: SignedRecord
  readonly snapshot: ConsentSnapshot
  /** The first format knew ticks and no initials: nothing can be carried over from it. */
  readonly isFirstFormat: boolean
}

/** What was signed, of either format, as the second one shows it. Null: nothing of it can be read. */
export const readSnapshot = (records: readonly SignedRecord[]): ReadSnapshot | null => {
  const record = records.find(({ signature }) => signature.meaning === 'consent-witnessed')
  if (!record) return null
  const signed = read(record.snapshot)
  return signed && { record, ...signed }
}

const read = onceFor((signed: unknown): Omit<ReadSnapshot, 'record'> | null => {
  const second = consentSnapshot.safeParse(signed)
  if (second.success) return { snapshot: second.data, isFirstFormat: false }
  const first = firstConsentSnapshot.safeParse(signed)
  return first.success ? { snapshot: asSecond(first.data), isFirstFormat: true } : null
})

const asSecond = ({
  acknowledged,
  strokes,
  ...kept
}: ReturnType<typeof firstConsentSnapshot.parse>): ConsentSnapshot => ({
  ...kept,
  format: 'stratum-consent-2',
  medium: 'screen',
  merged: {},
  acknowledged: acknowledged.map((id) => ({ id, initials: null, at: null, carriedFrom: null })),
  changes: [],
  basis: null,
  choices: [],
  signature: { kind: 'drawn', strokes },
  furtherSignatures: { guardian: null, interpreter: null, witness: null },
  peopleCommitment: null,
  givenAt: kept.presentedAt,
  sessionsCovered: null,
  device: '',
})

/** Whether the row, its template and its people are what the practitioner countersigned. */
export const isAsSigned = (
  { row, template }: StoredConsent,
  { record, snapshot }: ReadSnapshot,
  signing: Signing,
): boolean =>
  record.state === 'valid' &&
  !row.isDamaged &&
  row.identity !== null &&
  // A gate asks for every consent of a client, and canonical JSON of a text takes ten times as long.
  isDeepStrictEqual(
    {
      consentId: snapshot.consentId,
      medium: snapshot.medium,
      client: snapshot.client,
      template: snapshot.template,
      basisId: snapshot.basis?.consentId ?? null,
      peopleCommitment: snapshot.peopleCommitment,
      signedAt: snapshot.signedAt,
      validUntil: snapshot.validUntil,
      sessionsCovered: snapshot.sessionsCovered,
      practitionerId: snapshot.practitioner.id,
    },
    {
      consentId: row.id,
      medium: row.medium,
      client: { id: row.clientId, identityCommitment: signing.commitmentOf(row.identity) },
      template: {
        id: template.id,
        kind: template.kind,
        version: template.version,
        language: template.language,
        text: template.text,
      },
      basisId: row.basisId,
      peopleCommitment: row.people && signing.commitmentOfNames(row.people),
      signedAt: row.signedAt,
      validUntil: row.validUntil,
      sessionsCovered: row.sessionsCovered,
      practitionerId: record.signature.signerId,
    },
  )
