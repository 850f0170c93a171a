-- The change log becomes a transparency log (RFC 6962), and what is large is kept once, compressed, under
-- its hash. What the former log said is carried over entry by entry, inside this migration's transaction.

-- What DEFLATE begins with. Never changed: content names the one it was made with by its number.
CREATE TABLE dictionaries (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  name TEXT NOT NULL CHECK (name IN ('content', 'log')),
  bytes BLOB NOT NULL
) STRICT;

-- Texts by the SHA-256 of their UTF-8 bytes. Without bytes: lawfully erased.
CREATE TABLE contents (
  key INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  -- 0: as it is; otherwise the number of its dictionary.
  codec INTEGER NOT NULL CHECK (codec >= 0),
  bytes BLOB
) STRICT;
CREATE TRIGGER contents_locked BEFORE UPDATE ON contents
BEGIN SELECT RAISE(ABORT, 'locked: a content is never changed'); END;
CREATE TRIGGER contents_kept BEFORE DELETE ON contents
BEGIN SELECT RAISE(ABORT, 'kept: a content is never deleted'); END;
CREATE TRIGGER contents_once BEFORE INSERT ON contents
WHEN EXISTS (SELECT 1 FROM contents WHERE hash = NEW.hash OR key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'exists: a content is never replaced'); END;
CREATE TRIGGER dictionaries_locked BEFORE UPDATE ON dictionaries
BEGIN SELECT RAISE(ABORT, 'locked: a dictionary is never changed'); END;
CREATE TRIGGER dictionaries_kept BEFORE DELETE ON dictionaries
BEGIN SELECT RAISE(ABORT, 'kept: a dictionary is never deleted'); END;
CREATE TRIGGER dictionaries_once BEFORE INSERT ON dictionaries
WHEN EXISTS (SELECT 1 FROM dictionaries WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'exists: a dictionary is never replaced'); END;

-- What the triggers of the clinical tables write; the end of the same transaction seals and takes it.
CREATE TABLE log_pending (
  sequence INTEGER PRIMARY KEY,
  table_name TEXT NOT NULL,
  row_id TEXT NOT NULL,
  operation TEXT NOT NULL CHECK (operation IN ('insert', 'update')),
  -- The whole row as JSON, as it is now and as it was.
  row TEXT NOT NULL,
  before TEXT
) STRICT;
CREATE TRIGGER log_pending_written_by_triggers BEFORE INSERT ON log_pending
WHEN NOT EXISTS (SELECT 1 FROM write_context)
BEGIN SELECT RAISE(ABORT, 'change-log: only the database writes the change log'); END;
CREATE TRIGGER log_pending_locked BEFORE UPDATE ON log_pending
BEGIN SELECT RAISE(ABORT, 'change-log: an entry is never changed'); END;
CREATE TRIGGER log_pending_taken BEFORE DELETE ON log_pending
WHEN NOT EXISTS (SELECT 1 FROM write_context)
BEGIN SELECT RAISE(ABORT, 'change-log: an entry is never removed'); END;

-- The size and root of the tree over all entries, and the peaks with which it goes on.
CREATE TABLE log_head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  size INTEGER NOT NULL CHECK (size >= 0),
  root BLOB NOT NULL CHECK (length(root) = 32),
  peaks BLOB NOT NULL
) STRICT;
CREATE TRIGGER log_head_goes_on BEFORE UPDATE ON log_head
WHEN NEW.size <= OLD.size OR NOT EXISTS (SELECT 1 FROM write_context)
BEGIN SELECT RAISE(ABORT, 'change-log: the head only goes on'); END;
CREATE TRIGGER log_head_kept BEFORE DELETE ON log_head
BEGIN SELECT RAISE(ABORT, 'change-log: the head is never removed'); END;

-- Sealed entries: those of one write, or of some that were made together, as one compressed text. `first`
-- is the sequence of its first entry.
CREATE TABLE log_pages (
  first INTEGER PRIMARY KEY CHECK (first > 0),
  entries INTEGER NOT NULL CHECK (entries > 0),
  -- Of entries from before release 5: the hash of the chain before the first of them.
  chained BLOB,
  salts BLOB NOT NULL CHECK (length(salts) = 32 * entries),
  codec INTEGER NOT NULL CHECK (codec >= 0),
  bytes BLOB NOT NULL
) STRICT;
CREATE TRIGGER log_pages_in_order BEFORE INSERT ON log_pages
WHEN NEW.first <> coalesce((SELECT first + entries FROM log_pages ORDER BY first DESC LIMIT 1), 1)
  OR NEW.first + NEW.entries - 1 > coalesce((SELECT size FROM log_head), 0)
BEGIN SELECT RAISE(ABORT, 'change-log: only the database writes the change log'); END;
CREATE TRIGGER log_pages_locked BEFORE UPDATE ON log_pages
BEGIN SELECT RAISE(ABORT, 'change-log: an entry is never changed'); END;
CREATE TRIGGER log_pages_kept BEFORE DELETE ON log_pages
BEGIN SELECT RAISE(ABORT, 'change-log: an entry is never removed'); END;

