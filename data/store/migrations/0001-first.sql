-- Clear columns are what the ministry publishes or what tells nothing about a
-- person; note, payload, name and value are sealed (app/seal). Times are
-- nanoseconds since 1970 UTC, 0 for none.

CREATE TABLE meta (
	key   TEXT PRIMARY KEY,
	value BLOB NOT NULL
) STRICT;

CREATE TABLE filings (
	n              INTEGER PRIMARY KEY,
	id             TEXT    NOT NULL UNIQUE CHECK (id <> ''),
	rev            INTEGER NOT NULL CHECK (rev > 0),
	domain         TEXT    NOT NULL,
	organiser      TEXT    NOT NULL,
	kind           TEXT    NOT NULL,
	state          TEXT    NOT NULL,
	portrait       TEXT    NOT NULL,
	number         TEXT    NOT NULL,
	note           BLOB    NOT NULL,
	step           INTEGER NOT NULL,
	next           TEXT    NOT NULL,
	due            INTEGER NOT NULL,
	updated        INTEGER NOT NULL,
	trashed        INTEGER NOT NULL DEFAULT 0,
	sample         INTEGER NOT NULL CHECK (sample IN (0, 1)),
	domain_hash    BLOB,
	organiser_hash BLOB
) STRICT;
CREATE INDEX filings_domain    ON filings (domain_hash)    WHERE domain_hash    IS NOT NULL;
CREATE INDEX filings_organiser ON filings (organiser_hash) WHERE organiser_hash IS NOT NULL;

-- Apart from filings, so that the list reads a compact table.
CREATE TABLE documents (
	n       INTEGER PRIMARY KEY REFERENCES filings (n) ON DELETE CASCADE,
	payload BLOB    NOT NULL
) STRICT;

CREATE TABLE versions (
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	filing  TEXT    NOT NULL REFERENCES filings (id) ON DELETE CASCADE,
	rev     INTEGER NOT NULL,
	step    INTEGER NOT NULL,
	at      INTEGER NOT NULL,
	digest  BLOB    NOT NULL,
	payload BLOB    NOT NULL
) STRICT;
CREATE INDEX versions_filing ON versions (filing, id);

-- Deferred: an import adds the pictures before the filing that holds them.
CREATE TABLE pictures (
	id     TEXT    PRIMARY KEY,
	filing TEXT    NOT NULL REFERENCES filings (id) DEFERRABLE INITIALLY DEFERRED,
	size   INTEGER NOT NULL,
	mac    BLOB    NOT NULL
) STRICT;
CREATE INDEX pictures_filing ON pictures (filing);

-- Pictures whose row is gone for good and whose file may still be there.
CREATE TABLE dropped (
	id TEXT PRIMARY KEY
) STRICT;

CREATE TABLE templates (
	id      TEXT    PRIMARY KEY,
	name    BLOB    NOT NULL,
	payload BLOB    NOT NULL,
	updated INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
	key   TEXT PRIMARY KEY,
	value BLOB NOT NULL
) STRICT;
