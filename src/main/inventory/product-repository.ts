import { asc, eq, sql } from 'drizzle-orm'
import { changedOne, preparedOnce, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { Product } from '#shared/inventory/index.ts'
import type { ProductId } from '#shared/kernel/index.ts'
import { lots, products } from './table.ts'

const value = (name: string) => sql`${sql.placeholder(name)}`
/** With the column’s own encoding, as a truth value or a list has one. */
const encoded = (
  name:
    | 'reprocessable'
    | 'labelledLengths'
    | 'contains'
    | 'sterileForNeedling'
    | 'activeAgents'
    | 'prescriptionOnly',
) => sql`${sql.param(sql.placeholder(name), products[name])}`

const prepared = preparedOnce((statements) => ({
  all: statements.select().from(products).orderBy(asc(products.name), asc(products.id)).prepare(),
  byId: statements
    .select()
    .from(products)
    .where(eq(products.id, sql.placeholder('id')))
    .prepare(),
  byIdentifier: statements
    .select()
    .from(products)
    .where(eq(products.deviceIdentifier, sql.placeholder('deviceIdentifier')))
    .prepare(),
  anyLot: statements
    .select({ id: lots.id })
    .from(lots)
    .where(eq(lots.productId, sql.placeholder('productId')))
    .limit(1)
    .prepare(),
  insert: statements
    .insert(products)
    .values({
      id: sql.placeholder('id'),
      kind: sql.placeholder('kind'),
      name: sql.placeholder('name'),
      manufacturer: sql.placeholder('manufacturer'),
      deviceIdentifier: sql.placeholder('deviceIdentifier'),
      reprocessable: sql.placeholder('reprocessable'),
      evaluatedNeedleLength: sql.placeholder('evaluatedNeedleLength'),
      note: sql.placeholder('note'),
      model: sql.placeholder('model'),
      labelledUses: sql.placeholder('labelledUses'),
      labelledLengths: sql.placeholder('labelledLengths'),
      unitsPerBox: sql.placeholder('unitsPerBox'),
      openedShelfLifeDays: sql.placeholder('openedShelfLifeDays'),
      contains: sql.placeholder('contains'),
      clearanceNumber: sql.placeholder('clearanceNumber'),
      contactSeconds: sql.placeholder('contactSeconds'),
      lowStockAt: sql.placeholder('lowStockAt'),
      productClass: sql.placeholder('productClass'),
      sterileForNeedling: sql.placeholder('sterileForNeedling'),
      activeAgents: sql.placeholder('activeAgents'),
      prescriptionOnly: sql.placeholder('prescriptionOnly'),
      longestDwellMinutes: sql.placeholder('longestDwellMinutes'),
      pinCount: sql.placeholder('pinCount'),
    })
    .prepare(),
  update: statements
    .update(products)
    .set({
      kind: value('kind'),
      name: value('name'),
      manufacturer: value('manufacturer'),
      deviceIdentifier: value('deviceIdentifier'),
      reprocessable: encoded('reprocessable'),
      evaluatedNeedleLength: value('evaluatedNeedleLength'),
      note: value('note'),
      model: value('model'),
      labelledUses: value('labelledUses'),
      labelledLengths: encoded('labelledLengths'),
      unitsPerBox: value('unitsPerBox'),
      openedShelfLifeDays: value('openedShelfLifeDays'),
      contains: encoded('contains'),
      clearanceNumber: value('clearanceNumber'),
      contactSeconds: value('contactSeconds'),
      lowStockAt: value('lowStockAt'),
      productClass: value('productClass'),
      sterileForNeedling: encoded('sterileForNeedling'),
      activeAgents: encoded('activeAgents'),
      prescriptionOnly: encoded('prescriptionOnly'),
      longestDwellMinutes: value('longestDwellMinutes'),
      pinCount: value('pinCount'),
    })
    .where(eq(products.id, sql.placeholder('id')))
    .prepare(),
}))

/** By name. */
export const findProducts = (db: ReadDb): readonly Product[] => prepared(db).all.all()

export const findProduct = (db: ReadDb, id: ProductId): Product | null =>
  prepared(db).byId.get({ id }) ?? null

export const findProductByIdentifier = (db: ReadDb, deviceIdentifier: string): Product | null =>
  prepared(db).byIdentifier.get({ deviceIdentifier }) ?? null

export const hasLots = (db: ReadDb, productId: ProductId): boolean =>
  prepared(db).anyLot.get({ productId }) !== undefined

export const insertProduct = (tx: WriteTx, product: Product): void =>
  changedOne(prepared(tx).insert.run(product))

export const updateProduct = (tx: WriteTx, product: Product): void =>
  changedOne(prepared(tx).update.run(product))
