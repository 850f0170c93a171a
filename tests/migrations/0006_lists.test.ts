import { describe, expect, it } from 'vitest'
import { derivedProblems } from '#main/audit/index.ts'
import { laxTables, readMigrations, structureProblems } from '#main/database/index.ts'
import { versionThreePractice } from './version-three.ts'

const number = 6
const at = '2026-11-22T16:00:00.000Z'

/** A practice of the version before, with two series, one of them begun. */
const before = async () => {
  const practice = await versionThreePractice()
  const { write, update, clients, owner, lotId, migrateTo } = practice
  update()
  const [first, second] = clients
  const plan = (id: string, client: string, state: string) => [
    `INSERT INTO plans VALUES ('${id}', '${client}', '${at}')`,
    `INSERT INTO plan_versions VALUES ('${id}-1', '${id}', 1, '${state}', 'acne-scars', '["chin"]', 3, 28, 42, '2026-11-20', '', '', '${at}', '${owner}')`,
  ]
  const moves = (id: string, kind: string, quantity: number) =>
    `INSERT INTO stock_movements VALUES ('${id}', '${lotId}', '${kind}', ${quantity}, '${at}', 'counted')`
  write(...plan('hers', second, 'active'), ...plan('given-up', first, 'stopped'))
  write(moves('in', 'received', 5), moves('out', 'taken', -3), moves('back', 'returned', 1))
  return { ...practice, migrate: () => migrateTo(number) }
}

describe('the migration that keeps what lists show', () => {
  it('fills it from the records that are there, and changes none of them', async () => {
    const { connection, migrate, lotId } = await before()
    const counted = () =>
      ['clients', 'sessions', 'lots', 'stock_movements', 'plans'].map((table) =>
        connection.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get(),
      )
    const counts = counted()
    migrate()
    expect(counted()).toEqual(counts)
    expect(laxTables(connection)).toEqual([])
    expect(structureProblems(connection, readMigrations().slice(0, number))).toEqual([])
    expect(derivedProblems(connection)).toEqual([])
    expect(
      connection
        .prepare('SELECT plan_id, done, due_from, due_until FROM derived_series ORDER BY plan_id')
        .all(),
    ).toEqual([
      { plan_id: 'given-up', done: 0, due_from: null, due_until: null },
      { plan_id: 'hers', done: 0, due_from: '2026-11-20', due_until: '2027-01-01' },
    ])
    expect(
      connection
        .prepare('SELECT received, used, remaining, used_up FROM derived_stock WHERE lot_id = ?')
        .get(lotId),
    ).toEqual({ received: 5, used: 2, remaining: 3, used_up: 0 })
    connection.close()
  })

  it('is held against the records: a row that is missing, altered or too many is named', async () => {
    const { connection, migrate, lotId } = await before()
    migrate()
    connection.exec('UPDATE derived_stock SET remaining = remaining + 1')
    connection.exec("DELETE FROM derived_series WHERE plan_id = 'hers'")
    connection.exec("INSERT INTO derived_waiting VALUES ('nobody')")
    expect(derivedProblems(connection)).toEqual([
      { table: 'derived_series', key: 'hers' },
      { table: 'derived_stock', key: lotId },
      { table: 'derived_waiting', key: 'nobody' },
    ])
    connection.close()
  })
})
