import { type Environment, instantNow, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { Practice } from '#main/practice/index.ts'
import {
  judgeDiscard,
  judgeHeld,
  judgeTaking,
  type Lot,
  type Unit,
  unknownUnit,
} from '#shared/inventory/index.ts'
import {
  certain,
  type Instant,
  type LotId,
  type Problem,
  Refusal,
  type SessionId,
  type UnitId,
} from '#shared/kernel/index.ts'
import * as lotRows from './lot-repository.ts'
import type { Movements } from './movements.ts'
import * as unitRows from './unit-repository.ts'

interface Dependencies {
  readonly movements: Movements
  readonly practice: Pick<Practice, 'today'>
  readonly environment: Environment
}

/** A piece with its lot. */
export interface Piece {
  readonly unit: Unit
  readonly lot: Lot
}

/** One piece and a session: taken, put back, dropped. Each runs inside the caller's transaction. */
export const createPieces = ({ movements, practice, environment }: Dependencies) => {
  const unit = (db: ReadDb, id: UnitId): Piece | null => {
    const found = unitRows.findUnit(db, id)
    return found && { unit: found, lot: lotOf(db, found) }
  }

  const knownPiece = (db: ReadDb, id: UnitId): Piece => {
    const piece = unit(db, id)
    if (!piece) throw new Refusal(unknownUnit)
    return piece
  }

  const heldPiece = (tx: WriteTx, unitId: UnitId, sessionId: SessionId): Piece => {
    const piece = knownPiece(tx, unitId)
    refuse(judgeHeld(piece, sessionId))
    return piece
  }

  const discard = (tx: WriteTx, id: UnitId, discardReason: string): void =>
    unitRows.discardUnit(tx, { id, discardReason, discardedAt: instantNow(environment) })

  return {
    /** Null when no such piece was received. */
    unit,

    /** What a session took: pieces it holds or has used, and those discarded in it (`discarded`). */
    unitsOfSession: (db: ReadDb, sessionId: SessionId): readonly Piece[] =>
      unitRows
        .findUnitsOfSession(db, sessionId)
        .map((found) => ({ unit: found, lot: lotOf(db, found) })),

    /** The same without their lots. */
    unitsAloneOfSession: unitRows.findUnitsOfSession,

    knowsUnit: (db: ReadDb, id: UnitId): boolean => unitRows.findUnit(db, id) !== null,

    /** The stored piece of a lot that is taken next; null when none is left. */
    nextUnit: (db: ReadDb, lotId: LotId): Unit | null => unitRows.findNextStored(db, lotId),

    /**
     * Gives a cartridge to a session.
     * `hasHappened`: it was used already, so its lot is not judged here but when the session is
     * signed; the record must name it, also against a rule.
     * @throws Refusal `inventory.unknown-unit`, `.not-a-cartridge`, `.unit-used`, `.unit-discarded`,
     * and what {@link judgeTaking} finds against its lot.
     */
    takeUnit: (
      tx: WriteTx,
      {
        unitId,
        sessionId,
        attestedAt,
        hasHappened = false,
      }: { unitId: UnitId; sessionId: SessionId; attestedAt: Instant; hasHappened?: boolean },
    ): void => {
      const piece = knownPiece(tx, unitId)
      const day = hasHappened ? null : practice.today(tx)
      const [first, ...others] = judgeTaking(piece, sessionId, day)
      if (first) throw new Refusal(first, ...others)
      unitRows.claimUnit(tx, { id: unitId, sessionId, attestedAt })
      movements(tx, piece.lot.id, 'taken', 1, 'taken by a session')
    },

    /**
     * Puts an unopened piece back into stock.
     * @throws Refusal `inventory.unknown-unit`, `.unit-not-held`, `.unit-used`, `.unit-discarded`
     */
    returnUnit: (
      tx: WriteTx,
      { unitId, sessionId }: { unitId: UnitId; sessionId: SessionId },
    ): void => {
      const { lot } = heldPiece(tx, unitId, sessionId)
      unitRows.freeUnit(tx, { id: unitId, sessionId })
      movements(tx, lot.id, 'returned', 1, 'put back by a session')
    },

    /**
     * Dropped or faulty: the piece is discarded and stays in the history of its session. It left
     * stock when it was taken, so no movement is written. Answers the piece to take next.
     * @throws Refusal as {@link returnUnit}
     */
    discardClaimedUnit: (
      tx: WriteTx,
      { unitId, sessionId, reason }: { unitId: UnitId; sessionId: SessionId; reason: string },
    ): Unit | null => {
      const { lot } = heldPiece(tx, unitId, sessionId)
      discard(tx, unitId, reason)
      return unitRows.findNextStored(tx, lot.id)
    },

    /** @throws Refusal `inventory.unknown-unit`, `.unit-used`, `.unit-discarded` */
    discardStoredUnit: (tx: WriteTx, unitId: UnitId, reason: string): void => {
      const piece = knownPiece(tx, unitId)
      refuse(judgeDiscard(piece))
      discard(tx, unitId, reason)
      movements(tx, piece.lot.id, 'discarded', 1, reason)
    },

    /** Everything that is left of a lot. */
    discardStored: (tx: WriteTx, lot: Lot, reason: string): void => {
      for (const stored of unitRows.findUnitsOfLot(tx, lot.id)) {
        if (stored.state === 'stored') discard(tx, stored.id, reason)
      }
      if (lot.left > 0) movements(tx, lot.id, 'discarded', lot.left, reason)
    },
  }
}

const lotOf = (db: ReadDb, { lotId }: Unit): Lot =>
  certain(lotRows.findLot(db, lotId), 'The lot of a piece')

const refuse = (problem: Problem | null): void => {
  if (problem) throw new Refusal(problem)
}
