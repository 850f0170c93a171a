import { isApplied, isUsable, type Lot } from '#shared/inventory/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import type { UsedProduct } from '#shared/sessions/index.ts'

/** What could be put on the skin today: some is left, and nothing stands against the lot. */
export const lotsToAdd = (
  lots: readonly Lot[],
  products: readonly Pick<UsedProduct, 'lotId'>[],
  today: CalendarDate,
): readonly Lot[] =>
  lots.filter(
    (lot) =>
      isApplied(lot.product.kind) &&
      isUsable(lot, today) &&
      !products.some(({ lotId }) => lotId === lot.id),
  )
