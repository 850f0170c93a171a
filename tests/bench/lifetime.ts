import { join } from 'node:path'
import {
  type Connection,
  dataKey,
  openConnection,
  systemEnvironment,
} from '#main/database/index.ts'
import { createVault, deriveKeys } from '#main/vault/index.ts'

export interface Lifetime {
  readonly clients: number
  readonly sessions: number
}

/** Sessions that share one of these; of the antiseptic’s lot, a delivery of 100 bottles of 500 ml. */
const perAntiseptic = 10_000
const perHandpiece = 5_000
const perSerum = 1_000
const perBox = 300
const perLoad = 10

/**
 * Fills an empty practice with a large clinic’s lifetime, by raw inserts and without its triggers:
 * only reads are measured on it. Every session has a cartridge of its own, a handpiece, a serum, an
 * antiseptic and a pack.
 */
export const fillLifetime = async (
  folder: string,
  passphrase: string,
  size: Lifetime,
): Promise<void> => {
  const vault = createVault({
    folder,
    random: systemEnvironment.random,
    strength: 'production',
    derive: deriveKeys,
  })
  const { dataKey: key } = await vault.unlock(passphrase, undefined)
  const connection = openConnection(join(folder, 'records.db'), dataKey(key), 'write')
  try {
    fill(connection, size)
  } finally {
    connection.close()
  }
}

/** A UUIDv7 in SQL; `kind` keeps tables apart, `number` is SQL for a row’s number. */
const id = (kind: number, number: string): string =>
  `printf('019${kind}0000-%04x-7000-8000-%012x', (${number}) >> 16, ${number})`

const kinds = { client: 1, product: 2, lot: 3, unit: 4, session: 5, used: 6, load: 7, pack: 8 }

