import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Driver from 'better-sqlite3'
import type { KeptSession, Records, Store } from './records.ts'

const schema = `
  CREATE TABLE clients (id TEXT PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL) STRICT;
  CREATE TABLE words (word TEXT NOT NULL, client_id TEXT NOT NULL, PRIMARY KEY (word, client_id)) STRICT, WITHOUT ROWID;
  CREATE TABLE sessions (id TEXT PRIMARY KEY, client_id TEXT NOT NULL, signed_at TEXT NOT NULL, value TEXT NOT NULL) STRICT;
  CREATE INDEX sessions_of_client ON sessions (client_id, signed_at);
  CREATE TABLE uses (lot_id TEXT NOT NULL, session_id TEXT NOT NULL, PRIMARY KEY (lot_id, session_id)) STRICT, WITHOUT ROWID;
  CREATE TABLE loads (id TEXT PRIMARY KEY, started_at TEXT NOT NULL, value TEXT NOT NULL) STRICT;
  CREATE INDEX loads_by_time ON loads (started_at);`

/** Our pragmas, without triggers, log, checks or signatures; with our cipher or without. */
export const openSqlite = async (
  name: string,
  key: Uint8Array | null,
  records: Records,
): Promise<Store> => {
  const folder = mkdtempSync(join(tmpdir(), 'stratum-store-'))
  const file = join(folder, 'store.db')
  fill(connect(file, key), records)
  const started = performance.now()
  const connection = connect(file, key)
  const opening = performance.now() - started
  const { size } = statSync(file)
  const ask = (sql: string) => connection.prepare<unknown[], { id: string; value: string }>(sql)
  const find =
    ask(`SELECT DISTINCT c.id, c.value, c.name FROM words w JOIN clients c ON c.id = w.client_id
    WHERE w.word >= ? AND w.word < ? ORDER BY c.name LIMIT 100`)
  const client = ask('SELECT id, value FROM clients WHERE id = ?')
  const chart = ask('SELECT id, value FROM sessions WHERE client_id = ? ORDER BY signed_at DESC')
  const received = ask(`SELECT s.id, c.value FROM uses u JOIN sessions s ON s.id = u.session_id
    JOIN clients c ON c.id = s.client_id WHERE u.lot_id = ?`)
  const year = ask('SELECT id, value FROM loads WHERE started_at >= ? AND started_at < ?')
  const keep = insertSession(connection)
  const read = (rows: readonly { id: string; value: string }[]): readonly string[] => {
    for (const { value } of rows) JSON.parse(value)
    return rows.map(({ id }) => id)
  }
  return {
    name,
    opening,
    bytes: size,
    find: async (beginning) => read(find.all(beginning, `${beginning}\u{10FFFF}`)),
    chart: async (clientId) => {
      read(client.all(clientId))
      return read(chart.all(clientId))
    },
    received: async (lotId) => read(received.all(lotId)),
    year: async ({ from, to }) => read(year.all(from, `${to}T99`)),
    keep: async (session) => keep(session),
    close: async () => {
      connection.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const connect = (file: string, key: Uint8Array | null): Driver.Database => {
  const connection = new Driver(file)
  if (key) {
    connection.pragma("cipher = 'sqlcipher'")
    connection.pragma('legacy = 4')
    // The driver of another name has it; the types are of the plain one.
    const give: unknown = Reflect.get(connection, 'key')
    if (typeof give !== 'function') throw new Error('This driver does not encrypt.')
    Reflect.apply(give, connection, [Buffer.concat([Buffer.from('raw:'), key])])
  }
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  connection.pragma('cache_size = -64000')
  connection.pragma('temp_store = MEMORY')
  return connection
}

const insertSession = (connection: Driver.Database): ((session: KeptSession) => void) => {
  const session = connection.prepare('INSERT INTO sessions VALUES (?, ?, ?, ?)')
  const use = connection.prepare('INSERT INTO uses VALUES (?, ?)')
  return connection.transaction(({ id, clientId, signedAt, lotIds, value }: KeptSession) => {
    session.run(id, clientId, signedAt, JSON.stringify(value))
    for (const lotId of lotIds) use.run(lotId, id)
  })
}

const fill = (connection: Driver.Database, { clients, sessions, loads }: Records): void => {
  connection.exec(schema)
  const client = connection.prepare('INSERT INTO clients VALUES (?, ?, ?)')
  const word = connection.prepare('INSERT OR IGNORE INTO words VALUES (?, ?)')
  const load = connection.prepare('INSERT INTO loads VALUES (?, ?, ?)')
  const keep = insertSession(connection)
  connection.transaction(() => {
    for (const { id, name, words, value } of clients) {
      client.run(id, name, JSON.stringify(value))
      for (const one of words) word.run(one, id)
    }
    for (const session of sessions) keep(session)
    for (const { id, startedAt, value } of loads) {
      load.run(id, startedAt, JSON.stringify(value))
    }
  })()
  connection.exec('ANALYZE')
  connection.close()
}
