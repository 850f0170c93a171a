import { z } from 'zod'
import { type ConsentTemplate, type SignConsent, strokes } from '#shared/consent/index.ts'
import { type ClientId, consentTemplateId, type Instant, instant } from '#shared/kernel/index.ts'

/** What the client has ticked and drawn so far. */
export const consentForm = z.object({
  templateId: consentTemplateId,
  acknowledged: z.array(z.string()),
  strokes: strokes.nullable(),
  presentedAt: instant,
})
export type ConsentForm = z.infer<typeof consentForm>

export const emptyForm = (template: ConsentTemplate, presentedAt: Instant): ConsentForm => ({
  templateId: template.id,
  acknowledged: [],
  strokes: null,
  presentedAt,
})

const nothingDrawn = { width: 1000, height: 320, strokes: [] }

/** The form as it is judged and signed. */
export const toSign = (form: ConsentForm, clientId: ClientId): SignConsent => ({
  clientId,
  templateId: form.templateId,
  acknowledged: form.acknowledged,
  strokes: form.strokes ?? nothingDrawn,
  presentedAt: form.presentedAt,
})
