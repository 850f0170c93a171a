import { instantNow, newId, type WriteTx } from '#main/database/index.ts'
import type { SigningKey } from '#main/vault/index.ts'
import {
  type Instant,
  loadId,
  lotId,
  packId,
  productId,
  type RecallId,
  sterilizerId,
  toInstant,
  unitId,
} from '#shared/kernel/index.ts'
import type { RecallCause } from '#shared/recalls/index.ts'
import type { ReadSporeTest, SporeTest } from '#shared/sterilization/index.ts'
import type { Dependencies } from './dependencies.ts'
import { lateLoads, storedThings } from './items.ts'
import type { Machine } from './machine.ts'
import { alreadyOpen, refuseAny, unknownSubject } from './refusals.ts'
import * as repository from './repository.ts'
import type { RecallRow } from './repository.ts'
import type { Steps } from './steps.ts'
import * as thingRows from './thing-repository.ts'
import { noThings, type Things } from './trace.ts'

/** A recall begins: what is suspect leaves use at once, in one transaction. */
export const createOpening = (
  { database, practice, inventory, sterilization }: Dependencies,
  machine: Machine,
  steps: Steps,
) => {
  const { environment } = database

  const addItems = (tx: WriteTx, recall: RecallRow, things: Things): void => {
    const none = { loadId: null, packId: null, unitId: null, lotId: null }
    const rows = [
      ...things.loads.map((id) => ({ ...none, loadId: id })),
      ...things.packs.map((id) => ({ ...none, packId: id })),
      ...things.units.map((id) => ({ ...none, unitId: id })),
      ...things.lots.map((id) => ({ ...none, lotId: id })),
    ]
    for (const row of rows) {
      repository.insertItem(tx, { ...row, id: newId(environment), recallId: recall.id })
    }
  }

  /** What the subject takes out of use itself; a sterilizer’s loads follow from its tests. */
  const takeOutOfUse = (
    tx: WriteTx,
    { cause, subjectId, reason }: Pick<RecallRow, 'cause' | 'subjectId' | 'reason'>,
  ): Things => {
    switch (cause) {
      case 'lot':
        return { ...noThings, lots: [recallLot(tx, subjectId, reason)] }
      case 'product':
        return {
          ...noThings,
          lots: thingRows
            .listLotsOf(tx, productId.parse(subjectId))
            .map((id) => recallLot(tx, id, reason)),
        }
      case 'device':
        return { ...noThings, units: [unitId.parse(subjectId)] }
      case 'load':
        return { ...noThings, loads: [loadId.parse(subjectId)] }
      case 'pack':
        return { ...noThings, packs: [packId.parse(subjectId)] }
      case 'sterilizer':
        sterilization.outOfService(tx, sterilizerId.parse(subjectId), reason)
        return noThings
      case 'spore-test':
        return noThings
    }
  }

  const recallLot = (tx: WriteTx, id: string, reason: string) => {
    const lot = lotId.parse(id)
    inventory.recallLot(tx, lot, reason)
    return lot
  }

  /** Loads that were recorded late, for good. Called by every write of a recall. */
  const takeInLate = (tx: WriteTx, recall: RecallRow): void => {
    const stored = storedThings(tx, recall)
    addItems(tx, recall, { ...noThings, loads: lateLoads(tx, recall, stored, machine) })
  }

  const reportOf = (tx: WriteTx, openedAt: Instant) => {
    const { value: hours, source } = practice.rules(tx).settings.failureReportHours
    return hours === null
      ? { reportDueAt: null, reportRule: null }
      : {
          reportDueAt: toInstant(new Date(Date.parse(openedAt) + hours * 3_600_000)),
          reportRule: source,
        }
  }

  const open = (
    tx: WriteTx,
    key: SigningKey,
    input: { readonly cause: RecallCause; readonly subjectId: string; readonly reason: string },
  ): RecallRow => {
    if (repository.findOpenOf(tx, input.cause, input.subjectId)) {
      refuseAny([alreadyOpen(input.cause)])
    }
    const openedAt = instantNow(environment)
    const isFailure = input.cause === 'spore-test'
    const recall: RecallRow = {
      id: newId<RecallId>(environment),
      ...input,
      openedAt,
      openedBy: key.practitionerId,
      ...(isFailure ? reportOf(tx, openedAt) : { reportDueAt: null, reportRule: null }),
      closedAt: null,
      closeReason: null,
    }
    repository.insertRecall(tx, recall)
    addItems(tx, recall, takeOutOfUse(tx, recall))
    takeInLate(tx, recall)
    steps.record(tx, key, recall, {
      kind: 'opened',
      happenedAt: openedAt,
      note: input.reason,
      consulted: null,
      informsClients: null,
    })
    return recall
  }

  /**
   * The open recall of this machine that a repeated test belongs to: one that counts its loads as
   * suspect. A test that no open recall counts, of before its cycle or after its return, opens its own.
   */
  const continued = (tx: WriteTx, test: SporeTest): RecallRow | null =>
    sterilization.sterilizerOf(tx, test.sterilizerId).state === 'in-service'
      ? null
      : (repository
          .listOpenOfSterilizer(tx, test.sterilizerId)
          .findLast((recall) => machine.failedAgain(tx, recall).includes(test.id)) ?? null)

  return {
    takeInLate,

    /** @throws Refusal when there is no such thing, or it has an open recall */
    openBy: (
      tx: WriteTx,
      key: SigningKey,
      input: {
        readonly cause: Exclude<RecallCause, 'spore-test'>
        readonly subjectId: string
        readonly reason: string
      },
    ): RecallRow => {
      if (!thingRows.isKnown(tx, input.cause, input.subjectId)) throw unknownSubject(input.cause)
      return open(tx, key, input)
    },

    /** Reads a test; a failed one opens its recall, or goes on with that of the test it repeats. */
    readSporeTest: (
      tx: WriteTx,
      key: SigningKey,
      reading: ReadSporeTest,
    ): { readonly sporeTest: SporeTest; readonly recall: RecallRow | null } => {
      const sporeTest = sterilization.readSporeTestIn(tx, reading)
      if (sporeTest.result !== 'fail') return { sporeTest, recall: null }
      const going = continued(tx, sporeTest)
      if (going) {
        takeInLate(tx, going)
        return { sporeTest, recall: going }
      }
      const reason = `The spore test of cycle ${sporeTest.cycleNumber} failed.`
      sterilization.outOfService(tx, sporeTest.sterilizerId, reason)
      return {
        sporeTest,
        recall: open(tx, key, { cause: 'spore-test', subjectId: sporeTest.id, reason }),
      }
    },
  }
}

export type Opening = ReturnType<typeof createOpening>
