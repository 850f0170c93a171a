-- What lists show is kept, not gathered: small tables that the same transaction writes. They hold nothing
-- that the records do not say: each is made from a view over them, `verify` holds it against that view, and
-- nothing of them is logged.

-- series: which are due

-- The days are those of UTC, at most one beside the practice's. Without: nothing of it is due any more.
CREATE TABLE derived_series (
  plan_id TEXT PRIMARY KEY NOT NULL,
  client_id TEXT NOT NULL,
  done INTEGER NOT NULL,
  last_at TEXT,
  due_from TEXT,
  due_until TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX derived_series_due ON derived_series (due_until, due_from) WHERE due_until IS NOT NULL;

CREATE VIEW recorded_series AS
SELECT plan_id, client_id, done, last_at,
  CASE WHEN state = 'active' AND done < sessions_planned
    THEN coalesce(date(last_at, '+' || minimum_interval_days || ' days'), starts_on) END AS due_from,
  CASE WHEN state = 'active' AND done < sessions_planned
    THEN date(coalesce(last_at, starts_on), '+' || maximum_interval_days || ' days') END AS due_until
FROM (
  SELECT p.id AS plan_id, p.client_id, v.state, v.sessions_planned, v.starts_on,
    v.minimum_interval_days, v.maximum_interval_days,
    (SELECT count(*) FROM sessions s WHERE s.plan_id = p.id AND s.state = 'signed') AS done,
    (SELECT max(coalesce(s.started_at, s.opened_at)) FROM sessions s
      WHERE s.plan_id = p.id AND s.state = 'signed') AS last_at
  FROM plans p JOIN plan_versions v ON v.plan_id = p.id
    AND v.version = (SELECT max(version) FROM plan_versions WHERE plan_id = p.id)
);

INSERT INTO derived_series SELECT * FROM recorded_series;
CREATE TRIGGER derived_series_of_plan AFTER INSERT ON plan_versions
BEGIN INSERT OR REPLACE INTO derived_series SELECT * FROM recorded_series WHERE plan_id = NEW.plan_id; END;
CREATE TRIGGER derived_series_of_session AFTER UPDATE OF state, plan_id ON sessions WHEN NEW.plan_id IS NOT NULL
BEGIN INSERT OR REPLACE INTO derived_series SELECT * FROM recorded_series WHERE plan_id = NEW.plan_id; END;

-- stock: what is left of each lot

CREATE TABLE derived_stock (
  lot_id TEXT PRIMARY KEY NOT NULL,
  received INTEGER NOT NULL,
  -- Taken and not returned.
  used INTEGER NOT NULL,
  remaining INTEGER NOT NULL,
  -- 1: nothing is left.
  used_up INTEGER NOT NULL,
  expires_on TEXT NOT NULL,
  kind TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- The order of the list of lots.
CREATE INDEX derived_stock_listed ON derived_stock (used_up, expires_on, lot_id);
CREATE INDEX derived_stock_of_kind ON derived_stock (kind, used_up, expires_on, lot_id);

CREATE VIEW recorded_stock AS
SELECT lot_id, received, used, remaining, remaining <= 0 AS used_up, expires_on, kind
FROM (
  SELECT l.id AS lot_id, l.expires_on, p.kind,
    coalesce(sum(m.quantity) FILTER (WHERE m.kind = 'received'), 0) AS received,
    coalesce(-sum(m.quantity) FILTER (WHERE m.kind IN ('taken', 'returned')), 0) AS used,
    coalesce(sum(m.quantity), 0) AS remaining
  FROM lots l JOIN products p ON p.id = l.product_id LEFT JOIN stock_movements m ON m.lot_id = l.id GROUP BY l.id
);

INSERT INTO derived_stock SELECT * FROM recorded_stock;
CREATE TRIGGER derived_stock_of_lot AFTER INSERT ON lots
BEGIN INSERT OR REPLACE INTO derived_stock SELECT * FROM recorded_stock WHERE lot_id = NEW.id; END;
CREATE TRIGGER derived_stock_expires AFTER UPDATE OF expires_on ON lots WHEN NEW.expires_on <> OLD.expires_on
BEGIN UPDATE derived_stock SET expires_on = NEW.expires_on WHERE lot_id = NEW.id; END;
CREATE TRIGGER derived_stock_kind AFTER UPDATE OF kind ON products WHEN NEW.kind <> OLD.kind
BEGIN UPDATE derived_stock SET kind = NEW.kind WHERE lot_id IN (SELECT id FROM lots WHERE product_id = NEW.id); END;
CREATE TRIGGER derived_stock_moves AFTER INSERT ON stock_movements
BEGIN
  UPDATE derived_stock SET
    received = received + CASE WHEN NEW.kind = 'received' THEN NEW.quantity ELSE 0 END,
    used = used - CASE WHEN NEW.kind IN ('taken', 'returned') THEN NEW.quantity ELSE 0 END,
    remaining = remaining + NEW.quantity,
    used_up = remaining + NEW.quantity <= 0
  WHERE lot_id = NEW.lot_id;
END;

-- signatures that are waited for

-- Signed sessions with a deviation that nobody has countersigned.
CREATE TABLE derived_waiting (
  session_id TEXT PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIEW recorded_waiting AS
SELECT DISTINCT d.session_id FROM deviations d
WHERE NOT EXISTS (SELECT 1 FROM signatures g WHERE g.subject_table = 'deviations' AND g.subject_id = d.id);

INSERT INTO derived_waiting SELECT * FROM recorded_waiting;
CREATE TRIGGER derived_waiting_begins AFTER INSERT ON deviations
BEGIN INSERT OR IGNORE INTO derived_waiting VALUES (NEW.session_id); END;
CREATE TRIGGER derived_waiting_ends AFTER INSERT ON signatures WHEN NEW.subject_table = 'deviations'
BEGIN
  DELETE FROM derived_waiting WHERE session_id = (SELECT session_id FROM deviations WHERE id = NEW.subject_id)
    AND session_id NOT IN (SELECT session_id FROM recorded_waiting WHERE session_id = derived_waiting.session_id);
END;

-- The order of the log of cycles, page by page.
DROP INDEX loads_by_start;
CREATE INDEX loads_by_start ON loads (started_at, cycle_number, id);
DROP INDEX loads_by_sterilizer;
CREATE INDEX loads_by_sterilizer ON loads (sterilizer_id, started_at, cycle_number, id);

-- What waits, is due or is open: few among all.

CREATE INDEX loads_quarantined ON loads (started_at, cycle_number) WHERE state = 'quarantined';
CREATE INDEX packs_not_released ON packs (load_id) WHERE released_at IS NULL AND reprocessed_at IS NULL AND session_id IS NULL;
CREATE INDEX packs_in_store ON packs (sterile_until) WHERE released_at IS NOT NULL AND reprocessed_at IS NULL AND session_id IS NULL;
CREATE INDEX spore_tests_pending ON spore_tests (load_id) WHERE result = 'pending';
CREATE INDEX cycle_records_by_day ON cycle_records (started_on);
CREATE INDEX clearances_by_document ON clearances (attachment_id) WHERE attachment_id IS NOT NULL;
CREATE INDEX consent_papers_by_file ON consent_papers (attachment_id);
CREATE INDEX patch_tests_unread ON patch_tests (read_due_on) WHERE read_on IS NULL;
