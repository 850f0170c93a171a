import { join } from 'node:path'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyLog } from '#main/audit/index.ts'
import {
  canonical,
  clinicalTables,
  createConnection,
  createDatabase,
  type Database,
  dataKey,
  migrate,
  systemEnvironment,
  openConnection,
  type Connection,
} from '#main/database/index.ts'
import { Refusal } from '#shared/kernel/index.ts'
import { temporaryFolder } from '../support/practice.ts'
import { lastSequence, loggedEntries } from '../support/logged.ts'

const key = dataKey(new Uint8Array(32).fill(5))

const fresh = (): { connection: Connection; database: Database; path: string } => {
  const path = join(temporaryFolder(), 'records.db')
  const connection = createConnection(path, key)
  migrate({ connection, path, key, environment: systemEnvironment })
  return { connection, path, database: createDatabase(connection, systemEnvironment, () => {}) }
}

const sterilizer = (connection: Connection, id: string, note = '') =>
  connection
    .prepare(
      "INSERT INTO sterilizers (id, name, maker, model, serial_number, programmes) VALUES (?, ?, 'maker', 'model', ?, '[]')",
    )
    .run(id, `name${note}`, id)

const context = { actor: 'somebody', reason: 'a test' }

describe('every write', () => {
  it('stands in the change log with who, when and why: a new row whole, of a change what it changed [DB-1]', () => {
    const { connection, database } = fresh()
    database.write(context, () => sterilizer(connection, 'one'))
    database.write({ actor: 'another', reason: 'renamed' }, () =>
      connection.exec("UPDATE sterilizers SET name = 'new'"),
    )
    const log = loggedEntries(connection).map(
      ({ actor, reason, table, rowId, operation, row }) => ({
        actor,
        reason,
        table_name: table,
        row_id: rowId,
        operation,
        row: JSON.parse(row ?? '') as unknown,
      }),
    )
    expect(log).toMatchObject([
      {
        actor: 'somebody',
        reason: 'a test',
        table_name: 'sterilizers',
        row_id: 'one',
        operation: 'insert',
        row: { id: 'one', name: 'name', programmes: '[]' },
      },
      {
        actor: 'another',
        reason: 'renamed',
        table_name: 'sterilizers',
        row_id: 'one',
        operation: 'update',
        row: { name: 'new' },
      },
    ])
  })

  it('is refused by the database when nobody has said who writes and why [DB-2]', () => {
    const { connection, database } = fresh()
    expect(() => sterilizer(connection, 'one')).toThrow(/nobody has said who writes/)
    expect(() => database.writeDraft(() => sterilizer(connection, 'one'))).toThrow(
      /nobody has said who writes/,
    )
  })

  it('leaves nothing behind when it fails, and lets the next one through [DB-3]', () => {
    const { connection, database } = fresh()
    expect(() =>
      database.write(context, () => {
        sterilizer(connection, 'one')
        throw new Error('midway')
      }),
    ).toThrow('midway')
    expect(lastSequence(connection)).toBe(0)
    database.write(context, () => sterilizer(connection, 'two'))
    expect(lastSequence(connection)).toBe(1)
  })

  it('is taken back whole when the disk is full, in plain words, and goes through when there is room [DB-4]', () => {
    const { connection, database } = fresh()
    database.write(context, () => sterilizer(connection, 'one'))
    const pages = Number(connection.pragma('page_count', { simple: true }))
    connection.pragma(`max_page_count = ${pages}`)
    const large = () =>
      database.write(context, () => sterilizer(connection, 'two', 'x'.repeat(100_000)))
    expect(large).toThrow(Refusal)
    expect(large).toThrow(
      /The disk is full. This change was not saved; everything saved before is safe/,
    )
    expect(connection.prepare('SELECT count(*) AS n FROM sterilizers').get()).toEqual({ n: 1 })
    connection.pragma('max_page_count = 1000000')
    large()
    expect(connection.prepare('SELECT count(*) AS n FROM sterilizers').get()).toEqual({ n: 2 })
  })

  it('never waits: a promise in a transaction is an error [DB-5]', () => {
    const { database } = fresh()
    expect(() => database.write(context, () => Promise.resolve())).toThrow('never waits')
  })
})

describe('a clinical row', () => {
  it('is never deleted, replaced or renamed, by whatever way [DB-6]', () => {
    const { connection, database } = fresh()
    database.write(context, () => sterilizer(connection, 'one'))
    connection.pragma('recursive_triggers = OFF')
    for (const sql of [
      'DELETE FROM sterilizers',
      "REPLACE INTO sterilizers (id, name, maker, model, serial_number, programmes) VALUES ('one', 'n', 'm', 'o', 's', '[]')",
      "INSERT OR REPLACE INTO sterilizers (id, name, maker, model, serial_number, programmes) VALUES ('two', 'n', 'maker', 'model', 'one', '[]')",
      "UPDATE sterilizers SET id = 'two'",
    ]) {
      expect(() => database.write(context, () => connection.exec(sql))).toThrow(
        /never|keeps its id/,
      )
    }
    expect(connection.prepare('SELECT id, name FROM sterilizers').all()).toEqual([
      { id: 'one', name: 'name' },
    ])
  })

  it('has its change-log triggers in every table, made from its columns [DB-7]', () => {
    const { connection } = fresh()
    for (const table of clinicalTables(connection)) {
      const columns = connection
        .prepare<[string], string>('SELECT name FROM pragma_table_xinfo(?)')
        .pluck()
        .all(table)
      for (const operation of ['insert', 'update']) {
        const sql = connection
          .prepare<[string], string>(
            "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?",
          )
          .pluck()
          .get(`log_${operation}_${table}`)
        expect([table, columns.filter((column) => !sql?.includes(`NEW."${column}"`))]).toEqual([
          table,
          [],
        ])
      }
    }
  })
})

