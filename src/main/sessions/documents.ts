import type { z } from 'zod'
import { onceFor, type ReadDb, type WriteTx } from '#main/database/index.ts'
import { Conflict, type Drafts } from '#main/drafts/index.ts'
import { certain, type Instant, Refusal, type SessionId } from '#shared/kernel/index.ts'
import {
  emptySessionDocument,
  type SessionDocument,
  sessionDocument,
  usedProduct,
} from '#shared/sessions/index.ts'
import { type SealedIdentity, sealedIdentity } from '#shared/signing/index.ts'
import { changedInAnotherWindow } from './refusals.ts'

export interface StoredDocument {
  readonly version: number
  readonly savedAt: Instant
  readonly document: SessionDocument
}

/** A save of a session's document that followed another version. */
export class DocumentConflict extends Error {
  readonly there: StoredDocument

  constructor(there: StoredDocument) {
    super('Another version of this session was saved in between.')
    this.name = 'DocumentConflict'
    this.there = there
  }
}

const anaestheticOnSkin = usedProduct.pick({ lotId: true, anaesthetic: true })

export type AnaestheticOnSkin = z.infer<typeof anaestheticOnSkin>

const documentKey = (sessionId: SessionId) => ({ kind: 'session', key: sessionId })
const identityKey = (sessionId: SessionId) => ({ kind: 'session-identity', key: sessionId })
/** The copy that a window keeps beside its own after a conflict. */
const otherKey = (sessionId: SessionId) => ({ kind: 'session', key: `${sessionId}:other` })

const read = onceFor((document: unknown) => sessionDocument.parse(document))

/** What is charted and not yet signed: drafts of kind `session`, one for each unfinished session. */
export const createDocuments = (drafts: Drafts) => {
  const find = (db: ReadDb, sessionId: SessionId): StoredDocument | null => {
    const draft = drafts.find(db, documentKey(sessionId))
    return draft && { ...draft, document: read(draft.document) }
  }

  const get = (db: ReadDb, sessionId: SessionId): StoredDocument =>
    certain(find(db, sessionId), 'The document of an unfinished session')

  return {
    find,
    get,

    /**
     * What was put on as an anaesthetic. This is asked after every save: the rest of a document, with
     * its drawings, is not read, and what cannot be read must not stop what can.
     */
    anaestheticsOf: (db: ReadDb, sessionId: SessionId): readonly AnaestheticOnSkin[] => {
      const products = drafts.findPart(db, documentKey(sessionId), '$.products')
      if (!Array.isArray(products)) return []
      return products.flatMap((product) => {
        const read = anaestheticOnSkin.safeParse(product)
        return read.success ? [read.data] : []
      })
    },

    /** @throws Refusal when another version is there than the one on the screen */
    getVersion: (db: ReadDb, sessionId: SessionId, version: number): SessionDocument => {
      const there = get(db, sessionId)
      if (there.version !== version) throw new Refusal(changedInAnotherWindow)
      return there.document
    },

    begin: (
      tx: WriteTx,
      sessionId: SessionId,
      document: SessionDocument = emptySessionDocument,
    ): void => {
      drafts.put(tx, { ...documentKey(sessionId), version: 0, document })
    },

    /** @throws DocumentConflict when another version is there */
    save: (tx: WriteTx, sessionId: SessionId, version: number, document: SessionDocument) => {
      try {
        return drafts.put(tx, { ...documentKey(sessionId), version, document })
      } catch (error) {
        throw error instanceof Conflict ? new DocumentConflict(get(tx, sessionId)) : error
      }
    },

    remove: (tx: WriteTx, sessionId: SessionId): void => {
      drafts.remove(tx, documentKey(sessionId))
      drafts.remove(tx, identityKey(sessionId))
      drafts.remove(tx, otherKey(sessionId))
    },

    /**
     * The sealed identity between showing a record and signing it: a seal has a random salt, and a
     * second one would give the same record another hash.
     */
    findIdentity: (db: ReadDb, sessionId: SessionId): SealedIdentity | null => {
      const draft = drafts.find(db, identityKey(sessionId))
      return draft ? sealedIdentity.parse(draft.document) : null
    },

    keepIdentity: (tx: WriteTx, sessionId: SessionId, identity: SealedIdentity): void => {
      drafts.remove(tx, identityKey(sessionId))
      drafts.put(tx, { ...identityKey(sessionId), version: 0, document: identity })
    },
  }
}

export type Documents = ReturnType<typeof createDocuments>
