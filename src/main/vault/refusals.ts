import type { Problem } from '#shared/kernel/index.ts'
import { pinTries } from '#shared/vault/index.ts'

/** Never says more than that: neither who exists nor what was nearly right. */
export const wrongSecret: Problem = {
  code: 'vault.wrong-secret',
  field: 'secret',
  fact: 'That passphrase does not open this practice.',
  rule: 'The practice opens with your passphrase or with the recovery code.',
  nextStep: 'Check the keyboard and try again, or use the recovery code.',
}

const tries = `A PIN signs until the practice locks, or until ${pinTries} wrong tries in a row.`

export const wrongPin = (triesLeft: number): Problem => ({
  code: 'vault.wrong-pin',
  field: 'secret',
  fact: `That is not the PIN of this shift. ${triesLeft === 1 ? 'One try is' : `${triesLeft} tries are`} left.`,
  rule: tries,
  nextStep: 'Type the PIN again, or your passphrase.',
})

export const pinForgotten: Problem = {
  code: 'vault.pin-forgotten',
  field: 'secret',
  fact: `The PIN was wrong ${pinTries} times in a row and is forgotten.`,
  rule: tries,
  nextStep: 'Type the passphrase. A new PIN can be set with it.',
}

export const pinNotSet: Problem = {
  code: 'vault.no-pin',
  field: 'secret',
  fact: 'No PIN is set for this shift.',
  rule: tries,
  nextStep: 'Type your passphrase. A PIN can be set with it.',
}
