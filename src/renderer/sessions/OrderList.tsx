import { Button } from '@mantine/core'
import { formatDay, formatMillimetres } from '#renderer/ui/index.ts'
import { type DraftZone, type SupervisingOrder } from '#shared/sessions/index.ts'
import { labelOfZone, zoneLabel, type ZoneId } from '#shared/practice/index.ts'
import { texts } from './texts.ts'

interface OrderListProps {
  orders: readonly SupervisingOrder[]
  zones: readonly Pick<DraftZone, 'zone' | 'area'>[]
  onEdit: (index: number) => void
  onRemove: (index: number) => void
}

/** The orders of this session, each to be corrected or taken back while it is open. */
export const OrderList = ({ orders, zones, onEdit, onRemove }: OrderListProps) =>
  orders.length === 0 ? null : (
    <section className="orders" aria-label={texts.orders.title}>
      <h3>{texts.orders.title}</h3>
      {orders.map((order, index) => (
        <article key={`${index} ${order.clinician}`} className="order">
          <strong>{texts.orders.of(order.clinician, formatDay(order.orderedOn))}</strong>
          <span className="quiet">{order.licence}</span>
          <span>{orderWords(order, zones)}</span>
          <div className="row-actions">
            <Button size="xs" variant="default" onClick={() => onEdit(index)}>
              {texts.orders.edit}
            </Button>
            <Button size="xs" variant="subtle" color="gray" onClick={() => onRemove(index)}>
              {texts.orders.remove}
            </Button>
          </div>
        </article>
      ))}
    </section>
  )

/** `Up to 1.5 mm: Forehead, Chin` */
export const orderWords = (
  order: SupervisingOrder,
  zones: readonly Pick<DraftZone, 'zone' | 'area'>[],
): string => {
  const nameOf = (zone: ZoneId) => {
    const charted = zones.find((each) => each.zone === zone)
    return charted ? labelOfZone(charted) : zoneLabel(zone)
  }
  return texts.orders.upTo(
    formatMillimetres(order.maximumNeedleLength),
    order.zones.map(nameOf).join(', '),
  )
}
