import { z } from 'zod'
import { calendarDate, practitionerId, procedure, prose } from '#shared/kernel/index.ts'
import {
  createPractice,
  licence,
  newPractitioner,
  practiceDetails,
  practitioner,
  ruleSet,
  ruleSettings,
} from './schema.ts'

export const practiceContract = {
  /** In an empty folder: makes the practice and unlocks it. The recovery code is shown this once. */
  create: procedure
    .input(createPractice)
    .output(z.object({ recoveryCode: z.string(), fingerprint: z.string() })),
  /** What every screen needs to know about where it is. */
  get: procedure.output(
    z.object({
      details: practiceDetails,
      rules: ruleSet,
      /** Who has unlocked the practice. */
      current: practitioner,
      people: z.array(practitioner),
      /** The day on the practice's wall. */
      today: calendarDate,
    }),
  ),
  update: procedure.input(z.object({ details: practiceDetails, reason: prose(500) })),
  updateRules: procedure.input(z.object({ settings: ruleSettings, reason: prose(500).min(1) })),
  /** Only the owner. The new person types her own passphrase. */
  addPractitioner: procedure
    .input(z.object({ person: newPractitioner, passphrase: z.string() }))
    .output(practitioner),
  updateLicence: procedure.input(z.object({ practitionerId, licence, reason: prose(500).min(1) })),
}
