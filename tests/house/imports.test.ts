import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { rules } from '../../scripts/imports/rules.mjs'

const project = resolve(import.meta.dirname, '../..')
const made: string[] = []

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A house in which everything is where it belongs. */
const sound: Record<string, string> = {
  'src/shared/kernel/index.ts': `export const one = 1`,
  'src/shared/channel.ts': `export const portChannel = 'port'`,
  'src/shared/audit/index.ts': `export * from './rules.ts'`,
  'src/shared/audit/rules.ts': `import { one } from '#shared/kernel/index.ts'\nexport const two = one`,
  'src/shared/clients/index.ts': `export * from './rules.ts'`,
  'src/shared/clients/rules.ts': `import { two } from '#shared/audit/index.ts'\nexport const three = two`,
  'src/shared/sessions/index.ts': `export const four = 4`,
  'src/shared/contract.ts': `import { oc } from '@orpc/contract'\nexport const contract = { oc }`,
  'src/main/database/index.ts': `import drizzle from 'drizzle-orm'\nexport { drizzle }`,
  'src/main/audit/index.ts': `export const log = 1`,
  'src/main/clients/index.ts': `export * from './service.ts'`,
  'src/main/clients/service.ts': `import { log } from '#main/audit/index.ts'\nexport const service = log`,
  'src/main/sessions/index.ts': `export const session = 1`,
  'src/main/practice.ts': `import { service } from './clients/index.ts'\nexport const app = service`,
  'src/main/cli.ts': `import './commands/serve.ts'`,
  'src/main/commands/serve.ts': `import '../practice.ts'`,
  'src/main/demo/index.ts': `import '#main/practice.ts'`,
  'src/main/electron.ts': `import { app } from 'electron'\nimport type { app as own } from './practice.ts'\nexport { app, own }`,
  'src/preload/index.ts': `import { ipcRenderer } from 'electron'\nimport { portChannel } from '#shared/channel.ts'\nexport { ipcRenderer, portChannel }`,
  'src/renderer/api.ts': `import { contract } from '#shared/contract.ts'\nexport { contract }`,
  'src/renderer/ui/index.ts': `export const Button = 1`,
  'src/renderer/app/App.tsx': `import { Clients } from '#renderer/clients/index.ts'\nexport const App = <T,>({ of }: { of: T }) => <Clients of={of} />`,
  'src/renderer/clients/index.ts': `export * from './Clients.tsx'`,
  'src/renderer/clients/Clients.tsx': `import { Button } from '#renderer/ui/index.ts'\nexport const Clients = Button`,
}

/** One violation of each rule, in a file of its own. */
const planted: Record<string, { file: string; text: string }> = {
  resolved: { file: 'src/main/clients/a.ts', text: `import './gone.ts'` },
  'shared-is-below': {
    file: 'src/shared/clients/b.ts',
    text: `import type { service } from '#main/clients/index.ts'\nexport type S = typeof service`,
  },
  'shared-is-pure': { file: 'src/shared/clients/c.ts', text: `import 'node:fs'` },
  'kernel-is-alone': { file: 'src/shared/kernel/d.ts', text: `import '#shared/channel.ts'` },
  'contract-joins-the-rooms': {
    file: 'src/main/clients/e.ts',
    text: `import '#shared/contract.ts'`,
  },
  door: { file: 'src/main/sessions/f.ts', text: `import '#main/clients/service.ts'` },
  order: {
    file: 'src/main/clients/g.ts',
    text: `export type T = import('#main/sessions/index.ts').session`,
  },
  'database-is-below': { file: 'src/main/database/h.ts', text: `import '#shared/audit/index.ts'` },
  'main-knows-no-screen': { file: 'src/main/clients/i.ts', text: `import 'react'` },
  'rooms-know-no-host': { file: 'src/main/clients/j.ts', text: `import '../practice.ts'` },
  'askers-are-above': {
    file: 'src/main/clients/v.ts',
    text: `import '#main/demo/index.ts'`,
  },
  'electron-in-one-file': {
    file: 'src/main/clients/k.ts',
    text: `export const late = () => import('electron')`,
  },
  'electron-is-handed-functions': {
    file: 'src/main/electron.ts',
    text: `import 'electron'\nimport './clients/index.ts'`,
  },
  'preload-hands-a-port': { file: 'src/preload/l.ts', text: `import '#shared/kernel/index.ts'` },
  'renderer-is-a-page': {
    file: 'src/renderer/clients/m.tsx',
    text: `import { service } from '#main/clients/index.ts'\nexport const M = <T,>() => <p>{service}</p>`,
  },
  'ui-knows-no-room': { file: 'src/renderer/ui/n.ts', text: `import '#shared/clients/index.ts'` },
  'shell-is-above': { file: 'src/renderer/clients/o.ts', text: `import '#renderer/app/App.tsx'` },
  'orpc-in-few-files': {
    file: 'src/main/clients/p.ts',
    text: `export * from '@orpc/server'`,
  },
  'no-circle': {
    file: 'src/main/clients/q.ts',
    text: `import type { r } from './r.ts'\nexport type Q = typeof r`,
  },
  'not-a-room': { file: 'src/main/billing/index.ts', text: `export const s = 1` },
  'shared-is-told': { file: 'src/shared/clients/t.ts', text: `export const t = () => Date.now()` },
  'not-read': { file: 'src/main/clients/u.ts', text: `import { from 'nowhere` },
}

describe('the walls of the house', () => {
  it('lets a sound tree pass, having read every file of it', () => {
    const { code, output } = check(sound)
    expect(output).toContain(`${Object.keys(sound).length} modules and`)
    expect(output).toContain('0 problems')
    expect(code).toBe(0)
  })

  it('finds each planted violation, by its rule and in its file', () => {
    const { code, output } = check({
      ...sound,
      'src/main/clients/r.ts': `import type { Q } from './q.ts'\nexport const r = 1 as unknown as Q`,
      ...Object.fromEntries(Object.values(planted).map(({ file, text }) => [file, text])),
    })
    expect(code).toBe(1)
    const lines = output.split('\n')
    const found = Object.entries(planted).filter(([rule, { file }]) =>
      lines.some((line) => line.startsWith(`${rule}: `) && line.includes(nameIn(rule, file))),
    )
    expect(found.map(([rule]) => rule)).toEqual(Object.keys(planted))
  })

  it('has a planted violation for every rule', () => {
    expect(Object.keys(planted)).toEqual(expect.arrayContaining(rules.map(({ name }) => name)))
  })

  it('refuses a tree in which it found nothing to read', () => {
    const { code, output } = check({ 'src/readme.txt': 'nothing' })
    expect(output).toContain('there is no source to check')
    expect(code).toBe(1)
  })
})

const nameIn = (rule: string, file: string): string =>
  rule === 'not-a-room' ? dirname(file) : file

function check(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'stratum house '))
  made.push(folder)
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'), 'junction')
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), `${text}\n`)
  }
  return run(folder)
}

function run(folder: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(project, 'scripts/check-imports.mjs'), folder],
    { encoding: 'utf8' },
  )
  return { code: status, output: stdout + stderr }
}
