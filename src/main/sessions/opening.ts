import { instantNow, newId, type ReadDb, type WriteTx } from '#main/database/index.ts'
import { type ClientId, type PlanId, Refusal, type SessionId } from '#shared/kernel/index.ts'
import {
  carryForward,
  emptySessionDocument,
  type OpenSession,
  type SessionDocument,
} from '#shared/sessions/index.ts'
import type { Dependencies } from './dependencies.ts'
import type { Documents } from './documents.ts'
import type { Facts } from './facts.ts'
import { unfinishedHeader } from './headers.ts'
import { planToChoose } from './plan-choice.ts'
import type { Reading } from './reading.ts'
import type { Records } from './records.ts'
import * as refusals from './refusals.ts'
import * as repository from './repository.ts'

type Parts = Pick<Dependencies, 'database' | 'shift' | 'clients' | 'inventory' | 'plans'> & {
  readonly documents: Documents
  readonly facts: Facts
  readonly reading: Reading
  readonly records: Records
}

interface Opening {
  readonly clientId: ClientId
  readonly planId?: PlanId | null
  readonly sameAsLastTime?: boolean
}

/** A session begins: empty, or filled with what was done last time and can be done again. */
export const createOpening = (parts: Parts) => {
  const { database, shift, clients, inventory, plans } = parts
  const { documents, facts, reading, records } = parts
  const { environment } = database

  const openSession = (db: ReadDb, sessionId: SessionId): OpenSession => {
    const row = unfinishedHeader(db, sessionId)
    const { version, savedAt, document } = documents.get(db, sessionId)
    const base = facts.base(db, row)
    return {
      session: reading.summary(db, row),
      version,
      // The first version is the one that opening wrote.
      savedAt: version === 1 ? null : savedAt,
      document,
      base,
    }
  }

  /** @throws Refusal when no signed session is there that still is what was signed */
  const carriedFromLast = (
    db: ReadDb,
    clientId: ClientId,
    planId: PlanId | null,
  ): SessionDocument => {
    const last = records.lastOf(db, clientId, planId)
    if (!last) throw new Refusal(refusals.nothingToCarry)
    const products = last.snapshot.products.flatMap(({ lotId }) => {
      const lot = inventory.lot(db, lotId)
      return lot ? [{ lotId, productId: lot.product.id }] : []
    })
    return carryForward(last.snapshot, { sessionId: last.sessionId, planId, products })
  }

  return {
    open: ({ clientId, planId = null, sameAsLastTime = false }: Opening): OpenSession =>
      database.write({ actor: shift.practitionerId, reason: 'a session is opened' }, (tx) => {
        const client = clients.get(tx, clientId)
        if (repository.hasUnfinished(tx, client.id)) throw new Refusal(refusals.unfinishedAlready)
        if (planId !== null) planToChoose(plans, tx, { clientId: client.id, planId })
        const document = sameAsLastTime
          ? carriedFromLast(tx, client.id, planId)
          : { ...emptySessionDocument, planId }
        const id = newId<SessionId>(environment)
        repository.insertSession(tx, {
          id,
          clientId: client.id,
          practitionerId: shift.practitionerId,
          openedAt: instantNow(environment),
        })
        documents.begin(tx, id, document)
        return openSession(tx, id)
      }),

    /** What she has written already stays; only what is still empty is filled. */
    repeatLast: ({ sessionId, version }: { sessionId: SessionId; version: number }): OpenSession =>
      database.writeDraft((tx: WriteTx) => {
        const row = unfinishedHeader(tx, sessionId)
        if (row.startedAt !== null) throw new Refusal(refusals.alreadyStarted)
        const document = documents.getVersion(tx, sessionId, version)
        if (document.zones.length > 0) throw new Refusal(refusals.chartNotEmpty)
        const filled = carriedFromLast(tx, row.clientId, document.planId)
        documents.save(tx, sessionId, version, besideWhatIsThere(document, filled))
        return openSession(tx, sessionId)
      }),

    get: ({ sessionId }: { sessionId: SessionId }): OpenSession =>
      database.read((db) => openSession(db, sessionId)),
  }
}

const besideWhatIsThere = (document: SessionDocument, filled: SessionDocument): SessionDocument => {
  const drawn = new Set(document.marks.map(({ id }) => id))
  return {
    ...document,
    zones: filled.zones,
    marks: [...document.marks, ...filled.marks.filter(({ id }) => !drawn.has(id))],
    offered: filled.offered,
    offeredHandpieceUnitId: filled.offeredHandpieceUnitId,
    carried: filled.carried,
  }
}
