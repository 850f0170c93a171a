import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

export interface AppRoute {
  readonly path: string
  readonly Screen: LazyExoticComponent<ComponentType>
}

/** A room's screen, fetched when it is first opened. */
const screen = (load: () => Promise<ComponentType>): LazyExoticComponent<ComponentType> =>
  lazy(async () => ({ default: await load() }))

const clients = () => import('#renderer/clients/index.ts')
const consent = () => import('#renderer/consent/index.ts')
const inventory = () => import('#renderer/inventory/index.ts')
const sterilization = () => import('#renderer/sterilization/index.ts')

/** Every address and the screen that answers it; the first that matches wins. */
export const routes: readonly AppRoute[] = [
  { path: '/', Screen: screen(async () => (await import('#renderer/today/index.ts')).TodayPage) },
  { path: '/clients', Screen: screen(async () => (await clients()).ClientsPage) },
  { path: '/clients/new', Screen: screen(async () => (await clients()).NewClientPage) },
  {
    path: '/clients/:id/consent/new',
    Screen: screen(async () => (await consent()).SignConsentPage),
  },
  { path: '/clients/:id', Screen: screen(async () => (await clients()).ClientPage) },
  {
    path: '/sessions/:id',
    Screen: screen(async () => (await import('#renderer/sessions/index.ts')).SessionPage),
  },
  { path: '/inventory', Screen: screen(async () => (await inventory()).InventoryPage) },
  {
    path: '/inventory/products/new',
    Screen: screen(async () => (await inventory()).NewProductPage),
  },
  { path: '/inventory/lots/new', Screen: screen(async () => (await inventory()).ReceiveLotPage) },
  { path: '/inventory/lots/:id', Screen: screen(async () => (await inventory()).LotPage) },
  { path: '/sterilization', Screen: screen(async () => (await sterilization()).SterilizationPage) },
  {
    path: '/sterilization/loads/new',
    Screen: screen(async () => (await sterilization()).NewLoadPage),
  },
  {
    path: '/sterilization/loads/:id',
    Screen: screen(async () => (await sterilization()).SterilizationPage),
  },
  { path: '/consents/:id', Screen: screen(async () => (await consent()).ConsentRecordPage) },
  { path: '/consent', Screen: screen(async () => (await consent()).ConsentPage) },
  {
    path: '/exports',
    Screen: screen(async () => (await import('#renderer/exports/index.ts')).ExportsPage),
  },
  {
    path: '/settings',
    Screen: screen(async () => (await import('#renderer/practice/index.ts')).SettingsPage),
  },
  // The design system's own page; a build for people leaves it out.
  ...(import.meta.env.DEV
    ? [{ path: '/gallery', Screen: screen(async () => (await import('./Gallery.tsx')).Gallery) }]
    : []),
]
