export { type CreatesPractice, practiceRouter } from './router.ts'
export { createPractice, type Practice } from './service.ts'
