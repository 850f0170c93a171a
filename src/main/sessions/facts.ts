import { z } from 'zod'
import { instantNow, type ReadDb, readOnce } from '#main/database/index.ts'
import {
  type ConsentKind,
  type ConsentSummary,
  decisiveConsent,
  requiredKind,
} from '#shared/consent/index.ts'
import type { Unit } from '#shared/inventory/index.ts'
import {
  addDays,
  type CalendarDate,
  calendarDate,
  consentId,
  type Finding,
  finding,
  type LotId,
  lotId,
  screeningId,
  type UnitId,
  unitId,
} from '#shared/kernel/index.ts'
import {
  type ChartFacts,
  consentStateAtStart,
  screeningStateAtStart,
  type SessionBase,
  type SessionDocument,
  type SessionFacts,
} from '#shared/sessions/index.ts'
import type { Dependencies } from './dependencies.ts'
import type { Documents } from './documents.ts'
import type { Records } from './records.ts'
import type { SessionRow } from './repository.ts'

/**
 * What the gate saw when needling started. The database judges the start by it too (triggers
 * `sessions_start_clean` and `sessions_start_agreed`); a gate of before migration 0002 lacks day, lots
 * and handpiece, one of before migration 0003 the screening.
 */
const gate = z.object({
  ruleVersion: z.number().int(),
  consentId: consentId.nullable(),
  screeningId: screeningId.nullable().optional(),
  /** Before migration 0005 the findings themselves; since then the hash of their text. */
  findings: z.union([z.array(finding), z.string()]),
  /** The practice’s day that was judged. */
  day: calendarDate.optional(),
  /** Of the products in the document. */
  lotIds: z.array(lotId).optional(),
  handpieceUnitId: unitId.nullable().optional(),
})
export type Gate = Omit<z.infer<typeof gate>, 'findings'> & {
  readonly findings: readonly Finding[]
  readonly day: CalendarDate
  readonly lotIds: readonly LotId[]
  readonly handpieceUnitId: UnitId | null
}

const readGate = readOnce((text) => gate.parse(JSON.parse(text)), 50)

type Lower = Pick<
  Dependencies,
  | 'database'
  | 'practice'
  | 'clients'
  | 'inventory'
  | 'sterilization'
  | 'screening'
  | 'consent'
  | 'plans'
> & {
  readonly documents: Documents
  readonly records: Records
}

/** Opened for this session after it had started, and discarded then. */
const isDiscardedInside =
  ({ startedAt }: SessionRow) =>
  ({ discardedAt }: Pick<Unit, 'discardedAt'>): boolean =>
    startedAt !== null && discardedAt !== null && discardedAt >= startedAt

/** A thing that the inventory knows. */
const known = {}

