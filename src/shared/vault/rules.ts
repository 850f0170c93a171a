import type { Problem } from '#shared/kernel/index.ts'

/** NIST SP 800-63B, 3.1.1.2: a single-factor password has at least 15 characters. */
export const shortestPassphrase = 15

/** Why a passphrase cannot be taken, or null. The strength meter is advice; this is the rule. */
export const judgeNewPassphrase = (passphrase: string): Problem | null => {
  const characters = [...passphrase.normalize('NFC')].length
  if (characters < shortestPassphrase) {
    return {
      code: 'vault.passphrase-too-short',
      field: 'passphrase',
      fact:
        characters === 0
          ? 'The passphrase is empty.'
          : `The passphrase has ${characters} characters.`,
      rule: `A passphrase has at least ${shortestPassphrase} characters.`,
      nextStep: 'Use four or five words that do not belong together.',
      source: 'NIST SP 800-63B, 3.1.1.2',
    }
  }
  if (new Set(passphrase).size < 5) {
    return {
      code: 'vault.passphrase-too-simple',
      field: 'passphrase',
      fact: 'The passphrase repeats the same few characters.',
      rule: 'A passphrase is not made of fewer than five different characters.',
      nextStep: 'Use four or five words that do not belong together.',
    }
  }
  return null
}

export const pinLength = 6

/** Wrong tries in a row before a PIN is forgotten. */
export const pinTries = 5

/** Six digits; no passphrase is so short. */
export const isPin = (text: string): boolean => /^[0-9]{6}$/.test(text)

/** Why a PIN cannot be taken, or null. */
export const judgeNewPin = (pin: string): Problem | null => {
  if (!isPin(pin)) {
    return {
      code: 'vault.pin-not-six-digits',
      field: 'pin',
      fact: pin === '' ? 'The PIN is empty.' : 'That is not six digits.',
      rule: `A PIN has ${pinLength} digits and nothing else.`,
      nextStep: 'Choose six digits.',
    }
  }
  if (!isObvious(pin)) return null
  return {
    code: 'vault.pin-too-simple',
    field: 'pin',
    fact: 'That PIN is one of the first that somebody would try.',
    rule: 'A PIN does not count up or down, and does not repeat one, two or three digits.',
    nextStep: 'Choose six other digits.',
  }
}

/** `111111`, `121212`, `123123`, `112233`, `123321`, `123456`, `098765`, `246802`: what people choose first. */
const isObvious = (pin: string): boolean => {
  const digits = [...pin].map(Number)
  const steps = new Set(digits.slice(1).map((digit, at) => (digit - (digits[at] ?? 0) + 10) % 10))
  return (
    steps.size === 1 ||
    /^(..)\1\1$|^(...)\2$|^(.)\3(.)\4(.)\5$|^(.)(.)(.)\8\7\6$/.test(pin) ||
    new Set(digits).size < 3
  )
}
