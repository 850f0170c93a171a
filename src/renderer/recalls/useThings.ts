import { useQuery } from '@tanstack/react-query'
import { query } from '#renderer/api.ts'
import type { Device, Lot, Product } from '#shared/inventory/index.ts'
import type { Load, Sterilizer } from '#shared/sterilization/index.ts'

export interface Things {
  readonly lots: readonly Lot[]
  readonly products: readonly Product[]
  readonly devices: readonly Device[]
  readonly loads: readonly Load[]
  readonly sterilizers: readonly Sterilizer[]
}

/** What a trace can name, as far as it is known already; a trace answers ids alone. */
export const useThings = (): { things: Things; isLoading: boolean; error: unknown } => {
  const lots = useQuery(query.inventory.lots.queryOptions({ input: {} }))
  const products = useQuery(query.inventory.products.queryOptions({ input: {} }))
  const devices = useQuery(query.inventory.devices.queryOptions())
  const loads = useQuery(query.sterilization.loads.queryOptions({ input: {} }))
  const sterilizers = useQuery(query.sterilization.sterilizers.queryOptions())
  const all = [lots, products, devices, loads, sterilizers]
  return {
    things: {
      lots: lots.data ?? [],
      products: products.data ?? [],
      devices: devices.data ?? [],
      loads: loads.data ?? [],
      sterilizers: sterilizers.data ?? [],
    },
    isLoading: all.some(({ isPending }) => isPending),
    error: all.find(({ error }) => error !== null)?.error ?? null,
  }
}
