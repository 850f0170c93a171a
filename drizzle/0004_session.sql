-- A session on one page: zones of the whole body, every pass as the maker's log asks for it, series,
-- anaesthetics with their times, marks, orders of a supervising clinician, and who countersigned.

-- practice

ALTER TABLE practitioners ADD COLUMN maximum_needle_length_quality TEXT NOT NULL DEFAULT 'practice' CHECK (maximum_needle_length_quality IN ('law', 'peer-reviewed', 'manufacturer', 'secondary', 'practice'));
ALTER TABLE practitioners ADD COLUMN maximum_needle_length_check_on TEXT CHECK (maximum_needle_length_check_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
ALTER TABLE practitioners ADD COLUMN standing TEXT NOT NULL DEFAULT 'independent' CHECK (standing IN ('independent', 'trainee'));

-- signing: a supervisor signs a trainee's record too

-- They look into the table that is rebuilt; they come back as they were.
DROP TRIGGER sessions_start_agreed;
DROP TRIGGER sessions_sign_agreed;

CREATE TABLE signatures_wider (
  id TEXT PRIMARY KEY NOT NULL,
  subject_table TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  signer_id TEXT NOT NULL REFERENCES practitioners (id) ON DELETE RESTRICT,
  printed_name TEXT NOT NULL,
  licence TEXT NOT NULL,
  meaning TEXT NOT NULL CHECK (meaning IN ('treatment-performed', 'addendum', 'load-released', 'packs-released', 'spore-test-read', 'recall-step', 'screening-completed', 'consent-witnessed', 'deviation-countersigned', 'session-countersigned', 'entered-in-error')),
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
-- The charts of trainees, few among all: Today asks which of them still wait for a supervisor. What is
-- no JSON any more is said by the signature, not by this index.
CREATE INDEX signatures_of_trainees ON signatures (subject_id) WHERE CASE WHEN json_valid(snapshot) THEN json_extract(snapshot, '$.practitioner.standing') END = 'trainee';
CREATE TRIGGER signatures_locked BEFORE UPDATE ON signatures
BEGIN SELECT RAISE(ABORT, 'locked: a signature is never changed'); END;
CREATE TRIGGER signatures_consent_complete BEFORE INSERT ON signatures
WHEN NEW.meaning = 'consent-witnessed' AND (
  coalesce(json_extract(NEW.snapshot, '$.format') <> 'stratum-consent-2', 1)
  OR coalesce(json_array_length(NEW.snapshot, '$.template.text.acknowledgements') < 1, 1)
  OR EXISTS (SELECT 1 FROM json_each(NEW.snapshot, '$.template.text.acknowledgements') a
    WHERE NOT EXISTS (SELECT 1 FROM json_each(NEW.snapshot, '$.acknowledged') g
      WHERE json_extract(g.value, '$.id') = json_extract(a.value, '$.id')
        AND length(trim(coalesce(json_extract(g.value, '$.initials'), ''))) > 0))
  OR EXISTS (SELECT 1 FROM json_each(NEW.snapshot, '$.template.text.choices') a
    WHERE NOT EXISTS (SELECT 1 FROM json_each(NEW.snapshot, '$.choices') g
      WHERE json_extract(g.value, '$.id') = json_extract(a.value, '$.id')
        AND json_extract(g.value, '$.answer') IN ('yes', 'no')))
  OR NOT coalesce(
    (json_extract(NEW.snapshot, '$.signature.kind') = 'drawn'
      AND coalesce(json_array_length(NEW.snapshot, '$.signature.strokes.strokes') > 0, 0))
    OR json_extract(NEW.snapshot, '$.signature.kind') = 'typed'
    OR (json_extract(NEW.snapshot, '$.signature.kind') = 'paper'
      AND json_extract(NEW.snapshot, '$.signature.scanHash') IS NOT NULL), 0)
  OR (json_extract(NEW.snapshot, '$.template.kind') = 'guardian'
    AND json_extract(NEW.snapshot, '$.furtherSignatures.guardian.kind') IS NULL)
  OR NOT EXISTS (SELECT 1 FROM consents c WHERE c.id = NEW.subject_id AND NEW.subject_table = 'consents'
    AND c.template_id = json_extract(NEW.snapshot, '$.template.id')
    AND c.client_id = json_extract(NEW.snapshot, '$.client.id')))
BEGIN SELECT RAISE(ABORT, 'stop: a consent is signed only when it is complete'); END;

CREATE TRIGGER sessions_start_agreed BEFORE UPDATE OF started_at ON sessions
WHEN OLD.started_at IS NULL AND NEW.started_at IS NOT NULL AND (
  NOT EXISTS (SELECT 1 FROM consents c JOIN consent_templates t ON t.id = c.template_id
    WHERE c.id = json_extract(NEW.gate, '$.consentId') AND c.client_id = NEW.client_id
      AND t.kind IN ('microneedling', 'guardian') AND c.withdrawn_on IS NULL
      AND c.valid_until >= json_extract(NEW.gate, '$.day')
      AND NOT EXISTS (SELECT 1 FROM consent_templates n
        WHERE n.kind = t.kind AND n.language = t.language AND n.version > t.version)
      AND coalesce(c.sessions_covered > (SELECT count(*) FROM consent_uses u
        WHERE u.consent_id = c.id AND u.session_id <> NEW.id), 1)
      AND EXISTS (SELECT 1 FROM signatures g WHERE g.subject_table = 'consents' AND g.subject_id = c.id
        AND g.meaning = 'consent-witnessed'))
  OR NOT EXISTS (SELECT 1 FROM screenings s
    WHERE s.id = json_extract(NEW.gate, '$.screeningId') AND s.client_id = NEW.client_id
      AND s.verdict <> 'stop' AND json_extract(NEW.gate, '$.day') BETWEEN s.day AND s.valid_until
      AND NOT EXISTS (SELECT 1 FROM screenings n WHERE n.client_id = s.client_id AND n.completed_at > s.completed_at)
      AND EXISTS (SELECT 1 FROM signatures g WHERE g.subject_table = 'screenings' AND g.subject_id = s.id
        AND g.meaning = 'screening-completed')))
BEGIN SELECT RAISE(ABORT, 'stop: needling starts only for a client who was screened today and consented'); END;
CREATE TRIGGER sessions_sign_agreed BEFORE UPDATE OF signed_at ON sessions
WHEN OLD.signed_at IS NULL AND NEW.signed_at IS NOT NULL AND (
  (NOT EXISTS (SELECT 1 FROM consents c JOIN consent_templates t ON t.id = c.template_id
      WHERE c.id = NEW.consent_id AND c.client_id = NEW.client_id AND t.kind IN ('microneedling', 'guardian')
        AND c.signed_at <= coalesce(NEW.started_at, NEW.signed_at)
        AND coalesce(c.withdrawn_on > coalesce(json_extract(NEW.gate, '$.day'), date(coalesce(NEW.started_at, NEW.signed_at), '-1 day')), 1)
        AND c.valid_until >= coalesce(json_extract(NEW.gate, '$.day'), date(coalesce(NEW.started_at, NEW.signed_at), '-1 day'))
        AND (c.sessions_covered IS NULL
          OR EXISTS (SELECT 1 FROM consent_uses u WHERE u.consent_id = c.id AND u.session_id = NEW.id))
        AND (NEW.started_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM consent_templates n
          WHERE n.kind = t.kind AND n.language = t.language AND n.version > t.version))
        AND EXISTS (SELECT 1 FROM signatures g WHERE g.subject_table = 'consents' AND g.subject_id = c.id
          AND g.meaning = 'consent-witnessed'))
    AND NOT EXISTS (SELECT 1 FROM deviations d WHERE d.session_id = NEW.id AND d.code LIKE 'consent.%'))
  OR (NOT EXISTS (SELECT 1 FROM screenings s
      WHERE s.id = NEW.screening_id AND s.client_id = NEW.client_id AND s.verdict <> 'stop'
        AND s.completed_at <= coalesce(NEW.started_at, NEW.signed_at)
        AND s.day <= coalesce(json_extract(NEW.gate, '$.day'), date(coalesce(NEW.started_at, NEW.signed_at), '+1 day'))
        AND s.valid_until >= coalesce(json_extract(NEW.gate, '$.day'), date(coalesce(NEW.started_at, NEW.signed_at), '-1 day'))
        AND (NEW.started_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM screenings n
          WHERE n.client_id = s.client_id AND n.completed_at > s.completed_at))
        AND EXISTS (SELECT 1 FROM signatures g WHERE g.subject_table = 'screenings' AND g.subject_id = s.id
          AND g.meaning = 'screening-completed'))
    AND NOT EXISTS (SELECT 1 FROM deviations d WHERE d.session_id = NEW.id AND d.code LIKE 'screening.%')))
