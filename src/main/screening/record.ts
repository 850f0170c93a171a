import { isDeepStrictEqual } from 'node:util'
import { onceFor } from '#main/database/index.ts'
import type { SignedRecord, Signing } from '#main/signing/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import {
  historyChanges,
  type Screening,
  type ScreeningFacts,
  type ScreeningSnapshot,
  type ScreeningState,
  type ScreeningSummary,
  screeningSnapshot,
} from '#shared/screening/index.ts'
import type { StoredScreening } from './repository.ts'

/** A screening's row with what was signed for it. */
export interface Kept {
  readonly stored: StoredScreening
  readonly records: readonly SignedRecord[]
}

/** Whether row, rules and person are what the practitioner signed. */
const isAsSigned = (
  { row, version }: StoredScreening,
  snapshot: ScreeningSnapshot,
  signing: Signing,
): boolean =>
  row.identity !== null &&
  isDeepStrictEqual(
    {
      screeningId: snapshot.screeningId,
      client: snapshot.client,
      rules: snapshot.rules,
      practitionerId: snapshot.practitioner.id,
      askedBy: snapshot.askedBy,
      day: snapshot.day,
      validUntil: snapshot.validUntil,
      completedAt: snapshot.completedAt,
      verdict: snapshot.verdict,
    },
    {
      screeningId: row.id,
      client: { id: row.clientId, identityCommitment: signing.commitmentOf(row.identity) },
      rules: { id: version.row.id, version: version.row.version, hash: version.hash },
      practitionerId: row.practitionerId,
      askedBy: row.askedBy,
      day: row.day,
      validUntil: row.validUntil,
      completedAt: row.completedAt,
      verdict: row.verdict,
    },
  )

const read = onceFor((snapshot: unknown) => screeningSnapshot.safeParse(snapshot))

const readSnapshot = (records: readonly SignedRecord[]) => {
  const record = records.find(({ signature }) => signature.meaning === 'screening-completed')
  const snapshot = read(record?.snapshot)
  return record && snapshot.success ? { record, snapshot: snapshot.data } : null
}

export const snapshotOf = ({ records }: Kept): ScreeningSnapshot | null =>
  readSnapshot(records)?.snapshot ?? null

const holds = ({ stored, records }: Kept, signing: Signing): boolean => {
  const read = readSnapshot(records)
  return (
    read?.record.state === 'valid' &&
    read.record.signature.signerId === stored.row.practitionerId &&
    isAsSigned(stored, read.snapshot, signing)
  )
}

interface Now {
  readonly signing: Signing
  readonly today: CalendarDate
  /** The client's newest screening. */
  readonly newest: boolean
}

export const summaryOf = (kept: Kept, { signing, today, newest }: Now): ScreeningSummary => {
  const { row, version } = kept.stored
  return {
    id: row.id,
    clientId: row.clientId,
    day: row.day,
    validUntil: row.validUntil,
    completedAt: row.completedAt,
    askedBy: row.askedBy,
    rulesVersion: version.row.version,
    verdict: row.verdict,
    state: stateOf(row, { holds: holds(kept, signing), today, newest }),
  }
}

const stateOf = (
  { day, validUntil }: Pick<StoredScreening['row'], 'day' | 'validUntil'>,
  {
    holds: asSigned,
    today,
    newest,
  }: { readonly holds: boolean; readonly today: CalendarDate; readonly newest: boolean },
): ScreeningState => {
  if (!asSigned) return 'invalid'
  if (!newest) return 'earlier'
  return today < day || validUntil < today ? 'expired' : 'valid'
}

/** What the gate needs; without a readable copy of what was signed it has no answers and is invalid. */
export const factsOf = (kept: Kept, now: Now): ScreeningFacts => {
  const read = readSnapshot(kept.records)
  return {
    ...summaryOf(kept, now),
    snapshotHash: read?.record.signature.snapshotHash ?? '',
    answers:
      read?.snapshot.answers.map(({ text: _text, label: _label, ...answer }) => answer) ?? [],
  }
}

/**
 * Null when nothing that could be shown is left of what was signed.
 * @param before what was signed for the screening before it; null: there is none
 */
export const screeningRecord = (
  kept: Kept,
  before: ScreeningSnapshot | null,
  now: Now,
): Screening | null => {
  const read = readSnapshot(kept.records)
  const { identity } = kept.stored.row
  if (!read || !identity) return null
  const summary = summaryOf(kept, now)
  return {
    ...summary,
    identity,
    snapshot: read.snapshot,
    snapshotHash: read.record.signature.snapshotHash,
    signature: read.record.signature,
    signatureState: summary.state === 'invalid' ? 'invalid' : 'valid',
    changes: before && [...historyChanges(before, read.snapshot)],
  }
}