/** Asks the lower rooms for everything that the rules look at. */
export const createFacts = (lower: Lower) => {
  const { database, practice, clients, inventory, sterilization, screening, consent } = lower
  const { plans, documents, records } = lower

  /** A session is judged by the day of needling; until then by today. */
  const dayJudged = (db: ReadDb, row: SessionRow): CalendarDate =>
    row.startedAt === null ? practice.today(db) : practice.dayOf(db, row.startedAt)

  const gateOf = (row: SessionRow) => (row.gate === null ? null : readGate(row.gate))

  const consentOf = (db: ReadDb, row: SessionRow, kind: ConsentKind): ConsentSummary | null => {
    const seen = gateOf(row)
    if (seen === null) return decisiveFor(row, consent.of(db, row.clientId, kind))
    // After the start it is the one that the gate saw: one taken later does not cover it.
    const found = seen.consentId && consent.ofClient(db, row.clientId, seen.consentId)
    if (!found) return null
    const usedHere = consent.usedBy(db, row.id) === found.id
    return { ...found, state: consentStateAtStart(found, { day: dayJudged(db, row), usedHere }) }
  }

  /** After the start it is the one that the gate saw; before screenings were kept it saw none. */
  const screeningOf = (db: ReadDb, row: SessionRow) => {
    const gateSeen = gateOf(row)
    if (gateSeen === null) return screening.factsOf(db, row.clientId)
    const facts = screening.factsOf(db, row.clientId, gateSeen.screeningId ?? undefined)
    if (facts.screening === null || facts.screening.id !== gateSeen.screeningId)
      return { ...facts, begun: false, screening: null }
    const state = screeningStateAtStart(facts.screening, dayJudged(db, row))
    // What was begun after the start is for another visit.
    return { ...facts, begun: false, screening: { ...facts.screening, state } }
  }

  /** What *same as last time* would copy: of the series that the draft names, or of the client. */
  const lastOf = (db: ReadDb, row: SessionRow): SessionBase['last'] => {
    const planId = documents.find(db, row.id)?.document.planId ?? null
    const last = records.lastOf(db, row.clientId, planId)
    return last && { sessionId: last.sessionId, day: last.day }
  }

  const base = (db: ReadDb, row: SessionRow): SessionBase => {
    const { settings, version } = practice.rules(db)
    const pieces = inventory.unitsOfSession(db, row.id)
    const today = dayJudged(db, row)
    const client = clients.get(db, row.clientId)
    const kind = requiredKind(client.birthDate, today, settings.ageOfMajority.value)
    const asked = screeningOf(db, row)
    return {
      sessionId: row.id,
      today,
      practitioner: practice.practitioner(db, row.practitionerId),
      rules: settings,
      ruleVersion: version,
      sterilityMode: practice.details(db).sterilityMode,
      client,
      consentKind: kind,
      consent: consentOf(db, row, kind),
      screening: asked.screening,
      screeningRules: asked.rules,
      screeningBegun: asked.begun,
      patchTests: [...screening.patchTestsOf(db, row.clientId)],
      cartridges: pieces.filter(({ unit }) => unit.state !== 'discarded'),
      discarded: pieces.filter(({ unit }) => isDiscardedInside(row)(unit)),
      packs: [...sterilization.packsOfSession(db, row.id)],
      devices: inventory.devicesOf(db, { sessionId: row.id, startedAt: row.startedAt }),
      startedAt: row.startedAt,
      plans: plans
        .of(db, row.clientId)
        .map((plan) => ({ plan, days: [...records.daysOfPlan(db, plan.id, row.id)] })),
      treatedLately: records.treatedSince(
        db,
        row,
        addDays(today, 1 - settings.sessionIntervalDays.value.minimum),
      ),
      last: lastOf(db, row),
    }
  }

  return {
    base,
    dayJudged,

    /** What the completeness of a chart is judged by, for lists. */
    ofChart: (db: ReadDb, row: SessionRow, document: SessionDocument): ChartFacts => {
      const units = inventory.unitsAloneOfSession(db, row.id)
      const named = (found: readonly Unit[]) => found.map((unit) => ({ unit }))
      const { handpieceUnitId, products } = document
      return {
        document,
        base: {
          startedAt: row.startedAt,
          rules: practice.rules(db).settings,
          cartridges: named(units.filter(({ state }) => state !== 'discarded')),
          discarded: named(units.filter(isDiscardedInside(row))),
        },
        handpiece:
          handpieceUnitId === null || !inventory.knowsUnit(db, handpieceUnitId) ? null : known,
        productLots: products.map(({ lotId }) => (inventory.knowsLot(db, lotId) ? known : null)),
      }
    },

    gather: (
      db: ReadDb,
      row: SessionRow,
      document: SessionDocument,
      known: SessionBase = base(db, row),
    ): SessionFacts => ({
      base: known,
      document,
      now: instantNow(database.environment),
      handpiece:
        document.handpieceUnitId === null ? null : inventory.unit(db, document.handpieceUnitId),
      productLots: document.products.map(({ lotId }) => inventory.lot(db, lotId)),
    }),
  }
}

export type Facts = ReturnType<typeof createFacts>

/**
 * The consent that counts for the practitioner of this session. Where the newest valid one covers only
 * a colleague's treatment, an older one that covers hers still counts.
 */
const decisiveFor = (
  { practitionerId }: SessionRow,
  newestFirst: readonly ConsentSummary[],
): ConsentSummary | null => {
  const covers = ({ coversPractitionerId }: ConsentSummary) =>
    coversPractitionerId === null || coversPractitionerId === practitionerId
  const decisive = decisiveConsent(newestFirst)
  if (decisive?.state !== 'valid' || covers(decisive)) return decisive
  const hers = decisiveConsent(newestFirst.filter(covers))
  return hers?.state === 'valid' ? hers : decisive
}
