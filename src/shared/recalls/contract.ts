import { z } from 'zod'
import { procedure, prose, recallId } from '#shared/kernel/index.ts'
import { readSporeTest, sporeTest } from '#shared/sterilization/index.ts'
import {
  lettersInput,
  recall,
  recallCause,
  recallSummary,
  recordContact,
  recordRecallStep,
  trace,
  tracedSession,
  traceSubject,
} from './schema.ts'

export const recallsContract = {
  /** Forward, backward and sideways; the one query that screens, letters and scripts use. */
  trace: procedure.input(traceSubject).output(trace),
  /** The sessions of a trace as people read them, newest first. */
  tracedSessions: procedure.input(traceSubject).output(z.array(tracedSession)),
  /** Open ones first, then newest first. */
  list: procedure.output(z.array(recallSummary)),
  get: procedure.input(z.object({ recallId })).output(recall),
  /** Takes the subject out of use at once, also where a draft has picked it, and makes the worklist. */
  open: procedure
    .input(
      z.object({
        cause: recallCause.exclude(['spore-test']),
        subjectId: z.uuid(),
        reason: prose(1000).min(1),
        secret: z.string(),
      }),
    )
    .output(recall),
  /**
   * Reads a pending spore test. A failed one takes its sterilizer out of service, quarantines every
   * load since the last passed test and opens the guided recall, signed with the secret.
   */
  readSporeTest: procedure
    .input(readSporeTest.extend({ secret: z.string() }))
    .output(z.object({ sporeTest, recallId: recallId.nullable() })),
  recordStep: procedure.input(recordRecallStep).output(recall),
  recordContact: procedure.input(recordContact).output(recall),
  /** One letter, or one for each client of the worklist; a draft until a decision is recorded. */
  letters: procedure.input(lettersInput).output(z.file()),
}
