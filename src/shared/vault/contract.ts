import { z } from 'zod'
import { practitionerId, procedure } from '#shared/kernel/index.ts'
import { vaultStatus } from './schema.ts'

export const vaultContract = {
  /** Never refused; also tells a waiting screen that the idle lock has closed the practice. */
  status: procedure.output(vaultStatus),
  /**
   * `secret` is a passphrase or the recovery code; `practitionerId` is needed when several people
   * can unlock. A wrong one is refused with `vault.wrong-secret` and nothing more.
   */
  unlock: procedure.input(
    z.object({ secret: z.string(), practitionerId: practitionerId.optional() }),
  ),
  lock: procedure,
  /** Somebody is here: the idle clock starts again. */
  touch: procedure,
  changePassphrase: procedure.input(z.object({ secret: z.string(), next: z.string() })),
}
