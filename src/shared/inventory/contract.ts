import { z } from 'zod'
import { lotId, procedure, productId, prose, unitId } from '#shared/kernel/index.ts'
import { lot, lotState, product, productDetails, productKind, receiveLot, unit } from './schema.ts'

export const inventoryContract = {
  products: procedure.input(z.object({ kind: productKind.optional() })).output(z.array(product)),
  addProduct: procedure.input(productDetails).output(product),
  updateProduct: procedure
    .input(z.object({ productId, details: productDetails, reason: prose(500).min(1) }))
    .output(product),
  /** Every lot, those in stock first, then by expiry. `usable`: available, in date, something left. */
  lots: procedure
    .input(z.object({ kind: productKind.optional(), usable: z.boolean().default(false) }))
    .output(z.array(lot)),
  lot: procedure.input(z.object({ lotId })).output(z.object({ lot, units: z.array(unit) })),
  /** A delivery of a known lot adds to it, when its expiry date agrees. */
  receiveLot: procedure.input(receiveLot).output(lot),
  /** The product and lot that a scanned label names; null where the practice does not know it yet. */
  findByLabel: procedure
    .input(
      z.object({
        deviceIdentifier: z.string(),
        lotNumber: z.string().nullable(),
        serial: z.string().nullable(),
      }),
    )
    .output(z.object({ product: product.nullable(), lot: lot.nullable(), unit: unit.nullable() })),
  changeLotState: procedure
    .input(z.object({ lotId, state: lotState, reason: prose(500).min(1) }))
    .output(lot),
  /** Dropped, opened or damaged: never used on anybody. */
  discardUnit: procedure.input(z.object({ unitId, reason: prose(500).min(1) })),
}