BEGIN SELECT RAISE(ABORT, 'stop: a session without screening or consent is signed with its deviation'); END;

-- inventory

-- What it is, for the rule of what may touch needled skin; null: nobody has said.
ALTER TABLE products ADD COLUMN product_class TEXT CHECK (product_class IN ('glide-gel', 'hyaluronic-acid', 'platelet-rich-plasma', 'growth-factor', 'vitamin-c', 'tranexamic-acid', 'retinoid', 'acid', 'fragranced', 'sunscreen', 'make-up', 'cleanser', 'moisturiser', 'other'));
ALTER TABLE products ADD COLUMN sterile_for_needling INTEGER NOT NULL DEFAULT 0 CHECK (sterile_for_needling IN (0, 1));
-- Of an anaesthetic: agent and hundredths of a per cent.
ALTER TABLE products ADD COLUMN active_agents TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(active_agents) AND json_type(active_agents) = 'array');
ALTER TABLE products ADD COLUMN prescription_only INTEGER NOT NULL DEFAULT 0 CHECK (prescription_only IN (0, 1));
ALTER TABLE products ADD COLUMN longest_dwell_minutes INTEGER CHECK (longest_dwell_minutes BETWEEN 1 AND 1440);
ALTER TABLE products ADD COLUMN pin_count INTEGER CHECK (pin_count BETWEEN 1 AND 1000);

