import { treatableZones, type ZoneId } from '#shared/practice/index.ts'
import type { DraftZone } from '#shared/sessions/index.ts'
import type { Stock } from './useFacts.ts'
import type { SessionHandle } from './useSession.ts'

export interface ZonesTableProps {
  session: SessionHandle
  stock: Stock
  selected: readonly ZoneId[]
  onSelect: (zone: ZoneId) => void
  onRemove: (zone: ZoneId) => void
  onChange: (update: (now: readonly DraftZone[]) => DraftZone[]) => void
}

/** Every named zone that is not charted; a row also offers its own. */
export const zonesLeft = (zones: readonly DraftZone[], besides?: ZoneId) =>
  treatableZones
    .filter(({ id }) => id === besides || !zones.some(({ zone }) => zone === id))
    .map(({ id, label }) => ({ value: id, label }))
