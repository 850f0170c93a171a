import { Popover, Radio, useMantineColorScheme } from '@mantine/core'
import { useEffect, useState } from 'react'
import { SchemeButton } from './SchemeButton.tsx'
import { schemes } from './schemes.ts'
import { texts } from './texts.ts'

/** Opens at once, because whoever loads it has pressed its button, and the focus is on that. */
export const SchemeChoice = () => {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [isOpen, setIsOpen] = useState(false)
  // Open from the start, Mantine would not know where the focus was to return it there.
  useEffect(() => setIsOpen(true), [])
  return (
    <Popover
      position="top-end"
      shadow="md"
      trapFocus
      returnFocus
      opened={isOpen}
      onChange={setIsOpen}
    >
      <Popover.Target>
        <SchemeButton autoFocus onClick={() => setIsOpen((now) => !now)} />
      </Popover.Target>
      <Popover.Dropdown aria-label={texts.scheme.label}>
        <Radio.Group
          label={texts.scheme.label}
          value={colorScheme}
          onChange={(value) => {
            const chosen = schemes.find((scheme) => scheme.value === value)
            if (chosen) setColorScheme(chosen.value)
          }}
        >
          {schemes.map(({ value }) => (
            <Radio key={value} value={value} label={texts.scheme[value]} />
          ))}
        </Radio.Group>
      </Popover.Dropdown>
    </Popover>
  )
}
