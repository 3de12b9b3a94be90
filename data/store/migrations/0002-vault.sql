-- Every filing has a key of its own, sealed with the data key. What belongs to
-- a filing (note, payload, versions, pictures, consents) is sealed with it.
-- old is 1 as long as something of the filing may still be sealed with the
-- data key itself, as before this step. Deferred as pictures are.
CREATE TABLE filing_keys (
	filing TEXT    PRIMARY KEY REFERENCES filings (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	key    BLOB    NOT NULL,
	old    INTEGER NOT NULL DEFAULT 0 CHECK (old IN (0, 1))
) STRICT;

-- The log: append only, each hash covers the one before. Payload sealed with
-- the data key; meta 'audit-head' holds the newest number and hash, sealed.
CREATE TABLE audit (
	n       INTEGER PRIMARY KEY CHECK (n > 0),
	at      INTEGER NOT NULL,
	payload BLOB    NOT NULL,
	hash    BLOB    NOT NULL
) STRICT;

CREATE TABLE operators (
	id      TEXT PRIMARY KEY,
	payload BLOB NOT NULL
) STRICT;

CREATE TABLE consents (
	id      TEXT PRIMARY KEY,
	filing  TEXT NOT NULL REFERENCES filings (id) ON DELETE CASCADE,
	payload BLOB NOT NULL
) STRICT;
CREATE INDEX consents_filing ON consents (filing);

-- What was erased, without the data; signed by a key derived from the data key.
CREATE TABLE erasures (
	n       INTEGER PRIMARY KEY CHECK (n > 0),
	at      INTEGER NOT NULL,
	payload BLOB    NOT NULL,
	mac     BLOB    NOT NULL
) STRICT;

-- When a filing was done or given up, 0 before: the time of keeping runs from
-- there.
ALTER TABLE filings ADD COLUMN ended INTEGER NOT NULL DEFAULT 0;
