import { type Environment, newId, type ReadDb, type WriteTx } from '#main/database/index.ts'
import {
  identifierTaken,
  judgeKindChange,
  judgeProduct,
  judgeProductKind,
  judgeSkinContact,
  type Product,
  type ProductDetails,
  readDeviceIdentifier,
  unknownProduct,
} from '#shared/inventory/index.ts'
import { type Problem, type ProductId, Refusal } from '#shared/kernel/index.ts'
import * as productRows from './product-repository.ts'

/** Adding and correcting products. */
export const createProducts = (environment: Environment) => ({
  add: (tx: WriteTx, details: ProductDetails): Product => {
    const id = newId<ProductId>(environment)
    const product = { ...settled(tx, details, id), id }
    productRows.insertProduct(tx, product)
    return product
  },

  update: (tx: WriteTx, id: ProductId, details: ProductDetails): Product => {
    const known = productRows.findProduct(tx, id)
    if (!known) throw new Refusal(unknownProduct)
    refuse(judgeKindChange(known, details, productRows.hasLots(tx, id)))
    const product = { ...settled(tx, details, id), id }
    productRows.updateProduct(tx, product)
    return product
  },
})

/** The details as they are stored, or a refusal. */
const settled = (db: ReadDb, details: ProductDetails, id: ProductId): ProductDetails => {
  refuse(judgeProduct(details))
  refuse(judgeProductKind(details))
  refuse(judgeSkinContact(details))
  if (details.deviceIdentifier === null) return details
  const reading = readDeviceIdentifier(details.deviceIdentifier)
  if (!reading.ok) throw new Refusal(reading.problem)
  const holder = productRows.findProductByIdentifier(db, reading.identifier)
  if (holder && holder.id !== id) throw new Refusal(identifierTaken(holder.name))
  return { ...details, deviceIdentifier: reading.identifier }
}

const refuse = (problem: Problem | null): void => {
  if (problem) throw new Refusal(problem)
}
