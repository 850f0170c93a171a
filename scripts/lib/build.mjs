import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { inProject, tools } from './project.mjs'
import { run, withNode } from './run.mjs'
import { refuse, say } from './say.mjs'

const stamp = inProject('.cache', 'build')
const lock = inProject('.cache', 'build.lock')
const made = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']

/** Builds `out/` unless it was made from exactly these sources. @param {string} node */
export async function ensureBuilt(node) {
  if (isBuilt()) return
  await alone(async () => {
    const sources = hashOfSources()
    if (isBuilt(sources)) return
    say('Building (a few seconds).')
    rmSync(stamp, { force: true })
    rmSync(inProject('out'), { recursive: true, force: true })
    const { code, output } = await run(node, [tools.electronVite, 'build'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      environment: { ...withNode(node), NO_COLOR: '1' },
    })
    if (code !== 0) {
      process.stderr.write(output)
      refuse('The build failed, as said above.')
    }
    writeFileSync(stamp, sources)
  })
}

const isBuilt = (sources = hashOfSources()) =>
  made.every((file) => existsSync(inProject(file))) &&
  existsSync(stamp) &&
  readFileSync(stamp, 'utf8') === sources

function hashOfSources() {
  const hash = createHash('sha256')
  const files = ['package.json', 'package-lock.json', 'tsconfig.json', 'electron.vite.config.ts']
  for (const file of [...files, ...filesBelow('src')]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(inProject(file)))
      .update('\0')
  }
  return hash.digest('hex')
}

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  const entries = readdirSync(inProject(folder), { withFileTypes: true })
  return entries
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      return entry.isDirectory() ? filesBelow(path) : [path]
    })
}

/** One build at a time: two commands may start together. @param {() => Promise<void>} work */
async function alone(work) {
  mkdirSync(dirname(lock), { recursive: true })
  while (!take()) await wait(200)
  const free = () => rmSync(lock, { recursive: true, force: true })
  process.once('exit', free)
  try {
    await work()
  } finally {
    process.off('exit', free)
    free()
  }
}

function take() {
  try {
    mkdirSync(lock)
    writeFileSync(join(lock, 'pid'), String(process.pid))
    return true
  } catch {
    if (!isHeld()) rmSync(lock, { recursive: true, force: true })
    return false
  }
}

/** A killed build leaves its lock behind. */
function isHeld() {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0)
    return true
  } catch (error) {
    // Another user's process may not be signalled, but is there; a lock without a number is being
    // written at this moment.
    const code = error instanceof Error && 'code' in error ? error.code : ''
    return code === 'EPERM' || code === 'ENOENT'
  }
}
