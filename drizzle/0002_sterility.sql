-- Sterility and device lots, traced both ways: files kept encrypted, devices and their cleaning,
-- loads of every kind and their release in two steps, spore tests, recalls, files that a sterilizer
-- wrote, and what the premises must be able to show.

-- attachments

CREATE TABLE attachments (
  id TEXT PRIMARY KEY NOT NULL,
  -- SHA-256 of the encrypted file, which is its name in the folder.
  ciphertext_hash TEXT NOT NULL UNIQUE CHECK (length(ciphertext_hash) = 64 AND ciphertext_hash NOT GLOB '*[^0-9a-f]*'),
  content_hash TEXT NOT NULL CHECK (length(content_hash) = 64 AND content_hash NOT GLOB '*[^0-9a-f]*'),
  -- AES-256-GCM, a random key for each file, hexadecimal.
  key TEXT NOT NULL CHECK (length(key) = 64),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0),
  added_at TEXT NOT NULL
) STRICT;
CREATE INDEX attachments_by_content ON attachments (content_hash);
CREATE TRIGGER attachments_locked BEFORE UPDATE ON attachments
BEGIN SELECT RAISE(ABORT, 'locked: a kept file is never changed'); END;

-- signing: more is signed than before

CREATE TABLE signatures_wider (
  id TEXT PRIMARY KEY NOT NULL,
  subject_table TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  signer_id TEXT NOT NULL REFERENCES practitioners (id) ON DELETE RESTRICT,
  printed_name TEXT NOT NULL,
  licence TEXT NOT NULL,
  meaning TEXT NOT NULL CHECK (meaning IN ('treatment-performed', 'addendum', 'load-released', 'packs-released', 'spore-test-read', 'recall-step', 'consent-witnessed', 'deviation-countersigned', 'entered-in-error')),
  signed_at TEXT NOT NULL,
  -- Canonical JSON (RFC 8785) of what was shown.
  snapshot TEXT NOT NULL CHECK (json_valid(snapshot)),
  snapshot_hash TEXT NOT NULL CHECK (length(snapshot_hash) = 64),
  chain_head TEXT NOT NULL,
  value TEXT NOT NULL
) STRICT;
INSERT INTO signatures_wider SELECT * FROM signatures;
DROP TABLE signatures;
ALTER TABLE signatures_wider RENAME TO signatures;
CREATE INDEX signatures_by_subject ON signatures (subject_table, subject_id);
CREATE TRIGGER signatures_locked BEFORE UPDATE ON signatures
BEGIN SELECT RAISE(ABORT, 'locked: a signature is never changed'); END;

-- inventory

CREATE TABLE products_wider (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('handpiece', 'cartridge', 'roller', 'stamp', 'serum', 'anaesthetic', 'antiseptic', 'disinfectant', 'barrier-sleeve', 'indicator')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  manufacturer TEXT NOT NULL,
  device_identifier TEXT UNIQUE,
  reprocessable INTEGER NOT NULL CHECK (reprocessable IN (0, 1)),
  evaluated_needle_length INTEGER CHECK (evaluated_needle_length BETWEEN 100 AND 3500),
  note TEXT NOT NULL,
  model TEXT NOT NULL DEFAULT '',
  -- What the label says that it is for.
  labelled_uses TEXT NOT NULL DEFAULT '',
  -- µm, as the label lists them.
  labelled_lengths TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(labelled_lengths) AND json_type(labelled_lengths) = 'array'),
  units_per_box INTEGER CHECK (units_per_box BETWEEN 1 AND 10000),
  opened_shelf_life_days INTEGER CHECK (opened_shelf_life_days BETWEEN 0 AND 3650),
  -- Coded substances.
  contains TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(contains) AND json_type(contains) = 'array'),
  clearance_number TEXT NOT NULL DEFAULT '',
  -- A disinfectant's shortest contact time on its label.
  contact_seconds INTEGER CHECK (contact_seconds BETWEEN 1 AND 7200),
  low_stock_at INTEGER CHECK (low_stock_at BETWEEN 0 AND 100000),
  CHECK (NOT (kind IN ('cartridge', 'roller', 'stamp') AND reprocessable = 1))
) STRICT;
INSERT INTO products_wider (id, kind, name, manufacturer, device_identifier, reprocessable, evaluated_needle_length, note)
  SELECT id, kind, name, manufacturer, device_identifier, reprocessable, evaluated_needle_length, note FROM products;
DROP TABLE products;
ALTER TABLE products_wider RENAME TO products;

