import { z } from 'zod'
import { labelSheet } from '#shared/inventory/index.ts'
import {
  calendarDate,
  finding,
  instant,
  loadId,
  packId,
  procedure,
  prose,
  sporeTestId,
  sterilizerId,
} from '#shared/kernel/index.ts'
import {
  load,
  loadCompletion,
  pack,
  recordLoad,
  recordSporeTest,
  sporeTest,
  sterilizer,
  sterilizerDetails,
  sterilizerEvent,
  sterilizerEventKind,
} from './schema.ts'

export const sterilizationContract = {
  sterilizers: procedure.output(z.array(sterilizer)),
  addSterilizer: procedure.input(sterilizerDetails).output(sterilizer),
  updateSterilizer: procedure
    .input(z.object({ sterilizerId, details: sterilizerDetails, reason: prose(500).min(1) }))
    .output(sterilizer),
  /** One machine, what was done to it, and what stands against running it. */
  sterilizer: procedure.input(z.object({ sterilizerId })).output(
    z.object({
      sterilizer,
      events: z.array(sterilizerEvent),
      findings: z.array(finding),
    }),
  ),
  /** Service, repair and the like. A machine with an open recall returns to service there. */
  recordSterilizerEvent: procedure
    .input(
      z.object({
        sterilizerId,
        kind: sterilizerEventKind,
        happenedAt: instant,
        note: prose(2000).min(1),
      }),
    )
    .output(sterilizer),
  /**
   * A page, newest first, from the one after `after` on; as many as `limit` means that there may be more.
   * `from` and `to` are days in the practice's time zone, both included.
   */
  loads: procedure
    .input(
      z.object({
        from: calendarDate.optional(),
        to: calendarDate.optional(),
        sterilizerId: sterilizerId.optional(),
        after: loadId.optional(),
        limit: z.number().int().min(1).max(500).default(500),
      }),
    )
    .output(z.array(load)),
  /** `findings`: what stands against its next step (release of the load, then of its packs). */
  load: procedure
    .input(z.object({ loadId }))
    .output(z.object({ load, findings: z.array(finding), sporeTests: z.array(sporeTest) })),
  /** The load and its packs, all quarantined. A cycle number stands once for each sterilizer. */
  recordLoad: procedure.input(recordLoad).output(load),
  /** Adds to a load that waits what was open: an indicator read later, the end, the print-out. */
  completeLoad: procedure
    .input(z.object({ loadId, added: loadCompletion, reason: prose(500).min(1) }))
    .output(load),
  /**
   * First step, by the person who is unlocked, with her passphrase: parameters, indicators, the test
   * of the day. Refused while a stop stands; a reason is asked for where a finding says `override`.
   */
  release: procedure
    .input(z.object({ loadId, secret: z.string(), reason: prose(500).default('') }))
    .output(load),
  /** Second step, after cooling: these packs are dry, intact and labelled. */
  releasePacks: procedure
    .input(
      z.object({
        loadId,
        packIds: z.array(packId).min(1, 'Choose at least one pack.'),
        checked: z.literal(true),
        secret: z.string(),
      }),
    )
    .output(load),
  reject: procedure.input(z.object({ loadId, reason: prose(500).min(1) })).output(load),
  /** Released, in date, not used: what a session can take. */
  packsInStore: procedure.output(z.array(pack)),
  pack: procedure.input(z.object({ packId })).output(pack),
  /** Opened or out of date: it goes back to be cleaned, packed and sterilized under another label. */
  reprocessPack: procedure.input(z.object({ packId, reason: prose(500).min(1) })).output(pack),
  packLabels: procedure.input(z.object({ loadId, sheet: labelSheet })).output(z.file()),
  /** A page, newest first, from the one after `after` on; as many as `limit`: there may be more. */
  sporeTests: procedure
    .input(
      z.object({
        from: calendarDate.optional(),
        to: calendarDate.optional(),
        after: sporeTestId.optional(),
        limit: z.number().int().min(1).max(500).default(500),
      }),
    )
    .output(z.array(sporeTest)),
  /** Pending until it is read; that is in the recalls room, where a failed one sets off its recall. */
  recordSporeTest: procedure.input(recordSporeTest).output(sporeTest),
}