describe('writes that are held together', () => {
  const names = (connection: Connection) =>
    connection.prepare<[], string>('SELECT name FROM sterilizers ORDER BY id').pluck().all()
  const unsealed = (connection: Connection) =>
    connection.prepare('SELECT count(*) FROM log_pending').pluck().get()

  it('are seen by nobody outside before the end, and one that fails is undone alone [DB-9]', async () => {
    const { connection, path, database } = fresh()
    const outside = openConnection(path, key, 'read')
    const add = (id: string) => database.write(context, () => sterilizer(connection, id, id))
    await database.together(async () => {
      add('1')
      await Promise.resolve()
      expect(() =>
        database.write(context, () => {
          sterilizer(connection, '2', '2')
          throw new Error('thought better of it')
        }),
      ).toThrow('thought better of it')
      add('3')
      expect(names(connection)).toEqual(['name1', 'name3'])
      expect(unsealed(connection)).toBe(0)
      expect(names(outside)).toEqual([])
    })
    expect(names(outside)).toEqual(['name1', 'name3'])
  })

  it('keep the whole ones when what holds them together ends badly [DB-9]', async () => {
    const { connection, path, database } = fresh()
    const outside = openConnection(path, key, 'read')
    const work = database.together(async () => {
      database.write(context, () => sterilizer(connection, '1', '1'))
      await Promise.resolve()
      throw new Error('out of paper')
    })
    await expect(work).rejects.toThrow('out of paper')
    expect(names(outside)).toEqual(['name1'])
    expect(unsealed(connection)).toBe(0)
    database.write(context, () => sterilizer(connection, '2', '2'))
    expect(names(outside)).toEqual(['name1', 'name2'])
  })
})

it('hashes canonical JSON, as another program writes it [DB-10]', () => {
  const value = fc.jsonValue({ stringUnit: 'binary' })
  fc.assert(
    fc.property(value, (json) => {
      expect(canonical(json)).toBe(canonicalize(json))
    }),
  )
  for (const none of [Number.NaN, Number.POSITIVE_INFINITY, '\ud800'])
    expect(() => canonical({ none: [none] })).toThrow(TypeError)
})

it('keeps drafts outside the log [DB-8]', () => {
  const { connection, database } = fresh()
  database.writeDraft(() =>
    connection.exec("INSERT INTO drafts VALUES ('client', 'new', 1, '{}', 'now')"),
  )
  database.writeDraft(() => connection.exec('DELETE FROM drafts'))
  expect(lastSequence(connection)).toBe(0)
})

describe('a write in steps', () => {
  const many = (connection: Connection, count: number) =>
    function* (): Generator<undefined, number> {
      for (let at = 0; at < count; at += 1) {
        sterilizer(connection, `step-${at}`, String(at))
        if (at % 10 === 9) yield
      }
      return count
    }
  const count = (connection: Connection) =>
    connection.prepare<[], number>('SELECT count(*) FROM sterilizers').pluck().get()

  it('is one transaction: seen by nobody outside before its end, sealed as one, and others wait for it [DB-11]', async () => {
    const { connection, path, database } = fresh()
    const outside = openConnection(path, key, 'read')
    const writing = database.writeInSteps(context, many(connection, 600))
    expect(count(outside)).toBe(0)
    expect(() => database.write(context, () => sterilizer(connection, 'other'))).toThrow(
      'A large delivery is being recorded',
    )
    let isSettled = false
    const settled = database.settled().then(() => {
      isSettled = true
      return count(outside)
    })
    await Promise.resolve()
    expect(isSettled).toBe(false)
    expect(await writing).toBe(600)
    expect(await settled).toBe(600)
    expect(lastSequence(connection)).toBe(600)
    expect(new Set(loggedEntries(connection).map(({ at }) => at)).size).toBe(1)
    expect(verifyLog(connection).findings).toEqual([])
    database.write(context, () => sterilizer(connection, 'other'))
    outside.close()
  })

  it('leaves nothing behind when it fails in the middle [DB-11]', async () => {
    const { connection, database } = fresh()
    const failing = database.writeInSteps(context, function* () {
      yield* many(connection, 300)()
      throw new Error('midway')
    })
    await expect(failing).rejects.toThrow('midway')
    expect([count(connection), lastSequence(connection)]).toEqual([0, 0])
    database.write(context, () => sterilizer(connection, 'one'))
    expect(verifyLog(connection).findings).toEqual([])
  })
})
