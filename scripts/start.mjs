#!/usr/bin/env node
// npm start: installs and builds what is missing, then opens the app: in a window of Electron, or
// in the browser where Electron's runtime cannot be had. `-- --demo` opens a practice with a
// believable year in it, `-- --practice DIR` one in another folder.

import { existsSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findElectron, hasDisplay } from './lib/electron.mjs'
import { prepare } from './lib/prepare.mjs'
import { inProject, whereAsked } from './lib/project.mjs'
import { run, withNode } from './lib/run.mjs'
import { refuse, say } from './lib/say.mjs'

/** For looking around; nobody's records are behind it. */
const demoPassphrase = 'microneedling demo practice'
const cli = inProject('out', 'main', 'cli.js')

const wishes = read(process.argv.slice(2))
const node = await prepare()
const environment = withNode(node)
const practice = await folder()
const found = wishes.browser
  ? { because: 'you asked for the browser' }
  : await findElectron(node, wishes.electron)

if ('electron' in found) {
  say('Opening Stratum.')
  const opened = await run(found.electron, [inProject(), ...practice, ...wishes.electron], {
    environment,
  })
  // Chromium's own way to fail at the start (no sandbox, a missing library) is a signal or 127.
  if (opened.signal === null && opened.code < 126) process.exit(opened.code)
  say(
    'Electron did not start on this machine, as said above; opening Stratum in the browser instead.',
  )
} else {
  say(
    `Without Electron: ${found.because}. ${hasDisplay() ? 'Opening Stratum in the browser.' : 'Open the address below in a browser on this machine.'}`,
  )
}
const browser = hasDisplay() ? [] : ['--no-open']
const served = await run(node, [cli, 'serve', ...practice, ...wishes.port, ...browser], {
  environment,
})
process.exit(served.code)

/** @returns {Promise<string[]>} */
async function folder() {
  if (!wishes.demo) return wishes.practice === null ? [] : ['--practice', wishes.practice]
  const demo = wishes.practice ?? (await demoFolder())
  if (!existsSync(demo) || readdirSync(demo).length === 0) await makeDemo(demo)
  say(`The demo practice is in ${demo}. Its passphrase: ${demoPassphrase}`)
  return ['--practice', demo]
}

/** Beside its place until it is whole: who interrupts it finds no half of a year later. @param {string} folder */
async function makeDemo(folder) {
  say(
    'Making the demo practice: a year of sessions, through the real services. This takes a minute.',
  )
  const making = `${folder} (being made)`
  rmSync(making, { recursive: true, force: true })
  const { code } = await run(node, [cli, 'demo', '--practice', making], {
    environment: { STRATUM_PASSPHRASE: demoPassphrase, ...environment },
  })
  if (code !== 0) process.exit(code)
  if (existsSync(folder)) rmdirSync(folder)
  renameSync(making, folder)
}

/** Asked of the application itself, in the Node that can run it. */
async function demoFolder() {
  const source = pathToFileURL(inProject('src', 'main', 'folder.ts')).href
  const code = `import { demoFolder } from ${JSON.stringify(source)}; process.stdout.write(demoFolder())`
  const { output } = await run(node, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return output
}

/** @param {readonly string[]} args */
function read(args) {
  const wishes = {
    demo: false,
    browser: false,
    practice: /** @type {string | null} */ (null),
    port: /** @type {string[]} */ ([]),
    electron: /** @type {string[]} */ ([]),
  }
  for (let at = 0; at < args.length; at += 1) {
    const [name, inline] = split(args[at] ?? '')
    const value = () => inline ?? args[(at += 1)] ?? refuse(`${name} needs a value.`, 2)
    if (name === '--demo') wishes.demo = true
    else if (name === '--browser') wishes.browser = true
    else if (name === '--practice') wishes.practice = resolve(whereAsked, value())
    else if (name === '--port') wishes.port = ['--port', value()]
    else if (name === '--no-sandbox') wishes.electron.push(name)
    else
      refuse(
        `npm start does not know ${name}. It knows --demo, --practice DIR, --browser, --port N and --no-sandbox.`,
        2,
      )
  }
  return wishes
}

/** @param {string} argument @returns {[string, string | undefined]} */
function split(argument) {
  const at = argument.indexOf('=')
  return at < 0 ? [argument, undefined] : [argument.slice(0, at), argument.slice(at + 1)]
}
