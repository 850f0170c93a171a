import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createRouterClient } from '@orpc/server'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { chanceFrom } from '#main/demo/chance.ts'
import { type DemoOptions, type DemoReport, makeDemo } from '#main/demo/index.ts'
import { nameOf } from '#main/demo/people.ts'
import { planVisits } from '#main/demo/plan.ts'
import { createApplication } from '#main/practice.ts'
import type { Api } from '#main/router.ts'
import { certain, toCalendarDate, toInstant } from '#shared/kernel/index.ts'
import { testPassphrase } from '../support/constants.ts'
import { refusedWith } from '../support/refusals.ts'

// Full-strength keys and some dozens of whole sessions.
const patience = 240_000
const asOf = toCalendarDate('2026-11-22')
/** Ten past two on that day in the practice. */
const night = toInstant(new Date('2026-11-22T09:10:00.000Z'))

type Rows = readonly Readonly<Record<string, unknown>>[]

interface Made {
  readonly folder: string
  readonly report: DemoReport
  /** The files of `export practice`, by name. */
  readonly files: Readonly<Record<string, string>>
  readonly holds: boolean
}

const cli = new URL('../../src/main/cli.ts', import.meta.url)
const scripts = [
  'Arabic',
  'Hebrew',
  'Devanagari',
  'Han',
  'Hiragana',
  'Hangul',
  'Thai',
  'Cyrillic',
  'Greek',
]

let place: string

const withPractice = async <T>(folder: string, work: (api: Api) => Promise<T>): Promise<T> => {
  const application = createApplication({ folder })
  try {
    const api: Api = createRouterClient(application.router, { context: application.context() })
    await api.vault.unlock({ secret: testPassphrase })
    return await work(api)
  } finally {
    await application.close()
  }
}

const make = async (
  name: string,
  seed: string,
  clients: number,
  looked: Pick<DemoOptions, 'now'> = {},
): Promise<Made> => {
  const folder = join(place, name)
  const options = { clients, years: 0.5, seed, asOf, ...looked }
  const report = await makeDemo(folder, options, testPassphrase, () => undefined)
  return withPractice(folder, async (api) => {
    const { holds } = await api.audit.verify({ fingerprints: [] })
    const zip = unzipSync(new Uint8Array(await (await api.exports.practice()).arrayBuffer()))
    const texts = Object.entries(zip).map(([file, bytes]) => [
      file,
      new TextDecoder().decode(bytes),
    ])
    return {
      folder,
      report,
      holds,
      files: z.record(z.string(), z.string()).parse(Object.fromEntries(texts)),
    }
  })
}

const row = z.record(z.string(), z.unknown())
const text = (value: unknown): string => z.string().parse(value)

const rowsOf = ({ files }: Made, table: string): Rows =>
  (files[`${table}.jsonl`] ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => row.parse(JSON.parse(line)))

/**
 * What a seed does not decide. The vault never draws a key from a seed, so the practitioner's public
 * key differs, and every signature with the private one. The change log hashes the row that holds
 * the public key, so every hash from there on differs, and with it the head that a signature names.
 * Nor does a kept file get its key from a seed: it is encrypted otherwise each time.
 */
const ofKeys: Readonly<Record<string, readonly string[]>> = {
  practitioners: ['public_key'],
  signatures: ['value', 'head'],
  attachments: ['key', 'ciphertext_hash'],
  'change-log': ['commitment'],
}

/** Hashes of the other files, and the last hash of the log. */
const filesOfHashes: ReadonlySet<string> = new Set(['manifest.json', 'log-head.json'])

const without = (columns: readonly string[], one: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(one).filter(([column]) => !columns.includes(column)))

/** An entry holds the row as text; it is looked at as its table's rows are. */
const withoutKeysInside = (entry: Readonly<Record<string, unknown>>) => ({
  ...entry,
  row: without(ofKeys[text(entry['table'])] ?? [], row.parse(JSON.parse(text(entry['row'])))),
})

const decidedBySeed = (made: Made): Readonly<Record<string, unknown>> => {
  const contents = new Map<string, unknown>()
  for (const [file, content] of Object.entries(made.files)) {
    if (filesOfHashes.has(file) || file.startsWith('attachments/')) continue
    const table = file.replace('.jsonl', '')
    const rows = rowsOf(made, table).map((one) => without(ofKeys[table] ?? [], one))
    if (table === file) contents.set(file, content)
    else contents.set(file, table === 'change-log' ? rows.map(withoutKeysInside) : rows)
  }
  return Object.fromEntries(contents)
}

