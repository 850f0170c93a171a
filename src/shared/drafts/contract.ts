import { z } from 'zod'
import { instant, procedure } from '#shared/kernel/index.ts'

export const draftKey = z.object({
  /** Which form: `client`, `lot`, `session` … */
  kind: z.string().regex(/^[a-z-]{1,40}$/),
  /** Which one of them: an id, or `new`. */
  key: z.string().regex(/^[A-Za-z0-9:-]{1,120}$/),
})
export type DraftKey = z.infer<typeof draftKey>

export const draft = draftKey.extend({
  version: z.number().int().positive(),
  document: z.json(),
  savedAt: instant,
})
export type Draft = z.infer<typeof draft>

/**
 * What is being typed, saved while it is typed: one versioned JSON document each, encrypted with
 * the rest and outside the change log.
 */
export const draftsContract = {
  load: procedure.input(draftKey).output(draft.nullable()),
  /** `version` is the one that was loaded, 0 for a new draft. CONFLICT answers with what is there. */
  save: procedure
    .errors({ CONFLICT: { status: 409, data: draft } })
    .input(draftKey.extend({ version: z.number().int().min(0), document: z.json() }))
    .output(z.object({ version: z.number().int().positive(), savedAt: instant })),
  discard: procedure.input(draftKey),
}
