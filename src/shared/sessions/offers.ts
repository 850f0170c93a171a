import { isApplied, isUsable, type Lot } from '#shared/inventory/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import { confirmTaken, productPath } from './carried-fields.ts'
import { emptyAnaestheticUse, type OfferedItem, type SessionDocument } from './schema.ts'

/** What was used last time, with the lot of today that could be used. */
export interface Offer {
  readonly item: OfferedItem
  /** The newest usable lot in stock; null where there is none. */
  readonly lot: Lot | null
  readonly productName: string
}

/**
 * The newest lot of each offered product that may be used on this day. An offer chooses nothing.
 * @param lots of the whole stock, used up or not
 */
export const offersOf = (
  { offered }: Pick<SessionDocument, 'offered'>,
  lots: readonly Lot[],
  today: CalendarDate,
): readonly Offer[] =>
  offered.map((item) => {
    const ofProduct = lots
      .filter(({ product }) => product.id === item.productId)
      .sort((one, other) => other.receivedAt.localeCompare(one.receivedAt))
    const usable = ofProduct.find((lot) => isApplied(lot.product.kind) && isUsable(lot, today))
    return { item, lot: usable ?? null, productName: ofProduct[0]?.product.name ?? '' }
  })

/** Takes the lots that were offered and read out to her; an offer without a lot stands open. */
export const acceptOffers = (
  document: SessionDocument,
  offers: readonly Offer[],
): SessionDocument => {
  const taken = offers.flatMap(({ item, lot }) => (lot ? [{ item, lot }] : []))
  const added = taken
    .filter(({ lot }) => !document.products.some(({ lotId }) => lotId === lot.id))
    .map(({ item, lot }) => ({
      lotId: lot.id,
      amount: item.amount,
      unit: item.unit,
      place: item.place,
      anaesthetic:
        lot.product.kind === 'anaesthetic'
          ? { ...emptyAnaestheticUse, agents: lot.product.activeAgents }
          : null,
    }))
  const isTaken = ({ productId }: OfferedItem) =>
    taken.some(({ item }) => item.productId === productId)
  return confirmTaken(
    {
      ...document,
      products: [...document.products, ...added],
      offered: document.offered.filter((item) => !isTaken(item)),
    },
    new Map(taken.map(({ item, lot }) => [productPath(item.productId), lot.id])),
  )
}

/** Not used today. */
export const dropOffer = (
  document: SessionDocument,
  productId: OfferedItem['productId'],
): SessionDocument => ({
  ...document,
  offered: document.offered.filter((item) => item.productId !== productId),
})

/** Takes the handpiece that was offered and named to her, where none is chosen yet. */
export const acceptHandpiece = (document: SessionDocument): SessionDocument => ({
  ...document,
  handpieceUnitId: document.handpieceUnitId ?? document.offeredHandpieceUnitId,
  offeredHandpieceUnitId: null,
})
