-- Screening before each visit, and consent that can be shown two years later: what was asked and
-- answered and by which rule, what a client read, initialled, chose and took back.

-- screening

-- The questions and the rules of one version: an old screening keeps its own.
CREATE TABLE screening_rules (
  id TEXT PRIMARY KEY NOT NULL,
  version INTEGER NOT NULL UNIQUE CHECK (version > 0),
  language TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  reason TEXT NOT NULL,
  published_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER screening_rules_locked BEFORE UPDATE ON screening_rules
BEGIN SELECT RAISE(ABORT, 'locked: published screening rules are never changed'); END;

-- Questions, answers and findings stand in the snapshot of its signature.
CREATE TABLE screenings (
  id TEXT PRIMARY KEY NOT NULL,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
  rules_id TEXT NOT NULL REFERENCES screening_rules (id) ON DELETE RESTRICT,
  practitioner_id TEXT NOT NULL REFERENCES practitioners (id) ON DELETE RESTRICT,
  asked_by TEXT NOT NULL CHECK (asked_by IN ('practitioner', 'client')),
  day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  valid_until TEXT NOT NULL CHECK (valid_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  verdict TEXT NOT NULL CHECK (verdict IN ('stop', 'clearance', 'caution', 'clear')),
  completed_at TEXT NOT NULL,
  -- The person as she was named on that day, with the salt of the snapshot's commitment.
  identity TEXT NOT NULL CHECK (json_valid(identity)),
  CHECK (valid_until >= day)
) STRICT;
CREATE INDEX screenings_by_client ON screenings (client_id, completed_at);
CREATE TRIGGER screenings_locked BEFORE UPDATE ON screenings
BEGIN SELECT RAISE(ABORT, 'locked: a completed screening is never changed; ask again'); END;

CREATE TABLE patch_tests (
  id TEXT PRIMARY KEY NOT NULL,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
  lot_id TEXT NOT NULL REFERENCES lots (id) ON DELETE RESTRICT,
  site TEXT NOT NULL CHECK (length(site) BETWEEN 1 AND 200),
  applied_on TEXT NOT NULL CHECK (applied_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  read_due_on TEXT NOT NULL CHECK (read_due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  applied_by TEXT NOT NULL REFERENCES practitioners (id) ON DELETE RESTRICT,
  note TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  read_on TEXT CHECK (read_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  read_by TEXT REFERENCES practitioners (id) ON DELETE RESTRICT,
  result TEXT CHECK (result IN ('negative', 'doubtful', 'positive', 'irritant', 'not-read')),
  reading_note TEXT,
  CHECK (read_due_on >= applied_on),
  CHECK (read_on IS NULL OR read_on >= applied_on),
  CHECK ((read_on IS NULL) = (read_by IS NULL) AND (read_on IS NULL) = (result IS NULL) AND (read_on IS NULL) = (reading_note IS NULL))
) STRICT;
CREATE INDEX patch_tests_by_client ON patch_tests (client_id, applied_on);
CREATE TRIGGER patch_tests_locked BEFORE UPDATE ON patch_tests
WHEN OLD.read_on IS NOT NULL OR NEW.id <> OLD.id OR NEW.client_id <> OLD.client_id OR NEW.lot_id <> OLD.lot_id
  OR NEW.site <> OLD.site OR NEW.applied_on <> OLD.applied_on OR NEW.read_due_on <> OLD.read_due_on
  OR NEW.applied_by <> OLD.applied_by OR NEW.note <> OLD.note OR NEW.recorded_at <> OLD.recorded_at
BEGIN SELECT RAISE(ABORT, 'locked: a patch test is read once'); END;

-- clients: any item of the screening may be noted, also one that the practice asks for itself

CREATE TABLE client_flags_wider (
  id TEXT PRIMARY KEY NOT NULL,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 60 AND kind GLOB '[a-z]*' AND kind NOT GLOB '*[^a-z0-9-]*'),
  noted_at TEXT NOT NULL,
  ended_at TEXT,
  end_reason TEXT,
  -- What people call it, where the application has no name for it.
  label TEXT NOT NULL DEFAULT '',
  CHECK ((ended_at IS NULL) = (end_reason IS NULL))
) STRICT;
INSERT INTO client_flags_wider (id, client_id, kind, noted_at, ended_at, end_reason)
  SELECT id, client_id, kind, noted_at, ended_at, end_reason FROM client_flags;
DROP TABLE client_flags;
ALTER TABLE client_flags_wider RENAME TO client_flags;
CREATE UNIQUE INDEX client_flags_once ON client_flags (client_id, kind) WHERE ended_at IS NULL;
CREATE INDEX client_flags_by_client ON client_flags (client_id);

-- A clearance is a prescriber's document; those from before this version have none.
ALTER TABLE clearances ADD COLUMN attachment_id TEXT REFERENCES attachments (id) ON DELETE RESTRICT;
CREATE TRIGGER clearances_document BEFORE INSERT ON clearances
WHEN NEW.attachment_id IS NULL
BEGIN SELECT RAISE(ABORT, 'stop: a clearance is kept with the prescriber''s document'); END;
CREATE TRIGGER clearances_locked BEFORE UPDATE ON clearances
BEGIN SELECT RAISE(ABORT, 'locked: a clearance keeps what the prescriber wrote'); END;

-- signing: a screening is signed too

CREATE TABLE signatures_wider (
  id TEXT PRIMARY KEY NOT NULL,
  subject_table TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  signer_id TEXT NOT NULL REFERENCES practitioners (id) ON DELETE RESTRICT,
  printed_name TEXT NOT NULL,
  licence TEXT NOT NULL,
  meaning TEXT NOT NULL CHECK (meaning IN ('treatment-performed', 'addendum', 'load-released', 'packs-released', 'spore-test-read', 'recall-step', 'screening-completed', 'consent-witnessed', 'deviation-countersigned', 'entered-in-error')),
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

-- The practice's own certificate, which seals documents. It shows that a file is unchanged, not who
-- wrote it. The private key leaves this file with no export.
CREATE TABLE practice_seals (
  id TEXT PRIMARY KEY NOT NULL,
  -- DER, hexadecimal; PKCS #8 in DER, hexadecimal.
  certificate TEXT NOT NULL,
  private_key TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

-- consent

CREATE TABLE consent_templates_wider (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('microneedling', 'guardian', 'photography')),
  version INTEGER NOT NULL CHECK (version > 0),
  language TEXT NOT NULL,
  text TEXT NOT NULL CHECK (json_valid(text)),
  published_at TEXT NOT NULL,
  UNIQUE (kind, language, version)
) STRICT;
INSERT INTO consent_templates_wider SELECT * FROM consent_templates;
DROP TABLE consent_templates;
ALTER TABLE consent_templates_wider RENAME TO consent_templates;
CREATE TRIGGER consent_templates_locked BEFORE UPDATE ON consent_templates
BEGIN SELECT RAISE(ABORT, 'locked: a published consent text is never changed'); END;

ALTER TABLE consents ADD COLUMN medium TEXT NOT NULL DEFAULT 'screen' CHECK (medium IN ('screen', 'paper'));
-- How many sessions it covers; null: any number until its last day.
ALTER TABLE consents ADD COLUMN sessions_covered INTEGER CHECK (sessions_covered IS NULL OR sessions_covered BETWEEN 1 AND 100);
-- The consent whose unchanged parts stand in this one, when only what changed was put before the client.
ALTER TABLE consents ADD COLUMN basis_id TEXT REFERENCES consents (id) ON DELETE RESTRICT;
-- Guardian, interpreter, witness and a typed name, with the salt of the snapshot's commitment.
ALTER TABLE consents ADD COLUMN people TEXT CHECK (people IS NULL OR json_valid(people));
DROP TRIGGER consents_locked;
CREATE TRIGGER consents_locked BEFORE UPDATE ON consents
WHEN OLD.withdrawn_on IS NOT NULL OR NEW.id <> OLD.id OR NEW.client_id <> OLD.client_id
  OR NEW.template_id <> OLD.template_id OR NEW.signed_at <> OLD.signed_at
  OR NEW.valid_until <> OLD.valid_until OR NEW.identity <> OLD.identity
  OR NEW.medium <> OLD.medium OR NEW.sessions_covered IS NOT OLD.sessions_covered
  OR NEW.basis_id IS NOT OLD.basis_id OR NEW.people IS NOT OLD.people
BEGIN SELECT RAISE(ABORT, 'locked: a signed consent is never changed, only withdrawn'); END;

-- A blank form never becomes a signed one: every statement is initialled, every choice made, and
-- the client has signed.
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

-- Which sessions a consent was used for: one that covers a session covers no second one.
CREATE TABLE consent_uses (
  id TEXT PRIMARY KEY NOT NULL,
  consent_id TEXT NOT NULL REFERENCES consents (id) ON DELETE RESTRICT,
  session_id TEXT NOT NULL UNIQUE REFERENCES sessions (id) ON DELETE RESTRICT,
  used_at TEXT NOT NULL
) STRICT;
CREATE INDEX consent_uses_by_consent ON consent_uses (consent_id);
CREATE TRIGGER consent_uses_covered BEFORE INSERT ON consent_uses
WHEN (SELECT sessions_covered FROM consents WHERE id = NEW.consent_id) <=
  (SELECT count(*) FROM consent_uses WHERE consent_id = NEW.consent_id)
BEGIN SELECT RAISE(ABORT, 'claimed: this consent covers no further session'); END;
CREATE TRIGGER consent_uses_locked BEFORE UPDATE ON consent_uses
BEGIN SELECT RAISE(ABORT, 'locked: what a consent was used for stays so'); END;

CREATE TABLE choice_withdrawals (
  id TEXT PRIMARY KEY NOT NULL,
  consent_id TEXT NOT NULL REFERENCES consents (id) ON DELETE RESTRICT,
  choice TEXT NOT NULL CHECK (length(choice) BETWEEN 1 AND 40),
  withdrawn_on TEXT NOT NULL CHECK (withdrawn_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  reason TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  UNIQUE (consent_id, choice)
) STRICT;
CREATE TRIGGER choice_withdrawals_locked BEFORE UPDATE ON choice_withdrawals
BEGIN SELECT RAISE(ABORT, 'locked: a withdrawal is recorded once'); END;

-- A text that was given to read before the day of signing.
CREATE TABLE consent_handouts (
  id TEXT PRIMARY KEY NOT NULL,
  client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
  template_id TEXT NOT NULL REFERENCES consent_templates (id) ON DELETE RESTRICT,
  given_at TEXT NOT NULL,
  how TEXT NOT NULL CHECK (how IN ('paper', 'file', 'e-mail', 'on-screen')),
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX consent_handouts_by_client ON consent_handouts (client_id, template_id);
CREATE TRIGGER consent_handouts_locked BEFORE UPDATE ON consent_handouts
BEGIN SELECT RAISE(ABORT, 'locked: what was given stays so'); END;

-- The client's copy of what she signed.
CREATE TABLE consent_copies (
  id TEXT PRIMARY KEY NOT NULL,
  consent_id TEXT NOT NULL REFERENCES consents (id) ON DELETE RESTRICT,
  given_on TEXT NOT NULL CHECK (given_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  how TEXT NOT NULL CHECK (how IN ('paper', 'file', 'e-mail', 'declined')),
  note TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX consent_copies_by_consent ON consent_copies (consent_id);
CREATE TRIGGER consent_copies_locked BEFORE UPDATE ON consent_copies
BEGIN SELECT RAISE(ABORT, 'locked: what was given stays so'); END;

-- The sealed document of a consent, or the scan of the paper that was signed.
CREATE TABLE consent_papers (
  id TEXT PRIMARY KEY NOT NULL,
  consent_id TEXT NOT NULL REFERENCES consents (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('sealed', 'scan')),
  attachment_id TEXT NOT NULL REFERENCES attachments (id) ON DELETE RESTRICT,
  made_at TEXT NOT NULL
) STRICT;
CREATE INDEX consent_papers_by_consent ON consent_papers (consent_id, kind);
CREATE TRIGGER consent_papers_locked BEFORE UPDATE ON consent_papers
BEGIN SELECT RAISE(ABORT, 'locked: a kept document is never changed'); END;

-- sessions

ALTER TABLE sessions ADD COLUMN screening_id TEXT REFERENCES screenings (id) ON DELETE RESTRICT;
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
  AND NEW.note IS OLD.note AND NEW.identity IS OLD.identity)
BEGIN SELECT RAISE(ABORT, 'locked: a signed session is never changed'); END;

-- Needling starts only for a client who was screened and consented, whatever the caller believes.
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

-- Afterwards the truth is signed: without a consent or a screening that held on that day, only with
-- the deviation that says so. What was taken after needling covers nothing that was done before.
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
