import { judgeNewPassphrase } from '#shared/vault/index.ts'
import { texts } from './texts.ts'

export interface NewPassphrase {
  passphrase: string
  again: string
}

export const noPassphrase: NewPassphrase = { passphrase: '', again: '' }

/** What is wrong with a passphrase that was typed twice, by field; null where nothing is. */
export const problemsOf = ({
  passphrase,
  again,
}: NewPassphrase): { [Field in keyof NewPassphrase]: string | null } => {
  const refused = judgeNewPassphrase(passphrase)
  return {
    passphrase: refused ? `${refused.fact} ${refused.nextStep}` : null,
    again: again === passphrase ? null : texts.passphrase.different,
  }
}
