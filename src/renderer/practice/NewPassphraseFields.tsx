import { PassphraseField } from '#renderer/ui/index.ts'
import { shortestPassphrase } from '#shared/vault/index.ts'
import { type NewPassphrase, problemsOf } from './newPassphrase.ts'

export interface NewPassphraseFieldsProps {
  labels: { passphrase: string; again: string }
  value: NewPassphrase
  onChange: (value: NewPassphrase) => void
  /** After the first attempt to hand it in. */
  showsProblems: boolean
}

/** A new passphrase, twice. It is kept in no draft. */
export const NewPassphraseFields = ({
  labels,
  value,
  onChange,
  showsProblems,
}: NewPassphraseFieldsProps) => {
  const problems = problemsOf(value)
  return (
    <>
      <PassphraseField
        label={labels.passphrase}
        value={value.passphrase}
        onChange={(passphrase) => onChange({ ...value, passphrase })}
        error={showsProblems ? problems.passphrase : null}
        meterFrom={shortestPassphrase}
        required
      />
      <PassphraseField
        label={labels.again}
        value={value.again}
        onChange={(again) => onChange({ ...value, again })}
        error={showsProblems ? problems.again : null}
        required
      />
    </>
  )
}
