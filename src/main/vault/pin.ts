import { createHash, timingSafeEqual } from 'node:crypto'
import { Refusal } from '#shared/kernel/index.ts'
import { isPin, judgeNewPin, pinTries } from '#shared/vault/index.ts'
import type { SigningKey } from './keys.ts'
import { pinForgotten, pinNotSet, wrongPin } from './refusals.ts'

/** The PIN of one shift. */
export interface ShiftPin {
  readonly isSet: () => boolean
  /** @throws Refusal `vault.pin-not-six-digits`, `vault.pin-too-simple` */
  readonly set: (pin: string, key: SigningKey) => void
  readonly forget: () => void
  /** The right passphrase was typed: the wrong tries before it are no row any more. */
  readonly proven: () => void
  /** @throws Refusal `vault.wrong-pin`, `vault.pin-forgotten`, `vault.no-pin` */
  readonly authorise: (pin: string) => SigningKey
}

interface Held {
  readonly salt: Uint8Array
  readonly hash: Uint8Array
  readonly key: SigningKey
  readonly triesLeft: number
}

const hashOf = (salt: Uint8Array, pin: string): Uint8Array =>
  createHash('sha256').update(salt).update(pin).digest()

/**
 * Six digits beside the signing key, both in memory alone. The hash keeps the digits from standing
 * in a memory dump as they were typed; whoever reads this memory has the data key as well, so a slow
 * one would protect nothing more.
 */
export const createShiftPin = (random: (length: number) => Uint8Array): ShiftPin => {
  let held: Held | null = null
  return {
    isSet: () => held !== null,

    set: (pin, key) => {
      const problem = judgeNewPin(pin)
      if (problem) throw new Refusal(problem)
      const salt = random(32)
      held = { salt, hash: hashOf(salt, pin), key, triesLeft: pinTries }
    },

    forget: () => {
      held = null
    },

    proven: () => {
      if (held) held = { ...held, triesLeft: pinTries }
    },

    authorise: (pin) => {
      if (held === null) throw new Refusal(pinNotSet)
      if (isPin(pin) && timingSafeEqual(hashOf(held.salt, pin), held.hash)) {
        held = { ...held, triesLeft: pinTries }
        return held.key
      }
      const triesLeft = held.triesLeft - 1
      held = triesLeft > 0 ? { ...held, triesLeft } : null
      throw new Refusal(triesLeft > 0 ? wrongPin(triesLeft) : pinForgotten)
    },
  }
}
