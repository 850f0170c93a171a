import { defineConfig } from 'vitest/config'
import { importQuickly } from './scripts/lib/options.mjs'

importQuickly()

// Two cores: a file is a process with its own encrypted practices, and more of them only wait.
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    globalSetup: 'tests/support/prepared.ts',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
})
