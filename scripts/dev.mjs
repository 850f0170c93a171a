// npm run dev: the app with pages that change as you edit them. In Electron's window where its
// runtime is here; else in the browser, with Vite's page before the loopback host, which starts
// again when main's sources change. `-- --practice DIR` as with npm start.

import { spawn } from 'node:child_process'
import { electronHere, hasDisplay } from './lib/electron.mjs'
import { prepare } from './lib/prepare.mjs'
import { inProject, tools, whereAsked } from './lib/project.mjs'
import { run, withNode } from './lib/run.mjs'
import { say } from './lib/say.mjs'

const args = process.argv.slice(2)
const node = await prepare()

if (electronHere() !== null && hasDisplay()) {
  const all = [tools.electronVite, 'dev', '--watch', '--', ...args]
  const { code } = await run(node, all, { environment: withNode(node) })
  process.exit(code)
}

say('Without Electron: the page comes from Vite, its calls go to the loopback host.')
const ports = { host: 4717, page: 4718 }
const cli = inProject('src', 'main', 'cli.ts')
const host = spawn(
  node,
  ['--watch-path', inProject('src', 'main'), '--watch-path', inProject('src', 'shared')]
    .concat(['--watch-preserve-output', cli, 'serve', '--no-open', '--port', String(ports.host)])
    .concat(args),
  {
    cwd: whereAsked,
    env: { ...process.env, ...withNode(node) },
    stdio: ['inherit', 'pipe', 'inherit'],
  },
)
host.stdout.on('data', (data) => {
  // The token is the host's; the page that takes it is Vite's.
  say(String(data).trimEnd().replaceAll(`:${ports.host}/`, `:${ports.page}/`))
})
host.on('close', (code) => process.exit(code ?? 1))
const page = await run(
  node,
  [tools.vite, '--config', inProject('vite.dev.config.ts'), '--port', String(ports.page)],
  { environment: { ...withNode(node), STRATUM_HOST: `http://127.0.0.1:${ports.host}` } },
)
host.kill('SIGTERM')
process.exit(page.code)