-- plans

CREATE TABLE plans (
  id TEXT PRIMARY KEY NOT NULL,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
  made_at TEXT NOT NULL
) STRICT;
CREATE INDEX plans_by_client ON plans (client_id);
CREATE TRIGGER plans_locked BEFORE UPDATE ON plans
BEGIN SELECT RAISE(ABORT, 'locked: a change of a plan is a version of it'); END;

-- Each change keeps the whole plan and its reason.
CREATE TABLE plan_versions (
  id TEXT PRIMARY KEY NOT NULL,
  plan_id TEXT NOT NULL REFERENCES plans (id) ON DELETE RESTRICT,
  version INTEGER NOT NULL CHECK (version > 0),
  state TEXT NOT NULL CHECK (state IN ('active', 'completed', 'stopped')),
  indication TEXT NOT NULL CHECK (indication IN ('fine-lines', 'wrinkles', 'acne-scars', 'scars', 'stretch-marks', 'enlarged-pores', 'uneven-pigmentation', 'hyperpigmentation', 'texture', 'other')),
  zones TEXT NOT NULL CHECK (json_valid(zones) AND json_type(zones) = 'array' AND json_array_length(zones) > 0),
  sessions_planned INTEGER NOT NULL CHECK (sessions_planned BETWEEN 1 AND 20),
  -- Days.
  minimum_interval_days INTEGER NOT NULL CHECK (minimum_interval_days BETWEEN 1 AND 730),
  maximum_interval_days INTEGER NOT NULL CHECK (maximum_interval_days BETWEEN 1 AND 730),
  starts_on TEXT NOT NULL CHECK (starts_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  goal TEXT NOT NULL,
  reason TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  decided_by TEXT NOT NULL REFERENCES practitioners (id) ON DELETE RESTRICT,
  UNIQUE (plan_id, version),
  CHECK (minimum_interval_days <= maximum_interval_days),
  CHECK (version = 1 OR length(reason) > 0)
) STRICT;
CREATE TRIGGER plan_versions_in_order BEFORE INSERT ON plan_versions
WHEN NEW.version <> 1 + coalesce((SELECT max(version) FROM plan_versions WHERE plan_id = NEW.plan_id), 0)
BEGIN SELECT RAISE(ABORT, 'locked: the versions of a plan follow one another'); END;
CREATE TRIGGER plan_versions_locked BEFORE UPDATE ON plan_versions
BEGIN SELECT RAISE(ABORT, 'locked: a change of a plan is a version of it'); END;

-- sessions

ALTER TABLE sessions ADD COLUMN plan_id TEXT REFERENCES plans (id) ON DELETE RESTRICT;
ALTER TABLE sessions ADD COLUMN ended_at TEXT;
-- 0: none, 10: the worst discomfort she can imagine.
ALTER TABLE sessions ADD COLUMN comfort INTEGER CHECK (comfort BETWEEN 0 AND 10);
ALTER TABLE sessions ADD COLUMN said TEXT NOT NULL DEFAULT '';
-- What was answered about cold-sore prophylaxis, and who prescribed it.
ALTER TABLE sessions ADD COLUMN prophylaxis TEXT CHECK (prophylaxis IS NULL OR json_valid(prophylaxis));
ALTER TABLE sessions ADD COLUMN present TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(present) AND json_type(present) = 'array');
ALTER TABLE sessions ADD COLUMN steps TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(steps) AND json_type(steps) = 'array');
-- Which values were copied from which session, and what became of each.
ALTER TABLE sessions ADD COLUMN carried TEXT CHECK (carried IS NULL OR json_valid(carried));
CREATE INDEX sessions_by_plan ON sessions (plan_id);

