export { type PaperSetting, signedConsentBlocks } from './paper-blocks.ts'
export { type ConsentPapers, createConsentPapers } from './papers.ts'
export { consentRouter } from './router.ts'
export { type Consents, createConsent } from './service.ts'
