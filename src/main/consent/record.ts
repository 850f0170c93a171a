import { isDeepStrictEqual } from 'node:util'
import type { SignedRecord, Signing } from '#main/signing/index.ts'
import {
  type Consent,
  type ConsentSnapshot,
  type ConsentSummary,
  consentSnapshot,
  consentStateOn,
} from '#shared/consent/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import type { StoredConsent } from './repository.ts'

/** Whether the row, its template and its person are what the practitioner countersigned. */
const isAsSigned = (
  { row, template }: StoredConsent,
  snapshot: ConsentSnapshot,
  signing: Signing,
): boolean =>
  row.identity !== null &&
  // A gate asks for every consent of a client, and canonical JSON of a text takes ten times as long.
  isDeepStrictEqual(
    {
      consentId: snapshot.consentId,
      client: snapshot.client,
      template: snapshot.template,
      signedAt: snapshot.signedAt,
      validUntil: snapshot.validUntil,
    },
    {
      consentId: row.id,
      client: { id: row.clientId, identityCommitment: signing.commitmentOf(row.identity) },
      template: {
        id: template.id,
        kind: template.kind,
        version: template.version,
        language: template.language,
        text: template.text,
      },
      signedAt: row.signedAt,
      validUntil: row.validUntil,
    },
  )

const readSnapshot = (records: readonly SignedRecord[]) => {
  const record = records.find(({ signature }) => signature.meaning === 'consent-witnessed')
  const snapshot = consentSnapshot.safeParse(record?.snapshot)
  return record && snapshot.success ? { record, snapshot: snapshot.data } : null
}

const holds = (
  stored: StoredConsent,
  records: readonly SignedRecord[],
  signing: Signing,
): boolean => {
  const read = readSnapshot(records)
  return read?.record.state === 'valid' && isAsSigned(stored, read.snapshot, signing)
}

export const summaryOf = (
  stored: StoredConsent,
  records: readonly SignedRecord[],
  signing: Signing,
  today: CalendarDate,
): ConsentSummary => {
  const { row, template } = stored
  return {
    id: row.id,
    clientId: row.clientId,
    title: template.text.title,
    templateVersion: template.version,
    signedAt: row.signedAt,
    validUntil: row.validUntil,
    state: consentStateOn(
      {
        validUntil: row.validUntil,
        withdrawnOn: row.withdrawnOn,
        templateCurrent: template.current,
        signatureHolds: holds(stored, records, signing),
      },
      today,
    ),
    withdrawnOn: row.withdrawnOn,
    withdrawalReason: row.withdrawalReason,
  }
}

/** Null when nothing that could be shown was left of what was signed. */
export const consentRecord = (
  stored: StoredConsent,
  records: readonly SignedRecord[],
  signing: Signing,
  today: CalendarDate,
): Consent | null => {
  const read = readSnapshot(records)
  const { identity } = stored.row
  if (!read || !identity) return null
  const summary = summaryOf(stored, records, signing, today)
  return {
    ...summary,
    identity,
    snapshot: read.snapshot,
    snapshotHash: read.record.signature.snapshotHash,
    signature: read.record.signature,
    signatureState: summary.state === 'invalid' ? 'invalid' : 'valid',
  }
}
