import { Link, useLocation } from 'wouter'
import { texts } from './texts.ts'

const parts = [
  { href: '/sterilization', label: texts.parts.loads },
  { href: '/sterilization/spore-tests', label: texts.parts.sporeTests },
  { href: '/sterilization/files', label: texts.parts.files },
]

/** The three lists of this room, each at its own address. */
export const RoomParts = () => {
  const [location] = useLocation()
  return (
    <nav aria-label={texts.parts.label} className="room-parts">
      <ul>
        {parts.map(({ href, label }) => (
          <li key={href}>
            <Link href={href} {...(location === href ? { 'aria-current': 'page' as const } : {})}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
