import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { verifyLog } from '#main/audit/index.ts'
import {
  canonical,
  clinicalTables,
  type Connection,
  createConnection,
  dataKey,
  laxTables,
  migrate,
  readMigrations,
  sha256,
  structureProblems,
  systemEnvironment,
} from '#main/database/index.ts'
import { verifyBundle, writePracticeBundle } from '#main/exports/index.ts'
import { verifySignatures } from '#main/signing/index.ts'
import { certain } from '#shared/kernel/index.ts'
import { formerHead, writeAs } from '../support/former-log.ts'
import { temporaryFolder } from '../support/practice.ts'

const first = readMigrations().slice(0, 1)
const second = readMigrations().slice(0, 2)
const at = '2026-05-04T10:00:00.000Z'

const person = '0190a6d2-0000-7000-8000-000000000001'
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const printedKey = certain(publicKey.export({ format: 'jwk' }).x, 'A public key')

/** Quoted for SQL. */
const text = (value: string) => `'${value.replaceAll("'", "''")}'`

/** At least one row in every table that the release before had. */
const oldRows: readonly string[] = [
  `INSERT INTO practices VALUES ('practice', 1, 'Lantern', 'Street', '1', 'America/Denver', 'reprocesses')`,
  `INSERT INTO practitioners VALUES (${text(person)}, 'Ada', 'owner', 'c', '1', '2030-01-01', 'Utah', 1500, 's', ${text(printedKey)})`,
  `INSERT INTO rule_sets VALUES ('rules', 1, '{}', '${at}', 'start')`,
  `INSERT INTO clients VALUES (1, 'client', 1, 'Mara', '1990-01-01', '', '', '', '', 'II', '[]', '[]', '', '${at}', 'mara 1')`,
  `INSERT INTO client_flags VALUES ('flag', 'client', 'eczema', '${at}', NULL, NULL)`,
  `INSERT INTO clearances VALUES ('clearance', 'flag', 'Dr N', 'L', '2026-05-01', NULL, '', '${at}')`,
  `INSERT INTO products VALUES ('pen', 'handpiece', 'Pen', 'Maker', NULL, 1, NULL, ''), ('tip', 'cartridge', 'Tip', 'Maker', '0123', 0, 2500, 'n'), ('gel', 'serum', 'Gel', 'Maker', NULL, 0, NULL, '')`,
  `INSERT INTO lots VALUES ('lot', 'tip', 'L1', '2027-01-01', '${at}', 'Shop', 'available', ''), ('gel-lot', 'gel', 'G1', '2027-01-01', '${at}', 'Shop', 'available', '')`,
  `INSERT INTO stock_movements VALUES ('move', 'lot', 'received', 10, '${at}', 'r')`,
  `INSERT INTO sessions VALUES ('session', 'client', ${text(person)}, 'open', '${at}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)`,
  `INSERT INTO units VALUES ('unit', 'lot', '1', 0, NULL, NULL, NULL, NULL), ('spare', 'lot', '2', 0, NULL, NULL, NULL, NULL)`,
  `UPDATE units SET session_id = 'session', attested_at = '${at}' WHERE id = 'unit'`,
  `INSERT INTO sterilizers VALUES ('autoclave', 'A', 'm', 'o', 's', '[]')`,
  `INSERT INTO loads VALUES ('load', 'autoclave', 1, '{}', '${at}', 1340, 240, 5, 'x', 'pass', '', ${text(person)}, '${at}', 'quarantined', NULL, NULL, NULL), ('waiting', 'autoclave', 2, '{}', '${at}', 1340, 240, 5, 'x', 'pass', '', ${text(person)}, '${at}', 'quarantined', NULL, NULL, NULL)`,
  `INSERT INTO packs VALUES ('pack', 'load', 'P1', 'pen', '2026-12-01', NULL), ('stored', 'load', 'P2', 'pen', '2026-12-01', NULL), ('later', 'waiting', 'P1', 'pen', '2026-12-01', NULL)`,
  `UPDATE loads SET state = 'released', decided_by = ${text(person)}, decided_at = '${at}', decision_reason = 'ok' WHERE id = 'load'`,
  `UPDATE packs SET session_id = 'session' WHERE id = 'pack'`,
  `INSERT INTO consent_templates VALUES ('template', 'microneedling', 1, 'en', '{}', '${at}')`,
  `INSERT INTO consents VALUES ('consent', 'client', 'template', '${at}', '2027-05-04', '{}', NULL, NULL)`,
  `INSERT INTO session_zones VALUES ('zone', 'session', 0, 'forehead', 500, 'pen', 2, 'mild-erythema')`,
  `INSERT INTO session_products VALUES ('product', 'session', 0, 'gel-lot', 2000, 'ml')`,
  `INSERT INTO deviations VALUES ('deviation', 'session', 0, 'c', 'f', 'r', 'w', 'a')`,
  `UPDATE sessions SET started_at = '${at}', gate = '{}' WHERE id = 'session'`,
  `UPDATE sessions SET state = 'signed', signed_at = '${at}', rule_version = 1, identity = '{}', immediate_response = '{}' WHERE id = 'session'`,
  `INSERT INTO addenda VALUES ('addendum', 'session', 't', 'r', '${at}')`,
]

