import { PasswordInput } from '@mantine/core'
import type { Problem } from '#shared/kernel/index.ts'
import { pinLength } from '#shared/vault/index.ts'
import { texts } from './texts.ts'

export interface PinFieldProps {
  value: string
  onChange: (digits: string) => void
  problem: Problem | null
  startsHere?: boolean
}

/** Six digits to be chosen. */
export const PinField = ({ value, onChange, problem, startsHere = false }: PinFieldProps) => (
  <PasswordInput
    label={texts.pin.field}
    description={texts.pin.fieldHelp}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value.replaceAll(/\D/g, ''))}
    inputMode="numeric"
    maxLength={pinLength}
    // No password manager keeps it: it ends with the shift.
    autoComplete="one-time-code"
    error={problem ? `${problem.fact} ${problem.nextStep}` : undefined}
    autoFocus={startsHere}
    data-autofocus={startsHere || undefined}
    visibilityToggleButtonProps={{ 'aria-label': texts.pin.toggle }}
  />
)
