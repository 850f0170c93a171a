import { newId, type ReadDb, type WriteTx } from '#main/database/index.ts'
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
import { countersignRows, isOwner } from './afterwards.ts'
import { contentOf } from './content.ts'
import * as content from './content-repository.ts'
import type { Dependencies } from './dependencies.ts'
import type { Documents } from './documents.ts'
import type { Facts } from './facts.ts'
import { unfinishedHeader } from './headers.ts'
import type { Reading } from './reading.ts'
import * as refusals from './refusals.ts'
import * as repository from './repository.ts'
import type { SessionRow } from './repository.ts'
import { snapshotOf } from './snapshot.ts'

type Parts = Pick<
  Dependencies,
  'database' | 'shift' | 'practice' | 'signing' | 'consent' | 'clients' | 'plans'
> & {
  readonly documents: Documents
  readonly facts: Facts
  readonly reading: Reading
}

interface OfVersion {
  readonly sessionId: SessionId
  readonly version: number
}

/** Signing a session: the record that is shown, and then exactly that. */
export const createSessionSigning = (parts: Parts) => {
  const { database, shift, practice, signing, consent, clients, plans } = parts
  const { documents, facts, reading } = parts
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
      plan: document.planId === null ? null : plans.find(db, document.planId),
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
    const rows = contentOf(snapshot)
    const own = () => ({ id: newId<string>(environment), sessionId })
    for (const zone of rows.zones) content.insertZone(tx, { ...own(), ...zone })
    const products = rows.products.map((product) => ({ ...own(), ...product }))
    for (const product of products) content.insertProduct(tx, product)
    for (const { position, ...anaesthetic } of rows.anaesthetics) {
      const { id: sessionProductId } = certain(products[position], 'The product of an anaesthetic')
      content.insertAnaesthetic(tx, { ...own(), sessionProductId, ...anaesthetic })
    }
    for (const mark of rows.marks) content.insertMark(tx, { ...own(), ...mark })
    for (const order of rows.orders) content.insertOrder(tx, { ...own(), ...order })
    for (const [position, deviation] of snapshot.deviations.entries()) {
      content.insertDeviation(tx, { ...own(), ...deviation, position })
    }
    return rows
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
      ...insertContent(tx, row, snapshot).header,
      signedAt,
      identity: JSON.stringify(identity),
    })
    return snapshotHash
  }

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
        useConsent(tx, row, snapshot)
        const hash = signRow(tx, key, row, { snapshot, identity })
        if (isOwner(practice, tx, key)) {
          countersignRows(signing, tx, key, { rows: content.listDeviations(tx, row.id), hash })
        }
        documents.remove(tx, row.id)
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
