import { fileURLToPath } from 'node:url'

// This module stands two folders below the project, from source (src/main) as well as bundled
// (out/main: the build writes every chunk flat beside the entries for this reason).
const here = import.meta.url
const beside = (path: string): string => fileURLToPath(new URL(path, here))

/** The released migrations, `0001_….sql` and on. */
export const migrationsFolder = beside('../../drizzle')

/** The built page, `index.html` and its assets. */
export const pagesFolder = beside('../../out/renderer')

/** The built preload, one CommonJS file. */
export const preloadFile = beside('../../out/preload/index.cjs')

/** For `new Worker(workerUrl)`: Node runs the source itself, a build has it as a bundle. */
export const workerUrl = new URL(here.endsWith('.ts') ? './worker.ts' : './worker.js', here)
