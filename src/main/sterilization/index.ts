export type { LoggedLoad } from './record.ts'
export { sterilizationRouter } from './router.ts'
export { createSterilization, type Sterilization } from './service.ts'
