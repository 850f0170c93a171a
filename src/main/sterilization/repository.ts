import { and, asc, desc, eq, gte, lt, sql } from 'drizzle-orm'
import {
  changedOne,
  preparedOnce,
  readOnce,
  type ReadDb,
  type Statements,
  type WriteTx,
} from '#main/database/index.ts'
import type {
  AttachmentId,
  Instant,
  LoadId,
  PractitionerId,
  SterilizerId,
} from '#shared/kernel/index.ts'
import {
  type LoadCompletion,
  type Programme,
  programme,
  type SterilizerDetails,
} from '#shared/sterilization/index.ts'
import { programmesOf } from './sterilizer-repository.ts'
import { type Decision, loads, sterilizers } from './table.ts'

/** A load as it is stored, with the limits of its programme as they were at the cycle. */
export type StoredLoad = Omit<typeof loads.$inferSelect, 'programme'> & {
  readonly programme: Programme
}

/** A moment from which, and a moment before which; texts beyond every instant mean no bound. */
export interface Span {
  readonly from: string
  readonly until: string
}

// `recall_items` belongs to a later room; what it names stays recalled.
export const isRecalled = sql<number>`EXISTS (SELECT 1 FROM recall_items WHERE recall_items.load_id = loads.id)`

const selectLoads = (statements: Statements) =>
  statements
    .select({
      load: loads,
      sterilizer: sterilizers,
      recalled: isRecalled,
      attachmentHash: sql<
        string | null
      >`(SELECT content_hash FROM attachments WHERE attachments.id = loads.attachment_id)`,
    })
    .from(loads)
    .innerJoin(sterilizers, eq(sterilizers.id, loads.sterilizerId))
    .$dynamic()

/** For statements that read loads, or what belongs to them. */
export const withinSpan = and(
  gte(loads.startedAt, sql.placeholder('from')),
  lt(loads.startedAt, sql.placeholder('until')),
)

/** A cycle and those before it, the id last, for two machines that began in one moment. */
const newestFirst = [desc(loads.startedAt), desc(loads.cycleNumber), desc(loads.id)]
const afterKey = sql`(${loads.startedAt}, ${loads.cycleNumber}, ${loads.id})
  < (${sql.placeholder('startedAt')}, ${sql.placeholder('cycleNumber')}, ${sql.placeholder('id')})`

const cycle = {
  id: loads.id,
  kind: loads.kind,
  cycleNumber: loads.cycleNumber,
  startedAt: loads.startedAt,
}

