export { FaceMap } from './FaceMap.tsx'
export { SessionPage } from './SessionPage.tsx'
