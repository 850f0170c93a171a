import type { PlanId, SessionId } from '#shared/kernel/index.ts'
import { markPath, productPath, zonePaths } from './carried-fields.ts'
import type { SessionSnapshot } from './record-schema.ts'
import {
  type ChartedZone,
  type DraftZone,
  emptySessionDocument,
  emptyZone,
  type OfferedItem,
  type SessionDocument,
} from './schema.ts'

/** The snapshot names lots only; this says of which product each is. */
export interface ProductOfLot {
  readonly lotId: string
  readonly productId: OfferedItem['productId']
}

/**
 * A new chart, filled from a signed one with what is planned. What happened then, and what must be
 * verified afresh, is empty: endpoint, response, times, lots, cartridge, packs, handpiece, comfort,
 * words, people, deviations, orders, and marks of a reaction.
 * @param products of the snapshot's lots; a lot that is not among them is left out
 */
export const carryForward = (
  snapshot: Pick<SessionSnapshot, 'zones' | 'products' | 'marks' | 'handpiece'>,
  {
    sessionId,
    planId,
    products,
  }: {
    readonly sessionId: SessionId
    readonly planId: PlanId | null
    readonly products: readonly ProductOfLot[]
  },
): SessionDocument => {
  const zones = snapshot.zones.map(plannedPart)
  const marks = snapshot.marks.filter(({ kind }) => kind !== 'reaction')
  const offered = offersFrom(snapshot.products, products)
  const paths = [
    ...zones.flatMap(zonePaths),
    ...offered.map(({ productId }) => productPath(productId)),
    ...marks.map(({ id }) => markPath(id)),
  ]
  return {
    ...emptySessionDocument,
    planId,
    zones,
    marks,
    offered,
    offeredHandpieceUnitId: snapshot.handpiece?.unitId ?? null,
    carried: {
      fromSessionId: sessionId,
      fields: paths.map((path) => ({ path, state: 'untouched', lotId: null })),
    },
  }
}

const plannedPart = (zone: ChartedZone): DraftZone => ({
  ...emptyZone(zone.zone, zone.area),
  indication: zone.indication,
  needleLength: zone.needleLength,
  technique: zone.technique,
  motion: zone.motion,
  speed: zone.speed,
  passes: zone.passes,
  directions: zone.directions,
  pressureNote: zone.pressureNote,
  coverage: zone.coverage,
})

/** Each product once, as it was used first. */
const offersFrom = (
  used: SessionSnapshot['products'],
  products: readonly ProductOfLot[],
): OfferedItem[] => {
  const offers = new Map<string, OfferedItem>()
  for (const { lotId, amount, unit, place } of used) {
    const productId = products.find((each) => each.lotId === lotId)?.productId
    if (productId === undefined || offers.has(productId)) continue
    offers.set(productId, { productId, amount, unit, place })
  }
  return [...offers.values()]
}
