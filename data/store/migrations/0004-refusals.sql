-- Why filings were refused, one row for each reason of a refusal: counted over
-- all filings, so that the office learns. No words of a reviewer and nothing
-- about a person: reason is an id of refusal_reasons.json, '' for one that was
-- not recognised, day is 2006-01-02 in China.
CREATE TABLE refusals (
	n        INTEGER PRIMARY KEY,
	filing   TEXT NOT NULL REFERENCES filings (id) ON DELETE CASCADE,
	reason   TEXT NOT NULL,
	province TEXT NOT NULL,
	provider TEXT NOT NULL,
	day      TEXT NOT NULL
) STRICT;
CREATE INDEX refusals_filing ON refusals (filing);
-- Holds all that counting reads, in the order of its groups: every look at a
-- filing counts its place.
CREATE INDEX refusals_place  ON refusals (province, provider, reason, substr(day, 1, 7), filing);
CREATE INDEX filings_trashed ON filings (id) WHERE trashed <> 0;

-- What the office has corrected: a reviewer's words and their meaning, sealed
-- with the key of the filing in which they were learnt, and gone with it.
CREATE TABLE phrases (
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	filing  TEXT NOT NULL REFERENCES filings (id) ON DELETE CASCADE,
	payload BLOB NOT NULL
) STRICT;
CREATE INDEX phrases_filing ON phrases (filing);
