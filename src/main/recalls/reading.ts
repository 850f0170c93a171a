import type { ReadDb } from '#main/database/index.ts'
import { certain, loadId, lotId, packId, unitId } from '#shared/kernel/index.ts'
import { isToBeTold, type Recall, type RecallSummary, recallTasks } from '#shared/recalls/index.ts'
import type { Dependencies } from './dependencies.ts'
import type { Facts } from './facts.ts'
import { thingsOf } from './items.ts'
import type { Machine } from './machine.ts'
import * as repository from './repository.ts'
import type { RecallRow } from './repository.ts'
import type { Steps } from './steps.ts'
import * as thingRows from './thing-repository.ts'

interface Parts {
  readonly machine: Machine
  readonly facts: Facts
  readonly steps: Steps
}

/** Recalls as they are shown: in lists, and with their worklist. */
export const createReading = (
  { practice, inventory, sterilization }: Dependencies,
  { machine, facts, steps }: Parts,
) => {
  const lotTitle = (db: ReadDb, id: string): string => {
    const { number, product } = certain(inventory.lot(db, lotId.parse(id)), 'The lot')
    return `Lot ${number} (${product.name})`
  }

  const cycleTitle = (of: { readonly cycleNumber: number; readonly sterilizerName: string }) =>
    `cycle ${of.cycleNumber}, ${of.sterilizerName}`

  const titleOf = (db: ReadDb, { cause, subjectId }: RecallRow): string => {
    switch (cause) {
      case 'spore-test': {
        const failed = machine.failedTestOf({ cause, subjectId })
        return `Spore test of ${cycleTitle(sterilization.sporeTestOf(db, certain(failed, 'The test')))}`
      }
      case 'lot':
        return lotTitle(db, subjectId)
      case 'device': {
        const unit = unitId.parse(subjectId)
        return `Piece ${thingRows.labelOfUnit(db, unit)}, ${lotTitle(db, thingRows.findLotOf(db, unit))}`
      }
      case 'product':
        return `All lots of ${thingRows.nameOfProduct(db, subjectId)}`
      case 'load': {
        const { cycleNumber, sterilizer } = sterilization.loadOf(db, loadId.parse(subjectId))
        return `Load of ${cycleTitle({ cycleNumber, sterilizerName: sterilizer.name })}`
      }
      case 'pack': {
        const pack = sterilization.packOf(db, packId.parse(subjectId))
        return `Pack ${pack.label} of ${cycleTitle(pack)}`
      }
      case 'sterilizer':
        return thingRows.nameOfSterilizer(db, subjectId)
    }
  }

  const summaryOf = (db: ReadDb, recall: RecallRow): RecallSummary => {
    const states = [...facts.states(db, recall).values()]
    return {
      id: recall.id,
      cause: recall.cause,
      subjectId: recall.subjectId,
      title: titleOf(db, recall),
      reason: recall.reason,
      openedAt: recall.openedAt,
      openedBy: practice.practitioner(db, recall.openedBy).name,
      report:
        recall.reportDueAt === null
          ? null
          : { dueAt: recall.reportDueAt, rule: recall.reportRule ?? '' },
      closed:
        recall.closedAt === null ? null : { at: recall.closedAt, reason: recall.closeReason ?? '' },
      clients: states.length,
      open: states.filter((state) => isToBeTold({ state })).length,
    }
  }

  const packsOf = (db: ReadDb, recall: RecallRow): Recall['packs'] => {
    const packs = facts
      .packsOf(db, recall)
      .map(({ id, label, cycleNumber, sessionId }) => ({
        packId: id,
        label,
        cycleNumber,
        sessionId,
      }))
      .sort((one, other) => one.cycleNumber - other.cycleNumber)
    return {
      recalled: packs
        .filter(({ sessionId }) => sessionId === null)
        .map(({ sessionId: _none, ...pack }) => pack),
      used: packs.flatMap(({ sessionId, ...pack }) =>
        sessionId === null ? [] : [{ ...pack, sessionId }],
      ),
    }
  }

  return {
    titleOf,
    summaryOf,

    listIn: (db: ReadDb): RecallSummary[] =>
      repository.listRecalls(db).map((recall) => summaryOf(db, recall)),

    recallOf: (db: ReadDb, recall: RecallRow): Recall => ({
      recall: summaryOf(db, recall),
      tasks: [...recallTasks(facts.of(db, recall))],
      steps: steps.list(db, recall),
      worklist: facts.worklist(db, recall),
      loads: thingsOf(db, recall, machine)
        .loads.map((id) => sterilization.loadOf(db, id))
        .map(({ id, sterilizer, cycleNumber, startedAt }) => ({
          loadId: id,
          sterilizerName: sterilizer.name,
          cycleNumber,
          startedAt,
        }))
        .sort((one, other) => (one.startedAt < other.startedAt ? -1 : 1)),
      packs: packsOf(db, recall),
      sporeTests: [...machine.testsSince(db, recall)],
      sterilizerId: machine.sterilizerOf(db, recall),
      failedSporeTestId: machine.failedTestOf(recall),
    }),
  }
}
