import {
  type Icon,
  IconBuildingCommunity,
  IconCalendarCheck,
  IconFileExport,
  IconPackage,
  IconRoute,
  IconSettings,
  IconShieldCheck,
  IconSignature,
  IconUsers,
} from '@tabler/icons-react'
import type { SterilityMode } from '#shared/practice/index.ts'
import { texts } from './texts.ts'

export interface Destination {
  readonly href: string
  readonly label: string
  readonly icon: Icon
}

const sterilization: Destination = {
  href: '/sterilization',
  label: texts.pages.sterilization,
  icon: IconShieldCheck,
}

/** Where the navigation leads. A practice that is single-use only never sees loads. */
export const destinationsOf = (mode: SterilityMode | undefined): readonly Destination[] => [
  { href: '/', label: texts.pages.today, icon: IconCalendarCheck },
  { href: '/clients', label: texts.pages.clients, icon: IconUsers },
  { href: '/inventory', label: texts.pages.inventory, icon: IconPackage },
  ...(mode === 'reprocesses' ? [sterilization] : []),
  { href: '/recalls', label: texts.pages.recalls, icon: IconRoute },
  { href: '/premises', label: texts.pages.premises, icon: IconBuildingCommunity },
  { href: '/consent', label: texts.pages.consent, icon: IconSignature },
  { href: '/exports', label: texts.pages.exports, icon: IconFileExport },
  { href: '/settings', label: texts.pages.settings, icon: IconSettings },
]

const pathOf = (location: string): string => {
  if (/^\/(?:sessions|consents|screenings)\//.test(location)) return '/clients'
  if (location.startsWith('/screening/')) return '/settings'
  return location === '/trace' || location.startsWith('/trace/') ? '/recalls' : location
}

/** A session, a screening and a signed consent are a client's; the start page is only itself. */
export const isWithin = (href: string, location: string): boolean => {
  if (href === '/') return location === '/'
  const path = pathOf(location)
  return path === href || path.startsWith(`${href}/`)
}
