export { screeningRouter } from './router.ts'
export { createScreening, type Screenings } from './service.ts'