DROP TRIGGER sessions_locked;
CREATE TRIGGER sessions_locked BEFORE UPDATE ON sessions
WHEN OLD.signed_at IS NOT NULL AND NOT (
  OLD.state = 'signed' AND NEW.state = 'entered-in-error'
  AND NEW.id = OLD.id AND NEW.client_id = OLD.client_id AND NEW.practitioner_id = OLD.practitioner_id
  AND NEW.opened_at = OLD.opened_at AND NEW.started_at IS OLD.started_at AND NEW.gate IS OLD.gate
  AND NEW.signed_at IS OLD.signed_at AND NEW.rule_version IS OLD.rule_version
  AND NEW.consent_id IS OLD.consent_id AND NEW.screening_id IS OLD.screening_id
  AND NEW.handpiece_unit_id IS OLD.handpiece_unit_id
  AND NEW.immediate_response IS OLD.immediate_response AND NEW.response_note IS OLD.response_note
  AND NEW.note IS OLD.note AND NEW.identity IS OLD.identity
  AND NEW.plan_id IS OLD.plan_id AND NEW.ended_at IS OLD.ended_at AND NEW.comfort IS OLD.comfort
  AND NEW.said IS OLD.said AND NEW.prophylaxis IS OLD.prophylaxis AND NEW.present IS OLD.present
  AND NEW.steps IS OLD.steps AND NEW.carried IS OLD.carried)
BEGIN SELECT RAISE(ABORT, 'locked: a signed session is never changed'); END;
-- A session belongs to a series of the same client.
CREATE TRIGGER sessions_of_own_plan BEFORE UPDATE OF plan_id ON sessions
WHEN NEW.plan_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM plans WHERE id = NEW.plan_id AND client_id = NEW.client_id)
BEGIN SELECT RAISE(ABORT, 'locked: this plan is another client''s'); END;

