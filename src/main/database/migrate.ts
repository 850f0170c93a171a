import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Driver from 'better-sqlite3'
import { migrationsFolder } from '#main/places.ts'
import { certain, Refusal } from '#shared/kernel/index.ts'
import { clinicalTables, dropTriggers, expectedTriggers, generateTriggers } from './change-log.ts'
import { type Environment, instantNow } from './environment.ts'
import { carryFormerLog, type MigrationProgress } from './former-log.ts'
import { sha256 } from './log-entry.ts'
import { type Connection, type DataKey, openConnection } from './open.ts'

export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly hash: string
}

let released: readonly Migration[] | null = null

/** The released migrations in their order; read once, since a process is of one version. */
export const releasedMigrations = (): readonly Migration[] =>
  (released ??= readMigrations(migrationsFolder))

/** The migrations of a folder of `0001_name.sql` files, in their order. */
export const readMigrations = (folder = migrationsFolder): readonly Migration[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file, index) => {
      const number = Number(file.slice(0, 4))
      if (number !== index + 1) throw new Error(`Migration ${file} is out of sequence.`)
      const sql = readFileSync(join(folder, file), 'utf8')
      return { number, name: file.slice(5, -4), sql, hash: sha256(sql) }
    })

const versionOf = (connection: Connection): number =>
  Number(connection.pragma('user_version', { simple: true }))

/** Whether a records file needs no migration; of one from a newer release {@link migrate} says so. */
export const isOfThisRelease = (connection: Connection): boolean =>
  versionOf(connection) >= releasedMigrations().length

export interface Vessel {
  readonly connection: Connection
  readonly path: string
  readonly key: DataKey
  readonly environment: Environment
  readonly progress?: MigrationProgress
}

/**
 * Brings a records file to this version: a verified copy first, one transaction each, and the
 * structure compared with what the migrations make.
 * @throws Refusal when the file comes from a newer version or its structure is not ours.
 */
export const migrate = (vessel: Vessel, migrations = releasedMigrations()): void => {
  const { connection } = vessel
  refuseFuture(connection, migrations)
  refuseRewritten(connection, migrations)
  const open = migrations.filter(({ number }) => number > versionOf(connection))
  const before = versionOf(connection)
  if (open.length > 0 && before > 0) copyFirst(vessel)
  connection.pragma('foreign_keys = OFF')
  try {
    applyAll(connection, open, vessel.environment, vessel.progress)
  } finally {
    connection.pragma('foreign_keys = ON')
  }
  // What was carried over takes a tenth of its former place; the file is made that small.
  if (open.some(({ number }) => number === 5) && before > 0) connection.exec('VACUUM')
  const problems = structureProblems(connection, migrations)
  if (problems.length > 0) {
    throw new Refusal({
      code: 'database.structure-altered',
      fact: `The structure of the records file was changed by another program: ${problems.join('; ')}.`,
      rule: 'Stratum opens records only with the tables and guards that it made.',
      nextStep: 'Leave the file as it is and put back a copy of the practice folder.',
    })
  }
}

const refuseFuture = (connection: Connection, migrations: readonly Migration[]): void => {
  if (versionOf(connection) <= migrations.length) return
  throw new Refusal({
    code: 'database.from-the-future',
    fact: 'These records were written by a newer version of Stratum.',
    rule: 'An older version never opens newer records.',
    nextStep: 'Install the newest version of Stratum.',
  })
}

const refuseRewritten = (connection: Connection, migrations: readonly Migration[]): void => {
  if (versionOf(connection) === 0) return
  const applied = connection
    .prepare<[], { number: number; hash: string }>(
      'SELECT number, hash FROM migrations ORDER BY number',
    )
    .all()
  for (const { number, hash } of applied) {
    if (migrations[number - 1]?.hash !== hash) {
      throw new Refusal({
        code: 'database.other-history',
        fact: `Migration ${number} of these records is not the one of this version of Stratum.`,
        rule: 'A migration is never changed once records were made with it.',
        nextStep: 'Open these records with the version that made them.',
      })
    }
  }
}

/** A copy that can be opened and is whole, beside the records, before anything is changed. */
const copyFirst = ({ connection, path, key }: Vessel): void => {
  const copy = `${path}.before-version-${versionOf(connection) + 1}`
  rmSync(copy, { force: true })
  // The copy inherits key and cipher. A `file:` URI would write the key into a file name.
  connection.prepare('VACUUM INTO ?').run(copy)
  const reopened = openConnection(copy, key, 'read')
  try {
    if (reopened.pragma('integrity_check', { simple: true }) !== 'ok') {
      throw new Error('The copy before the migration is not whole.')
    }
  } finally {
    reopened.close()
  }
}

/** What SQL cannot do, at the line `-- STEP:` of the migration of that number. */
const steps: Readonly<
  Record<number, (connection: Connection, progress: MigrationProgress) => void>
> = {
  5: carryFormerLog,
}

