import { join } from 'node:path'
import {
  assert,
  constantFrom,
  type Arbitrary,
  integer,
  oneof,
  property,
  record,
  array,
} from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asItStood, momentsOf } from '#main/audit/index.ts'
import {
  addEntry,
  type Connection,
  createLogReader,
  hexOf,
  type LyingPage,
  newPage,
  readPage,
  rowOfEntry,
  writeLine,
  createConnection,
  createDatabase,
  dataKey,
  migrate,
  newId,
  systemEnvironment,
  takenBack,
} from '#main/database/index.ts'
import { differences, type StandingRecord } from '#shared/audit/index.ts'
import { roomWithHistory } from '../support/handover.ts'
import { temporaryFolder } from '../support/practice.ts'
import { refusedWith } from '../support/refusals.ts'
import { lastSequence, loggedEntries } from '../support/logged.ts'

const at = '2026-11-22T16:00:00.000Z'

/** An empty practice's file, with one person, two clients, a lot and its pieces. */
const fresh = () => {
  const path = join(temporaryFolder(), 'records.db')
  const key = dataKey(new Uint8Array(32).fill(5))
  const connection = createConnection(path, key)
  migrate({ connection, path, key, environment: systemEnvironment })
  const database = createDatabase(connection, systemEnvironment, () => {})
  const id = () => newId(systemEnvironment)
  const made = { owner: id(), clients: [id(), id()], product: id(), lot: id(), units: [id(), id()] }
  const write = (sql: string, ...values: readonly (string | number | null)[]) =>
    database.write({ actor: made.owner, reason: 'a test' }, () => {
      connection.prepare(sql).run(...values)
    })
  write(
    `INSERT INTO practitioners (id, name, role, licence_class, licence_number, licence_expires_on, jurisdiction, maximum_needle_length, maximum_needle_length_source, public_key)
     VALUES (?, 'Ada Owner', 'owner', 'MD', '1', '2030-01-01', 'Arizona', 2500, 'law', 'key')`,
    made.owner,
  )
  for (const [index, client] of made.clients.entries()) addClient(write, client, index + 1)
  write(
    `INSERT INTO products (id, kind, name, manufacturer, reprocessable, note) VALUES (?, 'cartridge', 'Needle 12', 'Harbour', 0, '')`,
    made.product,
  )
  write(
    `INSERT INTO lots (id, product_id, number, expires_on, received_at, received_from, state, state_reason)
     VALUES (?, ?, 'B2231', '2030-01-01', ?, '', 'available', '')`,
    made.lot,
    made.product,
    at,
  )
  for (const [index, unit] of made.units.entries())
    write(
      `INSERT INTO units (id, lot_id, label, serial) VALUES (?, ?, ?, 0)`,
      unit,
      made.lot,
      String(index + 1),
    )
  return { connection, write, id, ...made }
}

type Write = (sql: string, ...values: readonly (string | number | null)[]) => void

const addClient = (write: Write, client: string, number: number) =>
  write(
    `INSERT INTO clients (search_key, id, number, name, birth_date, telephone, email, address, emergency_contact, fitzpatrick_type, allergies, medication, note, created_at, search_text)
     VALUES (?, ?, ?, ?, '1990-04-01', '', '', '', '', 'III', '[]', '[]', '', ?, '')`,
    number,
    client,
    number,
    `Client ${number}`,
    at,
  )

type Step =
  | { readonly kind: 'phone' | 'flag' | 'session' | 'zone' | 'drop'; readonly which: number }
  | { readonly kind: 'claim' | 'release'; readonly which: number; readonly unit: number }

const step: Arbitrary<Step> = oneof(
  record({
    kind: constantFrom('phone', 'flag', 'session', 'zone', 'drop' as const),
    which: integer({ min: 0, max: 1 }),
  }),
  record({
    kind: constantFrom('claim', 'release' as const),
    which: integer({ min: 0, max: 1 }),
    unit: integer({ min: 0, max: 1 }),
  }),
)

/** What chance seldom draws. */
const takenAndPutBack: Step[] = [
  { kind: 'session', which: 0 },
  { kind: 'claim', which: 0, unit: 1 },
  { kind: 'zone', which: 0 },
  { kind: 'release', which: 0, unit: 1 },
  { kind: 'drop', which: 0 },
]

type Practice = ReturnType<typeof fresh>

const zones = ['forehead', 'chin', 'nose', 'neck', 'scalp', 'perioral', 'glabella', 'upper-lip']

