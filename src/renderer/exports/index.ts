export { ExportsPage } from './ExportsPage.tsx'
export { RecordPage } from './RecordPage.tsx'