-- Which pages speak of a row, or of a record that a row named; 16 bytes of its UUID.
CREATE TABLE log_rows (
  row BLOB NOT NULL,
  page INTEGER NOT NULL,
  -- The last entry of the row in that page; null: it is only named there.
  last INTEGER,
  PRIMARY KEY (row, page)
) STRICT, WITHOUT ROWID;
CREATE TABLE log_tables (
  name TEXT NOT NULL,
  page INTEGER NOT NULL,
  PRIMARY KEY (name, page)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER log_rows_locked BEFORE UPDATE ON log_rows
BEGIN SELECT RAISE(ABORT, 'change-log: its index is never changed'); END;
CREATE TRIGGER log_rows_kept BEFORE DELETE ON log_rows
BEGIN SELECT RAISE(ABORT, 'change-log: its index is never changed'); END;
CREATE TRIGGER log_tables_locked BEFORE UPDATE ON log_tables
BEGIN SELECT RAISE(ABORT, 'change-log: its index is never changed'); END;
CREATE TRIGGER log_tables_kept BEFORE DELETE ON log_tables
BEGIN SELECT RAISE(ABORT, 'change-log: its index is never changed'); END;

-- The hashes of every fifth level of the tree, 32 to a row.
CREATE TABLE log_tiles (
  place INTEGER PRIMARY KEY,
  hashes BLOB NOT NULL CHECK (length(hashes) % 32 = 0 AND length(hashes) BETWEEN 32 AND 1024)
) STRICT;
CREATE TRIGGER log_tiles_go_on BEFORE UPDATE ON log_tiles
WHEN NEW.place <> OLD.place OR substr(NEW.hashes, 1, length(OLD.hashes)) <> OLD.hashes
BEGIN SELECT RAISE(ABORT, 'change-log: its tree only goes on'); END;
CREATE TRIGGER log_tiles_kept BEFORE DELETE ON log_tiles
BEGIN SELECT RAISE(ABORT, 'change-log: its tree only goes on'); END;

-- What the last checks found. Signed by nobody, and shown as such.
CREATE TABLE verified_heads (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  -- Up to here everything held when it was checked whole, and the entries since then at the last check.
  size INTEGER NOT NULL CHECK (size >= 0),
  root BLOB NOT NULL CHECK (length(root) = 32),
  peaks BLOB NOT NULL,
  whole_at TEXT NOT NULL,
  checked_at TEXT NOT NULL,
  findings INTEGER NOT NULL CHECK (findings >= 0)
) STRICT;

-- The former signatures wait beside their successors until they are carried over. The guards of sessions
-- look into the table by its name, which another one bears in the end: nothing is to be rewritten.
DROP TRIGGER signatures_locked;
DROP TRIGGER signatures_consent_complete;
DROP INDEX signatures_by_subject;
DROP INDEX signatures_of_trainees;
PRAGMA legacy_alter_table = ON;
ALTER TABLE signatures RENAME TO signatures_former;
PRAGMA legacy_alter_table = OFF;
CREATE TABLE signatures (
  id TEXT PRIMARY KEY NOT NULL,
  subject_table TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  signer_id TEXT NOT NULL REFERENCES practitioners (id) ON DELETE RESTRICT,
  printed_name TEXT NOT NULL,
  licence TEXT NOT NULL,
  meaning TEXT NOT NULL CHECK (meaning IN ('treatment-performed', 'addendum', 'load-released', 'packs-released', 'spore-test-read', 'recall-step', 'screening-completed', 'consent-witnessed', 'deviation-countersigned', 'session-countersigned', 'entered-in-error')),
  signed_at TEXT NOT NULL,
  -- Names the content: canonical JSON (RFC 8785) of what was shown.
  snapshot_hash BLOB NOT NULL CHECK (length(snapshot_hash) = 32),
  -- 1: a trainee's, and the practice asked for a countersignature. `verify` holds it against the content.
  supervised INTEGER NOT NULL CHECK (supervised IN (0, 1)),
  -- The head of the change log at that moment; before release 5 the last link of its chain, which was that
  -- of the entry `head_size`.
  head_form TEXT NOT NULL CHECK (head_form IN ('tree', 'chain')),
  head_size INTEGER NOT NULL CHECK (head_size >= 0),
  head BLOB NOT NULL CHECK (length(head) = 32),
  -- Ed25519.
  value BLOB NOT NULL
) STRICT;
CREATE INDEX signatures_by_subject ON signatures (subject_id, subject_table);
CREATE INDEX signatures_by_head ON signatures (head_size);
-- The charts of trainees, few among all: Today asks which of them still wait for a supervisor.
CREATE INDEX signatures_of_trainees ON signatures (subject_id) WHERE supervised = 1;
CREATE TRIGGER signatures_locked BEFORE UPDATE ON signatures
BEGIN SELECT RAISE(ABORT, 'locked: a signature is never changed'); END;

-- What is being signed, in plain, while it is: guards look into it, and a compressed content says nothing to
-- them. Empty outside the transaction that signs.
CREATE TABLE signing_context (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  subject_table TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  meaning TEXT NOT NULL,
  snapshot TEXT NOT NULL CHECK (json_valid(snapshot))
) STRICT;
-- STEP: here src/main/database/former-log.ts carries over the log and the signatures, and drops their tables.

CREATE TRIGGER signatures_of_what_is_shown BEFORE INSERT ON signatures
WHEN NOT EXISTS (SELECT 1 FROM signing_context s WHERE s.meaning = NEW.meaning
    AND s.subject_table = NEW.subject_table AND s.subject_id = NEW.subject_id)
  OR NOT EXISTS (SELECT 1 FROM contents WHERE hash = NEW.snapshot_hash)
BEGIN SELECT RAISE(ABORT, 'stop: only what was shown and is kept is signed'); END;
CREATE TRIGGER signing_consent_complete BEFORE INSERT ON signing_context
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
