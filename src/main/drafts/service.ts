import { type Database, instantNow, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { Draft, DraftKey } from '#shared/drafts/index.ts'
import { type Instant, type Problem, Refusal } from '#shared/kernel/index.ts'
import { Conflict } from './conflict.ts'
import * as repository from './repository.ts'

interface Dependencies {
  readonly database: Database
}

export interface SaveDraft extends DraftKey {
  /** The version that this one follows; 0 for a new draft. */
  readonly version: number
  readonly document: Draft['document']
}

export type Drafts = ReturnType<typeof createDrafts>

/** What is being typed: versioned JSON documents outside the change log. */
export const createDrafts = ({ database }: Dependencies) => {
  const find = (db: ReadDb, { kind, key }: DraftKey): Draft | null =>
    repository.findDraft(db, { kind, key })

  const put = (tx: WriteTx, { kind, key, version, document }: SaveDraft) => {
    const there = find(tx, { kind, key })
    if (there && there.version !== version) throw new Conflict(there)
    const saved = { version: version + 1, savedAt: instantNow(database.environment) }
    repository.putDraft(tx, { kind, key, document, ...saved })
    return saved
  }

  const remove = (tx: WriteTx, { kind, key }: DraftKey): void =>
    repository.removeDraft(tx, { kind, key })

  return {
    find,

    /** A part of one, such as `$.products`, without reading the rest; null when it is not there. */
    findPart: (db: ReadDb, { kind, key }: DraftKey, path: string): Draft['document'] | null =>
      repository.findPart(db, { kind, key }, path),

    /**
     * Inside a room's own transaction. A draft that was completed or given up in another window
     * begins again: nothing that is still being typed is lost.
     * @throws Conflict when another version is there
     */
    put,
    remove,

    load: (input: DraftKey): Draft | null => {
      refuseReserved(input)
      return database.read((db) => find(db, input))
    },

    /** @throws Conflict when another version is there */
    save: (input: SaveDraft): { version: number; savedAt: Instant } => {
      refuseReserved(input)
      return database.writeDraft((tx) => put(tx, input))
    },

    discard: (input: DraftKey): void => {
      refuseReserved(input)
      database.writeDraft((tx) => remove(tx, input))
    },
  }
}

/** Drafts that a room checks before it saves them, and that only its own procedures touch. */
const isReserved = ({ kind, key }: DraftKey): boolean =>
  kind === 'session-identity' || (kind === 'session' && !key.endsWith(':other'))

const reserved: Problem = {
  code: 'drafts.reserved',
  fact: 'This is the chart of a session.',
  rule: 'A session’s chart is saved by the session, which checks it.',
  nextStep: 'Open the session and save it there.',
}

const refuseReserved = (key: DraftKey): void => {
  if (isReserved(key)) throw new Refusal(reserved)
}
