import { and, asc, eq, sql } from 'drizzle-orm'
import { changedOne, preparedOnce, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { Lot, LotState, ProductKind } from '#shared/inventory/index.ts'
import type {
  CalendarDate,
  Instant,
  LotId,
  PractitionerId,
  ProductId,
} from '#shared/kernel/index.ts'
import { derivedStock, lots, type MovementKind, names, products, stockMovements } from './table.ts'

const value = (name: string) => sql`${sql.placeholder(name)}`

/** Those in stock first, then by expiry. */
const listed = [asc(derivedStock.usedUp), asc(derivedStock.expiresOn), asc(derivedStock.lotId)]
const afterKey = sql`(${derivedStock.usedUp}, ${derivedStock.expiresOn}, ${derivedStock.lotId})
  > (${sql.placeholder('usedUp')}, ${sql.placeholder('expiresOn')}, ${sql.placeholder('lotId')})`

const prepared = preparedOnce((statements) => {
  const lotsWithProducts = () =>
    statements
      .select({ lots, products, stock: derivedStock, stateChangedBy: names.name })
      .from(lots)
      .innerJoin(derivedStock, eq(derivedStock.lotId, lots.id))
      .innerJoin(products, eq(products.id, lots.productId))
      .leftJoin(names, eq(names.id, lots.stateChangedBy))
  return {
    page: lotsWithProducts()
      .where(afterKey)
      .orderBy(...listed)
      .limit(sql.placeholder('limit'))
      .prepare(),
    pageOfKind: lotsWithProducts()
      .where(and(eq(derivedStock.kind, sql.placeholder('kind')), afterKey))
      .orderBy(...listed)
      .limit(sql.placeholder('limit'))
      .prepare(),
    place: statements
      .select()
      .from(derivedStock)
      .where(eq(derivedStock.lotId, sql.placeholder('id')))
      .prepare(),
    onShelf: lotsWithProducts()
      .where(
        and(
          eq(derivedStock.usedUp, 0),
          sql`${derivedStock.expiresOn} BETWEEN ${sql.placeholder('today')} AND ${sql.placeholder('until')}`,
          eq(lots.state, 'available'),
        ),
      )
      .prepare(),
    byId: lotsWithProducts()
      .where(eq(lots.id, sql.placeholder('id')))
      .prepare(),
    isKnown: statements
      .select({ id: lots.id })
      .from(lots)
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
  readonly stock: typeof derivedStock.$inferSelect
  readonly stateChangedBy: string | null
}

const toLot = ({ lots: row, products: product, stock, stateChangedBy }: Row): Lot => {
  const { productId: _product, stateChangedAt, stateChangedBy: _by, ...lot } = row
  const stateChange =
    stateChangedAt === null || stateChangedBy === null
      ? null
      : { at: stateChangedAt, by: stateChangedBy }
  const { received, used, remaining: left } = stock
  return { ...lot, product, stateChange, received, used, left }
}

const one = (row: Row | undefined): Lot | null => (row ? toLot(row) : null)

/** Before every lot. */
const first = { usedUp: -1, expiresOn: '', lotId: '' }

/** Those in stock first, then by expiry, from the one after `after` on. */
export const findPage = (
  db: ReadDb,
  {
    kind,
    after,
    limit,
  }: {
    readonly kind: ProductKind | undefined
    readonly after: LotId | undefined
    readonly limit: number
  },
): readonly Lot[] => {
  const { page, pageOfKind, place } = prepared(db)
  const last = after === undefined ? first : (place.get({ id: after }) ?? first)
  const { usedUp, expiresOn, lotId } = last
  const asked = { usedUp, expiresOn, lotId, limit }
  const rows = kind === undefined ? page.all(asked) : pageOfKind.all({ ...asked, kind })
  return rows.map(toLot)
}

/** Available, with something left, and in date today but no longer than until a day. */
export const findLotsOnShelf = (
  db: ReadDb,
  today: CalendarDate,
  until: CalendarDate | '~' = '~',
): readonly Lot[] => prepared(db).onShelf.all({ today, until }).map(toLot)

export const findLot = (db: ReadDb, id: LotId): Lot | null => one(prepared(db).byId.get({ id }))

export const knowsLot = (db: ReadDb, id: LotId): boolean =>
  prepared(db).isKnown.get({ id }) !== undefined

export const findLotByNumber = (db: ReadDb, productId: ProductId, number: string): Lot | null =>
  one(prepared(db).byNumber.get({ productId, number }))

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
