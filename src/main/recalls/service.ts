import { instantNow, newId, type ReadDb, type WriteTx } from '#main/database/index.ts'
import { type ClientId, type RecallId, Refusal, type SessionId } from '#shared/kernel/index.ts'
import {
  decidedToInform,
  isWrittenTo,
  judgeStep,
  recallTasks,
  type Recall,
  type RecallCause,
  type RecallSummary,
  type RecordContact,
  type RecordRecallStep,
  type Trace,
  type TracedSession,
  type TraceSubject,
} from '#shared/recalls/index.ts'
import type { ReadSporeTest, SporeTest } from '#shared/sterilization/index.ts'
import type { Dependencies } from './dependencies.ts'
import { createFacts } from './facts.ts'
import { lettersDocument } from './letters.ts'
import { createMachine } from './machine.ts'
import { createOpening } from './opening.ts'
import { createReading } from './reading.ts'
import {
  contactInFuture,
  heldByAnother,
  nobodyToWriteTo,
  notOnWorklist,
  refuseAny,
  unknownRecall,
} from './refusals.ts'
import * as repository from './repository.ts'
import type { RecallRow } from './repository.ts'
import { createSteps } from './steps.ts'
import { traceOf } from './trace.ts'
import { tracedSessionsOf } from './traced-sessions.ts'

export type Recalls = ReturnType<typeof createRecalls>

