import {
  doseOf,
  dwellMinutes,
  type SessionSnapshot,
  type SignedSession,
} from '#shared/sessions/index.ts'
import type { Row } from './history-csv-columns.ts'

// What a chart of the second format may hold beside what every chart holds.

type Zone = SessionSnapshot['zones'][number]
type Product = SessionSnapshot['products'][number]

/** Nothing said is an empty field, not an empty text. */
const said = (text: string): string | null => text || null

export const sessionFields = ({
  plan,
  endedAt,
  comfort,
  prophylaxis,
  ...snapshot
}: SessionSnapshot): Row => ({
  indication: plan?.indication ?? null,
  ended_at: endedAt,
  comfort,
  said: said(snapshot.said),
  prophylaxis: prophylaxis?.answer ?? null,
  prescribed_by: said(prophylaxis?.prescribedBy ?? ''),
})

export const zoneFields = ({ cartridges, products }: SessionSnapshot, zone: Zone): Row => ({
  zone_name: zone.area?.name ?? null,
  indication: zone.indication,
  motion: zone.motion,
  speed: said(zone.speed),
  directions: said(zone.directions.join('; ')),
  pressure_note: said(zone.pressureNote),
  coverage: zone.coverage,
  stopped_reason: said(zone.stoppedReason),
  zone_response: said(zone.response.join('; ')),
  piece: cartridges.find(({ unitId }) => unitId === zone.cartridgeUnitId)?.piece ?? null,
  product: products.find(({ lotId }) => lotId === zone.glideLotId)?.product ?? null,
  lot: products.find(({ lotId }) => lotId === zone.glideLotId)?.lot ?? null,
})

export const productFields = (product: Product): Row => {
  const use = product.anaesthetic
  if (use === null) return { place: product.place }
  const dose = doseOf(product)
  return {
    place: product.place,
    agents: use.agents.map(({ agent, percent }) => `${agent} ${percent / 100} %`).join('; '),
    area_cm2: use.area,
    on_at: use.onAt,
    off_at: use.offAt,
    dwell_minutes: dwellMinutes(use, null),
    dose_g_per_cm2: dose === null ? null : Number((dose / 1000).toFixed(3)),
    occluded: use.occluded === null ? null : use.occluded ? 'yes' : 'no',
    skin: use.skin,
    supplied_by: use.suppliedBy,
    prescribed_by: said(use.prescribedBy),
    text: said(use.reaction),
  }
}

/** Orders, marks, steps, who was present, and what was carried forward. */
export const careRows = (snapshot: SessionSnapshot): readonly Row[] => [
  ...snapshot.orders.map((order) => ({
    record: 'order',
    text: order.clinician,
    licence: order.licence,
    date: order.orderedOn,
    zone: order.zones.join('; '),
    needle_length_mm: order.maximumNeedleLength / 1000,
    rule: order.exceeds.join('; '),
  })),
  ...snapshot.marks.map(({ view, kind, path, note }) => ({
    record: 'mark',
    kind,
    zone: view,
    path: path.map(([x, y]) => `${x},${y}`).join(' '),
    text: note,
  })),
  ...snapshot.steps.map(({ kind, at, note }) => ({ record: 'step', kind, on_at: at, text: note })),
  ...snapshot.present.map(({ name, role }) => ({ record: 'present', kind: role, text: name })),
  ...(snapshot.carried?.fields ?? []).map(({ path, state }) => ({
    record: 'carried',
    kind: state,
    path,
  })),
]

export const countersignatureRow = ({
  signature,
  signatureState,
}: NonNullable<SignedSession['countersignature']>): Row => ({
  record: 'countersignature',
  signed_at: signature.signedAt,
  practitioner: signature.printedName,
  licence: signature.licence,
  signature_state: signatureState,
  snapshot_hash: signature.snapshotHash,
})
