import { cpSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
import { hashRows } from './rows.ts'
import { createReplay, listenTo } from './watch.ts'

export interface Took<T> {
  readonly answer: T
  /** Milliseconds through the router. */
  readonly router: number
  /** Milliseconds of the same statements on the bare driver; null where they were not asked of it. */
  readonly driver: number | null
}

/** A copy of a practice that is thrown away with {@link close}. */
export const copyOf = (practice: string) => {
  const parent = mkdtempSync(join(tmpdir(), 'stratum-bench-'))
  const folder = join(parent, 'practice')
  // Large ones are shared until something is written, where the file system can.
  cpSync(practice, folder, { recursive: true, mode: constants.COPYFILE_FICLONE })
  return { folder, close: () => rmSync(parent, { recursive: true, force: true }) }
}

/** The key of a practice of the benchmark. */
const keyOf = async (folder: string) => {
  const vault = createVault({
    folder,
    random: systemEnvironment.random,
    strength: 'production',
    derive: deriveKeys,
  })
  return dataKey((await vault.unlock(passphrase, undefined)).dataKey)
}

export const openBare = async (folder: string, mode: 'read' | 'write'): Promise<Connection> =>
  openConnection(join(folder, 'records.db'), await keyOf(folder), mode)

/** The application on that folder, as an afternoon’s work has it: nobody idle, the key derived once. */
export const openApplication = (folder: string) => {
  const application = createApplication({
    folder,
    demonstration: true,
    environment: { ...systemEnvironment, now: morningClock() },
  })
  const api: Api = createRouterClient(application.router, { context: application.context() })
  return { api, close: () => application.close() }
}

/** A demonstration writes less carefully; what is measured writes as every practice does. */
export const writeCarefully = async (api: Api): Promise<void> => {
  const { executed } = await listenTo(() => api.practice.get())
  certain(executed[0], 'A statement').statement.database.pragma('synchronous = FULL')
}

/**
 * Two throw-away copies of one practice: the application opens the first; the second is a bare
 * connection with the same key and pragmas. What a call through the router asks of the driver is
 * asked of the second right afterwards, values and all, so both always hold the same.
 */
export const openTwins = async (practice: string) => {
  const [ours, twin] = [copyOf(practice), copyOf(practice)]
  const { api, close } = openApplication(ours.folder)
  await api.vault.unlock({ secret: passphrase })
  await writeCarefully(api)
  // What a new version of the application mends when it opens a practice is mended there too.
  const other = openApplication(twin.folder)
  await other.api.vault.unlock({ secret: passphrase })
  await other.close()
  const connection = await openBare(twin.folder, 'write')
  const replay = createReplay(connection)

  return {
    api,
    connection,
    both: async <T>(call: () => Promise<T>): Promise<Took<T>> => {
      const { answer, executed, took } = await listenTo(call)
      return { answer, router: took, driver: replay(executed) }
    },
    /** Only through the router: what a worker asks of the driver is not heard here. */
    alone: async <T>(call: () => Promise<T>): Promise<Took<T>> => {
      const { answer, took } = await listenTo(call)
      return { answer, router: took, driver: null }
    },
    close: async (): Promise<void> => {
      const { executed } = await listenTo(() => api.practice.get())
      refuseDifference(certain(executed[0], 'A statement').statement.database, connection)
      connection.close()
      await close()
      ours.close()
      twin.close()
    },
  }
}

export type Twins = Awaited<ReturnType<typeof openTwins>>

/** What was compared was the same work: both copies end with the same rows. */
const refuseDifference = (one: Connection, other: Connection): void => {
  if (hashRows(one) === hashRows(other)) return
  throw new Error('The application and the driver did not write the same.')
}
