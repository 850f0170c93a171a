// Started by the benchmark in a process of its own, whose memory and event loop are then only the
// application’s: unlocks, verifies, exports, traces, and receives a large delivery. Prints JSON.

import { join } from 'node:path'
import type { Api } from '#main/router.ts'
import { addDays, certain, type ClientId, clientId as readClientId } from '#shared/kernel/index.ts'
import { passphrase } from './folders.ts'
import { hashRows, writeRows } from './rows.ts'
import { copyOf, openApplication, openBare } from './twins.ts'

export interface Heavy {
  readonly name: string
  /** Milliseconds. */
  readonly took: number
  /** The longest for which the event loop answered nobody, in milliseconds. */
  readonly block: number
  /** Milliseconds of a bare loop over the same rows; null where there is none to compare with. */
  readonly bare: number | null
  /** Of the file that came out. */
  readonly bytes: number | null
}

export interface Afternoon {
  /** Milliseconds from the passphrase to an open practice, and from there to the first Today. */
  readonly unlock: number
  readonly firstToday: number
  readonly heavy: readonly Heavy[]
  /** Bytes that the process holds after a pause, and the most it ever held. */
  readonly memory: { readonly after: number; readonly peak: number }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

/** Looks at the clock each time the event loop comes round; whatever lies between two looks blocked it. */
const watched = async (name: string, work: () => Promise<unknown>): Promise<Heavy> => {
  let block = 0
  let seen = performance.now()
  const look = (): void => {
    const now = performance.now()
    block = Math.max(block, now - seen - interval)
    seen = now
  }
  const interval = 1
  const ticking = setInterval(look, interval)
  const started = performance.now()
  const answer = await work()
  const took = performance.now() - started
  // Also when the answer came before the clock was looked at again.
  look()
  clearInterval(ticking)
  return { name, took, block, bare: null, bytes: answer instanceof File ? answer.size : null }
}

const timeOf = (work: () => unknown): number => {
  const started = performance.now()
  work()
  return performance.now() - started
}

const exportsOf = (
  api: Api,
  clientId: ClientId,
  today: ReturnType<typeof addDays>,
): Readonly<Record<string, () => Promise<File>>> => {
  const year = { from: addDays(today, -365), to: today }
  const history = (format: 'pdf' | 'csv' | 'json' | 'fhir') => () =>
    api.exports.history({ clientId, format })
  return {
    'history as PDF': history('pdf'),
    'history as CSV': history('csv'),
    'history as JSON': history('json'),
    'history as FHIR': history('fhir'),
    'sterilization log of a year as PDF': () =>
      api.exports.sterilization({ ...year, format: 'pdf' }),
    'sterilization log of a year as CSV': () =>
      api.exports.sterilization({ ...year, format: 'csv' }),
    'change log as CSV': () => api.exports.changeLog({ format: 'csv' }),
    'evidence bundle of a client': () => api.exports.evidence({ clientId }),
    'export of the practice': () => api.exports.practice(),
  }
}

const receive = async (api: Api, quantity: number): Promise<unknown> => {
  const product = certain((await api.inventory.products({ kind: 'cartridge' }))[0], 'A cartridge')
  const { today } = await api.practice.get()
  return api.inventory.receiveLot({
    productId: product.id,
    number: 'BENCH-LARGE',
    expiresOn: addDays(today, 700),
    quantity,
    serials: [],
    receivedFrom: '',
  })
}

const spend = async (practice: string, clientId: ClientId): Promise<Afternoon> => {
  const copy = copyOf(practice)
  const { api, close } = openApplication(copy.folder)
  try {
    const started = performance.now()
    await api.vault.unlock({ secret: passphrase })
    const unlocked = performance.now()
    await api.today.get()
    const shown = performance.now()

    const { today } = await api.practice.get()
    const heavy: Heavy[] = [await watched('verify', () => api.audit.verify())]
    for (const [name, make] of Object.entries(exportsOf(api, clientId, today))) {
      heavy.push(await watched(name, make))
    }
    const lots = await api.inventory.lots({})
    const lot = certain(lots[0], 'A lot')
    heavy.push(
      await watched('trace, with its sessions to read', () =>
        api.recalls.tracedSessions({ kind: 'lot', id: lot.id }),
      ),
    )
    heavy.push(await watched('receive 10,000 cartridges', () => receive(api, 10_000)))
    globalThis.gc?.()
    await pause(500)
    const memory = {
      after: process.memoryUsage().rss,
      peak: process.resourceUsage().maxRSS * 1024,
    }
    // Only now: what the bare loops hold is not the application's.
    const bare = await bareTimes(practice, copy.folder)
    return {
      unlock: unlocked - started,
      firstToday: shown - unlocked,
      heavy: heavy.map((one) => ({ ...one, bare: bare[one.name] ?? null })),
      memory,
    }
  } finally {
    await close()
    copy.close()
  }
}

const bareTimes = async (
  practice: string,
  scratch: string,
): Promise<Readonly<Record<string, number>>> => {
  const copy = copyOf(practice)
  try {
    const connection = await openBare(copy.folder, 'read')
    const cold = await openBare(copy.folder, 'read')
    try {
      return {
        verify: timeOf(() => hashRows(connection)),
        'export of the practice': timeOf(() => writeRows(cold, join(scratch, 'rows.json'))),
      }
    } finally {
      connection.close()
      cold.close()
    }
  } finally {
    copy.close()
  }
}

const [practice, client] = process.argv.slice(2)
const answer = await spend(certain(practice, 'A folder'), readClientId.parse(client))
process.stdout.write(`${JSON.stringify(answer)}\n`)
