import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Api } from '#main/router.ts'
import { addDays, certain } from '#shared/kernel/index.ts'
import { type Spread, spreadOf } from '../report.ts'
import { collectGarbage, nth } from '../timed.ts'
import { openJson } from './json.ts'
import { openPouch } from './pouch.ts'
import { type Records, readRecords, type Store, type Year } from './records.ts'
import { openSqlite } from './sqlite.ts'
import { openStratum } from './stratum.ts'

export interface Compared {
  readonly questions: readonly string[]
  readonly stores: readonly {
    readonly name: string
    readonly opening: number | null
    readonly bytes: number | null
    /** Beside the questions; null where it is not measured here. */
    readonly answers: readonly (Spread | null)[]
  }[]
}

interface Asked {
  readonly beginnings: readonly string[]
  readonly clientId: string
  readonly charts: number
  readonly lotId: string
  readonly year: Year
}

/** Sessions of the chart that is opened, where somebody has as many. */
const wanted = 20
const runs = 200

/** The same records and the same questions for every store; refuses answers that differ. */
export const compareStores = async (
  api: Api,
  { opening, bytes }: { readonly opening: number; readonly bytes: number },
): Promise<Compared> => {
  const records = await readRecords(api)
  const { today } = await api.practice.get()
  const asked = askedOf(records, { from: addDays(today, -365), to: today })
  const stratum = openStratum(api, opening, bytes)
  const expected = await answersOf(stratum, asked)
  const makers: readonly (() => Promise<Store>)[] = [
    async () => stratum,
    () => openSqlite('bare SQLite, encrypted', randomBytes(32), records),
    () => openSqlite('bare SQLite, plain', null, records),
    () => openPouch(records),
    () => openJson(records),
  ]
  const stores: Compared['stores'][number][] = []
  for (const open of makers) {
    const store = await open()
    try {
      const given = await answersOf(store, asked)
      if (!isDeepStrictEqual(given, expected)) {
        throw new Error(`${store.name} answers with other records.`)
      }
      stores.push({
        name: store.name,
        opening: store.opening,
        bytes: store.bytes,
        answers: [...(await timesOf(store, asked)), await keeping(store, records)],
      })
    } finally {
      await store.close()
    }
  }
  return {
    questions: [
      'find by the beginning of a name',
      `open a client with ${asked.charts} charts`,
      `everyone who received a lot (${expected[2]?.length ?? 0} sessions)`,
      `sterilization log of a year (${expected[3]?.length ?? 0} loads)`,
      'keep one more chart',
    ],
    stores,
  }
}

const askedOf = ({ clients, sessions }: Records, year: Year): Asked => {
  const charts = new Map<string, number>()
  const lots = new Map<string, number>()
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)
  for (const { clientId, lotIds } of sessions) {
    count(charts, clientId)
    for (const lotId of lotIds) count(lots, lotId)
  }
  const off = ([, many]: readonly [string, number]) => Math.abs(many - wanted)
  const [clientId, many] = certain(
    [...charts].sort((one, other) => off(one) - off(other))[0],
    'A client with charts',
  )
  const [lotId] = certain([...lots].sort((one, other) => other[1] - one[1])[0], 'A lot')
  const beginnings = clients.slice(0, 40).flatMap(({ words }) => words[0]?.slice(0, 3) ?? [])
  return { beginnings, clientId, charts: many, lotId, year }
}

type Question = (store: Store, asked: Asked, turn: number) => Promise<readonly string[]>
const questions: readonly Question[] = [
  (store, { beginnings }, turn) => store.find(nth(beginnings, turn)),
  (store, { clientId }) => store.chart(clientId),
  (store, { lotId }) => store.received(lotId),
  (store, { year }) => store.year(year),
]

const answersOf = async (store: Store, asked: Asked): Promise<readonly (readonly string[])[]> => {
  const answers: (readonly string[])[] = []
  for (const question of questions) answers.push([...(await question(store, asked, 0))].sort())
  return answers
}

const timesOf = async (store: Store, asked: Asked): Promise<readonly Spread[]> => {
  const spreads: Spread[] = []
  for (const question of questions) {
    const until = performance.now() + 2_000
    for (let turn = 0; turn < runs / 5; turn += 1) await question(store, asked, turn)
    collectGarbage()
    const times: number[] = []
    while (times.length < runs && (times.length < 5 || performance.now() < until)) {
      const started = performance.now()
      await question(store, asked, times.length)
      times.push(performance.now() - started)
    }
    spreads.push(spreadOf(times))
  }
  return spreads
}

const keeping = async (store: Store, { sessions }: Records): Promise<Spread | null> => {
  if (!store.keep) return null
  const times: number[] = []
  for (const [turn, session] of sessions.slice(0, 60).entries()) {
    const one = { ...session, id: `${session.id}-${turn}` }
    const started = performance.now()
    await store.keep(one)
    times.push(performance.now() - started)
  }
  return spreadOf(times.slice(10))
}