CREATE TABLE session_zones_wider (
  id TEXT PRIMARY KEY NOT NULL,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE RESTRICT,
  position INTEGER NOT NULL CHECK (position >= 0),
  zone TEXT NOT NULL CHECK (zone IN ('forehead', 'glabella', 'temple-left', 'temple-right', 'periorbital-left', 'periorbital-right', 'nose', 'cheekbone-left', 'cheekbone-right', 'cheek-left', 'cheek-right', 'upper-lip', 'perioral', 'chin', 'jawline-left', 'jawline-right', 'neck', 'decollete', 'scalp', 'chest', 'abdomen', 'upper-back', 'lower-back', 'flank-left', 'flank-right', 'buttock-left', 'buttock-right', 'upper-arm-left', 'upper-arm-right', 'forearm-left', 'forearm-right', 'hand-left', 'hand-right', 'thigh-left', 'thigh-right', 'knee-left', 'knee-right', 'lower-leg-left', 'lower-leg-right') OR zone GLOB 'free-[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]'),
  needle_length INTEGER NOT NULL CHECK (needle_length BETWEEN 100 AND 3500),
  technique TEXT NOT NULL CHECK (technique IN ('pen', 'roller', 'stamp')),
  passes INTEGER NOT NULL CHECK (passes BETWEEN 1 AND 30),
  endpoint TEXT NOT NULL CHECK (endpoint IN ('none', 'mild-erythema', 'uniform-erythema', 'pinpoint-bleeding', 'stopped')),
  -- Of a free area: its name, and its ellipse in thousandths of a drawing.
  area TEXT CHECK (area IS NULL OR json_valid(area)),
  indication TEXT CHECK (indication IN ('fine-lines', 'wrinkles', 'acne-scars', 'scars', 'stretch-marks', 'enlarged-pores', 'uneven-pigmentation', 'hyperpigmentation', 'texture', 'other')),
  cartridge_unit_id TEXT REFERENCES units (id) ON DELETE RESTRICT,
  motion TEXT CHECK (motion IN ('glide', 'stamp', 'roll')),
  speed TEXT NOT NULL DEFAULT '',
  directions TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(directions) AND json_type(directions) = 'array'),
  pressure_note TEXT NOT NULL DEFAULT '',
  coverage TEXT CHECK (coverage IN ('whole-zone', 'part-of-zone', 'spots')),
  stopped_reason TEXT NOT NULL DEFAULT '',
  glide_lot_id TEXT REFERENCES lots (id) ON DELETE RESTRICT,
  response TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(response) AND json_type(response) = 'array'),
  UNIQUE (session_id, position),
  UNIQUE (session_id, zone),
  CHECK ((zone GLOB 'free-*') = (area IS NOT NULL))
) STRICT;
INSERT INTO session_zones_wider (id, session_id, position, zone, needle_length, technique, passes, endpoint)
  SELECT id, session_id, position, zone, needle_length, technique, passes, endpoint FROM session_zones;
DROP TABLE session_zones;
ALTER TABLE session_zones_wider RENAME TO session_zones;
CREATE INDEX session_zones_by_glide_lot ON session_zones (glide_lot_id, session_id) WHERE glide_lot_id IS NOT NULL;
CREATE TRIGGER session_zones_before_signing BEFORE INSERT ON session_zones
WHEN EXISTS (SELECT 1 FROM sessions WHERE id = NEW.session_id AND signed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'locked: a signed session is never changed'); END;
CREATE TRIGGER session_zones_locked BEFORE UPDATE ON session_zones
BEGIN SELECT RAISE(ABORT, 'locked: a signed session is never changed'); END;

-- Null: not said.
ALTER TABLE session_products ADD COLUMN place TEXT CHECK (place IN ('before', 'during', 'right-after', 'at-home'));

