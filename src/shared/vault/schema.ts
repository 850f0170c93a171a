import { z } from 'zod'
import { line, practitionerId } from '#shared/kernel/index.ts'

export const vaultStatus = z.object({
  /** `empty`: no practice here yet. */
  state: z.enum(['empty', 'locked', 'unlocked']),
  /** Who can unlock; no client's name ever stands here. */
  people: z.array(z.object({ id: practitionerId, name: line() })),
  practiceName: z.string().nullable(),
  demonstration: z.boolean(),
})
export type VaultStatus = z.infer<typeof vaultStatus>
