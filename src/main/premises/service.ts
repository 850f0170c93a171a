import {
  type Database,
  instantNow,
  newId,
  type ReadDb,
  type WriteTx,
} from '#main/database/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Shift } from '#main/vault/index.ts'
import {
  type CalendarDate,
  type PremisesRecordId,
  type Problem,
  Refusal,
} from '#shared/kernel/index.ts'
import {
  type Due,
  judgeEntry,
  judgeMark,
  judgeUpdate,
  premisesDue,
  type PremisesEntry,
  type PremisesRecord,
} from '#shared/premises/index.ts'
import * as repository from './repository.ts'

interface Dependencies {
  readonly database: Database
  readonly shift: Shift
  readonly practice: Practice
}

interface Days {
  readonly from?: CalendarDate | undefined
  readonly to?: CalendarDate | undefined
}

export type Premises = ReturnType<typeof createPremises>

/** Sharps, waste, training, vaccination, permits and certificates: what the premises must show. */
export const createPremises = ({ database, shift, practice }: Dependencies) => {
  const { environment } = database

  const change = <T>(reason: string, work: (tx: WriteTx) => T): T =>
    database.write({ actor: shift.practitionerId, reason }, work)

  const shown = (db: ReadDb, record: repository.StoredRecord): PremisesRecord => ({
    ...record,
    recordedBy: practice.practitioner(db, record.recordedBy).name,
  })

  const recordOf = (db: ReadDb, id: PremisesRecordId): PremisesRecord => {
    const record = repository.findRecord(db, id)
    if (record === null) throw new Refusal(unknownRecord)
    return shown(db, record)
  }

  const recordsBetween = (db: ReadDb, { from, to }: Days = {}): PremisesRecord[] =>
    repository
      .listRecords(db, { from: from ?? '', to: to ?? '~' })
      .map((record) => shown(db, record))

  const dueOf = (db: ReadDb): Due[] => [...premisesDue(recordsBetween(db), practice.today(db))]

  const refuseEntry = (db: ReadDb, entry: PremisesEntry): void => {
    const person = repository.personOf(entry)
    refuseAny(
      judgeEntry(entry, {
        today: practice.today(db),
        person: person === null || repository.isPersonKnown(db, person),
        file: entry.attachmentId === null || repository.isFileKnown(db, entry.attachmentId),
      }),
    )
  }

  return {
    /** Newest first, by the day it began; both days included. */
    recordsBetween,
    dueOf,

    records: (days: Days): PremisesRecord[] => database.read((db) => recordsBetween(db, days)),

    due: (): Due[] => database.read(dueOf),

    add: (entry: PremisesEntry): PremisesRecord =>
      change('premises record added', (tx) => {
        refuseEntry(tx, entry)
        const id = newId<PremisesRecordId>(environment)
        repository.insertRecord(tx, {
          id,
          entry,
          recordedAt: instantNow(environment),
          recordedBy: shift.practitionerId,
        })
        return recordOf(tx, id)
      }),

    update: (input: {
      premisesRecordId: PremisesRecordId
      entry: PremisesEntry
      reason: string
    }): PremisesRecord =>
      change(input.reason, (tx) => {
        refuseAny(judgeUpdate(recordOf(tx, input.premisesRecordId), input.entry))
        refuseEntry(tx, input.entry)
        repository.updateRecord(tx, input.premisesRecordId, input.entry)
        return recordOf(tx, input.premisesRecordId)
      }),

    markEnteredInError: (input: {
      premisesRecordId: PremisesRecordId
      reason: string
    }): PremisesRecord =>
      change(input.reason, (tx) => {
        refuseAny(judgeMark(recordOf(tx, input.premisesRecordId)))
        repository.markRecord(tx, input.premisesRecordId, {
          at: instantNow(environment),
          reason: input.reason,
        })
        return recordOf(tx, input.premisesRecordId)
      }),
  }
}

const refuseAny = ([first, ...others]: readonly Problem[]): void => {
  if (first) throw new Refusal(first, ...others)
}

const unknownRecord: Problem = {
  code: 'premises.unknown-record',
  fact: 'There is no such record in this practice.',
  rule: 'Only a recorded entry is changed.',
  nextStep: 'Choose a record from the list.',
}
