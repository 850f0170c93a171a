import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { changedOne, preparedOnce, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { ClientId, Instant, SessionId, UnitId } from '#shared/kernel/index.ts'
import {
  addenda,
  deviations,
  handpieceUses,
  sessionProducts,
  sessions,
  sessionZones,
} from './table.ts'

export type SessionRow = typeof sessions.$inferSelect
export type ZoneRow = typeof sessionZones.$inferSelect
export type ProductRow = typeof sessionProducts.$inferSelect
export type DeviationRow = typeof deviations.$inferSelect
export type AddendumRow = typeof addenda.$inferSelect

const thisSession = sql.placeholder('sessionId')
const value = (name: string) => sql`${sql.placeholder(name)}`

const prepared = preparedOnce((statements) => ({
  handpieceUse: statements
    .select({ id: handpieceUses.id })
    .from(handpieceUses)
    .where(
      and(
        eq(handpieceUses.sessionId, thisSession),
        eq(handpieceUses.unitId, sql.placeholder('unitId')),
      ),
    )
    .prepare(),
  insertHandpieceUse: statements
    .insert(handpieceUses)
    .values({
      id: sql.placeholder('id'),
      sessionId: thisSession,
      unitId: sql.placeholder('unitId'),
      usedAt: sql.placeholder('usedAt'),
    })
    .prepare(),
  session: statements.select().from(sessions).where(eq(sessions.id, thisSession)).prepare(),
  ofClient: statements
    .select()
    .from(sessions)
    .where(eq(sessions.clientId, sql.placeholder('clientId')))
    .orderBy(desc(sessions.openedAt), desc(sessions.id))
    .prepare(),
  unfinished: statements
    .select()
    .from(sessions)
    .where(inArray(sessions.state, ['open', 'started']))
    .orderBy(asc(sessions.openedAt), asc(sessions.id))
    .prepare(),
  unfinishedOfClient: statements
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      and(
        eq(sessions.clientId, sql.placeholder('clientId')),
        inArray(sessions.state, ['open', 'started']),
      ),
    )
    .prepare(),
  recentlySigned: statements
    .select()
    .from(sessions)
    .where(and(isNotNull(sessions.signedAt), isNull(sessions.closedAt)))
    .orderBy(desc(sessions.signedAt))
    .limit(sql.placeholder('limit'))
    .prepare(),
  // `signatures` belongs to a room below; whether a deviation is countersigned stands only there.
  awaitingCountersignature: statements
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.state, 'signed'),
        sql`EXISTS (SELECT 1 FROM deviations WHERE deviations.session_id = ${sessions.id} AND NOT EXISTS (SELECT 1 FROM signatures WHERE subject_table = 'deviations' AND subject_id = deviations.id))`,
      ),
    )
    .orderBy(asc(sessions.signedAt))
    .prepare(),
  insertSession: statements
    .insert(sessions)
    .values({
      id: sql.placeholder('id'),
      clientId: sql.placeholder('clientId'),
      practitionerId: sql.placeholder('practitionerId'),
      state: 'open',
      openedAt: sql.placeholder('openedAt'),
    })
    .prepare(),
  start: statements
    .update(sessions)
    .set({
      state: 'started',
      startedAt: value('startedAt'),
      gate: value('gate'),
      handpieceUnitId: value('handpieceUnitId'),
    })
    .where(and(eq(sessions.id, thisSession), eq(sessions.state, 'open')))
    .prepare(),
  sign: statements
    .update(sessions)
    .set({
      state: 'signed',
      signedAt: value('signedAt'),
      ruleVersion: value('ruleVersion'),
      consentId: value('consentId'),
      screeningId: value('screeningId'),
      handpieceUnitId: value('handpieceUnitId'),
      immediateResponse: value('immediateResponse'),
      responseNote: value('responseNote'),
      note: value('note'),
      identity: value('identity'),
    })
    .where(and(eq(sessions.id, thisSession), inArray(sessions.state, ['open', 'started'])))
    .prepare(),
  close: statements
    .update(sessions)
    .set({ state: value('state'), closedAt: value('closedAt'), closeReason: value('closeReason') })
    .where(eq(sessions.id, thisSession))
    .prepare(),
  zones: statements
    .select()
    .from(sessionZones)
    .where(eq(sessionZones.sessionId, thisSession))
    .orderBy(asc(sessionZones.position))
    .prepare(),
  products: statements
    .select()
    .from(sessionProducts)
    .where(eq(sessionProducts.sessionId, thisSession))
    .orderBy(asc(sessionProducts.position))
    .prepare(),
  deviations: statements
    .select()
    .from(deviations)
    .where(eq(deviations.sessionId, thisSession))
    .orderBy(asc(deviations.position))
    .prepare(),
  addenda: statements
    .select()
    .from(addenda)
    .where(eq(addenda.sessionId, thisSession))
    .orderBy(asc(addenda.addedAt), asc(addenda.id))
    .prepare(),
  insertZone: statements
    .insert(sessionZones)
    .values({
      id: sql.placeholder('id'),
      sessionId: thisSession,
      position: sql.placeholder('position'),
      zone: sql.placeholder('zone'),
      needleLength: sql.placeholder('needleLength'),
      technique: sql.placeholder('technique'),
      passes: sql.placeholder('passes'),
      endpoint: sql.placeholder('endpoint'),
    })
    .prepare(),
  insertProduct: statements
    .insert(sessionProducts)
    .values({
      id: sql.placeholder('id'),
      sessionId: thisSession,
      position: sql.placeholder('position'),
      lotId: sql.placeholder('lotId'),
      amount: sql.placeholder('amount'),
      unit: sql.placeholder('unit'),
    })
    .prepare(),
  insertDeviation: statements
    .insert(deviations)
    .values({
      id: sql.placeholder('id'),
      sessionId: thisSession,
      position: sql.placeholder('position'),
      code: sql.placeholder('code'),
      fact: sql.placeholder('fact'),
      rule: sql.placeholder('rule'),
      reason: sql.placeholder('reason'),
      action: sql.placeholder('action'),
    })
    .prepare(),
  insertAddendum: statements
    .insert(addenda)
    .values({
      id: sql.placeholder('id'),
      sessionId: thisSession,
      text: sql.placeholder('text'),
      reason: sql.placeholder('reason'),
      addedAt: sql.placeholder('addedAt'),
    })
    .prepare(),
}))

