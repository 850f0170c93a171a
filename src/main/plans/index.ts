export { plansRouter } from './router.ts'
export { createPlans, type Plans } from './service.ts'
