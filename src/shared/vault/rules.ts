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
