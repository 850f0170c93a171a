export { NewLoadPage } from './NewLoadPage.tsx'
export { SterilizationPage } from './SterilizationPage.tsx'
