import type { ReadDb } from '#main/database/index.ts'
import { type ClientId, type Micrometres, Refusal, type SessionId } from '#shared/kernel/index.ts'
import { labelOfZone } from '#shared/practice/index.ts'
import {
  type Addendum,
  type Deviation,
  judgeChart,
  needsSupervisor,
  notStarted,
  type SessionDocument,
  type SessionSummary,
  type SignedSession,
} from '#shared/sessions/index.ts'
import { identityOf } from './agreement.ts'
import * as content from './content-repository.ts'
import type { Dependencies } from './dependencies.ts'
import type { Documents } from './documents.ts'
import type { Facts } from './facts.ts'
import { createEvidence } from './evidence.ts'
import { signedHeader } from './headers.ts'
import type { Records, Treatment } from './records.ts'
import { signatureMissing } from './refusals.ts'
import * as repository from './repository.ts'
import type { SessionRow } from './repository.ts'
import { addendumSnapshot, countersignatureSnapshot, deviationSnapshot } from './snapshot.ts'

type Parts = Pick<Dependencies, 'practice' | 'signing'> & {
  readonly documents: Documents
  readonly facts: Facts
  readonly records: Records
}

/** Sessions as they are shown: in lists, and as signed records. */
export const createReading = (parts: Parts) => {
  const { practice, signing, documents, facts, records } = parts
  const { isOver, treatmentOf } = records
  const evidently = createEvidence<SessionSummary>(2000)

  const deviationsOf = (db: ReadDb, row: SessionRow, sessionHash: string): readonly Deviation[] =>
    content.listDeviations(db, row.id).map((deviation) => {
      const countersigned = signing
        .of(db, 'deviations', deviation.id)
        .filter(({ signature }) => signature.meaning === 'deviation-countersigned')
        .find((record) => isOver(record, deviationSnapshot(deviation, sessionHash)))
      const { sessionId: _sessionId, position: _position, ...said } = deviation
      return {
        ...said,
        countersignature: countersigned
          ? {
              name: countersigned.signature.printedName,
              at: countersigned.signature.signedAt,
            }
          : null,
      }
    })

  /** An addendum without its signature cannot be made by the application, and is not shown as one. */
  const addendaOf = (db: ReadDb, row: SessionRow, sessionHash: string): readonly Addendum[] =>
    content.listAddenda(db, row.id).flatMap((addendum) => {
      const record = signing
        .of(db, 'addenda', addendum.id)
        .find(({ signature }) => signature.meaning === 'addendum')
      if (!record) return []
      const state = isOver(record, addendumSnapshot(addendum, sessionHash)) ? 'valid' : 'invalid'
      const { id, about, text, reason } = addendum
      return [{ id, about, text, reason, signature: record.signature, signatureState: state }]
    })

  const headOf = (db: ReadDb, row: SessionRow) => ({
    id: row.id,
    clientId: row.clientId,
    state: row.state,
    openedAt: row.openedAt,
    startedAt: row.startedAt,
    signedAt: row.signedAt,
    // A row that was changed by hand may name nobody of this practice.
    practitionerName:
      practice.findPractitioner(db, row.practitionerId)?.name ?? 'Nobody of this practice',
  })

  /** A supervisor's over the whole record: one that holds before one that does not. */
  const countersignatureOf = (
    db: ReadDb,
    row: SessionRow,
    sessionHash: string,
  ): SignedSession['countersignature'] => {
    const found = signing
      .of(db, 'sessions', row.id)
      .filter(({ signature }) => signature.meaning === 'session-countersigned')
      .map((record) => ({
        signature: record.signature,
        signatureState: isOver(record, countersignatureSnapshot(row, sessionHash))
          ? ('valid' as const)
          : ('invalid' as const),
      }))
    return found.find(({ signatureState }) => signatureState === 'valid') ?? found.at(-1) ?? null
  }

  /** What the chart lacks before it can be signed; stops are counted by the gate. */
  const missingOf = (db: ReadDb, row: SessionRow, document: SessionDocument): number => {
    const problems = judgeChart(facts.ofChart(db, row, document))
    // That it has not begun is said by its state.
    return problems.filter(({ code }) => code !== notStarted.code).length
  }

  const unsignedSummary = (db: ReadDb, row: SessionRow): SessionSummary => {
    // A dropped session has none any more.
    const document = documents.find(db, row.id)?.document
    return {
      ...headOf(db, row),
      zones: document?.zones.map(({ zone }) => zone) ?? [],
      zoneLabels: document?.zones.map(labelOfZone) ?? [],
      longestNeedle: longest(document?.zones ?? []),
      planId: document?.planId ?? null,
      missing: document ? missingOf(db, row, document) : 0,
      awaitingSupervisor: false,
      deviations: document?.deviations.length ?? 0,
      awaitingCountersignature: 0,
      addenda: 0,
      signatureState: null,
    }
  }

  /** A countersignature that does not hold is none: the record waits again. */
  const isCountersigned = (db: ReadDb, row: SessionRow): boolean => {
    const treatment = signing
      .of(db, 'sessions', row.id)
      .find(({ signature }) => signature.meaning === 'treatment-performed')
    return (
      treatment !== undefined &&
      countersignatureOf(db, row, treatment.signature.snapshotHash)?.signatureState === 'valid'
    )
  }

  /** Of a record and what a supervisor signed under it: one that does not hold is said of the whole. */
  const stateOfBoth = (
    db: ReadDb,
    row: SessionRow,
    treatment: Treatment | null,
  ): SessionSummary['signatureState'] => {
    if (treatment?.state !== 'valid') return 'invalid'
    const hash = treatment.record.signature.snapshotHash
    return countersignatureOf(db, row, hash)?.signatureState ?? 'valid'
  }

  const awaitsSupervisor = (db: ReadDb, row: SessionRow, treatment: Treatment | null): boolean =>
    treatment !== null &&
    row.state === 'signed' &&
    needsSupervisor(treatment.snapshot) &&
    countersignatureOf(db, row, treatment.record.signature.snapshotHash)?.signatureState !== 'valid'

  const signedSummary = (
    db: ReadDb,
    row: SessionRow,
    treatment: Treatment | null = treatmentOf(db, row),
  ): SessionSummary => {
    const zones = content.listZones(db, row.id)
    const deviations = deviationsOf(db, row, treatment?.record.signature.snapshotHash ?? '')
    return {
      ...headOf(db, row),
      zones: zones.map(({ zone }) => zone),
      zoneLabels: zones.map((row) => labelOfZone({ zone: row.zone, area: content.areaOf(row) })),
      longestNeedle: longest(zones),
      planId: row.planId,
      missing: 0,
      awaitingSupervisor: awaitsSupervisor(db, row, treatment),
      deviations: deviations.length,
      awaitingCountersignature: deviations.filter((each) => each.countersignature === null).length,
      addenda: content.listAddenda(db, row.id).length,
      signatureState: stateOfBoth(db, row, treatment),
    }
  }

  const summary = (db: ReadDb, row: SessionRow): SessionSummary =>
    row.signedAt === null
      ? unsignedSummary(db, row)
      : evidently(db, row.id, () => signedSummary(db, row))

  const errorMarkOf = (db: ReadDb, row: SessionRow): SignedSession['errorMark'] => {
    const mark = signing
      .of(db, 'sessions', row.id)
      .find(({ signature }) => signature.meaning === 'entered-in-error')
    if (!mark || row.closeReason === null) return null
    const { signedAt, printedName } = mark.signature
    return { reason: row.closeReason, at: signedAt, by: printedName }
  }

  const signedRow = (db: ReadDb, row: SessionRow): SignedSession => {
    const treatment = treatmentOf(db, row)
    const identity = identityOf(row)
    if (!treatment || !identity) throw new Refusal(signatureMissing)
    const { signature } = treatment.record
    return {
      session: signedSummary(db, row, treatment),
      identity,
      snapshot: treatment.snapshot,
      snapshotHash: signature.snapshotHash,
      signature,
      signatureState: treatment.state,
      deviations: [...deviationsOf(db, row, signature.snapshotHash)],
      addenda: [...addendaOf(db, row, signature.snapshotHash)],
      countersignature: countersignatureOf(db, row, signature.snapshotHash),
      errorMark: errorMarkOf(db, row),
    }
  }

  return {
    summary,

    /** @throws Refusal when there is none, or when it is not signed. */
    signedIn: (db: ReadDb, sessionId: SessionId): SignedSession =>
      signedRow(db, signedHeader(db, sessionId)),

    /** Everything a client's history holds, oldest first; those entered in error too, marked. */
    historyOf: (db: ReadDb, clientId: ClientId): readonly SignedSession[] =>
      repository
        .listSessionsOf(db, clientId)
        .filter(({ signedAt }) => signedAt !== null)
        .map((row) => signedRow(db, row))
        .reverse(),

    listOf: (db: ReadDb, clientId: ClientId): readonly SessionSummary[] =>
      repository.listSessionsOf(db, clientId).map((row) => summary(db, row)),

    unfinishedIn: (db: ReadDb): readonly SessionSummary[] =>
      repository.listUnfinished(db).map((row) => summary(db, row)),

    recentIn: (db: ReadDb, limit: number): readonly SessionSummary[] =>
      repository.listRecentlySigned(db, limit).map((row) => summary(db, row)),

    awaitingCountersignatureIn: (db: ReadDb): readonly SessionSummary[] =>
      repository.listAwaitingCountersignature(db).map((row) => summary(db, row)),

    awaitingSupervisorIn: (db: ReadDb): readonly SessionSummary[] =>
      repository
        .listOfTrainees(db)
        .filter((row) => !isCountersigned(db, row))
        .map((row) => summary(db, row)),
  }
}

export type Reading = ReturnType<typeof createReading>

const longest = (zones: readonly { readonly needleLength: Micrometres | null }[]) =>
  zones.reduce<Micrometres | null>(
    (most, { needleLength }) =>
      needleLength !== null && (most === null || needleLength > most) ? needleLength : most,
    null,
  )
