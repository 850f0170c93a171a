import { createHash } from 'node:crypto'
import { certain } from '#shared/kernel/index.ts'
import { canonical } from './canonical.ts'
import type { Environment } from './environment.ts'
import type { Connection } from './open.ts'

/** Tables that hold no clinical fact: the log itself, its context, drafts and the schema's own. */
export const exemptTables: ReadonlySet<string> = new Set([
  'write_context',
  'change_log',
  'chain_head',
  'drafts',
  'migrations',
  'practice_seals',
  'derived_series',
  'derived_stock',
  'derived_waiting',
])

/** The hash before the first entry. */
export const genesis = '0'.repeat(64)

export interface LogEntry {
  readonly sequence: number
  readonly at: string
  readonly actor: string
  readonly reason: string | null
  readonly table_name: string
  readonly row_id: string
  readonly operation: string
  readonly row: string | null
  readonly salt: string | null
  readonly commitment: string | null
  readonly hash: string | null
}

export const sha256 = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

/** What stands in the chain for a reason and a row, so that a lawful erasure can remove both. */
export const commitmentOf = (salt: string, reason: string, row: string): string =>
  sha256(Buffer.from(salt, 'hex'), canonical([reason, row]))

export const hashOf = (
  previous: string,
  entry: Pick<LogEntry, 'sequence' | 'at' | 'actor' | 'table_name' | 'row_id' | 'operation'>,
  commitment: string,
): string =>
  sha256(
    canonical([
      previous,
      entry.sequence,
      entry.at,
      entry.actor,
      entry.table_name,
      entry.row_id,
      entry.operation,
      commitment,
    ]),
  )

