import type { Api } from '#main/router.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import { addDays, certain } from '#shared/kernel/index.ts'

/** A record with what it is asked by; `value` is the whole of it, as the router answers it. */
export interface KeptClient {
  readonly id: string
  readonly name: string
  /** Folded words of which each may be begun. */
  readonly words: readonly string[]
  readonly value: unknown
}
export interface KeptSession {
  readonly id: string
  readonly clientId: string
  readonly signedAt: string
  readonly lotIds: readonly string[]
  readonly value: unknown
}
export interface KeptLoad {
  readonly id: string
  readonly startedAt: string
  readonly value: unknown
}

/** The same records for every store, read through the application. */
export interface Records {
  readonly clients: readonly KeptClient[]
  readonly sessions: readonly KeptSession[]
  readonly loads: readonly KeptLoad[]
}

/** A year before this day. */
export interface Year {
  readonly from: CalendarDate
  readonly to: CalendarDate
}

/** What is asked of each store; the ids of what it found, whole records read. */
export interface Store {
  readonly name: string
  /** Milliseconds until the first answer can be asked for; null where it was not measured. */
  readonly opening: number | null
  /** On the disk; null where it keeps nothing there. */
  readonly bytes: number | null
  readonly find: (beginning: string) => Promise<readonly string[]>
  readonly chart: (clientId: string) => Promise<readonly string[]>
  readonly received: (lotId: string) => Promise<readonly string[]>
  readonly year: (year: Year) => Promise<readonly string[]>
  /** Keeps one more session so that a power cut does not take it; null where it cannot. */
  readonly keep: ((session: KeptSession) => Promise<void>) | null
  readonly close: () => Promise<void>
}

export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

export const readRecords = async (api: Api): Promise<Records> => {
  const clients: KeptClient[] = []
  const sessions: KeptSession[] = []
  const lots = await lotsOfSessions(api)
  for (const client of await everyone(api)) {
    const { id, name, email } = client
    const words = [...fold(name).split(/[^\p{L}\p{N}]+/u), fold(email).split('@')[0] ?? '']
    clients.push({ id, name, words: words.filter((word) => word !== ''), value: client })
    for (const session of await api.sessions.list({ clientId: id })) {
      if (session.signedAt === null) continue
      const value = await api.sessions.signed({ sessionId: session.id })
      const lotIds = [...(lots.get(session.id) ?? [])]
      sessions.push({ id: session.id, clientId: id, signedAt: session.signedAt, lotIds, value })
    }
  }
  const { today } = await api.practice.get()
  const loads = await loadsOf(api, { from: addDays(today, -20_000), to: today })
  return {
    clients,
    sessions,
    loads: loads.map((load) => ({ id: load.id, startedAt: load.startedAt, value: load })),
  }
}

const everyone = async (api: Api) => {
  const found: Awaited<ReturnType<Api['clients']['get']>>[] = []
  let offset = 0
  for (;;) {
    const { clients, total } = await api.clients.search({ text: '', offset })
    for (const { id } of clients) found.push(await api.clients.get({ clientId: id }))
    offset += clients.length
    if (clients.length === 0 || offset >= total) return found
  }
}

const lotsOfSessions = async (api: Api): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const lots = new Map<string, Set<string>>()
  for (const { id } of await api.inventory.lots({})) {
    for (const session of (await api.recalls.trace({ kind: 'lot', id })).sessions) {
      const known = lots.get(session) ?? new Set()
      lots.set(session, known.add(id))
    }
  }
  return lots
}

/** Every page of them. */
export const loadsOf = async (api: Api, year: Year) => {
  const loads = await api.sterilization.loads(year)
  for (let page = loads; page.length > 0; ) {
    page = await api.sterilization.loads({ ...year, after: certain(loads.at(-1), 'A load').id })
    loads.push(...page)
  }
  return loads
}
