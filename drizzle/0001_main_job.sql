-- The house from its first day. Every table but the few that `exemptTables` names is clinical: its
-- change-log triggers are generated from its columns, not written here.

CREATE TABLE write_context (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  actor TEXT NOT NULL CHECK (length(actor) > 0),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE change_log (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT,
  table_name TEXT NOT NULL,
  row_id TEXT NOT NULL,
  operation TEXT NOT NULL CHECK (operation IN ('insert', 'update')),
  -- The whole row as JSON; null only after a lawful erasure.
  row TEXT,
  salt TEXT,
  commitment TEXT,
  hash TEXT
) STRICT;
CREATE INDEX change_log_by_row ON change_log (table_name, row_id, sequence);
CREATE INDEX change_log_unsealed ON change_log (sequence) WHERE hash IS NULL;

CREATE TABLE chain_head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  sequence INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TRIGGER change_log_written_by_triggers BEFORE INSERT ON change_log
WHEN NOT EXISTS (SELECT 1 FROM write_context) OR NEW.hash IS NOT NULL
  OR EXISTS (SELECT 1 FROM change_log WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'change-log: only the database writes the change log'); END;
CREATE TRIGGER change_log_sealed_once BEFORE UPDATE ON change_log
WHEN OLD.hash IS NOT NULL OR NEW.sequence <> OLD.sequence OR NEW.at <> OLD.at
  OR NEW.actor <> OLD.actor OR NEW.reason IS NOT OLD.reason OR NEW.table_name <> OLD.table_name
  OR NEW.row_id <> OLD.row_id OR NEW.operation <> OLD.operation OR NEW.row IS NOT OLD.row
BEGIN SELECT RAISE(ABORT, 'change-log: an entry is never changed'); END;
CREATE TRIGGER change_log_kept BEFORE DELETE ON change_log
BEGIN SELECT RAISE(ABORT, 'change-log: an entry is never removed'); END;

CREATE TABLE drafts (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  document TEXT NOT NULL CHECK (json_valid(document)),
  saved_at TEXT NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT;

-- practice

CREATE TABLE practices (
  id TEXT PRIMARY KEY NOT NULL,
  one INTEGER NOT NULL UNIQUE CHECK (one = 1),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  address TEXT NOT NULL,
  telephone TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  sterility_mode TEXT NOT NULL CHECK (sterility_mode IN ('single-use-only', 'reprocesses'))
) STRICT;

CREATE TABLE practitioners (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  role TEXT NOT NULL CHECK (role IN ('owner', 'practitioner')),
  licence_class TEXT NOT NULL,
  licence_number TEXT NOT NULL,
  licence_expires_on TEXT NOT NULL CHECK (licence_expires_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  jurisdiction TEXT NOT NULL,
  maximum_needle_length INTEGER NOT NULL CHECK (maximum_needle_length BETWEEN 0 AND 3500),
  maximum_needle_length_source TEXT NOT NULL,
  public_key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE rule_sets (
  id TEXT PRIMARY KEY NOT NULL,
  version INTEGER NOT NULL UNIQUE CHECK (version > 0),
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  decided_at TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

-- signing

CREATE TABLE signatures (
  id TEXT PRIMARY KEY NOT NULL,
  subject_table TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  signer_id TEXT NOT NULL REFERENCES practitioners (id) ON DELETE RESTRICT,
  printed_name TEXT NOT NULL,
  licence TEXT NOT NULL,
  meaning TEXT NOT NULL CHECK (meaning IN ('treatment-performed', 'addendum', 'load-released', 'consent-witnessed', 'deviation-countersigned', 'entered-in-error')),
  signed_at TEXT NOT NULL,
  -- Canonical JSON (RFC 8785) of what was shown.
  snapshot TEXT NOT NULL CHECK (json_valid(snapshot)),
  snapshot_hash TEXT NOT NULL CHECK (length(snapshot_hash) = 64),
  chain_head TEXT NOT NULL,
  value TEXT NOT NULL
) STRICT;
CREATE INDEX signatures_by_subject ON signatures (subject_table, subject_id);
CREATE TRIGGER signatures_locked BEFORE UPDATE ON signatures
BEGIN SELECT RAISE(ABORT, 'locked: a signature is never changed'); END;

-- clients

CREATE TABLE clients (
  search_key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  number INTEGER NOT NULL UNIQUE CHECK (number > 0),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  birth_date TEXT NOT NULL CHECK (birth_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  telephone TEXT NOT NULL,
  email TEXT NOT NULL,
  address TEXT NOT NULL,
  emergency_contact TEXT NOT NULL,
  fitzpatrick_type TEXT CHECK (fitzpatrick_type IN ('I', 'II', 'III', 'IV', 'V', 'VI')),
  allergies TEXT NOT NULL CHECK (json_valid(allergies) AND json_type(allergies) = 'array'),
  medication TEXT NOT NULL CHECK (json_valid(medication) AND json_type(medication) = 'array'),
  note TEXT NOT NULL,
  created_at TEXT NOT NULL,
  -- Folded name, e-mail, digits of the telephone number and client number, for search.
  search_text TEXT NOT NULL
) STRICT;
CREATE INDEX clients_by_name ON clients (search_text);
CREATE INDEX clients_by_birth_date ON clients (birth_date);

CREATE VIRTUAL TABLE clients_search USING fts5 (search_text, content = 'clients', content_rowid = 'search_key', tokenize = "unicode61 remove_diacritics 0 tokenchars '@.+-_'", prefix = '1 2 3');
INSERT INTO clients_search (clients_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER clients_search_insert AFTER INSERT ON clients
BEGIN INSERT INTO clients_search (rowid, search_text) VALUES (NEW.search_key, NEW.search_text); END;
CREATE TRIGGER clients_search_update AFTER UPDATE OF search_text ON clients
BEGIN
  INSERT INTO clients_search (clients_search, rowid, search_text) VALUES ('delete', OLD.search_key, OLD.search_text);
  INSERT INTO clients_search (rowid, search_text) VALUES (NEW.search_key, NEW.search_text);
END;

CREATE TABLE client_flags (
  id TEXT PRIMARY KEY NOT NULL,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('keloid', 'isotretinoin', 'anticoagulants', 'pregnancy', 'breastfeeding', 'cold-sores', 'active-acne', 'eczema', 'rosacea')),
  noted_at TEXT NOT NULL,
  ended_at TEXT,
  end_reason TEXT,
  CHECK ((ended_at IS NULL) = (end_reason IS NULL))
) STRICT;
CREATE UNIQUE INDEX client_flags_once ON client_flags (client_id, kind) WHERE ended_at IS NULL;
CREATE INDEX client_flags_by_client ON client_flags (client_id);

CREATE TABLE clearances (
  id TEXT PRIMARY KEY NOT NULL,
  client_flag_id TEXT NOT NULL REFERENCES client_flags (id) ON DELETE RESTRICT,
  prescriber_name TEXT NOT NULL,
  prescriber_licence TEXT NOT NULL,
  cleared_on TEXT NOT NULL,
  valid_until TEXT,
  note TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX clearances_by_flag ON clearances (client_flag_id);

-- inventory

CREATE TABLE products (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('handpiece', 'cartridge', 'serum', 'anaesthetic', 'antiseptic')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  manufacturer TEXT NOT NULL,
  device_identifier TEXT UNIQUE,
  reprocessable INTEGER NOT NULL CHECK (reprocessable IN (0, 1)),
  evaluated_needle_length INTEGER CHECK (evaluated_needle_length BETWEEN 100 AND 3500),
  note TEXT NOT NULL,
  CHECK (NOT (kind = 'cartridge' AND reprocessable = 1))
) STRICT;

CREATE TABLE lots (
  id TEXT PRIMARY KEY NOT NULL,
  product_id TEXT NOT NULL REFERENCES products (id) ON DELETE RESTRICT,
  number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 20),
  expires_on TEXT NOT NULL CHECK (expires_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  received_at TEXT NOT NULL,
  received_from TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('available', 'quarantined', 'recalled', 'discarded')),
  state_reason TEXT NOT NULL,
  UNIQUE (product_id, number)
) STRICT;

-- Stock is the sum of its movements, never a number that is overwritten.
CREATE TABLE stock_movements (
  id TEXT PRIMARY KEY NOT NULL,
  lot_id TEXT NOT NULL REFERENCES lots (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('received', 'taken', 'returned', 'discarded')),
  quantity INTEGER NOT NULL CHECK (quantity <> 0 AND (quantity > 0) = (kind IN ('received', 'returned'))),
  moved_at TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX stock_movements_by_lot ON stock_movements (lot_id, kind, quantity);
CREATE TRIGGER stock_movements_locked BEFORE UPDATE ON stock_movements
BEGIN SELECT RAISE(ABORT, 'locked: a stock movement is never changed'); END;

-- sessions: the header; its content becomes rows at signing

CREATE TABLE sessions (
  id TEXT PRIMARY KEY NOT NULL,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
  practitioner_id TEXT NOT NULL REFERENCES practitioners (id) ON DELETE RESTRICT,
  state TEXT NOT NULL CHECK (state IN ('open', 'started', 'signed', 'dropped', 'entered-in-error')),
  opened_at TEXT NOT NULL,
  started_at TEXT,
  -- The findings and the rule version that the gate saw, as JSON.
  gate TEXT CHECK (gate IS NULL OR json_valid(gate)),
  signed_at TEXT,
  rule_version INTEGER REFERENCES rule_sets (version) ON DELETE RESTRICT,
  consent_id TEXT REFERENCES consents (id) ON DELETE RESTRICT,
  handpiece_unit_id TEXT REFERENCES units (id) ON DELETE RESTRICT,
  immediate_response TEXT CHECK (immediate_response IS NULL OR json_valid(immediate_response)),
  response_note TEXT,
  note TEXT,
  -- The person as she was named on that day, with the salt of the snapshot's commitment, as JSON.
  identity TEXT CHECK (identity IS NULL OR json_valid(identity)),
  closed_at TEXT,
  close_reason TEXT,
  CHECK ((started_at IS NULL) = (gate IS NULL)),
  CHECK ((state IN ('signed', 'entered-in-error')) = (signed_at IS NOT NULL)),
  CHECK (signed_at IS NULL OR (rule_version IS NOT NULL AND identity IS NOT NULL AND immediate_response IS NOT NULL)),
  CHECK ((state IN ('dropped', 'entered-in-error')) = (closed_at IS NOT NULL)),
  CHECK ((closed_at IS NULL) = (close_reason IS NULL))
) STRICT;
CREATE INDEX sessions_by_client ON sessions (client_id, opened_at);
CREATE INDEX sessions_by_state ON sessions (state, opened_at);
CREATE INDEX sessions_by_signing ON sessions (signed_at);

CREATE TRIGGER sessions_locked BEFORE UPDATE ON sessions
WHEN OLD.signed_at IS NOT NULL AND NOT (
  OLD.state = 'signed' AND NEW.state = 'entered-in-error'
  AND NEW.id = OLD.id AND NEW.client_id = OLD.client_id AND NEW.practitioner_id = OLD.practitioner_id
  AND NEW.opened_at = OLD.opened_at AND NEW.started_at IS OLD.started_at AND NEW.gate IS OLD.gate
  AND NEW.signed_at IS OLD.signed_at AND NEW.rule_version IS OLD.rule_version
  AND NEW.consent_id IS OLD.consent_id AND NEW.handpiece_unit_id IS OLD.handpiece_unit_id
  AND NEW.immediate_response IS OLD.immediate_response AND NEW.response_note IS OLD.response_note
  AND NEW.note IS OLD.note AND NEW.identity IS OLD.identity)
BEGIN SELECT RAISE(ABORT, 'locked: a signed session is never changed'); END;
CREATE TRIGGER sessions_dropped_for_good BEFORE UPDATE ON sessions
WHEN OLD.state = 'dropped'
BEGIN SELECT RAISE(ABORT, 'locked: a dropped session stays dropped'); END;
CREATE TRIGGER sessions_start_once BEFORE UPDATE OF started_at, gate ON sessions
WHEN OLD.started_at IS NOT NULL AND (NEW.started_at IS NOT OLD.started_at OR NEW.gate IS NOT OLD.gate)
BEGIN SELECT RAISE(ABORT, 'locked: the start of a session is recorded once'); END;

-- One row is one piece and names at most one session: two sessions cannot hold the same cartridge.
CREATE TABLE units (
  id TEXT PRIMARY KEY NOT NULL,
  lot_id TEXT NOT NULL REFERENCES lots (id) ON DELETE RESTRICT,
  label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 20),
  serial INTEGER NOT NULL CHECK (serial IN (0, 1)),
  session_id TEXT REFERENCES sessions (id) ON DELETE RESTRICT,
  attested_at TEXT,
  discarded_at TEXT,
  discard_reason TEXT,
  UNIQUE (lot_id, serial, label),
  CHECK ((session_id IS NULL) = (attested_at IS NULL)),
  CHECK ((discarded_at IS NULL) = (discard_reason IS NULL))
) STRICT;
CREATE INDEX units_by_session ON units (session_id) WHERE session_id IS NOT NULL;

CREATE TRIGGER units_one_session BEFORE UPDATE OF session_id ON units
WHEN OLD.session_id IS NOT NULL AND NEW.session_id IS NOT OLD.session_id AND (
  NEW.session_id IS NOT NULL
  OR EXISTS (SELECT 1 FROM sessions WHERE id = OLD.session_id AND (started_at IS NOT NULL OR signed_at IS NOT NULL)))
BEGIN SELECT RAISE(ABORT, 'claimed: this piece belongs to another session'); END;
CREATE TRIGGER units_usable BEFORE UPDATE OF session_id ON units
WHEN NEW.session_id IS NOT NULL AND NEW.session_id IS NOT OLD.session_id AND (
  OLD.discarded_at IS NOT NULL
  OR EXISTS (SELECT 1 FROM sessions WHERE id = NEW.session_id AND state NOT IN ('open', 'started')))
BEGIN SELECT RAISE(ABORT, 'claimed: this piece cannot be taken'); END;
CREATE TRIGGER units_new_and_unused BEFORE INSERT ON units
WHEN NEW.session_id IS NOT NULL OR NEW.discarded_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'claimed: a piece is received before it is used'); END;
CREATE TRIGGER units_locked BEFORE UPDATE ON units
WHEN OLD.session_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM sessions WHERE id = OLD.session_id AND signed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'locked: a signed session is never changed'); END;
CREATE TRIGGER units_same_piece BEFORE UPDATE ON units
WHEN NEW.lot_id <> OLD.lot_id OR NEW.label <> OLD.label OR NEW.serial <> OLD.serial
  OR (OLD.discarded_at IS NOT NULL AND NEW.discarded_at IS NOT OLD.discarded_at)
BEGIN SELECT RAISE(ABORT, 'locked: a piece keeps its lot and label, and stays discarded'); END;

-- sterilization

CREATE TABLE sterilizers (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  maker TEXT NOT NULL,
  model TEXT NOT NULL,
  serial_number TEXT NOT NULL,
  programmes TEXT NOT NULL CHECK (json_valid(programmes) AND json_type(programmes) = 'array'),
  UNIQUE (maker, model, serial_number)
) STRICT;

CREATE TABLE loads (
  id TEXT PRIMARY KEY NOT NULL,
  sterilizer_id TEXT NOT NULL REFERENCES sterilizers (id) ON DELETE RESTRICT,
  cycle_number INTEGER NOT NULL CHECK (cycle_number > 0),
  -- The programme with its limits as they were at the cycle, as JSON.
  programme TEXT NOT NULL CHECK (json_valid(programme)),
  started_at TEXT NOT NULL,
  temperature INTEGER NOT NULL CHECK (temperature BETWEEN 0 AND 3000),
  hold_seconds INTEGER NOT NULL CHECK (hold_seconds BETWEEN 0 AND 7200),
  indicator_type INTEGER NOT NULL CHECK (indicator_type BETWEEN 1 AND 6),
  indicator_lot TEXT NOT NULL,
  indicator_result TEXT NOT NULL CHECK (indicator_result IN ('pass', 'fail', 'not-read')),
  note TEXT NOT NULL,
  operator_id TEXT NOT NULL REFERENCES practitioners (id) ON DELETE RESTRICT,
  recorded_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('quarantined', 'released', 'rejected')),
  decided_by TEXT REFERENCES practitioners (id) ON DELETE RESTRICT,
  decided_at TEXT,
  decision_reason TEXT,
  UNIQUE (sterilizer_id, cycle_number),
  CHECK ((state = 'quarantined') = (decided_at IS NULL)),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK ((decided_at IS NULL) = (decision_reason IS NULL)),
  CHECK (state <> 'released' OR indicator_result = 'pass')
) STRICT;
CREATE INDEX loads_by_start ON loads (started_at);
CREATE TRIGGER loads_locked BEFORE UPDATE ON loads
WHEN OLD.state = 'rejected' OR (OLD.state = 'released' AND NOT (
  NEW.state = 'rejected' AND NEW.id = OLD.id AND NEW.sterilizer_id = OLD.sterilizer_id
  AND NEW.cycle_number = OLD.cycle_number AND NEW.programme = OLD.programme
  AND NEW.started_at = OLD.started_at AND NEW.temperature = OLD.temperature
  AND NEW.hold_seconds = OLD.hold_seconds AND NEW.indicator_result = OLD.indicator_result
  AND NEW.indicator_type = OLD.indicator_type AND NEW.indicator_lot = OLD.indicator_lot
  AND NEW.operator_id = OLD.operator_id AND NEW.recorded_at = OLD.recorded_at AND NEW.note = OLD.note))
BEGIN SELECT RAISE(ABORT, 'locked: a decided load keeps its record'); END;

CREATE TABLE packs (
  id TEXT PRIMARY KEY NOT NULL,
  load_id TEXT NOT NULL REFERENCES loads (id) ON DELETE RESTRICT,
  label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 40),
  contents TEXT NOT NULL,
  sterile_until TEXT NOT NULL,
  session_id TEXT REFERENCES sessions (id) ON DELETE RESTRICT,
  UNIQUE (load_id, label)
) STRICT;
CREATE INDEX packs_by_session ON packs (session_id) WHERE session_id IS NOT NULL;
CREATE TRIGGER packs_one_session BEFORE UPDATE OF session_id ON packs
WHEN OLD.session_id IS NOT NULL AND NEW.session_id IS NOT OLD.session_id AND (
  NEW.session_id IS NOT NULL
  OR EXISTS (SELECT 1 FROM sessions WHERE id = OLD.session_id AND (started_at IS NOT NULL OR signed_at IS NOT NULL)))
BEGIN SELECT RAISE(ABORT, 'claimed: this pack belongs to another session'); END;
CREATE TRIGGER packs_released BEFORE UPDATE OF session_id ON packs
WHEN NEW.session_id IS NOT NULL AND NEW.session_id IS NOT OLD.session_id AND (
  NOT EXISTS (SELECT 1 FROM loads WHERE id = NEW.load_id AND state = 'released')
  OR EXISTS (SELECT 1 FROM sessions WHERE id = NEW.session_id AND state NOT IN ('open', 'started')))
BEGIN SELECT RAISE(ABORT, 'claimed: a pack is used only after its load is released'); END;
CREATE TRIGGER packs_same_pack BEFORE UPDATE ON packs
WHEN NEW.load_id <> OLD.load_id OR NEW.label <> OLD.label OR NEW.contents <> OLD.contents
  OR NEW.sterile_until <> OLD.sterile_until
BEGIN SELECT RAISE(ABORT, 'locked: a pack keeps its load, label, contents and date'); END;
CREATE TRIGGER packs_new_and_unused BEFORE INSERT ON packs
WHEN NEW.session_id IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM loads WHERE id = NEW.load_id AND state = 'quarantined')
BEGIN SELECT RAISE(ABORT, 'claimed: a pack is used only after its load is released'); END;

-- consent

CREATE TABLE consent_templates (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('microneedling')),
  version INTEGER NOT NULL CHECK (version > 0),
  language TEXT NOT NULL,
  text TEXT NOT NULL CHECK (json_valid(text)),
  published_at TEXT NOT NULL,
  UNIQUE (kind, language, version)
) STRICT;
CREATE TRIGGER consent_templates_locked BEFORE UPDATE ON consent_templates
BEGIN SELECT RAISE(ABORT, 'locked: a published consent text is never changed'); END;

