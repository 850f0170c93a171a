export { todayRouter } from './router.ts'
export { createToday, type Today } from './service.ts'