/** Does the step where the database allows it; sessions are those that were opened so far. */
const perform = (practice: Practice, sessions: string[], one: Step, turn: number): void => {
  const { write, id, clients, units, owner } = practice
  const client = clients[one.which] ?? ''
  const session = sessions[one.which]
  const attempt = (sql: string, ...values: readonly (string | number | null)[]) => {
    try {
      write(sql, ...values)
    } catch (error) {
      // The guards of the database are part of what is tested: what they refuse, nobody logged.
      expect(String(error)).toMatch(/claimed|locked|stop|UNIQUE|exists/)
    }
  }
  switch (one.kind) {
    case 'phone':
      return attempt('UPDATE clients SET telephone = ? WHERE id = ?', String(turn), client)
    case 'flag':
      return attempt(
        `INSERT INTO client_flags (id, client_id, kind, noted_at) VALUES (?, ?, ?, ?)`,
        id(),
        client,
        `flag-${turn}`,
        at,
      )
    case 'session': {
      const opened = id()
      sessions.push(opened)
      return attempt(
        `INSERT INTO sessions (id, client_id, practitioner_id, state, opened_at) VALUES (?, ?, ?, 'open', ?)`,
        opened,
        client,
        owner,
        at,
      )
    }
    case 'zone':
      return session === undefined
        ? undefined
        : attempt(
            `INSERT INTO session_zones (id, session_id, position, zone, needle_length, technique, passes, endpoint)
             VALUES (?, ?, ?, ?, 1500, 'pen', 3, 'none')`,
            id(),
            session,
            turn,
            zones[turn % zones.length] ?? '',
          )
    case 'drop':
      return session === undefined
        ? undefined
        : attempt(
            `UPDATE sessions SET state = 'dropped', closed_at = ?, close_reason = 'no' WHERE id = ?`,
            at,
            session,
          )
    case 'claim':
      return session === undefined
        ? undefined
        : attempt(
            'UPDATE units SET session_id = ?, attested_at = ? WHERE id = ? AND session_id IS NULL',
            session,
            at,
            units[one.unit] ?? '',
          )
    case 'release':
      return attempt(
        'UPDATE units SET session_id = NULL, attested_at = NULL WHERE id = ?',
        units[one.unit] ?? '',
      )
  }
}

const children = {
  clients: ['client_flags.client_id', 'sessions.client_id'],
  sessions: ['units.session_id', 'session_zones.session_id'],
} as const

/** The rows that live now, as the log would write them. */
const living = (connection: Connection, table: keyof typeof children, id: string) => {
  const all = [`${table}.id`, ...children[table]].flatMap((one) => {
    const [name = '', column = ''] = one.split('.')
    return connection
      .prepare<[string], { id: string }>(`SELECT * FROM "${name}" WHERE "${column}" = ?`)
      .all(id)
      .map((row) => ({ table: name, id: row.id, row }))
  })
  return sorted(all)
}

const sorted = <One extends { readonly table: string; readonly id: string }>(all: readonly One[]) =>
  all.toSorted((one, other) => (`${one.table} ${one.id}` < `${other.table} ${other.id}` ? -1 : 1))

const rowsOf = ({ rows }: StandingRecord) =>
  sorted(rows.map(({ table, id, row }) => ({ table, id, row })))

describe('a record as it stood', () => {
  it('is at every moment what the living rows were then, at the newest what they are now [AUD-20]', () => {
    assert(
      property(array(step, { minLength: 5, maxLength: 18 }), (steps) => {
        const practice = fresh()
        const { connection, clients } = practice
        const sessions: string[] = []
        const models: {
          table: keyof typeof children
          id: string
          sequence: number
          rows: unknown
        }[] = []
        for (const [turn, one] of steps.entries()) {
          perform(practice, sessions, one, turn)
          const sequence = lastSequence(connection)
          const roots = [
            ...clients.map((id) => ({ table: 'clients' as const, id })),
            ...sessions.map((id) => ({ table: 'sessions' as const, id })),
          ]
          for (const root of roots)
            models.push({ ...root, sequence, rows: living(connection, root.table, root.id) })
        }
        for (const { rows, ...asked } of models)
          expect(rowsOf(asItStood(connection, asked)), JSON.stringify(asked)).toEqual(rows)
        for (const id of sessions) {
          const { moments } = momentsOf(connection, { table: 'sessions', id })
          const newest = moments[0]?.sequence ?? 0
          expect(
            rowsOf(asItStood(connection, { table: 'sessions', id, sequence: newest })),
          ).toEqual(living(connection, 'sessions', id))
        }
        connection.close()
      }),
      { numRuns: 4, examples: [[takenAndPutBack]] },
    )
  }, 60_000)
})

/** Foreign keys that were ever given another value, by their table. */
const changedReferences = (connection: Connection): ReadonlyMap<string, string> => {
  const keys = connection
    .prepare<[string], string>('SELECT "from" FROM pragma_foreign_key_list(?)')
    .pluck()
  const log = createLogReader(connection)
  const changed = new Map<string, string>()
  for (const { table, rowId } of loggedEntries(connection)) {
    const rows = log.ofRow(table, rowId).map(({ row }) => rowOfEntry(row ?? '{}'))
    for (const column of keys.all(table)) {
      const values = new Set(rows.map((row) => row[column] ?? null))
      values.delete(rows[0]?.[column] ?? null)
      const [first] = rows
      if (first?.[column] !== null && values.size > 0) changed.set(table, column)
    }
  }
  return changed
}

