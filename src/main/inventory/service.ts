import { type Database, instantNow, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { LabelSheetDescription } from '#main/documents/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Shift } from '#main/vault/index.ts'
import {
  compareLots,
  isUsable,
  judgeLotState,
  takenWhileHeld,
  judgeOpening,
  type LabelSheet,
  type Lot,
  type LotState,
  lowStockOf,
  type Product,
  type ProductDetails,
  type ProductKind,
  readDeviceIdentifier,
  type ReceiveLot,
  type Unit,
  unknownLot,
} from '#shared/inventory/index.ts'
import {
  type CalendarDate,
  type LotId,
  type Problem,
  type ProductId,
  Refusal,
  type UnitId,
} from '#shared/kernel/index.ts'
import { createDevices } from './devices.ts'
import { lotLabelSheet } from './lot-labels.ts'
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
  readonly practice: Pick<Practice, 'today' | 'dayOf'>
  /** In a worker thread: a sheet of labels as a PDF. */
  readonly renderLabels: (sheet: LabelSheetDescription) => Promise<Uint8Array>
}

export type Inventory = ReturnType<typeof createInventory>

interface UsableLots {
  readonly kind?: ProductKind | undefined
  /** Only those that expire by this day. */
  readonly expiringBy?: CalendarDate
}

interface LotsAsked {
  readonly kind?: ProductKind | undefined
  readonly usable: boolean
  readonly also: readonly LotId[]
  readonly after?: LotId | undefined
  readonly limit: number
}

/** Products, their lots, and every single piece that must not be used twice. */
export const createInventory = ({ database, shift, practice, renderLabels }: Dependencies) => {
  const { environment } = database
  const movements = createMovements(environment)
  const products = createProducts(environment)
  const { discardStored, discardStoredUnit, ...pieces } = createPieces({
    movements,
    practice,
    environment,
  })
  const devices = createDevices({ database, shift, practice, piece: pieces.unit })
  const receive = createReceiving({ movements, practice, environment })

  const change = <T>(reason: string, work: (tx: WriteTx) => T): T =>
    database.write({ actor: shift.practitionerId, reason }, work)

  /** What is on the shelf; a clinic has room for some hundred. */
  const usableLots = (db: ReadDb, { kind, expiringBy }: UsableLots): Lot[] => {
    const today = practice.today(db)
    return lotRows
      .findLotsOnShelf(db, today, expiringBy)
      .filter((lot) => kind === undefined || lot.product.kind === kind)
      .filter((lot) => isUsable(lot, today))
      .toSorted(compareLots)
  }

  const pageOf = (db: ReadDb, { kind, usable, after, limit }: Omit<LotsAsked, 'also'>): Lot[] => {
    if (!usable) return [...lotRows.findPage(db, { kind, after, limit })]
    const all = usableLots(db, { kind })
    const from = all.findIndex(({ id }) => id === after) + 1
    return all.slice(from, from + limit)
  }

  const lotsOf = (db: ReadDb, { also, ...asked }: LotsAsked): Lot[] => {
    const found = pageOf(db, asked)
    const there = new Set(found.map(({ id }) => id))
    const missing = [...new Set(also)].filter((id) => !there.has(id))
    return [...found, ...missing.flatMap((id) => lotRows.findLot(db, id) ?? [])]
  }

  const knownLot = (db: ReadDb, id: LotId): Lot => {
    const lot = lotRows.findLot(db, id)
    if (!lot) throw new Refusal(unknownLot)
    return lot
  }

  const setState = (tx: WriteTx, id: LotId, state: LotState, stateReason: string): void =>
    lotRows.setLotState(tx, {
      id,
      state,
      stateReason,
      stateChangedAt: instantNow(environment),
      stateChangedBy: shift.practitionerId,
    })

  const lowStockIn = (db: ReadDb) => {
    const watched = productRows.findProducts(db).filter(({ lowStockAt }) => lowStockAt !== null)
    if (watched.length === 0) return []
    const today = practice.today(db)
    return [...lowStockOf(watched, lotRows.findLotsOnShelf(db, today), today)]
  }

  return {
    ...pieces,
    ...devices,

    /**
     * Takes a lot out of use for good; for the recalls room, inside its transaction.
     * @throws Refusal `inventory.unknown-lot`
     */
    recallLot: (tx: WriteTx, lotId: LotId, reason: string): void => {
      if (knownLot(tx, lotId).state !== 'recalled') setState(tx, lotId, 'recalled', reason)
    },

    /** Null when this lot was never received. */
    lot: (db: ReadDb, id: LotId): Lot | null => lotRows.findLot(db, id),

    knowsLot: lotRows.knowsLot,

    usableLots,

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

    lots: (asked: LotsAsked): Lot[] => database.read((db) => lotsOf(db, asked)),

    /** The contract's `lot`. */
    lotWithUnits: ({ lotId }: { lotId: LotId }): { lot: Lot; units: Unit[] } =>
      database.read((db) => ({
        lot: knownLot(db, lotId),
        units: [...unitRows.findUnitsOfLot(db, lotId)],
      })),

    receiveLot: (receipt: ReceiveLot): Promise<Lot> =>
      database.writeInSteps(
        { actor: shift.practitionerId, reason: 'a delivery is received' },
        function* (tx) {
          return knownLot(tx, yield* receive(tx, receipt))
        },
      ),

    findByLabel: (label: {
      deviceIdentifier: string
      lotNumber: string | null
      serial: string | null
    }): { product: Product | null; lot: Lot | null; unit: Unit | null } =>
      database.read((db) => findByLabel(db, label)),

    changeLotState: (input: { lotId: LotId; state: LotState; reason: string }): Lot =>
      change(input.reason, (tx) => {
        const lot = knownLot(tx, input.lotId)
        refuse(judgeLotState(lot, input.state))
        if (input.state === 'available' && unitRows.wasTakenSince(tx, lot)) {
          throw new Refusal(takenWhileHeld(lot))
        }
        if (input.state === 'discarded') discardStored(tx, lot, input.reason)
        if (lot.state !== 'recalled') setState(tx, lot.id, input.state, input.reason)
        return knownLot(tx, lot.id)
      }),

    setLotOpened: ({ lotId, openedOn }: { lotId: LotId; openedOn: CalendarDate | null }): Lot =>
      change('a container of a lot is opened', (tx) => {
        refuse(judgeOpening(knownLot(tx, lotId), openedOn, practice.today(tx)))
        lotRows.setLotOpened(tx, lotId, openedOn)
        return knownLot(tx, lotId)
      }),

    lowStockIn,

    lowStock: () => database.read(lowStockIn),

    lotLabels: async ({
      lotId,
      ...input
    }: {
      lotId: LotId
      sheet: LabelSheet
      copies: number
    }): Promise<File> => {
      const lot = database.read((db) => knownLot(db, lotId))
      const bytes = await renderLabels(lotLabelSheet(environment, lot, input))
      return new File([new Uint8Array(bytes)], 'lot-labels.pdf', { type: 'application/pdf' })
    },

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

const refuse = (problem: Problem | null): void => {
  if (problem) throw new Refusal(problem)
}
