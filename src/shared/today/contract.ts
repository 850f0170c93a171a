import { z } from 'zod'
import {
  calendarDate,
  clientId,
  instant,
  loadId,
  lotId,
  procedure,
  sessionId,
} from '#shared/kernel/index.ts'

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
        }),
      ),
      loadsAwaitingRelease: z.array(
        z.object({
          loadId,
          sterilizerName: z.string(),
          cycleNumber: z.number().int(),
          startedAt: instant,
        }),
      ),
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
        }),
      ),
    }),
  ),
}