-- What is asked about an anaesthetic beside its lot and amount.
CREATE TABLE session_anaesthetics (
  id TEXT PRIMARY KEY NOT NULL,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE RESTRICT,
  session_product_id TEXT NOT NULL UNIQUE REFERENCES session_products (id) ON DELETE RESTRICT,
  -- Agent and hundredths of a per cent, as the label said then.
  agents TEXT NOT NULL CHECK (json_valid(agents) AND json_type(agents) = 'array'),
  -- cm².
  area INTEGER CHECK (area BETWEEN 1 AND 20000),
  on_at TEXT,
  off_at TEXT,
  occluded INTEGER CHECK (occluded IN (0, 1)),
  skin TEXT CHECK (skin IN ('intact', 'irritated')),
  supplied_by TEXT CHECK (supplied_by IN ('practice', 'prescriber', 'client')),
  prescribed_by TEXT NOT NULL,
  reaction TEXT NOT NULL
) STRICT;
CREATE INDEX session_anaesthetics_by_session ON session_anaesthetics (session_id);

-- Spots and lines drawn on the map; coordinates in thousandths of the drawing.
CREATE TABLE session_marks (
  id TEXT PRIMARY KEY NOT NULL,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE RESTRICT,
  position INTEGER NOT NULL CHECK (position >= 0),
  -- The mark's own id: one that is carried to the next session keeps it.
  mark_id TEXT NOT NULL,
  view TEXT NOT NULL CHECK (view IN ('face-front', 'face-left', 'face-right', 'neck', 'body-front', 'body-back')),
  kind TEXT NOT NULL CHECK (kind IN ('scar', 'lesion', 'mole', 'reaction', 'note')),
  path TEXT NOT NULL CHECK (json_valid(path) AND json_type(path) = 'array' AND json_array_length(path) > 0),
  note TEXT NOT NULL,
  UNIQUE (session_id, position),
  UNIQUE (session_id, mark_id)
) STRICT;

-- A supervising clinician's written order to go beyond a limit.
CREATE TABLE session_orders (
  id TEXT PRIMARY KEY NOT NULL,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE RESTRICT,
  position INTEGER NOT NULL CHECK (position >= 0),
  clinician TEXT NOT NULL CHECK (length(clinician) > 0),
  licence TEXT NOT NULL CHECK (length(licence) > 0),
  ordered_on TEXT NOT NULL CHECK (ordered_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  zones TEXT NOT NULL CHECK (json_valid(zones) AND json_type(zones) = 'array'),
  maximum_needle_length INTEGER NOT NULL CHECK (maximum_needle_length BETWEEN 100 AND 3500),
  exceeds TEXT NOT NULL CHECK (json_valid(exceeds) AND json_type(exceeds) = 'array'),
  UNIQUE (session_id, position)
) STRICT;

CREATE TRIGGER session_anaesthetics_before_signing BEFORE INSERT ON session_anaesthetics
WHEN EXISTS (SELECT 1 FROM sessions WHERE id = NEW.session_id AND signed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'locked: a signed session is never changed'); END;
CREATE TRIGGER session_anaesthetics_locked BEFORE UPDATE ON session_anaesthetics
BEGIN SELECT RAISE(ABORT, 'locked: a signed session is never changed'); END;

CREATE TRIGGER session_marks_before_signing BEFORE INSERT ON session_marks
WHEN EXISTS (SELECT 1 FROM sessions WHERE id = NEW.session_id AND signed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'locked: a signed session is never changed'); END;
CREATE TRIGGER session_marks_locked BEFORE UPDATE ON session_marks
BEGIN SELECT RAISE(ABORT, 'locked: a signed session is never changed'); END;

CREATE TRIGGER session_orders_before_signing BEFORE INSERT ON session_orders
WHEN EXISTS (SELECT 1 FROM sessions WHERE id = NEW.session_id AND signed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'locked: a signed session is never changed'); END;
CREATE TRIGGER session_orders_locked BEFORE UPDATE ON session_orders
BEGIN SELECT RAISE(ABORT, 'locked: a signed session is never changed'); END;

-- Where an addendum belongs in the chart.
ALTER TABLE addenda ADD COLUMN about TEXT NOT NULL DEFAULT 'record' CHECK (about IN ('record', 'people', 'zones', 'devices', 'products', 'response', 'note'));
