export { ClientBanner, type ClientBannerProps } from './ClientBanner.tsx'
export { ClientPage } from './ClientPage.tsx'
export { ClientsPage } from './ClientsPage.tsx'
export { NewClientPage } from './NewClientPage.tsx'
