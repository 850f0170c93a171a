import { ActionIcon, Popover, Radio, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { texts } from './texts.ts'

const schemes = [
  { value: 'light', icon: IconSun },
  { value: 'dark', icon: IconMoon },
  { value: 'auto', icon: IconDeviceDesktop },
] as const

/** Light, dark, or as the system has it; remembered on this computer. */
export const SchemeSwitch = () => {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const Current = schemes.find(({ value }) => value === colorScheme)?.icon ?? IconSun
  return (
    <Popover position="top-end" shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon aria-label={texts.scheme.label} title={texts.scheme.label}>
          <Current size={19} aria-hidden />
        </ActionIcon>
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
