import type { Database, ReadDb, WriteTx } from '#main/database/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Shift } from '#main/vault/index.ts'
import {
  compareLots,
  isUsable,
  judgeLotState,
  type Lot,
  type LotState,
  type Product,
  type ProductDetails,
  type ProductKind,
  readDeviceIdentifier,
  type ReceiveLot,
  type Unit,
  unknownLot,
} from '#shared/inventory/index.ts'
import { type LotId, type ProductId, Refusal, type UnitId } from '#shared/kernel/index.ts'
import * as lotRows from './lot-repository.ts'
import * as productRows from './product-repository.ts'
import { createPieces } from './pieces.ts'
import { createProducts } from './products.ts'
import { createReceiving } from './receiving.ts'
import { createMovements } from './movements.ts'
import * as unitRows from './unit-repository.ts'

interface Dependencies {
  readonly database: Database
  readonly shift: Pick<Shift, 'practitionerId'>
  readonly practice: Pick<Practice, 'today'>
}

export type Inventory = ReturnType<typeof createInventory>

interface LotFilter {
  readonly kind?: ProductKind | undefined
  readonly usable: boolean
}

/** Products, their lots, and every single piece that must not be used twice. */
export const createInventory = ({ database, shift, practice }: Dependencies) => {
  const { environment } = database
  const movements = createMovements(environment)
  const products = createProducts(environment)
  const { discardStored, discardStoredUnit, ...pieces } = createPieces({
    movements,
    practice,
    environment,
  })
  const receive = createReceiving({ movements, practice, environment })

  const change = <T>(reason: string, work: (tx: WriteTx) => T): T =>
    database.write({ actor: shift.practitionerId, reason }, work)

  const lotsOf = (db: ReadDb, { kind, usable }: LotFilter): Lot[] => {
    const today = practice.today(db)
    const found = usable ? lotRows.findLotsOnShelf(db, today) : lotRows.findLots(db)
    return found
      .filter((lot) => kind === undefined || lot.product.kind === kind)
      .filter((lot) => !usable || isUsable(lot, today))
      .sort(compareLots)
  }

  const knownLot = (db: ReadDb, id: LotId): Lot => {
    const lot = lotRows.findLot(db, id)
    if (!lot) throw new Refusal(unknownLot)
    return lot
  }

  return {
    ...pieces,

    /** Null when this lot was never received. */
    lot: (db: ReadDb, id: LotId): Lot | null => lotRows.findLot(db, id),

    /** The contract's `lots` inside another room's transaction. */
    lotsOf,

    products: ({ kind }: { kind?: ProductKind | undefined }): Product[] =>
      database.read((db) =>
        productRows
          .findProducts(db)
          .filter((product) => kind === undefined || product.kind === kind),
      ),

    addProduct: (details: ProductDetails): Product =>
      change('a product is added', (tx) => products.add(tx, details)),

    updateProduct: (input: {
      productId: ProductId
      details: ProductDetails
      reason: string
    }): Product =>
      change(input.reason, (tx) => products.update(tx, input.productId, input.details)),

    lots: (filter: LotFilter): Lot[] => database.read((db) => lotsOf(db, filter)),

    /** The contract's `lot`. */
    lotWithUnits: ({ lotId }: { lotId: LotId }): { lot: Lot; units: Unit[] } =>
      database.read((db) => ({
        lot: knownLot(db, lotId),
        units: [...unitRows.findUnitsOfLot(db, lotId)],
      })),

    receiveLot: (receipt: ReceiveLot): Lot =>
      change('a delivery is received', (tx) => knownLot(tx, receive(tx, receipt))),

    findByLabel: (label: {
      deviceIdentifier: string
      lotNumber: string | null
      serial: string | null
    }): { product: Product | null; lot: Lot | null; unit: Unit | null } =>
      database.read((db) => findByLabel(db, label)),

    changeLotState: (input: { lotId: LotId; state: LotState; reason: string }): Lot =>
      change(input.reason, (tx) => {
        const lot = knownLot(tx, input.lotId)
        const problem = judgeLotState(lot, input.state)
        if (problem) throw new Refusal(problem)
        if (input.state === 'discarded') discardStored(tx, lot, input.reason)
        lotRows.setLotState(tx, lot.id, input.state, input.reason)
        return knownLot(tx, lot.id)
      }),

    discardUnit: ({ unitId, reason }: { unitId: UnitId; reason: string }): void =>
      change(reason, (tx) => discardStoredUnit(tx, unitId, reason)),
  }
}

const findByLabel = (
  db: ReadDb,
  {
    deviceIdentifier,
    lotNumber,
    serial,
  }: { deviceIdentifier: string; lotNumber: string | null; serial: string | null },
): { product: Product | null; lot: Lot | null; unit: Unit | null } => {
  const reading = readDeviceIdentifier(deviceIdentifier)
  const product = reading.ok ? productRows.findProductByIdentifier(db, reading.identifier) : null
  if (!product) return { product: null, lot: null, unit: null }
  const piece = serial === null ? null : unitRows.findUnitBySerial(db, product.id, serial)
  if (lotNumber === null) {
    return { product, lot: piece ? lotRows.findLot(db, piece.lotId) : null, unit: piece }
  }
  const lot = lotRows.findLotByNumber(db, product.id, lotNumber)
  return { product, lot, unit: lot && piece?.lotId === lot.id ? piece : null }
}