/** Ordinary tables that the database logs, by name; those that a virtual table keeps for itself are not. */
export const clinicalTables = (connection: Connection): readonly string[] => {
  const tables = connection
    .prepare<[], { name: string; type: string }>(
      `SELECT name, type FROM pragma_table_list WHERE schema = 'main'
       AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
    )
    .all()
  const virtual = tables.filter(({ type }) => type === 'virtual').map(({ name }) => `${name}_`)
  return tables
    .filter(({ type, name }) => type === 'table' && !exemptTables.has(name))
    .map(({ name }) => name)
    .filter((name) => !virtual.some((stem) => name.startsWith(stem)))
}

interface Column {
  readonly name: string
  readonly type: string
}

const columnsOf = (connection: Connection, table: string): readonly Column[] =>
  connection
    .prepare<[string], Column>(
      'SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY cid',
    )
    .all(table)

/** A living row as the log writes it; `alias` is `NEW` in a trigger. BLOBs become hexadecimal. */
export const rowExpression = (connection: Connection, table: string, alias: string): string =>
  `json_object(${columnsOf(connection, table)
    .map(({ name, type }) => {
      const value = `${alias}."${name}"`
      return `'${name}', ${type === 'BLOB' ? `hex(${value})` : value}`
    })
    .join(', ')})`

/** Column sets that are unique without a condition; REPLACE would remove a row that holds the same. */
const uniqueKeys = (connection: Connection, table: string): readonly (readonly string[])[] => {
  const indexes = connection
    .prepare<[string], string>(
      'SELECT name FROM pragma_index_list(?) WHERE "unique" = 1 AND partial = 0 ORDER BY name',
    )
    .pluck()
    .all(table)
  const keys = indexes.map((index) =>
    connection
      .prepare<[string], string>('SELECT name FROM pragma_index_info(?) ORDER BY seqno')
      .pluck()
      .all(index),
  )
  const integerKey = connection
    .prepare<[string], string>(
      `SELECT name FROM pragma_table_xinfo(?) WHERE pk = 1 AND type = 'INTEGER'`,
    )
    .pluck()
    .all(table)
  return [...keys, ...(integerKey.length === 1 ? [integerKey] : [])]
}

/** The triggers that a clinical table must have, by name, generated from its columns. */
export const expectedTriggers = (
  connection: Connection,
  table: string,
): ReadonlyMap<string, string> => {
  const row = rowExpression(connection, table, 'NEW')
  const log = (operation: 'insert' | 'update') =>
    `BEGIN SELECT RAISE(ABORT, 'change-log: nobody has said who writes and why') WHERE NOT EXISTS (SELECT 1 FROM write_context); ` +
    `INSERT INTO change_log (at, actor, reason, table_name, row_id, operation, row) ` +
    `SELECT at, actor, reason, '${table}', NEW.id, '${operation}', ${row} FROM write_context; END`
  const taken = uniqueKeys(connection, table)
    .map(
      (key) =>
        `EXISTS (SELECT 1 FROM "${table}" WHERE ${key.map((column) => `"${column}" = NEW."${column}"`).join(' AND ')})`,
    )
    .join(' OR ')
  return new Map([
    [
      `log_insert_${table}`,
      `CREATE TRIGGER "log_insert_${table}" AFTER INSERT ON "${table}" ${log('insert')}`,
    ],
    [
      `log_update_${table}`,
      `CREATE TRIGGER "log_update_${table}" AFTER UPDATE ON "${table}" ${log('update')}`,
    ],
    [
      `kept_${table}`,
      `CREATE TRIGGER "kept_${table}" BEFORE DELETE ON "${table}" BEGIN SELECT RAISE(ABORT, 'kept: a clinical row is never deleted'); END`,
    ],
    [
      `identity_${table}`,
      `CREATE TRIGGER "identity_${table}" BEFORE UPDATE OF id ON "${table}" WHEN NEW.id <> OLD.id BEGIN SELECT RAISE(ABORT, 'kept: a row keeps its id'); END`,
    ],
    // recursive_triggers is per connection, so REPLACE from elsewhere would slip past kept_.
    [
      `exists_${table}`,
      `CREATE TRIGGER "exists_${table}" BEFORE INSERT ON "${table}" WHEN ${taken} BEGIN SELECT RAISE(ABORT, 'exists: a row is never replaced'); END`,
    ],
  ])
}

/** Makes the triggers anew after a migration has changed columns. */
export const generateTriggers = (connection: Connection): void => {
  const generated = connection
    .prepare<[], string>(
      `SELECT name FROM sqlite_master WHERE type = 'trigger' AND (name GLOB 'log_insert_*' OR name GLOB 'log_update_*'
       OR name GLOB 'kept_*' OR name GLOB 'identity_*' OR name GLOB 'exists_*')`,
    )
    .pluck()
    .all()
  for (const name of generated) connection.exec(`DROP TRIGGER "${name}"`)
  for (const table of clinicalTables(connection)) {
    for (const sql of expectedTriggers(connection, table).values()) connection.exec(sql)
  }
}

export interface Seal {
  readonly head: string
  /** Entries that were already there without a seal: nobody of ours wrote them. */
  readonly foreign: readonly number[]
}

const prepareSealing = (connection: Connection) => ({
  head: connection.prepare<[], string>('SELECT hash FROM chain_head').pluck(),
  last: connection.prepare<[], number>('SELECT coalesce(max(sequence), 0) FROM change_log').pluck(),
  open: connection.prepare<[], LogEntry>(
    'SELECT * FROM change_log WHERE hash IS NULL ORDER BY sequence',
  ),
  seal: connection.prepare(
    'UPDATE change_log SET salt = ?, commitment = ?, hash = ? WHERE sequence = ?',
  ),
  setHead: connection.prepare(
    `INSERT INTO chain_head (one, sequence, hash) VALUES (1, ?, ?)
     ON CONFLICT (one) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash`,
  ),
})

const sealing = new WeakMap<Connection, ReturnType<typeof prepareSealing>>()

/** Every write runs these, and preparing them takes longer than running them. */
const sealingOn = (connection: Connection) => {
  const known = sealing.get(connection)
  if (known) return known
  const prepared = prepareSealing(connection)
  sealing.set(connection, prepared)
  return prepared
}

/** The last sealed entry's hash. */
export const chainHead = (connection: Connection): string =>
  sealingOn(connection).head.get() ?? genesis

export const lastSequence = (connection: Connection): number =>
  sealingOn(connection).last.get() ?? 0

/** Seals the entries after `from`, inside the transaction that wrote them. */
export const sealEntries = (
  connection: Connection,
  from: number,
  environment: Environment,
): Seal => {
  const { seal, setHead, ...sealed } = sealingOn(connection)
  const open = sealed.open.all()
  const own = open.filter(({ sequence }) => sequence > from)
  const head = own.reduce((previous, entry) => {
    const salt = Buffer.from(environment.random(32)).toString('hex')
    const commitment = commitmentOf(
      salt,
      certain(entry.reason, 'A reason'),
      certain(entry.row, 'A row'),
    )
    const hash = hashOf(previous, entry, commitment)
    seal.run(salt, commitment, hash, entry.sequence)
    return hash
  }, chainHead(connection))
  const last = own.at(-1)
  if (last) setHead.run(last.sequence, head)
  return {
    head,
    foreign: open.filter(({ sequence }) => sequence <= from).map(({ sequence }) => sequence),
  }
}
