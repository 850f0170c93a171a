export { recallsRouter } from './router.ts'
export { createRecalls, type Recalls } from './service.ts'
