import { PassphraseField } from '#renderer/ui/index.ts'
import { shortestPassphrase } from '#shared/vault/index.ts'
import type { StepFieldsProps } from './form.ts'
import { texts } from './texts.ts'

export const PassphraseFields = ({ form, problems, change }: StepFieldsProps) => (
  <>
    <PassphraseField
      label={texts.passphrase.field}
      value={form.passphrase}
      error={problems.passphrase}
      onChange={(passphrase) => change({ passphrase })}
      meterFrom={shortestPassphrase}
      required
    />
    <PassphraseField
      label={texts.passphrase.again}
      value={form.again}
      error={problems.again}
      onChange={(again) => change({ again })}
      required
    />
  </>
)
