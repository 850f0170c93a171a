import { TextInput, type TextInputProps } from '@mantine/core'

export interface UnitInputProps extends Omit<TextInputProps, 'rightSection'> {
  /** `°C`, `min`, `s`. */
  unit: string
}

/** A number with its unit inside the field. */
export const UnitInput = ({ unit, ...rest }: UnitInputProps) => (
  <TextInput
    inputMode="decimal"
    autoComplete="off"
    rightSection={<span className="field-unit">{unit}</span>}
    rightSectionPointerEvents="none"
    {...rest}
  />
)
