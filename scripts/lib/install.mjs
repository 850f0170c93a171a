import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inProject } from './project.mjs'
import { run } from './run.mjs'
import { refuse, say } from './say.mjs'

/** Installs the locked packages when they are not the ones that stand in node_modules. */
export async function ensureInstalled() {
  const why = whyInstall()
  if (why === null) return
  say(`Installing the packages (${why}). This takes a minute or two.`)
  const { command, first } = npm()
  const args = [...first, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const { code } = await run(command, args, {
    // Standard output may belong to the command that is to run; npm talks on the other.
    stdio: ['ignore', 2, 2],
    environment: { NODE_ENV: undefined, npm_config_loglevel: 'error' },
  }).catch(() => ({ code: 127 }))
  if (code !== 0) refuse('The packages could not be installed. Look at what npm says above.', 3)
}

/**
 * npm writes what it has installed into node_modules as its last step, so this is the truth also
 * after an interrupted install or one by hand.
 *
 * @returns {string | null}
 */
function whyInstall() {
  const installed = read(inProject('node_modules', '.package-lock.json'))
  if (installed === null) return 'there are none yet'
  const locked = read(inProject('package-lock.json'))
  for (const [path, entry] of Object.entries(locked ?? {})) {
    if (path === '' || entry.optional || entry.devOptional || entry.peer) continue
    if (installed[path]?.version !== entry.version)
      return `${path.replace(/^.*node_modules\//, '')} has changed`
  }
  return null
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }> | null} */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return null
  }
}

/** The npm that came with this Node, or the one that started us; else whichever is on the path. */
function npm() {
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js')
  const cli = [process.env.npm_execpath, beside].find(
    (one) => one !== undefined && one.endsWith('npm-cli.js') && existsSync(one),
  )
  if (cli !== undefined) return { command: process.execPath, first: [cli] }
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', first: [] }
}
