export { NewRecallPage } from './NewRecallPage.tsx'
export { RecallPage } from './RecallPage.tsx'
export { RecallsPage } from './RecallsPage.tsx'
export { TracePage } from './TracePage.tsx'
