export { PremisesPage } from './PremisesPage.tsx'
