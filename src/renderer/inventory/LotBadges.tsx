import { formatDay, StatusBadge, type Tone } from '#renderer/ui/index.ts'
import type { Lot, LotState } from '#shared/inventory/index.ts'
import { addDays, type CalendarDate } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

const tones = {
  available: 'cleared',
  quarantined: 'decision',
  recalled: 'stop',
  discarded: 'neutral',
} satisfies Record<LotState, Tone>

/** As long before as Today warns: time enough to order again. */
const soonInDays = 30

/** One word for the lot: what keeps it from being used comes before how much is left. */
export const LotStateBadge = ({ lot }: { lot: Lot }) =>
  lot.state === 'available' && lot.left === 0 ? (
    <StatusBadge tone="neutral">{texts.lots.usedUp}</StatusBadge>
  ) : (
    <StatusBadge tone={tones[lot.state]}>{texts.lots.states[lot.state]}</StatusBadge>
  )

/** The expiry date; red when it has passed, amber when it is near and something is left. */
export const ExpiryOf = ({ lot, today }: { lot: Lot; today: CalendarDate }) => {
  const day = formatDay(lot.expiresOn)
  if (lot.expiresOn < today) {
    return <StatusBadge tone="stop">{texts.lots.expired(day)}</StatusBadge>
  }
  if (lot.left > 0 && lot.expiresOn <= addDays(today, soonInDays)) {
    return <StatusBadge tone="decision">{texts.lots.expiresSoon(day)}</StatusBadge>
  }
  return <>{day}</>
}
