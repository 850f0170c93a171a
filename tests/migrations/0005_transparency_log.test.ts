import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { asItStood } from '#main/audit/index.ts'
import { attachmentsFolder } from '#main/attachments/index.ts'
import {
  canonical,
  chainHash,
  type Connection,
  hexOf,
  keptPeaks,
  leafData,
  migrate,
  readMigrations,
  structureProblems,
  type Vessel,
} from '#main/database/index.ts'
import { verifyBundle, writeEvidenceBundle, writePracticeBundle } from '#main/exports/index.ts'
import { verifyRecords } from '#main/verification.ts'
import { certain, Refusal } from '#shared/kernel/index.ts'
import { loggedEntries } from '../support/logged.ts'
import { versionThreePractice } from './version-three.ts'

const fifth = readMigrations().slice(0, 5)

interface Former {
  readonly sequence: number
  readonly at: string
  readonly actor: string
  readonly reason: string
  readonly table_name: string
  readonly row_id: string
  readonly operation: string
  readonly row: string
  readonly commitment: string
  readonly hash: string
}

/** A practice as release 4 left it: its log a chain, its snapshots in their signatures. */
const before = async () => {
  const practice = await versionThreePractice()
  practice.update()
  const { connection } = practice
  const read = <T>(sql: string): T[] => connection.prepare<[], T>(sql).all()
  return {
    ...practice,
    log: read<Former>('SELECT * FROM change_log ORDER BY sequence'),
    signatures: read<{ id: string; chain_head: string; snapshot: string }>(
      'SELECT id, chain_head, snapshot FROM signatures ORDER BY id',
    ),
    records: join(practice.folder, 'records.db'),
  }
}

const verified = (connection: Connection, folder: string, since?: string) =>
  verifyRecords(connection, { attachmentsFolder: join(folder, 'attachments'), anchors: [], since })
    .verification

const refusedAtOnce = (work: () => void): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.problems[0].code
    throw error
  }
  throw new Error('This should have been refused.')
}

const versionOf = (connection: Connection) => connection.pragma('user_version', { simple: true })

describe('the migration to a transparency log', () => {
  it('carries every entry over with its bytes and every signature with what it signed [AUD-35]', async () => {
    const { connection, migrateTo, log, signatures, toNewest, folder } = await before()
    expect(log.length).toBeGreaterThan(30)
    migrateTo(5)
    expect(structureProblems(connection, fifth)).toEqual([])
    const carried = loggedEntries(connection)
    expect(carried).toHaveLength(log.length)
    let link = '0'.repeat(64)
    for (const [index, entry] of carried.entries()) {
      const former = log[index]
      if (!former) throw new Error('An entry that was not there before.')
      const { sequence, at, actor, table_name, row_id, operation, commitment, hash } = former
      const said = [link, sequence, at, actor, table_name, row_id, operation, commitment]
      expect(Buffer.from(leafData(entry)).toString('utf8')).toBe(canonical(said))
      expect(hexOf(chainHash(entry))).toBe(hash)
      expect([entry.reason, entry.row]).toEqual([former.reason, former.row])
      link = hash
    }
    toNewest()
    const { findings, holds, ...counts } = verified(connection, folder)
    expect(findings).toEqual([])
    expect(holds).toBe(true)
    expect(counts).toMatchObject({ entries: log.length, signatures: signatures.length })
    expect(
      connection
        .prepare("SELECT name FROM sqlite_master WHERE name IN ('change_log', 'signatures_former')")
        .all(),
    ).toEqual([])
    connection.close()
  })

  it('leaves records that are told as they stood, and bundles that hold [AUD-35]', async () => {
    const { connection, toNewest, folder, clients, signedAfterScreening } = await before()
    toNewest()
    const { size } = keptPeaks(connection)
    const stood = asItStood(connection, {
      table: 'sessions',
      id: signedAfterScreening,
      sequence: size,
    })
    expect(stood.rows[0]?.row).toMatchObject({ note: 'Signed by the release before.' })
    expect(stood.rows.map(({ table }) => table)).toContain('signatures')
    const signature = stood.rows.find(({ table }) => table === 'signatures')
    expect(String(signature?.row?.['snapshot'])).toContain('"format":"stratum-')
    const files = attachmentsFolder(join(folder, 'records.db'))
    expect(verifyBundle(writePracticeBundle(connection, files)).findings).toEqual([])
    const client = clients[2]
    expect(verifyBundle(writeEvidenceBundle(connection, files, client)).findings).toEqual([])
    connection.close()
  })

  it('knows a head that stands on a paper of the release before, and no other [AUD-31]', async () => {
    const { connection, toNewest, folder, signatures } = await before()
    toNewest()
    const genesis = '0'.repeat(64)
    const known = signatures.find(({ chain_head: head }) => head !== genesis)?.chain_head
    for (const head of [certain(known, 'A signed head'), genesis])
      expect(verified(connection, folder, head).findings).toEqual([])
    const { findings } = verified(connection, folder, 'ab'.repeat(32))
    expect(findings.map(({ code }) => code)).toEqual(['head-unknown'])
    connection.close()
  })

  it('goes on with records that are signed after it beside those from before [AUD-35]', async () => {
    const { open, lotId } = await before()
    const { api } = await open()
    await api.inventory.changeLotState({ lotId, state: 'quarantined', reason: 'A dented box.' })
    const { holds, findings, entries } = await api.audit.verify()
    expect(findings).toEqual([])
    expect(holds).toBe(true)
    const { entries: newest } = await api.audit.list({})
    expect(newest[0]).toMatchObject({ sequence: entries, reason: 'A dented box.' })
  })

  it.each([
    "UPDATE change_log SET reason = 'another' WHERE sequence = 7",
    'UPDATE change_log SET hash = hex(randomblob(32)) WHERE sequence = 7',
    'DELETE FROM change_log WHERE sequence = 7',
    'DELETE FROM change_log WHERE sequence = (SELECT max(sequence) FROM change_log)',
    'UPDATE change_log SET hash = NULL WHERE sequence = 7',
  ])('refuses a log that does not hold and leaves the file as it was: %s [AUD-35]', async (sql) => {
    const { connection, toNewest, log } = await before()
    for (const { name } of connection
      .prepare<[], { name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'change_log'",
      )
      .all())
      connection.exec(`DROP TRIGGER ${name}`)
    connection.exec(sql)
    expect(refusedAtOnce(toNewest)).toBe('database.former-log-broken')
    expect(versionOf(connection)).toBe(4)
    const count = connection.prepare<[], number>('SELECT count(*) FROM change_log').pluck().get()
    expect(count).toBe(log.length - (sql.startsWith('DELETE') ? 1 : 0))
    connection.close()
  })

  it('leaves the old file whole when it ends in the middle, and carries it over the next time [AUD-35]', async () => {
    const { connection, vessel, log, folder, records, toNewest } = await before()
    connection.pragma('wal_checkpoint(TRUNCATE)')
    const bytes = readFileSync(records)
    const interrupted: Vessel = {
      ...vessel,
      progress: (done) => {
        if (done > log.length) throw new Error('the power went')
      },
    }
    expect(() => migrate(interrupted)).toThrow('the power went')
    connection.pragma('wal_checkpoint(TRUNCATE)')
    expect(versionOf(connection)).toBe(4)
    expect(readFileSync(records).equals(bytes)).toBe(true)
    toNewest()
    expect(verified(connection, folder).findings).toEqual([])
    connection.close()
  })
})
