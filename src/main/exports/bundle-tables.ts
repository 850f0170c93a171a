import { z } from 'zod'
import { type BundleTable, day, id, instant, json, micrometres, of } from './bundle-columns.ts'
import {
  agreementTables,
  herConsents,
  herPractitioners,
  herScreenings,
} from './bundle-tables-agreement.ts'
import { herPlanners, herSessions, sessionTables } from './bundle-tables-session.ts'
import { sterilityTables } from './bundle-tables-sterility.ts'

const herSigned = [
  herSessions,
  herConsents,
  herScreenings,
  `SELECT id FROM addenda WHERE session_id IN (${herSessions})`,
  `SELECT id FROM deviations WHERE session_id IN (${herSessions})`,
].join(' UNION ')
const herSignatures = `SELECT signer_id FROM signatures WHERE subject_id IN (${herSigned})`
/** Lots that were tested on her skin: no snapshot speaks of them, as one does of those in a session. */
const herTested = 'SELECT lot_id FROM patch_tests WHERE client_id = :client'

/**
 * Every kind of record, in words. A test fails when a table or a column of the database is not
 * described here, or is described and not there.
 */
export const bundleTables: Readonly<Record<string, BundleTable>> = {
  ...sterilityTables,
  ...agreementTables,
  ...sessionTables,
  clients: {
    says: 'The people who are treated',
    ofClient: 'id = :client',
    columns: {
      search_key: of('a number that search uses'),
      id,
      number: of('client number, from 1, printed on records'),
      name: of('name'),
      birth_date: of(day),
      telephone: of('telephone'),
      email: of('e-mail'),
      address: of('address'),
      emergency_contact: of('whom to call'),
      fitzpatrick_type: of('skin type I to VI; null: not assessed'),
      allergies: json('list of allergies'),
      medication: json('list of medication'),
      note: of('free text'),
      created_at: of(instant),
      search_text: of('folded text that search uses; derived from the other columns'),
    },
  },
  lots: {
    says: 'Lots of products',
    ofClient: `id IN (${herTested})`,
    columns: {
      id,
      product_id: of('the product'),
      number: of('the maker’s lot number'),
      expires_on: of(day),
      received_at: of(instant),
      received_from: of('supplier'),
      state: of('available, quarantined, recalled or discarded'),
      state_reason: of('why'),
      made_on: of(day),
      condition_on_receipt: of('what was seen when it arrived'),
      opened_on: of(`the container in use was opened on, ${day}`),
      state_changed_at: of(instant),
      state_changed_by: of('who gave it its state'),
    },
  },
  practices: {
    says: 'The practice; one row',
    ofClient: '1 = 1',
    columns: {
      id,
      one: of('always 1'),
      name: of('name'),
      address: of('address'),
      telephone: of('telephone'),
      time_zone: of('IANA name'),
      sterility_mode: of('single-use-only or reprocesses'),
    },
  },
  practitioners: {
    says: 'The people who treat, with their licences and public keys',
    ofClient: `id IN (${herSignatures}) OR id IN (SELECT practitioner_id FROM sessions WHERE client_id = :client) OR id IN (${herPractitioners}) OR id IN (${herPlanners})`,
    columns: {
      id,
      name: of('name'),
      role: of('owner or practitioner'),
      licence_class: of('as the board names it'),
      licence_number: of('number'),
      licence_expires_on: of(day),
      jurisdiction: of('where it is valid'),
      maximum_needle_length: of(`the longest needle permitted, ${micrometres}`),
      maximum_needle_length_source: of('where that limit comes from'),
      public_key: of('Ed25519, base64url of 32 bytes'),
      maximum_needle_length_quality: of(
        'how far that source can be leaned on: law, peer-reviewed, manufacturer, secondary or practice',
      ),
      maximum_needle_length_check_on: of(`when the source is to be looked at again, ${day}`),
      standing: of('independent, or trainee: a supervisor countersigns'),
    },
  },
  products: {
    says: 'Devices, needles, serums, anaesthetics, antiseptics, disinfectants and what else is kept in lots',
    ofClient: `id IN (SELECT product_id FROM lots WHERE id IN (${herTested}))`,
    columns: {
      id,
      kind: of('which of these'),
      name: of('name'),
      manufacturer: of('maker'),
      device_identifier: of('GTIN-14 or HIBC; null: none on the label'),
      reprocessable: of('1: may be sterilized again; 0: single use'),
      evaluated_needle_length: of(`the longest that the label evaluated, ${micrometres}`),
      note: of('free text'),
      model: of('as the label says'),
      labelled_uses: of('what the label says that it is for'),
      labelled_lengths: json(`list of needle lengths on the label, ${micrometres}`),
      units_per_box: of('pieces in a box'),
      opened_shelf_life_days: of('days it may be used after opening'),
      contains: json('list of coded substances'),
      clearance_number: of('of a device'),
      contact_seconds: of('a disinfectant’s shortest contact time, seconds'),
      low_stock_at: of('asked to reorder when this many are left'),
      product_class: of('what it is, for what may touch needled skin; null: not said'),
      sterile_for_needling: of('1: sterile, and labelled for needled skin'),
      active_agents: json('of an anaesthetic: each agent with hundredths of a per cent'),
      prescription_only: of('1: only by prescription'),
      longest_dwell_minutes: of('how long an anaesthetic may stay on by its label, minutes'),
      pin_count: of('needles of a cartridge, roller or stamp'),
    },
  },
  rule_sets: {
    says: 'Versions of the practice’s limits with their sources',
    ofClient: 'version IN (SELECT rule_version FROM sessions WHERE client_id = :client)',
    columns: {
      id,
      version: of('counted from 1; records name it'),
      settings: json('each limit with its value and source'),
      decided_at: of(instant),
      reason: of('why'),
    },
  },
  signatures: {
    says: 'Electronic signatures with exactly what was signed',
    ofClient: `subject_id IN (${herSigned})`,
    columns: {
      id,
      subject_table: of('the table of what was signed'),
      subject_id: of('its row'),
      signer_id: of('the practitioner'),
      printed_name: of('her name as printed'),
      licence: of('her licence as printed'),
      meaning: of('what the signature means'),
      signed_at: of(instant),
      snapshot_hash: of(
        'SHA-256 of what was shown and signed, hexadecimal; the text stands under it in contents.jsonl',
      ),
      supervised: of('1: a supervisor is to countersign'),
      head_form: of('tree; chain: signed before release 5'),
      head_size: of('entries of the change log at that moment'),
      head: of('the root of its tree then, hexadecimal; of a chain its last link'),
      value: of('Ed25519, 64 bytes in hexadecimal'),
    },
  },
  stock_movements: {
    says: 'Pieces received, taken, returned and discarded; stock is their sum',
    ofClient: null,
    columns: {
      id,
      lot_id: of('the lot'),
      kind: of('received, taken, returned or discarded'),
      quantity: of('pieces; negative when they leave'),
      moved_at: of(instant),
      reason: of('why'),
    },
  },
  units: {
    says: 'Single pieces of a lot',
    ofClient: null,
    columns: {
      id,
      lot_id: of('the lot'),
      label: of('the maker’s serial, or the number given on receipt'),
      serial: of('1: the label is the maker’s serial'),
      session_id: of('the session that holds or used it; null: none'),
      attested_at: of(`when it was checked as sealed and in date, ${instant}`),
      discarded_at: of(instant),
      discard_reason: of('why it was discarded'),
    },
  },
}

const loggedRow = z.record(z.string(), z.unknown())

/**
 * A row's JSON, as the log has it, as its file holds it: columns of JSON are parsed.
 * @throws when the text is not a row
 */
export const presentRow = (table: string, row: string): Record<string, unknown> => {
  const columns = bundleTables[table]?.columns ?? {}
  return Object.fromEntries(
    Object.entries(loggedRow.parse(JSON.parse(row))).map(([name, value]) => [
      name,
      columns[name]?.json === true && typeof value === 'string' ? parsed(value) : value,
    ]),
  )
}

const parsed = (text: string): unknown => JSON.parse(text)
