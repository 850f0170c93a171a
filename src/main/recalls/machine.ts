import type { ReadDb } from '#main/database/index.ts'
import {
  type LoadId,
  type SporeTestId,
  sporeTestId,
  type SterilizerId,
  sterilizerId,
} from '#shared/kernel/index.ts'
import type { CycleAfter, RecallFacts } from '#shared/recalls/index.ts'
import { compareCycles, type SporeTest, suspectSpan } from '#shared/sterilization/index.ts'
import type { Dependencies } from './dependencies.ts'
import * as repository from './repository.ts'
import type { RecallRow } from './repository.ts'

/** What a recall asks of the sterilizer whose loads it holds. */
export const createMachine = ({ practice, sterilization }: Dependencies) => {
  const failedTestOf = ({
    cause,
    subjectId,
  }: Pick<RecallRow, 'cause' | 'subjectId'>): SporeTestId | null =>
    cause === 'spore-test' ? sporeTestId.parse(subjectId) : null

  const sterilizerOf = (db: ReadDb, recall: RecallRow): SterilizerId | null => {
    const failed = failedTestOf(recall)
    if (failed !== null) return sterilization.sporeTestOf(db, failed).sterilizerId
    return recall.cause === 'sterilizer' ? sterilizerId.parse(recall.subjectId) : null
  }

  /** The cycle after which everything is asked again; for a whole machine, the moment of its recall. */
  const beginOf = (db: ReadDb, recall: RecallRow) => {
    const failed = failedTestOf(recall)
    if (failed === null) {
      return {
        startedAt: recall.openedAt,
        cycleNumber: Number.MAX_SAFE_INTEGER,
        programmeName: null,
      }
    }
    const { startedAt, cycleNumber, loadId } = sterilization.sporeTestOf(db, failed)
    return { startedAt, cycleNumber, programmeName: sterilization.loadOf(db, loadId).programmeName }
  }

  /** Spore tests of the sterilizer from the failed one on, oldest first. */
  const testsSince = (db: ReadDb, recall: RecallRow): readonly SporeTest[] => {
    const machine = sterilizerOf(db, recall)
    if (machine === null) return []
    const begin = beginOf(db, recall)
    return sterilization
      .sporeTestsOf(db, machine)
      .filter((test) => compareCycles(test, begin) >= 0)
      .toSorted(compareCycles)
  }

  const cyclesAfter = (db: ReadDb, recall: RecallRow): readonly CycleAfter[] => {
    const machine = sterilizerOf(db, recall)
    const begin = beginOf(db, recall)
    return sterilization
      .loadsBetween(db, practice.dayOf(db, begin.startedAt))
      .filter(({ sterilizer }) => sterilizer.id === machine)
      .filter((cycle) => compareCycles(cycle, begin) > 0)
      .toSorted(compareCycles)
      .map(({ cycleNumber, startedAt, kind, programmeName, sporeTests }) => ({
        cycleNumber,
        startedAt,
        kind,
        programmeName,
        sporeTests,
      }))
  }

  /** Repeated tests that failed, until the machine came back: they belong to the same recall. */
  const failedAgain = (db: ReadDb, recall: RecallRow): readonly SporeTestId[] => {
    const returned = repository
      .listSteps(db, recall.id)
      .find(({ kind }) => kind === 'returned-to-service')
    return testsSince(db, recall)
      .filter(({ result, purpose }) => result === 'fail' && purpose !== 'routine')
      .filter(({ startedAt }) => returned === undefined || startedAt <= returned.happenedAt)
      .map(({ id }) => id)
  }

  /** Of a whole machine: from its last passed test before the recall to the next one after it. */
  const sinceLastPass = (
    db: ReadDb,
    machine: SterilizerId,
    recall: RecallRow,
  ): readonly LoadId[] => {
    const cycles = sterilization
      .loadsBetween(db)
      .filter(({ sterilizer }) => sterilizer.id === machine)
    return suspectSpan(sterilization.sporeTestsOf(db, machine), cycles, beginOf(db, recall)).map(
      ({ id }) => id,
    )
  }

  return {
    sterilizerOf,
    failedTestOf,
    testsSince,
    failedAgain,

    /** The loads that the recall's failed tests make suspect, as the log is now. */
    suspectsOf: (db: ReadDb, recall: RecallRow): readonly LoadId[] => {
      const machine = sterilizerOf(db, recall)
      if (machine === null) return []
      const failed = failedTestOf(recall)
      const tests = [...(failed === null ? [] : [failed]), ...failedAgain(db, recall)]
      return [
        ...new Set([
          ...(failed === null ? sinceLastPass(db, machine, recall) : []),
          ...tests.flatMap((test) => sterilization.suspectLoads(db, test)),
        ]),
      ]
    },

    factsOf: (db: ReadDb, recall: RecallRow): RecallFacts['sterilizer'] =>
      sterilizerOf(db, recall) === null
        ? null
        : {
            programmeName: beginOf(db, recall).programmeName,
            cyclesAfter: cyclesAfter(db, recall),
          },
  }
}

export type Machine = ReturnType<typeof createMachine>
