import { Button, Menu, Textarea } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import { useRef } from 'react'
import { type MergeField, mergeField } from '#shared/consent/index.ts'
import { texts } from './texts.ts'

interface TextWithFieldsProps {
  label: string
  description?: string
  value: string
  error: string | null
  onChange: (value: string) => void
}

/** A text in which names and numbers stand for themselves until the client reads it. */
export const TextWithFields = ({
  label,
  description,
  value,
  error,
  onChange,
}: TextWithFieldsProps) => {
  // Where she last wrote; before that, the end.
  const caret = useRef<readonly [from: number, to: number] | null>(null)
  const insert = (field: MergeField) => {
    const [from, to] = caret.current ?? [value.length, value.length]
    const end = from + field.length + 4
    caret.current = [end, end]
    onChange(`${value.slice(0, from)}{{${field}}}${value.slice(to)}`)
  }
  return (
    <div className="text-with-fields">
      <Textarea
        required
        label={label}
        description={description}
        minRows={2}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={({ currentTarget: { selectionStart, selectionEnd } }) => {
          caret.current = [selectionStart, selectionEnd]
        }}
      />
      <Menu
        position="bottom-start"
        withinPortal={false}
        withInitialFocusPlaceholder={false}
        returnFocus
      >
        <Menu.Target>
          <Button
            size="sm"
            variant="subtle"
            className="insert-field"
            leftSection={<IconBraces size={17} aria-hidden />}
            aria-label={texts.editor.insertInto(label)}
          >
            {texts.editor.insert}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mergeField.options.map((field) => (
            <Menu.Item key={field} onClick={() => insert(field)}>
              {texts.editor.fields[field]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
