export { type CycleFile, type FileReading, readCycleFile, tooLarge } from './read.ts'
export { importsRouter } from './router.ts'
export { createImports, type Imports } from './service.ts'
