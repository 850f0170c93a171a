import Driver from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '#main/database/index.ts'
import { addSterilizer, runCycle, testCycle } from '../support/sterility.ts'
import { openCharted, readyRoom, releasedPacks, signedSession } from '../support/treatment.ts'
import { addPlan } from '../support/whole-chart.ts'

/** Rows of a large clinic after twenty years; tables that are not named here stay small. */
const grown: Readonly<Record<string, number>> = {
  addenda: 20_000,
  attachments: 300_000,
  choice_withdrawals: 5000,
  clearances: 20_000,
  client_flags: 100_000,
  clients: 50_000,
  consent_copies: 100_000,
  consent_handouts: 100_000,
  consent_papers: 100_000,
  consent_uses: 500_000,
  consents: 100_000,
  contents: 1_000_000,
  cycle_records: 50_000,
  derived_series: 60_000,
  derived_stock: 20_000,
  deviations: 20_000,
  device_events: 500_000,
  handpiece_uses: 500_000,
  loads: 50_000,
  log_pages: 3_000_000,
  log_rows: 10_000_000,
  log_tables: 3_000_000,
  lots: 20_000,
  packs: 500_000,
  patch_tests: 50_000,
  plan_versions: 80_000,
  plans: 60_000,
  screenings: 500_000,
  session_anaesthetics: 400_000,
  session_marks: 500_000,
  session_orders: 5000,
  session_products: 1_500_000,
  session_zones: 2_000_000,
  sessions: 500_000,
  signatures: 1_500_000,
  spore_tests: 5000,
  stock_movements: 1_000_000,
  units: 1_000_000,
}

/**
 * Statements that may go through a table that grows, with the reason. What is found has to read
 * everything, or the order of an index ends it early.
 */
const excepted: readonly { readonly statement: RegExp; readonly because: string }[] = [
  {
    statement: /^SELECT count\(\*\) FROM "\w+"$/,
    because: 'a migration counts what it may not lose',
  },
  {
    statement:
      /from "clients" (where \+"clients"."search_key" IN .*)?order by "clients"."search_text"/,
    because: 'the names are walked in their order until a page is full',
  },
]

const prototype: object = Driver.prototype
const original: unknown = Reflect.get(prototype, 'prepare')
const heard = new Set<string>()

beforeAll(() => {
  Reflect.set(prototype, 'prepare', function (this: Connection, source: string): unknown {
    if (/^\s*(SELECT|UPDATE|DELETE|WITH)/i.test(source)) heard.add(source)
    if (typeof original !== 'function') throw new Error('The driver has no prepare.')
    const statement: unknown = Reflect.apply(original, this, [source])
    return statement
  })
})
afterAll(() => {
  Reflect.set(prototype, 'prepare', original)
})

/** Uses every room once: a repository prepares all of its statements at its first use. */
const useEveryRoom = async () => {
  const room = await readyRoom()
  const { api, practice, clientId, serum } = room
  await addPlan(room)
  const { session } = await signedSession(room)
  const { sessionId } = await openCharted(room, {}, 1)
  await releasedPacks(practice)
  const machine = await addSterilizer(practice, '4472')
  const load = await runCycle(practice, machine, {
    cycleNumber: 1,
    startedAt: '2026-11-10T12:00:00.000Z',
  })
  await testCycle(practice, load.id)
  await Promise.all([
    api.today.get(),
    api.practice.get(),
    api.clients.search({ text: 'mia' }),
    api.clients.search({ text: '' }),
    api.clients.get({ clientId }),
    api.sessions.get({ sessionId }),
    api.sessions.signed({ sessionId: session.id }),
    api.sessions.list({ clientId }),
    api.sessions.unfinished(),
    api.sessions.course({ clientId }),
    api.sessions.timers(),
    api.consent.list({ clientId }),
    api.screening.list({ clientId }),
    api.plans.list({ clientId }),
    api.inventory.lots({}),
    api.inventory.lots({ kind: 'serum', usable: true }),
    api.inventory.lot({ lotId: serum.lot.id }),
    api.inventory.products({}),
    api.inventory.devices(),
    api.inventory.lowStock(),
    api.sterilization.loads({}),
    api.sterilization.load({ loadId: load.id }),
    api.sterilization.sterilizers(),
    api.sterilization.packsInStore(),
    api.sterilization.sporeTests({}),
    api.recalls.list(),
    api.recalls.trace({ kind: 'lot', id: serum.lot.id }),
    api.recalls.trace({ kind: 'client', id: clientId }),
    api.premises.records({}),
    api.audit.list({}),
  ])
  return practice.behindTheBack()
}

/** Tables by the names that a statement gives them. */
const tableOf = (source: string, name: string): string => {
  const found = [...source.matchAll(/(?:from|join|,)\s+"?(\w+)"?\s+(?:as\s+)?"?(\w+)"?/gi)].find(
    ([, , alias]) => alias === name,
  )
  return found?.[1] ?? name
}

const partialIndexes = (connection: Connection): ReadonlySet<string> =>
  new Set(
    connection
      .prepare<[], string>(
        `SELECT i.name FROM sqlite_master t, pragma_index_list(t.name) i
         WHERE t.type = 'table' AND i.partial = 1`,
      )
      .pluck()
      .all(),
  )

const scansOf = (
  connection: Connection,
  source: string,
  partial: ReadonlySet<string>,
): readonly string[] => {
  const asked = source.replaceAll(/[@:$]\w+/g, '?')
  const values = Array.from(asked.matchAll(/\?/g), () => null)
  return connection
    .prepare<null[], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${asked}`)
    .all(...values)
    .flatMap(({ detail }) => {
      const [, name] = /^SCAN (\w+)/.exec(detail) ?? []
      const table = name === undefined ? '' : tableOf(source, name)
      if (!(table in grown) || detail.includes('VIRTUAL TABLE')) return []
      // Such an index holds only the few that wait for something.
      const isPartial = partial.has(/USING (?:COVERING )?INDEX (\w+)/.exec(detail)?.[1] ?? '')
      return isPartial ? [] : [`${detail} (${table})`]
    })
}

const asGrown = (connection: Connection): void => {
  connection.exec('ANALYZE; DELETE FROM sqlite_stat1')
  const insert = connection.prepare('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, NULL, ?)')
  for (const [table, rows] of Object.entries(grown)) insert.run(table, String(rows))
  connection.exec('ANALYZE sqlite_schema')
}

describe('every statement of the application', () => {
  it('finds what it asks for by an index, in a practice of twenty years', async () => {
    const connection = await useEveryRoom()
    // A migration's own, of tables that are gone after it, are no statements of the application.
    const sources = [...heard].filter(
      (source) => !/pragma_|sqlite_master|change_log|chain_head|signatures_former/i.test(source),
    )
    expect(sources.length).toBeGreaterThan(150)
    asGrown(connection)
    const partial = partialIndexes(connection)
    const scans = sources.flatMap((source) =>
      scansOf(connection, source, partial)
        .filter(() => !excepted.some(({ statement }) => statement.test(source)))
        .map((scan) => `${scan} in ${source.replaceAll(/\s+/g, ' ')}`),
    )
    expect(scans).toEqual([])
  })
})