CREATE TABLE consents (
  id TEXT PRIMARY KEY NOT NULL,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
  template_id TEXT NOT NULL REFERENCES consent_templates (id) ON DELETE RESTRICT,
  signed_at TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  identity TEXT NOT NULL CHECK (json_valid(identity)),
  withdrawn_on TEXT,
  withdrawal_reason TEXT,
  CHECK ((withdrawn_on IS NULL) = (withdrawal_reason IS NULL))
) STRICT;
CREATE INDEX consents_by_client ON consents (client_id, signed_at);
CREATE TRIGGER consents_locked BEFORE UPDATE ON consents
WHEN OLD.withdrawn_on IS NOT NULL OR NEW.id <> OLD.id OR NEW.client_id <> OLD.client_id
  OR NEW.template_id <> OLD.template_id OR NEW.signed_at <> OLD.signed_at
  OR NEW.valid_until <> OLD.valid_until OR NEW.identity <> OLD.identity
BEGIN SELECT RAISE(ABORT, 'locked: a signed consent is never changed, only withdrawn'); END;

-- what a signed session holds

CREATE TABLE session_zones (
  id TEXT PRIMARY KEY NOT NULL,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE RESTRICT,
  position INTEGER NOT NULL CHECK (position >= 0),
  zone TEXT NOT NULL CHECK (zone IN ('forehead', 'glabella', 'temple-left', 'temple-right', 'periorbital-left', 'periorbital-right', 'nose', 'cheekbone-left', 'cheekbone-right', 'cheek-left', 'cheek-right', 'upper-lip', 'perioral', 'chin', 'jawline-left', 'jawline-right', 'neck', 'decollete', 'abdomen', 'hand-left', 'hand-right', 'scalp', 'thigh-left', 'thigh-right')),
  needle_length INTEGER NOT NULL CHECK (needle_length BETWEEN 100 AND 3500),
  technique TEXT NOT NULL CHECK (technique IN ('pen', 'roller', 'stamp')),
  passes INTEGER NOT NULL CHECK (passes BETWEEN 1 AND 30),
  endpoint TEXT NOT NULL CHECK (endpoint IN ('none', 'mild-erythema', 'uniform-erythema', 'pinpoint-bleeding', 'stopped')),
  UNIQUE (session_id, position),
  UNIQUE (session_id, zone)
) STRICT;

