import { Popover, Radio, useMantineColorScheme } from '@mantine/core'
import { SchemeButton } from './SchemeButton.tsx'
import { schemes } from './schemes.ts'
import { texts } from './texts.ts'

/** Opens at once: whoever loads it has pressed its button. */
export const SchemeChoice = () => {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Popover position="top-end" shadow="md" trapFocus returnFocus defaultOpened>
      <Popover.Target>
        <SchemeButton />
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
