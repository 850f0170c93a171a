import { implement } from '@orpc/server'
import type { PractitionerId } from '#shared/kernel/index.ts'
import { type VaultStatus, vaultContract } from '#shared/vault/index.ts'

/** What the composition does for the vault's door. */
export interface Gate {
  readonly status: () => VaultStatus
  readonly unlock: (secret: string, person: PractitionerId | undefined) => Promise<void>
  readonly lock: () => void
  readonly setPin: (secret: string, pin: string) => Promise<void>
  readonly forgetPin: () => void
  readonly changePassphrase: (secret: string, next: string) => Promise<void>
}

export const vaultRouter = (gate: Gate) => {
  const os = implement(vaultContract)
  return os.router({
    status: os.status.handler(() => gate.status()),
    unlock: os.unlock.handler(({ input }) => gate.unlock(input.secret, input.practitionerId)),
    lock: os.lock.handler(() => gate.lock()),
    touch: os.touch.handler(() => {}),
    setPin: os.setPin.handler(({ input }) => gate.setPin(input.secret, input.pin)),
    forgetPin: os.forgetPin.handler(() => gate.forgetPin()),
    changePassphrase: os.changePassphrase.handler(({ input }) =>
      gate.changePassphrase(input.secret, input.next),
    ),
  })
}
