import { z } from 'zod'
import {
  calendarDate,
  finding,
  loadId,
  packId,
  procedure,
  prose,
  sterilizerId,
} from '#shared/kernel/index.ts'
import { load, pack, recordLoad, sterilizer, sterilizerDetails } from './schema.ts'

export const sterilizationContract = {
  sterilizers: procedure.output(z.array(sterilizer)),
  addSterilizer: procedure.input(sterilizerDetails).output(sterilizer),
  updateSterilizer: procedure
    .input(z.object({ sterilizerId, details: sterilizerDetails, reason: prose(500).min(1) }))
    .output(sterilizer),
  /** Newest first; `from` and `to` are days in the practice's time zone, both included. */
  loads: procedure
    .input(z.object({ from: calendarDate.optional(), to: calendarDate.optional() }))
    .output(z.array(load)),
  load: procedure
    .input(z.object({ loadId }))
    .output(z.object({ load, findings: z.array(finding) })),
  /** The load and its packs, all quarantined. A cycle number stands once for each sterilizer. */
  recordLoad: procedure.input(recordLoad).output(load),
  /** By the person who is unlocked, with her passphrase; refused while a finding stands against it. */
  release: procedure.input(z.object({ loadId, secret: z.string() })).output(load),
  reject: procedure.input(z.object({ loadId, reason: prose(500).min(1) })).output(load),
  /** Released, in date, not used: what a session can take. */
  packsInStore: procedure.output(z.array(pack)),
  pack: procedure.input(z.object({ packId })).output(pack),
}
