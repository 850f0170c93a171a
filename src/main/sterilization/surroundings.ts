import { instantNow, type ReadDb } from '#main/database/index.ts'
import { startOfDay } from '#shared/kernel/index.ts'
import {
  isSuspect,
  type LoadSurroundings,
  plainSerial,
  serviceAt,
  suspectSpan,
} from '#shared/sterilization/index.ts'
import type { Dependencies } from './dependencies.ts'
import type { LoggedLoad } from './record.ts'
import { findAirRemovalResult, findBadOutcome } from './repository.ts'
import { testedCycles } from './spore-tests.ts'
import { findOpenRecall, listEvents } from './sterilizer-repository.ts'

/** What a load is judged by, besides its own record. */
export const surroundingsOf = (
  db: ReadDb,
  load: LoggedLoad,
  { database, practice }: Pick<Dependencies, 'database' | 'practice'>,
): LoadSurroundings => {
  const { sterilizer, startedAt } = load
  const day = practice.dayOf(db, startedAt)
  return {
    now: instantNow(database.environment),
    day,
    rules: practice.rules(db).settings,
    sterilizer: {
      airRemoval: sterilizer.airRemoval,
      stateAtCycle: serviceAt(listEvents(db, sterilizer.id), startedAt).state,
    },
    airRemovalResult: findAirRemovalResult(db, {
      sterilizerId: sterilizer.id,
      from: startOfDay(day, practice.details(db).timeZone),
      startedAt,
    }),
    fileOutcome: fileOutcomeOf(db, load),
    sporeTests: load.sporeTests.map(({ result }) => result),
    suspect: isReached(db, load),
  }
}

/** Of the kept file of its cycle; null also when that passed. */
export const fileOutcomeOf = (
  db: ReadDb,
  { sterilizer, cycleNumber }: Pick<LoggedLoad, 'sterilizer' | 'cycleNumber'>,
): LoadSurroundings['fileOutcome'] =>
  findBadOutcome(db, plainSerial(sterilizer.serialNumber), cycleNumber)

/** By a failed spore test, or by an open recall of the whole machine. */
const isReached = (db: ReadDb, load: LoggedLoad): boolean => {
  const tests = testedCycles(db, load.sterilizer.id)
  if (isSuspect(tests, load)) return true
  const openedAt = findOpenRecall(db, load.sterilizer.id)
  if (openedAt === null) return false
  const begin = { startedAt: openedAt, cycleNumber: Number.MAX_SAFE_INTEGER }
  return suspectSpan(tests, [load], begin).length > 0
}
