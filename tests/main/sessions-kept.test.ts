import { drizzle } from 'drizzle-orm/better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Connection } from '#main/database/index.ts'
import {
  sessionAnaesthetics,
  sessionMarks,
  sessionOrders,
  sessionProducts,
  sessions,
  sessionZones,
} from '#main/sessions/table.ts'
import { certain, type SessionId } from '#shared/kernel/index.ts'
import { asWriter } from '../support/by-hand.ts'
import { testPassphrase } from '../support/practice.ts'
import { readyRoom, receive, signedSession } from '../support/treatment.ts'
import { addPlan, screenForNumbing, wholeChart } from '../support/whole-chart.ts'

/** A signed session in which everything is said, with an addendum in one of its parts. */
const wholeRecord = async () => {
  const room = await readyRoom()
  await screenForNumbing(room)
  const anaesthetic = await receive(room.practice, 'anaesthetic', { number: 'N-4' })
  const plan = await addPlan(room)
  const chart = wholeChart(room, { anaesthetic, planId: plan.id })
  const { session } = await signedSession(room, chart)
  const signed = await room.api.sessions.addAddendum({
    sessionId: session.id,
    text: 'The left shoulder, not the right one.',
    reason: 'a slip',
    about: 'zones',
    secret: testPassphrase,
  })
  return { room, plan, chart, signed, sessionId: session.id }
}

const newTables = {
  session_zones: sessionZones,
  session_products: sessionProducts,
  session_anaesthetics: sessionAnaesthetics,
  session_marks: sessionMarks,
  session_orders: sessionOrders,
}

/** One more row of each table, as somebody would add it by hand. */
const additions = (sessionId: SessionId): Record<keyof typeof newTables, string> => ({
  session_zones: `(id, session_id, position, zone, needle_length, technique, passes, endpoint)
    VALUES ('z', '${sessionId}', 9, 'chin', 1000, 'pen', 1, 'none')`,
  session_products: `(id, session_id, position, lot_id, amount, unit, place)
    SELECT 'p', session_id, 9, lot_id, 1, 'ml', 'before' FROM session_products LIMIT 1`,
  session_anaesthetics: `(id, session_id, session_product_id, agents, prescribed_by, reaction)
    SELECT 'a', session_id, id, '[]', '', '' FROM session_products WHERE position = 0`,
  session_marks: `(id, session_id, position, mark_id, view, kind, path, note)
    VALUES ('m', '${sessionId}', 9, 'm', 'neck', 'mole', '[[1,1]]', '')`,
  session_orders: `(id, session_id, position, clinician, licence, ordered_on, zones, maximum_needle_length, exceeds)
    VALUES ('o', '${sessionId}', 9, 'Dr No', '1', '2026-11-22', '[]', 2500, '["licence"]')`,
})

const columnsOf = (connection: Connection, table: string): readonly string[] =>
  connection.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all()

/** The same value but for one byte; for what was not said, a byte. */
const oneByteChanged = (value: unknown): string | number => {
  if (typeof value === 'number') return value + 9
  if (typeof value !== 'string' || value === '') return 'x'
  const isMoment = /^\d{4}-\d\d-\d\dT.*Z$/.test(value)
  const isId = /^[0-9a-f-]{36}$/.test(value)
  const place = isMoment ? -2 : isId ? -1 : Math.floor(value.length / 2)
  const [one, other] = isMoment ? ['1', '2'] : ['b', 'c']
  const characters = [...value]
  characters.splice(place, 1, value.at(place) === one ? other : one)
  return characters.join('')
}

/** Somebody with the key who has taken every guard away: triggers, checks and references. */
const unguarded = async (connection: Connection): Promise<void> => {
  const guards = connection
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    .pluck()
    .all()
  for (const guard of guards) connection.exec(`DROP TRIGGER "${guard}"`)
  connection.pragma('ignore_check_constraints = ON')
  connection.pragma('foreign_keys = OFF')
}

/** What becomes of a record afterwards, or is compared by the row that it names. */
const notSigned: Readonly<Record<string, readonly string[]>> = {
  // A page without whom it is about is refused: SES-41.
  sessions: ['id', 'client_id', 'state', 'gate', 'closed_at', 'close_reason', 'identity'],
  addenda: ['id', 'session_id', 'added_at'],
}

