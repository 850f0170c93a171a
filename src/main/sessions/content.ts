import { canonical } from '#main/database/index.ts'
import type { AnaestheticUse, SessionSnapshot } from '#shared/sessions/index.ts'
import type {
  AnaestheticRow,
  MarkRow,
  OrderRow,
  ProductRow,
  ZoneRow,
} from './content-repository.ts'
import type { SignedColumns } from './repository.ts'

/** A row without its own id and its session's, both of which are given when it is written. */
type Content<Row> = Omit<Row, 'id' | 'sessionId'>

/** An anaesthetic with the position of the product that it belongs to. */
type AnaestheticContent = Omit<AnaestheticRow, 'id' | 'sessionId' | 'sessionProductId'> & {
  readonly position: number
}

/**
 * The rows that a snapshot is written into, and that a signed record is compared with: written once
 * and looked at by one function, so that no column is kept and not compared. JSON is canonical, so
 * that the comparison is of texts.
 */
export interface SessionContent {
  readonly header: Omit<SignedColumns, 'signedAt' | 'identity'>
  readonly zones: readonly Content<ZoneRow>[]
  readonly products: readonly Content<ProductRow>[]
  readonly anaesthetics: readonly AnaestheticContent[]
  readonly marks: readonly Content<MarkRow>[]
  readonly orders: readonly Content<OrderRow>[]
}

export const contentOf = (snapshot: SessionSnapshot): SessionContent => ({
  header: headerOf(snapshot),
  zones: snapshot.zones.map((zone, position) => ({
    ...zone,
    position,
    area: orNull(zone.area),
    directions: canonical(zone.directions),
    response: canonical(zone.response),
  })),
  products: snapshot.products.map(({ lotId, amount, unit, place }, position) => ({
    position,
    lotId,
    amount,
    unit,
    place,
  })),
  anaesthetics: snapshot.products.flatMap(({ anaesthetic }, position) =>
    anaesthetic === null ? [] : [{ position, ...anaestheticOf(anaesthetic) }],
  ),
  marks: snapshot.marks.map(({ id, view, kind, path, note }, position) => ({
    position,
    markId: id,
    view,
    kind,
    path: canonical(path),
    note,
  })),
  orders: snapshot.orders.map((order, position) => ({
    ...order,
    position,
    zones: canonical(order.zones),
    exceeds: canonical(order.exceeds),
  })),
})

const headerOf = (snapshot: SessionSnapshot): SessionContent['header'] => ({
  ruleVersion: snapshot.ruleVersion,
  consentId: snapshot.consent?.id ?? null,
  screeningId: snapshot.screening?.id ?? null,
  handpieceUnitId: snapshot.handpiece?.unitId ?? null,
  immediateResponse: canonical(snapshot.immediateResponse),
  responseNote: snapshot.responseNote,
  note: snapshot.note,
  planId: snapshot.plan?.id ?? null,
  endedAt: snapshot.endedAt,
  comfort: snapshot.comfort,
  said: snapshot.said,
  prophylaxis: orNull(snapshot.prophylaxis),
  present: canonical(snapshot.present),
  steps: canonical(snapshot.steps),
  carried: orNull(snapshot.carried),
})

const anaestheticOf = ({ agents, occluded, ...said }: AnaestheticUse) => ({
  ...said,
  agents: canonical(agents),
  occluded: occluded === null ? null : Number(occluded),
})

const orNull = (value: unknown): string | null => (value === null ? null : canonical(value))
