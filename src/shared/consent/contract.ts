import { z } from 'zod'
import {
  calendarDate,
  clientId,
  consentId,
  consentTemplateId,
  instant,
  procedure,
  prose,
} from '#shared/kernel/index.ts'
import {
  consent,
  consentCopy,
  consentHandout,
  consentSummary,
  neededForm,
} from './record-schema.ts'
import { consentKind, consentTemplate, consentText, signConsent, signOnPaper } from './schema.ts'

export const consentContract = {
  /** Of every kind, the newest version first. */
  templates: procedure.output(z.array(consentTemplate)),
  template: procedure.input(z.object({ templateId: consentTemplateId })).output(consentTemplate),
  /** Makes the next version; the one before stays readable and consents to it become superseded. Only an owner. */
  publish: procedure
    .input(z.object({ kind: consentKind, text: consentText, reason: prose(500).min(1) }))
    .output(consentTemplate),
  /** Which forms this client needs, the required one first. */
  needed: procedure.input(z.object({ clientId })).output(z.array(neededForm)),
  /** Of one client, newest first. */
  list: procedure.input(z.object({ clientId })).output(z.array(consentSummary)),
  get: procedure.input(z.object({ consentId })).output(consent),
  /** The client has signed; the practitioner countersigns with her passphrase, which also leaves signing mode. */
  sign: procedure.input(z.object({ consent: signConsent, secret: z.string() })).output(consent),
  /** A form that was signed on paper and scanned; the practitioner attests what stands on it. */
  signOnPaper: procedure
    .input(z.object({ consent: signOnPaper, secret: z.string() }))
    .output(consent),
  /** The form as a PDF to sign by hand, or to take home and read. */
  blank: procedure.input(z.object({ clientId, templateId: consentTemplateId })).output(z.file()),
  /**
   * The sealed PDF. Made from what was signed when there is none yet, kept from then on; refused when
   * what is kept is no longer what was made.
   */
  document: procedure.input(z.object({ consentId })).output(z.file()),
  withdraw: procedure
    .input(z.object({ consentId, withdrawnOn: calendarDate, reason: prose(1000).min(1) }))
    .output(consentSummary),
  /** Takes back one *yes*; the rest of the consent stands. */
  withdrawChoice: procedure
    .input(
      z.object({
        consentId,
        choice: z.string().max(40),
        withdrawnOn: calendarDate,
        reason: prose(1000).min(1),
      }),
    )
    .output(consentSummary),
  recordCopy: procedure
    .input(
      z.object({
        consentId,
        givenOn: calendarDate,
        how: consentCopy.shape.how,
        note: prose(500).default(''),
      }),
    )
    .output(consent),
  /** What was given to this client to read, the newest first. */
  handouts: procedure.input(z.object({ clientId })).output(z.array(consentHandout)),
  recordHandout: procedure
    .input(
      z.object({
        clientId,
        templateId: consentTemplateId,
        givenAt: instant,
        how: consentHandout.shape.how,
      }),
    )
    .output(z.array(consentHandout)),
}
