import { type ClientLink, createORPCClient, isDefinedError, ORPCError } from '@orpc/client'
import { RPCLink as FetchLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { z } from 'zod'
import { portChannel, tokenHeader } from '#shared/channel.ts'
import type { contract } from '#shared/contract.ts'
import { type Draft, draft } from '#shared/drafts/index.ts'
import { type Problem, problem, Refusal } from '#shared/kernel/index.ts'

/** Everything that a screen can ask. A window answers over its port, a browser over loopback. */
export type Api = ContractRouterClient<typeof contract>

/**
 * `lost`: nobody answers (the application has stopped, or is starting); calls go on trying.
 * `refused`: somebody answers but does not know this page, so the address must be opened anew.
 */
export type Connection = 'open' | 'lost' | 'refused'

/** A call that reached nobody, or was turned away at the door. Nothing is known to be written. */
export class ConnectionLost extends Error {
  readonly connection: Exclude<Connection, 'open'>

  constructor(connection: Exclude<Connection, 'open'>) {
    super(
      connection === 'lost'
        ? 'Stratum does not answer. Start it again; what was saved is kept.'
        : 'Stratum does not know this page. Open the address that was printed when it started.',
    )
    this.name = 'ConnectionLost'
    this.connection = connection
  }
}

/** Whether the application answers; made for `useSyncExternalStore`. */
export const connection = {
  current: (): Connection => state,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}

/** True for a call that failed because the application did not answer, not because of its input. */
export const connectionLost = (error: unknown): error is ConnectionLost =>
  error instanceof ConnectionLost

/** The reasons of an expected refusal, or null for any other error. */
export function refusalOf(error: unknown): readonly Problem[] | null {
  // What the screen itself refuses, before anything is asked of main.
  if (error instanceof Refusal) return error.problems
  if (!(error instanceof ORPCError) || !isDefinedError(error) || error.code !== 'REFUSED')
    return null
  const read = refused.safeParse(error.data)
  return read.success ? read.data.problems : null
}

/** True when the practice must be unlocked before this can be answered. */
export const practiceLocked = (error: unknown): boolean =>
  error instanceof ORPCError && error.code === 'LOCKED'

/** The number under which a surprise was written down, or null. */
export function incidentOf(error: unknown): string | null {
  const read = error instanceof ORPCError ? surprised.safeParse(error.data) : null
  return read?.success ? read.data.incident : null
}

type Context = Record<never, never>

const refused = z.object({ problems: z.array(problem).min(1) })
const surprised = z.object({ incident: z.string() })
const listeners = new Set<() => void>()
let state: Connection = 'open'

function become(next: Connection): void {
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}

/** An Electron window is handed a port by its preload, also when a development server has the page. */
const inWindow = location.protocol === 'app:' || navigator.userAgent.includes(' Electron/')

function portLink(): ClientLink<Context> {
  const link = new Promise<PortLink<Context>>((resolve) => {
    window.addEventListener('message', (event) => {
      const [port] = event.ports
      if (event.source !== window || event.data !== portChannel || port === undefined) return
      port.addEventListener('close', () => become('lost'))
      resolve(new PortLink({ port }))
      port.start()
    })
  })
  return {
    async call(path, input, options) {
      if (connection.current() === 'lost') throw new ConnectionLost('lost')
      try {
        return await (await link).call(path, input, options)
      } catch (error) {
        // The close event of a port that broke under a call may come after the call has failed.
        if (connection.current() === 'lost' && !(error instanceof ORPCError))
          throw new ConnectionLost('lost')
        throw error
      }
    },
  }
}

function fetchLink(): FetchLink<Context> {
  const token = ownToken()
  return new FetchLink({
    url: new URL('/rpc', location.href),
    headers: { [tokenHeader]: token },
    fetch: async (request, init) => {
      const response = await fetch(request, init).catch((error: unknown) => {
        if (request.signal.aborted) throw error
        become('lost')
        throw new ConnectionLost('lost')
      })
      if (response.status === 401 || response.status === 403) {
        const ours = response.headers.get('content-type')?.startsWith('application/json') ?? false
        if (!ours) {
          become('refused')
          throw new ConnectionLost('refused')
        }
      }
      become('open')
      return response
    },
  })
}

/**
 * The token comes in the fragment, which no request carries, and moves at once to this tab's own
 * storage: neither a bookmark nor a screenshot of the address bar gives it away.
 */
function ownToken(): string {
  const key = 'stratum:token'
  const given = new URLSearchParams(location.hash.slice(1)).get('token')
  if (given !== null) {
    sessionStorage.setItem(key, given)
    history.replaceState(history.state, '', location.pathname + location.search)
  }
  return sessionStorage.getItem(key) ?? ''
}

export const api: Api = createORPCClient(inWindow ? portLink() : fetchLink())

/** Query and mutation options for every procedure: `query.clients.search.queryOptions({ input })`. */
export const query = createTanstackQueryUtils(api)

/** What another window has saved in the meantime, when a save was refused for that; or null. */
export function conflictOf(error: unknown): unknown {
  const isConflict =
    error instanceof ORPCError && isDefinedError(error) && error.code === 'CONFLICT'
  return isConflict ? error.data : null
}

/** The same, of a draft. */
export function newerDraftOf(error: unknown): Draft | null {
  const read = draft.safeParse(conflictOf(error))
  return read.success ? read.data : null
}
