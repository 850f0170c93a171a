import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { systemEnvironment } from '#main/database/index.ts'
import { makeDemo } from '#main/demo/index.ts'
import { createApplication } from '#main/practice.ts'
import type { Api } from '#main/router.ts'
import { addDays, calendarDate, micrometres } from '#shared/kernel/index.ts'
import { fillLifetime, type Lifetime } from './lifetime.ts'

export const passphrase = 'copper lantern orbit thistle'
const lookedAt = calendarDate.parse('2026-11-22')
/** The morning on which the benchmark works: 9 o’clock in the practice. */
export const morning = '2026-11-22T16:00:00.000Z'

/** A clock that starts on that morning and goes on by a millisecond a look. */
export const morningClock = (): (() => Date) => {
  let moment = Date.parse(morning)
  return () => new Date(moment++)
}

const project = resolve(import.meta.dirname, '../..')
const cache = join(project, '.cache', 'bench')

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** The demonstration with 120 clients and a year of sessions. */
export const demonstration = (): Promise<string> =>
  madeOnce('demo', async (folder) => {
    say('Making the demonstration practice once; this takes a minute or two …')
    await makeDemo(
      folder,
      { clients: 120, years: 1, seed: 'stratum', asOf: lookedAt },
      passphrase,
      (done, of) => {
        if (done % 100 === 0) say(`  ${done} of ${of} sessions`)
      },
    )
  })

/** A practice with very many clients and nothing else. */
export const manyClients = (count: number): Promise<string> =>
  madeOnce(`clients-${count}`, async (folder) => {
    say(`Making a practice with ${count} clients once; this takes some minutes …`)
    const environment = { ...systemEnvironment, now: morningClock() }
    const application = createApplication({ folder, demonstration: true, environment })
    try {
      const api: Api = createRouterClient(application.router, { context: application.context() })
      await registerMany(api, count)
    } finally {
      await application.close()
    }
  })

/** A large clinic’s lifetime of sessions; its change log knows nothing of them. */
export const lifetimeOf = (size: Lifetime): Promise<string> =>
  madeOnce(`lifetime-${size.clients}-${size.sessions}`, async (folder) => {
    say(`Making a practice with ${size.sessions} sessions once; this takes a minute …`)
    const environment = { ...systemEnvironment, now: morningClock() }
    const application = createApplication({ folder, demonstration: true, environment })
    try {
      const api: Api = createRouterClient(application.router, { context: application.context() })
      await registerMany(api, 0)
    } finally {
      await application.close()
    }
    await fillLifetime(folder, passphrase, size)
  })

/** Folders of other sources are removed; one whose making was cut short is made again. */
const madeOnce = async (name: string, make: (folder: string) => Promise<void>): Promise<string> => {
  const folder = join(cache, `${sourcesHash()}-${name}`)
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  for (const other of readdirSync(cache)) {
    if (!other.startsWith(sourcesHash()) || other.includes('.part')) {
      rmSync(join(cache, other), { recursive: true, force: true })
    }
  }
  const making = `${folder}.part`
  await make(making)
  renameSync(making, folder)
  return folder
}

/** Of everything that decides what such a practice holds. */
const sourcesHash = (): string => {
  const files = [
    'src/main/**/*.ts',
    'src/shared/**/*.ts',
    'drizzle/*.sql',
    'tests/bench/folders.ts',
    'tests/bench/lifetime.ts',
  ]
    .flatMap((pattern) => globSync(pattern, { cwd: project }))
    .sort()
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(readFileSync(join(project, file)))
  return hash.digest('hex').slice(0, 16)
}

const registerMany = async (api: Api, count: number): Promise<void> => {
  await api.practice.create({
    passphrase,
    practice: {
      name: 'Large Studio',
      address: '',
      telephone: '',
      timeZone: 'America/Denver',
      sterilityMode: 'single-use-only',
    },
    owner: {
      name: 'Ada Petersen',
      licenceClass: 'Master esthetician',
      licenceNumber: 'ME-20417',
      licenceExpiresOn: addDays(lookedAt, 700),
      jurisdiction: 'Utah',
      maximumNeedleLength: micrometres.parse(1500),
      maximumNeedleLengthSource: 'Utah master esthetician: up to 1.5 mm',
    },
  })
  for (let number = 1; number <= count; number += 1) {
    await api.clients.create({ details: personOf(number), flags: [], anotherPerson: true })
    if (number % 5000 === 0) say(`  ${number} of ${count} clients`)
  }
}

const beginnings = [
  'Ma',
  'Lé',
  'So',
  'Ka',
  'Tho',
  'Bri',
  'An',
  'Żu',
  'Ol',
  'Ne',
  'Ri',
  'Jø',
  'Pe',
  'Da',
  'Vi',
]
const middles = ['ri', 'la', 'mo', 'ne', 'sa', 'ti', 'do', 'ku', 'bel', 'ver', 'lin']
const ends = [
  'a',
  'ana',
  'sen',
  'ska',
  'ley',
  'ton',
  'ez',
  'berg',
  'ić',
  'ova',
  'ard',
  'mann',
  'elle',
]

/** A name that numbers decide; neighbours differ. */
const nameOf = (number: number): string => {
  const part = (parts: readonly string[], step: number) =>
    parts[Math.floor(number / step) % parts.length] ?? ''
  const given = `${part(beginnings, 1)}${part(middles, 15)}${part(ends, 7)}`
  const family = `${part(beginnings, 31)}${part(middles, 3)}${part(ends, 11)}`
  return `${given} ${family}`
}

const personOf = (number: number) => ({
  name: nameOf(number),
  birthDate: addDays(lookedAt, -7000 - ((number * 7919) % 18_000)),
  telephone: `801 ${String(200 + (number % 700))} ${String((number * 37) % 10_000).padStart(4, '0')}`,
  email: `client${number}@example.com`,
  address: '',
  emergencyContact: '',
  fitzpatrickType: 'III' as const,
  allergies: [],
  medication: [],
  note: '',
})
