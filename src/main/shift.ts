import type { PractitionerId } from '#shared/kernel/index.ts'
import { isPin } from '#shared/vault/index.ts'
import { createShiftPin, type Shift, type SigningKey, type Vault } from './vault/index.ts'

/** One person's shift: from unlocking to the lock. */
export interface OpenShift extends Shift {
  readonly pinSet: () => boolean
  /** `secret` is the passphrase. @throws Refusal `vault.wrong-secret` or of the PIN itself */
  readonly setPin: (secret: string, pin: string) => Promise<void>
  readonly forgetPin: () => void
  /** Nothing can be signed with this shift's PIN any more, nor can one be set. */
  readonly end: () => void
}

export interface ShiftOptions {
  readonly vault: Vault
  readonly practitionerId: PractitionerId
  readonly random: (length: number) => Uint8Array
  /** A demonstration signs hundreds of records with one passphrase. */
  readonly remembersKeys: boolean
}

/** Signing keys derived from the passphrase for one act, or kept behind a PIN until the shift ends. */
export const createShift = (options: ShiftOptions): OpenShift => {
  const { vault, practitionerId, random, remembersKeys } = options
  const pin = createShiftPin(random)
  const known = new Map<string, Promise<SigningKey>>()
  let isOver = false

  const derive = async (secret: string): Promise<SigningKey> => {
    const key = await vault.authorise(practitionerId, secret)
    pin.proven()
    return key
  }

  return {
    practitionerId,

    // Six digits are never a passphrase: a wrong PIN does not wait for a key to be derived.
    authorise: async (secret) => {
      if (isPin(secret)) return pin.authorise(secret)
      if (!remembersKeys) return derive(secret)
      const remembered = known.get(secret) ?? derive(secret)
      known.set(secret, remembered)
      return remembered
    },

    pinSet: pin.isSet,

    setPin: async (secret, digits) => {
      const key = await vault.authorise(practitionerId, secret)
      // The practice may have locked while the key was derived.
      if (!isOver) pin.set(digits, key)
    },

    forgetPin: pin.forget,

    end: () => {
      isOver = true
      known.clear()
      pin.forget()
    },
  }
}
