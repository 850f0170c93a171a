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
  const area = useRef<HTMLTextAreaElement>(null)
  const insert = (field: MergeField) => {
    const from = area.current?.selectionStart ?? value.length
    const to = area.current?.selectionEnd ?? from
    onChange(`${value.slice(0, from)}{{${field}}}${value.slice(to)}`)
  }
  return (
    <div className="text-with-fields">
      <Textarea
        ref={area}
        required
        label={label}
        description={description}
        minRows={2}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Menu position="bottom-end" withinPortal returnFocus>
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
