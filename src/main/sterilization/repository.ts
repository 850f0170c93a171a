import { and, asc, desc, eq, gte, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import {
  changedOne,
  preparedOnce,
  type ReadDb,
  type Statements,
  type WriteTx,
} from '#main/database/index.ts'
import type { Instant, LoadId, PractitionerId, SterilizerId } from '#shared/kernel/index.ts'
import {
  type LoadState,
  type Programme,
  programme,
  type Sterilizer,
  type SterilizerDetails,
} from '#shared/sterilization/index.ts'
import { loads, sterilizers } from './table.ts'

/** A load as it is stored, with the limits of its programme as they were at the cycle. */
export type StoredLoad = Omit<typeof loads.$inferSelect, 'programme'> & {
  readonly programme: Programme
}

/** A moment from which, and a moment before which; texts beyond every instant mean no bound. */
export interface Span {
  readonly from: string
  readonly until: string
}

const programmes = z.array(programme)
const programmesOf = (json: string): Programme[] => programmes.parse(JSON.parse(json))

const selectSterilizers = (statements: Statements) =>
  statements
    .select({
      sterilizer: sterilizers,
      // Written out: drizzle leaves table names away when one table is selected from.
      lastCycleNumber: sql<
        number | null
      >`(SELECT max(loads.cycle_number) FROM loads WHERE loads.sterilizer_id = sterilizers.id)`,
    })
    .from(sterilizers)
    .$dynamic()

const selectLoads = (statements: Statements) =>
  statements
    .select({ load: loads, sterilizer: sterilizers })
    .from(loads)
    .innerJoin(sterilizers, eq(sterilizers.id, loads.sterilizerId))
    .$dynamic()

/** For statements that read loads, or packs with their loads. */
export const withinSpan = and(
  gte(loads.startedAt, sql.placeholder('from')),
  lt(loads.startedAt, sql.placeholder('until')),
)

const prepared = preparedOnce((statements) => ({
  sterilizers: selectSterilizers(statements).orderBy(asc(sterilizers.name)).prepare(),
  sterilizer: selectSterilizers(statements)
    .where(eq(sterilizers.id, sql.placeholder('id')))
    .prepare(),
  sameMachine: statements
    .select({ id: sterilizers.id })
    .from(sterilizers)
    .where(
      and(
        eq(sterilizers.maker, sql.placeholder('maker')),
        eq(sterilizers.model, sql.placeholder('model')),
        eq(sterilizers.serialNumber, sql.placeholder('serialNumber')),
      ),
    )
    .prepare(),
  insertSterilizer: statements
    .insert(sterilizers)
    .values({
      id: sql.placeholder('id'),
      name: sql.placeholder('name'),
      maker: sql.placeholder('maker'),
      model: sql.placeholder('model'),
      serialNumber: sql.placeholder('serialNumber'),
      programmes: sql.placeholder('programmes'),
    })
    .prepare(),
  updateSterilizer: statements
    .update(sterilizers)
    .set({
      name: sql`${sql.placeholder('name')}`,
      maker: sql`${sql.placeholder('maker')}`,
      model: sql`${sql.placeholder('model')}`,
      serialNumber: sql`${sql.placeholder('serialNumber')}`,
      programmes: sql`${sql.placeholder('programmes')}`,
    })
    .where(eq(sterilizers.id, sql.placeholder('id')))
    .prepare(),
  loads: selectLoads(statements)
    .where(withinSpan)
    .orderBy(desc(loads.startedAt), desc(loads.cycleNumber))
    .prepare(),
  awaitingRelease: selectLoads(statements)
    .where(eq(loads.state, 'quarantined'))
    .orderBy(asc(loads.startedAt), asc(loads.cycleNumber))
    .prepare(),
  load: selectLoads(statements)
    .where(eq(loads.id, sql.placeholder('id')))
    .prepare(),
  cycle: statements
    .select({ id: loads.id })
    .from(loads)
    .where(
      and(
        eq(loads.sterilizerId, sql.placeholder('sterilizerId')),
        eq(loads.cycleNumber, sql.placeholder('cycleNumber')),
      ),
    )
    .prepare(),
  insertLoad: statements
    .insert(loads)
    .values({
      id: sql.placeholder('id'),
      sterilizerId: sql.placeholder('sterilizerId'),
      cycleNumber: sql.placeholder('cycleNumber'),
      programme: sql.placeholder('programme'),
      startedAt: sql.placeholder('startedAt'),
      temperature: sql.placeholder('temperature'),
      holdSeconds: sql.placeholder('holdSeconds'),
      indicatorType: sql.placeholder('indicatorType'),
      indicatorLot: sql.placeholder('indicatorLot'),
      indicatorResult: sql.placeholder('indicatorResult'),
      note: sql.placeholder('note'),
      operatorId: sql.placeholder('operatorId'),
      recordedAt: sql.placeholder('recordedAt'),
      state: 'quarantined',
    })
    .prepare(),
  decideLoad: statements
    .update(loads)
    .set({
      state: sql`${sql.placeholder('state')}`,
      decidedBy: sql`${sql.placeholder('decidedBy')}`,
      decidedAt: sql`${sql.placeholder('decidedAt')}`,
      decisionReason: sql`${sql.placeholder('decisionReason')}`,
    })
    .where(eq(loads.id, sql.placeholder('id')))
    .prepare(),
}))

// sterilizers

interface SterilizerRow {
  readonly sterilizer: typeof sterilizers.$inferSelect
  readonly lastCycleNumber: number | null
}

const sterilizerOf = ({ sterilizer, lastCycleNumber }: SterilizerRow): Sterilizer => ({
  ...sterilizer,
  programmes: programmesOf(sterilizer.programmes),
  lastCycleNumber,
})

export const listSterilizers = (db: ReadDb): Sterilizer[] =>
  prepared(db).sterilizers.all().map(sterilizerOf)

export const findSterilizer = (db: ReadDb, id: SterilizerId): Sterilizer | null => {
  const row = prepared(db).sterilizer.get({ id })
  return row ? sterilizerOf(row) : null
}

/** The sterilizer with this maker, model and serial number. */
export const findSameMachine = (
  db: ReadDb,
  { maker, model, serialNumber }: SterilizerDetails,
): SterilizerId | null => prepared(db).sameMachine.get({ maker, model, serialNumber })?.id ?? null

const sterilizerRow = (id: SterilizerId, details: SterilizerDetails) => ({
  ...details,
  id,
  programmes: JSON.stringify(details.programmes),
})

export const insertSterilizer = (tx: WriteTx, id: SterilizerId, details: SterilizerDetails): void =>
  changedOne(prepared(tx).insertSterilizer.run(sterilizerRow(id, details)))

export const updateSterilizer = (tx: WriteTx, id: SterilizerId, details: SterilizerDetails): void =>
  changedOne(prepared(tx).updateSterilizer.run(sterilizerRow(id, details)))

// loads

export interface LoadWithSterilizer {
  readonly load: StoredLoad
  readonly sterilizer: SterilizerDetails & { readonly id: SterilizerId }
}

interface LoadRow {
  readonly load: typeof loads.$inferSelect
  readonly sterilizer: typeof sterilizers.$inferSelect
}

const loadOf = ({ load, sterilizer }: LoadRow): LoadWithSterilizer => ({
  load: { ...load, programme: programme.parse(JSON.parse(load.programme)) },
  sterilizer: { ...sterilizer, programmes: programmesOf(sterilizer.programmes) },
})

/** Newest first. */
export const listLoads = (db: ReadDb, span: Span): LoadWithSterilizer[] =>
  prepared(db)
    .loads.all({ ...span })
    .map(loadOf)

/** The longest waiting first. */
export const listAwaitingRelease = (db: ReadDb): LoadWithSterilizer[] =>
  prepared(db).awaitingRelease.all().map(loadOf)

export const findLoad = (db: ReadDb, id: LoadId): LoadWithSterilizer | null => {
  const row = prepared(db).load.get({ id })
  return row ? loadOf(row) : null
}

export const isCycleTaken = (
  db: ReadDb,
  sterilizerId: SterilizerId,
  cycleNumber: number,
): boolean => prepared(db).cycle.get({ sterilizerId, cycleNumber }) !== undefined

/** Quarantined: a load begins undecided. */
export const insertLoad = (
  tx: WriteTx,
  load: Omit<StoredLoad, 'state' | 'decidedBy' | 'decidedAt' | 'decisionReason'>,
): void =>
  changedOne(prepared(tx).insertLoad.run({ ...load, programme: JSON.stringify(load.programme) }))

export const decideLoad = (
  tx: WriteTx,
  id: LoadId,
  decision: {
    readonly state: Exclude<LoadState, 'quarantined'>
    readonly decidedBy: PractitionerId
    readonly decidedAt: Instant
    readonly decisionReason: string
  },
): void => changedOne(prepared(tx).decideLoad.run({ id, ...decision }))
