import { defineConfig } from 'vitest/config'
import { importQuickly } from './scripts/lib/options.mjs'

importQuickly()

// Two cores: a file has its own encrypted practices, and more processes only wait. The files of a process
// share their modules: loading the application anew for each of them took a quarter of all the time.
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    globalSetup: 'tests/support/prepared.ts',
    pool: 'forks',
    maxWorkers: 2,
    isolate: false,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
})
