import { and, eq, inArray, sql } from 'drizzle-orm'
import { changedOne, preparedOnce, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { Lot, LotState } from '#shared/inventory/index.ts'
import {
  type CalendarDate,
  certain,
  type Instant,
  type LotId,
  type PractitionerId,
  type ProductId,
} from '#shared/kernel/index.ts'
import { lots, type MovementKind, names, products, stockMovements } from './table.ts'

const value = (name: string) => sql`${sql.placeholder(name)}`
const quantityOf = (...kinds: MovementKind[]) =>
  sql<number>`coalesce(sum(${stockMovements.quantity}) FILTER (WHERE ${inArray(stockMovements.kind, kinds)}), 0)`

const sums = {
  received: quantityOf('received'),
  taken: quantityOf('taken', 'returned'),
  left: sql<number>`coalesce(sum(${stockMovements.quantity}), 0)`,
}

const prepared = preparedOnce((statements) => {
  const lotsWithProducts = () =>
    statements
      .select({ lots, products, stateChangedBy: names.name })
      .from(lots)
      .innerJoin(products, eq(products.id, lots.productId))
      .leftJoin(names, eq(names.id, lots.stateChangedBy))
  return {
    all: lotsWithProducts().prepare(),
    onShelf: lotsWithProducts()
      .where(
        and(eq(lots.state, 'available'), sql`${lots.expiresOn} >= ${sql.placeholder('today')}`),
      )
      .prepare(),
    byId: lotsWithProducts()
      .where(eq(lots.id, sql.placeholder('id')))
      .prepare(),
    byNumber: lotsWithProducts()
      .where(
        and(
          eq(lots.productId, sql.placeholder('productId')),
          eq(lots.number, sql.placeholder('number')),
        ),
      )
      .prepare(),
    sumsOfOne: statements
      .select(sums)
      .from(stockMovements)
      .where(eq(stockMovements.lotId, sql.placeholder('id')))
      .prepare(),
    sums: statements
      .select({ lotId: stockMovements.lotId, ...sums })
      .from(stockMovements)
      .where(
        sql`${stockMovements.lotId} IN (SELECT value FROM json_each(${sql.placeholder('lotIds')}))`,
      )
      .groupBy(stockMovements.lotId)
      .prepare(),
    insert: statements
      .insert(lots)
      .values({
        id: sql.placeholder('id'),
        productId: sql.placeholder('productId'),
        number: sql.placeholder('number'),
        expiresOn: sql.placeholder('expiresOn'),
        receivedAt: sql.placeholder('receivedAt'),
        receivedFrom: sql.placeholder('receivedFrom'),
        state: 'available',
        stateReason: '',
        madeOn: sql.placeholder('madeOn'),
        conditionOnReceipt: sql.placeholder('conditionOnReceipt'),
      })
      .prepare(),
    setState: statements
      .update(lots)
      .set({
        state: value('state'),
        stateReason: value('stateReason'),
        stateChangedAt: value('stateChangedAt'),
        stateChangedBy: value('stateChangedBy'),
      })
      .where(eq(lots.id, sql.placeholder('id')))
      .prepare(),
    setOpened: statements
      .update(lots)
      .set({ openedOn: value('openedOn') })
      .where(eq(lots.id, sql.placeholder('id')))
      .prepare(),
    insertMovement: statements
      .insert(stockMovements)
      .values({
        id: sql.placeholder('id'),
        lotId: sql.placeholder('lotId'),
        kind: sql.placeholder('kind'),
        quantity: sql.placeholder('quantity'),
        movedAt: sql.placeholder('movedAt'),
        reason: sql.placeholder('reason'),
      })
      .prepare(),
  }
})

type Row = {
  readonly lots: typeof lots.$inferSelect
  readonly products: typeof products.$inferSelect
  readonly stateChangedBy: string | null
}

const nothing = { received: 0, taken: 0, left: 0 }

/** Stock is the sum of its movements. */
const withSums = (db: ReadDb, rows: readonly Row[]): Lot[] => {
  const lotIds = JSON.stringify(rows.map(({ lots: { id } }) => id))
  const found = new Map(
    prepared(db)
      .sums.all({ lotIds })
      .map((sum) => [sum.lotId, sum]),
  )
  return rows.map((row) => ({ ...toLot(row), ...sumsOf(found.get(row.lots.id) ?? nothing) }))
}

const sumsOf = ({ received, taken, left }: typeof nothing) => ({
  received,
  used: -taken || 0,
  left,
})

const toLot = ({ lots: row, products: product, stateChangedBy }: Row) => {
  const { productId: _product, stateChangedAt, stateChangedBy: _by, ...lot } = row
  const stateChange =
    stateChangedAt === null || stateChangedBy === null
      ? null
      : { at: stateChangedAt, by: stateChangedBy }
  return { ...lot, product, stateChange }
}

const one = (db: ReadDb, row: Row | undefined): Lot | null =>
  row
    ? {
        ...toLot(row),
        ...sumsOf(certain(prepared(db).sumsOfOne.get({ id: row.lots.id }), 'The sums of a lot')),
      }
    : null

export const findLots = (db: ReadDb): readonly Lot[] => withSums(db, prepared(db).all.all())

/** Available and in date; the others need no sums to be left out. */
export const findLotsOnShelf = (db: ReadDb, today: CalendarDate): readonly Lot[] =>
  withSums(db, prepared(db).onShelf.all({ today }))

export const findLot = (db: ReadDb, id: LotId): Lot | null => one(db, prepared(db).byId.get({ id }))

export const findLotByNumber = (db: ReadDb, productId: ProductId, number: string): Lot | null =>
  one(db, prepared(db).byNumber.get({ productId, number }))

export const insertLot = (
  tx: WriteTx,
  lot: Pick<
    Lot,
    'id' | 'number' | 'expiresOn' | 'receivedAt' | 'receivedFrom' | 'madeOn' | 'conditionOnReceipt'
  > & { readonly productId: ProductId },
): void => changedOne(prepared(tx).insert.run(lot))

export type LotStateChange = {
  readonly id: LotId
  readonly state: LotState
  readonly stateReason: string
  readonly stateChangedAt: Instant
  readonly stateChangedBy: PractitionerId
}

export const setLotState = (tx: WriteTx, change: LotStateChange): void =>
  changedOne(prepared(tx).setState.run(change))

export const setLotOpened = (tx: WriteTx, id: LotId, openedOn: CalendarDate | null): void =>
  changedOne(prepared(tx).setOpened.run({ id, openedOn }))

export type Movement = {
  readonly id: string
  readonly lotId: LotId
  readonly kind: MovementKind
  readonly quantity: number
  readonly movedAt: Instant
  readonly reason: string
}

export const insertMovement = (tx: WriteTx, movement: Movement): void =>
  changedOne(prepared(tx).insertMovement.run(movement))