const signed = [
  ['sessions', 'session', 'treatment-performed'],
  ['consents', 'consent', 'consent-witnessed'],
  ['addenda', 'addendum', 'addendum'],
  ['loads', 'load', 'load-released'],
] as const

/** What the release before had signed of its load. */
const loadFacts = {
  loadId: 'load',
  cycleNumber: 1,
  startedAt: at,
  temperature: 1340,
  holdSeconds: 240,
  indicatorResult: 'pass',
}

const insertSignature = (connection: Connection, [table, subject, meaning]: readonly string[]) => {
  const snapshot = canonical(table === 'loads' ? loadFacts : { what: subject })
  const unsigned = {
    subjectTable: table,
    subjectId: subject,
    signerId: person,
    printedName: 'Ada',
    licence: 'c 1, Utah',
    meaning,
    signedAt: at,
    snapshotHash: sha256(snapshot),
    chainHead: formerHead(connection),
  }
  const value = sign(null, Buffer.from(canonical(unsigned)), privateKey).toString('base64url')
  const { subjectTable, subjectId, signerId, printedName, licence, signedAt, ...hashes } = unsigned
  connection
    .prepare('INSERT INTO signatures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(
      randomUUID(),
      subjectTable,
      subjectId,
      signerId,
      printedName,
      licence,
      meaning,
      signedAt,
      snapshot,
      hashes.snapshotHash,
      hashes.chainHead,
      value,
    )
}

const rowsOf = (connection: Connection) =>
  Object.fromEntries(
    clinicalTables(connection).map((table) => [
      table,
      connection.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}" ORDER BY id`).all(),
    ]),
  )

/** Without what verification says of a structure that later releases have added to. */
const logFindings = (connection: Connection) =>
  verifyLog(connection).findings.filter(({ code }) => code !== 'structure-altered')

const oldPractice = () => {
  const folder = temporaryFolder()
  const path = join(folder, 'records.db')
  const secret = dataKey(new Uint8Array(32).fill(1))
  const connection = createConnection(path, secret)
  const vessel = { connection, path, key: secret, environment: systemEnvironment }
  migrate(vessel, first)
  const write = (...statements: readonly string[]) =>
    writeAs(connection, person, () => {
      for (const sql of statements) connection.exec(sql)
    })
  write(...oldRows)
  writeAs(connection, person, () => {
    for (const one of signed) insertSignature(connection, one)
  })
  const before = rowsOf(connection)
  expect(Object.entries(before).filter(([, rows]) => rows.length === 0)).toEqual([])
  migrate(vessel, second)
  return { connection, folder, write, before, toNewest: () => migrate(vessel) }
}

