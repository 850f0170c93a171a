import { describe, expect, it } from 'vitest'
import type { Connection } from '#main/database/index.ts'
import {
  newPracticeOfTest,
  openTestPractice,
  type TestPractice,
  testPassphrase,
} from '../support/practice.ts'
import { refusedWith } from '../support/refusals.ts'
import { readyRoom, signedSession } from '../support/treatment.ts'

const worked = async (): Promise<TestPractice> => {
  const practice = await openTestPractice()
  await practice.api.practice.update({
    details: { ...newPracticeOfTest.practice, telephone: '555 0199' },
    reason: 'a new number',
  })
  return practice
}

/** Somebody with the key and SQLite, who knows to switch the guards off. */
const withoutGuards = (connection: Connection, work: () => void): void => {
  const guards = connection
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    )
    .all()
  for (const { name } of guards) connection.exec(`DROP TRIGGER "${name}"`)
  work()
  for (const { sql } of guards) connection.exec(sql)
}

const findingsAfter = async (tamper: (connection: Connection) => void) => {
  const practice = await worked()
  const connection = await practice.behindTheBack()
  withoutGuards(connection, () => tamper(connection))
  const { holds, findings } = await practice.api.audit.verify()
  expect(holds).toBe(false)
  return findings.map(({ code, subject }) => `${code}: ${subject}`)
}

describe('verify', () => {
  it('finds that an untouched practice holds, and says what it has looked at [AUD-1]', async () => {
    const { api } = await worked()
    const report = await api.audit.verify()
    expect(report).toMatchObject({ holds: true, findings: [] })
    expect(report.entries).toBe((await api.audit.list({})).total)
    expect(report.head).toMatch(new RegExp(`^${report.entries}-[0-9a-f]{64}$`))
  })

  it('names a row that was changed behind the application’s back [AUD-2]', async () => {
    const [finding] = await findingsAfter((connection) =>
      connection.exec("UPDATE practices SET telephone = '555 6666'"),
    )
    expect(finding).toMatch(/^row-differs: practices [0-9a-f-]{36}$/)
  })

  it('names a row that was removed, and one that was added [AUD-3]', async () => {
    expect(
      (await findingsAfter((connection) => connection.exec('DELETE FROM practitioners')))[0],
    ).toMatch(/^row-missing: practitioners /)
    const added = await findingsAfter((connection) =>
      connection.exec(
        "INSERT INTO sterilizers (id, name, maker, model, serial_number, programmes) VALUES ('x', 'n', 'm', 'o', 's', '[]')",
      ),
    )
    expect(added).toEqual(['row-unlogged: sterilizers x'])
  })

  it('names a page of entries that was removed, the last one too [AUD-4]', async () => {
    expect(
      await findingsAfter((connection) =>
        connection.exec('DELETE FROM log_pages WHERE first = (SELECT min(first) FROM log_pages)'),
      ),
    ).toContainEqual(expect.stringMatching(/^entry-removed: entr(y|ies) 1/))
    const last = await findingsAfter((connection) =>
      connection.exec('DELETE FROM log_pages WHERE first = (SELECT max(first) FROM log_pages)'),
    )
    expect(last).toContainEqual(expect.stringMatching(/^entry-removed: entr(y|ies) \d+/))
  })

  it('names an entry that was added by hand and has no seal [AUD-6]', async () => {
    const unsealed = await findingsAfter((connection) =>
      connection.exec(
        "INSERT INTO log_pending (table_name, row_id, operation, row) SELECT 'practices', id, 'update', '{}' FROM practices",
      ),
    )
    expect(unsealed[0]).toMatch(/^entry-unsealed: a pending entry \(practices /)
  })

  it('names a guard that was taken away [AUD-7]', async () => {
    const practice = await worked()
    const connection = await practice.behindTheBack()
    connection.exec('DROP TRIGGER log_update_clients')
    const { findings } = await practice.api.audit.verify()
    expect(findings.map(({ subject }) => subject)).toContain(
      'trigger log_update_clients is missing',
    )
  })

  it('names the changed row also when the guards were left off and nobody can be let in [AUD-10]', async () => {
    const practice = await worked()
    const connection = await practice.behindTheBack()
    connection.exec('DROP TRIGGER log_update_practices')
    connection.exec("UPDATE practices SET telephone = '555 6666'")
    const next = await practice.reopen()
    expect(await refusedWith(next.api.vault.unlock({ secret: testPassphrase }))).toEqual([
      'database.structure-altered',
    ])
    const { holds, findings } = await next.application.verify(testPassphrase, { fingerprints: [] })
    expect(holds).toBe(false)
    expect(findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['structure-altered', 'row-differs']),
    )
  })

  it('lets no piece of a signed session be rewritten, and none arrive used [SES-40]', async () => {
    const room = await readyRoom()
    await signedSession(room)
    const connection = await room.practice.behindTheBack()
    const refused = (sql: string) =>
      expect(() => connection.exec(sql)).toThrow(
        /locked: a signed session|received before it is used/,
      )
    const used = 'WHERE session_id IS NOT NULL'
    refused(`UPDATE units SET attested_at = '2020-01-01T00:00:00.000Z' ${used}`)
    refused(`UPDATE units SET discarded_at = 'x', discard_reason = 'y' ${used}`)
    refused(
      `INSERT INTO units SELECT 'forged', lot_id, 'forged', serial, session_id, attested_at, NULL, NULL FROM units ${used} LIMIT 1`,
    )
  })

  it('names a signed record whose signature was taken away [AUD-11]', async () => {
    const room = await readyRoom()
    const { session } = await signedSession(room)
    const connection = await room.practice.behindTheBack()
    withoutGuards(connection, () => connection.exec('DELETE FROM signatures'))
    const { findings } = await room.api.audit.verify()
    expect(findings.map(({ subject }) => subject)).toContain(`sessions ${session.id}`)
  })

  it('still finds foreign entries after the application has gone on writing [AUD-8]', async () => {
    const practice = await worked()
    const connection = await practice.behindTheBack()
    connection.exec(
      "INSERT INTO write_context VALUES (1, 'mallory', 'none', '2026-01-01T00:00:00.000Z')",
    )
    connection.exec(
      "INSERT INTO sterilizers (id, name, maker, model, serial_number, programmes) VALUES ('x', 'n', 'm', 'o', 's', '[]')",
    )
    connection.exec('DELETE FROM write_context')
    await practice.api.practice.update({
      details: newPracticeOfTest.practice,
      reason: 'back again',
    })
    const { findings } = await practice.api.audit.verify()
    expect(findings.map(({ code }) => code)).toContain('entry-unsealed')
  })
})

