import type { Database, ReadDb, WriteTx } from '#main/database/index.ts'
import type { LabelSheetDescription } from '#main/documents/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Signing } from '#main/signing/index.ts'
import type { Shift } from '#main/vault/index.ts'
import { refuseSingleUse } from './refusals.ts'

export interface Dependencies {
  readonly database: Database
  readonly shift: Shift
  readonly practice: Practice
  readonly signing: Signing
  /** Runs in a worker thread. */
  readonly renderLabels: (sheet: LabelSheetDescription) => Promise<Uint8Array>
}

/** How this room reads lists and writes: both look at the practice's mode first. */
export const createDoors = ({ database, shift, practice }: Dependencies) => ({
  change: <T>(reason: string, work: (tx: WriteTx) => T): T =>
    database.write({ actor: shift.practitionerId, reason }, (tx) => {
      refuseSingleUse(practice.details(tx).sterilityMode)
      return work(tx)
    }),

  /** A practice that is single-use only never sees sterilizers, loads or packs in a list. */
  list: <T>(look: (db: ReadDb) => T[]): T[] =>
    database.read((db) => (practice.details(db).sterilityMode === 'reprocesses' ? look(db) : [])),
})

export type Doors = ReturnType<typeof createDoors>
