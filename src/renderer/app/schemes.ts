import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'

/** Light, dark, or as the system has it. */
export const schemes = [
  { value: 'light', icon: IconSun },
  { value: 'dark', icon: IconMoon },
  { value: 'auto', icon: IconDeviceDesktop },
] as const
