export { clientsRouter } from './router.ts'
export { type Clients, createClients } from './service.ts'
export { verifySearch } from './verify.ts'
