import { z } from 'zod'
import { clientId, planId, procedure, prose } from '#shared/kernel/index.ts'
import { plan, planDetails, planState } from './schema.ts'

export const plansContract = {
  /** Of one client, the active ones first, then the newest. */
  list: procedure.input(z.object({ clientId })).output(z.array(plan)),
  /** Refused outside the practice's range of sessions or intervals unless a reason says why. */
  create: procedure
    .input(z.object({ clientId, details: planDetails, reason: prose(1000).default('') }))
    .output(plan),
  /** `version` is the one on the screen; refused with `plans.changed-in-another-window`. */
  change: procedure
    .input(
      z.object({
        planId,
        version: z.number().int().positive(),
        details: planDetails,
        reason: prose(1000).min(1),
      }),
    )
    .output(plan),
  /** Completes, stops or takes up again. */
  setState: procedure
    .input(
      z.object({
        planId,
        version: z.number().int().positive(),
        state: planState,
        reason: prose(1000).min(1),
      }),
    )
    .output(plan),
}
