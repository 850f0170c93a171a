import { oc } from '@orpc/contract'
import { z } from 'zod'
import { problem } from './problem.ts'

/**
 * What every procedure of every room starts from. REFUSED is an expected refusal with its reasons;
 * LOCKED means that the practice must be unlocked first. Anything else is a surprise and reaches
 * the renderer without detail, with an incident id.
 */
export const procedure = oc.errors({
  REFUSED: { status: 422, data: z.object({ problems: z.array(problem).min(1) }) },
  LOCKED: { status: 423 },
  INTERNAL_SERVER_ERROR: { status: 500, data: z.object({ incident: z.string() }) },
})
