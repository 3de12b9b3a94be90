-- Mobiles, e-mail addresses and certificate numbers of persons, by which the
-- same one is found in another filing: the first 16 bytes of an HMAC with the
-- key by which everything here is hashed, another purpose for each kind. bears
-- says as what somebody carries it (manager, emergency …). Written in the
-- transaction of the payload.
CREATE TABLE identifiers (
	hash  BLOB    NOT NULL,
	n     INTEGER NOT NULL REFERENCES filings (n) ON DELETE CASCADE,
	bears TEXT    NOT NULL,
	PRIMARY KEY (hash, n, bears)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifiers_filing ON identifiers (n);
