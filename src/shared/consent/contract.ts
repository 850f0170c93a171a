import { z } from 'zod'
import {
  calendarDate,
  clientId,
  consentId,
  consentTemplateId,
  procedure,
  prose,
} from '#shared/kernel/index.ts'
import { consent, consentSummary, consentTemplate, consentText, signConsent } from './schema.ts'

export const consentContract = {
  templates: procedure.output(z.array(consentTemplate)),
  template: procedure.input(z.object({ templateId: consentTemplateId })).output(consentTemplate),
  /** Makes the next version; the one before stays readable and consents to it become superseded. */
  publish: procedure
    .input(
      z.object({ kind: z.enum(['microneedling']), text: consentText, reason: prose(500).min(1) }),
    )
    .output(consentTemplate),
  /** Of one client, newest first. */
  list: procedure.input(z.object({ clientId })).output(z.array(consentSummary)),
  get: procedure.input(z.object({ consentId })).output(consent),
  /** The client has signed; the practitioner countersigns with her passphrase, which also leaves signing mode. */
  sign: procedure.input(z.object({ consent: signConsent, secret: z.string() })).output(consent),
  withdraw: procedure
    .input(z.object({ consentId, withdrawnOn: calendarDate, reason: prose(1000).min(1) }))
    .output(consentSummary),
}