/** Who was reached by what: the trace, and the recalls that work through it. */
export const createRecalls = (dependencies: Dependencies) => {
  const { database, shift, practice, signing, sterilization, renderDocument } = dependencies
  const { environment } = database
  const machine = createMachine(dependencies)
  const facts = createFacts(dependencies, machine)
  const steps = createSteps(dependencies)
  const opening = createOpening(dependencies, machine, steps)
  const reading = createReading(dependencies, { machine, facts, steps })

  const change = <T>(reason: string, work: (tx: WriteTx) => T): T =>
    database.write({ actor: shift.practitionerId, reason }, work)

  /** @throws Refusal `recalls.unknown` */
  const rowOf = (db: ReadDb, id: RecallId): RecallRow => {
    const row = repository.findRecall(db, id)
    if (!row) throw new Refusal(unknownRecall)
    return row
  }

  /** A machine that two recalls hold returns only when both are ready for it. */
  const refuseHeld = (db: ReadDb, recall: RecallRow, step: RecordRecallStep['kind']): void => {
    const sterilizer = machine.sterilizerOf(db, recall)
    if (sterilizer === null || step !== 'returned-to-service') return
    refuseAny(
      repository
        .listOpenOfSterilizer(db, sterilizer)
        .filter(({ id }) => id !== recall.id)
        .flatMap((other) => {
          const task = recallTasks(facts.of(db, other)).find(({ kind }) => kind === step)
          return task?.state === 'waiting'
            ? [heldByAnother(reading.titleOf(db, other), task.says)]
            : []
        }),
    )
  }

  return {
    trace: (subject: TraceSubject): Trace => database.read((db) => traceOf(db, subject)),

    tracedSessions: (subject: TraceSubject): TracedSession[] =>
      database.read((db) => tracedSessionsOf(db, traceOf(db, subject).sessions, dependencies)),

    list: (): RecallSummary[] => database.read(reading.listIn),

    get: ({ recallId }: { recallId: RecallId }): Recall =>
      database.read((db) => reading.recallOf(db, rowOf(db, recallId))),

    open: async ({
      secret,
      ...input
    }: {
      cause: Exclude<RecallCause, 'spore-test'>
      subjectId: string
      reason: string
      secret: string
    }): Promise<Recall> => {
      const key = await shift.authorise(secret)
      return change('a recall is opened', (tx) =>
        reading.recallOf(tx, opening.openBy(tx, key, input)),
      )
    },

    readSporeTest: async ({
      secret,
      ...input
    }: ReadSporeTest & { secret: string }): Promise<{
      sporeTest: SporeTest
      recallId: RecallId | null
    }> => {
      const key = await shift.authorise(secret)
      return change('a spore test is read', (tx) => {
        const { sporeTest, recall } = opening.readSporeTest(tx, key, input)
        const { id, loadId, cycleNumber, purpose, result, sterilizerId } = sporeTest
        signing.sign(tx, key, {
          subjectTable: 'spore_tests',
          subjectId: id,
          meaning: 'spore-test-read',
          snapshot: {
            format: 'stratum-spore-test-1',
            practice: practice.details(tx).name,
            test: { ...input, id, loadId, sterilizerId, cycleNumber, purpose, result },
          },
        })
        return { sporeTest, recallId: recall?.id ?? null }
      })
    },

    recordStep: async ({ secret, recallId, ...step }: RecordRecallStep): Promise<Recall> => {
      const key = await shift.authorise(secret)
      return change(`a recall step is recorded: ${step.kind}`, (tx) => {
        const recall = rowOf(tx, recallId)
        refuseAny(judgeStep(step, facts.of(tx, recall), instantNow(environment)))
        refuseHeld(tx, recall, step.kind)
        opening.takeInLate(tx, recall)
        const isDecision = step.kind === 'decision'
        steps.record(tx, key, recall, {
          ...step,
          consulted: isDecision ? step.consulted : null,
          informsClients: isDecision ? step.informsClients : null,
        })
        const sterilizer = machine.sterilizerOf(tx, recall)
        if (sterilizer !== null && step.kind === 'repaired') {
          sterilization.recordEventIn(tx, {
            sterilizerId: sterilizer,
            kind: 'repair',
            note: step.note,
            happenedAt: step.happenedAt,
          })
        }
        if (sterilizer !== null && step.kind === 'returned-to-service') {
          sterilization.returnToService(tx, sterilizer, step.note)
        }
        if (step.kind === 'closed') {
          repository.closeRecall(tx, recall.id, {
            closedAt: instantNow(environment),
            closeReason: step.note,
          })
        }
        return reading.recallOf(tx, rowOf(tx, recallId))
      })
    },

    recordContact: (contact: RecordContact): Recall =>
      change('a client of a recall is contacted', (tx) => {
        const recall = rowOf(tx, contact.recallId)
        const recordedAt = instantNow(environment)
        if (!facts.states(tx, recall).has(contact.clientId)) refuseAny([notOnWorklist])
        if (contact.contactedAt > recordedAt) refuseAny([contactInFuture])
        opening.takeInLate(tx, recall)
        repository.insertContact(tx, {
          ...contact,
          id: newId(environment),
          recordedAt,
          recordedBy: shift.practitionerId,
        })
        return reading.recallOf(tx, recall)
      }),

    letters: async (input: { recallId: RecallId; clientId: ClientId | null }): Promise<File> => {
      const { name, description } = database.read((db) => {
        const recall = rowOf(db, input.recallId)
        const all = facts.worklist(db, recall).filter(isWrittenTo)
        const to = all.filter(
          ({ clientId }) => input.clientId === null || clientId === input.clientId,
        )
        if (to.length === 0) refuseAny([input.clientId === null ? nobodyToWriteTo : notOnWorklist])
        const isDraft = decidedToInform({ steps: repository.listSteps(db, recall.id) }) !== true
        return {
          name: `recall-letters-${practice.today(db)}${isDraft ? '-draft' : ''}.pdf`,
          description: lettersDocument(recall.cause, to, {
            isDraft,
            practice: practice.details(db),
            printedAt: instantNow(environment),
            printedBy: practice.current(db).name,
            chainHead: database.chainHead(),
            dayOf: (moment) => practice.dayOf(db, moment),
          }),
        }
      })
      const bytes = await renderDocument(description)
      return new File([new Uint8Array(bytes)], name, { type: 'application/pdf' })
    },

    // For the rooms after this one.
    /** Open ones, and closed ones of a machine that a load recorded since has reached anew. */
    openIn: (db: ReadDb): RecallSummary[] =>
      repository
        .listRecalls(db)
        .filter((recall) => recall.closedAt === null || machine.sterilizerOf(db, recall) !== null)
        .map((recall) => reading.summaryOf(db, recall))
        .filter(({ closed, open }) => closed === null || open > 0),

    /** These sessions as people read them. */
    sessionsIn: (db: ReadDb, sessions: readonly SessionId[]): TracedSession[] =>
      tracedSessionsOf(db, sessions, dependencies),

    /** Recalls with their steps, for the inspector’s pack. */
    recallsIn: (db: ReadDb): readonly Recall[] =>
      repository.listRecalls(db).map((row) => reading.recallOf(db, row)),
  }
}
