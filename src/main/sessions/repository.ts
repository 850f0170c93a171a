import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import {
  canonical,
  changedOne,
  hexOf,
  keepContent,
  preparedOnce,
  type ReadDb,
  type WriteTx,
} from '#main/database/index.ts'
import type { ClientId, Instant, PlanId, SessionId, UnitId } from '#shared/kernel/index.ts'
import { handpieceUses, sessions } from './table.ts'

export type SessionRow = typeof sessions.$inferSelect

const thisSession = sql.placeholder('sessionId')
const value = (name: string) => sql`${sql.placeholder(name)}`

const prepared = preparedOnce((statements) => ({
  connection: statements.$client,
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
  awaitingCountersignature: statements
    .select()
    .from(sessions)
    .where(
      and(
        sql`+${sessions.state} = 'signed'`,
        sql`${sessions.id} IN (SELECT session_id FROM derived_waiting)`,
      ),
    )
    .orderBy(asc(sessions.signedAt))
    .prepare(),
  // The few of the index, not every signed session: the planner is told, for it has no statistics.
  ofTrainees: statements
    .select()
    .from(sessions)
    .where(
      and(
        sql`+${sessions.state} = 'signed'`,
        sql`${sessions.id} IN (SELECT subject_id FROM signatures INDEXED BY signatures_of_trainees
          WHERE supervised = 1 AND subject_table = 'sessions' AND meaning = 'treatment-performed')`,
      ),
    )
    .orderBy(asc(sessions.signedAt))
    .prepare(),
  ofPlan: statements
    .select({ id: sessions.id, startedAt: sessions.startedAt, openedAt: sessions.openedAt })
    .from(sessions)
    .where(and(eq(sessions.planId, sql.placeholder('planId')), eq(sessions.state, 'signed')))
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
      planId: value('planId'),
      endedAt: value('endedAt'),
      comfort: value('comfort'),
      said: value('said'),
      prophylaxis: value('prophylaxis'),
      present: value('present'),
      steps: value('steps'),
      carried: value('carried'),
    })
    .where(and(eq(sessions.id, thisSession), inArray(sessions.state, ['open', 'started'])))
    .prepare(),
  close: statements
    .update(sessions)
    .set({ state: value('state'), closedAt: value('closedAt'), closeReason: value('closeReason') })
    .where(eq(sessions.id, thisSession))
    .prepare(),
}))

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

/** Charts of trainees that no supervisor has countersigned, the longest signed first. */
export const listOfTrainees = (db: ReadDb): readonly SessionRow[] => prepared(db).ofTrainees.all()

/** The signed sessions of a series, without those that were entered in error; in no order. */
export const listSignedOfPlan = (
  db: ReadDb,
  planId: PlanId,
): readonly Pick<SessionRow, 'id' | 'startedAt' | 'openedAt'>[] =>
  prepared(db).ofPlan.all({ planId })

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
  {
    gate: { findings, ...gate },
    ...start
  }: {
    readonly startedAt: Instant
    /** What the gate saw; its findings are kept under their hash. */
    readonly gate: { readonly findings: readonly unknown[] }
    readonly handpieceUnitId: UnitId | null
  },
): void => {
  const { connection, start: statement } = prepared(tx)
  const kept = hexOf(keepContent(connection, canonical(findings)))
  changedOne(
    statement.run({ sessionId, ...start, gate: JSON.stringify({ ...gate, findings: kept }) }),
  )
}

/** What signing writes into the header. */
export type SignedColumns = Pick<
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
  | 'planId'
  | 'endedAt'
  | 'comfort'
  | 'said'
  | 'prophylaxis'
  | 'present'
  | 'steps'
  | 'carried'
>

export const signSession = (tx: WriteTx, sessionId: SessionId, signed: SignedColumns): void =>
  changedOne(prepared(tx).sign.run({ sessionId, ...signed }))

export const closeSession = (
  tx: WriteTx,
  sessionId: SessionId,
  close: {
    readonly state: 'dropped' | 'entered-in-error'
    readonly closedAt: Instant
    readonly closeReason: string
  },
): void => changedOne(prepared(tx).close.run({ sessionId, ...close }))