const prepared = preparedOnce((statements) => ({
  loads: selectLoads(statements)
    .where(withinSpan)
    .orderBy(...newestFirst)
    .prepare(),
  page: selectLoads(statements)
    .where(and(withinSpan, afterKey))
    .orderBy(...newestFirst)
    .limit(sql.placeholder('limit'))
    .prepare(),
  pageOfSterilizer: selectLoads(statements)
    .where(and(eq(loads.sterilizerId, sql.placeholder('sterilizerId')), withinSpan, afterKey))
    .orderBy(...newestFirst)
    .limit(sql.placeholder('limit'))
    .prepare(),
  awaitingRelease: selectLoads(statements)
    // Written out: a value that is bound is not known to be the index's.
    .where(
      and(sql`${loads.state} = 'quarantined'`, sql`${loads.kind} = 'load'`, sql`NOT ${isRecalled}`),
    )
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
  cycles: statements
    .select(cycle)
    .from(loads)
    .where(eq(loads.sterilizerId, sql.placeholder('sterilizerId')))
    .orderBy(asc(loads.startedAt), asc(loads.cycleNumber))
    .prepare(),
  cycleBefore: statements
    .select(cycle)
    .from(loads)
    .where(
      and(
        eq(loads.sterilizerId, sql.placeholder('sterilizerId')),
        lt(loads.cycleNumber, sql.placeholder('cycleNumber')),
      ),
    )
    .orderBy(desc(loads.cycleNumber))
    .limit(1)
    .prepare(),
  airRemovalResult: statements
    .select({ result: loads.airRemovalResult })
    .from(loads)
    .where(
      and(
        eq(loads.sterilizerId, sql.placeholder('sterilizerId')),
        sql`${loads.airRemovalResult} IS NOT NULL`,
        gte(loads.startedAt, sql.placeholder('from')),
        sql`${loads.startedAt} <= ${sql.placeholder('startedAt')}`,
      ),
    )
    .orderBy(desc(loads.startedAt), desc(loads.cycleNumber))
    .limit(1)
    .prepare(),
  attachment: statements
    .select({
      known: sql<number>`EXISTS (SELECT 1 FROM attachments WHERE attachments.id = ${sql.placeholder('id')})`,
    })
    .from(sql`(SELECT 1)`)
    .prepare(),
  // `cycle_records` belongs to a later room.
  badOutcome: statements.$client
    .prepare<[string, number], 'failed' | 'aborted'>(
      `SELECT outcome FROM cycle_records WHERE serial_number = ? AND cycle_number = ?
         AND outcome <> 'passed' ORDER BY outcome DESC LIMIT 1`,
    )
    .pluck(),
  insertLoad: statements
    .insert(loads)
    .values({
      id: sql.placeholder('id'),
      sterilizerId: sql.placeholder('sterilizerId'),
      kind: sql.placeholder('kind'),
      cycleNumber: sql.placeholder('cycleNumber'),
      programme: sql.placeholder('programme'),
      startedAt: sql.placeholder('startedAt'),
      endedAt: sql.placeholder('endedAt'),
      temperature: sql.placeholder('temperature'),
      holdSeconds: sql.placeholder('holdSeconds'),
      pressure: sql.placeholder('pressure'),
      drySeconds: sql.placeholder('drySeconds'),
      indicatorType: sql.placeholder('indicatorType'),
      indicatorEdition: sql.placeholder('indicatorEdition'),
      indicatorLot: sql.placeholder('indicatorLot'),
      indicatorExpiresOn: sql.placeholder('indicatorExpiresOn'),
      indicatorResult: sql.placeholder('indicatorResult'),
      externalIndicatorResult: sql.placeholder('externalIndicatorResult'),
      airRemovalTest: sql.placeholder('airRemovalTest'),
      airRemovalResult: sql.placeholder('airRemovalResult'),
      attachmentId: sql.placeholder('attachmentId'),
      note: sql.placeholder('note'),
      operatorId: sql.placeholder('operatorId'),
      recordedAt: sql.placeholder('recordedAt'),
      state: 'quarantined',
    })
    .prepare(),
  completeLoad: statements
    .update(loads)
    .set({
      endedAt: sql`coalesce(ended_at, ${sql.placeholder('endedAt')})`,
      pressure: sql`coalesce(pressure, ${sql.placeholder('pressure')})`,
      drySeconds: sql`coalesce(dry_seconds, ${sql.placeholder('drySeconds')})`,
      indicatorResult: sql`coalesce(${sql.placeholder('indicatorResult')}, indicator_result)`,
      externalIndicatorResult: sql`coalesce(${sql.placeholder('externalIndicatorResult')}, external_indicator_result)`,
      attachmentId: sql`coalesce(attachment_id, ${sql.placeholder('attachmentId')})`,
    })
    .where(eq(loads.id, sql.placeholder('id')))
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

export interface LoadWithSterilizer {
  readonly load: StoredLoad
  readonly sterilizer: SterilizerDetails & { readonly id: SterilizerId }
  readonly recalled: boolean
  /** SHA-256 of its print-out, hexadecimal. */
  readonly attachmentHash: string | null
}

/** Most cycles ran one of a few programmes. */
const programmeOf = readOnce((json) => programme.parse(JSON.parse(json)), 100)

interface LoadRow {
  readonly load: typeof loads.$inferSelect
  readonly sterilizer: typeof sterilizers.$inferSelect
  readonly recalled: number
  readonly attachmentHash: string | null
}

const loadOf = ({ load, sterilizer, recalled, attachmentHash }: LoadRow): LoadWithSterilizer => ({
  load: { ...load, programme: programmeOf(load.programme) },
  sterilizer: { ...sterilizer, programmes: programmesOf(sterilizer.programmes) },
  recalled: recalled === 1,
  attachmentHash,
})

/** Which loads, and how many of them from where on. */
export interface LoadPage {
  readonly span: Span
  readonly sterilizerId: SterilizerId | null
  /** The last load of the page before; null: the first page. */
  readonly after: Pick<StoredLoad, 'startedAt' | 'cycleNumber' | 'id'> | null
  readonly limit: number
}

/** Later than every cycle. */
const first = { startedAt: '~', cycleNumber: 0, id: '' }

/** Newest first. */
export const listPage = (
  db: ReadDb,
  { span, sterilizerId, after, limit }: LoadPage,
): LoadWithSterilizer[] => {
  const { startedAt, cycleNumber, id } = after ?? first
  const asked = { ...span, startedAt, cycleNumber, id, limit }
  const { page, pageOfSterilizer } = prepared(db)
  const rows =
    sterilizerId === null ? page.all(asked) : pageOfSterilizer.all({ ...asked, sterilizerId })
  return rows.map(loadOf)
}

/** Newest first. */
export const listLoads = (db: ReadDb, span: Span): LoadWithSterilizer[] =>
  prepared(db)
    .loads.all({ ...span })
    .map(loadOf)

/** The longest waiting first; none that a recall names. */
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

/** The cycles of a machine that a cycle's place is judged by: the one of the number before it. */
export const listCycleBefore = (db: ReadDb, sterilizerId: SterilizerId, cycleNumber: number) =>
  prepared(db).cycleBefore.all({ sterilizerId, cycleNumber })

/** Every cycle of a machine, oldest first. */
export const listCycles = (db: ReadDb, sterilizerId: SterilizerId) =>
  prepared(db).cycles.all({ sterilizerId })

/** Of the last air-removal test of a machine from a moment up to the start of a cycle. */
export const findAirRemovalResult = (
  db: ReadDb,
  span: {
    readonly sterilizerId: SterilizerId
    readonly from: Instant
    readonly startedAt: Instant
  },
): 'pass' | 'fail' | null => prepared(db).airRemovalResult.get({ ...span })?.result ?? null

/** What a kept file of this cycle says of it; null: none says that it did not pass. */
export const findBadOutcome = (
  db: ReadDb,
  serialNumber: string,
  cycleNumber: number,
): 'failed' | 'aborted' | null => prepared(db).badOutcome.get(serialNumber, cycleNumber) ?? null

export const isAttachmentKnown = (db: ReadDb, id: AttachmentId): boolean =>
  prepared(db).attachment.get({ id })?.known === 1

/** Quarantined: a load begins undecided. */
export const insertLoad = (
  tx: WriteTx,
  load: Omit<StoredLoad, 'state' | 'decidedBy' | 'decidedAt' | 'decisionReason'>,
): void =>
  changedOne(prepared(tx).insertLoad.run({ ...load, programme: JSON.stringify(load.programme) }))

/** Fills in what was open; what is there stays. */
export const completeLoad = (tx: WriteTx, id: LoadId, added: LoadCompletion): void =>
  changedOne(prepared(tx).completeLoad.run({ ...added, id }))

export const decideLoad = (
  tx: WriteTx,
  id: LoadId,
  decision: {
    readonly state: Exclude<Decision, 'quarantined'>
    readonly decidedBy: PractitionerId
    readonly decidedAt: Instant
    readonly decisionReason: string
  },
): void => changedOne(prepared(tx).decideLoad.run({ id, ...decision }))
