import { useHotkeys } from '@mantine/hooks'
import { createSpotlight, useSpotlight } from '@mantine/spotlight'
import { useEffect, useState } from 'react'
import { fullSurfaceMark, later } from '#renderer/ui/index.ts'
import type { Destination } from './destinations.ts'

const Palette = later(async () => (await import('./Palette.tsx')).Palette)

const [store, spotlight] = createSpotlight()

/** Not while the device is in the client's hands. */
export const openPalette = (): void => {
  if (!(fullSurfaceMark in document.documentElement.dataset)) spotlight.open()
}

/** Listens for Ctrl or ⌘ K; the palette itself is loaded when it is first wanted. */
export const CommandPalette = ({ destinations }: { destinations: readonly Destination[] }) => {
  const { opened } = useSpotlight(store)
  const [isWanted, setIsWanted] = useState(false)
  useHotkeys([['mod+K', openPalette]], [])
  useEffect(() => {
    if (opened) setIsWanted(true)
  }, [opened])
  return isWanted ? <Palette store={store} destinations={destinations} /> : null
}
