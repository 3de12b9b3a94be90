package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/data/store"
)

// hashes are those that lie in the database, of one filing or of all ("").
func hashes(t *testing.T, at store.Places, filing string) (list [][]byte) {
	t.Helper()
	db, err := sql.Open("sqlite3", at.Database)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() // only read from
	rows, err := db.Query("SELECT i.hash FROM identifiers i JOIN filings f ON f.n = i.n WHERE ? IN ('', f.id)", filing)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close() // read to its end below
	for rows.Next() {
		var h []byte
		if err := rows.Scan(&h); err != nil {
			t.Fatal(err)
		}
		list = append(list, h)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// shares tells how many identifiers of a filing stand elsewhere.
func shares(t *testing.T, s *store.Store, id string) (n int) {
	t.Helper()
	view(t, s, func(r desk.Reader) error {
		f, err := r.Filing(id)
		if err != nil {
			return err
		}
		list, err := r.Sharing(f)
		n = len(list)
		return err
	})
	return n
}

func TestIdentifiersComeAndGoWithTheirPayload(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	f, row := desktest.Sample("a", 1)
	update(t, s, func(tx desk.Tx) error { return tx.Insert(f, row) })
	g, row := desktest.Sample("b", 2)
	update(t, s, func(tx desk.Tx) error { return tx.Insert(g, row) })
	if n := shares(t, s, "a"); n != 3 { // the samples' people are one
		t.Fatalf("%d shared", n)
	}
	stop := errors.New("stop")
	if err := s.Update(t.Context(), func(tx desk.Tx) error {
		f.Legal.Mobile, f.Legal.Email = "13900000001", ""
		if err := tx.Save(f, desktest.RowOf(f)); err != nil {
			return err
		}
		if list, err := tx.Sharing(f); err != nil || len(list) != 1 {
			t.Errorf("inside of the transaction: %+v, %v", list, err)
		}
		return stop
	}); !errors.Is(err, stop) {
		t.Fatal(err)
	}
	if n := shares(t, s, "a"); n != 3 {
		t.Errorf("%d shared after a rollback", n)
	}
	update(t, s, func(tx desk.Tx) error { return tx.Save(f, desktest.RowOf(f)) })
	if n := shares(t, s, "a"); n != 1 {
		t.Errorf("%d shared after the change", n)
	}
	closeStore(t, s)
	clean(t, at)
}

func TestALockedStoreFindsNothing(t *testing.T) {
	s := openAt(t, places(t.TempDir()))
	f, row := desktest.Sample("a", 1)
	update(t, s, func(tx desk.Tx) error { return tx.Insert(f, row) })
	s.Lock()
	err := s.View(t.Context(), func(r desk.Reader) error { _, err := r.Sharing(f); return err })
	if app.CodeOf(err) != store.CodeLocked {
		t.Errorf("locked: %v", err)
	}
	if err := s.Unlock(testKey); err != nil {
		t.Fatal(err)
	}
}

func TestErasingLeavesNoHash(t *testing.T) {
	dir := t.TempDir()
	at := places(dir)
	s := openAt(t, at)
	f, _ := withPicture(t, s, "zap", 77)
	f.Legal.Mobile, f.Legal.Email, f.Legal.CertNumber = "13900000077", "zap@example.cn", "SAMPLE0000000000770"
	update(t, s, func(tx desk.Tx) error { return tx.Save(f, desktest.RowOf(f)) })
	before := hashes(t, at, "zap")
	// One more that was there only for a moment.
	f.Legal.Mobile = "13900000078"
	update(t, s, func(tx desk.Tx) error { return tx.Save(f, desktest.RowOf(f)) })
	traces := append(before, hashes(t, at, "zap")...)
	withPicture(t, s, "stays", 78)
	if n := holding(t, dir, traces...); len(traces) != 6 || n == 0 {
		t.Fatalf("%d hashes in %d files", len(traces), n)
	}
	if _, err := deskOn(t, s).Erase(t.Context(), "zap", desk.EraseAsked); err != nil {
		t.Fatal(err)
	}
	for range 2 { // while open, and closed
		if n := holding(t, dir, traces...); n != 0 {
			t.Errorf("%d files still hold a hash", n)
		}
		if n := len(hashes(t, at, "")); n != 3 {
			t.Errorf("%d hashes of what stays", n)
		}
		closeStore(t, s)
	}
}

// Data of before get their hashes at the opening, wherever that is broken off.
func TestOldDataGetIdentifiersAtOpening(t *testing.T) {
	defer store.IdentifyBatch(2)()
	const filings = 7
	for stopAt := 1; ; stopAt++ {
		at := places(t.TempDir())
		if err := store.OldData(at, testKey, filings, 0); err != nil {
			t.Fatal(err)
		}
		stop := errors.New("stop")
		steps := store.Interrupt(stopAt, stop)
		s, _, err := store.Open(at, testKey, clock)
		n := steps()
		if err == nil { // it had fewer steps
			closeStore(t, s)
			if n >= stopAt || n < 4 {
				t.Fatalf("%d steps, stopped at %d", n, stopAt)
			}
			return
		}
		if !errors.Is(err, stop) {
			t.Fatal(err)
		}
		s, report := openReport(t, at)
		if got := len(hashes(t, at, "")); got != 3*filings {
			t.Errorf("stopped at %d: %d hashes (%+v)", stopAt, got, report)
		}
		if report.Identified > filings || shares(t, s, "old-0") == 0 {
			t.Errorf("stopped at %d: %+v", stopAt, report)
		}
		closeStore(t, s)
		clean(t, at)
		if s, report = openReport(t, at); report.Identified != 0 {
			t.Errorf("made twice: %+v", report)
		}
		closeStore(t, s)
	}
}

func TestVerifyFindsHashesThatAreNotThePayloads(t *testing.T) {
	for name, statement := range map[string]string{
		"taken out": "DELETE FROM identifiers WHERE n = 1 AND bears = 'both' AND hash = (SELECT max(hash) FROM identifiers)",
		"put in":    "INSERT INTO identifiers (hash, n, bears) VALUES (x'00112233445566778899aabbccddeeff', 1, 'both')",
		"changed":   "UPDATE identifiers SET bears = 'emergency' WHERE n = 1",
	} {
		at := places(t.TempDir())
		s := openAt(t, at)
		f, _ := withPicture(t, s, "a", 1)
		withPicture(t, s, "b", 2)
		closeStore(t, s)
		sqlOn(t, at.Database, statement)
		list := faults(t, at)
		if len(list) != 1 || list[0].Code != desk.FaultIdentifiers || list[0].Filing != "a" {
			t.Errorf("%s: found %+v", name, list)
		}
		s = openAt(t, at) // the next save mends it
		update(t, s, func(tx desk.Tx) error { return tx.Save(f, desktest.RowOf(f)) })
		closeStore(t, s)
		clean(t, at)
	}
}

// The hash cannot be made without the key, and differs from kind to kind.
func TestEqualValuesOfDifferentKindsAndKeysDiffer(t *testing.T) {
	seen := map[string]bool{}
	for n := range 2 {
		at := places(t.TempDir())
		key := testKey
		key.Secret[31] = byte(n)
		s, _, err := store.Open(at, key, clock)
		if err != nil {
			t.Fatal(err)
		}
		f, row := desktest.Sample("a", 1)
		f.Legal = filing.Person{CertNumber: "13800138000", Mobile: "13800138000"}
		update(t, s, func(tx desk.Tx) error { return tx.Insert(f, row) })
		closeStore(t, s)
		for _, h := range hashes(t, at, "a") {
			seen[string(h)] = true
		}
	}
	if len(seen) != 4 {
		t.Errorf("%d different hashes of one value in two kinds under two keys", len(seen))
	}
}

// BenchmarkSharing looks for the three numbers that all ten thousand share,
// which is the worst an office can do, and for three that nobody shares.
func BenchmarkSharing(b *testing.B) {
	s, _ := office(b)
	f, _ := sampleOfB(b, s, "f04711")
	alone := *f
	alone.Legal.Mobile, alone.Legal.Email, alone.Legal.CertNumber = "13999999999", "niemand@example.cn", "SAMPLE999999999999"
	for name, f := range map[string]*filing.Filing{"all": f, "none": &alone} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				view(b, s, func(r desk.Reader) error { _, err := r.Sharing(f); return err })
			}
		})
	}
}

// BenchmarkAutosaveOfANumber changes a mobile at every save.
func BenchmarkAutosaveOfANumber(b *testing.B) {
	d := benchDesk(b)
	v, err := d.Open(context.Background(), "f00042")
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		v, err = d.Edit(context.Background(), "f00042", v.Filing.Rev, filing.Edit{Field: "legal.mobile", Value: fmt.Sprintf("138%08d", i)})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkIdentify makes the hashes of an office's old data.
func BenchmarkIdentify(b *testing.B) {
	s, at := office(b)
	closeStore(b, s)
	for b.Loop() {
		b.StopTimer()
		db, err := sql.Open("sqlite3", at.Database)
		if err == nil {
			_, err = db.Exec("DELETE FROM identifiers; DELETE FROM meta WHERE key LIKE 'identifiers%'")
			err = errors.Join(err, db.Close())
		}
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		s, report, err := store.Open(at, testKey, clock)
		if err != nil || report.Identified != many {
			b.Fatal(report, err)
		}
		b.StopTimer()
		closeStore(b, s)
		b.StartTimer()
	}
}
