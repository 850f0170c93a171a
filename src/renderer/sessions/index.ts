export { CoursePage, CourseView, ZoneMap } from './map/index.ts'
export { SessionPage } from './SessionPage.tsx'
