import { instantNow, newId, type ReadDb, type WriteTx } from '#main/database/index.ts'
import { judgeLot, type Unit } from '#shared/inventory/index.ts'
import {
  type Instant,
  type PackId,
  Refusal,
  type SessionId,
  type UnitId,
} from '#shared/kernel/index.ts'
import {
  isReady,
  keepTouched,
  notStarted,
  readyToNeedle,
  type SessionBase,
  type SessionDocument,
} from '#shared/sessions/index.ts'
import type { Dependencies } from './dependencies.ts'
import type { Documents } from './documents.ts'
import type { Facts, Gate } from './facts.ts'
import { unfinishedHeader } from './headers.ts'
import { planToChoose } from './plan-choice.ts'
import * as refusals from './refusals.ts'
import * as repository from './repository.ts'
import type { SessionRow } from './repository.ts'

type Parts = Pick<
  Dependencies,
  'database' | 'shift' | 'inventory' | 'sterilization' | 'consent' | 'plans'
> & {
  readonly documents: Documents
  readonly facts: Facts
}

interface OfUnit {
  readonly sessionId: SessionId
  readonly unitId: UnitId
}

interface OfPack {
  readonly sessionId: SessionId
  readonly packId: PackId
}

/** A session until it is signed: opened, charted, its devices verified, started, or dropped. */
export const createCharting = (parts: Parts) => {
  const { database, shift, inventory, sterilization, consent, plans, documents, facts } = parts
  const { environment } = database

  const write = <T>(reason: string, work: (tx: WriteTx) => T): T =>
    database.write({ actor: shift.practitionerId, reason }, work)

  /** A change of what the session holds; answers what main then knows. */
  const changeHeld = (
    sessionId: SessionId,
    reason: string,
    work: (tx: WriteTx, row: SessionRow) => void,
  ): SessionBase =>
    write(reason, (tx) => {
      const row = unfinishedHeader(tx, sessionId)
      work(tx, row)
      return facts.base(tx, row)
    })

  /** Whether needling has begun: from then on the truth is recorded, and judged at signing. */
  const hasHappened = (db: ReadDb, row: SessionRow): boolean =>
    happensIn(row, documents.get(db, row.id).document)

  /** What was opened for a client never goes back into the store. */
  const refuseOnceStarted = ({ startedAt }: SessionRow): void => {
    if (startedAt !== null) throw new Refusal(refusals.openedAlready)
  }

  const happensIn = ({ startedAt }: SessionRow, document: SessionDocument): boolean =>
    startedAt !== null || document.deviations.some(({ code }) => code === notStarted.code)

  /** A handpiece that a chart names after the start, and that is not noted as used yet. */
  const anotherHandpiece = (
    db: ReadDb,
    sessionId: SessionId,
    document: SessionDocument,
  ): UnitId | null => {
    const unitId = document.handpieceUnitId
    if (unitId === null || repository.hasHandpieceUse(db, sessionId, unitId)) return null
    const row = unfinishedHeader(db, sessionId)
    return happensIn(row, document) && inventory.unit(db, unitId) ? unitId : null
  }

  const noteHandpiece = (tx: WriteTx, sessionId: SessionId, unitId: UnitId, usedAt: Instant) =>
    repository.insertHandpieceUse(tx, { id: newId(environment), sessionId, unitId, usedAt })

  const take = (tx: WriteTx, row: SessionRow, unitId: UnitId): void =>
    inventory.takeUnit(tx, {
      unitId,
      sessionId: row.id,
      attestedAt: instantNow(environment),
      hasHappened: hasHappened(tx, row),
    })

  /** Takes another piece of the same lot, if one may be used. */
  const takeNext = (tx: WriteTx, row: SessionRow, next: Unit | null): boolean => {
    const lot = next && inventory.lot(tx, next.lotId)
    if (!next || !lot || !isReady(judgeLot(lot, facts.dayJudged(tx, row)))) return false
    take(tx, row, next.id)
    return true
  }

  const gateOf = (db: ReadDb, row: SessionRow, document: SessionDocument): Gate => {
    const gathered = facts.gather(db, row, document)
    const findings = readyToNeedle(gathered)
    const [first, ...others] = findings.filter(({ severity }) => severity === 'stop')
    if (first) throw new Refusal(first, ...others)
    const { ruleVersion, today } = gathered.base
    return {
      ruleVersion,
      consentId: gathered.base.consent?.id ?? null,
      screeningId: gathered.base.screening?.id ?? null,
      findings: [...findings],
      day: today,
      lotIds: document.products.map(({ lotId }) => lotId),
      handpieceUnitId: document.handpieceUnitId,
    }
  }

  return {
    /** @throws DocumentConflict when another version is there */
    save: (input: {
      sessionId: SessionId
      version: number
      document: SessionDocument
    }): { version: number; savedAt: Instant } => {
      const { sessionId, version, document } = input
      const save = (tx: WriteTx) => {
        const row = unfinishedHeader(tx, sessionId)
        const { planId } = document
        const kept = documents.get(tx, sessionId).document
        // What was chosen stays, whatever becomes of the plan meanwhile.
        if (planId !== null && planId !== kept.planId) {
          planToChoose(plans, tx, { clientId: row.clientId, planId })
        }
        return documents.save(tx, sessionId, version, keepTouched(kept, document))
      }
      const handpiece = database.read((db) => anotherHandpiece(db, sessionId, document))
      if (handpiece === null) return database.writeDraft(save)
      return write('another handpiece is used', (tx) => {
        noteHandpiece(tx, sessionId, handpiece, instantNow(environment))
        return save(tx)
      })
    },

    takeCartridge: ({ sessionId, unitId }: OfUnit): SessionBase =>
      changeHeld(sessionId, 'a cartridge is taken for a session', (tx, row) => {
        take(tx, row, unitId)
      }),

    returnCartridge: ({ sessionId, unitId }: OfUnit): SessionBase =>
      changeHeld(sessionId, 'an unopened cartridge is put back', (tx, row) => {
        refuseOnceStarted(row)
        inventory.returnUnit(tx, { unitId, sessionId })
      }),

    discardCartridge: ({ sessionId, unitId, reason }: OfUnit & { reason: string }): SessionBase => {
      const { base, hasNext } = write(reason, (tx) => {
        const row = unfinishedHeader(tx, sessionId)
        const next = inventory.discardClaimedUnit(tx, { unitId, sessionId, reason })
        const isTaken = takeNext(tx, row, next)
        return { base: facts.base(tx, row), hasNext: isTaken }
      })
      // After the transaction: the cartridge is discarded whether or not there is another.
      if (!hasNext) throw new Refusal(refusals.noPieceLeft)
      return base
    },

    takePack: ({ sessionId, packId }: OfPack): SessionBase =>
      changeHeld(sessionId, 'a pack is taken for a session', (tx, row) => {
        sterilization.takePack(tx, {
          packId,
          sessionId,
          today: facts.dayJudged(tx, row),
          hasHappened: hasHappened(tx, row),
        })
      }),

    returnPack: ({ sessionId, packId }: OfPack): SessionBase =>
      changeHeld(sessionId, 'an unopened pack is put back', (tx, row) => {
        refuseOnceStarted(row)
        sterilization.returnPack(tx, { packId, sessionId })
      }),

    start: ({ sessionId, version }: { sessionId: SessionId; version: number }): SessionBase =>
      write('needling starts', (tx) => {
        const row = unfinishedHeader(tx, sessionId)
        if (row.startedAt !== null) throw new Refusal(refusals.alreadyStarted)
        if (row.practitionerId !== shift.practitionerId) {
          throw new Refusal(refusals.anotherPractitioner)
        }
        const document = documents.getVersion(tx, sessionId, version)
        const gate = gateOf(tx, row, document)
        const startedAt = instantNow(environment)
        const { handpieceUnitId } = gate
        repository.startSession(tx, sessionId, {
          startedAt,
          gate,
          handpieceUnitId,
        })
        if (gate.consentId !== null) consent.use(tx, gate.consentId, sessionId)
        // It is noted already when the chart said for a while that needling had happened.
        if (
          handpieceUnitId !== null &&
          !repository.hasHandpieceUse(tx, sessionId, handpieceUnitId)
        ) {
          noteHandpiece(tx, sessionId, handpieceUnitId, startedAt)
        }
        return facts.base(tx, unfinishedHeader(tx, sessionId))
      }),

    drop: ({ sessionId, reason }: { sessionId: SessionId; reason: string }): void =>
      write(reason, (tx) => {
        const row = unfinishedHeader(tx, sessionId)
        if (row.startedAt !== null) throw new Refusal(refusals.startedCannotBeDropped)
        const { cartridges, packs } = facts.base(tx, row)
        for (const { unit } of cartridges) {
          inventory.returnUnit(tx, { unitId: unit.id, sessionId })
        }
        for (const pack of packs) sterilization.returnPack(tx, { packId: pack.id, sessionId })
        repository.closeSession(tx, sessionId, {
          state: 'dropped',
          closedAt: instantNow(environment),
          closeReason: reason,
        })
        documents.remove(tx, sessionId)
      }),
  }
}