it('lists the change log newest first, in pages, and tells an entry with what it changed [AUD-9]', async () => {
  const { api } = await worked()
  const { entries, total } = await api.audit.list({})
  expect(entries).toHaveLength(total)
  const [newest] = entries
  expect(newest).toMatchObject({
    table: 'practices',
    operation: 'update',
    reason: 'a new number',
  })
  const { before, after, leaf } = await api.audit.entry({ sequence: total })
  expect([before?.['telephone'], after?.['telephone']]).toEqual(['555 0100', '555 0199'])
  expect(after).toEqual({ ...before, telephone: '555 0199' })
  expect(leaf).toMatch(/^[0-9a-f]{64}$/)
  const rest = await api.audit.list({ before: newest?.sequence })
  expect(rest.entries).toHaveLength(total - 1)
  const rules = await api.audit.list({ table: 'rule_sets' })
  expect(rules.entries.map(({ table }) => table)).toEqual(['rule_sets'])
  expect(await refusedWith(api.audit.entry({ sequence: total + 1 }))).toEqual([
    'audit.no-such-entry',
  ])
})

it('keeps what the last check found, and since when all holds [AUD-33]', async () => {
  const practice = await worked()
  expect(await practice.api.audit.lastCheck()).toBeNull()
  const { entries } = await practice.api.audit.verify()
  const checked = await practice.api.audit.lastCheck()
  expect(checked).toMatchObject({ entries, findings: 0 })
  const connection = await practice.behindTheBack()
  withoutGuards(connection, () => connection.exec("UPDATE practices SET telephone = '555 6666'"))
  await practice.api.audit.verify()
  expect(await practice.api.audit.lastCheck()).toMatchObject({
    entries,
    findings: 1,
  })
})
