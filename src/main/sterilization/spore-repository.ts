import { and, asc, desc, eq, sql } from 'drizzle-orm'
import {
  changedOne,
  preparedOnce,
  type ReadDb,
  type Statements,
  type WriteTx,
} from '#main/database/index.ts'
import type {
  AttachmentId,
  CalendarDate,
  Instant,
  LoadId,
  PractitionerId,
  SporeTestId,
  SterilizerId,
} from '#shared/kernel/index.ts'
import { type Span, withinSpan } from './repository.ts'
import { loads, sporeTests, sterilizers } from './table.ts'

const selectTests = (statements: Statements) =>
  statements
    .select({
      test: sporeTests,
      sterilizerId: loads.sterilizerId,
      sterilizerName: sterilizers.name,
      cycleNumber: loads.cycleNumber,
      startedAt: loads.startedAt,
    })
    .from(sporeTests)
    .innerJoin(loads, eq(loads.id, sporeTests.loadId))
    .innerJoin(sterilizers, eq(sterilizers.id, loads.sterilizerId))
    .$dynamic()

const newestFirst = [desc(loads.startedAt), desc(loads.cycleNumber), desc(sporeTests.recordedAt)]

const afterKey = sql`(${loads.startedAt}, ${loads.cycleNumber}, ${sporeTests.recordedAt}, ${sporeTests.id})
  < (${sql.placeholder('startedAt')}, ${sql.placeholder('cycleNumber')}, ${sql.placeholder('recordedAt')}, ${sql.placeholder('id')})`

const prepared = preparedOnce((statements) => ({
  tests: selectTests(statements)
    .where(withinSpan)
    .orderBy(...newestFirst)
    .prepare(),
  page: selectTests(statements)
    .where(and(withinSpan, afterKey))
    .orderBy(...newestFirst, desc(sporeTests.id))
    .limit(sql.placeholder('limit'))
    .prepare(),
  testsOfSterilizer: selectTests(statements)
    .where(eq(loads.sterilizerId, sql.placeholder('sterilizerId')))
    .orderBy(...newestFirst)
    .prepare(),
  testsOfLoads: selectTests(statements)
    .where(
      sql`${sporeTests.loadId} IN (SELECT value FROM json_each(${sql.placeholder('loadIds')}))`,
    )
    .orderBy(asc(sporeTests.recordedAt))
    .prepare(),
  testsOfLoad: selectTests(statements)
    .where(eq(sporeTests.loadId, sql.placeholder('loadId')))
    .orderBy(asc(sporeTests.recordedAt))
    .prepare(),
  pendingTests: selectTests(statements)
    .where(sql`${sporeTests.result} = 'pending'`)
    .orderBy(asc(loads.startedAt), asc(loads.cycleNumber))
    .prepare(),
  test: selectTests(statements)
    .where(eq(sporeTests.id, sql.placeholder('id')))
    .prepare(),
  insertTest: statements
    .insert(sporeTests)
    .values({
      id: sql.placeholder('id'),
      loadId: sql.placeholder('loadId'),
      purpose: sql.placeholder('purpose'),
      indicatorLot: sql.placeholder('indicatorLot'),
      indicatorExpiresOn: sql.placeholder('indicatorExpiresOn'),
      controlLot: sql.placeholder('controlLot'),
      incubatedAt: sql.placeholder('incubatedAt'),
      laboratory: sql.placeholder('laboratory'),
      postedOn: sql.placeholder('postedOn'),
      note: sql.placeholder('note'),
      recordedAt: sql.placeholder('recordedAt'),
      recordedBy: sql.placeholder('recordedBy'),
      result: 'pending',
      reportNumber: '',
    })
    .prepare(),
  readTest: statements
    .update(sporeTests)
    .set({
      result: sql`${sql.placeholder('result')}`,
      testGrowth: sql`${sql.placeholder('testGrowth')}`,
      controlGrowth: sql`${sql.placeholder('controlGrowth')}`,
      readAt: sql`${sql.placeholder('readAt')}`,
      reportedOn: sql`${sql.placeholder('reportedOn')}`,
      reportNumber: sql`${sql.placeholder('reportNumber')}`,
      attachmentId: sql`${sql.placeholder('attachmentId')}`,
      readRecordedAt: sql`${sql.placeholder('readRecordedAt')}`,
      readBy: sql`${sql.placeholder('readBy')}`,
    })
    .where(and(eq(sporeTests.id, sql.placeholder('id')), eq(sporeTests.result, 'pending')))
    .prepare(),
}))

/** A spore test as it is stored, with the cycle that its indicator went through. */
export interface StoredTest {
  readonly test: typeof sporeTests.$inferSelect
  readonly sterilizerId: SterilizerId
  readonly sterilizerName: string
  readonly cycleNumber: number
  readonly startedAt: Instant
}

/** Newest first, by the start of the cycle. */
export const listTests = (db: ReadDb, span: Span): StoredTest[] =>
  prepared(db).tests.all({ ...span })

/** Later than every test. */
const first = { startedAt: '~', cycleNumber: 0, recordedAt: '', id: '' }

/** Newest first, by the start of the cycle, from the one after `after` on; null: from the first. */
export const listPage = (
  db: ReadDb,
  {
    span,
    after,
    limit,
  }: { readonly span: Span; readonly after: StoredTest | null; readonly limit: number },
): StoredTest[] => {
  const { recordedAt, id } = after?.test ?? first
  const { startedAt, cycleNumber } = after ?? first
  return prepared(db).page.all({ ...span, startedAt, cycleNumber, recordedAt, id, limit })
}

/** Newest first, by the start of the cycle. */
export const listTestsOfSterilizer = (db: ReadDb, sterilizerId: SterilizerId): StoredTest[] =>
  prepared(db).testsOfSterilizer.all({ sterilizerId })

export const listTestsOfLoads = (db: ReadDb, loadIds: readonly LoadId[]): StoredTest[] =>
  prepared(db).testsOfLoads.all({ loadIds: JSON.stringify(loadIds) })

export const listTestsOfLoad = (db: ReadDb, loadId: LoadId): StoredTest[] =>
  prepared(db).testsOfLoad.all({ loadId })

export const findTest = (db: ReadDb, id: SporeTestId): StoredTest | null =>
  prepared(db).test.get({ id }) ?? null

/** Pending. */
export const insertTest = (
  tx: WriteTx,
  test: Pick<
    typeof sporeTests.$inferSelect,
    | 'id'
    | 'loadId'
    | 'purpose'
    | 'indicatorLot'
    | 'indicatorExpiresOn'
    | 'controlLot'
    | 'incubatedAt'
    | 'laboratory'
    | 'postedOn'
    | 'note'
    | 'recordedAt'
    | 'recordedBy'
  >,
): void => changedOne(prepared(tx).insertTest.run(test))

export const readTest = (
  tx: WriteTx,
  id: SporeTestId,
  reading: {
    readonly result: 'pass' | 'fail' | 'invalid'
    readonly testGrowth: boolean
    readonly controlGrowth: boolean
    readonly readAt: Instant
    readonly reportedOn: CalendarDate | null
    readonly reportNumber: string
    readonly attachmentId: AttachmentId | null
    readonly readRecordedAt: Instant
    readonly readBy: PractitionerId
  },
): void =>
  changedOne(
    prepared(tx).readTest.run({
      ...reading,
      id,
      testGrowth: Number(reading.testGrowth),
      controlGrowth: Number(reading.controlGrowth),
    }),
  )

/** Not read yet, oldest cycle first. */
export const listPendingTests = (db: ReadDb): StoredTest[] => prepared(db).pendingTests.all()
