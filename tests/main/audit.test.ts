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
    expect(report.head).toBe((await api.audit.list({})).entries[0]?.hash)
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

  it('names a change-log entry that was removed, the last one too [AUD-4]', async () => {
    expect(
      await findingsAfter((connection) =>
        connection.exec('DELETE FROM change_log WHERE sequence = 2'),
      ),
    ).toContain('entry-removed: entry 2')
    const last = await findingsAfter((connection) =>
      connection.exec(
        'DELETE FROM change_log WHERE sequence = (SELECT max(sequence) FROM change_log)',
      ),
    )
    expect(last[0]).toMatch(/^entry-removed: entry \d+$/)
  })

  it.each([
    "at = '2020-01-01T00:00:00.000Z'",
    "actor = 'somebody else'",
    "reason = 'another'",
    "row = json_set(row, '$.name', 'x')",
    'salt = hex(randomblob(32))',
    'commitment = hex(randomblob(32))',
    'hash = hex(randomblob(32))',
    "row_id = 'other'",
    "table_name = 'clients'",
    "operation = 'update'",
    'row = NULL, salt = NULL',
    'reason = NULL',
  ])('names a change-log entry whose %s was altered [AUD-5]', async (change) => {
    const findings = await findingsAfter((connection) =>
      connection.exec(`UPDATE change_log SET ${change} WHERE sequence = 2`),
    )
    expect(
      findings.some((finding) => /^(entry-altered|chain-broken): entry [23] /.test(finding)),
    ).toBe(true)
  })

  it('names a change-log entry that was added by hand, sealed or not [AUD-6]', async () => {
    const unsealed = await findingsAfter((connection) =>
      connection.exec(
        "INSERT INTO change_log (at, actor, reason, table_name, row_id, operation, row) SELECT at, actor, reason, table_name, row_id, 'update', row FROM change_log WHERE sequence = 2",
      ),
    )
    expect(unsealed[0]).toMatch(/^entry-unsealed: entry \d+ /)
    const sealed = await findingsAfter((connection) =>
      connection.exec(
        'INSERT INTO change_log SELECT (SELECT max(sequence) + 1 FROM change_log), at, actor, reason, table_name, row_id, operation, row, salt, commitment, hash FROM change_log WHERE sequence = 2',
      ),
    )
    expect(sealed[0]).toMatch(/^chain-broken: entry \d+ /)
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
    const { holds, findings } = await next.application.verify(testPassphrase, [])
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

it('lists the change log newest first, in pages, with the whole row [AUD-9]', async () => {
  const { api } = await worked()
  const { entries, total } = await api.audit.list({})
  expect(entries).toHaveLength(total)
  expect(entries[0]).toMatchObject({
    table: 'practices',
    operation: 'update',
    reason: 'a new number',
    row: { telephone: '555 0199' },
  })
  const rest = await api.audit.list({ before: entries[0]?.sequence })
  expect(rest.entries).toHaveLength(total - 1)
  const rules = await api.audit.list({ table: 'rule_sets' })
  expect(rules.entries.map(({ table }) => table)).toEqual(['rule_sets'])
})
