import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import { formatMillimetres, type Micrometres, parseMillimetres } from '#shared/kernel/index.ts'
import { problemOfLength } from './length.ts'
import { texts } from './texts.ts'

export interface MillimetreFieldProps
  extends Omit<TextInputProps, 'value' | 'onChange' | 'type' | 'min' | 'max'> {
  value: Micrometres | null
  /** Null while what is typed is not a length. A length outside the range is handed on: rules judge it. */
  onChange: (value: Micrometres | null) => void
  /** The recordable range. */
  minimum?: Micrometres
  maximum?: Micrometres
}

/** A length in millimetres, kept in micrometres. What is wrong with it stands below it. */
export const MillimetreField = ({
  value,
  onChange,
  minimum,
  maximum,
  error,
  ...rest
}: MillimetreFieldProps) => {
  const [typed, setTyped] = useState(() => textOf(value))
  // The value may also change from outside (“same as last time”); then it is the truth.
  const shown = parseMillimetres(typed) === value ? typed : textOf(value ?? null, typed)
  const problem = problemOfLength(shown, minimum, maximum)
  return (
    <TextInput
      {...rest}
      inputMode="decimal"
      autoComplete="off"
      value={shown}
      rightSection={<span className="field-unit">{texts.length.unit}</span>}
      rightSectionPointerEvents="none"
      error={error ?? problem}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onChange(parseMillimetres(event.currentTarget.value))
      }}
    />
  )
}

const textOf = (value: Micrometres | null, otherwise = '') =>
  value === null ? otherwise : formatMillimetres(value).replace(/ mm$/, '')
