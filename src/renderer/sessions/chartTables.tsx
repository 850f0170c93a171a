import type { ReactNode } from 'react'
import { formatDay, formatMillimetres } from '#renderer/ui/index.ts'
import { kindLabels, productKind } from '#shared/inventory/index.ts'
import { labelOfZone } from '#shared/practice/index.ts'
import { doseOf, dwellMinutes, type SessionSnapshot } from '#shared/sessions/index.ts'
import { formatAgent, formatAmountWithUnit, formatDose, wallTime } from './amounts.ts'
import { orderWords } from './OrderList.tsx'
import { texts } from './texts.ts'
import { detailWords } from './zoneWords.ts'

interface SimpleTableProps {
  label: string
  heads: readonly string[]
  /** The first cell heads its row. */
  rows: readonly (readonly ReactNode[])[]
  /** Short values stay on one line; the last cell has what is long. */
  isTight?: boolean
}

const SimpleTable = ({ label, heads, rows, isTight = false }: SimpleTableProps) => (
  <table className="chart-table" data-tight={isTight} aria-label={label}>
    <thead>
      <tr>
        {heads.map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(([first, ...others], row) => (
        // A record is never reordered.
        <tr key={`row ${row + 1}`}>
          <th scope="row">{first}</th>
          {others.map((cell, column) => (
            <td key={heads[column + 1] ?? column}>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

const dash = '–'

interface RowsProps {
  snapshot: SessionSnapshot
}

export const ZoneRows = ({ snapshot }: RowsProps) => {
  const { zones } = snapshot
  const moreOf = zones.map((zone) => [...detailWords(zone), ...usedIn(snapshot, zone)])
  const hasMore = moreOf.some((words) => words.length > 0)
  return (
    <SimpleTable
      isTight={hasMore}
      label={texts.zones.table}
      heads={[
        texts.zones.zone,
        texts.zones.indication,
        texts.zones.length,
        texts.zones.technique,
        texts.zones.passes,
        texts.zones.endpoint,
        ...(hasMore ? [texts.chart.details] : []),
      ]}
      rows={zones.map((zone, index) => [
        labelOfZone(zone),
        zone.indication ? texts.indication[zone.indication] : dash,
        formatMillimetres(zone.needleLength),
        texts.technique[zone.technique],
        String(zone.passes),
        texts.endpoint[zone.endpoint],
        ...(hasMore ? [(moreOf[index] ?? []).join(' · ') || dash] : []),
      ])}
    />
  )
}

/** The cartridge and the glide product that a zone names. */
const usedIn = (
  { cartridges, discarded = [], products }: SessionSnapshot,
  zone: SessionSnapshot['zones'][number],
): readonly string[] => {
  const cartridge = [...cartridges, ...discarded].find(
    ({ unitId }) => unitId === zone.cartridgeUnitId,
  )
  const glide = products.find(({ lotId }) => lotId === zone.glideLotId)
  return [
    ...(cartridge
      ? [
          `${texts.devices.piece(cartridge.piece, cartridge.serial)} ${texts.devices.lot(cartridge.lot)}`,
        ]
      : []),
    ...(glide ? [`${texts.zones.glide.toLowerCase()}: ${glide.product}`] : []),
  ]
}

export const OrderRows = ({ snapshot: { orders, zones } }: RowsProps) => (
  <SimpleTable
    label={texts.chart.orders}
    heads={[
      texts.chart.clinician,
      texts.chart.licence,
      texts.chart.orderedOn,
      texts.chart.orderFor,
      texts.orders.exceeds,
    ]}
    rows={orders.map((order) => [
      order.clinician,
      order.licence,
      formatDay(order.orderedOn),
      orderWords(order, zones),
      order.exceeds.map((limit) => texts.orders.limits[limit]).join(', '),
    ])}
  />
)

export const DeviceRows = ({ snapshot }: RowsProps) => {
  const { cartridges, discarded = [], handpiece, packs } = snapshot
  const pieceRow = (kind: string) => (each: SessionSnapshot['cartridges'][number]) => [
    kind,
    each.product,
    each.lot,
    texts.devices.piece(each.piece, each.serial),
    formatDay(each.expiresOn),
  ]
  return (
    <SimpleTable
      label={texts.chart.devices}
      heads={[
        texts.chart.kind,
        texts.chart.what,
        texts.chart.lot,
        texts.chart.piece,
        texts.chart.until,
      ]}
      rows={[
        ...cartridges.map(pieceRow(texts.chart.cartridge)),
        ...discarded.map(pieceRow(texts.chart.discarded)),
        ...(handpiece
          ? [[texts.chart.handpiece, handpiece.product, handpiece.lot, handpiece.piece, dash]]
          : []),
        ...packs.map((each) => [
          texts.chart.pack,
          each.label,
          texts.devices.pack(each.sterilizer, each.cycleNumber),
          dash,
          formatDay(each.sterileUntil),
        ]),
      ]}
    />
  )
}

const kindOf = (kind: string) => {
  const known = productKind.safeParse(kind)
  return known.success ? kindLabels[known.data] : kind
}

export const ProductRows = ({ snapshot }: RowsProps) => (
  <SimpleTable
    label={texts.chart.products}
    heads={[
      texts.chart.what,
      texts.chart.kind,
      texts.chart.lot,
      texts.chart.until,
      texts.chart.amount,
      texts.chart.place,
    ]}
    rows={snapshot.products.map((each) => [
      each.product,
      kindOf(each.kind),
      each.lot,
      formatDay(each.expiresOn),
      formatAmountWithUnit(each.amount, each.unit),
      each.place ? texts.products.places[each.place] : dash,
    ])}
  />
)

interface AnaestheticRowsProps {
  products: SessionSnapshot['products']
  timeZone: string
}

export const AnaestheticRows = ({ products, timeZone }: AnaestheticRowsProps) => {
  const at = (moment: Parameters<typeof wallTime>[0] | null) =>
    moment === null ? '?' : wallTime(moment, timeZone)
  return (
    <SimpleTable
      isTight
      label={texts.chart.anaesthetics}
      heads={[
        texts.chart.anaesthetics,
        texts.chart.agents,
        texts.chart.area,
        texts.chart.onOff,
        texts.chart.dwell,
        texts.chart.dose,
        texts.chart.details,
      ]}
      rows={products.flatMap((product) => {
        const { anaesthetic: use } = product
        if (!use) return []
        const dwell = dwellMinutes(use, null)
        const dose = doseOf(product)
        const said = [
          use.skin
            ? `${texts.chart.skin.toLowerCase()} ${texts.anaesthetic.skins[use.skin].toLowerCase()}`
            : '',
          use.occluded === null
            ? ''
            : texts.anaesthetic.occlusions[use.occluded ? 'yes' : 'no'].toLowerCase(),
          use.suppliedBy
            ? `${texts.chart.supplied.toLowerCase()}: ${texts.anaesthetic.suppliers[use.suppliedBy]}`
            : '',
          use.prescribedBy
            ? `${texts.anaesthetic.prescribedBy.toLowerCase()}: ${use.prescribedBy}`
            : '',
          use.reaction ? `${texts.chart.reaction.toLowerCase()}: ${use.reaction}` : '',
        ].filter((words) => words !== '')
        return [
          [
            product.product,
            use.agents.map(formatAgent).join(', ') || dash,
            use.area === null ? dash : `${use.area} cm²`,
            `${at(use.onAt)} – ${at(use.offAt)}`,
            dwell === null ? dash : texts.anaesthetic.dwelt(dwell),
            dose === null ? dash : formatDose(dose),
            said.join(' · ') || dash,
          ],
        ]
      })}
    />
  )
}

export const TimeRows = ({ snapshot, timeZone }: RowsProps & { timeZone: string }) => (
  <SimpleTable
    label={texts.chart.times}
    heads={[texts.chart.time, texts.chart.step, texts.chart.note]}
    rows={snapshot.steps.map((step) => [
      wallTime(step.at, timeZone),
      texts.times.kinds[step.kind],
      step.note || dash,
    ])}
  />
)