let first: Made
let again: Made
let other: Made

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'stratum-demo-'))
  first = await make('first', 'one', 5)
  again = await make('again', 'one', 5)
  other = await make('other', 'stratum', 2, { now: night })
}, patience)

afterAll(() => rmSync(place, { recursive: true, force: true }))

describe('a demonstration', () => {
  it('is the same for the same seed, keys aside [CMD-50]', () => {
    const [one, two] = [decidedBySeed(first), decidedBySeed(again)]
    expect(Object.keys(one)).toEqual(Object.keys(two))
    for (const [file, content] of Object.entries(one)) expect(two[file], file).toEqual(content)
    const { recoveryCode: _one, ...report } = first.report
    expect(again.report).toMatchObject(report)
  })

  it('has keys of its own each time [CMD-50]', () => {
    const keys = (made: Made) => rowsOf(made, 'practitioners').map((one) => one['public_key'])
    expect(keys(first)).not.toEqual(keys(again))
    expect(first.report.recoveryCode).not.toBe(again.report.recoveryCode)
  })

  it('has other people for another seed [CMD-51]', () => {
    const people = (made: Made) =>
      rowsOf(made, 'clients').map(({ id, name, birth_date }) => ({ id, name, birth_date }))
    for (const person of people(other)) {
      expect(people(first)).not.toContainEqual(person)
      expect(people(first).map(({ id }) => id)).not.toContain(person.id)
    }
  })

  it('is made by the services: log, rows and signatures hold [CMD-52]', () => {
    expect([first, again, other].map(({ holds }) => holds)).toEqual([true, true, true])
    const actors = new Set(rowsOf(first, 'change-log').map(({ actor }) => actor))
    expect([...actors]).toEqual(rowsOf(first, 'practitioners').map(({ id }) => id))
  })

  it('counts what is there [CMD-53]', () => {
    const { counts } = first.report
    const length = (table: string) => rowsOf(first, table).length
    const signed = rowsOf(first, 'sessions').filter(({ state }) => state === 'signed')
    expect(counts).toEqual({
      clients: length('clients'),
      sessions: signed.length,
      screenings: length('screenings'),
      consents: length('consents'),
      lots: length('lots'),
      loads: length('loads'),
      packs: length('packs'),
      sporeTests: length('spore_tests'),
      recalls: length('recalls'),
    })
    expect(counts.clients).toBe(5)
  })

  it('prints ids of records that are there [CMD-55]', () => {
    const { client, session, lots, loads, packs } = first.report
    const ids = (table: string) => rowsOf(first, table).map(({ id }) => id)
    expect(ids('clients')).toContain(client)
    expect(rowsOf(first, 'sessions')).toContainEqual(
      expect.objectContaining({ id: session, client_id: client, state: 'signed' }),
    )
    expect(ids('lots')).toEqual(expect.arrayContaining([...lots]))
    expect(ids('loads')).toEqual(expect.arrayContaining([...loads]))
    expect(ids('packs')).toEqual(expect.arrayContaining([...packs]))
    expect([lots.length, loads.length, packs.length].every((count) => count > 0)).toBe(true)
    const { sterilizers, devices, products, recalls, sporeTests } = first.report
    expect(ids('sterilizers')).toEqual(sterilizers)
    expect(ids('units')).toEqual(expect.arrayContaining([...devices]))
    expect(ids('products')).toEqual(expect.arrayContaining([...products]))
    expect(ids('recalls')).toEqual(recalls)
    expect(ids('spore_tests')).toEqual(expect.arrayContaining([...sporeTests]))
    expect([devices.length, products.length, sporeTests.length].every((count) => count > 0)).toBe(
      true,
    )
  })

  it('tests its sterilizer each week and before the loads of a day, and tells the clients of a recalled lot [CMD-56]', async () => {
    const results = rowsOf(first, 'spore_tests').map(({ result }) => result)
    const count = (result: string) => results.filter((one) => one === result).length
    expect([count('fail'), count('invalid'), count('pending')]).toEqual([0, 1, 1])
    expect(count('pass')).toBeGreaterThan(20)
    expect(rowsOf(first, 'spore_tests').map(({ purpose }) => purpose)).toContain('repeat')
    const used = rowsOf(first, 'packs').filter(({ session_id }) => session_id !== null)
    expect(used.length).toBeGreaterThan(0)
    expect(used.every(({ released_at }) => released_at !== null)).toBe(true)
    await withPractice(first.folder, async (api) => {
      const { today } = await api.practice.get()
      for (const load of await api.sterilization.loads({ to: today })) {
        if (load.state !== 'released') continue
        const { findings } = await api.sterilization.load({ loadId: load.id })
        expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([])
      }
      const [recallId] = first.report.recalls
      const { recall, worklist } = await api.recalls.get({
        recallId: certain(recallId, 'A recall'),
      })
      expect(recall.closed).not.toBeNull()
      expect(worklist.length).toBeGreaterThan(0)
      expect(worklist.map(({ state }) => state)).toEqual(worklist.map(() => 'done'))
      expect((await api.premises.due()).map(({ finding }) => finding.code)).toContain(
        'premises.container-open',
      )
    })
  })

  it('asks before each session, and has consents of every state that lists show [CMD-57]', async () => {
    const screenings = rowsOf(first, 'screenings')
    const verdicts = screenings.map(({ verdict }) => verdict)
    expect(verdicts).toContain('clear')
    expect(verdicts.filter((verdict) => verdict === 'stop')).toHaveLength(1)
    const used = new Set(rowsOf(first, 'sessions').map(({ screening_id }) => screening_id))
    for (const { id, verdict } of screenings)
      expect(used.has(id), text(id)).toBe(verdict !== 'stop')
    expect(rowsOf(first, 'sessions').filter(({ state }) => state === 'dropped')).toHaveLength(1)
    const cleared = [first, other].flatMap((made) => rowsOf(made, 'clearances'))
    for (const { attachment_id } of cleared) expect(attachment_id).not.toBeNull()
    const results = rowsOf(first, 'patch_tests').map(({ result }) => String(result))
    expect(results.sort()).toEqual(['negative', 'null', 'positive'])
    await withPractice(first.folder, async (api) => {
      const { clients } = await api.clients.search({ text: '' })
      const consents = await Promise.all(
        clients.map(({ id: clientId }) => api.consent.list({ clientId })),
      )
      const states = new Set(consents.flat().map(({ state }) => state))
      expect([...states].sort()).toEqual(
        expect.arrayContaining(['superseded', 'valid', 'withdrawn']),
      )
      expect(new Set(consents.flat().map(({ kind }) => kind)).size).toBe(2)
      expect((await api.today.get()).patchTestsDue).toHaveLength(1)
    })
  })

  it('lies before the day on which somebody looks [CMD-53]', () => {
    const days = rowsOf(first, 'sessions').flatMap(({ signed_at }) =>
      typeof signed_at === 'string' ? [signed_at.slice(0, 10)] : [],
    )
    expect(Math.max(...days.map(Date.parse))).toBeLessThanOrEqual(Date.parse(asOf))
    expect(Math.min(...days.map(Date.parse))).toBeGreaterThan(Date.parse('2026-05-20'))
  })

  it('holds nothing of after the moment at which somebody looks, sessions that go on included [CMD-93]', async () => {
    const moments = (text: string) => text.match(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g) ?? []
    const written = Object.entries(other.files).flatMap(([file, content]) =>
      file.startsWith('attachments/') || file === 'manifest.json' ? [] : moments(content),
    )
    expect(written.length).toBeGreaterThan(1000)
    expect(written.toSorted().at(-1)?.localeCompare(night)).toBeLessThan(0)
    await withPractice(other.folder, async (api) => {
      const unfinished = await api.sessions.unfinished()
      expect(unfinished.length).toBeGreaterThan(0)
      for (const { id: sessionId } of unfinished) {
        const open = await api.sessions.get({ sessionId })
        const charted = moments(JSON.stringify([open.session, open.savedAt, open.document]))
        expect(charted.length).toBeGreaterThan(0)
        expect(charted.toSorted().at(-1)?.localeCompare(night)).toBeLessThan(0)
      }
    })
  })

  it('draws names from many scripts, and each of them can be found [CMD-90]', {
    timeout: patience,
  }, async () => {
    const names = chanceFrom('names')
    const drawn = Array.from({ length: 2000 }, () => nameOf(names)).join(' ')
    for (const script of scripts) expect(drawn).toMatch(new RegExp(`\\p{Script=${script}}`, 'u'))
    const folder = join(place, 'awkward')
    const options = { clients: 60, sessions: 80, years: 0.3, seed: 'scripts', asOf }
    await makeDemo(folder, options, testPassphrase, () => undefined)
    await withPractice(folder, async (api) => {
      const { clients } = await api.clients.search({ text: '' })
      const foreign = clients.filter(({ name }) => /[^\p{Script=Latin}\P{L}]/u.test(name))
      expect(foreign.length).toBeGreaterThan(0)
      for (const { id, name } of foreign) {
        const found = await api.clients.search({ text: name })
        expect(found.clients.map((client) => client.id)).toContain(id)
      }
      expect((await api.audit.verify({ fingerprints: [] })).holds).toBe(true)
    })
  })

  it('is whole as far as it came when its process is killed [CMD-91]', {
    timeout: patience,
  }, async () => {
    const folder = join(place, 'killed')
    const child = spawn(
      process.execPath,
      [cli.pathname, 'demo', '--practice', folder, '--clients', '60'],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, STRATUM_PASSPHRASE: testPassphrase },
      },
    )
    for await (const line of createInterface({ input: child.stderr })) {
      if (line.includes(' sessions')) child.kill('SIGKILL')
    }
    await withPractice(folder, async (api) => {
      expect((await api.audit.verify({ fingerprints: [] })).holds).toBe(true)
      expect((await api.clients.search({ text: '' })).total).toBeGreaterThan(10)
    })
  })

  it('never replaces a practice [CMD-54]', { timeout: patience }, async () => {
    const before = readdirSync(first.folder)
    const options = { clients: 1, years: 0.5, seed: 'one', asOf }
    const refused = makeDemo(first.folder, options, testPassphrase, () => undefined)
    expect(await refusedWith(refused)).toEqual(['vault.practice-exists'])
    expect(readdirSync(first.folder)).toEqual(before)
    await withPractice(first.folder, async (api) => {
      expect((await api.clients.search({ text: '' })).total).toBe(5)
    })
  })
})

