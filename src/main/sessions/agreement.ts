import { canonical } from '#main/database/index.ts'
import type { SessionSnapshot } from '#shared/sessions/index.ts'
import { type SealedIdentity, sealedIdentity, type Signature } from '#shared/signing/index.ts'
import type { DeviationRow, ProductRow, SessionRow, ZoneRow } from './repository.ts'

/** The living rows of a signed session. */
export interface LivingRows {
  readonly row: SessionRow
  readonly zones: readonly ZoneRow[]
  readonly products: readonly ProductRow[]
  readonly deviations: readonly DeviationRow[]
  /** The pieces that the session holds, discarded ones left out, and its packs. */
  readonly cartridges: readonly { readonly unitId: string; readonly lotId: string }[]
  readonly packs: readonly { readonly packId: string; readonly loadId: string }[]
}

/** The person in the row, or null when the row does not hold one that can be read. */
export const identityOf = (row: Pick<SessionRow, 'identity'>): SealedIdentity | null => {
  const read = sealedIdentity.safeParse(parsed(row.identity))
  return read.success ? read.data : null
}

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
    canonical(signedPart(snapshot)) === canonical(livingPart(living))
  )
}

const signedPart = (snapshot: SessionSnapshot) => ({
  sessionId: snapshot.sessionId,
  clientId: snapshot.client.id,
  practitionerId: snapshot.practitioner.id,
  ruleVersion: snapshot.ruleVersion,
  openedAt: snapshot.openedAt,
  startedAt: snapshot.startedAt,
  consentId: snapshot.consent?.id ?? null,
  screeningId: snapshot.screening?.id ?? null,
  handpieceUnitId: snapshot.handpiece?.unitId ?? null,
  immediateResponse: snapshot.immediateResponse,
  responseNote: snapshot.responseNote,
  note: snapshot.note,
  zones: snapshot.zones,
  products: snapshot.products.map(({ lotId, amount, unit }) => ({ lotId, amount, unit })),
  deviations: snapshot.deviations,
  cartridges: ordered(snapshot.cartridges.map(({ unitId, lotId }) => `${unitId} ${lotId}`)),
  packs: ordered(snapshot.packs.map(({ packId, loadId }) => `${packId} ${loadId}`)),
})

const livingPart = ({ row, zones, products, deviations, cartridges, packs }: LivingRows) => ({
  sessionId: row.id,
  clientId: row.clientId,
  practitionerId: row.practitionerId,
  ruleVersion: row.ruleVersion,
  openedAt: row.openedAt,
  startedAt: row.startedAt,
  consentId: row.consentId,
  screeningId: row.screeningId,
  handpieceUnitId: row.handpieceUnitId,
  immediateResponse: parsed(row.immediateResponse),
  responseNote: row.responseNote,
  note: row.note,
  zones: zones.map(({ zone, needleLength, technique, passes, endpoint }) => ({
    zone,
    needleLength,
    technique,
    passes,
    endpoint,
  })),
  products: products.map(({ lotId, amount, unit }) => ({ lotId, amount, unit })),
  deviations: deviations.map(({ code, fact, rule, reason, action }) => ({
    code,
    fact,
    rule,
    reason,
    action,
  })),
  cartridges: ordered(cartridges.map(({ unitId, lotId }) => `${unitId} ${lotId}`)),
  packs: ordered(packs.map(({ packId, loadId }) => `${packId} ${loadId}`)),
})

const ordered = (texts: readonly string[]): readonly string[] => [...texts].sort()

/** JSON of a column; the check `json_valid` holds in the database. */
const parsed = (json: string | null): unknown => (json === null ? null : JSON.parse(json))