it('brings the practice of the release before forward, row by row, and it still verifies', () => {
  const { connection, folder, before, toNewest } = oldPractice()
  expect(laxTables(connection)).toEqual([])
  expect(structureProblems(connection, second)).toEqual([])
  const after = rowsOf(connection)
  for (const [table, rows] of Object.entries(before)) expect(after[table]).toMatchObject(rows)
  expect(connection.pragma('foreign_key_check')).toEqual([])

  toNewest()
  // The log speaks of no column that came later.
  expect(logFindings(connection)).toEqual([])
  // What was signed here of a session and a consent is made up, and says nothing of their rows.
  expect(verifySignatures(connection, {}).findings.map(({ subject }) => subject)).toEqual([
    'sessions session',
    'consents consent',
  ])
  expect(verifySignatures(connection, {}).signatures).toBe(signed.length)
  const bundle = verifyBundle(writePracticeBundle(connection, join(folder, 'attachments')))
  expect(bundle.findings.filter(({ code }) => code.startsWith('row-'))).toEqual([])
  expect(bundle.rows).toBe(verifyLog(connection).rows)
})

it('finds a later column that holds something that nobody logged [AUD-2, AUD-15]', () => {
  for (const [table, column, value] of [
    ['lots', 'made_on', "'2026-01-01'"],
    ['lots', 'condition_on_receipt', "'torn'"],
    ['products', 'contains', `'["latex"]'`],
    ['packs', 'reprocessed_at', `'${at}', reprocess_reason = 'x'`],
  ] as const) {
    const { connection, folder, toNewest } = oldPractice()
    toNewest()
    connection.exec(`DROP TRIGGER log_update_${table}`)
    connection.exec(`UPDATE ${table} SET ${column} = ${value}`)
    const differing = verifyLog(connection).findings.filter(({ code }) => code === 'row-differs')
    expect(differing.length, `${table}.${column}`).toBeGreaterThan(0)
    const bundle = verifyBundle(writePracticeBundle(connection, join(folder, 'attachments')))
    expect(bundle.findings.map(({ code }) => code)).toContain('row-differs')
  }
})

it('takes what only the new release knows, and stops what it forbids', () => {
  const { connection, write, toNewest } = oldPractice()
  write(
    `INSERT INTO products (id, kind, name, manufacturer, reprocessable, note, contains) VALUES ('roller', 'roller', 'R', 'M', 0, '', '["nickel"]')`,
    `UPDATE packs SET released_at = '${at}', released_by = ${text(person)} WHERE id = 'stored'`,
    `INSERT INTO spore_tests (id, load_id, purpose, indicator_lot, control_lot, laboratory, note, recorded_at, recorded_by, result) VALUES ('spore', 'waiting', 'routine', 'B', 'B', '', '', '${at}', ${text(person)}, 'pending')`,
  )
  const refused: readonly (readonly [string, RegExp])[] = [
    [
      `INSERT INTO products (id, kind, name, manufacturer, reprocessable, note) VALUES ('x', 'stamp', 'S', 'M', 1, '')`,
      /CHECK/,
    ],
    [
      `UPDATE packs SET released_at = '${at}', released_by = ${text(person)} WHERE id = 'later'`,
      /after its load/,
    ],
    [
      `UPDATE packs SET released_at = NULL, released_by = NULL WHERE id = 'stored'`,
      /keeps its load/,
    ],
    [`UPDATE signatures SET printed_name = 'Eve'`, /never changed/],
    [
      `UPDATE spore_tests SET result = 'pass', test_growth = 1, control_growth = 1, read_at = '${at}', read_recorded_at = '${at}', read_by = ${text(person)}`,
      /CHECK/,
    ],
  ]
  for (const [sql, reason] of refused) expect(() => write(sql), sql).toThrow(reason)
  write(
    `UPDATE spore_tests SET result = 'fail', test_growth = 1, control_growth = 1, read_at = '${at}', read_recorded_at = '${at}', read_by = ${text(person)}`,
  )
  expect(() =>
    write(
      `UPDATE loads SET state = 'released', decided_by = ${text(person)}, decided_at = '${at}', decision_reason = 'ok' WHERE id = 'waiting'`,
    ),
  ).toThrow(/cannot be released/)
  expect(() => write(`UPDATE spore_tests SET result = 'invalid', test_growth = 0`)).toThrow(
    /read once/,
  )
  toNewest()
  expect(logFindings(connection)).toEqual([])
})
