import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dataKey, type DataKey, systemEnvironment } from '#main/database/index.ts'
import { makeDemo } from '#main/demo/index.ts'
import { type Application, createApplication } from '#main/practice.ts'
import type { Api } from '#main/router.ts'
import { createVault, deriveKeys } from '#main/vault/index.ts'
import { tasks } from '#main/worker.ts'
import {
  calendarDate,
  certain,
  type ClientId,
  type LotId,
  type SessionId,
} from '#shared/kernel/index.ts'
import { apiOf } from '../support/practice.ts'
import { watchWork, type Work } from '../support/work.ts'

const passphrase = 'copper lantern orbit thistle'
const asOf = calendarDate.parse('2026-11-22')

interface Subjects {
  readonly clientId: ClientId
  readonly open: SessionId
  readonly signed: SessionId
  readonly lotId: LotId
}

interface Grown {
  readonly api: Api
  readonly application: Application
  readonly folder: string
  /** What a worker is handed: its own copy of the key, which it wipes. */
  readonly records: () => { readonly path: string; readonly key: DataKey }
  readonly subjects: Subjects
  readonly sessions: number
}

let work: ReturnType<typeof watchWork> | undefined
const practices: Grown[] = []

const make = async (clients: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'stratum-growth-'))
  const options = { clients, sessions: clients * 3, years: 1, seed: 'growth', asOf }
  const { counts } = await makeDemo(folder, options, passphrase, () => {})
  return { folder, sessions: counts.sessions }
}

const open = async ({ folder, sessions }: Awaited<ReturnType<typeof make>>): Promise<Grown> => {
  const application = createApplication({
    folder,
    demonstration: true,
    watchesFolders: false,
    environment: { ...systemEnvironment, now: () => new Date('2026-11-22T16:00:00.000Z') },
  })
  const api = apiOf(application)
  await api.vault.unlock({ secret: passphrase })
  const vault = createVault({
    folder,
    random: systemEnvironment.random,
    strength: 'production',
    derive: deriveKeys,
  })
  const { dataKey: key } = await vault.unlock(passphrase, undefined)
  return {
    api,
    application,
    folder,
    records: () => ({ path: join(folder, 'records.db'), key: dataKey(Uint8Array.from(key)) }),
    subjects: await subjectsOf(api),
    sessions,
  }
}

const subjectsOf = async (api: Api): Promise<Subjects> => {
  const { clients } = await api.clients.search({ text: '' })
  let most: { readonly clientId: ClientId; readonly signed: readonly SessionId[] } | null = null
  for (const { id: clientId } of clients) {
    const signed = (await api.sessions.list({ clientId })).flatMap(({ id, signedAt }) =>
      signedAt === null ? [] : [id],
    )
    if (!most || signed.length > most.signed.length) most = { clientId, signed }
  }
  const { clientId, signed } = certain(most, 'A client')
  return {
    clientId,
    signed: certain(signed[0], 'A signed session'),
    open: certain((await api.sessions.unfinished())[0], 'An open session').id,
    lotId: certain((await api.inventory.lots({}))[0], 'A lot').id,
  }
}

type Call = (grown: Grown) => Promise<unknown>

