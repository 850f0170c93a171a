export { sessionsRouter } from './router.ts'
export { createSessions, type Sessions } from './service.ts'
