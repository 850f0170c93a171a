import type { Attachments } from '#main/attachments/index.ts'
import type { ReadDb } from '#main/database/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Signing } from '#main/signing/index.ts'
import {
  type Consent,
  type ConsentState,
  type ConsentSummary,
  consentStateOn,
  mergeText,
  type PaperState,
} from '#shared/consent/index.ts'
import { type CalendarDate, type Instant, toCalendarDate, toInstant } from '#shared/kernel/index.ts'
import * as beside from './beside.ts'
import type { StoredConsent } from './repository.ts'
import { isAsSigned, type ReadSnapshot, readSnapshot } from './snapshots.ts'

interface Dependencies {
  readonly practice: Practice
  readonly signing: Signing
  readonly attachments: Attachments
}

export type Records = ReturnType<typeof createRecords>

/** A signed consent with what stands beside it, and whether it still is what was signed. */
export const createRecords = ({ practice, signing, attachments }: Dependencies) => {
  const read = (db: ReadDb, { row }: StoredConsent): ReadSnapshot | null =>
    readSnapshot(signing.of(db, 'consents', row.id))

  const stateOf = (
    db: ReadDb,
    { row, template, sessionsUsed }: StoredConsent,
    holds: boolean,
  ): ConsentState =>
    consentStateOn(
      {
        validUntil: row.validUntil,
        withdrawnOn: row.withdrawnOn,
        templateCurrent: template.current,
        signatureHolds: holds,
        sessionsCovered: row.sessionsCovered,
        sessionsUsed,
      },
      practice.today(db),
    )

  const paperState = (
    db: ReadDb,
    { medium, id }: StoredConsent['row'],
    found: ReadSnapshot | null,
  ): PaperState => {
    const papers = beside.listPapers(db, id)
    const of = (kind: beside.Paper['kind']): PaperState => {
      const paper = papers.find((each) => each.kind === kind)
      return paper ? fileStates[attachments.state(db, paper.attachmentId)] : 'missing'
    }
    if (medium === 'screen') return of('sealed')
    const scan = of('scan')
    if (scan !== 'whole') return scan
    const scanId = papers.find(({ kind }) => kind === 'scan')?.attachmentId
    const signature = found?.snapshot.signature
    const isSigned =
      scanId !== undefined &&
      signature?.kind === 'paper' &&
      attachments.of(db, scanId).contentHash === signature.scanHash
    return isSigned && of('sealed') !== 'changed' ? 'whole' : 'changed'
  }

  const summaryOf = (
    db: ReadDb,
    stored: StoredConsent,
    found: ReadSnapshot | null,
  ): ConsentSummary => {
    const { row, template } = stored
    const signed = found?.snapshot
    const holds = found !== null && isAsSigned(stored, found, signing)
    // A row that was damaged is shown with what was signed: it still is somebody's consent.
    const shown = row.isDamaged ? readableDays(signed) : row
    const text = signed?.template.text ?? template.text
    const takenBack = beside.listWithdrawals(db, row.id)
    return {
      id: row.id,
      clientId: row.clientId,
      kind: template.kind,
      title: text?.title ?? unreadableTitle,
      templateVersion: template.version,
      medium: shown.medium,
      signedAt: shown.signedAt,
      validUntil: shown.validUntil,
      sessionsCovered: shown.sessionsCovered,
      sessionsUsed: stored.sessionsUsed,
      state: stateOf(db, stored, holds),
      withdrawnOn: shown.withdrawnOn,
      withdrawalReason: shown.withdrawnOn === null ? null : row.withdrawalReason,
      choices: (signed?.choices ?? []).map(({ id, answer }) => ({
        id,
        text:
          (text ? mergeText(text, signed?.merged ?? {}) : text)?.choices.find(
            (choice) => choice.id === id,
          )?.text ?? id,
        answer,
        withdrawnOn: takenBack.find(({ choice }) => choice === id)?.withdrawnOn ?? null,
      })),
      hasGuardian: signed !== undefined && signed.furtherSignatures.guardian !== null,
      coversPractitionerId:
        signed?.template.text.covers === 'practitioner' ? signed.practitioner.id : null,
      paper: paperState(db, row, found),
      copyGivenOn: beside.listCopies(db, row.id)[0]?.givenOn ?? null,
    }
  }

  return {
    read,

    summary: (db: ReadDb, stored: StoredConsent): ConsentSummary =>
      summaryOf(db, stored, read(db, stored)),

    /** Null when nothing that could be shown was left of what was signed. */
    whole: (db: ReadDb, stored: StoredConsent): Consent | null => {
      const found = read(db, stored)
      const { identity, people, id } = stored.row
      if (!found || !identity) return null
      const summary = summaryOf(db, stored, found)
      return {
        ...summary,
        identity,
        people,
        snapshot: found.snapshot,
        snapshotHash: found.record.signature.snapshotHash,
        signature: found.record.signature,
        signatureState: summary.state === 'invalid' ? 'invalid' : 'valid',
        choiceWithdrawals: beside
          .listWithdrawals(db, id)
          .map(({ choice, withdrawnOn, reason }) => ({ choice, withdrawnOn, reason })),
        copies: beside.listCopies(db, id).map(({ givenOn, how, note }) => ({ givenOn, how, note })),
        scanId: beside.listPapers(db, id).find(({ kind }) => kind === 'scan')?.attachmentId ?? null,
      }
    },
  }
}

const fileStates = {
  whole: 'whole',
  missing: 'missing',
  unreadable: 'changed',
  altered: 'changed',
} as const satisfies Record<ReturnType<Attachments['state']>, PaperState>

const unreadableTitle = 'A consent whose text cannot be read'

interface ShownDays {
  readonly medium: 'screen' | 'paper'
  readonly signedAt: Instant
  readonly validUntil: CalendarDate
  readonly sessionsCovered: number | null
  readonly withdrawnOn: CalendarDate | null
}

/** Of a damaged row: the days that were signed, or the first day of all. */
const readableDays = (signed: ReadSnapshot['snapshot'] | undefined): ShownDays =>
  signed
    ? { ...signed, withdrawnOn: null }
    : {
        medium: 'screen',
        signedAt: toInstant(new Date(0)),
        validUntil: toCalendarDate('1970-01-01'),
        sessionsCovered: null,
        withdrawnOn: null,
      }
