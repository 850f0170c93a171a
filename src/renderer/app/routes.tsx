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
const imports = () => import('#renderer/imports/index.ts')
const inventory = () => import('#renderer/inventory/index.ts')
const recalls = () => import('#renderer/recalls/index.ts')
const screening = () => import('#renderer/screening/index.ts')
const sessions = () => import('#renderer/sessions/index.ts')
const sterilization = () => import('#renderer/sterilization/index.ts')
const rulesPage = screen(async () => (await screening()).RulesPage)
const newLoad = screen(async () => (await sterilization()).NewLoadPage)

/** The small parts beside every page, then what is opened most from Today. */
export const likelyNext: readonly (() => Promise<unknown>)[] = [
  () => import('./ToastList.tsx'),
  () => import('./Palette.tsx'),
  () => import('./SchemeChoice.tsx'),
  clients,
  sessions,
  screening,
  consent,
  inventory,
  sterilization,
]

/** Asked from the client's page, or from a session that waits for it. */
const screeningRoutes: readonly AppRoute[] = [
  { step: '', Screen: screen(async () => (await screening()).QuestionnairePage) },
  { step: '/client', Screen: screen(async () => (await screening()).ClientQuestionnairePage) },
  { step: '/review', Screen: screen(async () => (await screening()).ReviewPage) },
].flatMap(({ step, Screen }) =>
  ['', '/from/:session'].map((from) => ({ path: `/clients/:id/screening${step}${from}`, Screen })),
)

/** Every address and the screen that answers it; the first that matches wins. */
export const routes: readonly AppRoute[] = [
  { path: '/', Screen: screen(async () => (await import('#renderer/today/index.ts')).TodayPage) },
  { path: '/clients', Screen: screen(async () => (await clients()).ClientsPage) },
  { path: '/clients/new', Screen: screen(async () => (await clients()).NewClientPage) },
  {
    path: '/clients/:id/consent/:kind/sign',
    Screen: screen(async () => (await consent()).SignConsentPage),
  },
  {
    path: '/clients/:id/consent/:kind',
    Screen: screen(async () => (await consent()).PreparePage),
  },
  ...screeningRoutes,
  {
    path: '/screenings/:id',
    Screen: screen(async () => (await screening()).ScreeningRecordPage),
  },
  ...['/screening/rules', '/screening/rules/:version'].map((path) => ({
    path,
    Screen: rulesPage,
  })),
  {
    path: '/clients/:id/course',
    Screen: screen(async () => (await sessions()).CoursePage),
  },
  { path: '/clients/:id', Screen: screen(async () => (await clients()).ClientPage) },
  {
    path: '/sessions/:id',
    Screen: screen(async () => (await sessions()).SessionPage),
  },
  { path: '/inventory', Screen: screen(async () => (await inventory()).InventoryPage) },
  {
    path: '/inventory/products/new',
    Screen: screen(async () => (await inventory()).NewProductPage),
  },
  { path: '/inventory/lots/new', Screen: screen(async () => (await inventory()).ReceiveLotPage) },
  { path: '/inventory/devices', Screen: screen(async () => (await inventory()).InventoryPage) },
  { path: '/inventory/devices/:id', Screen: screen(async () => (await inventory()).DevicePage) },
  { path: '/inventory/lots/:id', Screen: screen(async () => (await inventory()).LotPage) },
  { path: '/sterilization', Screen: screen(async () => (await sterilization()).SterilizationPage) },
  ...[
    '/sterilization/loads/new',
    '/sterilization/loads/new/test/:sterilizer',
    '/sterilization/loads/new/cycle/:sterilizer/:number',
    '/sterilization/loads/new/file/:cycle',
  ].map((path) => ({ path, Screen: newLoad })),
  {
    path: '/sterilization/loads/:id',
    Screen: screen(async () => (await sterilization()).LoadPage),
  },
  {
    path: '/sterilization/sterilizers/:id',
    Screen: screen(async () => (await sterilization()).SterilizerPage),
  },
  {
    path: '/sterilization/spore-tests',
    Screen: screen(async () => (await sterilization()).SporeTestsPage),
  },
  { path: '/sterilization/files', Screen: screen(async () => (await imports()).FilesPage) },
  { path: '/sterilization/files/:id', Screen: screen(async () => (await imports()).CyclePage) },
  {
    path: '/premises',
    Screen: screen(async () => (await import('#renderer/premises/index.ts')).PremisesPage),
  },
  { path: '/recalls', Screen: screen(async () => (await recalls()).RecallsPage) },
  { path: '/recalls/new/:kind/:id', Screen: screen(async () => (await recalls()).NewRecallPage) },
  { path: '/recalls/:id', Screen: screen(async () => (await recalls()).RecallPage) },
  { path: '/trace', Screen: screen(async () => (await recalls()).TracePage) },
  { path: '/trace/:kind/:id', Screen: screen(async () => (await recalls()).TracePage) },
  { path: '/consents/:id/copy', Screen: screen(async () => (await consent()).CopyPage) },
  { path: '/consents/:id', Screen: screen(async () => (await consent()).ConsentRecordPage) },
  { path: '/consent', Screen: screen(async () => (await consent()).ConsentPage) },
  {
    path: '/exports',
    Screen: screen(async () => (await import('#renderer/exports/index.ts')).ExportsPage),
  },
  {
    path: '/history/:table/:id',
    Screen: screen(async () => (await import('#renderer/exports/index.ts')).RecordPage),
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
