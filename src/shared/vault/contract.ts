import { z } from 'zod'
import { practitionerId, procedure } from '#shared/kernel/index.ts'
import { vaultStatus } from './schema.ts'

export const vaultContract = {
  /** Never refused; also tells a waiting screen that the idle lock has closed the practice. */
  status: procedure.output(vaultStatus),
  /**
   * `secret` is a passphrase or the recovery code; `practitionerId` is needed when several people
   * can unlock. A wrong one is refused with `vault.wrong-secret` and nothing more. While the practice
   * is open for that person it only shows that it is she, and there the PIN will do.
   */
  unlock: procedure.input(
    z.object({ secret: z.string(), practitionerId: practitionerId.optional() }),
  ),
  lock: procedure,
  /** Somebody is here: the idle clock starts again. */
  touch: procedure,
  /**
   * Six digits that sign, release and leave signing mode until the practice locks; they never open it.
   * `secret` is the passphrase. Refused with `vault.pin-not-six-digits` or `vault.pin-too-simple`.
   */
  setPin: procedure.input(z.object({ secret: z.string(), pin: z.string() })),
  forgetPin: procedure,
  changePassphrase: procedure.input(z.object({ secret: z.string(), next: z.string() })),
}
