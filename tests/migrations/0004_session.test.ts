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
import { emptySessionDocument } from '#shared/sessions/index.ts'
import { testPassphrase } from '../support/practice.ts'
import { refusalOf } from '../support/refusals.ts'
import { versionThreePractice } from './version-three.ts'

const fourth = readMigrations().slice(0, 4)

/** What the migration rebuilds, widens or gives new triggers. */
const touched = [
  'practitioners',
  'signatures',
  'sessions',
  'products',
  'session_zones',
  'session_products',
  'addenda',
] as const

/** The structure is that of the release of the fourth migration, not of the newest. */
const logFindings = (connection: Connection) =>
  verifyLog(connection).findings.filter(({ code }) => code !== 'structure-altered')

const rowsOf = (connection: Connection) =>
  Object.fromEntries(
    clinicalTables(connection).map((table) => [
      table,
      connection.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}" ORDER BY id`).all(),
    ]),
  )

describe('the fourth migration', () => {
  it('brings every row forward, and the log and each signature still verify', async () => {
    const { connection, folder, update, toNewest } = await versionThreePractice()
    const before = rowsOf(connection)
    for (const table of touched) expect(before[table], table).not.toEqual([])
    update()
    expect(laxTables(connection)).toEqual([])
    expect(structureProblems(connection, fourth)).toEqual([])
    expect(connection.pragma('foreign_key_check')).toEqual([])
    const after = rowsOf(connection)
    for (const [table, rows] of Object.entries(before)) expect(after[table]).toMatchObject(rows)
    toNewest()
    expect(logFindings(connection)).toEqual([])
    expect(verifySignatures(connection, {})).toMatchObject({ findings: [], signatures: 8 })
    const bundle = verifyBundle(writePracticeBundle(connection, join(folder, 'attachments')))
    expect(bundle.findings).toEqual([])
    expect(bundle.rows).toBe(verifyLog(connection).rows)
    connection.close()
  })

  it('takes what only the new release knows, and stops what it forbids', async () => {
    const {
      connection,
      update,
      toNewest,
      write,
      clients,
      owner,
      signedAfterScreening,
      unfinished,
    } = await versionThreePractice()
    update()
    const [first, begun] = clients
    const at = '2026-11-22T16:00:00.000Z'
    const plan = (plan: string, version: number) =>
      `INSERT INTO plan_versions VALUES ('${plan}-${version}', '${plan}', ${version}, 'active', 'acne-scars', '["chin"]', 3, 28, 42, '2026-11-22', '', '${version === 1 ? '' : 'more'}', '${at}', '${owner}')`
    write(
      `INSERT INTO plans VALUES ('hers', '${begun}', '${at}'), ('another', '${first}', '${at}')`,
      plan('hers', 1),
      plan('hers', 2),
      `UPDATE sessions SET plan_id = 'hers' WHERE id = '${unfinished}'`,
      `INSERT INTO session_zones (id, session_id, position, zone, needle_length, technique, passes, endpoint, area)
       VALUES ('own', '${unfinished}', 0, 'free-0a1b2c3d', 100, 'pen', 1, 'none', '{"name":"Scar"}')`,
    )
    const refused: readonly (readonly [string, RegExp])[] = [
      [`UPDATE sessions SET plan_id = 'another' WHERE id = '${unfinished}'`, /another client's/],
      [`UPDATE plan_versions SET goal = 'x'`, /a version of it/],
      [plan('hers', 4), /follow one another/],
      [`UPDATE plans SET made_at = '${at}' WHERE id = 'hers'`, /a version of it/],
      [`UPDATE sessions SET said = 'x' WHERE id = '${signedAfterScreening}'`, /never changed/],
      [
        `UPDATE session_zones SET passes = 9 WHERE session_id = '${signedAfterScreening}'`,
        /never changed/,
      ],
      [
        `INSERT INTO session_marks VALUES ('m', '${signedAfterScreening}', 0, 'm', 'face-front', 'scar', '[[1,1]]', '')`,
        /never changed/,
      ],
      [
        `INSERT INTO session_orders VALUES ('o', '${signedAfterScreening}', 0, 'Dr N', 'MD 1', '2026-11-22', '["chin"]', 2000, '["licence"]')`,
        /never changed/,
      ],
      [
        `INSERT INTO session_zones (id, session_id, position, zone, needle_length, technique, passes, endpoint) VALUES ('d', '${unfinished}', 1, 'chin', 3600, 'pen', 1, 'none')`,
        /CHECK/,
      ],
      [
        `INSERT INTO session_zones (id, session_id, position, zone, needle_length, technique, passes, endpoint) VALUES ('e', '${unfinished}', 1, 'orbital-rim-left', 500, 'pen', 1, 'none')`,
        /CHECK/,
      ],
      [
        `INSERT INTO session_zones (id, session_id, position, zone, needle_length, technique, passes, endpoint) VALUES ('f', '${unfinished}', 1, 'free-0a1b2c3e', 500, 'pen', 1, 'none')`,
        /CHECK/,
      ],
      [`UPDATE signatures SET printed_name = 'Eve'`, /never changed/],
    ]
    for (const [sql, reason] of refused) expect(() => write(sql), sql).toThrow(reason)
    toNewest()
    expect(logFindings(connection)).toEqual([])
    connection.close()
  })

  it('leaves a practice that works: records are read as they were, and what was begun is signed', async () => {
    const { open, signed, signedAfterScreening, unfinished, lotId } = await versionThreePractice()
    const { api, application } = await open()
    for (const sessionId of [signed, signedAfterScreening]) {
      const record = await api.sessions.signed({ sessionId })
      expect(record).toMatchObject({ signatureState: 'valid', countersignature: null })
      expect(record.snapshot).toMatchObject({ format: 'stratum-session-1', plan: null, marks: [] })
    }
    const { addenda } = await api.sessions.signed({ sessionId: signedAfterScreening })
    expect(addenda).toMatchObject([{ about: 'record', signatureState: 'valid' }])
    const { sessions } = await api.recalls.trace({ kind: 'lot', id: lotId })
    expect(sessions).toEqual([signedAfterScreening, unfinished].sort())

    // The draft of the release before opens with what it said, and with nothing that it could not say.
    const found = await api.sessions.get({ sessionId: unfinished })
    expect(found.document).toMatchObject({
      note: 'Begun before the update.',
      zones: [{ zone: 'chin', needleLength: 750, area: null, directions: [] }],
      products: [{ lotId, place: null, anaesthetic: null }],
      planId: emptySessionDocument.planId,
      steps: [],
      carried: null,
    })
    const { version } = await api.sessions.save({
      sessionId: unfinished,
      version: found.version,
      document: {
        ...found.document,
        products: found.document.products.map((one) => ({ ...one, place: 'right-after' as const })),
      },
    })
    const stops = await refusalOf(api.sessions.prepare({ sessionId: unfinished, version }))
    const codes = stops.map(({ code }) => code)
    expect(codes.filter((code) => /^(screening|consent)\./.test(code))).toEqual([])
    const saved = await api.sessions.get({ sessionId: unfinished })
    const again = await api.sessions.save({
      sessionId: unfinished,
      version: saved.version,
      document: {
        ...saved.document,
        deviations: stops.map(({ code, fact, rule }) => ({
          code,
          fact,
          rule,
          reason: 'Begun before the update.',
          action: 'Recorded as it was.',
        })),
      },
    })
    const { snapshotHash } = await api.sessions.prepare({
      sessionId: unfinished,
      version: again.version,
    })
    const done = await api.sessions.sign({
      sessionId: unfinished,
      version: again.version,
      snapshotHash,
      secret: testPassphrase,
    })
    expect(done.signatureState).toBe('valid')
    expect(done.snapshot).toMatchObject({ format: 'stratum-session-2' })
    expect(certain(done.snapshot.screening, 'Its screening').day).toBe('2026-11-22')
    const { findings } = await application.verify(testPassphrase, { fingerprints: [] })
    expect(findings).toEqual([])
  })
})
