// Columns that a release added to tables that were there before, with what the rows of that time got.
// An entry of the log that is older does not speak of them; without these values a bundle of old
// records could not be checked without its database. A test compares them with the database.

type Values = Readonly<Record<string, string | number | null>>

const laterColumns: Readonly<Record<string, Values>> = {
  products: {
    model: '',
    labelled_uses: '',
    labelled_lengths: '[]',
    units_per_box: null,
    opened_shelf_life_days: null,
    contains: '[]',
    clearance_number: '',
    contact_seconds: null,
    low_stock_at: null,
    product_class: null,
    sterile_for_needling: 0,
    active_agents: '[]',
    prescription_only: 0,
    longest_dwell_minutes: null,
    pin_count: null,
  },
  lots: {
    made_on: null,
    condition_on_receipt: '',
    opened_on: null,
    state_changed_at: null,
    state_changed_by: null,
  },
  sterilizers: {
    air_removal: 'not-stated',
    chamber_millilitres: null,
    service_due_on: null,
    requalification_due_on: null,
  },
  loads: {
    kind: 'load',
    ended_at: null,
    pressure: null,
    dry_seconds: null,
    indicator_edition: 'type',
    indicator_expires_on: null,
    external_indicator_result: null,
    air_removal_test: null,
    air_removal_result: null,
    attachment_id: null,
  },
  client_flags: { label: '' },
  clearances: { attachment_id: null },
  consents: { medium: 'screen', sessions_covered: null, basis_id: null, people: null },
  practitioners: {
    maximum_needle_length_quality: 'practice',
    maximum_needle_length_check_on: null,
    standing: 'independent',
  },
  sessions: {
    screening_id: null,
    plan_id: null,
    ended_at: null,
    comfort: null,
    said: '',
    prophylaxis: null,
    present: '[]',
    steps: '[]',
    carried: null,
  },
  session_zones: {
    area: null,
    indication: null,
    cartridge_unit_id: null,
    motion: null,
    speed: '',
    directions: '[]',
    pressure_note: '',
    coverage: null,
    stopped_reason: '',
    glide_lot_id: null,
    response: '[]',
  },
  session_products: { place: null },
  addenda: { about: 'record' },
  packs: { released_at: null, released_by: null, reprocessed_at: null, reprocess_reason: null },
}

/** What a row of an earlier release holds in the columns that it does not name. */
export const olderValues = (table: string): Values => laterColumns[table] ?? {}
