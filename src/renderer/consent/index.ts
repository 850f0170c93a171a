export { ConsentPage } from './ConsentPage.tsx'
export { ConsentRecordPage } from './ConsentRecordPage.tsx'
export { SignConsentPage } from './SignConsentPage.tsx'