/** As a lawful erasure will: the words and the salt go, and the commitment stays for the leaf. */
const eraseEntries = (connection: Connection, rowId: string): void => {
  const pages = connection.prepare<[], LyingPage>('SELECT * FROM log_pages ORDER BY first').all()
  connection.exec('DROP TRIGGER log_pages_locked')
  for (const page of pages) {
    const entries = readPage(connection, page)
    if (!entries.some((entry) => entry.rowId === rowId)) continue
    const draft = newPage(page.first)
    for (const entry of entries) {
      const isErased = entry.rowId === rowId
      addEntry(draft, writeLine(entry.at, entry.actor, isErased ? null : entry.reason), {
        ...entry,
        row: isErased ? null : entry.row,
        salt: isErased || entry.salt === null ? new Uint8Array(32) : entry.salt,
        commitment: hexOf(entry.commitment),
      })
    }
    connection
      .prepare('UPDATE log_pages SET codec = 0, bytes = ?, salts = ? WHERE first = ?')
      .run(Buffer.from(draft.lines.join('')), Buffer.concat(draft.salts), page.first)
  }
}

describe('the history of a record', () => {
  it('lists its moments, tells it at each with names, and takes only listed references back [AUD-19] [AUD-21] [AUD-24]', async () => {
    const { room, first } = await roomWithHistory()
    const { api, clientId } = room
    const session = { table: 'sessions', id: first.snapshot.sessionId }
    const { moments, label, leftOut } = await api.audit.record(session)
    expect(leftOut).toBe(0)
    expect(label).toMatch(/^Session of Zoë Łukaszewicz-Ørsted, 22 Nov 2026/)
    expect(moments.map(({ actorName }) => actorName)).toEqual(moments.map(() => 'Ada Petersen'))
    expect(moments.at(-1)?.done).toEqual([{ table: 'sessions', operation: 'insert', rows: 1 }])
    // The addendum with its signature is the last thing that was written about it.
    expect(moments[0]?.done).toEqual([
      { table: 'addenda', operation: 'insert', rows: 1 },
      { table: 'signatures', operation: 'insert', rows: 1 },
    ])
    const [newest, before] = moments
    const at = (sequence: number | undefined) =>
      api.audit.asItStood({ ...session, sequence: sequence ?? 0 })
    const [now, then] = [await at(newest?.sequence), await at(before?.sequence)]
    const changes = differences(then.rows, now.rows).map(({ table, change }) => [table, change])
    expect(changes).toEqual([
      ['addenda', 'added'],
      ['signatures', 'added'],
    ])
    const tables = new Set(now.rows.map(({ table }) => table))
    for (const table of ['session_zones', 'session_products', 'deviations', 'units', 'packs'])
      expect(tables, table).toContain(table)
    const { practitioner_id: who, client_id: whom } = now.rows[0]?.row ?? {}
    expect(now.labels[String(who)]).toBe('Ada Petersen')
    expect(now.labels[String(whom)]).toBe('Zoë Łukaszewicz-Ørsted (client 1)')

    // What looks at many rows answers from a thread of its own.
    const { practitioner_id: owner } = now.rows[0]?.row ?? {}
    const person = await api.audit.record({ table: 'practitioners', id: String(owner) })
    expect(person.label).toBe('Ada Petersen')
    expect(person.moments.length).toBeGreaterThan(5)

    const connection = await room.practice.behindTheBack()
    for (const [table, column] of changedReferences(connection))
      expect(takenBack[table]).toBe(column)

    expect(await refusedWith(api.audit.record({ table: 'clients', id: 'nobody' }))).toEqual([
      'audit.no-such-record',
    ])
    expect(await refusedWith(api.audit.record({ table: 'drafts', id: clientId }))).toEqual([
      'audit.no-such-record',
    ])
    expect(await refusedWith(api.audit.asItStood({ ...session, sequence: 1 }))).toEqual([
      'audit.not-yet',
    ])
  }, 60_000)

  it('says of an erased row that it was erased, and shows the rest [AUD-23]', () => {
    const { connection, clients } = fresh()
    const [client = ''] = clients
    eraseEntries(connection, client)
    const sequence = lastSequence(connection)
    const { rows } = asItStood(connection, { table: 'clients', id: client, sequence })
    expect(rows).toMatchObject([{ table: 'clients', id: client, row: null }])
    const { moments } = momentsOf(connection, { table: 'clients', id: client })
    expect(moments).toMatchObject([{ reason: null }])
    connection.close()
  })
})
