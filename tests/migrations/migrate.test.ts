import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  clinicalTables,
  type Connection,
  createConnection,
  createDatabase,
  dataKey,
  laxTables,
  type Migration,
  migrate,
  openConnection,
  readMigrations,
  sha256,
  structureProblems,
  systemEnvironment,
} from '#main/database/index.ts'
import { Refusal } from '#shared/kernel/index.ts'
import { temporaryFolder } from '../support/practice.ts'
import { loggedEntries } from '../support/logged.ts'

const released = readMigrations()

const next = (sql: string, name = 'next'): readonly Migration[] => [
  ...released,
  { number: released.length + 1, name, sql, hash: sha256(sql) },
]

interface Vessel {
  readonly connection: Connection
  readonly folder: string
  readonly upgrade: (migrations?: readonly Migration[]) => void
}

const vessel = (): Vessel => {
  const folder = temporaryFolder()
  const path = join(folder, 'records.db')
  const key = dataKey(new Uint8Array(32).fill(3))
  const connection = createConnection(path, key)
  return {
    connection,
    folder,
    upgrade: (migrations = released) =>
      migrate({ connection, path, key, environment: systemEnvironment }, migrations),
  }
}

const withOneRow = (): Vessel => {
  const one = vessel()
  one.upgrade()
  createDatabase(one.connection, systemEnvironment, () => {}).write(
    { actor: 'a', reason: 'b' },
    () =>
      one.connection.exec(
        "INSERT INTO sterilizers (id, name, maker, model, serial_number, programmes) VALUES ('one', 'n', 'm', 'o', 's', '[]')",
      ),
  )
  return one
}

describe('a released migration', () => {
  // A migration lands with a file of its own name here that brings the version before it forward.
  it('has a test of its own that exercises it from the version before', () => {
    const tests = readdirSync(import.meta.dirname)
    const untested = (migrations: readonly Pick<Migration, 'number' | 'name'>[]) =>
      migrations
        .map(({ number, name }) => `${String(number).padStart(4, '0')}_${name}.test.ts`)
        .filter((file) => !tests.includes(file))
    expect(untested(released)).toEqual([])
    expect(untested(next('', 'planted'))).toEqual([
      `${String(released.length + 1).padStart(4, '0')}_planted.test.ts`,
    ])
  })

  it('stands in the folder in sequence, or nothing is applied', () => {
    const folder = join(temporaryFolder(), 'drizzle')
    mkdirSync(folder)
    writeFileSync(join(folder, '0002_gap.sql'), 'SELECT 1;')
    expect(() => readMigrations(folder)).toThrow('0002_gap.sql is out of sequence')
  })
})