// headers

export const findSession = (db: ReadDb, sessionId: SessionId): SessionRow | null =>
  prepared(db).session.get({ sessionId }) ?? null

/** Newest first. */
export const listSessionsOf = (db: ReadDb, clientId: ClientId): readonly SessionRow[] =>
  prepared(db).ofClient.all({ clientId })

/** Open or started, the longest open first. */
export const listUnfinished = (db: ReadDb): readonly SessionRow[] => prepared(db).unfinished.all()

export const hasUnfinished = (db: ReadDb, clientId: ClientId): boolean =>
  prepared(db).unfinishedOfClient.get({ clientId }) !== undefined

/** Newest first, without those that were entered in error. */
export const listRecentlySigned = (db: ReadDb, limit: number): readonly SessionRow[] =>
  prepared(db).recentlySigned.all({ limit })

/** The longest signed first. */
export const listAwaitingCountersignature = (db: ReadDb): readonly SessionRow[] =>
  prepared(db).awaitingCountersignature.all()

export const insertSession = (
  tx: WriteTx,
  row: Pick<SessionRow, 'id' | 'clientId' | 'practitionerId' | 'openedAt'>,
): void => changedOne(prepared(tx).insertSession.run(row))

export const hasHandpieceUse = (db: ReadDb, sessionId: SessionId, unitId: UnitId): boolean =>
  prepared(db).handpieceUse.get({ sessionId, unitId }) !== undefined

export const insertHandpieceUse = (tx: WriteTx, use: typeof handpieceUses.$inferSelect): void =>
  changedOne(prepared(tx).insertHandpieceUse.run(use))

export const startSession = (
  tx: WriteTx,
  sessionId: SessionId,
  start: {
    readonly startedAt: Instant
    readonly gate: string
    readonly handpieceUnitId: UnitId | null
  },
): void => changedOne(prepared(tx).start.run({ sessionId, ...start }))

export const signSession = (
  tx: WriteTx,
  sessionId: SessionId,
  signed: Pick<
    SessionRow,
    | 'signedAt'
    | 'ruleVersion'
    | 'consentId'
    | 'screeningId'
    | 'handpieceUnitId'
    | 'immediateResponse'
    | 'responseNote'
    | 'note'
    | 'identity'
  >,
): void => changedOne(prepared(tx).sign.run({ sessionId, ...signed }))

export const closeSession = (
  tx: WriteTx,
  sessionId: SessionId,
  close: {
    readonly state: 'dropped' | 'entered-in-error'
    readonly closedAt: Instant
    readonly closeReason: string
  },
): void => changedOne(prepared(tx).close.run({ sessionId, ...close }))

// what a signed session holds, in the order in which it was charted

export const listZones = (db: ReadDb, sessionId: SessionId): readonly ZoneRow[] =>
  prepared(db).zones.all({ sessionId })

export const listProducts = (db: ReadDb, sessionId: SessionId): readonly ProductRow[] =>
  prepared(db).products.all({ sessionId })

export const listDeviations = (db: ReadDb, sessionId: SessionId): readonly DeviationRow[] =>
  prepared(db).deviations.all({ sessionId })

/** Oldest first. */
export const listAddenda = (db: ReadDb, sessionId: SessionId): readonly AddendumRow[] =>
  prepared(db).addenda.all({ sessionId })

export const insertZone = (tx: WriteTx, row: ZoneRow): void =>
  changedOne(prepared(tx).insertZone.run(row))

export const insertProduct = (tx: WriteTx, row: ProductRow): void =>
  changedOne(prepared(tx).insertProduct.run(row))

export const insertDeviation = (tx: WriteTx, row: DeviationRow): void =>
  changedOne(prepared(tx).insertDeviation.run(row))

export const insertAddendum = (tx: WriteTx, row: AddendumRow): void =>
  changedOne(prepared(tx).insertAddendum.run(row))
