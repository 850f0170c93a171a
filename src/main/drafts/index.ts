export { Conflict } from './conflict.ts'
export { draftsRouter } from './router.ts'
export { createDrafts, type Drafts } from './service.ts'
