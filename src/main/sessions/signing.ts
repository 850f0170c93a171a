import { instantNow, newId, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { SigningKey } from '#main/vault/index.ts'
import { certain, type Problem, Refusal, type SessionId } from '#shared/kernel/index.ts'
import {
  judgeChart,
  type PreparedSession,
  readyToNeedle,
  type SessionDocument,
  type SessionSnapshot,
  type SignedSession,
  unansweredStops,
} from '#shared/sessions/index.ts'
import type { SealedIdentity } from '#shared/signing/index.ts'
import type { Dependencies } from './dependencies.ts'
import type { Documents } from './documents.ts'
import type { Facts } from './facts.ts'
import { signedHeader, unfinishedHeader } from './headers.ts'
import type { Reading } from './reading.ts'
import * as refusals from './refusals.ts'
import * as repository from './repository.ts'
import type { SessionRow } from './repository.ts'
import { addendumSnapshot, deviationSnapshot, errorMarkSnapshot, snapshotOf } from './snapshot.ts'

type Parts = Pick<
  Dependencies,
  'database' | 'shift' | 'practice' | 'signing' | 'consent' | 'clients'
> & {
  readonly documents: Documents
  readonly facts: Facts
  readonly reading: Reading
}

interface OfVersion {
  readonly sessionId: SessionId
  readonly version: number
}

/** Signing a session, and what may be said about it afterwards. */
export const createSessionSigning = (parts: Parts) => {
  const { database, shift, practice, signing, consent, clients, documents, facts, reading } = parts
  const { environment } = database

  const writeAs = <T>(key: SigningKey, reason: string, work: (tx: WriteTx) => T): T =>
    database.write({ actor: key.practitionerId, reason }, work)

  /** The record as it would be signed now. */
  const build = (
    db: ReadDb,
    row: SessionRow,
    document: SessionDocument,
    identity: SealedIdentity,
  ): SessionSnapshot => {
    const gathered = facts.gather(db, row, document)
    const findings = readyToNeedle(gathered)
    refuseAny([...judgeChart(gathered), ...unansweredStops(findings, document).map(withDeviation)])
    return snapshotOf({
      row,
      facts: gathered,
      findings,
      consent: gathered.base.consent && consent.find(db, gathered.base.consent.id),
      practice: practice.details(db),
      identityCommitment: signing.commitmentOf(identity),
    })
  }

  /** The seal that a record was shown with, while the person is still named so. */
  const sealedBefore = (db: ReadDb, row: SessionRow): SealedIdentity | null => {
    const sealed = documents.findIdentity(db, row.id)
    const { number, name, birthDate } = clients.get(db, row.clientId)
    const isSame =
      sealed?.number === number && sealed.name === name && sealed.birthDate === birthDate
    return isSame ? sealed : null
  }

  const ownUnfinished = (db: ReadDb, sessionId: SessionId): SessionRow => {
    const row = unfinishedHeader(db, sessionId)
    if (row.practitionerId !== shift.practitionerId) throw new Refusal(refusals.anotherPractitioner)
    return row
  }

  const insertContent = (tx: WriteTx, { id: sessionId }: SessionRow, snapshot: SessionSnapshot) => {
    for (const [position, zone] of snapshot.zones.entries()) {
      repository.insertZone(tx, { ...zone, id: newId(environment), sessionId, position })
    }
    for (const [position, { lotId, amount, unit }] of snapshot.products.entries()) {
      const row = { id: newId<string>(environment), sessionId, position, lotId, amount, unit }
      repository.insertProduct(tx, row)
    }
    for (const [position, deviation] of snapshot.deviations.entries()) {
      repository.insertDeviation(tx, { ...deviation, id: newId(environment), sessionId, position })
    }
  }

  /** A start uses the consent; a session that was never started uses it by having happened. */
  const useConsent = (
    tx: WriteTx,
    row: SessionRow,
    { consent: used, findings }: SessionSnapshot,
  ) => {
    const isCovered = !findings.some(
      ({ code, severity }) => severity === 'stop' && code.startsWith('consent.'),
    )
    if (row.startedAt === null && used && isCovered) consent.use(tx, used.id, row.id)
  }

  const signRow = (
    tx: WriteTx,
    key: SigningKey,
    row: SessionRow,
    { snapshot, identity }: Pick<PreparedSession, 'snapshot' | 'identity'>,
  ): string => {
    const { signedAt, snapshotHash } = signing.sign(tx, key, {
      subjectTable: 'sessions',
      subjectId: row.id,
      meaning: 'treatment-performed',
      snapshot,
    })
    repository.signSession(tx, row.id, {
      signedAt,
      ruleVersion: snapshot.ruleVersion,
      consentId: snapshot.consent?.id ?? null,
      screeningId: snapshot.screening?.id ?? null,
      handpieceUnitId: snapshot.handpiece?.unitId ?? null,
      immediateResponse: JSON.stringify(snapshot.immediateResponse),
      responseNote: snapshot.responseNote,
      note: snapshot.note,
      identity: JSON.stringify(identity),
    })
    return snapshotHash
  }

  const countersignRows = (
    tx: WriteTx,
    key: SigningKey,
    rows: readonly repository.DeviationRow[],
    sessionSnapshotHash: string,
  ): void => {
    for (const row of rows) {
      signing.sign(tx, key, {
        subjectTable: 'deviations',
        subjectId: row.id,
        meaning: 'deviation-countersigned',
        snapshot: deviationSnapshot(row, sessionSnapshotHash),
      })
    }
  }

  const isOwner = (db: ReadDb, key: SigningKey): boolean =>
    practice.practitioner(db, key.practitionerId).role === 'owner'

  return {
    /**
     * The record that {@link sign} will sign. Keeps the seal of the person, so that the same record
     * has the same hash again.
     */
    prepare: ({ sessionId, version }: OfVersion): PreparedSession =>
      database.writeDraft((tx) => {
        const row = ownUnfinished(tx, sessionId)
        const document = documents.getVersion(tx, sessionId, version)
        const identity =
          sealedBefore(tx, row) ?? signing.sealIdentity(clients.get(tx, row.clientId)).identity
        const snapshot = build(tx, row, document, identity)
        documents.keepIdentity(tx, sessionId, identity)
        return { snapshot, identity, snapshotHash: signing.hash(snapshot) }
      }),

    /** @throws Refusal `vault.wrong-secret`, `sessions.changed-since-shown`, or what is missing */
    sign: async (
      input: OfVersion & { snapshotHash: string; secret: string },
    ): Promise<SignedSession> => {
      const key = await shift.authorise(input.secret)
      return writeAs(key, 'a session is signed', (tx) => {
        const row = ownUnfinished(tx, input.sessionId)
        const document = documents.getVersion(tx, input.sessionId, input.version)
        const identity = sealedBefore(tx, row)
        if (!identity) throw new Refusal(refusals.changedSinceShown)
        const snapshot = build(tx, row, document, identity)
        if (signing.hash(snapshot) !== input.snapshotHash) {
          throw new Refusal(refusals.changedSinceShown)
        }
        insertContent(tx, row, snapshot)
        useConsent(tx, row, snapshot)
        const hash = signRow(tx, key, row, { snapshot, identity })
        if (isOwner(tx, key)) {
          countersignRows(tx, key, repository.listDeviations(tx, row.id), hash)
        }
        documents.remove(tx, row.id)
        return reading.signedIn(tx, row.id)
      })
    },

    countersign: async (input: {
      sessionId: SessionId
      secret: string
    }): Promise<SignedSession> => {
      const key = await shift.authorise(input.secret)
      return writeAs(key, 'deviations are countersigned', (tx) => {
        const signed = reading.signedIn(tx, input.sessionId)
        if (!isOwner(tx, key)) throw new Refusal(refusals.ownerCountersigns)
        const open = new Set(
          signed.deviations.flatMap(({ id, countersignature }) => (countersignature ? [] : [id])),
        )
        if (open.size === 0) throw new Refusal(refusals.nothingToCountersign)
        const rows = repository.listDeviations(tx, input.sessionId).filter(({ id }) => open.has(id))
        countersignRows(tx, key, rows, signed.snapshotHash)
        return reading.signedIn(tx, input.sessionId)
      })
    },

    addAddendum: async (input: {
      sessionId: SessionId
      text: string
      reason: string
      secret: string
    }): Promise<SignedSession> => {
      const key = await shift.authorise(input.secret)
      return writeAs(key, 'an addendum is added', (tx) => {
        const { snapshotHash } = reading.signedIn(tx, input.sessionId)
        const row = {
          id: newId<string>(environment),
          sessionId: input.sessionId,
          text: input.text,
          reason: input.reason,
          addedAt: instantNow(environment),
        }
        repository.insertAddendum(tx, row)
        signing.sign(tx, key, {
          subjectTable: 'addenda',
          subjectId: row.id,
          meaning: 'addendum',
          snapshot: addendumSnapshot(row, snapshotHash),
        })
        return reading.signedIn(tx, input.sessionId)
      })
    },

    markEnteredInError: async (input: {
      sessionId: SessionId
      reason: string
      secret: string
    }): Promise<SignedSession> => {
      const key = await shift.authorise(input.secret)
      return writeAs(key, input.reason, (tx) => {
        const row = signedHeader(tx, input.sessionId)
        if (row.state === 'entered-in-error') throw new Refusal(refusals.alreadyEnteredInError)
        if (row.practitionerId !== key.practitionerId && !isOwner(tx, key)) {
          throw new Refusal(refusals.errorMarkNotYours)
        }
        const { snapshotHash } = reading.signedIn(tx, row.id)
        const { signedAt } = signing.sign(tx, key, {
          subjectTable: 'sessions',
          subjectId: row.id,
          meaning: 'entered-in-error',
          snapshot: errorMarkSnapshot(row, {
            reason: input.reason,
            sessionSnapshotHash: snapshotHash,
          }),
        })
        repository.closeSession(tx, row.id, {
          state: 'entered-in-error',
          closedAt: signedAt,
          closeReason: input.reason,
        })
        return reading.signedIn(tx, row.id)
      })
    },
  }
}

/** A stop that stands at signing happened already: correct it, or say what happened. */
const withDeviation = (stop: Problem): Problem => ({
  ...stop,
  nextStep: 'Correct it if it was charted wrongly; if it happened, record it as a deviation.',
})

const refuseAny = (problems: readonly Problem[]): void => {
  if (problems.length === 0) return
  throw new Refusal(certain(problems[0], 'A problem'), ...problems.slice(1))
}
