import { ActionIcon, type ActionIconProps, useMantineColorScheme } from '@mantine/core'
import { IconSun } from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import { schemes } from './schemes.ts'
import { texts } from './texts.ts'

/** Shows the scheme that is on. */
export const SchemeButton = (props: ActionIconProps & ComponentProps<'button'>) => {
  const { colorScheme } = useMantineColorScheme()
  const Current = schemes.find(({ value }) => value === colorScheme)?.icon ?? IconSun
  return (
    <ActionIcon aria-label={texts.scheme.label} title={texts.scheme.label} {...props}>
      <Current size={19} aria-hidden />
    </ActionIcon>
  )
}
