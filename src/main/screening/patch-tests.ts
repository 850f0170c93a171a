import { instantNow, newId, type ReadDb, type WriteTx } from '#main/database/index.ts'
import {
  certain,
  type ClientId,
  type PatchTestId,
  type Problem,
  Refusal,
} from '#shared/kernel/index.ts'
import {
  judgeNewPatchTest,
  judgeReading,
  type NewPatchTest,
  type PatchTest,
  type PatchTestReading,
} from '#shared/screening/index.ts'
import type { Dependencies } from './dependencies.ts'
import * as repository from './patch-test-repository.ts'
import { unknownLot, unknownPatchTest } from './problems.ts'

type Needed = Pick<Dependencies, 'database' | 'shift' | 'practice' | 'clients' | 'inventory'>

/** What was put on the skin to see whether it reacts, and what was read. */
export const createPatchTests = ({ database, shift, practice, clients, inventory }: Needed) => {
  const { environment } = database

  const shown = (db: ReadDb, row: repository.PatchTestRow): PatchTest => {
    const lot = certain(inventory.lot(db, row.lotId), 'The lot of a patch test')
    const { readOn, readBy, result, readingNote, ...applied } = row
    return {
      ...applied,
      productId: lot.product.id,
      productName: lot.product.name,
      lotNumber: lot.number,
      appliedBy: practice.practitioner(db, row.appliedBy).name,
      reading:
        readOn === null || readBy === null || result === null
          ? null
          : {
              readOn,
              result,
              note: readingNote ?? '',
              readBy: practice.practitioner(db, readBy).name,
            },
    }
  }

  const one = (db: ReadDb, id: PatchTestId): PatchTest => {
    const row = repository.findPatchTest(db, id)
    if (!row) throw new Refusal(unknownPatchTest)
    return shown(db, row)
  }

  return {
    /** Of one client, the newest first. */
    of: (db: ReadDb, clientId: ClientId): PatchTest[] =>
      repository.listPatchTests(db, clientId).map((row) => shown(db, row)),

    /** To be read today or overdue, the longest overdue first. */
    due: (db: ReadDb): PatchTest[] =>
      repository.listDue(db, practice.today(db)).map((row) => shown(db, row)),

    record: (tx: WriteTx, test: NewPatchTest): PatchTest => {
      clients.get(tx, test.clientId)
      if (!inventory.lot(tx, test.lotId)) throw new Refusal(unknownLot)
      refuse(judgeNewPatchTest(test, practice.today(tx)))
      const id = newId<PatchTestId>(environment)
      repository.insertPatchTest(tx, {
        ...test,
        id,
        appliedBy: shift.practitionerId,
        recordedAt: instantNow(environment),
      })
      return one(tx, id)
    },

    read: (tx: WriteTx, id: PatchTestId, reading: PatchTestReading): PatchTest => {
      refuse(judgeReading(one(tx, id), reading, practice.today(tx)))
      repository.readPatchTest(tx, id, { ...reading, readBy: shift.practitionerId })
      return one(tx, id)
    },
  }
}

const refuse = (problem: Problem | null): void => {
  if (problem) throw new Refusal(problem)
}
