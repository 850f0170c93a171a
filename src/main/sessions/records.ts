import { onceFor, type ReadDb } from '#main/database/index.ts'
import type { SignedRecord } from '#main/signing/index.ts'
import type { CalendarDate, ClientId, PlanId, SessionId } from '#shared/kernel/index.ts'
import type { ZoneId } from '#shared/practice/index.ts'
import { type SessionSnapshot, sessionSnapshot } from '#shared/sessions/index.ts'
import type { SignatureState } from '#shared/signing/index.ts'
import { agrees } from './agreement.ts'
import * as content from './content-repository.ts'
import type { Dependencies } from './dependencies.ts'
import { createEvidence } from './evidence.ts'
import * as repository from './repository.ts'
import type { SessionRow } from './repository.ts'

/** What was signed of a session, and whether its rows still say it. */
export interface Treatment {
  readonly record: SignedRecord
  readonly snapshot: SessionSnapshot
  readonly state: SignatureState
}

/** A signed session that can be repeated. */
export interface LastSession {
  readonly sessionId: SessionId
  readonly day: CalendarDate
  readonly snapshot: SessionSnapshot
}

const readSnapshot = onceFor((snapshot: unknown) => sessionSnapshot.safeParse(snapshot))

export type Records = ReturnType<typeof createRecords>

/** The signed records of the room, held against the living rows. */
export const createRecords = ({
  practice,
  signing,
  inventory,
  sterilization,
}: Pick<Dependencies, 'practice' | 'signing' | 'inventory' | 'sterilization'>) => {
  // Each with its whole snapshot.
  const evidently = createEvidence<Treatment | null>(200)

  const stateOf = (
    db: ReadDb,
    row: SessionRow,
    record: SignedRecord,
    snapshot: SessionSnapshot,
  ): SignatureState => {
    const living = {
      row,
      zones: content.listZones(db, row.id),
      products: content.listProducts(db, row.id),
      anaesthetics: content.listAnaesthetics(db, row.id),
      marks: content.listMarks(db, row.id),
      orders: content.listOrders(db, row.id),
      deviations: content.listDeviations(db, row.id),
      cartridges: inventory
        .unitsAloneOfSession(db, row.id)
        .filter(({ state }) => state !== 'discarded')
        .map(({ id, lotId }) => ({ unitId: id, lotId })),
      packs: sterilization.packsNamedBySession(db, row.id),
    }
    return record.state === 'valid' &&
      agrees(snapshot, record.signature, living, signing.commitmentOf)
      ? 'valid'
      : 'invalid'
  }

  /** Null when the signature is not there or its snapshot cannot be read. */
  const treatmentOf = (db: ReadDb, row: SessionRow): Treatment | null =>
    evidently(db, row.id, () => workedOut(db, row))

  const workedOut = (db: ReadDb, row: SessionRow): Treatment | null => {
    const record = signing
      .of(db, 'sessions', row.id)
      .find(({ signature }) => signature.meaning === 'treatment-performed')
    const read = readSnapshot(record?.snapshot)
    if (!record || !read.success) return null
    return { record, snapshot: read.data, state: stateOf(db, row, record, read.data) }
  }

  /** The practice's day on which a session took place. */
  const dayOf = (db: ReadDb, { startedAt, openedAt }: Pick<SessionRow, 'startedAt' | 'openedAt'>) =>
    practice.dayOf(db, startedAt ?? openedAt)

  return {
    treatmentOf,
    dayOf,

    /** Whether a record is the valid signature over exactly this. */
    isOver: (record: SignedRecord, snapshot: unknown): boolean =>
      record.state === 'valid' && record.signature.snapshotHash === signing.hash(snapshot),

    /** The days of the signed sessions of a series; what was entered in error did not take place. */
    daysOfPlan: (db: ReadDb, planId: PlanId, but?: SessionId): readonly CalendarDate[] =>
      repository
        .listSignedOfPlan(db, planId)
        .filter(({ id }) => id !== but)
        .map((row) => dayOf(db, row))
        .sort(),

    /** Each zone of the client’s other signed sessions from this day on, with its last day. */
    treatedSince: (
      db: ReadDb,
      { id, clientId }: Pick<SessionRow, 'id' | 'clientId'>,
      since: CalendarDate,
    ): { zone: ZoneId; day: CalendarDate }[] => {
      const last = new Map<ZoneId, CalendarDate>()
      for (const row of repository.listSessionsOf(db, clientId)) {
        const day = dayOf(db, row)
        if (row.state !== 'signed' || row.id === id || day < since) continue
        for (const { zone } of content.listZones(db, row.id)) {
          if (day > (last.get(zone) ?? '')) last.set(zone, day)
        }
      }
      return [...last].map(([zone, day]) => ({ zone, day }))
    },

    /** The last signed session of a client, of a series where one is named, that still is what was signed. */
    lastOf: (db: ReadDb, clientId: ClientId, planId: PlanId | null): LastSession | null => {
      for (const row of repository.listSessionsOf(db, clientId)) {
        if (row.state !== 'signed' || (planId !== null && row.planId !== planId)) continue
        const treatment = treatmentOf(db, row)
        if (treatment?.state !== 'valid') continue
        return { sessionId: row.id, day: dayOf(db, row), snapshot: treatment.snapshot }
      }
      return null
    },
  }
}
