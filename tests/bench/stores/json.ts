import {
  closeSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KeptClient, KeptSession, Records, Store } from './records.ts'

/** One JSON file, read whole when it is opened and then indexed; every write writes it whole. */
export const openJson = async (records: Records): Promise<Store> => {
  const folder = mkdtempSync(join(tmpdir(), 'stratum-store-'))
  const file = join(folder, 'store.json')
  writeFileSync(file, JSON.stringify(records))
  const started = performance.now()
  // What was written a moment ago.
  const { clients, sessions, loads } = JSON.parse(readFileSync(file, 'utf8')) as Records
  const index = indexed({ clients, sessions, loads })
  const opening = performance.now() - started
  return {
    name: 'one JSON file',
    opening,
    bytes: statSync(file).size,
    find: async (beginning) => {
      const found = new Map<string, KeptClient>()
      for (let at = firstFrom(index.words, beginning); at < index.words.length; at += 1) {
        const entry = index.words[at]
        if (!entry?.word.startsWith(beginning)) break
        found.set(entry.client.id, entry.client)
      }
      const people = [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1))
      return people.slice(0, 100).map(({ id }) => id)
    },
    chart: async (clientId) => (index.byClient.get(clientId) ?? []).map(({ id }) => id),
    received: async (lotId) => (index.byLot.get(lotId) ?? []).map(({ id }) => id),
    year: async ({ from, to }) =>
      loads
        .filter(({ startedAt }) => startedAt >= from && startedAt < `${to}T99`)
        .map(({ id }) => id),
    keep: async (session) => {
      writeWhole(file, { clients, sessions: [...sessions, session], loads })
    },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

const indexed = ({ clients, sessions }: Records) => {
  const byClient = new Map<string, KeptSession[]>()
  const byLot = new Map<string, KeptSession[]>()
  const add = (map: Map<string, KeptSession[]>, key: string, session: KeptSession): void => {
    const known = map.get(key)
    if (known) known.push(session)
    else map.set(key, [session])
  }
  for (const session of sessions) {
    add(byClient, session.clientId, session)
    for (const lotId of session.lotIds) add(byLot, lotId, session)
  }
  const words = clients
    .flatMap((client) => client.words.map((word) => ({ word, client })))
    .sort((one, other) => (one.word < other.word ? -1 : 1))
  return { byClient, byLot, words }
}

const firstFrom = (words: readonly { readonly word: string }[], beginning: string): number => {
  let [low, high] = [0, words.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((words[middle]?.word ?? '') < beginning) low = middle + 1
    else high = middle
  }
  return low
}

const writeWhole = (file: string, records: Records): void => {
  const descriptor = openSync(`${file}.new`, 'w')
  writeFileSync(descriptor, JSON.stringify(records))
  fsyncSync(descriptor)
  closeSync(descriptor)
  renameSync(`${file}.new`, file)
}