describe('the plan of a demonstration', () => {
  const daysOf = (options: Partial<DemoOptions>) => [
    ...planVisits({ clients: 120, years: 1, seed: 'stratum', asOf, ...options }).days(),
  ]
  const visitsOf = (options: Partial<DemoOptions>) =>
    daysOf(options).flatMap(({ visits }) => visits)

  it('gives each of 120 clients a visit, and about 600 sessions a year [CMD-53]', () => {
    for (const seed of ['stratum', 'one', 'two', 'three', 'four']) {
      const visits = visitsOf({ seed })
      expect(new Set(visits.map(({ client }) => client)).size).toBe(120)
      expect(visits.length).toBeGreaterThan(500)
      expect(visits.length).toBeLessThan(750)
    }
  })

  it('is in the order of the days, has no Sunday and at most eight visits a day [CMD-53]', () => {
    const planned = daysOf({})
    const days = planned.map(({ day }) => day)
    expect(days).toEqual([...new Set(days)].sort())
    expect(days.filter((day) => new Date(`${day}T12:00:00Z`).getUTCDay() === 0)).toEqual([])
    expect(Math.max(...planned.map(({ visits }) => visits.length))).toBeLessThanOrEqual(8)
    expect(days.every((day) => day < asOf)).toBe(true)
  })

  it('counts each client’s visits on, series by series [CMD-53]', () => {
    for (const [, visits] of Map.groupBy(visitsOf({}), ({ client }) => client)) {
      expect(visits.map(({ number }) => number)).toEqual(visits.map((_, at) => at + 1))
      const series = visits.map((visit) => visit.series)
      expect(series).toEqual(series.toSorted((one, other) => one - other))
    }
  })

  it('holds as many sessions as were asked for where the time holds them [CMD-92]', () => {
    const lifetime = { clients: 2000, sessions: 20_000, years: 20 }
    const visits = visitsOf(lifetime)
    expect(visits.length).toBeGreaterThan(19_800)
    expect(visits.length).toBeLessThanOrEqual(20_000)
    expect(new Set(visits.map(({ client }) => client)).size).toBe(2000)
    const busiest = Math.max(...daysOf(lifetime).map((one) => one.visits.length))
    expect(busiest).toBeLessThan(12)
  })
})
