import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyLog } from '#main/audit/index.ts'
import {
  clinicalTables,
  type Connection,
  laxTables,
  readMigrations,
  structureProblems,
} from '#main/database/index.ts'
import { verifyBundle, writePracticeBundle } from '#main/exports/index.ts'
import { verifySignatures } from '#main/signing/index.ts'
import { certain } from '#shared/kernel/index.ts'
import { notStarted } from '#shared/sessions/index.ts'
import { testPassphrase } from '../support/practice.ts'
import { refusalOf } from '../support/refusals.ts'
import { screen } from '../support/treatment.ts'
import { versionTwoPractice } from './version-two.ts'

const third = readMigrations().slice(0, 3)

/** What the migration rebuilds, widens or gives new triggers. */
const touched = [
  'client_flags',
  'clearances',
  'signatures',
  'consent_templates',
  'consents',
  'sessions',
] as const

const rowsOf = (connection: Connection) =>
  Object.fromEntries(
    clinicalTables(connection).map((table) => [
      table,
      connection.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}" ORDER BY id`).all(),
    ]),
  )

/** The structure is not that of a later release yet. */
const aboutRecords = (connection: Connection) =>
  verifyLog(connection).findings.filter(({ code }) => code !== 'structure-altered')

describe('the third migration', () => {
  it('brings every row forward, and the log and each signature still verify', async () => {
    const { connection, folder, update, toNewest } = await versionTwoPractice()
    const before = rowsOf(connection)
    for (const table of touched) expect(before[table], table).not.toEqual([])
    update()
    expect(laxTables(connection)).toEqual([])
    expect(structureProblems(connection, third)).toEqual([])
    expect(connection.pragma('foreign_key_check')).toEqual([])
    const after = rowsOf(connection)
    for (const [table, rows] of Object.entries(before)) expect(after[table]).toMatchObject(rows)
    toNewest()
    expect(aboutRecords(connection)).toEqual([])
    expect(verifySignatures(connection, {})).toMatchObject({ findings: [], signatures: 4 })
    const bundle = verifyBundle(writePracticeBundle(connection, join(folder, 'attachments')))
    expect(bundle.findings.filter(({ code }) => code.startsWith('row-'))).toEqual([])
    expect(bundle.rows).toBe(verifyLog(connection).rows)
    connection.close()
  })

  it('takes what only the new release knows, and stops what it forbids', async () => {
    const { connection, update, toNewest, write, clients, consents, started } =
      await versionTwoPractice()
    update()
    const [treated] = clients
    const at = '2026-11-22T16:00:00.000Z'
    write(
      `INSERT INTO client_flags (id, client_id, kind, noted_at, label) VALUES ('own', '${treated}', 'tattoo-removal', '${at}', 'Tattoo removal')`,
      `INSERT INTO consent_templates VALUES ('photos', 'photography', 1, 'en', '{}', '${at}')`,
    )
    const refused: readonly (readonly [string, RegExp])[] = [
      [
        `INSERT INTO clearances (id, client_flag_id, prescriber_name, prescriber_licence, cleared_on, note, recorded_at) VALUES ('x', 'own', 'Dr N', 'MD 1', '2026-11-22', '', '${at}')`,
        /prescriber's document/,
      ],
      [`UPDATE clearances SET note = 'changed'`, /keeps what the prescriber wrote/],
      [
        `INSERT INTO client_flags (id, client_id, kind, noted_at) VALUES ('y', '${treated}', 'Not A Code', '${at}')`,
        /CHECK/,
      ],
      [
        `INSERT INTO client_flags (id, client_id, kind, noted_at) VALUES ('z', '${treated}', 'eczema', '${at}')`,
        /UNIQUE/,
      ],
      [`UPDATE signatures SET printed_name = 'Eve'`, /never changed/],
      [`UPDATE consent_templates SET version = 9`, /never changed/],
      [
        `UPDATE consents SET medium = 'paper' WHERE id = '${consents[0].consentId}'`,
        /never changed/,
      ],
      [
        `UPDATE sessions SET screening_id = NULL, note = 'x' WHERE signed_at IS NOT NULL`,
        /never changed/,
      ],
      [
        `UPDATE sessions SET state = 'signed', signed_at = '${at}', rule_version = 1, consent_id = '${consents[1].consentId}', identity = '{}', immediate_response = '[]' WHERE id = '${started[0]}'`,
        /no deviation says so|without screening or consent/,
      ],
    ]
    for (const [sql, reason] of refused) expect(() => write(sql), sql).toThrow(reason)
    toNewest()
    expect(aboutRecords(connection)).toEqual([])
    connection.close()
  })

  it('leaves a practice that works: old consents and records are read, and what was begun is signed [SES-78]', async () => {
    const { open, clients, consents, signed, started } = await versionTwoPractice()
    const { api, application, clock } = await open()
    const practice = { api, clock }

    const old = await api.consent.get({ consentId: consents[0].consentId })
    expect(old).toMatchObject({ signatureState: 'valid', kind: 'microneedling', medium: 'screen' })
    expect(old.snapshot.acknowledged).toMatchObject([{ id: 'risks', initials: null }])
    const record = await api.sessions.signed({ sessionId: signed })
    expect(record.signatureState).toBe('valid')
    expect(record.snapshot.screening ?? null).toBeNull()
    const treated = await api.clients.get({ clientId: clients[0] })
    expect(treated.flags.map(({ kind, clearance }) => [kind, clearance?.attachmentId])).toEqual([
      ['eczema', undefined],
      ['cold-sores', null],
    ])

    // A screening after the start does not reach back: both are signed with the deviation.
    await screen(practice, clients[1])
    for (const sessionId of started) {
      const found = await api.sessions.get({ sessionId })
      const document = {
        ...found.document,
        zones: [
          {
            zone: 'forehead' as const,
            needleLength: certain(record.snapshot.zones[0], 'A zone').needleLength,
            technique: 'pen' as const,
            passes: 2,
            endpoint: 'mild-erythema' as const,
          },
        ],
      }
      const { version } = await api.sessions.save({ sessionId, version: found.version, document })
      const stops = await refusalOf(api.sessions.prepare({ sessionId, version }))
      const codes = stops.map(({ code }) => code)
      expect(codes).toContain('screening.missing')
      expect(codes.filter((code) => code.startsWith('consent.'))).toEqual([])
      expect(codes).not.toContain(notStarted.code)
      const deviations = stops.map(({ code, fact, rule }) => ({
        code,
        fact,
        rule,
        reason: 'Begun before the update.',
        action: 'Recorded as it was.',
      }))
      const saved = await api.sessions.save({
        sessionId,
        version,
        document: { ...document, deviations },
      })
      const { snapshotHash } = await api.sessions.prepare({ sessionId, version: saved.version })
      const done = await api.sessions.sign({
        sessionId,
        version: saved.version,
        snapshotHash,
        secret: testPassphrase,
      })
      expect(done.signatureState).toBe('valid')
      expect(done.snapshot.screening).toBeNull()
    }
    const { findings } = await application.verify(testPassphrase, { fingerprints: [] })
    expect(findings).toEqual([])
  })
})
