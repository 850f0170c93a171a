import { drizzle } from 'drizzle-orm/better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Connection } from '#main/database/index.ts'
import {
  addenda,
  deviations,
  sessionProducts,
  sessions,
  sessionZones,
} from '#main/sessions/table.ts'
import { notStarted } from '#shared/sessions/index.ts'
import { testPassphrase } from '../support/practice.ts'
import { refusedWith } from '../support/refusals.ts'
import {
  colleaguePassphrase,
  colleagueUnlocks,
  ownerUnlocks,
  readyRoom,
  releasedPacks,
  openCharted,
  signedSession,
  signShown,
  start,
  unitOf,
} from '../support/treatment.ts'
import { forgedSnapshot } from '../support/logged.ts'

const other = {
  code: 'sessions.other',
  fact: 'The light failed.',
  rule: notStarted.rule,
  reason: 'a power cut',
  action: 'went on by daylight',
}

/** A signed session with a row in every table, and somebody who holds the key. */
const withRows = async () => {
  const room = await readyRoom()
  const [pack] = await releasedPacks(room.practice)
  if (!pack) throw new Error('A load has a pack.')
  const charted = await openCharted(room, { deviations: [other] })
  const { sessionId } = charted
  await room.api.sessions.takePack({ sessionId, packId: pack.id })
  await start(room, charted)
  await signShown(room, charted)
  await room.api.sessions.addAddendum({
    sessionId,
    text: 'She called: all is well.',
    reason: 'follow-up',
    secret: testPassphrase,
  })
  const connection = await room.practice.behindTheBack()
  return { room, sessionId, pack, connection }
}

/** As somebody who has also read how the change log is written to. */
const asWriter = (connection: Connection, work: () => unknown) => () =>
  connection.transaction(() => {
    connection
      .prepare("INSERT INTO write_context VALUES (1, 'somebody', 'no reason', '2026-11-22')")
      .run()
    work()
    connection.prepare('DELETE FROM write_context').run()
  })()

const signedTables = [
  'sessions',
  'session_zones',
  'session_products',
  'deviations',
  'addenda',
  'signatures',
  'units',
  'packs',
]

const changes: readonly (readonly [table: string, change: string])[] = [
  ['sessions', "note = 'nothing happened'"],
  ['sessions', "state = 'open'"],
  ['sessions', 'signed_at = NULL'],
  ['sessions', "identity = '{}'"],
  ['session_zones', 'needle_length = 500'],
  ['session_products', 'amount = 1'],
  ['deviations', "reason = 'none'"],
  ['addenda', "text = 'nothing'"],
  ['signatures', "printed_name = 'Somebody'"],
  ['units', 'session_id = NULL, attested_at = NULL'],
  ['packs', 'session_id = NULL'],
]

/** Every attempt was refused, so the record still is what was signed. */
const expectUntouched = async ({ room, sessionId }: Awaited<ReturnType<typeof withRows>>) => {
  expect(await room.api.sessions.signed({ sessionId })).toMatchObject({
    signatureState: 'valid',
    addenda: [{ signatureState: 'valid' }],
  })
}

describe('a signed session', () => {
  it('refuses SQL that changes a row of any of its tables [SES-40]', async () => {
    const rows = await withRows()
    for (const [table, change] of changes) {
      const where = ['units', 'packs'].includes(table) ? 'WHERE session_id IS NOT NULL' : ''
      const update = asWriter(rows.connection, () =>
        rows.connection.prepare(`UPDATE ${table} SET ${change} ${where}`).run(),
      )
      expect(update, `${table}: ${change}`).toThrow(/^(locked|claimed): |CHECK constraint/)
    }
    await expectUntouched(rows)
  })

  it('refuses SQL that deletes, replaces or adds a row [SES-40]', async () => {
    const rows = await withRows()
    const { connection, sessionId } = rows
    const run = (statement: string) =>
      asWriter(connection, () => connection.prepare(statement).run())
    for (const table of signedTables) {
      expect(run(`DELETE FROM ${table}`), table).toThrow('kept: a clinical row is never deleted')
      const replace = `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table} WHERE rowid = (SELECT max(rowid) FROM ${table})`
      expect(run(replace), table).toThrow(/^(exists|locked|claimed): /)
    }
    const zone = connection.prepare(
      `INSERT INTO session_zones (id, session_id, position, zone, needle_length, technique, passes, endpoint)
       VALUES ('z', ?, 9, 'chin', 1000, 'pen', 1, 'none')`,
    )
    expect(asWriter(connection, () => zone.run(sessionId))).toThrow(
      'locked: a signed session is never changed',
    )
    const note = connection.prepare("UPDATE clients SET note = 'x'")
    expect(() => note.run()).toThrow('change-log: nobody has said who writes and why')
    await expectUntouched(rows)
  })

  it('refuses drizzle in each of its tables [SES-40]', async () => {
    const rows = await withRows()
    const { connection } = rows
    const statements = drizzle({ client: connection })
    const attempts = [
      () => statements.update(sessions).set({ note: 'nothing happened' }).run(),
      () => statements.update(sessionZones).set({ passes: 1 }).run(),
      () => statements.update(sessionProducts).set({ amount: 1 }).run(),
      () => statements.update(deviations).set({ fact: 'None.' }).run(),
      () => statements.update(addenda).set({ text: 'None.' }).run(),
      ...[sessions, sessionZones, sessionProducts, deviations, addenda].map(
        (table) => () => statements.delete(table).run(),
      ),
    ]
    for (const attempt of attempts) {
      expect(asWriter(connection, attempt)).toThrow(/^(locked|kept): /)
    }
    await expectUntouched(rows)
    expect((await rows.room.api.audit.verify()).findings).toEqual([])
    // Verification starts a thread, which takes its time on a busy machine.
  }, 60_000)

  it('is not the signed record of an open session [SES-6]', async () => {
    const room = await readyRoom()
    const { sessionId } = await openCharted(room)
    expect(await refusedWith(room.api.sessions.signed({ sessionId }))).toEqual([
      'sessions.not-signed',
    ])
  })
})

