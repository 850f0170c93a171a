import { asc, eq, sql } from 'drizzle-orm'
import { changedOne, preparedOnce, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { SessionId } from '#shared/kernel/index.ts'
import { type FreeArea, freeArea } from '#shared/practice/index.ts'
import {
  addenda,
  deviations,
  sessionAnaesthetics,
  sessionMarks,
  sessionOrders,
  sessionProducts,
  sessionZones,
} from './table.ts'

export type ZoneRow = typeof sessionZones.$inferSelect
export type ProductRow = typeof sessionProducts.$inferSelect
export type AnaestheticRow = typeof sessionAnaesthetics.$inferSelect
export type MarkRow = typeof sessionMarks.$inferSelect
export type OrderRow = typeof sessionOrders.$inferSelect
export type DeviationRow = typeof deviations.$inferSelect
export type AddendumRow = typeof addenda.$inferSelect

const thisSession = sql.placeholder('sessionId')

const prepared = preparedOnce((statements) => ({
  zones: statements
    .select()
    .from(sessionZones)
    .where(eq(sessionZones.sessionId, thisSession))
    .orderBy(asc(sessionZones.position))
    .prepare(),
  products: statements
    .select()
    .from(sessionProducts)
    .where(eq(sessionProducts.sessionId, thisSession))
    .orderBy(asc(sessionProducts.position))
    .prepare(),
  anaesthetics: statements
    .select()
    .from(sessionAnaesthetics)
    .where(eq(sessionAnaesthetics.sessionId, thisSession))
    .orderBy(asc(sessionAnaesthetics.id))
    .prepare(),
  marks: statements
    .select()
    .from(sessionMarks)
    .where(eq(sessionMarks.sessionId, thisSession))
    .orderBy(asc(sessionMarks.position))
    .prepare(),
  orders: statements
    .select()
    .from(sessionOrders)
    .where(eq(sessionOrders.sessionId, thisSession))
    .orderBy(asc(sessionOrders.position))
    .prepare(),
  deviations: statements
    .select()
    .from(deviations)
    .where(eq(deviations.sessionId, thisSession))
    .orderBy(asc(deviations.position))
    .prepare(),
  addenda: statements
    .select()
    .from(addenda)
    .where(eq(addenda.sessionId, thisSession))
    .orderBy(asc(addenda.addedAt), asc(addenda.id))
    .prepare(),
  insertZone: statements
    .insert(sessionZones)
    .values({
      id: sql.placeholder('id'),
      sessionId: thisSession,
      position: sql.placeholder('position'),
      zone: sql.placeholder('zone'),
      needleLength: sql.placeholder('needleLength'),
      technique: sql.placeholder('technique'),
      passes: sql.placeholder('passes'),
      endpoint: sql.placeholder('endpoint'),
      area: sql.placeholder('area'),
      indication: sql.placeholder('indication'),
      cartridgeUnitId: sql.placeholder('cartridgeUnitId'),
      motion: sql.placeholder('motion'),
      speed: sql.placeholder('speed'),
      directions: sql.placeholder('directions'),
      pressureNote: sql.placeholder('pressureNote'),
      coverage: sql.placeholder('coverage'),
      stoppedReason: sql.placeholder('stoppedReason'),
      glideLotId: sql.placeholder('glideLotId'),
      response: sql.placeholder('response'),
    })
    .prepare(),
  insertProduct: statements
    .insert(sessionProducts)
    .values({
      id: sql.placeholder('id'),
      sessionId: thisSession,
      position: sql.placeholder('position'),
      lotId: sql.placeholder('lotId'),
      amount: sql.placeholder('amount'),
      unit: sql.placeholder('unit'),
      place: sql.placeholder('place'),
    })
    .prepare(),
  insertAnaesthetic: statements
    .insert(sessionAnaesthetics)
    .values({
      id: sql.placeholder('id'),
      sessionId: thisSession,
      sessionProductId: sql.placeholder('sessionProductId'),
      agents: sql.placeholder('agents'),
      area: sql.placeholder('area'),
      onAt: sql.placeholder('onAt'),
      offAt: sql.placeholder('offAt'),
      occluded: sql.placeholder('occluded'),
      skin: sql.placeholder('skin'),
      suppliedBy: sql.placeholder('suppliedBy'),
      prescribedBy: sql.placeholder('prescribedBy'),
      reaction: sql.placeholder('reaction'),
    })
    .prepare(),
  insertMark: statements
    .insert(sessionMarks)
    .values({
      id: sql.placeholder('id'),
      sessionId: thisSession,
      position: sql.placeholder('position'),
      markId: sql.placeholder('markId'),
      view: sql.placeholder('view'),
      kind: sql.placeholder('kind'),
      path: sql.placeholder('path'),
      note: sql.placeholder('note'),
    })
    .prepare(),
  insertOrder: statements
    .insert(sessionOrders)
    .values({
      id: sql.placeholder('id'),
      sessionId: thisSession,
      position: sql.placeholder('position'),
      clinician: sql.placeholder('clinician'),
      licence: sql.placeholder('licence'),
      orderedOn: sql.placeholder('orderedOn'),
      zones: sql.placeholder('zones'),
      maximumNeedleLength: sql.placeholder('maximumNeedleLength'),
      exceeds: sql.placeholder('exceeds'),
    })
    .prepare(),
  insertDeviation: statements
    .insert(deviations)
    .values({
      id: sql.placeholder('id'),
      sessionId: thisSession,
      position: sql.placeholder('position'),
      code: sql.placeholder('code'),
      fact: sql.placeholder('fact'),
      rule: sql.placeholder('rule'),
      reason: sql.placeholder('reason'),
      action: sql.placeholder('action'),
    })
    .prepare(),
  insertAddendum: statements
    .insert(addenda)
    .values({
      id: sql.placeholder('id'),
      sessionId: thisSession,
      text: sql.placeholder('text'),
      reason: sql.placeholder('reason'),
      addedAt: sql.placeholder('addedAt'),
      about: sql.placeholder('about'),
    })
    .prepare(),
}))

// in the order in which it was charted

export const listZones = (db: ReadDb, sessionId: SessionId): readonly ZoneRow[] =>
  prepared(db).zones.all({ sessionId })

export const listProducts = (db: ReadDb, sessionId: SessionId): readonly ProductRow[] =>
  prepared(db).products.all({ sessionId })

/** In no order: each stands with its product. */
export const listAnaesthetics = (db: ReadDb, sessionId: SessionId): readonly AnaestheticRow[] =>
  prepared(db).anaesthetics.all({ sessionId })

export const listMarks = (db: ReadDb, sessionId: SessionId): readonly MarkRow[] =>
  prepared(db).marks.all({ sessionId })

export const listOrders = (db: ReadDb, sessionId: SessionId): readonly OrderRow[] =>
  prepared(db).orders.all({ sessionId })

export const listDeviations = (db: ReadDb, sessionId: SessionId): readonly DeviationRow[] =>
  prepared(db).deviations.all({ sessionId })

/** Oldest first. */
export const listAddenda = (db: ReadDb, sessionId: SessionId): readonly AddendumRow[] =>
  prepared(db).addenda.all({ sessionId })

export const insertZone = (tx: WriteTx, row: ZoneRow): void =>
  changedOne(prepared(tx).insertZone.run(row))

export const insertProduct = (tx: WriteTx, row: ProductRow): void =>
  changedOne(prepared(tx).insertProduct.run(row))

export const insertAnaesthetic = (tx: WriteTx, row: AnaestheticRow): void =>
  changedOne(prepared(tx).insertAnaesthetic.run(row))

export const insertMark = (tx: WriteTx, row: MarkRow): void =>
  changedOne(prepared(tx).insertMark.run(row))

export const insertOrder = (tx: WriteTx, row: OrderRow): void =>
  changedOne(prepared(tx).insertOrder.run(row))

export const insertDeviation = (tx: WriteTx, row: DeviationRow): void =>
  changedOne(prepared(tx).insertDeviation.run(row))

export const insertAddendum = (tx: WriteTx, row: AddendumRow): void =>
  changedOne(prepared(tx).insertAddendum.run(row))

/** A column's JSON; undefined where the row was changed by hand and holds none any more. */
export const readJson = (json: string | null): unknown => {
  try {
    return json === null ? null : JSON.parse(json)
  } catch {
    return undefined
  }
}

/** The free area of a row, or null: a named zone has none, and a row changed by hand may hold none. */
export const areaOf = ({ area }: Pick<ZoneRow, 'area'>): FreeArea | null =>
  freeArea.safeParse(readJson(area)).data ?? null
