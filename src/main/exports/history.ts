import type { Clients } from '#main/clients/index.ts'
import type { Consents } from '#main/consent/index.ts'
import { type Database, instantNow, type ReadDb } from '#main/database/index.ts'
import type { Inventory } from '#main/inventory/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Screenings } from '#main/screening/index.ts'
import type { Sessions } from '#main/sessions/index.ts'
import type { Signing } from '#main/signing/index.ts'
import type { Client } from '#shared/clients/index.ts'
import type { Consent, ConsentSummary } from '#shared/consent/index.ts'
import type {
  CalendarDate,
  ClientId,
  Instant,
  LotId,
  PractitionerId,
  SessionId,
} from '#shared/kernel/index.ts'
import type { PracticeDetails, Practitioner } from '#shared/practice/index.ts'
import type {
  PatchTest,
  Screening,
  ScreeningRules,
  ScreeningSummary,
} from '#shared/screening/index.ts'
import type { SignedSession } from '#shared/sessions/index.ts'

/** What stands on everything that is printed. */
export interface Imprint {
  readonly practice: PracticeDetails
  readonly printedAt: Instant
  readonly printedBy: string
  readonly today: CalendarDate
  readonly chainHead: string
}

export interface SignedConsent {
  readonly summary: ConsentSummary
  /** Null when nothing readable is left of what was signed. */
  readonly signed: Consent | null
  /** What was signed, of whichever format: `signed` shows the first one as the second. */
  readonly asSigned: unknown
}

export interface SignedScreening {
  readonly summary: ScreeningSummary
  /** Null when nothing readable is left of what was signed. */
  readonly signed: Screening | null
}

/** One client's treatment history: what was signed, oldest first. No draft is part of it. */
export interface History extends Imprint {
  readonly client: Client
  readonly sessions: readonly SignedSession[]
  /** What was signed of each session, of whichever format: what its hash is of. */
  readonly signedSessions: ReadonlyMap<SessionId, unknown>
  readonly screenings: readonly SignedScreening[]
  /** Every version that judged one of the screenings. */
  readonly screeningRules: readonly ScreeningRules[]
  readonly patchTests: readonly PatchTest[]
  readonly consents: readonly SignedConsent[]
  /** Everybody who signed something in it. */
  readonly signers: ReadonlyMap<PractitionerId, Practitioner>
  /** What the label of a lot's product says; null where it says nothing. */
  readonly deviceIdentifiers: ReadonlyMap<LotId, string | null>
}

interface Lower {
  readonly database: Database
  readonly practice: Practice
  readonly clients: Clients
  readonly inventory: Inventory
  readonly signing: Signing
  readonly screening: Screenings
  readonly consent: Consents
  readonly sessions: Sessions
}

export const imprintOf = (
  db: ReadDb,
  { database, practice }: Pick<Lower, 'database' | 'practice'>,
): Imprint => ({
  practice: practice.details(db),
  printedAt: instantNow(database.environment),
  printedBy: practice.current(db).name,
  today: practice.today(db),
  chainHead: database.chainHead(),
})

/** @throws Refusal when there is no such client */
export const gatherHistory = (db: ReadDb, clientId: ClientId, lower: Lower): History => {
  const client = lower.clients.get(db, clientId)
  const sessions = lower.sessions.historyOf(db, clientId)
  const consents = lower.consent
    .of(db, clientId)
    .map((summary) => ({
      summary,
      signed: lower.consent.find(db, summary.id),
      asSigned: lower.signing
        .of(db, 'consents', summary.id)
        .find(({ signature }) => signature.meaning === 'consent-witnessed')?.snapshot,
    }))
    .toSorted((one, other) => (one.summary.signedAt < other.summary.signedAt ? -1 : 1))
  const screenings = lower.screening.recordsOf(db, clientId)
  const judgedBy = new Set(screenings.flatMap(({ signed }) => signed?.snapshot.rules.id ?? []))
  return {
    ...imprintOf(db, lower),
    client,
    sessions,
    signedSessions: new Map(
      sessions.map(({ session: { id } }) => [
        id,
        lower.signing
          .of(db, 'sessions', id)
          .find(({ signature }) => signature.meaning === 'treatment-performed')?.snapshot,
      ]),
    ),
    screenings,
    screeningRules: lower.screening.rules().filter(({ id }) => judgedBy.has(id)),
    patchTests: lower.screening.patchTestsOf(db, clientId).toReversed(),
    consents,
    signers: signersOf(db, { sessions, screenings, consents }, lower.practice),
    deviceIdentifiers: identifiersOf(db, sessions, lower.inventory),
  }
}

const signersOf = (
  db: ReadDb,
  { sessions, screenings, consents }: Pick<History, 'sessions' | 'screenings' | 'consents'>,
  practice: Practice,
): ReadonlyMap<PractitionerId, Practitioner> => {
  const signed = [...screenings, ...consents].flatMap((one) => one.signed ?? [])
  const ids = [
    ...sessions.flatMap(({ signature, countersignature, addenda }) => [
      signature.signerId,
      ...(countersignature ? [countersignature.signature.signerId] : []),
      ...addenda.map((addendum) => addendum.signature.signerId),
    ]),
    ...signed.map(({ signature }) => signature.signerId),
  ]
  return new Map([...new Set(ids)].map((id) => [id, practice.practitioner(db, id)]))
}

const identifiersOf = (
  db: ReadDb,
  sessions: readonly SignedSession[],
  inventory: Inventory,
): ReadonlyMap<LotId, string | null> => {
  const lots = sessions.flatMap(({ snapshot }) => snapshot.cartridges.map(({ lotId }) => lotId))
  return new Map(
    [...new Set(lots)].map((id) => [id, inventory.lot(db, id)?.product.deviceIdentifier ?? null]),
  )
}
