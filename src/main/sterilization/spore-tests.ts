import { instantNow, newId, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { CalendarDate, LoadId, SporeTestId, SterilizerId } from '#shared/kernel/index.ts'
import {
  judgeNewSporeTest,
  judgeReading,
  type ReadSporeTest,
  type RecordSporeTest,
  type SporeTest,
  sporeTestResultOf,
  suspectSpan,
} from '#shared/sterilization/index.ts'
import type { Dependencies, Doors } from './dependencies.ts'
import { namesOf, spanOf, testRecord } from './record.ts'
import { known, refuseAny, unknownAttachment } from './refusals.ts'
import { findLoad, isAttachmentKnown, listCycles } from './repository.ts'
import * as repository from './spore-repository.ts'

interface Days {
  readonly from?: CalendarDate | undefined
  readonly to?: CalendarDate | undefined
}

interface TestsAsked extends Days {
  readonly after?: SporeTestId | undefined
  readonly limit: number
}

/** Spore tests: recorded with the cycle of their indicator, read once. */
export const createSporeTests = (
  { database: { environment }, shift, practice }: Dependencies,
  { change, list }: Doors,
) => {
  const sporeTestOf = (db: ReadDb, id: SporeTestId): SporeTest =>
    testRecord(known(repository.findTest(db, id), 'spore-test'), namesOf(db, practice))

  const shown = (db: ReadDb, tests: readonly repository.StoredTest[]): SporeTest[] => {
    const nameOf = namesOf(db, practice)
    return tests.map((test) => testRecord(test, nameOf))
  }

  const sporeTestsBetween = (db: ReadDb, { from, to }: Days = {}): SporeTest[] =>
    shown(db, repository.listTests(db, spanOf(from, to, practice.details(db).timeZone)))

  return {
    sporeTestOf,

    /** Newest first, by the day of the cycle; both days included, also in a single-use practice. */
    sporeTestsBetween,

    /** Those that nobody has read yet, oldest cycle first. */
    sporeTestsPending: (db: ReadDb): SporeTest[] => shown(db, repository.listPendingTests(db)),

    /** Every one of a machine, newest cycle first. */
    sporeTestsOf: (db: ReadDb, sterilizerId: SterilizerId): SporeTest[] =>
      shown(db, repository.listTestsOfSterilizer(db, sterilizerId)),

    sporeTestsOfLoad: (db: ReadDb, loadId: LoadId): SporeTest[] =>
      shown(db, repository.listTestsOfLoad(db, loadId)),

    sporeTests: ({ from, to, after, limit }: TestsAsked): SporeTest[] =>
      list((db) =>
        shown(
          db,
          repository.listPage(db, {
            span: spanOf(from, to, practice.details(db).timeZone),
            after: after === undefined ? null : known(repository.findTest(db, after), 'spore-test'),
            limit,
          }),
        ),
      ),

    recordSporeTest: (input: RecordSporeTest): SporeTest =>
      change('spore test recorded', (tx) => {
        const { load } = known(findLoad(tx, input.loadId), 'load')
        const now = instantNow(environment)
        refuseAny(
          judgeNewSporeTest(input, {
            cycle: {
              kind: load.kind,
              startedAt: load.startedAt,
              day: practice.dayOf(tx, load.startedAt),
            },
            now,
            today: practice.today(tx),
          }),
        )
        const id = newId<SporeTestId>(environment)
        repository.insertTest(tx, {
          ...input,
          id,
          recordedAt: now,
          recordedBy: shift.practitionerId,
        })
        return sporeTestOf(tx, id)
      }),

    /**
     * Reads a pending test inside the transaction of the recalls room, where a failed one sets off
     * its recall. @throws Refusal when it is read already or the times do not fit.
     */
    readSporeTestIn: (tx: WriteTx, input: ReadSporeTest): SporeTest => {
      const now = instantNow(environment)
      const { sporeTestId, readAt, reportedOn, attachmentId } = input
      const test = sporeTestOf(tx, sporeTestId)
      refuseAny(judgeReading(test, { readAt, reportedOn }, { now, today: practice.today(tx) }))
      if (attachmentId !== null && !isAttachmentKnown(tx, attachmentId)) {
        refuseAny([unknownAttachment])
      }
      repository.readTest(tx, sporeTestId, {
        result: sporeTestResultOf(input),
        testGrowth: input.testGrowth,
        controlGrowth: input.controlGrowth,
        readAt,
        reportedOn,
        reportNumber: input.reportNumber,
        attachmentId,
        readRecordedAt: now,
        readBy: shift.practitionerId,
      })
      return sporeTestOf(tx, sporeTestId)
    },

    /** The cycles that a failed test makes suspect as the log is now, oldest first. */
    suspectLoads: (db: ReadDb, id: SporeTestId): readonly LoadId[] => {
      const failed = sporeTestOf(db, id)
      return suspectSpan(
        testedCycles(db, failed.sterilizerId),
        listCycles(db, failed.sterilizerId),
        failed,
      ).map((cycle) => cycle.id)
    },
  }
}

/** The spore tests of a machine by their cycles. */
export const testedCycles = (db: ReadDb, sterilizerId: SterilizerId) =>
  repository
    .listTestsOfSterilizer(db, sterilizerId)
    .map(({ test: { id, result }, startedAt, cycleNumber }) => ({
      id,
      result,
      startedAt,
      cycleNumber,
    }))
