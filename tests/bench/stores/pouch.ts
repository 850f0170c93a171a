import PouchDB from 'pouchdb-core'
import memory from 'pouchdb-adapter-memory'
import mapReduce from 'pouchdb-mapreduce'
import type { KeptSession, Records, Store } from './records.ts'

const constructor = PouchDB.plugin(memory).plugin(mapReduce)

/** Views as its manual has them: kept, and built before anything is timed. */
const views = {
  _id: '_design/asked',
  views: {
    words: { map: 'function (doc) { (doc.words || []).forEach(function (word) { emit(word) }) }' },
    lots: {
      map: 'function (doc) { (doc.lotIds || []).forEach(function (lot) { emit(lot, doc.clientId) }) }',
    },
  },
}

const last = '\uffff'
const clientKey = (id: string): string => `client/${id}`
const document = ({ id, clientId, signedAt, lotIds, value }: KeptSession): object => ({
  _id: `session/${clientId}/${signedAt}/${id}`,
  clientId,
  lotIds,
  value,
})

/** In memory, which is kinder to it than a disk: its LevelDB needs a compiler. */
export const openPouch = async ({ clients, sessions, loads }: Records): Promise<Store> => {
  const database = new constructor('stratum-bench', { adapter: 'memory' })
  await database.bulkDocs([
    views,
    ...clients.map(({ id, words, value }) => ({ _id: clientKey(id), words, value })),
    ...sessions.map(document),
    ...loads.map(({ id, startedAt, value }) => ({ _id: `load/${startedAt}/${id}`, value })),
  ])
  await database.query('asked/words', { key: '' })
  await database.query('asked/lots', { key: '' })
  const idOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1)
  return {
    name: 'PouchDB, in memory',
    opening: null,
    bytes: null,
    find: async (beginning) => {
      const range = { startkey: beginning, endkey: `${beginning}${last}`, include_docs: true }
      const { rows } = await database.query('asked/words', range)
      return [...new Set(rows.map(({ id }) => idOf(id)))]
    },
    chart: async (clientId) => {
      await database.get(clientKey(clientId))
      const of = `session/${clientId}/`
      const range = { startkey: `${of}${last}`, endkey: of, descending: true, include_docs: true }
      return (await database.allDocs(range)).rows.map(({ id }) => idOf(id))
    },
    received: async (lotId) => {
      const { rows } = await database.query('asked/lots', { key: lotId })
      const people = new Set(rows.map(({ value }) => clientKey(String(value))))
      for (const id of people) await database.get(id)
      return rows.map(({ id }) => idOf(id))
    },
    year: async ({ from, to }) => {
      const range = { startkey: `load/${from}`, endkey: `load/${to}T99`, include_docs: true }
      return (await database.allDocs(range)).rows.map(({ id }) => idOf(id))
    },
    keep: null,
    close: async () => {
      await database.destroy()
    },
  }
}
