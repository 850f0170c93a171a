import type { Api } from '#main/router.ts'
import { certain, type ClientId, type LotId, type SessionId } from '#shared/kernel/index.ts'
import { nth, timed, type Timed } from './timed.ts'
import type { Twins } from './twins.ts'

/** What is looked at, one after another. */
interface Subjects {
  readonly clients: readonly ClientId[]
  readonly open: readonly SessionId[]
  readonly signed: readonly SessionId[]
  readonly lots: readonly LotId[]
  /** Of those, the one that reached most sessions. */
  readonly busiest: LotId
}

/** What people type: the start of a name, two names, digits of a telephone, a number. */
const typed = ['an', 'sor', 'kow', 'mar', 'lindq', 'zoe g', '801 555', '555 1', '#17', 'ada pet']

/** Every read of a screen, once through all its calls. */
const reads: Readonly<
  Record<string, (api: Api, subjects: Subjects, turn: number) => Promise<unknown>>
> = {
  Today: (api) => api.today.get(),
  'client search': (api, _, turn) => api.clients.search({ text: nth(typed, turn) }),
  'clients list': (api) => api.clients.search({ text: '' }),
  'client page': (api, { clients }, turn) => clientPage(api, nth(clients, turn)),
  'session page': (api, { open }, turn) => api.sessions.get({ sessionId: nth(open, turn) }),
  'signed session': (api, { signed }, turn) =>
    api.sessions.signed({ sessionId: nth(signed, turn) }),
  'unfinished charts': (api) => api.sessions.unfinished(),
  'loads list': (api) => api.sterilization.loads({}),
  'packs in store': (api) => api.sterilization.packsInStore(),
  'lots list': (api) => api.inventory.lots({}),
  'lot page': (api, { lots }, turn) => api.inventory.lot({ lotId: nth(lots, turn) }),
  'change log page': (api) => api.audit.list({}),
  trace: (api, { busiest }) => api.recalls.trace({ kind: 'lot', id: busiest }),
}

const clientPage = async (api: Api, clientId: ClientId): Promise<void> => {
  await api.clients.get({ clientId })
  await api.sessions.list({ clientId })
  await api.sessions.course({ clientId })
  await api.plans.list({ clientId })
  await api.consent.list({ clientId })
  await api.consent.needed({ clientId })
  await api.consent.handouts({ clientId })
  await api.screening.list({ clientId })
  await api.screening.patchTests({ clientId })
}

/** Answered in a worker where the record is large: what the driver was asked there is not heard. */
const history: Readonly<
  Record<string, (api: Api, clientId: ClientId, sequence: number) => Promise<unknown>>
> = {
  'record history': (api, clientId) => api.audit.record({ table: 'clients', id: clientId }),
  'as it stood': (api, clientId, sequence) =>
    api.audit.asItStood({ table: 'clients', id: clientId, sequence }),
}

export const timeReads = async ({ api, both, alone }: Twins): Promise<readonly Timed[]> => {
  const subjects = await subjectsOf(api)
  const lines: Timed[] = []
  for (const [name, read] of Object.entries(reads)) {
    const runs = 300
    lines.push(await timed(name, runs, (turn) => both(() => read(api, subjects, turn))))
  }
  const [clientId] = subjects.clients
  const client = certain(clientId, 'A client')
  const { moments } = await api.audit.record({ table: 'clients', id: client })
  const { sequence } = certain(moments[Math.floor(moments.length / 2)], 'A moment')
  for (const [name, read] of Object.entries(history)) {
    lines.push(await timed(name, 50, () => alone(() => read(api, client, sequence))))
  }
  return lines
}

const subjectsOf = async (api: Api): Promise<Subjects> => {
  const clients = (await api.clients.search({ text: '' })).clients.map(({ id }) => id)
  const sessions: { readonly id: SessionId; readonly signedAt: string | null }[] = []
  for (const clientId of clients.slice(0, 30)) {
    sessions.push(...(await api.sessions.list({ clientId })))
  }
  const lots = (await api.inventory.lots({})).map(({ id }) => id).slice(0, 60)
  return {
    clients,
    open: (await api.sessions.unfinished()).map(({ id }) => id),
    signed: sessions.flatMap(({ id, signedAt }) => (signedAt === null ? [] : [id])),
    lots,
    busiest: await busiestOf(api, lots),
  }
}

const busiestOf = async (api: Api, lots: readonly LotId[]): Promise<LotId> => {
  let busiest = certain(lots[0], 'A lot')
  let most = -1
  for (const id of lots) {
    const { sessions } = await api.recalls.trace({ kind: 'lot', id })
    if (sessions.length > most) [busiest, most] = [id, sessions.length]
  }
  return busiest
}
