import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, whatever the working directory is. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Where the person stands: npm moves to the project before it runs a script. */
export const whereAsked =
  process.env.npm_lifecycle_event === undefined
    ? process.cwd()
    : (process.env.INIT_CWD ?? process.cwd())

/** A file of the project. @param {...string} parts */
export const inProject = (...parts) => join(root, ...parts)

/** The JavaScript behind a tool's command, so that the Node that we chose runs it. */
export const tools = {
  biome: inProject('node_modules/@biomejs/biome/bin/biome'),
  electronVite: inProject('node_modules/electron-vite/bin/electron-vite.js'),
  knip: inProject('node_modules/knip/bin/knip.js'),
  oxlint: inProject('node_modules/oxlint/bin/oxlint'),
  playwright: inProject('node_modules/@playwright/test/cli.js'),
  tsc: inProject('node_modules/typescript/bin/tsc'),
  vite: inProject('node_modules/vite/bin/vite.js'),
  vitest: inProject('node_modules/vitest/vitest.mjs'),
}
