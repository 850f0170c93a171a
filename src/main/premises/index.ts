export { premisesRouter } from './router.ts'
export { createPremises, type Premises } from './service.ts'