describe('a signed record', () => {
  it('keeps everything that was said, reads it back, and stays valid in the next shift [SES-140] [SES-154]', async () => {
    const { room, plan, chart, signed, sessionId } = await wholeRecord()
    const { snapshot } = signed
    const { products = [], planId: _planId, ...said } = chart
    expect(snapshot).toMatchObject({ format: 'stratum-session-2', ...said })
    expect(snapshot.plan).toEqual({ id: plan.id, version: 1, indication: 'fine-lines' })
    expect(snapshot.practitioner).toMatchObject({ standing: 'independent' })
    expect(snapshot.products.map(({ place, anaesthetic }) => ({ place, anaesthetic }))).toEqual(
      products.map(({ place, anaesthetic }) => ({ place, anaesthetic })),
    )
    expect(signed.addenda).toMatchObject([{ about: 'zones', signatureState: 'valid' }])
    const connection = await room.practice.behindTheBack()
    const rows = Object.keys(newTables).map((table) => [
      table,
      connection.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get(),
    ])
    expect(Object.fromEntries(rows)).toEqual({
      session_zones: 2,
      session_products: 2,
      session_anaesthetics: 1,
      session_marks: 2,
      session_orders: 1,
    })
    expect(connection.prepare('SELECT plan_id, comfort, said FROM sessions').get()).toEqual({
      plan_id: plan.id,
      comfort: 4,
      said: 'It stung at the brow.',
    })
    const again = await room.practice.reopen()
    await again.api.vault.unlock({ secret: testPassphrase })
    expect(await again.api.sessions.signed({ sessionId })).toEqual(signed)
    const [listed] = await again.api.sessions.list({ clientId: room.clientId })
    expect(listed).toMatchObject({
      signatureState: 'valid',
      planId: plan.id,
      zoneLabels: ['Forehead', 'Scar of the left shoulder'],
      missing: 0,
    })
  })

  it('is locked in each of its tables and columns, through drizzle and by SQL, which says why [SES-142]', async () => {
    const { room, sessionId } = await wholeRecord()
    const connection = await room.practice.behindTheBack()
    const locked = 'locked: a signed session is never changed'
    const run = (statement: string) => () =>
      asWriter(connection, () => connection.prepare(statement).run())
    for (const table of [...Object.keys(newTables), 'sessions']) {
      const columns = columnsOf(connection, table).filter((column) => column !== 'id')
      for (const column of columns) {
        const value = connection.prepare(`SELECT "${column}" FROM ${table}`).pluck().get()
        const update = connection.prepare(`UPDATE ${table} SET "${column}" = ?`)
        const said = `${table}.${column}`
        expect(() => asWriter(connection, () => update.run(oneByteChanged(value))), said).toThrow(
          column === 'plan_id' ? /^locked: / : locked,
        )
      }
      expect(run(`DELETE FROM ${table}`), table).toThrow('kept: a clinical row is never deleted')
    }
    for (const [table, insert] of Object.entries(additions(sessionId))) {
      expect(run(`INSERT INTO ${table} ${insert}`), table).toThrow(locked)
    }
    const statements = drizzle({ client: connection })
    for (const table of [...Object.values(newTables), sessions]) {
      expect(() => asWriter(connection, () => statements.delete(table).run())).toThrow(/^kept: /)
    }
    for (const attempt of [
      () => statements.update(sessionAnaesthetics).set({ reaction: 'a rash' }).run(),
      () => statements.update(sessionMarks).set({ path: '[[1,1]]' }).run(),
      () => statements.update(sessionOrders).set({ clinician: 'Nobody' }).run(),
      () => statements.update(sessions).set({ said: 'nothing' }).run(),
    ]) {
      expect(() => asWriter(connection, attempt)).toThrow(locked)
    }
    expect(await room.api.sessions.signed({ sessionId })).toMatchObject({ signatureState: 'valid' })
  })

  it('shows one changed byte in any column as invalid, in the list and on its page [SES-141] [SES-154]', async () => {
    const { room, sessionId } = await wholeRecord()
    const { api, clientId } = room
    const connection = await room.practice.behindTheBack()
    await unguarded(connection)
    const states = async (id: SessionId) => {
      const [listed] = await api.sessions.list({ clientId })
      const { recentSessions } = await api.today.get()
      const page = await api.sessions.signed({ sessionId: id })
      return [listed?.signatureState, page.signatureState, recentSessions[0]?.signatureState]
    }
    const bad = ['invalid', 'invalid', 'invalid']
    let changed = 0
    for (const table of [...Object.keys(newTables), 'sessions']) {
      const spared = notSigned[table] ?? ['id']
      for (const column of columnsOf(connection, table).filter((each) => !spared.includes(each))) {
        const row = certain(
          connection
            .prepare<[], { id: string; value: unknown }>(
              `SELECT id, "${column}" AS value FROM ${table} ORDER BY "${column}" IS NULL LIMIT 1`,
            )
            .get(),
          'A row',
        )
        const set = connection.prepare(`UPDATE ${table} SET "${column}" = ? WHERE id = ?`)
        set.run(column === 'zone' ? 'chin' : oneByteChanged(row.value), row.id)
        expect(await states(sessionId), `${table}.${column}`).toEqual(bad)
        set.run(row.value, row.id)
        changed += 1
      }
    }
    expect(changed).toBeGreaterThan(60)
    expect(await states(sessionId)).toEqual(['valid', 'valid', 'valid'])
    for (const column of columnsOf(connection, 'addenda').filter(
      (each) => !notSigned['addenda']?.includes(each),
    )) {
      const value = connection.prepare(`SELECT "${column}" FROM addenda`).pluck().get()
      const set = connection.prepare(`UPDATE addenda SET "${column}" = ?`)
      set.run(column === 'about' ? 'record' : oneByteChanged(value))
      const { addenda } = await api.sessions.signed({ sessionId })
      expect(addenda, column).toMatchObject([{ signatureState: 'invalid' }])
      set.run(value)
    }
  })
})
