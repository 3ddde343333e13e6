CREATE TRIGGER change_filing_delete AFTER DELETE ON filing BEGIN
  INSERT INTO change (year, unit, return) VALUES (OLD.year, OLD.unit, OLD.return);
END;

CREATE TRIGGER change_filing_insert AFTER INSERT ON filing BEGIN
  INSERT INTO change (year, unit, return) VALUES (NEW.year, NEW.unit, NEW.return);
END;

CREATE TRIGGER change_filing_update AFTER UPDATE OF state ON filing BEGIN
  INSERT INTO change (year, unit, return) VALUES (NEW.year, NEW.unit, NEW.return);
END;

CREATE TRIGGER change_record_delete AFTER DELETE ON record BEGIN
  INSERT INTO change (year, unit, return) VALUES (OLD.year, OLD.unit, OLD.return);
END;

CREATE TRIGGER change_record_insert AFTER INSERT ON record BEGIN
  INSERT INTO change (year, unit, return) VALUES (NEW.year, NEW.unit, NEW.return);
END;

CREATE TRIGGER change_record_update AFTER UPDATE ON record BEGIN
  INSERT INTO change (year, unit, return) VALUES (NEW.year, NEW.unit, NEW.return);
END;

CREATE TRIGGER change_sealed_delete AFTER DELETE ON sealed
WHEN NOT EXISTS (
  SELECT 1 FROM change WHERE id = (SELECT max(id) FROM change) AND year IS OLD.year AND unit IS NULL
) BEGIN
  INSERT INTO change (year) VALUES (OLD.year);
END;

CREATE TRIGGER change_sealed_insert AFTER INSERT ON sealed
WHEN NOT EXISTS (
  SELECT 1 FROM change WHERE id = (SELECT max(id) FROM change) AND year IS NEW.year AND unit IS NULL
) BEGIN
  INSERT INTO change (year) VALUES (NEW.year);
END;

CREATE TRIGGER change_sealed_update AFTER UPDATE ON sealed
WHEN NOT EXISTS (
  SELECT 1 FROM change WHERE id = (SELECT max(id) FROM change) AND year IS NEW.year AND unit IS NULL
) BEGIN
  INSERT INTO change (year) VALUES (NEW.year);
END;

CREATE TRIGGER change_unit_delete AFTER DELETE ON unit
WHEN NOT EXISTS (
  SELECT 1 FROM change WHERE id = (SELECT max(id) FROM change) AND year IS NULL AND unit IS NULL
) BEGIN
  INSERT INTO change (year) VALUES (NULL);
END;

CREATE TRIGGER change_unit_fact_delete AFTER DELETE ON unit_fact
WHEN NOT EXISTS (
  SELECT 1 FROM change WHERE id = (SELECT max(id) FROM change) AND year IS NULL AND unit IS NULL
) BEGIN
  INSERT INTO change (year) VALUES (NULL);
END;

CREATE TRIGGER change_unit_fact_insert AFTER INSERT ON unit_fact
WHEN NOT EXISTS (
  SELECT 1 FROM change WHERE id = (SELECT max(id) FROM change) AND year IS NULL AND unit IS NULL
) BEGIN
  INSERT INTO change (year) VALUES (NULL);
END;

CREATE TRIGGER change_unit_fact_update AFTER UPDATE ON unit_fact
WHEN NOT EXISTS (
  SELECT 1 FROM change WHERE id = (SELECT max(id) FROM change) AND year IS NULL AND unit IS NULL
) BEGIN
  INSERT INTO change (year) VALUES (NULL);
END;

CREATE TRIGGER change_unit_insert AFTER INSERT ON unit
WHEN NOT EXISTS (
  SELECT 1 FROM change WHERE id = (SELECT max(id) FROM change) AND year IS NULL AND unit IS NULL
) BEGIN
  INSERT INTO change (year) VALUES (NULL);
END;

CREATE TRIGGER change_unit_update AFTER UPDATE ON unit
WHEN NOT EXISTS (
  SELECT 1 FROM change WHERE id = (SELECT max(id) FROM change) AND year IS NULL AND unit IS NULL
) BEGIN
  INSERT INTO change (year) VALUES (NULL);
END;

CREATE TABLE act (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  role TEXT NOT NULL,
  year INTEGER NOT NULL,
  unit TEXT,
  return TEXT,
  act TEXT NOT NULL,
  before TEXT,
  after TEXT,
  reason TEXT,
  basis TEXT
) STRICT;

