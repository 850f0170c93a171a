import { z } from 'zod'
import {
  calendarDate,
  clientId,
  instant,
  loadId,
  lotId,
  patchTestId,
  planId,
  premisesRecordId,
  procedure,
  productId,
  recallId,
  sessionId,
  sporeTestId,
  sterilizerId,
  unitId,
} from '#shared/kernel/index.ts'
import { indication } from '#shared/practice/index.ts'
import { signatureState } from '#shared/signing/index.ts'

export const todayContract = {
  get: procedure.output(
    z.object({
      today: calendarDate,
      clients: z.number().int(),
      unfinished: z.array(
        z.object({
          sessionId,
          clientId,
          clientName: z.string(),
          clientBirthDate: calendarDate,
          openedAt: instant,
          startedAt: instant.nullable(),
          /** What is still to be done before it can be signed. */
          missing: z.number().int(),
        }),
      ),
      /** Charts of trainees that wait for a supervisor. */
      awaitingSupervisor: z.array(
        z.object({
          sessionId,
          clientName: z.string(),
          clientBirthDate: calendarDate,
          signedAt: instant,
          signatureState,
        }),
      ),
      /**
       * Clients whose next session of a series is due, or overdue: those first whose time runs out
       * first, then those overdue for the shortest time; the first fifty.
       */
      seriesDue: z.array(
        z.object({
          planId,
          clientId,
          clientName: z.string(),
          clientBirthDate: calendarDate,
          indication,
          done: z.number().int(),
          planned: z.number().int(),
          nextFrom: calendarDate,
          nextUntil: calendarDate,
          overdue: z.boolean(),
        }),
      ),
      moreSeriesDue: z.boolean(),
      loadsAwaitingRelease: z.array(
        z.object({
          loadId,
          sterilizerName: z.string(),
          cycleNumber: z.number().int(),
          startedAt: instant,
        }),
      ),
      /** Packs of released loads that wait for the second step. */
      packsAwaitingRelease: z.array(
        z.object({
          loadId,
          sterilizerName: z.string(),
          cycleNumber: z.number().int(),
          packs: z.number().int(),
        }),
      ),
      sporeTestsPending: z.array(
        z.object({
          sporeTestId,
          sterilizerName: z.string(),
          cycleNumber: z.number().int(),
          startedAt: instant,
        }),
      ),
      /** Due within a week, or overdue. */
      sporeTestsDue: z.array(
        z.object({ sterilizerId, sterilizerName: z.string(), dueOn: calendarDate }),
      ),
      recallsOpen: z.array(
        z.object({
          recallId,
          title: z.string(),
          open: z.number().int(),
          reportDueAt: instant.nullable(),
        }),
      ),
      devicesDue: z.array(
        z.object({ unitId, name: z.string(), what: z.string(), dueOn: calendarDate }),
      ),
      /** To be read today, or overdue. */
      patchTestsDue: z.array(
        z.object({
          patchTestId,
          clientId,
          clientName: z.string(),
          clientBirthDate: calendarDate,
          productName: z.string(),
          readDueOn: calendarDate,
        }),
      ),
      lowStock: z.array(z.object({ productId, productName: z.string(), left: z.number().int() })),
      premisesDue: z.array(
        z.object({ premisesRecordId, says: z.string(), dueOn: calendarDate.nullable() }),
      ),
      /** Whether the sterilization rules still wait for the practice's word. */
      rulesToConfirm: z.boolean(),
      lotsExpiring: z.array(
        z.object({
          lotId,
          productName: z.string(),
          number: z.string(),
          expiresOn: calendarDate,
          left: z.number().int(),
        }),
      ),
      awaitingCountersignature: z.array(
        z.object({
          sessionId,
          clientName: z.string(),
          clientBirthDate: calendarDate,
          signedAt: instant,
          signatureState,
        }),
      ),
      recentSessions: z.array(
        z.object({
          sessionId,
          clientId,
          clientName: z.string(),
          clientBirthDate: calendarDate,
          signedAt: instant,
          zones: z.number().int(),
          signatureState,
        }),
      ),
    }),
  ),
}
