export { sessionsRouter } from './router.ts'
export { createSessions, type Sessions } from './service.ts'
export { verifyGates } from './verify.ts'
