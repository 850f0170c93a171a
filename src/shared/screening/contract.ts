import { z } from 'zod'
import { clearance, client } from '#shared/clients/index.ts'
import {
  attachmentId,
  clientId,
  patchTestId,
  procedure,
  prose,
  screeningId,
} from '#shared/kernel/index.ts'
import {
  itemCode,
  newPatchTest,
  patchTest,
  patchTestReading,
  recordOffer,
  screening,
  screeningForm,
  screeningRules,
  screeningRulesBody,
  screeningSummary,
} from './schema.ts'

export const screeningContract = {
  /** Every version, the newest first. */
  rules: procedure.output(z.array(screeningRules)),
  /** Makes the next version; screenings keep the one that judged them. Only an owner. */
  publishRules: procedure
    .input(z.object({ body: screeningRulesBody, reason: prose(500).min(1) }))
    .output(screeningRules),
  /** Of one client, newest first. */
  list: procedure.input(z.object({ clientId })).output(z.array(screeningSummary)),
  get: procedure.input(z.object({ screeningId })).output(screening),
  /**
   * Judges the answers by the current rules and signs what was asked, answered and found. Refused
   * while a question is open. The passphrase also leaves client signing mode.
   */
  complete: procedure
    .input(z.object({ form: screeningForm, secret: z.string() }))
    .output(screening),
  /** Takes one answer into the client's record. */
  updateRecord: procedure.input(z.object({ clientId, offer: recordOffer })).output(client),
  /**
   * A prescriber's document about one item; notes the item in the client's record when it does not
   * stand there yet. Refused for an item that the rules stop.
   */
  recordClearance: procedure
    .input(
      z.object({
        clientId,
        item: itemCode,
        clearance: clearance.omit({ id: true, attachmentId: true }).extend({ attachmentId }),
      }),
    )
    .output(client),
  /** Of one client, the newest first. */
  patchTests: procedure.input(z.object({ clientId })).output(z.array(patchTest)),
  recordPatchTest: procedure.input(newPatchTest).output(patchTest),
  readPatchTest: procedure
    .input(z.object({ patchTestId, reading: patchTestReading }))
    .output(patchTest),
}
