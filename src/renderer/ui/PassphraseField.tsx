import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useId } from 'react'
import { strengthOf } from './strength.ts'
import { texts } from './texts.ts'

export interface PassphraseFieldProps extends Omit<PasswordInputProps, 'value' | 'onChange'> {
  label: string
  value: string
  onChange: (value: string) => void
  /** Shows the meter, for a new passphrase; the fewest characters that are accepted. */
  meterFrom?: number
}

/** A passphrase, hidden until it is asked for; with a meter where a new one is chosen. */
export const PassphraseField = ({
  value,
  onChange,
  meterFrom,
  autoComplete = meterFrom === undefined ? 'current-password' : 'new-password',
  ...rest
}: PassphraseFieldProps) => {
  const meterId = useId()
  return (
    <div className="passphrase-field">
      <PasswordInput
        {...rest}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        autoComplete={autoComplete}
        spellCheck={false}
        visibilityToggleButtonProps={{ 'aria-label': texts.passphrase.toggle }}
        {...(meterFrom === undefined ? {} : { 'aria-describedby': meterId })}
      />
      {meterFrom === undefined ? null : <Meter id={meterId} text={value} shortest={meterFrom} />}
    </div>
  )
}

const Meter = ({ id, text, shortest }: { id: string; text: string; shortest: number }) => {
  const { level, word, advice } = strengthOf(text, shortest)
  return (
    <div className="strength" data-level={level}>
      <div className="strength-bars" aria-hidden>
        {[1, 2, 3, 4].map((bar) => (
          <span key={bar} data-filled={bar <= level} />
        ))}
      </div>
      <p id={id} aria-live="polite">
        {level === 0 ? null : <strong>{word}. </strong>}
        {advice}
      </p>
    </div>
  )
}
