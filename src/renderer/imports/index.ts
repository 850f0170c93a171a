export { CyclePage } from './CyclePage.tsx'
export { FilesPage } from './FilesPage.tsx'
