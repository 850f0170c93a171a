import { canonical, onceFor, readOnce } from '#main/database/index.ts'
import type { SessionSnapshot } from '#shared/sessions/index.ts'
import { type SealedIdentity, sealedIdentity, type Signature } from '#shared/signing/index.ts'
import { contentOf } from './content.ts'
import {
  type AnaestheticRow,
  type DeviationRow,
  type MarkRow,
  type OrderRow,
  type ProductRow,
  readJson,
  type ZoneRow,
} from './content-repository.ts'
import type { SessionRow } from './repository.ts'

/** The living rows of a signed session. */
export interface LivingRows {
  readonly row: SessionRow
  readonly zones: readonly ZoneRow[]
  readonly products: readonly ProductRow[]
  readonly anaesthetics: readonly AnaestheticRow[]
  readonly marks: readonly MarkRow[]
  readonly orders: readonly OrderRow[]
  readonly deviations: readonly DeviationRow[]
  /** The pieces that the session holds, discarded ones left out, and its packs. */
  readonly cartridges: readonly { readonly unitId: string; readonly lotId: string }[]
  readonly packs: readonly { readonly packId: string; readonly loadId: string }[]
}

/** The person in the row, or null when the row does not hold one that can be read. */
export const identityOf = (row: Pick<SessionRow, 'identity'>): SealedIdentity | null => {
  return row.identity === null ? null : readIdentity(row.identity)
}

const readIdentity = readOnce(
  (identity) => sealedIdentity.safeParse(readJson(identity)).data ?? null,
  1000,
)

/** Whether the rows still say what was signed: a row changed by hand is not “signed” any more. */
export const agrees = (
  snapshot: SessionSnapshot,
  signature: Signature,
  living: LivingRows,
  commitmentOf: (identity: SealedIdentity) => string,
): boolean => {
  const identity = identityOf(living.row)
  return (
    identity !== null &&
    commitmentOf(identity) === snapshot.client.identityCommitment &&
    signature.signerId === living.row.practitionerId &&
    signature.signedAt === living.row.signedAt &&
    signedText(snapshot) === canonical(livingPart(living))
  )
}

const signedPart = (snapshot: SessionSnapshot) => {
  const { header, zones, products, anaesthetics, marks, orders } = contentOf(snapshot)
  return {
    sessionId: snapshot.sessionId,
    clientId: snapshot.client.id,
    practitionerId: snapshot.practitioner.id,
    openedAt: snapshot.openedAt,
    startedAt: snapshot.startedAt,
    header,
    zones,
    products,
    anaesthetics,
    marks,
    orders,
    deviations: snapshot.deviations.map((deviation, position) => ({ ...deviation, position })),
    cartridges: ordered(snapshot.cartridges.map(({ unitId, lotId }) => `${unitId} ${lotId}`)),
    packs: ordered(snapshot.packs.map(({ packId, loadId }) => `${packId} ${loadId}`)),
  }
}

const signedText = onceFor((snapshot: SessionSnapshot) => canonical(signedPart(snapshot)))

/** Every column of the rows; what is not signed with the treatment is named and left out. */
const livingPart = (living: LivingRows) => {
  const {
    id: sessionId,
    clientId,
    practitionerId,
    openedAt,
    startedAt,
    // Compared on their own, or of what became of the record afterwards.
    identity: _identity,
    signedAt: _signedAt,
    state: _state,
    closedAt: _closedAt,
    closeReason: _closeReason,
    gate: _gate,
    ...header
  } = living.row
  return {
    sessionId,
    clientId,
    practitionerId,
    openedAt,
    startedAt,
    header,
    zones: living.zones.map(content),
    products: living.products.map(content),
    anaesthetics: anaestheticsOf(living),
    marks: living.marks.map(content),
    orders: living.orders.map(content),
    deviations: living.deviations.map(content),
    cartridges: ordered(living.cartridges.map(({ unitId, lotId }) => `${unitId} ${lotId}`)),
    packs: ordered(living.packs.map(({ packId, loadId }) => `${packId} ${loadId}`)),
  }
}

const content = <Row extends { readonly id: string; readonly sessionId: string }>({
  id: _id,
  sessionId: _sessionId,
  ...row
}: Row) => row

/** By the position of their product; one that belongs to no product of this session stands at −1. */
const anaestheticsOf = ({ anaesthetics, products }: LivingRows) =>
  anaesthetics
    .map(({ sessionProductId, ...row }) => ({
      ...content(row),
      position: products.find(({ id }) => id === sessionProductId)?.position ?? -1,
    }))
    .sort((one, other) => one.position - other.position)

const ordered = (texts: readonly string[]): readonly string[] => [...texts].sort()
