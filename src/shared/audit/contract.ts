import { z } from 'zod'
import { procedure } from '#shared/kernel/index.ts'
import { changeLogEntry, verification } from './schema.ts'

export const auditContract = {
  /** Newest first, at most 200; `before` is the sequence to continue from. */
  list: procedure
    .input(z.object({ before: z.number().int().optional(), table: z.string().optional() }))
    .output(z.object({ entries: z.array(changeLogEntry), total: z.number().int() })),
  /**
   * Replays the whole log against the living rows, in a worker. With fingerprints from paper, a
   * signer whose key is not among them is a finding.
   */
  verify: procedure
    .input(z.object({ fingerprints: z.array(z.string()) }).optional())
    .output(verification),
}
