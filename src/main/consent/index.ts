export { consentRouter } from './router.ts'
export { type Consents, createConsent } from './service.ts'
