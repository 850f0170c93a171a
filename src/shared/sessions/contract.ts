import { z } from 'zod'
import {
  calendarDate,
  clientId,
  instant,
  packId,
  planId,
  procedure,
  prose,
  sessionId,
  unitId,
} from '#shared/kernel/index.ts'
import {
  chartPart,
  courseVisit,
  preparedSession,
  runningTimer,
  series,
  signedSession,
} from './record-schema.ts'
import { openSession, sessionBase, sessionDocument, sessionSummary } from './schema.ts'

export const sessionsContract = {
  /** A new session of a client, open and empty; nothing clinical is written yet. */
  open: procedure
    .input(
      z.object({
        clientId,
        /** Of this series; null: of none. */
        planId: planId.nullable().default(null),
        /** Filled from the last signed session, of the series where one is named. */
        sameAsLastTime: z.boolean().default(false),
      }),
    )
    .output(openSession),
  /** Fills an open session whose zones are still empty; refused with `sessions.chart-not-empty`. */
  repeatLast: procedure
    .input(z.object({ sessionId, version: z.number().int() }))
    .output(openSession),
  /** An open or started session with its document and what main knows. */
  get: procedure.input(z.object({ sessionId })).output(openSession),
  signed: procedure.input(z.object({ sessionId })).output(signedSession),
  /** Of one client, newest first. */
  list: procedure.input(z.object({ clientId })).output(z.array(sessionSummary)),
  /** Every session that waits to be finished. */
  unfinished: procedure.output(z.array(sessionSummary.extend({ clientName: z.string() }))),
  /** CONFLICT: another window saved in between; its document comes back. */
  save: procedure
    .errors({
      CONFLICT: {
        status: 409,
        data: z.object({ version: z.number().int(), document: sessionDocument }),
      },
    })
    .input(z.object({ sessionId, version: z.number().int().min(0), document: sessionDocument }))
    .output(z.object({ version: z.number().int(), savedAt: instant })),
  /** Takes a cartridge for this session, with the words that it is sealed, in date and opened for this client. */
  takeCartridge: procedure
    .input(z.object({ sessionId, unitId, attested: z.literal(true) }))
    .output(sessionBase),
  /** Puts an unopened cartridge back. */
  returnCartridge: procedure.input(z.object({ sessionId, unitId })).output(sessionBase),
  /** Dropped or faulty: discards this one and takes the next piece of the lot. */
  discardCartridge: procedure
    .input(z.object({ sessionId, unitId, reason: prose(500).min(1) }))
    .output(sessionBase),
  takePack: procedure.input(z.object({ sessionId, packId })).output(sessionBase),
  returnPack: procedure.input(z.object({ sessionId, packId })).output(sessionBase),
  /** The gate: refused with every stop. The screen has shown name and birth date. */
  start: procedure
    .input(z.object({ sessionId, version: z.number().int(), identityConfirmed: z.literal(true) }))
    .output(sessionBase),
  /** The snapshot that will be signed, and its hash; refused while the chart is incomplete. */
  prepare: procedure
    .input(z.object({ sessionId, version: z.number().int() }))
    .output(preparedSession),
  /** Refused with `sessions.changed-since-shown` when the record is no longer the one shown. */
  sign: procedure
    .input(
      z.object({
        sessionId,
        version: z.number().int(),
        snapshotHash: z.string(),
        secret: z.string(),
      }),
    )
    .output(signedSession),
  /** A supervisor over a trainee's whole record. */
  countersignChart: procedure
    .input(z.object({ sessionId, secret: z.string() }))
    .output(signedSession),
  /** Of one client: her series and what was done where, oldest first. */
  course: procedure
    .input(z.object({ clientId }))
    .output(
      z.object({ today: calendarDate, series: z.array(series), visits: z.array(courseVisit) }),
    ),
  /** Anaesthetics that are on somebody's skin now. */
  timers: procedure.output(z.array(runningTimer)),
  countersign: procedure.input(z.object({ sessionId, secret: z.string() })).output(signedSession),
  addAddendum: procedure
    .input(
      z.object({
        sessionId,
        text: prose().min(1),
        reason: prose(1000).min(1),
        about: chartPart.default('record'),
        secret: z.string(),
      }),
    )
    .output(signedSession),
  markEnteredInError: procedure
    .input(z.object({ sessionId, reason: prose(1000).min(1), secret: z.string() }))
    .output(signedSession),
  /** An unsigned session that did not take place: what it holds is put back. */
  drop: procedure.input(z.object({ sessionId, reason: prose(500).min(1) })),
}