/** A look at one thing, or at one page of a list: it may answer more, up to its page, and no more than that. */
const looks: Readonly<Record<string, Call>> = {
  Today: ({ api }) => api.today.get(),
  'a search for a client': ({ api }) => api.clients.search({ text: 'ma' }),
  'the list of clients': ({ api }) => api.clients.search({ text: '' }),
  'a client': ({ api, subjects: { clientId } }) => api.clients.get({ clientId }),
  'her sessions': ({ api, subjects: { clientId } }) => api.sessions.list({ clientId }),
  'her course': ({ api, subjects: { clientId } }) => api.sessions.course({ clientId }),
  'her plans': ({ api, subjects: { clientId } }) => api.plans.list({ clientId }),
  'her consents': ({ api, subjects: { clientId } }) => api.consent.list({ clientId }),
  'the forms that she needs': ({ api, subjects: { clientId } }) => api.consent.needed({ clientId }),
  'her screenings': ({ api, subjects: { clientId } }) => api.screening.list({ clientId }),
  'her patch tests': ({ api, subjects: { clientId } }) => api.screening.patchTests({ clientId }),
  'an open session': ({ api, subjects }) => api.sessions.get({ sessionId: subjects.open }),
  'a signed session': ({ api, subjects }) => api.sessions.signed({ sessionId: subjects.signed }),
  'the unfinished charts': ({ api }) => api.sessions.unfinished(),
  'the loads': ({ api }) => api.sterilization.loads({}),
  'the packs in store': ({ api }) => api.sterilization.packsInStore(),
  'the spore tests': ({ api }) => api.sterilization.sporeTests({}),
  'the lots': ({ api }) => api.inventory.lots({}),
  'a lot': ({ api, subjects: { lotId } }) => api.inventory.lot({ lotId }),
  'the handpieces': ({ api }) => api.inventory.devices(),
  'what runs low': ({ api }) => api.inventory.lowStock(),
  'a page of the change log': ({ api }) => api.audit.list({}),
  'the history of a record': ({ api, subjects: { clientId } }) =>
    api.audit.record({ table: 'clients', id: clientId }),
  'what the premises need': ({ api }) => api.premises.due(),
}

/** These answer for all that there is. */
const passes: Readonly<Record<string, Call>> = {
  'a trace': ({ api, subjects: { lotId } }) => api.recalls.trace({ kind: 'lot', id: lotId }),
  'the recalls': ({ api }) => api.recalls.list(),
  'the verification': ({ records }) => tasks.verify({ ...records(), request: { anchors: [] } }),
  'the export of the practice': ({ records }) => tasks['write-practice-bundle'](records()),
  'an evidence bundle': ({ records, subjects: { clientId } }) =>
    tasks['write-evidence-bundle']({ ...records(), clientId }),
}

/** Of the small practice and of the large one; the first time prepares the statements. */
const countBoth = async (call: Call): Promise<readonly [Work, Work]> => {
  const counted: Work[] = []
  for (const grown of practices) {
    await call(grown)
    counted.push(await certain(work, 'The watch').count(() => call(grown)))
  }
  return [certain(counted[0], 'The small one'), certain(counted[1], 'The large one')]
}

/** Some that a page of a list or another level of an index may add. */
const more: Work = { statements: 15, rows: 80, pages: 100 }

const refuseMoreThan = (small: Work, large: Work, times: number): void => {
  const within = (of: keyof Work): number => Math.round(small[of] * times + more[of])
  expect(large.statements).toBeLessThanOrEqual(within('statements'))
  expect(large.rows).toBeLessThanOrEqual(within('rows'))
  expect(large.pages).toBeLessThanOrEqual(within('pages'))
}

beforeAll(async () => {
  const made = [await make(8), await make(32)]
  // Making them is not counted, and keeps its pages in memory.
  work = watchWork()
  for (const one of made) practices.push(await open(one))
  // Twenty seconds of work, which two cores may share with the whole suite.
}, 240_000)

afterAll(async () => {
  work?.stop()
  for (const { application, folder } of practices) {
    await application.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

describe('in a practice of four times as many clients', () => {
  it.each(Object.entries(looks))('%s asks about as much of the database', async (_, look) => {
    const [small, large] = await countBoth(look)
    refuseMoreThan(small, large, 1.8)
  })

  it.each(Object.entries(passes))('%s reads no more than there is more', async (_, pass) => {
    const [small, large] = await countBoth(pass)
    const [few, many] = practices.map(({ sessions }) => sessions)
    refuseMoreThan(small, large, (1.1 * certain(many, 'Many')) / certain(few, 'Few'))
  })
})