CREATE TABLE attachment (
  year INTEGER NOT NULL REFERENCES round (year),
  finding TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  -- Of the finding, which may be gone once its cells are corrected; an empty unit is the county.
  unit TEXT NOT NULL,
  return TEXT NOT NULL,
  rule TEXT NOT NULL,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  -- When it was taken off again: its file stays, for backups and packages of before name it.
  removed TEXT,
  PRIMARY KEY (year, finding, sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE batch (
  id TEXT PRIMARY KEY,
  year INTEGER NOT NULL REFERENCES round (year),
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  state TEXT NOT NULL,
  -- Tables, questions and notices of the file.
  reading TEXT NOT NULL,
  -- Filings that were read and not committed yet; null once they are entries, or were discarded.
  filings BLOB,
  answers TEXT NOT NULL,
  rows TEXT NOT NULL,
  problem TEXT,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE batch_fact (
  batch TEXT NOT NULL REFERENCES batch (id),
  unit TEXT NOT NULL REFERENCES unit (id),
  attribute TEXT NOT NULL,
  from_year INTEGER NOT NULL,
  -- The value of the same year before; null where there was none. The same as value: another file had stated it.
  was TEXT,
  value TEXT NOT NULL,
  PRIMARY KEY (batch, unit, attribute, from_year)
) STRICT, WITHOUT ROWID;

CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  year INTEGER,
  unit TEXT,
  return TEXT
) STRICT;

CREATE TABLE edition (
  -- SHA-256 of the content as canonical JSON, by which packages name it.
  sha256 TEXT PRIMARY KEY,
  -- program, edition, supplement, targets, or layered: an edition with the others over it.
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  -- Title, years, county, signer and file.
  about TEXT NOT NULL,
  -- Of a layered one: the edition below, and the hashes of the layers in their order.
  base TEXT REFERENCES edition (sha256),
  layers TEXT NOT NULL DEFAULT '[]',
  -- JSON, deflated, and the SHA-256 of the JSON.
  body BLOB NOT NULL,
  body_sha256 TEXT NOT NULL,
  loaded TEXT NOT NULL,
  who TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  batch TEXT REFERENCES batch (id),
  year INTEGER NOT NULL,
  unit TEXT NOT NULL,
  return TEXT NOT NULL,
  key TEXT NOT NULL,
  cells BLOB NOT NULL,
  basis TEXT,
  reason TEXT
) STRICT;

CREATE TABLE explanation (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL,
  finding TEXT NOT NULL,
  category TEXT NOT NULL,
  text TEXT NOT NULL,
  operands TEXT NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL
) STRICT;

CREATE TABLE filing (
  year INTEGER NOT NULL REFERENCES round (year),
  return TEXT NOT NULL,
  unit TEXT NOT NULL REFERENCES unit (id),
  state TEXT NOT NULL,
  reason TEXT,
  basis TEXT,
  since TEXT NOT NULL,
  undecided INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (year, unit, return)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
  year INTEGER NOT NULL,
  unit TEXT NOT NULL,
  id TEXT NOT NULL,
  return TEXT NOT NULL,
  rule TEXT NOT NULL,
  class TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (year, unit, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE migration (name TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE package (
  year INTEGER NOT NULL REFERENCES round (year),
  sequence INTEGER NOT NULL,
  kind TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  created TEXT NOT NULL,
  replaces INTEGER,
  delivered_on TEXT,
  delivered_to TEXT,
  PRIMARY KEY (year, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE recipe (
  batch TEXT PRIMARY KEY REFERENCES batch (id),
  -- The edition of the year: the codes of its items are what the answers name.
  edition TEXT NOT NULL,
  -- Tables with their headings, and answered questions; JSON.
  tables TEXT NOT NULL,
  choices TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE recipe_unit (
  unit TEXT NOT NULL REFERENCES unit (id),
  batch TEXT NOT NULL REFERENCES recipe (batch),
  PRIMARY KEY (unit, batch)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
  year INTEGER NOT NULL,
  unit TEXT NOT NULL,
  return TEXT NOT NULL,
  key TEXT NOT NULL,
  doc BLOB NOT NULL,
  rounded TEXT NOT NULL,
  PRIMARY KEY (year, unit, return, key),
  FOREIGN KEY (year, unit, return) REFERENCES filing (year, unit, return)
) STRICT, WITHOUT ROWID;

CREATE TABLE report (
  year INTEGER NOT NULL,
  report TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (year, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE round (
  year INTEGER PRIMARY KEY,
  state TEXT NOT NULL,
  edition TEXT NOT NULL,
  created TEXT NOT NULL,
  -- Filings that a reopening unlocked, as unit/return; null when everything is.
  unlocked TEXT
) STRICT;

CREATE TABLE sealed (
  year INTEGER NOT NULL,
  unit TEXT NOT NULL,
  return TEXT NOT NULL,
  key TEXT NOT NULL,
  doc BLOB NOT NULL,
  PRIMARY KEY (year, unit, return, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE unit_fact (
  unit TEXT NOT NULL REFERENCES unit (id),
  attribute TEXT NOT NULL,
  from_year INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (unit, attribute, from_year)
) STRICT, WITHOUT ROWID;

CREATE INDEX act_year ON act (year, id);

CREATE INDEX attachment_sha256 ON attachment (sha256);

CREATE INDEX batch_fact_unit ON batch_fact (unit, attribute, from_year);

CREATE INDEX batch_file ON batch (year, sha256);

CREATE INDEX batch_name ON batch (year, file);

CREATE INDEX batch_order ON batch (year, at);

CREATE INDEX edition_order ON edition (loaded, sha256);

CREATE INDEX entry_batch ON entry (batch) WHERE batch IS NOT NULL;

CREATE INDEX entry_record ON entry (year, unit, return, key, id);

CREATE INDEX explanation_finding ON explanation (year, finding, id);

CREATE INDEX recipe_unit_batch ON recipe_unit (batch);

CREATE INDEX record_return ON record (year, return, unit, key);

CREATE INDEX sealed_return ON sealed (year, return, unit, key);

CREATE INDEX unit_fact_value ON unit_fact (attribute, value);
