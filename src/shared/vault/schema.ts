import { z } from 'zod'
import { instant, line, practitionerId } from '#shared/kernel/index.ts'

/** Entries and signatures that are carried over, of how many. */
export const carriedOver = z.object({ done: z.number().int(), of: z.number().int() })

export const vaultStatus = z.object({
  /** `empty`: no practice here yet. */
  state: z.enum(['empty', 'locked', 'unlocked']),
  /** Who can unlock; no client's name ever stands here. */
  people: z.array(z.object({ id: practitionerId, name: line() })),
  practiceName: z.string().nullable(),
  demonstration: z.boolean(),
  /** Whether a PIN signs during this shift. */
  pinSet: z.boolean(),
  /** Anaesthetics on somebody's skin; also while locked, and without any name. */
  timers: z.array(z.object({ onAt: instant, dueAt: instant.nullable() })),
  /** While records of an earlier release are carried over. */
  carrying: carriedOver.nullable(),
})
export type VaultStatus = z.infer<typeof vaultStatus>
