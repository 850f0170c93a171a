import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { query } from '#renderer/api.ts'
import type { Lot, Unit } from '#shared/inventory/index.ts'
import { type LotId, toInstant } from '#shared/kernel/index.ts'
import { lookAgainEvery } from './useSession.ts'
import type { SessionBase, SessionDocument, SessionFacts } from '#shared/sessions/index.ts'

export interface HandpieceChoice {
  readonly unit: Unit
  readonly lot: Lot
}

/** What the inventory has for this session. */
export interface Stock {
  readonly lotOf: (lotId: LotId) => Lot | null
  readonly lots: readonly Lot[]
  readonly handpieces: readonly HandpieceChoice[]
}

/**
 * The lots in stock and those that are charted, and the pieces of the handpieces; null until it is known,
 * so that no stop flashes up.
 */
export const useStock = (charted: readonly LotId[]): Stock | null => {
  const lots = useQuery(
    query.inventory.lots.queryOptions({
      input: { also: [...charted] },
      refetchInterval: lookAgainEvery,
      placeholderData: keepPreviousData,
    }),
  )
  const handpieceLots = (lots.data ?? []).filter(({ product }) => product.kind === 'handpiece')
  const pieces = useQueries({
    queries: handpieceLots.map(({ id }) =>
      query.inventory.lot.queryOptions({ input: { lotId: id }, refetchInterval: lookAgainEvery }),
    ),
  })
  const all = lots.data
  if (!all || pieces.some(({ isPending }) => isPending)) return null
  return {
    lots: all,
    lotOf: (lotId) => all.find(({ id }) => id === lotId) ?? null,
    handpieces: pieces.flatMap(({ data }) =>
      data
        ? data.units
            .filter(({ state }) => state !== 'discarded')
            .map((unit) => ({ unit, lot: data.lot }))
        : [],
    ),
  }
}

/** The facts as the gate in main sees them. */
export const factsOf = (
  base: SessionBase,
  document: SessionDocument,
  stock: Stock,
): SessionFacts => ({
  base,
  document,
  now: toInstant(new Date()),
  handpiece: stock.handpieces.find(({ unit }) => unit.id === document.handpieceUnitId) ?? null,
  productLots: document.products.map(({ lotId }) => stock.lotOf(lotId)),
})