describe('the state of a signature', () => {
  it.each([
    ['session_zones', 'needle_length = 600'],
    ['session_products', 'amount = 1'],
    ['deviations', "action = 'nothing'"],
    ['sessions', "note = 'nothing happened'"],
    ['sessions', "immediate_response = '[]'"],
    ['sessions', "identity = json_set(identity, '$.name', 'Somebody Else')"],
    ['sessions', "identity = '{}'"],
    ['signatures', "printed_name = 'Somebody'"],
    ['contents', 'another note'],
    ['units', 'session_id = NULL, attested_at = NULL'],
    ['packs', 'session_id = NULL'],
  ])('is invalid when %s is forged: %s [SES-41]', async (table, change) => {
    const { room, sessionId, connection } = await withRows()
    const triggers = connection
      .prepare<[string], string>(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?",
      )
      .pluck()
      .all(table)
    for (const trigger of triggers) connection.exec(`DROP TRIGGER "${trigger}"`)
    const sql =
      table === 'contents'
        ? forgedSnapshot(connection, sessionId, (text) => text.replace('"note":"', '"note":"un'))
        : `UPDATE ${table} SET ${change}`
    const changed = connection.prepare(sql).run().changes
    expect(changed).toBeGreaterThan(0)
    const [listed] = await room.api.sessions.list({ clientId: room.clientId })
    expect(listed?.signatureState).toBe('invalid')
    if (change === "identity = '{}'") {
      expect(await refusedWith(room.api.sessions.signed({ sessionId }))).toEqual([
        'sessions.signature-missing',
      ])
    } else {
      const signed = await room.api.sessions.signed({ sessionId })
      expect(signed.signatureState).toBe('invalid')
    }
  })

  it('shows a forged addendum and a forged countersignature as such [SES-41] [SES-42]', async () => {
    const { room, sessionId, connection } = await withRows()
    connection.exec('DROP TRIGGER addenda_locked; DROP TRIGGER log_update_addenda')
    connection.exec("UPDATE addenda SET text = 'She is unhappy.'")
    connection.exec('DROP TRIGGER deviations_locked; DROP TRIGGER log_update_deviations')
    connection.exec("UPDATE deviations SET reason = 'none'")
    const signed = await room.api.sessions.signed({ sessionId })
    expect(signed.addenda).toMatchObject([{ signatureState: 'invalid' }])
    expect(signed.deviations).toMatchObject([{ countersignature: null }])
  })
})

describe('what is said afterwards', () => {
  it('adds signed addenda, oldest first [SES-42]', async () => {
    const room = await readyRoom()
    const { session } = await signedSession(room)
    const add = (text: string, secret = testPassphrase) =>
      room.api.sessions.addAddendum({ sessionId: session.id, text, reason: 'follow-up', secret })
    expect(await refusedWith(add('lost', 'wrong'))).toEqual(['vault.wrong-secret'])
    await add('She called on Tuesday.')
    const signed = await add('Redness gone.')
    expect(signed.addenda).toMatchObject([
      { text: 'She called on Tuesday.', signatureState: 'valid' },
      { text: 'Redness gone.', signatureState: 'valid', signature: { meaning: 'addendum' } },
    ])
    expect(signed).toMatchObject({ signatureState: 'valid', session: { addenda: 2 } })
    const open = await openCharted(room, {}, 1)
    const early = { sessionId: open.sessionId, text: 'x', reason: 'y', secret: testPassphrase }
    expect(await refusedWith(room.api.sessions.addAddendum(early))).toEqual(['sessions.not-signed'])
  })

  it('marks a record as entered in error and keeps its content [SES-43] [SES-42]', async () => {
    const room = await readyRoom()
    const { session, snapshot } = await signedSession(room)
    const mark = (secret: string) =>
      room.api.sessions.markEnteredInError({
        sessionId: session.id,
        reason: 'charted for the wrong client',
        secret,
      })
    expect(await refusedWith(mark('wrong'))).toEqual(['vault.wrong-secret'])
    await colleagueUnlocks(room)
    expect(await refusedWith(mark(colleaguePassphrase))).toEqual(['sessions.error-mark-not-yours'])
    await ownerUnlocks(room)
    const marked = await mark(testPassphrase)
    expect(marked).toMatchObject({
      session: { state: 'entered-in-error', signatureState: 'valid' },
      snapshot,
      signatureState: 'valid',
      errorMark: { reason: 'charted for the wrong client', by: 'Ada Petersen' },
    })
    expect(await refusedWith(mark(testPassphrase))).toEqual(['sessions.already-entered-in-error'])
    const withAddendum = await room.api.sessions.addAddendum({
      sessionId: session.id,
      text: 'The right record is of the same day.',
      reason: 'to find it',
      secret: testPassphrase,
    })
    expect(withAddendum.addenda).toHaveLength(1)
    const again = await openCharted(room, {}, null)
    const take = room.api.sessions.takeCartridge({
      sessionId: again.sessionId,
      unitId: unitOf(room.cartridges),
      attested: true,
    })
    expect(await refusedWith(take)).toEqual(['inventory.unit-used'])
  })
})
