import type { ClientId, SessionId } from '#shared/kernel/index.ts'
import type { SessionSummary, SignedSession } from '#shared/sessions/index.ts'
import { createCharting } from './charting.ts'
import type { Dependencies } from './dependencies.ts'
import { createDocuments } from './documents.ts'
import { createFacts } from './facts.ts'
import { createReading } from './reading.ts'
import { createSessionSigning } from './signing.ts'

export type Sessions = ReturnType<typeof createSessions>

/** Treatment sessions: charted as a draft, gated before needling, signed into locked rows. */
export const createSessions = (dependencies: Dependencies) => {
  const { database, clients, drafts } = dependencies
  const documents = createDocuments(drafts)
  const facts = createFacts(dependencies)
  const reading = createReading({ ...dependencies, documents })
  const parts = { ...dependencies, documents, facts, reading }

  return {
    ...createCharting(parts),
    ...createSessionSigning(parts),

    signed: ({ sessionId }: { sessionId: SessionId }): SignedSession =>
      database.read((db) => reading.signedIn(db, sessionId)),

    list: ({ clientId }: { clientId: ClientId }): SessionSummary[] =>
      database.read((db) => [...reading.listOf(db, clients.get(db, clientId).id)]),

    unfinished: (): (SessionSummary & { clientName: string })[] =>
      database.read((db) =>
        reading
          .unfinishedIn(db)
          .map((each) => ({ ...each, clientName: clients.get(db, each.clientId).name })),
      ),

    // For the rooms after this one, inside their own transaction.
    signedIn: reading.signedIn,
    historyOf: reading.historyOf,
    unfinishedIn: reading.unfinishedIn,
    recentIn: reading.recentIn,
    awaitingCountersignatureIn: reading.awaitingCountersignatureIn,
  }
}