/**
 * In order. The triggers of the change log go first and come back at the end: SQLite reads every trigger
 * again for each column that is added, which took three quarters of the second that a new practice and
 * each first unlock needed. A migration that drops one says IF EXISTS.
 */
const applyAll = (
  connection: Connection,
  migrations: readonly Migration[],
  environment: Environment,
  progress: MigrationProgress = () => undefined,
): void => {
  const [first, last] = [migrations[0], migrations.at(-1)]
  for (const migration of migrations) {
    apply(connection, migration, environment, {
      progress,
      before: () => {
        if (migration === first) dropTriggers(connection)
      },
      after: () => {
        if (migration === last) generateTriggers(connection)
      },
    })
  }
}

interface Around {
  readonly progress: MigrationProgress
  readonly before: () => void
  readonly after: () => void
}

const apply = (
  connection: Connection,
  migration: Migration,
  environment: Environment,
  around: Around,
): void => {
  const counted = rowCounts(connection)
  connection
    .transaction(() => {
      around.before()
      connection.exec(
        'CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT',
      )
      const [sql, afterwards] = migration.sql.split(/^-- STEP: .*$/m)
      connection.exec(sql ?? '')
      steps[migration.number]?.(connection, around.progress)
      connection.exec(afterwards ?? '')
      around.after()
      connection
        .prepare('INSERT INTO migrations (number, name, hash, applied_at) VALUES (?, ?, ?, ?)')
        .run(migration.number, migration.name, migration.hash, instantNow(environment))
      assertNothingLost(connection, counted, migration)
      const orphans = connection.pragma('foreign_key_check')
      if (!Array.isArray(orphans) || orphans.length > 0) {
        throw new Error(`Migration ${migration.number} leaves rows whose parent is missing.`)
      }
      const lax = laxTables(connection)
      if (lax.length > 0)
        throw new Error(`Migration ${migration.number}: ${lax.join(', ')} is not STRICT.`)
      connection.pragma(`user_version = ${migration.number}`)
    })
    .immediate()
}

const rowCounts = (connection: Connection): ReadonlyMap<string, number> =>
  new Map(
    clinicalTables(connection).map((table) => [
      table,
      certain(
        connection.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().get(),
        'A count',
      ),
    ]),
  )

const assertNothingLost = (
  connection: Connection,
  before: ReadonlyMap<string, number>,
  { number, sql }: Migration,
): void => {
  if (/^-- DESTRUCTIVE: \S/m.test(sql)) return
  const after = rowCounts(connection)
  for (const [table, count] of before) {
    if ((after.get(table) ?? 0) < count)
      throw new Error(`Migration ${number} loses rows of ${table}.`)
  }
}

/** Ordinary tables that are not STRICT. */
export const laxTables = (connection: Connection): readonly string[] =>
  connection
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
       AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    .pluck()
    .all()

interface SchemaEntry {
  readonly type: string
  readonly name: string
  readonly sql: string | null
}

const schemaOf = (connection: Connection): readonly SchemaEntry[] =>
  connection
    .prepare<[], SchemaEntry>(
      `SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name`,
    )
    .all()

/**
 * What differs between this file's structure and the one that the migrations make: a dropped or
 * rewritten table, index or trigger, one too many, or a clinical table without its triggers.
 */
export const structureProblems = (
  connection: Connection,
  migrations = releasedMigrations(),
): readonly string[] => {
  const expected = new Map(
    referenceSchema(migrations).map((entry) => [`${entry.type} ${entry.name}`, entry.sql]),
  )
  const found = new Map(
    schemaOf(connection).map((entry) => [`${entry.type} ${entry.name}`, entry.sql]),
  )
  const differing = [...expected].flatMap(([name, sql]) =>
    !found.has(name)
      ? [`${name} is missing`]
      : found.get(name) === sql
        ? []
        : [`${name} was changed`],
  )
  const added = [...found.keys()]
    .filter((name) => !expected.has(name))
    .map((name) => `${name} was added`)
  const unguarded = clinicalTables(connection).flatMap((table) =>
    [...expectedTriggers(connection, table)]
      .filter(([name, sql]) => found.get(`trigger ${name}`) !== sql)
      .map(([name]) => `trigger ${name} does not match its table`),
  )
  return [...new Set([...differing, ...added, ...unguarded])]
}

/** Makes what every file's structure is compared with, so that the first unlocking need not. */
export const expectStructure = (): void => void referenceSchema(releasedMigrations())

const referenceSchemas = new WeakMap<readonly Migration[], readonly SchemaEntry[]>()

const referenceSchema = (migrations: readonly Migration[]): readonly SchemaEntry[] => {
  const known = referenceSchemas.get(migrations)
  if (known) return known
  const connection = new Driver(':memory:')
  try {
    applyAll(connection, migrations, {
      now: () => new Date(0),
      random: (length) => new Uint8Array(length),
    })
    const schema = schemaOf(connection)
    referenceSchemas.set(migrations, schema)
    return schema
  } finally {
    connection.close()
  }
}
