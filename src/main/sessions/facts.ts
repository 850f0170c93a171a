import { z } from 'zod'
import type { ReadDb } from '#main/database/index.ts'
import type { ConsentSummary } from '#shared/consent/index.ts'
import {
  type CalendarDate,
  calendarDate,
  consentId,
  finding,
  type LotId,
  lotId,
  type UnitId,
  unitId,
} from '#shared/kernel/index.ts'
import {
  consentStateAtStart,
  type SessionBase,
  type SessionDocument,
  type SessionFacts,
} from '#shared/sessions/index.ts'
import type { Dependencies } from './dependencies.ts'
import type { SessionRow } from './repository.ts'

/**
 * What the gate saw when needling started. The database judges the start by its day, lots and
 * handpiece too (trigger `sessions_start_clean`); a gate of before migration 0002 lacks those three.
 */
const gate = z.object({
  ruleVersion: z.number().int(),
  consentId: consentId.nullable(),
  findings: z.array(finding),
  /** The practice’s day that was judged. */
  day: calendarDate.optional(),
  /** Of the products in the document. */
  lotIds: z.array(lotId).optional(),
  handpieceUnitId: unitId.nullable().optional(),
})
export type Gate = z.infer<typeof gate> & {
  readonly day: CalendarDate
  readonly lotIds: readonly LotId[]
  readonly handpieceUnitId: UnitId | null
}

type Lower = Pick<Dependencies, 'practice' | 'clients' | 'inventory' | 'sterilization' | 'consent'>

/** Asks the lower rooms for everything that the rules look at. */
export const createFacts = ({ practice, clients, inventory, sterilization, consent }: Lower) => {
  /** A session is judged by the day of needling; until then by today. */
  const dayJudged = (db: ReadDb, row: SessionRow): CalendarDate =>
    row.startedAt === null ? practice.today(db) : practice.dayOf(db, row.startedAt)

  /** After the start it is the consent that the gate saw: one taken later does not cover it. */
  const consentOf = (db: ReadDb, row: SessionRow): ConsentSummary | null => {
    if (row.gate === null) return consent.latest(db, row.clientId)
    const seen = gate.parse(JSON.parse(row.gate)).consentId
    const found = consent.consentsOf(db, row.clientId).find(({ id }) => id === seen)
    return found ? { ...found, state: consentStateAtStart(found, dayJudged(db, row)) } : null
  }

  const base = (db: ReadDb, row: SessionRow): SessionBase => {
    const { settings, version } = practice.rules(db)
    const pieces = inventory.unitsOfSession(db, row.id)
    const { startedAt } = row
    return {
      sessionId: row.id,
      today: dayJudged(db, row),
      practitioner: practice.practitioner(db, row.practitionerId),
      rules: settings,
      ruleVersion: version,
      sterilityMode: practice.details(db).sterilityMode,
      client: clients.get(db, row.clientId),
      consent: consentOf(db, row),
      cartridges: pieces.filter(({ unit }) => unit.state !== 'discarded'),
      discarded: pieces.filter(
        ({ unit: { discardedAt } }) =>
          startedAt !== null && discardedAt !== null && discardedAt >= startedAt,
      ),
      packs: [...sterilization.packsOfSession(db, row.id)],
      devices: inventory.devicesOf(db, { sessionId: row.id, startedAt: row.startedAt }),
      startedAt: row.startedAt,
    }
  }

  return {
    base,
    dayJudged,

    gather: (db: ReadDb, row: SessionRow, document: SessionDocument): SessionFacts => ({
      base: base(db, row),
      document,
      handpiece:
        document.handpieceUnitId === null ? null : inventory.unit(db, document.handpieceUnitId),
      productLots: document.products.map(({ lotId }) => inventory.lot(db, lotId)),
    }),
  }
}

export type Facts = ReturnType<typeof createFacts>
