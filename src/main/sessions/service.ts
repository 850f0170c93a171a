import type { ClientId, SessionId } from '#shared/kernel/index.ts'
import type { RunningTimer, SessionSummary, SignedSession } from '#shared/sessions/index.ts'
import { createAfterwards } from './afterwards.ts'
import { createCharting } from './charting.ts'
import type { Dependencies } from './dependencies.ts'
import { createDocuments } from './documents.ts'
import { createFacts } from './facts.ts'
import { createOpening } from './opening.ts'
import { createReading } from './reading.ts'
import { createRecords } from './records.ts'
import { type Course, createSeries } from './series.ts'
import { createSessionSigning } from './signing.ts'

export type Sessions = ReturnType<typeof createSessions>

/** Treatment sessions: charted as a draft, gated before needling, signed into locked rows. */
export const createSessions = (dependencies: Dependencies) => {
  const { database, clients, drafts, timers } = dependencies
  const documents = createDocuments(drafts)
  const records = createRecords(dependencies)
  const facts = createFacts({ ...dependencies, documents, records })
  const reading = createReading({ ...dependencies, documents, facts, records })
  const parts = { ...dependencies, documents, records, facts, reading }
  const series = createSeries(parts)
  const charting = createCharting(parts)
  const signing = createSessionSigning(parts)

  /** What has just been committed may have put an anaesthetic on, or wiped it off. */
  const noteTimers = () => {
    try {
      timers.note(database.read(series.timersIn))
    } catch {
      // The records are committed, and only they say whether the save went through.
    }
  }

  const noted =
    <Input, Output>(act: (input: Input) => Output) =>
    (input: Input): Output => {
      const answer = act(input)
      noteTimers()
      return answer
    }

  return {
    ...createOpening(parts),
    ...charting,
    save: noted(charting.save),
    start: noted(charting.start),
    drop: noted(charting.drop),
    ...signing,
    sign: async (input: Parameters<typeof signing.sign>[0]): Promise<SignedSession> => {
      const signed = await signing.sign(input)
      noteTimers()
      return signed
    },
    ...createAfterwards(parts),

    signed: ({ sessionId }: { sessionId: SessionId }): SignedSession =>
      database.read((db) => reading.signedIn(db, sessionId)),

    list: ({ clientId }: { clientId: ClientId }): SessionSummary[] =>
      database.read((db) => [...reading.listOf(db, clients.get(db, clientId).id)]),

    unfinished: (): (SessionSummary & { clientName: string })[] =>
      database.read((db) =>
        reading
          .unfinishedIn(db)
          .map((each) => ({ ...each, clientName: clients.named(db, each.clientId).clientName })),
      ),

    course: ({ clientId }: { clientId: ClientId }): Course =>
      database.read((db) => series.courseIn(db, clients.get(db, clientId).id)),

    timers: (): RunningTimer[] => {
      const running = database.read(series.timersIn)
      // A time of wiping off that was still to come has come without a save.
      timers.note(running)
      return [...running]
    },

    // For the rooms after this one, inside their own transaction.
    signedIn: reading.signedIn,
    historyOf: reading.historyOf,
    unfinishedIn: reading.unfinishedIn,
    recentIn: reading.recentIn,
    awaitingCountersignatureIn: reading.awaitingCountersignatureIn,
    awaitingSupervisorIn: reading.awaitingSupervisorIn,
    courseIn: series.courseIn,
    seriesDueIn: series.seriesDueIn,
    timersIn: series.timersIn,
    needlingIn: series.needlingIn,
  }
}
