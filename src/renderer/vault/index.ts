export { FirstRunPage, type FirstRunPageProps } from './FirstRunPage.tsx'
export { UnlockPage, type UnlockPageProps } from './UnlockPage.tsx'
