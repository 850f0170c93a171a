import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { createRouterClient } from '@orpc/server'
import {
  type Connection,
  dataKey,
  openConnection,
  systemEnvironment,
} from '#main/database/index.ts'
import { createApplication } from '#main/practice.ts'
import type { Api } from '#main/router.ts'
import { createVault, deriveKeys } from '#main/vault/index.ts'
import { certain } from '#shared/kernel/index.ts'
import { morningClock, passphrase } from './folders.ts'
import { createReplay, listenTo } from './watch.ts'

export interface Took<T> {
  readonly answer: T
  /** Milliseconds through the router. */
  readonly router: number
  /** Milliseconds of the same statements on the bare driver. */
  readonly driver: number
}

/**
 * Two throw-away copies of one practice: the application opens the first; the second is a bare
 * connection with the same key and pragmas. What a call through the router asks of the driver is
 * asked of the second right afterwards, values and all, so both always hold the same.
 */
export const openTwins = async (practice: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'stratum-bench-'))
  const [ours, bare] = [join(folder, 'application'), join(folder, 'driver')]
  cpSync(practice, ours, { recursive: true })
  cpSync(practice, bare, { recursive: true })

  const application = createApplication({
    folder: ours,
    // The derived signing key serves every signature, and nobody is idle.
    demonstration: true,
    environment: { ...systemEnvironment, now: morningClock() },
  })
  const api: Api = createRouterClient(application.router, { context: application.context() })
  const unlocking = await timesOfUnlocking(api)
  // A demonstration writes less carefully; what is measured writes as every practice does.
  await setSynchronous(api)

  const vault = createVault({
    folder: bare,
    random: systemEnvironment.random,
    strength: 'production',
    derive: deriveKeys,
  })
  const { dataKey: key } = await vault.unlock(passphrase, undefined)
  const connection = openConnection(join(bare, 'records.db'), dataKey(key), 'write')
  const replay = createReplay(connection)

  return {
    api,
    unlocking,
    both: async <T>(call: () => Promise<T>): Promise<Took<T>> => {
      const { answer, executed, took } = await listenTo(call)
      return { answer, router: took, driver: replay(executed) }
    },
    /** One statement of plain SQL on the bare driver, prepared once. */
    plain: <Row>(source: string) => {
      const statement = connection.prepare<unknown[], Row>(source)
      return (...values: readonly unknown[]): { readonly rows: Row[]; readonly took: number } => {
        const started = performance.now()
        const rows = statement.all(...values)
        return { rows, took: performance.now() - started }
      }
    },
    close: async (): Promise<void> => {
      const { executed } = await listenTo(() => api.practice.get())
      refuseDifference(certain(executed[0], 'A statement').statement.database, connection)
      connection.close()
      await application.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Twins = Awaited<ReturnType<typeof openTwins>>

/** Milliseconds from the passphrase to an open practice. */
const timesOfUnlocking = async (api: Api): Promise<readonly number[]> => {
  const times: number[] = []
  for (let turn = 0; turn < 5; turn += 1) {
    const started = performance.now()
    await api.vault.unlock({ secret: passphrase })
    times.push(performance.now() - started)
    if (turn < 4) await api.vault.lock()
  }
  return times
}

const setSynchronous = async (api: Api): Promise<void> => {
  const { executed } = await listenTo(() => api.practice.get())
  certain(executed[0], 'A statement').statement.database.pragma('synchronous = FULL')
}

/** What was compared was the same work: both copies end with the same sealed change log. */
const refuseDifference = (one: Connection, other: Connection): void => {
  const head = 'SELECT sequence, hash FROM chain_head'
  if (isDeepStrictEqual(one.prepare(head).get(), other.prepare(head).get())) return
  throw new Error('The application and the driver did not write the same.')
}
