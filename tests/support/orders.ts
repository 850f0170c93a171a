import { z } from 'zod'

/** What the process behind the browser tests is told, and what it answers. */
export const order = z.object({
  id: z.number(),
  does: z.enum(['serve', 'stop']),
  folder: z.string(),
})
export const report = z.object({
  id: z.number(),
  answer: z.string().optional(),
  failure: z.string().optional(),
})
