import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { Section } from '#renderer/ui/index.ts'
import { texts } from './texts.ts'

const schemes = [
  { value: 'light', icon: IconSun },
  { value: 'dark', icon: IconMoon },
  { value: 'auto', icon: IconDeviceDesktop },
] as const

/** Light, dark, or as the system has it. */
export const AppearanceSection = () => {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Section title={texts.appearance.title} description={texts.appearance.description}>
      <SegmentedControl
        aria-label={texts.appearance.label}
        value={colorScheme}
        onChange={setColorScheme}
        data={schemes.map(({ value, icon: SchemeIcon }) => ({
          value,
          label: (
            <span className="settings-scheme">
              <SchemeIcon size={17} aria-hidden />
              {texts.appearance[value]}
            </span>
          ),
        }))}
      />
    </Section>
  )
}
