import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inProject } from './project.mjs'
import { run } from './run.mjs'
import { say } from './say.mjs'

/** Long enough for a hundred megabytes on a modest line, once. */
const patience = 180_000

/** Electron's executable, if it is here. @returns {string | null} */
export function electronHere() {
  const folder = inProject('node_modules', 'electron')
  try {
    const name = readFileSync(join(folder, 'path.txt'), 'utf8')
    const file = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name)
    return existsSync(file) ? file : null
  } catch {
    return null
  }
}

/** Whether there is a screen to open a window on. */
export const hasDisplay = () =>
  process.platform === 'darwin' ||
  process.platform === 'win32' ||
  Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/**
 * Electron's executable, fetched when it is not here yet; or one line that says why there is none.
 *
 * @param {string} node @param {readonly string[]} args
 * @returns {Promise<{ electron: string } | { because: string }>}
 */
export async function findElectron(node, args) {
  if (!hasDisplay()) return { because: 'there is no display for a window' }
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  if (isRoot && !args.includes('--no-sandbox')) {
    return {
      because: 'it does not run as root unless you add --no-sandbox, which takes a wall away',
    }
  }
  const here = electronHere()
  if (here !== null) return { electron: here }
  say("Fetching Electron's runtime (once, about 100 MB).")
  await run(node, [inProject('node_modules', 'electron', 'install.js')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    patience,
  }).catch(() => null)
  const fetched = electronHere()
  if (fetched !== null) return { electron: fetched }
  return { because: 'its runtime could not be fetched (no network, or not from here)' }
}