describe('the runner', () => {
  it('refuses a table that is not strict, and leaves the file as it was', () => {
    const { connection, upgrade } = vessel()
    upgrade()
    expect(() => upgrade(next('CREATE TABLE loose (id TEXT PRIMARY KEY NOT NULL)'))).toThrow(
      'loose is not STRICT',
    )
    expect(connection.pragma('user_version', { simple: true })).toBe(released.length)
    expect(laxTables(connection)).toEqual([])
    expect(clinicalTables(connection)).not.toContain('loose')
  })

  it('gives a new clinical table its triggers, and a new column its place in them', () => {
    const { connection, upgrade } = withOneRow()
    upgrade(
      next(
        'CREATE TABLE rooms (id TEXT PRIMARY KEY NOT NULL, picture BLOB) STRICT; ALTER TABLE sterilizers ADD COLUMN colour TEXT',
      ),
    )
    const database = createDatabase(connection, systemEnvironment, () => {})
    database.write({ actor: 'a', reason: 'b' }, () => {
      connection.exec("INSERT INTO rooms VALUES ('r', x'0aff')")
      connection.exec("UPDATE sterilizers SET colour = 'blue'")
    })
    const rows = loggedEntries(connection).slice(-2).toReversed()
    expect(rows.map(({ row }): unknown => JSON.parse(row ?? ''))).toEqual([
      { colour: 'blue' },
      { id: 'r', picture: '0AFF' },
    ])
    expect(() =>
      database.write({ actor: 'a', reason: 'b' }, () => connection.exec('DELETE FROM rooms')),
    ).toThrow('never deleted')
  })

  it('notices a clinical table without its triggers', () => {
    const { connection, upgrade } = vessel()
    upgrade()
    for (const trigger of [
      'log_insert_clients',
      'log_update_clients',
      'kept_clients',
      'exists_clients',
      'identity_clients',
    ]) {
      const planted = vessel()
      planted.upgrade()
      planted.connection.exec(`DROP TRIGGER ${trigger}`)
      expect(structureProblems(planted.connection)).toEqual([
        `trigger ${trigger} is missing`,
        `trigger ${trigger} does not match its table`,
      ])
      expect(() => planted.upgrade()).toThrow(Refusal)
    }
    connection.exec('DROP TRIGGER sessions_locked')
    expect(structureProblems(connection)).toEqual(['trigger sessions_locked is missing'])
  })

  it('refuses to lose clinical rows, unless the file says why', () => {
    const rebuild = 'DROP TRIGGER IF EXISTS kept_sterilizers; DELETE FROM sterilizers;'
    const one = withOneRow()
    expect(() => one.upgrade(next(rebuild))).toThrow('loses rows of sterilizers')
    expect(one.connection.prepare('SELECT count(*) AS n FROM sterilizers').get()).toEqual({ n: 1 })
    one.upgrade(next(`-- DESTRUCTIVE: a test.\n${rebuild}`))
    expect(one.connection.prepare('SELECT count(*) AS n FROM sterilizers').get()).toEqual({ n: 0 })
  })

  it('refuses to leave rows whose parent is missing', () => {
    const { upgrade } = withOneRow()
    expect(() =>
      upgrade(
        next(
          "CREATE TABLE child (id TEXT PRIMARY KEY NOT NULL, parent TEXT REFERENCES sterilizers (id)) STRICT; INSERT INTO child VALUES ('c', 'nobody')",
        ),
      ),
    ).toThrow('parent is missing')
  })

  it('keeps child rows when a parent table is rebuilt', () => {
    const one = withOneRow()
    const database = createDatabase(one.connection, systemEnvironment, () => {})
    database.write({ actor: 'a', reason: 'b' }, () =>
      one.connection.exec(
        "INSERT INTO practitioners VALUES ('p', 'n', 'owner', 'c', '1', '2030-01-01', 'j', 0, 's', 'k', 'practice', NULL, 'independent'); INSERT INTO loads (id, sterilizer_id, cycle_number, programme, started_at, temperature, hold_seconds, indicator_type, indicator_lot, indicator_result, note, operator_id, recorded_at, state, decided_by, decided_at, decision_reason) VALUES ('l', 'one', 1, '{}', 't', 1340, 240, 5, 'x', 'pass', '', 'p', 't', 'quarantined', NULL, NULL, NULL)",
      ),
    )
    one.upgrade(
      next(
        'CREATE TABLE fresh AS SELECT * FROM sterilizers WHERE 0; DROP TABLE fresh; DROP TRIGGER IF EXISTS kept_sterilizers; CREATE TABLE sterilizers_new (id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, maker TEXT NOT NULL, model TEXT NOT NULL, serial_number TEXT NOT NULL, programmes TEXT NOT NULL) STRICT; INSERT INTO sterilizers_new SELECT id, name, maker, model, serial_number, programmes FROM sterilizers; DROP TABLE sterilizers; ALTER TABLE sterilizers_new RENAME TO sterilizers',
      ),
    )
    expect(one.connection.prepare('SELECT count(*) AS n FROM loads').get()).toEqual({ n: 1 })
    expect(one.connection.pragma('foreign_key_check')).toEqual([])
    expect(one.connection.pragma('foreign_keys', { simple: true })).toBe(1)
  })

  it('makes a whole, encrypted copy before it changes anything', () => {
    const one = withOneRow()
    one.upgrade(next('ALTER TABLE sterilizers ADD COLUMN colour TEXT'))
    const copy = join(one.folder, `records.db.before-version-${released.length + 1}`)
    const kept = openConnection(copy, dataKey(new Uint8Array(32).fill(3)), 'read')
    expect(kept.prepare('SELECT * FROM sterilizers').all()).toMatchObject([
      { id: 'one', name: 'n', maker: 'm', model: 'o', serial_number: 's', programmes: '[]' },
    ])
    expect(
      kept
        .prepare('SELECT * FROM sterilizers')
        .columns()
        .map(({ name }) => name),
    ).not.toContain('colour')
    kept.close()
  })

  it('refuses a migration that was rewritten after it had been applied', () => {
    const one = vessel()
    one.upgrade()
    const [first, ...others] = released
    const rewritten = first ? [{ ...first, hash: sha256(`${first.sql} `) }, ...others] : []
    expect(() => one.upgrade(rewritten)).toThrow('Migration 1 of these records is not the one')
  })
})
