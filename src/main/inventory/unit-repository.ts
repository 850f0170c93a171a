import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { changedOne, preparedOnce, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { Lot, Unit } from '#shared/inventory/index.ts'
import type { Instant, LotId, ProductId, SessionId, UnitId } from '#shared/kernel/index.ts'
import { lots, recalledPieces, sessionHeads, units } from './table.ts'

const value = (name: string) => sql`${sql.placeholder(name)}`
/** 2 before 10. */
const byLabel = [asc(units.serial), sql`length(${units.label})`, asc(units.label)]
const isStored = and(isNull(units.sessionId), isNull(units.discardedAt))
/** 0 or 1. */
const recalled = sql<number>`EXISTS (SELECT 1 FROM ${recalledPieces} WHERE ${recalledPieces.unitId} = ${units.id})`
const isThisUnit = eq(units.id, sql.placeholder('id'))

const prepared = preparedOnce((statements) => {
  const unitsWhere = (condition: SQL | undefined) =>
    statements
      .select({ unit: units, signedAt: sessionHeads.signedAt, recalled })
      .from(units)
      .leftJoin(sessionHeads, eq(sessionHeads.id, units.sessionId))
      .where(condition)
      .orderBy(...byLabel)
  const ofLot = eq(units.lotId, sql.placeholder('lotId'))
  return {
    byId: unitsWhere(isThisUnit).prepare(),
    ofLot: unitsWhere(ofLot).prepare(),
    ofSession: unitsWhere(eq(units.sessionId, sql.placeholder('sessionId'))).prepare(),
    nextStored: unitsWhere(and(ofLot, isStored, sql`NOT ${recalled}`))
      .limit(1)
      .prepare(),
    takenSince: statements
      .select({ id: units.id })
      .from(units)
      .innerJoin(sessionHeads, eq(sessionHeads.id, units.sessionId))
      .where(
        and(
          ofLot,
          isNull(sessionHeads.signedAt),
          sql`${units.attestedAt} >= ${sql.placeholder('since')}`,
        ),
      )
      .limit(1)
      .prepare(),
    bySerial: statements
      .select({ unit: units, signedAt: sessionHeads.signedAt, recalled })
      .from(units)
      .innerJoin(lots, eq(lots.id, units.lotId))
      .leftJoin(sessionHeads, eq(sessionHeads.id, units.sessionId))
      .where(
        and(
          eq(lots.productId, sql.placeholder('productId')),
          eq(units.serial, true),
          eq(units.label, sql.placeholder('label')),
        ),
      )
      .prepare(),
    lastNumber: statements
      .select({ number: sql<number>`coalesce(max(CAST(${units.label} AS INTEGER)), 0)` })
      .from(units)
      .where(and(ofLot, eq(units.serial, false)))
      .prepare(),
    insert: statements
      .insert(units)
      .values({
        id: sql.placeholder('id'),
        lotId: sql.placeholder('lotId'),
        label: sql.placeholder('label'),
        serial: sql.placeholder('serial'),
      })
      .prepare(),
    claim: statements
      .update(units)
      .set({ sessionId: value('sessionId'), attestedAt: value('attestedAt') })
      .where(and(isThisUnit, isStored))
      .prepare(),
    free: statements
      .update(units)
      .set({ sessionId: null, attestedAt: null })
      .where(
        and(
          isThisUnit,
          eq(units.sessionId, sql.placeholder('sessionId')),
          isNull(units.discardedAt),
        ),
      )
      .prepare(),
    discard: statements
      .update(units)
      .set({ discardedAt: value('discardedAt'), discardReason: value('discardReason') })
      .where(and(isThisUnit, isNull(units.discardedAt)))
      .prepare(),
  }
})

type Row = {
  readonly unit: typeof units.$inferSelect
  readonly signedAt: Instant | null
  readonly recalled: number
}

const stateOf = ({ unit, signedAt }: Row): Unit['state'] => {
  if (unit.discardedAt !== null) return 'discarded'
  if (unit.sessionId === null) return 'stored'
  return signedAt === null ? 'claimed' : 'used'
}

const toUnit = (row: Row): Unit => {
  const { id, lotId, label, serial, sessionId, discardedAt } = row.unit
  const recalled = row.recalled === 1
  return { id, lotId, label, serial, sessionId, discardedAt, state: stateOf(row), recalled }
}

const one = (row: Row | undefined): Unit | null => (row ? toUnit(row) : null)

export const findUnit = (db: ReadDb, id: UnitId): Unit | null => one(prepared(db).byId.get({ id }))

export const findUnitsOfLot = (db: ReadDb, lotId: LotId): readonly Unit[] =>
  prepared(db).ofLot.all({ lotId }).map(toUnit)

export const findUnitsOfSession = (db: ReadDb, sessionId: SessionId): readonly Unit[] =>
  prepared(db).ofSession.all({ sessionId }).map(toUnit)

/** The piece to take next: numbered ones first, in their order. */
export const findNextStored = (db: ReadDb, lotId: LotId): Unit | null =>
  one(prepared(db).nextStored.get({ lotId }))

export const findUnitBySerial = (db: ReadDb, productId: ProductId, serial: string): Unit | null =>
  one(prepared(db).bySerial.get({ productId, label: serial }))

/** Whether a session that is not signed took a piece since the lot was given its state. */
export const wasTakenSince = (
  db: ReadDb,
  { id, stateChange }: Pick<Lot, 'id' | 'stateChange'>,
): boolean =>
  stateChange !== null &&
  prepared(db).takenSince.get({ lotId: id, since: stateChange.at }) !== undefined

/** The last number that was given to a piece of this lot; 0 when none was. */
export const findLastNumber = (db: ReadDb, lotId: LotId): number =>
  prepared(db).lastNumber.get({ lotId })?.number ?? 0

export const insertUnit = (
  tx: WriteTx,
  unit: Pick<Unit, 'id' | 'lotId' | 'label' | 'serial'>,
): void => changedOne(prepared(tx).insert.run(unit))

/** Only a stored piece: the row itself is the lock. */
export const claimUnit = (
  tx: WriteTx,
  claim: { id: UnitId; sessionId: SessionId; attestedAt: Instant },
): void => changedOne(prepared(tx).claim.run(claim))

export const freeUnit = (tx: WriteTx, claim: { id: UnitId; sessionId: SessionId }): void =>
  changedOne(prepared(tx).free.run(claim))

/** A piece that a session holds stays its session's, so that the history shows what was opened. */
export const discardUnit = (
  tx: WriteTx,
  discarded: { id: UnitId; discardedAt: Instant; discardReason: string },
): void => changedOne(prepared(tx).discard.run(discarded))
