import { and, count, eq, gte, isNotNull, isNull, sql } from 'drizzle-orm'
import {
  changedOne,
  preparedOnce,
  type ReadDb,
  type Statements,
  type WriteTx,
} from '#main/database/index.ts'
import type {
  CalendarDate,
  Instant,
  LoadId,
  PackId,
  PractitionerId,
  SessionId,
} from '#shared/kernel/index.ts'
import { loadStateOf, type LoadKind, type Pack, packStateOf } from '#shared/sterilization/index.ts'
import { isRecalled, type Span, withinSpan } from './repository.ts'
import { type Decision, loads, packs, sterilizers } from './table.ts'

const isPackRecalled = sql<number>`(${isRecalled} OR EXISTS (SELECT 1 FROM recall_items WHERE recall_items.pack_id = packs.id))`

// `sessions` belongs to a later room; whether a claim became a use stands only there, and the
// trigger packs_one_session reads the same column.
const selectPacks = (statements: Statements) =>
  statements
    .select({
      pack: packs,
      sterilizerName: sterilizers.name,
      cycleNumber: loads.cycleNumber,
      loadKind: loads.kind,
      decided: loads.state,
      recalled: isPackRecalled,
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
  packsOfLoads: selectPacks(statements)
    .where(sql`${packs.loadId} IN (SELECT value FROM json_each(${sql.placeholder('loadIds')}))`)
    .orderBy(...byLabel)
    .prepare(),
  packsOfSession: selectPacks(statements)
    .where(eq(packs.sessionId, sql.placeholder('sessionId')))
    .orderBy(...byLabel)
    .prepare(),
  packIdsOfSession: statements
    .select({ packId: packs.id, loadId: packs.loadId })
    .from(packs)
    .where(eq(packs.sessionId, sql.placeholder('sessionId')))
    .prepare(),
  packsInStore: selectPacks(statements)
    .where(
      and(
        eq(loads.state, 'released'),
        isNotNull(packs.releasedAt),
        isNull(packs.reprocessedAt),
        isNull(packs.sessionId),
        sql`NOT ${isPackRecalled}`,
        gte(packs.sterileUntil, sql.placeholder('today')),
      ),
    )
    .orderBy(packs.sterileUntil, loads.startedAt, ...byLabel)
    .prepare(),
  awaitingPacks: statements
    .select({
      loadId: loads.id,
      sterilizerName: sterilizers.name,
      cycleNumber: loads.cycleNumber,
      packs: count(),
    })
    .from(packs)
    .innerJoin(loads, eq(loads.id, packs.loadId))
    .innerJoin(sterilizers, eq(sterilizers.id, loads.sterilizerId))
    .where(
      and(
        eq(loads.state, 'released'),
        isNull(packs.releasedAt),
        isNull(packs.reprocessedAt),
        isNull(packs.sessionId),
        sql`NOT ${isPackRecalled}`,
      ),
    )
    // In the order of the index of the few.
    .groupBy(packs.loadId)
    .orderBy(loads.startedAt, loads.cycleNumber)
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
  releasePack: statements
    .update(packs)
    .set({
      releasedAt: sql`${sql.placeholder('releasedAt')}`,
      releasedBy: sql`${sql.placeholder('releasedBy')}`,
    })
    .where(and(eq(packs.id, sql.placeholder('id')), isNull(packs.releasedAt)))
    .prepare(),
  reprocessPack: statements
    .update(packs)
    .set({
      reprocessedAt: sql`${sql.placeholder('reprocessedAt')}`,
      reprocessReason: sql`${sql.placeholder('reprocessReason')}`,
    })
    .where(
      and(
        eq(packs.id, sql.placeholder('id')),
        isNull(packs.reprocessedAt),
        isNull(packs.sessionId),
      ),
    )
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
  readonly loadKind: LoadKind
  readonly decided: Decision
  /** By itself or with its load. */
  readonly recalled: number
  readonly sessionSigned: number
}

/** A pack as it is kept: with who released it. */
export interface StoredPack extends Pack {
  readonly releasedBy: PractitionerId | null
}

const packOf = ({ pack, sterilizerName, cycleNumber, ...facts }: PackRow): StoredPack => {
  const { reprocessedAt, reprocessReason: _reason, ...kept } = pack
  const recalled = facts.recalled === 1
  return {
    ...kept,
    sterilizerName,
    cycleNumber,
    recalled,
    state: packStateOf({
      // A pack's own word follows its load's decision; `recalled` says the rest.
      loadState: loadStateOf({ kind: facts.loadKind, decided: facts.decided, recalled: false }),
      released: pack.releasedAt !== null,
      recalled,
      reprocessed: reprocessedAt !== null,
      sessionId: pack.sessionId,
      sessionSigned: facts.sessionSigned === 1,
    }),
  }
}

/** Of every load in the span. */
export const listPacks = (db: ReadDb, span: Span): StoredPack[] =>
  prepared(db)
    .packs.all({ ...span })
    .map(packOf)

export const listPacksOfLoad = (db: ReadDb, loadId: LoadId): StoredPack[] =>
  prepared(db).packsOfLoad.all({ loadId }).map(packOf)

export const listPacksOfLoads = (db: ReadDb, loadIds: readonly LoadId[]): StoredPack[] =>
  prepared(db)
    .packsOfLoads.all({ loadIds: JSON.stringify(loadIds) })
    .map(packOf)

export const listPacksOfSession = (db: ReadDb, sessionId: SessionId): StoredPack[] =>
  prepared(db).packsOfSession.all({ sessionId }).map(packOf)

export const listPackIdsOfSession = (
  db: ReadDb,
  sessionId: SessionId,
): { readonly packId: PackId; readonly loadId: LoadId }[] =>
  prepared(db).packIdsOfSession.all({ sessionId })

/** Released, sterile on this day, and in no session; the first to run out comes first. */
export const listPacksInStore = (db: ReadDb, today: CalendarDate): StoredPack[] =>
  prepared(db).packsInStore.all({ today }).map(packOf)

/** Released loads with packs that nobody has released or sent back. */
export const listAwaitingPacks = (db: ReadDb) => prepared(db).awaitingPacks.all()

export const findPack = (db: ReadDb, id: PackId): StoredPack | null => {
  const row = prepared(db).pack.get({ id })
  return row ? packOf(row) : null
}

export const insertPack = (
  tx: WriteTx,
  pack: Pick<typeof packs.$inferSelect, 'id' | 'loadId' | 'label' | 'contents' | 'sterileUntil'>,
): void => changedOne(prepared(tx).insertPack.run(pack))

/** The second step of its release. */
export const releasePack = (
  tx: WriteTx,
  id: PackId,
  release: { readonly releasedAt: Instant; readonly releasedBy: PractitionerId },
): void => changedOne(prepared(tx).releasePack.run({ id, ...release }))

/** The end of a pack that no session holds. */
export const reprocessPack = (
  tx: WriteTx,
  id: PackId,
  end: { readonly reprocessedAt: Instant; readonly reprocessReason: string },
): void => changedOne(prepared(tx).reprocessPack.run({ id, ...end }))

export const claimPack = (tx: WriteTx, id: PackId, sessionId: SessionId): void =>
  changedOne(prepared(tx).claimPack.run({ id, sessionId }))

export const freePack = (tx: WriteTx, id: PackId, sessionId: SessionId): void =>
  changedOne(prepared(tx).freePack.run({ id, sessionId }))