CREATE TABLE session_products (
  id TEXT PRIMARY KEY NOT NULL,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE RESTRICT,
  position INTEGER NOT NULL CHECK (position >= 0),
  lot_id TEXT NOT NULL REFERENCES lots (id) ON DELETE RESTRICT,
  -- µl or mg, as the unit says.
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 1000000),
  unit TEXT NOT NULL CHECK (unit IN ('ml', 'g')),
  UNIQUE (session_id, position)
) STRICT;
CREATE INDEX session_products_by_lot ON session_products (lot_id);

CREATE TABLE deviations (
  id TEXT PRIMARY KEY NOT NULL,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE RESTRICT,
  position INTEGER NOT NULL CHECK (position >= 0),
  code TEXT NOT NULL,
  fact TEXT NOT NULL CHECK (length(fact) > 0),
  rule TEXT NOT NULL CHECK (length(rule) > 0),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  action TEXT NOT NULL CHECK (length(action) > 0),
  UNIQUE (session_id, position)
) STRICT;

CREATE TABLE addenda (
  id TEXT PRIMARY KEY NOT NULL,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE RESTRICT,
  text TEXT NOT NULL CHECK (length(text) > 0),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  added_at TEXT NOT NULL
) STRICT;
CREATE INDEX addenda_by_session ON addenda (session_id);
CREATE TRIGGER addenda_to_signed BEFORE INSERT ON addenda
WHEN NOT EXISTS (SELECT 1 FROM sessions WHERE id = NEW.session_id AND signed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'locked: an addendum belongs to a signed session'); END;
CREATE TRIGGER addenda_locked BEFORE UPDATE ON addenda
BEGIN SELECT RAISE(ABORT, 'locked: an addendum is never changed'); END;

CREATE TRIGGER session_zones_before_signing BEFORE INSERT ON session_zones
WHEN EXISTS (SELECT 1 FROM sessions WHERE id = NEW.session_id AND signed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'locked: a signed session is never changed'); END;
CREATE TRIGGER session_zones_locked BEFORE UPDATE ON session_zones
BEGIN SELECT RAISE(ABORT, 'locked: a signed session is never changed'); END;
CREATE TRIGGER session_products_before_signing BEFORE INSERT ON session_products
WHEN EXISTS (SELECT 1 FROM sessions WHERE id = NEW.session_id AND signed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'locked: a signed session is never changed'); END;
CREATE TRIGGER session_products_locked BEFORE UPDATE ON session_products
BEGIN SELECT RAISE(ABORT, 'locked: a signed session is never changed'); END;
CREATE TRIGGER deviations_before_signing BEFORE INSERT ON deviations
WHEN EXISTS (SELECT 1 FROM sessions WHERE id = NEW.session_id AND signed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'locked: a signed session is never changed'); END;
CREATE TRIGGER deviations_locked BEFORE UPDATE ON deviations
BEGIN SELECT RAISE(ABORT, 'locked: a signed session is never changed'); END;
