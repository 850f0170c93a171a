import { and, eq, gte, isNull, sql } from 'drizzle-orm'
import {
  changedOne,
  preparedOnce,
  type ReadDb,
  type Statements,
  type WriteTx,
} from '#main/database/index.ts'
import type { CalendarDate, LoadId, PackId, SessionId } from '#shared/kernel/index.ts'
import { type LoadState, type Pack, packStateOf } from '#shared/sterilization/index.ts'
import { type Span, withinSpan } from './repository.ts'
import { loads, packs, sterilizers } from './table.ts'

// `sessions` belongs to a later room; whether a claim became a use stands only there, and the
// trigger packs_one_session reads the same column.
const selectPacks = (statements: Statements) =>
  statements
    .select({
      pack: packs,
      sterilizerName: sterilizers.name,
      cycleNumber: loads.cycleNumber,
      loadState: loads.state,
      sessionSigned: sql<number>`EXISTS (SELECT 1 FROM sessions WHERE sessions.id = packs.session_id AND sessions.signed_at IS NOT NULL)`,
    })
    .from(packs)
    .innerJoin(loads, eq(loads.id, packs.loadId))
    .innerJoin(sterilizers, eq(sterilizers.id, loads.sterilizerId))
    .$dynamic()

// P2 before P10.
const byLabel = [sql`length(${packs.label})`, packs.label]

const prepared = preparedOnce((statements) => ({
  packs: selectPacks(statements)
    .where(withinSpan)
    .orderBy(...byLabel)
    .prepare(),
  packsOfLoad: selectPacks(statements)
    .where(eq(packs.loadId, sql.placeholder('loadId')))
    .orderBy(...byLabel)
    .prepare(),
  packsOfSession: selectPacks(statements)
    .where(eq(packs.sessionId, sql.placeholder('sessionId')))
    .orderBy(...byLabel)
    .prepare(),
  packsInStore: selectPacks(statements)
    .where(
      and(
        eq(loads.state, 'released'),
        isNull(packs.sessionId),
        gte(packs.sterileUntil, sql.placeholder('today')),
      ),
    )
    .orderBy(packs.sterileUntil, loads.startedAt, ...byLabel)
    .prepare(),
  pack: selectPacks(statements)
    .where(eq(packs.id, sql.placeholder('id')))
    .prepare(),
  insertPack: statements
    .insert(packs)
    .values({
      id: sql.placeholder('id'),
      loadId: sql.placeholder('loadId'),
      label: sql.placeholder('label'),
      contents: sql.placeholder('contents'),
      sterileUntil: sql.placeholder('sterileUntil'),
    })
    .prepare(),
  claimPack: statements
    .update(packs)
    .set({ sessionId: sql`${sql.placeholder('sessionId')}` })
    .where(and(eq(packs.id, sql.placeholder('id')), isNull(packs.sessionId)))
    .prepare(),
  freePack: statements
    .update(packs)
    .set({ sessionId: null })
    .where(
      and(eq(packs.id, sql.placeholder('id')), eq(packs.sessionId, sql.placeholder('sessionId'))),
    )
    .prepare(),
}))

interface PackRow {
  readonly pack: typeof packs.$inferSelect
  readonly sterilizerName: string
  readonly cycleNumber: number
  readonly loadState: LoadState
  readonly sessionSigned: number
}

const packOf = ({
  pack,
  sterilizerName,
  cycleNumber,
  loadState,
  sessionSigned,
}: PackRow): Pack => ({
  ...pack,
  sterilizerName,
  cycleNumber,
  state: packStateOf({
    loadState,
    sessionId: pack.sessionId,
    sessionSigned: sessionSigned === 1,
  }),
})

/** Of every load in the span. */
export const listPacks = (db: ReadDb, span: Span): Pack[] =>
  prepared(db)
    .packs.all({ ...span })
    .map(packOf)

export const listPacksOfLoad = (db: ReadDb, loadId: LoadId): Pack[] =>
  prepared(db).packsOfLoad.all({ loadId }).map(packOf)

export const listPacksOfSession = (db: ReadDb, sessionId: SessionId): Pack[] =>
  prepared(db).packsOfSession.all({ sessionId }).map(packOf)

/** Released, sterile on this day, and in no session; the first to run out comes first. */
export const listPacksInStore = (db: ReadDb, today: CalendarDate): Pack[] =>
  prepared(db).packsInStore.all({ today }).map(packOf)

export const findPack = (db: ReadDb, id: PackId): Pack | null => {
  const row = prepared(db).pack.get({ id })
  return row ? packOf(row) : null
}

export const insertPack = (tx: WriteTx, pack: Omit<typeof packs.$inferSelect, 'sessionId'>): void =>
  changedOne(prepared(tx).insertPack.run(pack))

export const claimPack = (tx: WriteTx, id: PackId, sessionId: SessionId): void =>
  changedOne(prepared(tx).claimPack.run({ id, sessionId }))

export const freePack = (tx: WriteTx, id: PackId, sessionId: SessionId): void =>
  changedOne(prepared(tx).freePack.run({ id, sessionId }))
