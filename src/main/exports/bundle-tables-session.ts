import { type BundleTable, day, id, instant, json, micrometres, of } from './bundle-columns.ts'

export const herSessions = 'SELECT id FROM sessions WHERE client_id = :client'
const herPlans = 'SELECT id FROM plans WHERE client_id = :client'

/** Who decided what stands in her plans. */
export const herPlanners = `SELECT decided_by FROM plan_versions WHERE plan_id IN (${herPlans})`

const inHerSession = `session_id IN (${herSessions})`
const position = of('place in the chart, from 0')
const thousandths =
  'in thousandths of the width and height of the drawing, from its left upper corner'

/** What was done in a session, and the series that it belongs to. */
export const sessionTables: Readonly<Record<string, BundleTable>> = {
  addenda: {
    says: 'What was added to a signed session afterwards',
    ofClient: inHerSession,
    columns: {
      id,
      session_id: of('the session'),
      text: of('what was added'),
      reason: of('why'),
      added_at: of(instant),
      about: of('the part of the chart that it belongs to; record: the whole'),
    },
  },
  deviations: {
    says: 'What happened in a session against a rule',
    ofClient: inHerSession,
    columns: {
      id,
      session_id: of('the session'),
      position,
      code: of('the finding that it answers'),
      fact: of('what happened'),
      rule: of('the rule that it met'),
      reason: of('why it happened'),
      action: of('what was done'),
    },
  },
  plan_versions: {
    says: 'What a plan said from then on; each change keeps the whole plan and its reason',
    ofClient: `plan_id IN (${herPlans})`,
    columns: {
      id,
      plan_id: of('the plan'),
      version: of('counted from 1; the last one counts'),
      state: of('active, completed or stopped'),
      indication: of('what is treated'),
      zones: json('list of the places to be treated'),
      sessions_planned: of('count'),
      minimum_interval_days: of('the shortest time between two sessions, days'),
      maximum_interval_days: of('the longest, days'),
      starts_on: of(day),
      goal: of('what is hoped for, in her words'),
      reason: of('why it was changed'),
      decided_at: of(instant),
      decided_by: of('the practitioner'),
    },
  },
  plans: {
    says: 'Series of sessions that a client is treated in',
    ofClient: 'client_id = :client',
    columns: { id, client_id: of('the client'), made_at: of(instant) },
  },
  session_anaesthetics: {
    says: 'What is asked about an anaesthetic beside its lot and amount',
    ofClient: inHerSession,
    columns: {
      id,
      session_id: of('the session'),
      session_product_id: of('the row of the product that was used'),
      agents: json('each agent with hundredths of a per cent, as the label said then'),
      area: of('treated area, whole cm²'),
      on_at: of(`when it was put on, ${instant}`),
      off_at: of(`when it was wiped off, ${instant}`),
      occluded: of('1: under film or a dressing; null: not said'),
      skin: of('intact or irritated'),
      supplied_by: of('practice, prescriber or client'),
      prescribed_by: of('who prescribed it; empty: nobody did'),
      reaction: of('what was seen'),
    },
  },
  session_marks: {
    says: 'Spots and lines drawn on the map of a signed session',
    ofClient: inHerSession,
    columns: {
      id,
      session_id: of('the session'),
      position,
      mark_id: of('the mark’s own id, which it keeps in later sessions'),
      view: of('the drawing: a side of the face, the neck, or the front or back of the body'),
      kind: of('scar, lesion, mole, reaction or note'),
      path: json(`list of points x, y ${thousandths}; one point is a spot`),
      note: of('free text'),
    },
  },
  session_orders: {
    says: 'Orders of supervising clinicians to go beyond a limit',
    ofClient: inHerSession,
    columns: {
      id,
      session_id: of('the session'),
      position,
      clinician: of('who ordered it'),
      licence: of('her licence'),
      ordered_on: of(day),
      zones: json('list of the zones that it names'),
      maximum_needle_length: of(`the longest needle that it orders, ${micrometres}`),
      exceeds: json('list of the kinds of limit that it goes beyond'),
    },
  },
  session_products: {
    says: 'Products used in a signed session',
    ofClient: inHerSession,
    columns: {
      id,
      session_id: of('the session'),
      position,
      lot_id: of('the lot'),
      amount: of('whole microlitres or milligrams, as the unit says'),
      unit: of('ml: amount in microlitres; g: amount in milligrams'),
      place: of('before, during, right-after or at-home; null: not said'),
    },
  },
  session_zones: {
    says: 'Zones treated in a signed session',
    ofClient: inHerSession,
    columns: {
      id,
      session_id: of('the session'),
      position,
      zone: of('which place, free-… an area of its own; sides are the client’s own'),
      needle_length: of(micrometres),
      technique: of('pen, roller or stamp'),
      passes: of('count'),
      endpoint: of('what was seen when the zone was finished'),
      area: json(
        `of a free area: its name, its drawing and its ellipse ${thousandths}; null: a named zone`,
      ),
      indication: of('what it was treated for'),
      cartridge_unit_id: of('the cartridge, roller or stamp; null: there was one for all'),
      motion: of('glide, stamp or roll'),
      speed: of('as the device shows it'),
      directions: json('list of the directions of the passes'),
      pressure_note: of('free text'),
      coverage: of('whole-zone, part-of-zone or spots'),
      stopped_reason: of('why needling was stopped'),
      glide_lot_id: of('the lot of the glide product'),
      response: json('what was seen right after in this zone; empty: as in the whole'),
    },
  },
  sessions: {
    says: 'Treatment sessions; what was signed is in the snapshot of their signature',
    ofClient: 'client_id = :client',
    columns: {
      id,
      client_id: of('the client'),
      practitioner_id: of('who treats'),
      state: of('open, started, signed, dropped or entered-in-error'),
      opened_at: of(instant),
      started_at: of(`when needling started, ${instant}`),
      gate: json(
        'what the gate saw at the start; its findings stand in contents.jsonl under the hash named here',
      ),
      signed_at: of(instant),
      rule_version: of('the rules that judged it'),
      consent_id: of('the consent that covers it'),
      handpiece_unit_id: of('the handpiece'),
      immediate_response: json('what was seen right after'),
      response_note: of('free text'),
      note: of('free text'),
      identity: json('number, name and birth date as signed, and the salt of their commitment'),
      closed_at: of(`when it was dropped or marked as entered in error, ${instant}`),
      close_reason: of('why'),
      screening_id: of('the screening that was judged; null: none'),
      plan_id: of('the series that it belongs to; null: none'),
      ended_at: of(`when needling was finished, ${instant}`),
      comfort: of('0: none, 10: the worst discomfort she can imagine'),
      said: of('what the client said'),
      prophylaxis: json('what was answered about cold-sore prophylaxis, and who prescribed it'),
      present: json('list of the other people who were present, each with a role'),
      steps: json('list of the steps with their times'),
      carried: json(
        'the session that values were copied from, and what became of each; null: nothing was copied',
      ),
    },
  },
}
