import type { ReadDb } from '#main/database/index.ts'
import { Refusal, type SessionId } from '#shared/kernel/index.ts'
import { alreadyDropped, alreadySigned, notSigned, unknown } from './refusals.ts'
import { findSession, type SessionRow } from './repository.ts'

/** @throws Refusal when there is none */
export const knownHeader = (db: ReadDb, sessionId: SessionId): SessionRow => {
  const row = findSession(db, sessionId)
  if (!row) throw new Refusal(unknown)
  return row
}

/** @throws Refusal when it is signed or dropped */
export const unfinishedHeader = (db: ReadDb, sessionId: SessionId): SessionRow => {
  const row = knownHeader(db, sessionId)
  switch (row.state) {
    case 'open':
    case 'started':
      return row
    case 'signed':
    case 'entered-in-error':
      throw new Refusal(alreadySigned)
    case 'dropped':
      throw new Refusal(alreadyDropped)
  }
}

/** @throws Refusal when it is not signed */
export const signedHeader = (db: ReadDb, sessionId: SessionId): SessionRow => {
  const row = knownHeader(db, sessionId)
  if (row.signedAt === null) throw new Refusal(notSigned)
  return row
}
