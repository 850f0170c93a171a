import { Spotlight, type SpotlightActionGroupData, type SpotlightStore } from '@mantine/spotlight'
import { IconArrowRight, IconLock, IconPassword, IconPlus, IconSearch } from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { type Command, useOfferedCommands } from '#renderer/ui/index.ts'
import { usePinSet } from '#renderer/vault/index.ts'
import type { Destination } from './destinations.ts'
import { openPinDialog } from './PinButton.tsx'
import { texts } from './texts.ts'
import { useLock } from './useLock.ts'

const iconSize = { size: 19, stroke: 1.7 }

const actionOf = ({ icon: CommandIcon = IconArrowRight, ...command }: Command) => ({
  id: command.id,
  label: command.label,
  ...(command.description ? { description: command.description } : {}),
  keywords: [...(command.keywords ?? [])],
  leftSection: <CommandIcon {...iconSize} aria-hidden />,
  onClick: command.run,
})

/** Ctrl or ⌘ K: every page, what the open screen offers, and the lock. */
export const Palette = ({
  store,
  destinations,
}: {
  store: SpotlightStore
  destinations: readonly Destination[]
}) => {
  const offered = useOfferedCommands()
  const pages = usePageCommands(destinations)
  const lock = useLock()
  const pinSet = usePinSet()

  const groups: SpotlightActionGroupData[] = [
    { group: texts.palette.here, actions: offered.map(actionOf) },
    { group: texts.palette.goTo, actions: pages.map(actionOf) },
    {
      group: texts.palette.practice,
      actions: [
        actionOf({
          id: 'pin',
          label: pinSet ? texts.pinIsSet : texts.pinSet,
          icon: IconPassword,
          run: openPinDialog,
        }),
        actionOf({ id: 'lock', label: texts.lockNow, icon: IconLock, run: () => lock.mutate() }),
      ],
    },
  ]
  return (
    <Spotlight
      store={store}
      actions={groups.filter(({ actions }) => actions.length > 0)}
      shortcut={null}
      highlightQuery
      overlayProps={{ backgroundOpacity: 0.22, blur: 0 }}
      scrollable
      maxHeight="min(620px, 72vh)"
      attributes={{ content: { 'aria-label': texts.palette.name } }}
      nothingFound={texts.palette.nothing}
      searchProps={{
        leftSection: <IconSearch size={20} aria-hidden />,
        placeholder: texts.palette.placeholder,
        'aria-label': texts.palette.placeholder,
      }}
    />
  )
}

const usePageCommands = (destinations: readonly Destination[]): readonly Command[] => {
  const [, goTo] = useLocation()
  const makes = [
    { href: '/clients/new', label: texts.newClient, within: '/clients' },
    { href: '/inventory/lots/new', label: texts.newLot, within: '/inventory' },
    { href: '/inventory/products/new', label: texts.newProduct, within: '/inventory' },
    { href: '/sterilization/loads/new', label: texts.newLoad, within: '/sterilization' },
    { href: '/sterilization/spore-tests', label: texts.sporeTests, within: '/sterilization' },
    { href: '/sterilization/files', label: texts.autoclaveFiles, within: '/sterilization' },
    { href: '/trace', label: texts.trace, within: '/recalls' },
    { href: '/screening/rules', label: texts.screeningRules, within: '/settings' },
  ].filter(({ within }) => destinations.some(({ href }) => href === within))
  return [
    ...destinations.map(({ href, label, icon }) => ({
      id: href,
      label,
      icon,
      run: () => goTo(href),
    })),
    ...makes.map(({ href, label }) => ({
      id: href,
      label,
      icon: IconPlus,
      run: () => goTo(href),
    })),
  ]
}
