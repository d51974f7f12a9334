"""The journal's tables, by schema version: what is written here once is never changed, only followed by a next version."""

FIRST = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE arrivals (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name BLOB NOT NULL,
    shown TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    received TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    deaths INTEGER NOT NULL DEFAULT 0,
    outcome TEXT,
    receipt TEXT,
    receipt_name TEXT NOT NULL DEFAULT '',
    duplicate_of INTEGER REFERENCES arrivals (number)
);
CREATE INDEX arrivals_by_content ON arrivals (sha256);
CREATE INDEX arrivals_by_state ON arrivals (state);
CREATE TABLE proposals (
    number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    arrival INTEGER NOT NULL UNIQUE REFERENCES arrivals (number),
    received TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    proposal TEXT NOT NULL,
    superseded_by INTEGER REFERENCES arrivals (number),
    PRIMARY KEY (number, version)
);
CREATE INDEX proposals_by_answers ON proposals (fingerprint);
CREATE TABLE placements (
    number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    asked_for TEXT,
    meeting TEXT,
    deadline TEXT,
    late INTEGER NOT NULL,
    PRIMARY KEY (number, version, body),
    FOREIGN KEY (number, version) REFERENCES proposals (number, version)
);
CREATE INDEX placements_by_body ON placements (body);
CREATE TABLE records (
    arrival INTEGER PRIMARY KEY REFERENCES arrivals (number),
    body TEXT NOT NULL,
    meeting TEXT NOT NULL,
    version INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    record TEXT NOT NULL,
    superseded_by INTEGER REFERENCES arrivals (number),
    UNIQUE (body, meeting, version)
);
CREATE TABLE publications (
    body TEXT NOT NULL,
    meeting TEXT NOT NULL,
    publication TEXT NOT NULL,
    PRIMARY KEY (body, meeting)
);
CREATE TABLE documents (
    arrival INTEGER NOT NULL REFERENCES arrivals (number),
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    meeting TEXT NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (arrival, kind, body, meeting)
);
CREATE INDEX documents_due ON documents (done);
"""

SECOND = """
ALTER TABLE proposals ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE proposals ADD COLUMN case_number TEXT NOT NULL DEFAULT '';
UPDATE proposals SET title = folded(json_extract(proposal, '$.titel')),
    case_number = folded(coalesce(json_extract(proposal, '$.sagsnummer'), ''));
CREATE INDEX proposals_by_follower ON proposals (superseded_by);
CREATE INDEX proposals_by_title ON proposals (title);
CREATE INDEX proposals_by_case_number ON proposals (case_number);
CREATE INDEX arrivals_by_outcome ON arrivals (outcome, received);
"""

STEPS = (FIRST, SECOND)
"""What makes each version of the tables out of the one before it; ``folded`` is our own ``danish.folded``."""
