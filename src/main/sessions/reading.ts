import type { ReadDb } from '#main/database/index.ts'
import type { SignedRecord } from '#main/signing/index.ts'
import { type ClientId, type Micrometres, Refusal, type SessionId } from '#shared/kernel/index.ts'
import {
  type Addendum,
  type Deviation,
  type SessionSnapshot,
  type SessionSummary,
  type SignedSession,
  sessionSnapshot,
} from '#shared/sessions/index.ts'
import type { SignatureState } from '#shared/signing/index.ts'
import { agrees, identityOf } from './agreement.ts'
import type { Dependencies } from './dependencies.ts'
import type { Documents } from './documents.ts'
import { signedHeader } from './headers.ts'
import { signatureMissing } from './refusals.ts'
import * as repository from './repository.ts'
import type { SessionRow } from './repository.ts'
import { addendumSnapshot, deviationSnapshot } from './snapshot.ts'

interface Treatment {
  readonly record: SignedRecord
  readonly snapshot: SessionSnapshot
  readonly state: SignatureState
}

type Parts = Pick<Dependencies, 'practice' | 'signing' | 'inventory' | 'sterilization'> & {
  readonly documents: Documents
}

/** Sessions as they are shown: in lists, and as signed records. */
export const createReading = (parts: Parts) => {
  const { practice, signing, inventory, sterilization, documents } = parts

  const isThis = (record: SignedRecord, snapshot: unknown): boolean =>
    record.state === 'valid' && record.signature.snapshotHash === signing.hash(snapshot)

  const stateOf = (
    db: ReadDb,
    row: SessionRow,
    record: SignedRecord,
    snapshot: SessionSnapshot,
  ): SignatureState => {
    const living = {
      row,
      zones: repository.listZones(db, row.id),
      products: repository.listProducts(db, row.id),
      deviations: repository.listDeviations(db, row.id),
      cartridges: inventory
        .unitsOfSession(db, row.id)
        .filter(({ unit }) => unit.state !== 'discarded')
        .map(({ unit }) => ({ unitId: unit.id, lotId: unit.lotId })),
      packs: sterilization
        .packsOfSession(db, row.id)
        .map(({ id, loadId }) => ({ packId: id, loadId })),
    }
    return record.state === 'valid' &&
      agrees(snapshot, record.signature, living, signing.commitmentOf)
      ? 'valid'
      : 'invalid'
  }

  /** Null when the signature is not there or its snapshot cannot be read. */
  const treatmentOf = (db: ReadDb, row: SessionRow): Treatment | null => {
    const record = signing
      .of(db, 'sessions', row.id)
      .find(({ signature }) => signature.meaning === 'treatment-performed')
    const read = sessionSnapshot.safeParse(record?.snapshot)
    if (!record || !read.success) return null
    return { record, snapshot: read.data, state: stateOf(db, row, record, read.data) }
  }

  const deviationsOf = (db: ReadDb, row: SessionRow, sessionHash: string): readonly Deviation[] =>
    repository.listDeviations(db, row.id).map((deviation) => {
      const countersigned = signing
        .of(db, 'deviations', deviation.id)
        .filter(({ signature }) => signature.meaning === 'deviation-countersigned')
        .find((record) => isThis(record, deviationSnapshot(deviation, sessionHash)))
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
    repository.listAddenda(db, row.id).flatMap((addendum) => {
      const record = signing
        .of(db, 'addenda', addendum.id)
        .find(({ signature }) => signature.meaning === 'addendum')
      if (!record) return []
      const state = isThis(record, addendumSnapshot(addendum, sessionHash)) ? 'valid' : 'invalid'
      const { id, text, reason } = addendum
      return [{ id, text, reason, signature: record.signature, signatureState: state }]
    })

  const headOf = (db: ReadDb, row: SessionRow) => ({
    id: row.id,
    clientId: row.clientId,
    state: row.state,
    openedAt: row.openedAt,
    startedAt: row.startedAt,
    signedAt: row.signedAt,
    practitionerName: practice.practitioner(db, row.practitionerId).name,
  })

  const unsignedSummary = (db: ReadDb, row: SessionRow): SessionSummary => {
    const document = documents.find(db, row.id)?.document
    return {
      ...headOf(db, row),
      zones: document?.zones.map(({ zone }) => zone) ?? [],
      longestNeedle: longest(document?.zones ?? []),
      deviations: document?.deviations.length ?? 0,
      awaitingCountersignature: 0,
      addenda: 0,
      signatureState: null,
    }
  }

  const signedSummary = (
    db: ReadDb,
    row: SessionRow,
    treatment: Treatment | null = treatmentOf(db, row),
  ): SessionSummary => {
    const zones = repository.listZones(db, row.id)
    const deviations = deviationsOf(db, row, treatment?.record.signature.snapshotHash ?? '')
    return {
      ...headOf(db, row),
      zones: zones.map(({ zone }) => zone),
      longestNeedle: longest(zones),
      deviations: deviations.length,
      awaitingCountersignature: deviations.filter((each) => each.countersignature === null).length,
      addenda: repository.listAddenda(db, row.id).length,
      signatureState: treatment?.state ?? 'invalid',
    }
  }

  const summary = (db: ReadDb, row: SessionRow): SessionSummary =>
    row.signedAt === null ? unsignedSummary(db, row) : signedSummary(db, row)

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
  }
}

export type Reading = ReturnType<typeof createReading>

const longest = (zones: readonly { readonly needleLength: Micrometres | null }[]) =>
  zones.reduce<Micrometres | null>(
    (most, { needleLength }) =>
      needleLength !== null && (most === null || needleLength > most) ? needleLength : most,
    null,
  )