ALTER TABLE lots ADD COLUMN made_on TEXT CHECK (made_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
-- What was seen when it arrived.
ALTER TABLE lots ADD COLUMN condition_on_receipt TEXT NOT NULL DEFAULT '';
-- The container that is in use was opened on this day.
ALTER TABLE lots ADD COLUMN opened_on TEXT CHECK (opened_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
ALTER TABLE lots ADD COLUMN state_changed_at TEXT;
ALTER TABLE lots ADD COLUMN state_changed_by TEXT REFERENCES practitioners (id) ON DELETE RESTRICT;
CREATE INDEX lots_by_product ON lots (product_id);

CREATE TABLE device_events (
  id TEXT PRIMARY KEY NOT NULL,
  unit_id TEXT NOT NULL REFERENCES units (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('cleaning', 'service', 'calibration')),
  happened_at TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES practitioners (id) ON DELETE RESTRICT,
  disinfectant_lot_id TEXT REFERENCES lots (id) ON DELETE RESTRICT,
  disinfectant TEXT NOT NULL,
  contact_seconds INTEGER CHECK (contact_seconds BETWEEN 1 AND 7200),
  -- A new barrier sleeve was put on.
  sleeve INTEGER NOT NULL CHECK (sleeve IN (0, 1)),
  due_on TEXT CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  note TEXT NOT NULL,
  CHECK (kind <> 'cleaning' OR (length(disinfectant) > 0 AND contact_seconds IS NOT NULL AND due_on IS NULL))
) STRICT;
CREATE INDEX device_events_by_unit ON device_events (unit_id, kind, happened_at);
CREATE INDEX device_events_by_disinfectant ON device_events (disinfectant_lot_id) WHERE disinfectant_lot_id IS NOT NULL;
CREATE TRIGGER device_events_locked BEFORE UPDATE ON device_events
BEGIN SELECT RAISE(ABORT, 'locked: what was done to a device is never changed'); END;

-- Which handpiece touched a client, from the start of needling on: a second one in the same session too,
-- and before the session is signed, so that the next client's gate asks for its cleaning.
CREATE TABLE handpiece_uses (
  id TEXT PRIMARY KEY NOT NULL,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE RESTRICT,
  unit_id TEXT NOT NULL REFERENCES units (id) ON DELETE RESTRICT,
  used_at TEXT NOT NULL,
  UNIQUE (session_id, unit_id)
) STRICT;
CREATE INDEX handpiece_uses_by_unit ON handpiece_uses (unit_id, used_at);
CREATE TRIGGER handpiece_uses_locked BEFORE UPDATE ON handpiece_uses
BEGIN SELECT RAISE(ABORT, 'locked: the use of a handpiece is never changed'); END;
CREATE INDEX sessions_by_handpiece ON sessions (handpiece_unit_id, started_at) WHERE handpiece_unit_id IS NOT NULL;

-- sterilization

ALTER TABLE sterilizers ADD COLUMN air_removal TEXT NOT NULL DEFAULT 'not-stated' CHECK (air_removal IN ('gravity', 'pre-vacuum', 'steam-flush-pressure-pulse', 'not-stated'));
ALTER TABLE sterilizers ADD COLUMN chamber_millilitres INTEGER CHECK (chamber_millilitres BETWEEN 100 AND 2000000);
ALTER TABLE sterilizers ADD COLUMN service_due_on TEXT CHECK (service_due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
ALTER TABLE sterilizers ADD COLUMN requalification_due_on TEXT CHECK (requalification_due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');

CREATE TABLE sterilizer_events (
  id TEXT PRIMARY KEY NOT NULL,
  sterilizer_id TEXT NOT NULL REFERENCES sterilizers (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('installed', 'service', 'repair', 'requalification', 'out-of-service', 'returned-to-service')),
  happened_at TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES practitioners (id) ON DELETE RESTRICT,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX sterilizer_events_by_sterilizer ON sterilizer_events (sterilizer_id, recorded_at);
CREATE TRIGGER sterilizer_events_locked BEFORE UPDATE ON sterilizer_events
BEGIN SELECT RAISE(ABORT, 'locked: what happened to a sterilizer is never changed'); END;

DROP TRIGGER loads_locked;
ALTER TABLE loads ADD COLUMN kind TEXT NOT NULL DEFAULT 'load' CHECK (kind IN ('load', 'test', 'aborted', 'service'));
ALTER TABLE loads ADD COLUMN ended_at TEXT CHECK (ended_at >= started_at);
-- Read at the machine, kilopascal above or absolute as the machine shows it.
ALTER TABLE loads ADD COLUMN pressure INTEGER CHECK (pressure BETWEEN 0 AND 1000);
ALTER TABLE loads ADD COLUMN dry_seconds INTEGER CHECK (dry_seconds BETWEEN 0 AND 14400);
ALTER TABLE loads ADD COLUMN indicator_edition TEXT NOT NULL DEFAULT 'type' CHECK (indicator_edition IN ('type', 'class'));
ALTER TABLE loads ADD COLUMN indicator_expires_on TEXT CHECK (indicator_expires_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
-- On the outside of the packs; indicator_result is the one inside.
ALTER TABLE loads ADD COLUMN external_indicator_result TEXT CHECK (external_indicator_result IN ('pass', 'fail', 'not-read'));
ALTER TABLE loads ADD COLUMN air_removal_test TEXT CHECK (air_removal_test IS NULL OR (air_removal_test IN ('bowie-dick', 'helix') AND kind = 'test'));
ALTER TABLE loads ADD COLUMN air_removal_result TEXT CHECK (air_removal_result IS NULL OR (air_removal_result IN ('pass', 'fail') AND air_removal_test IS NOT NULL));
-- The print-out or a photo of it.
ALTER TABLE loads ADD COLUMN attachment_id TEXT REFERENCES attachments (id) ON DELETE RESTRICT;
CREATE INDEX loads_by_sterilizer ON loads (sterilizer_id, started_at, cycle_number);

ALTER TABLE packs ADD COLUMN released_at TEXT;
ALTER TABLE packs ADD COLUMN released_by TEXT REFERENCES practitioners (id) ON DELETE RESTRICT CHECK ((released_by IS NULL) = (released_at IS NULL));
-- Opened, cleaned, packed and sterilized again under another label: the end of this pack.
ALTER TABLE packs ADD COLUMN reprocessed_at TEXT;
ALTER TABLE packs ADD COLUMN reprocess_reason TEXT CHECK ((reprocess_reason IS NULL) = (reprocessed_at IS NULL));

CREATE TABLE spore_tests (
  id TEXT PRIMARY KEY NOT NULL,
  -- The cycle that the indicator went through: its sterilizer and its moment are the test's.
  load_id TEXT NOT NULL REFERENCES loads (id) ON DELETE RESTRICT,
  purpose TEXT NOT NULL CHECK (purpose IN ('routine', 'repeat', 'after-repair')),
  indicator_lot TEXT NOT NULL CHECK (length(indicator_lot) BETWEEN 1 AND 40),
  indicator_expires_on TEXT CHECK (indicator_expires_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  control_lot TEXT NOT NULL,
  incubated_at TEXT,
  -- A mailed test names its laboratory.
  laboratory TEXT NOT NULL,
  posted_on TEXT CHECK (posted_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  note TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES practitioners (id) ON DELETE RESTRICT,
  result TEXT NOT NULL CHECK (result IN ('pending', 'pass', 'fail', 'invalid')),
  test_growth INTEGER CHECK (test_growth IN (0, 1)),
  control_growth INTEGER CHECK (control_growth IN (0, 1)),
  read_at TEXT,
  reported_on TEXT CHECK (reported_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  report_number TEXT NOT NULL DEFAULT '',
  attachment_id TEXT REFERENCES attachments (id) ON DELETE RESTRICT,
  read_recorded_at TEXT,
  read_by TEXT REFERENCES practitioners (id) ON DELETE RESTRICT,
  CHECK ((result = 'pending') = (test_growth IS NULL)),
  CHECK ((test_growth IS NULL) = (control_growth IS NULL)),
  CHECK ((result = 'pending') = (read_at IS NULL)),
  CHECK ((read_recorded_at IS NULL) = (read_at IS NULL)),
  CHECK ((read_by IS NULL) = (read_at IS NULL)),
  CHECK (result = 'pending' OR result = CASE WHEN test_growth = 1 THEN 'fail' WHEN control_growth = 1 THEN 'pass' ELSE 'invalid' END)
) STRICT;
CREATE INDEX spore_tests_by_load ON spore_tests (load_id);
CREATE TRIGGER spore_tests_read_once BEFORE UPDATE ON spore_tests
WHEN OLD.result <> 'pending' OR NEW.id <> OLD.id OR NEW.load_id <> OLD.load_id OR NEW.purpose <> OLD.purpose
  OR NEW.indicator_lot <> OLD.indicator_lot OR NEW.indicator_expires_on IS NOT OLD.indicator_expires_on
  OR NEW.control_lot <> OLD.control_lot OR NEW.incubated_at IS NOT OLD.incubated_at
  OR NEW.laboratory <> OLD.laboratory OR NEW.posted_on IS NOT OLD.posted_on OR NEW.note <> OLD.note
  OR NEW.recorded_at <> OLD.recorded_at OR NEW.recorded_by <> OLD.recorded_by
BEGIN SELECT RAISE(ABORT, 'locked: a spore test is read once and keeps its record'); END;

-- premises

CREATE TABLE premises_records (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('sharps-container', 'sharps-injury', 'waste-manifest', 'training', 'hepatitis-b', 'permit', 'certificate')),
  begins_on TEXT NOT NULL CHECK (begins_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- When it runs out, was sealed or is due again, as its kind says.
  ends_on TEXT CHECK (ends_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  practitioner_id TEXT REFERENCES practitioners (id) ON DELETE RESTRICT,
  details TEXT NOT NULL CHECK (json_valid(details) AND json_type(details) = 'object'),
  attachment_id TEXT REFERENCES attachments (id) ON DELETE RESTRICT,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES practitioners (id) ON DELETE RESTRICT,
  error_marked_at TEXT,
  error_reason TEXT CHECK ((error_reason IS NULL) = (error_marked_at IS NULL))
) STRICT;
CREATE INDEX premises_records_by_kind ON premises_records (kind, begins_on);

-- recalls

CREATE TABLE recalls (
  id TEXT PRIMARY KEY NOT NULL,
  cause TEXT NOT NULL CHECK (cause IN ('spore-test', 'lot', 'load', 'pack', 'device', 'product', 'sterilizer')),
  -- The row of that kind; for a spore test, the test.
  subject_id TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  opened_at TEXT NOT NULL,
  opened_by TEXT NOT NULL REFERENCES practitioners (id) ON DELETE RESTRICT,
  -- Where the rule set has one.
  report_due_at TEXT,
  report_rule TEXT,
  closed_at TEXT,
  close_reason TEXT,
  CHECK ((report_due_at IS NULL) = (report_rule IS NULL)),
  CHECK ((closed_at IS NULL) = (close_reason IS NULL))
) STRICT;
-- One open recall of a thing; a sterilizer may be recalled again, years later.
CREATE UNIQUE INDEX recalls_open_once ON recalls (cause, subject_id) WHERE closed_at IS NULL;
CREATE TRIGGER recalls_locked BEFORE UPDATE ON recalls
WHEN OLD.closed_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.cause <> OLD.cause
  OR NEW.subject_id <> OLD.subject_id OR NEW.reason <> OLD.reason OR NEW.opened_at <> OLD.opened_at
  OR NEW.opened_by <> OLD.opened_by OR NEW.report_due_at IS NOT OLD.report_due_at
  OR NEW.report_rule IS NOT OLD.report_rule
BEGIN SELECT RAISE(ABORT, 'locked: a recall keeps its record, and is closed once'); END;

-- What a recall takes out of use: for good, whatever becomes of the recall.
CREATE TABLE recall_items (
  id TEXT PRIMARY KEY NOT NULL,
  recall_id TEXT NOT NULL REFERENCES recalls (id) ON DELETE RESTRICT,
  load_id TEXT REFERENCES loads (id) ON DELETE RESTRICT,
  pack_id TEXT REFERENCES packs (id) ON DELETE RESTRICT,
  unit_id TEXT REFERENCES units (id) ON DELETE RESTRICT,
  lot_id TEXT REFERENCES lots (id) ON DELETE RESTRICT,
  CHECK ((load_id IS NOT NULL) + (pack_id IS NOT NULL) + (unit_id IS NOT NULL) + (lot_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX recall_items_by_recall ON recall_items (recall_id);
CREATE INDEX recall_items_by_load ON recall_items (load_id) WHERE load_id IS NOT NULL;
CREATE INDEX recall_items_by_pack ON recall_items (pack_id) WHERE pack_id IS NOT NULL;
CREATE INDEX recall_items_by_unit ON recall_items (unit_id) WHERE unit_id IS NOT NULL;
CREATE INDEX recall_items_by_lot ON recall_items (lot_id) WHERE lot_id IS NOT NULL;
CREATE TRIGGER recall_items_locked BEFORE UPDATE ON recall_items
BEGIN SELECT RAISE(ABORT, 'locked: what was recalled stays recalled'); END;

CREATE TABLE recall_steps (
  id TEXT PRIMARY KEY NOT NULL,
  recall_id TEXT NOT NULL REFERENCES recalls (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('opened', 'monitors-reviewed', 'procedure-reviewed', 'decision', 'authority-informed', 'repaired', 'returned-to-service', 'closed')),
  happened_at TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES practitioners (id) ON DELETE RESTRICT,
  note TEXT NOT NULL CHECK (length(note) > 0),
  -- Of a decision: who was consulted, and whether the clients are told.
  consulted TEXT,
  informs_clients INTEGER CHECK (informs_clients IN (0, 1)),
  CHECK ((kind = 'decision') = (consulted IS NOT NULL)),
  CHECK ((kind = 'decision') = (informs_clients IS NOT NULL))
) STRICT;
CREATE INDEX recall_steps_by_recall ON recall_steps (recall_id, recorded_at);
CREATE TRIGGER recall_steps_locked BEFORE UPDATE ON recall_steps
BEGIN SELECT RAISE(ABORT, 'locked: a step of a recall is never changed'); END;

CREATE TABLE recall_contacts (
  id TEXT PRIMARY KEY NOT NULL,
  recall_id TEXT NOT NULL REFERENCES recalls (id) ON DELETE RESTRICT,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
  how TEXT NOT NULL CHECK (how IN ('telephone', 'in-person', 'letter', 'email', 'message')),
  outcome TEXT NOT NULL CHECK (outcome IN ('told', 'not-reached', 'declined', 'follow-up')),
  note TEXT NOT NULL,
  contacted_at TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES practitioners (id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX recall_contacts_by_recall ON recall_contacts (recall_id, client_id, contacted_at);
CREATE TRIGGER recall_contacts_locked BEFORE UPDATE ON recall_contacts
BEGIN SELECT RAISE(ABORT, 'locked: a contact is never changed'); END;

-- The trace, from a thing to sessions and clients, reads these alone: a seek a session.
DROP INDEX session_products_by_lot;
CREATE INDEX session_products_by_lot ON session_products (lot_id, session_id);
CREATE INDEX units_traced ON units (lot_id, session_id, id) WHERE session_id IS NOT NULL;
CREATE INDEX packs_traced ON packs (load_id, session_id, id) WHERE session_id IS NOT NULL;
CREATE INDEX sessions_traced ON sessions (id, client_id, state);

-- imports: what a sterilizer wrote about its cycles

CREATE TABLE cycle_records (
  id TEXT PRIMARY KEY NOT NULL,
  attachment_id TEXT NOT NULL REFERENCES attachments (id) ON DELETE RESTRICT,
  -- Which cycle of the file, from 0; a file that is read again otherwise may tell of one twice.
  position INTEGER NOT NULL CHECK (position >= 0),
  format TEXT NOT NULL CHECK (format IN ('wh-lisa', 'tuttnauer-elara', 'dac-universal', 'csv')),
  machine TEXT NOT NULL,
  serial_number TEXT NOT NULL,
  cycle_number INTEGER NOT NULL CHECK (cycle_number >= 0),
  -- As the machine's calendar said, and that clock read in the practice's time zone.
  started_on TEXT NOT NULL CHECK (started_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  started_at TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('passed', 'failed', 'aborted')),
  -- Programme, set values, alarm, phases and the measured series, as JSON.
  reading TEXT NOT NULL CHECK (json_valid(reading)),
  -- SHA-256 of the measured values alone; null when too few were measured to compare.
  series_hash TEXT,
  imported_at TEXT NOT NULL
) STRICT;
CREATE INDEX cycle_records_by_cycle ON cycle_records (serial_number, cycle_number);
CREATE INDEX cycle_records_by_series ON cycle_records (series_hash) WHERE series_hash IS NOT NULL;
CREATE TRIGGER cycle_records_locked BEFORE UPDATE ON cycle_records
BEGIN SELECT RAISE(ABORT, 'locked: what a sterilizer wrote is never changed'); END;

CREATE TABLE cycle_file_settings (
  id TEXT PRIMARY KEY NOT NULL,
  one INTEGER NOT NULL UNIQUE CHECK (one = 1),
  -- A folder on this machine whose new files are read.
  folder TEXT,
  -- For files of columns: which column holds which fact, by the file's heading line.
  mappings TEXT NOT NULL CHECK (json_valid(mappings) AND json_type(mappings) = 'array')
) STRICT;

-- locks and stops

-- What is decided later begins undecided: no row is born past a gate.
CREATE TRIGGER sessions_begin_open BEFORE INSERT ON sessions
WHEN NEW.state <> 'open' OR NEW.started_at IS NOT NULL OR NEW.signed_at IS NOT NULL OR NEW.handpiece_unit_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'stop: a session begins open'); END;
CREATE TRIGGER loads_begin_quarantined BEFORE INSERT ON loads
WHEN NEW.state <> 'quarantined'
BEGIN SELECT RAISE(ABORT, 'stop: a load begins in quarantine'); END;
CREATE TRIGGER spore_tests_begin_pending BEFORE INSERT ON spore_tests
WHEN NEW.result <> 'pending'
BEGIN SELECT RAISE(ABORT, 'stop: a spore test begins pending'); END;
CREATE TRIGGER recalls_begin_open BEFORE INSERT ON recalls
WHEN NEW.closed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'stop: a recall begins open'); END;
CREATE TRIGGER lots_locked BEFORE UPDATE ON lots
WHEN NEW.product_id <> OLD.product_id OR NEW.number <> OLD.number OR NEW.expires_on <> OLD.expires_on
  OR (OLD.state = 'recalled' AND NEW.state <> 'recalled')
  OR (OLD.state = 'discarded' AND NEW.state NOT IN ('discarded', 'recalled'))
BEGIN SELECT RAISE(ABORT, 'locked: a lot keeps its number and date, and what is recalled or discarded stays so'); END;

CREATE TRIGGER loads_locked BEFORE UPDATE ON loads
WHEN OLD.state = 'rejected' OR (OLD.state = 'released' AND NOT (
  NEW.state = 'rejected' AND NEW.id = OLD.id AND NEW.sterilizer_id = OLD.sterilizer_id
  AND NEW.cycle_number = OLD.cycle_number AND NEW.programme = OLD.programme
  AND NEW.started_at = OLD.started_at AND NEW.temperature = OLD.temperature
  AND NEW.hold_seconds = OLD.hold_seconds AND NEW.indicator_result = OLD.indicator_result
  AND NEW.indicator_type = OLD.indicator_type AND NEW.indicator_lot = OLD.indicator_lot
  AND NEW.operator_id = OLD.operator_id AND NEW.recorded_at = OLD.recorded_at AND NEW.note = OLD.note
  AND NEW.kind = OLD.kind AND NEW.ended_at IS OLD.ended_at AND NEW.pressure IS OLD.pressure
  AND NEW.dry_seconds IS OLD.dry_seconds AND NEW.indicator_edition = OLD.indicator_edition
  AND NEW.indicator_expires_on IS OLD.indicator_expires_on
  AND NEW.external_indicator_result IS OLD.external_indicator_result
  AND NEW.air_removal_test IS OLD.air_removal_test AND NEW.air_removal_result IS OLD.air_removal_result
  AND NEW.attachment_id IS OLD.attachment_id))
BEGIN SELECT RAISE(ABORT, 'locked: a decided load keeps its record'); END;
CREATE TRIGGER loads_released BEFORE UPDATE OF state ON loads
WHEN NEW.state = 'released' AND OLD.state <> 'released' AND (
  NEW.kind <> 'load' OR NEW.external_indicator_result IN ('fail', 'not-read')
  OR EXISTS (SELECT 1 FROM recall_items WHERE load_id = NEW.id)
  OR EXISTS (SELECT 1 FROM spore_tests WHERE load_id = NEW.id AND result = 'fail'))
BEGIN SELECT RAISE(ABORT, 'stop: this load cannot be released'); END;

-- Before needling nothing unreleased is taken. What has happened can be recorded against any pack or
-- piece, and is signed only with its deviation (sessions_sign_truth), so that a recall reaches it.
DROP TRIGGER packs_released;
CREATE TRIGGER packs_released BEFORE UPDATE OF session_id ON packs
WHEN NEW.session_id IS NOT NULL AND NEW.session_id IS NOT OLD.session_id AND (
  NOT EXISTS (SELECT 1 FROM sessions WHERE id = NEW.session_id AND state IN ('open', 'started'))
  OR ((NOT EXISTS (SELECT 1 FROM loads WHERE id = NEW.load_id AND state = 'released')
      OR NEW.released_at IS NULL OR NEW.reprocessed_at IS NOT NULL
      OR EXISTS (SELECT 1 FROM recall_items WHERE load_id = NEW.load_id)
      OR EXISTS (SELECT 1 FROM recall_items WHERE pack_id = NEW.id))
    AND NOT EXISTS (SELECT 1 FROM sessions WHERE id = NEW.session_id AND started_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM drafts d, json_each(d.document, '$.deviations') v
      WHERE d.kind = 'session' AND d.key = NEW.session_id AND json_extract(v.value, '$.code') = 'sessions.not-started')))
BEGIN SELECT RAISE(ABORT, 'claimed: a pack is used only after its load and the pack are released'); END;
DROP TRIGGER packs_same_pack;
CREATE TRIGGER packs_same_pack BEFORE UPDATE ON packs
WHEN NEW.id <> OLD.id OR NEW.load_id <> OLD.load_id OR NEW.label <> OLD.label OR NEW.contents <> OLD.contents
  OR NEW.sterile_until <> OLD.sterile_until
  OR (OLD.released_at IS NOT NULL AND (NEW.released_at IS NOT OLD.released_at OR NEW.released_by IS NOT OLD.released_by))
  OR (OLD.reprocessed_at IS NOT NULL AND (NEW.reprocessed_at IS NOT OLD.reprocessed_at OR NEW.reprocess_reason IS NOT OLD.reprocess_reason))
BEGIN SELECT RAISE(ABORT, 'locked: a pack keeps its load, label, contents and date'); END;
CREATE TRIGGER packs_after_load BEFORE UPDATE OF released_at ON packs
WHEN NEW.released_at IS NOT NULL AND OLD.released_at IS NULL
  AND (NEW.session_id IS NOT NULL
    OR NOT EXISTS (SELECT 1 FROM loads WHERE id = NEW.load_id AND state = 'released'))
BEGIN SELECT RAISE(ABORT, 'stop: a pack is released after its load, and before it is opened'); END;
DROP TRIGGER packs_new_and_unused;
CREATE TRIGGER packs_new_and_unused BEFORE INSERT ON packs
WHEN NEW.session_id IS NOT NULL OR NEW.released_at IS NOT NULL OR NEW.reprocessed_at IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM loads WHERE id = NEW.load_id AND state = 'quarantined' AND kind IN ('load', 'aborted'))
BEGIN SELECT RAISE(ABORT, 'claimed: a pack is used only after its load is released'); END;

DROP TRIGGER units_usable;
CREATE TRIGGER units_usable BEFORE UPDATE OF session_id ON units
WHEN NEW.session_id IS NOT NULL AND NEW.session_id IS NOT OLD.session_id AND (
  OLD.discarded_at IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM sessions WHERE id = NEW.session_id AND state IN ('open', 'started'))
  OR (EXISTS (SELECT 1 FROM recall_items WHERE unit_id = NEW.id)
    AND NOT EXISTS (SELECT 1 FROM sessions WHERE id = NEW.session_id AND started_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM drafts d, json_each(d.document, '$.deviations') v
      WHERE d.kind = 'session' AND d.key = NEW.session_id AND json_extract(v.value, '$.code') = 'sessions.not-started')))
BEGIN SELECT RAISE(ABORT, 'claimed: this piece cannot be taken'); END;

-- The gate in the database: needling starts with nothing expired, recalled, quarantined, unreleased or
-- uncleaned. `gate` names the day judged, the handpiece and the lots of the products.
CREATE TRIGGER sessions_start_clean BEFORE UPDATE OF started_at ON sessions
WHEN OLD.started_at IS NULL AND NEW.started_at IS NOT NULL AND (
  coalesce(json_extract(NEW.gate, '$.day') NOT BETWEEN date(NEW.started_at, '-1 day') AND date(NEW.started_at, '+1 day'), 1)
  OR coalesce(json_type(NEW.gate, '$.lotIds') <> 'array', 1)
  OR EXISTS (SELECT 1 FROM units u JOIN lots l ON l.id = u.lot_id
    WHERE u.session_id = NEW.id AND u.discarded_at IS NULL
      AND (l.state <> 'available' OR l.expires_on < json_extract(NEW.gate, '$.day')
        OR EXISTS (SELECT 1 FROM recall_items r WHERE r.unit_id = u.id)))
  OR EXISTS (SELECT 1 FROM json_each(NEW.gate, '$.lotIds') g LEFT JOIN lots l ON l.id = g.value
    WHERE l.id IS NULL OR l.state <> 'available' OR l.expires_on < json_extract(NEW.gate, '$.day'))
  OR EXISTS (SELECT 1 FROM packs p JOIN loads d ON d.id = p.load_id
    WHERE p.session_id = NEW.id AND (d.state <> 'released' OR p.released_at IS NULL
      OR p.reprocessed_at IS NOT NULL OR p.sterile_until < json_extract(NEW.gate, '$.day')
      OR EXISTS (SELECT 1 FROM recall_items r WHERE r.load_id = p.load_id)
      OR EXISTS (SELECT 1 FROM recall_items r WHERE r.pack_id = p.id)))
  OR EXISTS (SELECT 1 FROM units u JOIN lots l ON l.id = u.lot_id
    WHERE u.id = NEW.handpiece_unit_id AND (u.discarded_at IS NOT NULL OR l.state <> 'available'
      OR l.expires_on < json_extract(NEW.gate, '$.day')
      OR EXISTS (SELECT 1 FROM recall_items r WHERE r.unit_id = u.id)))
  OR (NOT EXISTS (SELECT 1 FROM units u JOIN lots l ON l.id = u.lot_id JOIN products p ON p.id = l.product_id
      WHERE u.id = NEW.handpiece_unit_id AND p.reprocessable = 1)
    -- One step in each index, however often it was used: a cleaning after its last use came after all.
    AND max(
      coalesce((SELECT s.started_at FROM sessions s WHERE s.handpiece_unit_id = NEW.handpiece_unit_id
        AND s.started_at IS NOT NULL AND s.id <> NEW.id ORDER BY s.started_at DESC LIMIT 1), ''),
      coalesce((SELECT h.used_at FROM handpiece_uses h WHERE h.unit_id = NEW.handpiece_unit_id
        AND h.session_id <> NEW.id ORDER BY h.used_at DESC LIMIT 1), ''))
      >= coalesce((SELECT e.happened_at FROM device_events e WHERE e.unit_id = NEW.handpiece_unit_id
        AND e.kind = 'cleaning' AND e.happened_at <= NEW.started_at ORDER BY e.happened_at DESC LIMIT 1), '0')))
BEGIN SELECT RAISE(ABORT, 'stop: needling starts only with clean, released devices of lots in date'); END;

-- And the truth after it: what was used against a stop is signed only together with its deviation.
CREATE TRIGGER sessions_sign_truth BEFORE UPDATE OF signed_at ON sessions
WHEN OLD.signed_at IS NULL AND NEW.signed_at IS NOT NULL AND (
  EXISTS (
    SELECT 1 FROM (
      SELECT u.lot_id AS lot_id FROM units u WHERE u.session_id = NEW.id
        AND (u.discarded_at IS NULL OR u.discarded_at >= NEW.started_at)
      UNION SELECT lot_id FROM session_products WHERE session_id = NEW.id
      UNION SELECT lot_id FROM units WHERE id = NEW.handpiece_unit_id) used
    JOIN lots l ON l.id = used.lot_id
    WHERE (l.state <> 'available' AND NOT EXISTS (SELECT 1 FROM deviations d
        WHERE d.session_id = NEW.id AND d.code = 'inventory.lot-' || l.state || ':' || l.id))
      OR (l.expires_on < coalesce(json_extract(NEW.gate, '$.day'), date(coalesce(NEW.started_at, NEW.signed_at), '-1 day'))
        AND NOT EXISTS (SELECT 1 FROM deviations d
        WHERE d.session_id = NEW.id AND d.code = 'inventory.lot-expired:' || l.id)))
  OR EXISTS (
    SELECT 1 FROM packs p JOIN loads d ON d.id = p.load_id WHERE p.session_id = NEW.id
    AND (d.state <> 'released' OR p.released_at IS NULL OR p.reprocessed_at IS NOT NULL
      OR p.sterile_until < coalesce(json_extract(NEW.gate, '$.day'), date(coalesce(NEW.started_at, NEW.signed_at), '-1 day'))
      OR EXISTS (SELECT 1 FROM recall_items r WHERE r.load_id = p.load_id)
      OR EXISTS (SELECT 1 FROM recall_items r WHERE r.pack_id = p.id))
    AND NOT EXISTS (SELECT 1 FROM deviations v WHERE v.session_id = NEW.id AND v.code LIKE 'sterilization.%:' || p.id))
  OR EXISTS (
    SELECT 1 FROM recall_items r JOIN units u ON u.id = r.unit_id
    WHERE (u.session_id = NEW.id OR u.id = NEW.handpiece_unit_id)
    AND (u.discarded_at IS NULL OR u.discarded_at >= NEW.started_at)
    AND NOT EXISTS (SELECT 1 FROM deviations v WHERE v.session_id = NEW.id AND v.code = 'inventory.unit-recalled:' || u.id)))
BEGIN SELECT RAISE(ABORT, 'stop: what was used against a rule is signed with its deviation'); END;
