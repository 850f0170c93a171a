import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { inProject, tools } from './project.mjs'
import { run } from './run.mjs'
import { refuse, say } from './say.mjs'

// The shell is Chromium without its windows: what Playwright's own download uses, too. The tests take
// half of the processor time in it.
const onPath = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** A Chromium that is here: the one named by STRATUM_CHROMIUM, the system's, or Playwright's own. @returns {string | null} */
export function browserHere() {
  const named = process.env.STRATUM_CHROMIUM
  if (named) return named
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const system = onPath.flatMap((name) => folders.map((folder) => join(folder, name)))
  const found = [...system, ...elsewhere].find((file) => existsSync(file))
  return found ?? playwrights()
}

/** @returns {string | null} */
function playwrights() {
  try {
    const require = createRequire(inProject('package.json'))
    /** @type {typeof import('@playwright/test')} */
    const { chromium } = require('@playwright/test')
    const file = chromium.executablePath()
    return existsSync(file) ? file : null
  } catch {
    return null
  }
}

/** A Chromium for the tests, fetched when there is none. @param {string} node @returns {Promise<string>} */
export async function ensureBrowser(node) {
  const here = browserHere()
  if (here !== null) return here
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) await fromDebian()
  if (browserHere() === null) {
    say('Fetching a Chromium for the tests (once, about 150 MB).')
    await run(node, [tools.playwright, 'install', 'chromium'])
  }
  const fetched = browserHere()
  if (fetched !== null) return fetched
  return refuse(
    'The tests need a Chromium and none could be had. Install one, or name it: STRATUM_CHROMIUM=/path npm test',
    3,
  )
}

async function fromDebian() {
  say('Installing Chromium for the tests with apt-get (once, a minute or two).')
  await apt('update')
  const install = ['install', '-y', '--no-install-recommends']
  const shell = await apt(...install, 'chromium-headless-shell')
  if (shell.code === 0) return
  // Older releases have no package for it.
  const { code, output } = await apt(...install, 'chromium')
  if (code !== 0) say(output.split('\n').slice(-5).join('\n'))
}

const apt = (/** @type {string[]} */ ...args) =>
  run('apt-get', args, {
    environment: { DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'pipe'],
    folder: '/',
  })
