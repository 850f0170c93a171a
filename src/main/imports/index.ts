export { type CycleFile, type FileReading, readCycleFile } from './read.ts'
export { importsRouter } from './router.ts'
export { createImports, type Imports } from './service.ts'
