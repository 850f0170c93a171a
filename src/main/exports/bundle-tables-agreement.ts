import { type BundleTable, day, id, instant, json, of } from './bundle-columns.ts'

export const herConsents = 'SELECT id FROM consents WHERE client_id = :client'
export const herScreenings = 'SELECT id FROM screenings WHERE client_id = :client'

const ofHers = 'client_id = :client'
const ofHerConsents = `consent_id IN (${herConsents})`
const herFlags = 'SELECT id FROM client_flags WHERE client_id = :client'

/** Who screened her, or tested something on her skin. */
export const herPractitioners = [
  'SELECT practitioner_id FROM screenings WHERE client_id = :client',
  'SELECT applied_by FROM patch_tests WHERE client_id = :client',
  'SELECT read_by FROM patch_tests WHERE client_id = :client',
].join(' UNION ')

/** The kept files of a client: her sealed consents, her scans, and what prescribers wrote. */
export const herFiles = [
  `SELECT attachment_id FROM consent_papers WHERE ${ofHerConsents}`,
  `SELECT attachment_id FROM clearances WHERE client_flag_id IN (${herFlags})`,
].join(' UNION ')

const identity = json('number, name and birth date as signed, and the salt of their commitment')

/** What a client was asked, and what she agreed to. */
export const agreementTables: Readonly<Record<string, BundleTable>> = {
  choice_withdrawals: {
    says: 'A yes to a choice of a consent that was taken back; the rest of the consent stands',
    ofClient: ofHerConsents,
    columns: {
      id,
      consent_id: of('the consent'),
      choice: of('the id of the choice in the text'),
      withdrawn_on: of(`it is a no from this day on, ${day}`),
      reason: of('why'),
      recorded_at: of(instant),
    },
  },
  clearances: {
    says: 'A prescriber’s word that a caution does not stand against treatment',
    ofClient: `client_flag_id IN (${herFlags})`,
    columns: {
      id,
      client_flag_id: of('the caution'),
      prescriber_name: of('who cleared it'),
      prescriber_licence: of('her licence'),
      cleared_on: of(day),
      valid_until: of(`last day it counts, ${day}; null: no end`),
      note: of('free text'),
      recorded_at: of(instant),
      attachment_id: of('the prescriber’s document; null: recorded before documents were kept'),
    },
  },
  client_flags: {
    says: 'A client’s cautions and contraindications; what one demands stands in the screening rules',
    ofClient: ofHers,
    columns: {
      id,
      client_id: of('the client'),
      kind: of('which caution: the code of its question'),
      noted_at: of(instant),
      ended_at: of(`when it ended, ${instant}; null: it stands`),
      end_reason: of('why it ended'),
      label: of('what people call it; empty where Stratum has a name for it'),
    },
  },
  consent_copies: {
    says: 'When and how a client was given her copy of a consent',
    ofClient: ofHerConsents,
    columns: {
      id,
      consent_id: of('the consent'),
      given_on: of(day),
      how: of('paper, file, e-mail, or declined: she wanted none'),
      note: of('free text'),
      recorded_at: of(instant),
    },
  },
  consent_handouts: {
    says: 'Consent texts that were given to a client to read before she signed',
    ofClient: ofHers,
    columns: {
      id,
      client_id: of('the client'),
      template_id: of('the version of the text'),
      given_at: of(instant),
      how: of('paper, file, e-mail or on-screen'),
      recorded_at: of(instant),
    },
  },
  consent_papers: {
    says: 'The sealed PDF of a consent, or the scan of the paper that was signed',
    ofClient: ofHerConsents,
    columns: {
      id,
      consent_id: of('the consent'),
      kind: of('sealed: the PDF that Stratum made and sealed; scan: what was scanned'),
      attachment_id: of('the kept file'),
      made_at: of(instant),
    },
  },
  consent_templates: {
    says: 'Published versions of the consent texts; never changed',
    ofClient: `id IN (SELECT template_id FROM consents WHERE ${ofHers} UNION SELECT template_id FROM consent_handouts WHERE ${ofHers})`,
    columns: {
      id,
      kind: of('which form: microneedling, guardian or photography'),
      version: of('counted from 1'),
      language: of('BCP 47'),
      text: json(
        'title, sections, statements to initial, choices, declaration and how long it holds',
      ),
      published_at: of(instant),
    },
  },
  consent_uses: {
    says: 'Which session a consent was used for',
    ofClient: ofHerConsents,
    columns: {
      id,
      consent_id: of('the consent'),
      session_id: of('the session'),
      used_at: of(instant),
    },
  },
  consents: {
    says: 'Signed consents; the exact text, initials, choices and signatures are in the snapshot of their signature',
    ofClient: ofHers,
    columns: {
      id,
      client_id: of('the client'),
      template_id: of('the version of the text'),
      signed_at: of(instant),
      valid_until: of(`last day it counts, ${day}`),
      identity,
      withdrawn_on: of(`${day}; null: not withdrawn`),
      withdrawal_reason: of('why it was withdrawn'),
      medium: of('screen, or paper: signed by hand and scanned'),
      sessions_covered: of('how many sessions it covers; null: any number until its last day'),
      basis_id: of('the earlier consent whose unchanged parts stand in this one; null: none'),
      people: json(
        'guardian, interpreter, witness and typed names, and the salt of their commitment; null: nobody but the client, who drew her signature',
      ),
    },
  },
  patch_tests: {
    says: 'Products tested on a client’s skin before a treatment',
    ofClient: ofHers,
    columns: {
      id,
      client_id: of('the client'),
      lot_id: of('the lot that was put on'),
      site: of('where'),
      applied_on: of(day),
      read_due_on: of(`when it is to be read, ${day}`),
      applied_by: of('the practitioner'),
      note: of('free text'),
      recorded_at: of(instant),
      read_on: of(`when it was read, ${day}; null: not read yet`),
      read_by: of('the practitioner'),
      result: of('negative, doubtful, positive, irritant or not-read'),
      reading_note: of('free text'),
    },
  },
  screening_rules: {
    says: 'Versions of the questions that clients are asked and of the rules that judge the answers',
    ofClient: `id IN (SELECT rules_id FROM screenings WHERE ${ofHers})`,
    columns: {
      id,
      version: of('counted from 1'),
      language: of('BCP 47'),
      body: json('questions and rules, each rule with its source'),
      reason: of('why'),
      published_at: of(instant),
    },
  },
  screenings: {
    says: 'Completed screenings; questions, answers and findings are in the snapshot of their signature',
    ofClient: ofHers,
    columns: {
      id,
      client_id: of('the client'),
      rules_id: of('the version that judged it'),
      practitioner_id: of('who screened'),
      asked_by: of('practitioner, or client: she answered on the screen herself'),
      day: of(day),
      valid_until: of(`last day it counts, ${day}`),
      verdict: of('stop, clearance, caution or clear, when it was completed'),
      completed_at: of(instant),
      identity,
    },
  },
}
