import { Button } from '@mantine/core'
import { IconLock, IconSearch } from '@tabler/icons-react'
import { Link, useLocation } from 'wouter'
import { Failure, KeyboardHint, Mark, StatusBadge } from '#renderer/ui/index.ts'
import { openPalette } from './CommandPalette.tsx'
import { type Destination, isWithin } from './destinations.ts'
import { PinButton } from './PinButton.tsx'
import { SchemeSwitch } from './SchemeSwitch.tsx'
import { texts } from './texts.ts'
import { useLock } from './useLock.ts'

export interface NavigationProps {
  practiceName: string
  isDemonstration: boolean
  destinations: readonly Destination[]
  person: { name: string; licenceClass: string } | null
}

/** The rail at the left: where one is, where one can go, who is here, and the lock. */
export const Navigation = ({
  practiceName,
  isDemonstration,
  destinations,
  person,
}: NavigationProps) => (
  <aside className="rail">
    <div className="rail-practice">
      <Mark />
      <span className="rail-practice-name" title={practiceName}>
        {practiceName}
      </span>
    </div>
    {isDemonstration ? (
      <div className="rail-demonstration" title={texts.demonstrationHelp}>
        <StatusBadge tone="information">{texts.demonstration}</StatusBadge>
      </div>
    ) : null}
    <button type="button" className="rail-search" onClick={openPalette}>
      <IconSearch size={17} aria-hidden />
      <span>{texts.palette.open}</span>
      <KeyboardHint keys={['Mod', 'K']} />
    </button>
    <nav aria-label={texts.navigation} className="rail-pages">
      <ul>
        {destinations.map((destination) => (
          <li key={destination.href}>
            <PageLink {...destination} />
          </li>
        ))}
      </ul>
    </nav>
    <RailFoot person={person} />
  </aside>
)

const PageLink = ({ href, label, icon: PageIcon }: Destination) => {
  const [location] = useLocation()
  return (
    <Link
      href={href}
      className="rail-link"
      {...(isWithin(href, location) ? { 'aria-current': 'page' as const } : {})}
    >
      <PageIcon size={20} stroke={1.7} aria-hidden />
      {label}
    </Link>
  )
}

const RailFoot = ({ person }: Pick<NavigationProps, 'person'>) => {
  const lock = useLock()
  return (
    <div className="rail-foot">
      <Failure error={lock.error} />
      {person ? (
        <div className="rail-person">
          <span>
            <span className="rail-person-name">{person.name}</span>
            <span className="rail-person-licence">{person.licenceClass}</span>
          </span>
          <PinButton />
        </div>
      ) : null}
      <div className="rail-tools">
        <Button
          variant="default"
          leftSection={<IconLock size={17} aria-hidden />}
          loading={lock.isPending}
          onClick={() => lock.mutate()}
        >
          {texts.lock}
        </Button>
        <SchemeSwitch />
      </div>
    </div>
  )
}
