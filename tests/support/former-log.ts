import {
  canonical,
  clinicalTables,
  type Connection,
  createDatabase,
  genesis,
  rowExpression,
  sha256,
  systemEnvironment,
} from '#main/database/index.ts'

// The change log as releases before the fifth migration wrote it: one row for each entry, whole rows, and a
// chain of hashes. Tests make the practices of those releases with it.

interface Entry {
  readonly sequence: number
  readonly at: string
  readonly actor: string
  readonly reason: string
  readonly table_name: string
  readonly row_id: string
  readonly operation: string
  readonly row: string
}

const makeFormerTriggers = (connection: Connection): void => {
  for (const table of clinicalTables(connection)) {
    for (const operation of ['insert', 'update']) {
      const name = `log_${operation}_${table}`
      connection.exec(`DROP TRIGGER IF EXISTS "${name}";
        CREATE TRIGGER "${name}" AFTER ${operation.toUpperCase()} ON "${table}" BEGIN
          INSERT INTO change_log (at, actor, reason, table_name, row_id, operation, row)
          SELECT at, actor, reason, '${table}', NEW.id, '${operation}', ${rowExpression(connection, table, 'NEW')}
          FROM write_context; END`)
    }
  }
}

/** The last link of the chain. */
export const formerHead = (connection: Connection): string =>
  connection.prepare<[], string>('SELECT hash FROM chain_head').pluck().get() ?? genesis

const seal = (connection: Connection): void => {
  const open = connection
    .prepare<[], Entry>('SELECT * FROM change_log WHERE hash IS NULL ORDER BY sequence')
    .all()
  const write = connection.prepare(
    'UPDATE change_log SET salt = ?, commitment = ?, hash = ? WHERE sequence = ?',
  )
  for (const entry of open) {
    const { sequence, at, actor, reason, table_name, row_id, operation, row } = entry
    const salt = Buffer.from(systemEnvironment.random(32))
    const commitment = sha256(salt, canonical([reason, row]))
    const said = [sequence, at, actor, table_name, row_id, operation, commitment]
    const link = sha256(canonical([formerHead(connection), ...said]))
    write.run(salt.toString('hex'), commitment, link, sequence)
    connection
      .prepare('INSERT OR REPLACE INTO chain_head (one, sequence, hash) VALUES (1, ?, ?)')
      .run(sequence, link)
  }
}

/** One transaction as the release of this file's version writes and seals it. */
export const writeAs = <T>(connection: Connection, actor: string, work: () => T): T => {
  const isFormer =
    connection.prepare("SELECT 1 FROM sqlite_master WHERE name = 'log_pages'").get() === undefined
  const reason = 'a test'
  if (!isFormer)
    return createDatabase(connection, systemEnvironment, () => {}).write({ actor, reason }, work)
  makeFormerTriggers(connection)
  return connection
    .transaction(() => {
      connection
        .prepare('INSERT INTO write_context (one, actor, reason, at) VALUES (1, ?, ?, ?)')
        .run(actor, reason, systemEnvironment.now().toISOString())
      const result = work()
      seal(connection)
      connection.exec('DELETE FROM write_context')
      return result
    })
    .immediate()
}
