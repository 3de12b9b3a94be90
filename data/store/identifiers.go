package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"maps"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
)

// identifierSize is how much of the HMAC is kept: 128 bits tell apart whatever
// an office can hold.
const identifierSize = 16

// identifier is a row of the table of one filing.
type identifier struct {
	hash  [identifierSize]byte
	bears string
}

func (s *Store) identifierHash(x desk.Identifier) (h [identifierSize]byte) {
	copy(h[:], s.box.Hash("identifiers."+string(x.Kind), x.Value))
	return h
}

// identifiersOf are the rows that belong to a filing.
func (s *Store) identifiersOf(f *filing.Filing) map[identifier]bool {
	want := map[identifier]bool{}
	for _, x := range desk.Identifiers(f) {
		want[identifier{s.identifierHash(x), string(x.Bears)}] = true
	}
	return want
}

// identifiers are the rows that lie there.
func (v *view) identifiers(n int64) (map[identifier]bool, error) {
	have := map[identifier]bool{}
	err := v.each(func(rows *sql.Rows) error {
		var x identifier
		var hash sql.RawBytes
		err := rows.Scan(&hash, &x.bears)
		copy(x.hash[:], hash)
		have[x] = true
		return err
	}, "read identifiers", "SELECT hash, bears FROM identifiers WHERE n = ?", n)
	return have, err
}

// putIdentifiers brings the rows of a filing up to its payload; most saves
// change none.
func (t *tx) putIdentifiers(n int64, f *filing.Filing) error {
	have, err := t.identifiers(n)
	if err != nil {
		return err
	}
	want := t.s.identifiersOf(f)
	if maps.Equal(have, want) {
		return nil
	}
	for x := range have {
		if !want[x] {
			if _, err := t.exec("drop an identifier", "DELETE FROM identifiers WHERE hash = ? AND n = ? AND bears = ?", x.hash[:], n, x.bears); err != nil {
				return err
			}
		}
	}
	for x := range want {
		if !have[x] {
			if _, err := t.exec("add an identifier", "INSERT INTO identifiers (hash, n, bears) VALUES (?, ?, ?)", x.hash[:], n, x.bears); err != nil {
				return err
			}
		}
	}
	return nil
}

func (v *view) Sharing(f *filing.Filing) ([]desk.Sharing, error) {
	mine := desk.Identifiers(f)
	if len(mine) == 0 {
		return nil, nil
	}
	var own int64 // 0 if it does not lie here
	if _, err := v.one([]any{&own}, "look for the filing", "SELECT n FROM filings WHERE id = ?", f.ID); err != nil {
		return nil, err
	}
	organiser := v.s.hash(hashOrganiser, desk.EqualNumber(f.Organiser.CertNumber))
	var list []desk.Sharing
	for _, x := range mine {
		hash := v.s.identifierHash(x)
		// The key ends with n, so the newest come without sorting.
		if err := v.each(func(rows *sql.Rows) error {
			y := desk.Sharing{Share: desk.Share{Kind: x.Kind, Field: x.Field}}
			err := rows.Scan(&y.ID, &y.Domain, &y.State, &y.Bears)
			list = append(list, y)
			return err
		}, "find shared identifiers", `SELECT f.id, f.domain, f.state, i.bears FROM identifiers i JOIN filings f ON f.n = i.n
			WHERE i.hash = ? AND i.n <> ? AND f.trashed = 0 AND f.state <> ?
			AND (f.organiser_hash IS NULL OR f.organiser_hash IS NOT ?) AND f.organiser <> ? AND (f.organiser_hash IS NOT NULL OR f.organiser <> '')
			ORDER BY i.n DESC, i.bears LIMIT ?`,
			hash[:], own, string(filing.Abandoned), organiser, f.Organiser.Name, desk.MaxSharing); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// identifiersMark stands in meta when every filing has its rows;
// identifiersNext holds how far making them for older data has come.
const (
	identifiersMark = "identifiers"
	identifiersNext = "identifiers-next"
)

// identifyBatch is how many filings one transaction takes; tests set it.
var identifyBatch = 500

// identify makes the rows of filings saved by a program that had none. It can
// be broken off anywhere and goes on at the next opening. A filing that does
// not open is passed over: verify tells of it, and saving a good version makes
// its rows.
func (s *Store) identify(ctx context.Context) (filings int, err error) {
	var marked int
	if err := s.reader.QueryRowContext(ctx, "SELECT count(*) FROM meta WHERE key = ?", identifiersMark).Scan(&marked); err != nil {
		return 0, translate(err, "look whether filings have identifiers")
	}
	for done := marked > 0; !done; {
		var n int
		if err := s.update(ctx, func(t *tx) (err error) { n, done, err = t.identifySome(); return err }); err != nil {
			return filings, err
		}
		filings += n
		if err := interrupt("identified"); err != nil {
			return filings, err
		}
	}
	return filings, nil
}

func (t *tx) identifySome() (filings int, done bool, err error) {
	var stored []byte
	if _, err := t.one([]any{&stored}, "read how far identifiers are", "SELECT value FROM meta WHERE key = ?", identifiersNext); err != nil {
		return 0, false, err
	}
	var last int64
	if len(stored) == 8 { // anything else begins anew, which does no harm
		last = int64(binary.BigEndian.Uint64(stored))
	}
	type row struct {
		n  int64
		id string
	}
	var list []row
	if err := t.each(func(rows *sql.Rows) error {
		var r row
		err := rows.Scan(&r.n, &r.id)
		list = append(list, r)
		return err
	}, "list filings without identifiers", "SELECT n, id FROM filings WHERE n > ? ORDER BY n LIMIT ?", last, identifyBatch); err != nil {
		return 0, false, err
	}
	for _, r := range list {
		last = r.n
		f, err := t.Filing(r.id)
		if code := app.CodeOf(err); code == CodeDamaged || code == app.CodeNotFound {
			continue
		}
		if err != nil {
			return 0, false, err
		}
		if err := t.putIdentifiers(r.n, f); err != nil {
			return 0, false, err
		}
		filings++
	}
	if len(list) == identifyBatch {
		_, err = t.exec("note how far identifiers are", "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
			identifiersNext, binary.BigEndian.AppendUint64(nil, uint64(last)))
		return filings, false, err
	}
	_, err1 := t.exec("forget how far identifiers are", "DELETE FROM meta WHERE key = ?", identifiersNext)
	_, err2 := t.exec("note that filings have identifiers", "INSERT INTO meta (key, value) VALUES (?, x'01') ON CONFLICT (key) DO NOTHING", identifiersMark)
	return filings, true, errors.Join(err1, err2)
}

// strayIdentifiers tells whether the rows of a filing are not those of its
// payload. Nothing is told before older data have got theirs.
func (v *verifier) strayIdentifiers(n int64, f *filing.Filing) (bool, error) {
	there, err := v.one([]any{new(int)}, "look whether filings have identifiers", "SELECT 1 FROM meta WHERE key = ?", identifiersMark)
	if err != nil || !there {
		return false, err
	}
	have, err := v.identifiers(n)
	return !maps.Equal(have, v.s.identifiersOf(f)), err
}
