import { CloseButton, TextInput, type TextInputProps } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { texts } from './texts.ts'

export interface SearchFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  /** Its name; said to screen readers, shown as the placeholder unless another one is given. */
  label: string
  value: string
  onChange: (value: string) => void
}

/** Search as you type. Escape empties it. */
export const SearchField = ({ label, value, onChange, onKeyDown, ...rest }: SearchFieldProps) => (
  <TextInput
    placeholder={label}
    {...rest}
    label={undefined}
    aria-label={label}
    role="searchbox"
    value={value}
    spellCheck={false}
    autoComplete="off"
    leftSection={<IconSearch size={18} aria-hidden />}
    rightSection={
      value ? <CloseButton aria-label={texts.emptySearch} onClick={() => onChange('')} /> : null
    }
    onChange={(event) => onChange(event.currentTarget.value)}
    onKeyDown={(event) => {
      onKeyDown?.(event)
      if (event.key !== 'Escape' || value === '') return
      event.preventDefault()
      onChange('')
    }}
  />
)