const fill = (connection: Connection, { clients, sessions }: Lifetime): void => {
  const triggers = connection
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql IS NOT NULL",
    )
    .all()
  const count = (rows: number, from = 0): string =>
    `WITH RECURSIVE n (i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i < ${from + rows - 1})`
  const lots = (kind: number, first: number, rows: number): string =>
    `${count(rows, first)} INSERT INTO lots (id, product_id, number, expires_on, received_at, received_from, state, state_reason)
     SELECT ${id(kinds.lot, 'i')}, ${id(kinds.product, String(kind))}, printf('L%d', i), '2028-01-01',
       '2020-01-01T00:00:00.000Z', 'Harbour', 'available', '' FROM n`
  const antiseptics = Math.ceil(sessions / perAntiseptic)
  const handpieces = Math.ceil(sessions / perHandpiece)
  const serums = Math.ceil(sessions / perSerum)
  const boxes = Math.ceil(sessions / perBox)
  // Lots are numbered through: antiseptics, handpieces, serums, boxes of cartridges.
  const [handpiece, serum, box] = [
    antiseptics,
    antiseptics + handpieces,
    antiseptics + handpieces + serums,
  ]
  const unitOfSession = `${handpieces} + i`
  const at = "strftime('%Y-%m-%dT%H:%M:%S.000Z', '1996-01-01', printf('+%d minutes', i * 30))"
  // Scattered over the clients, as they come back.
  const client = `((i * 7919) % ${clients})`
  const statements = [
    "INSERT INTO write_context (one, actor, reason, at) VALUES (1, 'bench', 'bench', '2026-01-01T00:00:00.000Z')",
    ...triggers.map(({ name }) => `DROP TRIGGER "${name}"`),
    `${count(clients)} INSERT INTO clients (id, number, name, birth_date, telephone, email, address, emergency_contact, allergies, medication, note, created_at, search_text)
     SELECT ${id(kinds.client, 'i')}, i + 1, printf('Client %d', i), '1990-01-01', printf('801 %07d', i), '', '', '', '[]', '[]', '', '1996-01-01T00:00:00.000Z', printf('client %d', i) FROM n`,
    ...['antiseptic', 'handpiece', 'serum', 'cartridge'].map(
      (kind, number) => `INSERT INTO products (id, kind, name, manufacturer, reprocessable, note)
       VALUES (${id(kinds.product, String(number))}, '${kind}', '${kind}', 'Harbour', 0, '')`,
    ),
    lots(0, 0, antiseptics),
    lots(1, handpiece, handpieces),
    lots(2, serum, serums),
    lots(3, box, boxes),
    `${count(handpieces)} INSERT INTO units (id, lot_id, label, serial)
     SELECT ${id(kinds.unit, 'i')}, ${id(kinds.lot, `${handpiece} + i`)}, printf('H%d', i), 1 FROM n`,
    `${count(sessions)} INSERT INTO sessions (id, client_id, practitioner_id, state, opened_at, started_at, gate, signed_at, rule_version, handpiece_unit_id, immediate_response, response_note, note, identity)
     SELECT ${id(kinds.session, 'i')}, ${id(kinds.client, client)}, (SELECT id FROM practitioners), 'signed', ${at}, ${at},
       printf('{"ruleVersion":1,"consentId":null,"findings":[],"day":"2020-01-01","lotIds":["%s"],"handpieceUnitId":null}', ${id(kinds.lot, `i / ${perAntiseptic}`)}),
       ${at}, 1, ${id(kinds.unit, `i / ${perHandpiece}`)}, '["mild-redness"]', '', 'Tolerated well. Asked about sunscreen; leaflet given.',
       printf('{"number":%d,"name":"Client","birthDate":"1990-01-01","salt":"%064x"}', i, i) FROM n`,
    `${count(sessions)} INSERT INTO units (id, lot_id, label, serial, session_id, attested_at)
     SELECT ${id(kinds.unit, unitOfSession)}, ${id(kinds.lot, `${box} + i / ${perBox}`)}, printf('%d', i % ${perBox} + 1), 0, ${id(kinds.session, 'i')}, ${at} FROM n`,
    `${count(sessions)} INSERT INTO session_products (id, session_id, position, lot_id, amount, unit)
     SELECT ${id(kinds.used, 'i * 2')}, ${id(kinds.session, 'i')}, 0, ${id(kinds.lot, `i / ${perAntiseptic}`)}, 2000, 'ml' FROM n`,
    `${count(sessions)} INSERT INTO session_products (id, session_id, position, lot_id, amount, unit)
     SELECT ${id(kinds.used, 'i * 2 + 1')}, ${id(kinds.session, 'i')}, 1, ${id(kinds.lot, `${serum} + i / ${perSerum}`)}, 2000, 'ml' FROM n`,
    `INSERT INTO sterilizers (id, name, maker, model, serial_number, programmes) VALUES (${id(9, '0')}, 'Autoclave', 'Harbour', 'HS', '1', '[]')`,
    `${count(Math.ceil(sessions / perLoad))} INSERT INTO loads (id, sterilizer_id, cycle_number, programme, started_at, temperature, hold_seconds, indicator_type, indicator_lot, indicator_result, note, operator_id, recorded_at, state)
     SELECT ${id(kinds.load, 'i')}, ${id(9, '0')}, i + 1, '{}', ${at}, 1340, 240, 5, 'CI', 'pass', '', (SELECT id FROM practitioners), ${at}, 'quarantined' FROM n`,
    `${count(sessions)} INSERT INTO packs (id, load_id, label, contents, sterile_until, session_id)
     SELECT ${id(kinds.pack, 'i')}, ${id(kinds.load, `i / ${perLoad}`)}, printf('P%d', i % ${perLoad}), 'Steel head', '2028-01-01', ${id(kinds.session, 'i')} FROM n`,
    ...triggers.map(({ sql }) => sql),
    'DELETE FROM write_context',
    'ANALYZE',
  ]
  connection.transaction(() => {
    for (const statement of statements) connection.exec(statement)
  })()
}
