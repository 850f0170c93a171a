import {
  type Environment,
  instantNow,
  newId,
  type ReadDb,
  type WriteTx,
} from '#main/database/index.ts'
import type { Practice } from '#main/practice/index.ts'
import {
  judgeDelivery,
  judgeReceipt,
  keepsPieces,
  type ReceiveLot,
  serialKnown,
  unknownProduct,
} from '#shared/inventory/index.ts'
import { type LotId, type Problem, type ProductId, Refusal } from '#shared/kernel/index.ts'
import * as lotRows from './lot-repository.ts'
import type { Movements } from './movements.ts'
import * as productRows from './product-repository.ts'
import * as unitRows from './unit-repository.ts'

interface Dependencies {
  readonly movements: Movements
  readonly practice: Pick<Practice, 'today'>
  readonly environment: Environment
}

/** Pieces that are received in some 10 ms. */
const atOnce = 100

/** Receives a delivery: a lot that is new or known, a movement, and its pieces one by one, in steps. */
export const createReceiving = ({ movements, practice, environment }: Dependencies) =>
  function* (tx: WriteTx, receipt: ReceiveLot): Generator<undefined, LotId> {
    const product = productRows.findProduct(tx, receipt.productId)
    if (!product) throw new Refusal(unknownProduct)
    const known = lotRows.findLotByNumber(tx, product.id, receipt.number)
    refuse(judgeReceipt(receipt, practice.today(tx)))
    refuse(judgeDelivery(receipt, product, known))
    yield* refuseKnownSerials(tx, product.id, receipt.serials)
    const id = known?.id ?? newId<LotId>(environment)
    if (!known) lotRows.insertLot(tx, { ...receipt, id, receivedAt: instantNow(environment) })
    movements(tx, id, 'received', receipt.quantity, receivedAs(receipt, known !== null))
    if (keepsPieces(product.kind)) {
      const pieces = labelsOf(receipt, unitRows.findLastNumber(tx, id))
      for (const [index, piece] of pieces.entries()) {
        unitRows.insertUnit(tx, { ...piece, id: newId(environment), lotId: id })
        if (index % atOnce === atOnce - 1) yield
      }
    }
    return id
  }

/** Where it came from; of a further delivery also its condition, which the lot’s row cannot keep. */
const receivedAs = ({ receivedFrom, conditionOnReceipt }: ReceiveLot, isFurther: boolean): string =>
  [receivedFrom, isFurther ? conditionOnReceipt : ''].filter((words) => words !== '').join('. ')

/** The makers' serials, or numbers that go on where the last delivery of the lot ended. */
const labelsOf = (
  { serials, quantity }: ReceiveLot,
  last: number,
): readonly { label: string; serial: boolean }[] =>
  serials.length > 0
    ? serials.map((label) => ({ label, serial: true }))
    : Array.from({ length: quantity }, (_, index) => ({
        label: String(last + index + 1),
        serial: false,
      }))

function* refuseKnownSerials(
  db: ReadDb,
  productId: ProductId,
  serials: readonly string[],
): Generator<undefined, void> {
  for (const [index, serial] of serials.entries()) {
    if (unitRows.findUnitBySerial(db, productId, serial) !== null)
      throw new Refusal(serialKnown(serial))
    if (index % atOnce === atOnce - 1) yield
  }
}

const refuse = (problem: Problem | null): void => {
  if (problem) throw new Refusal(problem)
}
