package store_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
	"beiandesk/data/store"
)

func deskOn(t testing.TB, s *store.Store) *desk.Desk {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return desk.New(s, desk.Options{Tables: tables, Now: clock})
}

// TestErasedDataAreInNoByteOfTheFolder looks for the clear columns, which are
// readable as long as the filing is there, for the sealed payload, and opens
// what was copied before.
func TestErasedDataAreInNoByteOfTheFolder(t *testing.T) {
	dir := t.TempDir()
	at := places(dir)
	if err := store.OldData(at, testKey, 3, 1); err != nil { // with a copy from before the migration
		t.Fatal(err)
	}
	s := openAt(t, at)
	d := deskOn(t, s)
	f, picture := withPicture(t, s, "zap", 77)
	withPicture(t, s, "stays", 78)
	if _, err := d.AddConsent(t.Context(), desk.Consent{Filing: "zap", To: desk.ToProvider, How: desk.OnPaper, What: "办理网站备案", Given: today}); err != nil {
		t.Fatal(err)
	}
	update(t, s, func(tx desk.Tx) error { _, err := tx.Keep(f, filing.StepInfo, today); return err })
	kept, err := os.ReadFile(pictureFile(at, picture))
	if err != nil {
		t.Fatal(err)
	}
	traces := [][]byte{[]byte(f.Domain.Name), []byte(f.Organiser.Name), kept[len(kept)-24:]}
	if n := holding(t, dir, traces...); n < 2 {
		t.Fatalf("only %d files hold what will be looked for", n)
	}
	e, err := d.Erase(t.Context(), "zap", desk.EraseAsked)
	if err != nil {
		t.Fatal(err)
	}
	if e.N != 1 || e.Pictures != 1 || e.Versions != 1 || e.Consents != 1 || e.By != "本机" || !strings.Contains(strings.Join(e.Kinds, " "), "legal") {
		t.Errorf("record %+v", e)
	}
	for range 2 { // while open, and closed
		if n := holding(t, dir, traces...); n != 0 {
			t.Errorf("%d files still hold it", n)
		}
		if copies, err := filepath.Glob(filepath.Join(at.Backup, "*.db")); err != nil || len(copies) != 0 {
			t.Errorf("copies that hold it: %v %v", copies, err)
		}
		closeStore(t, s)
	}
	clean(t, at)

	// The sealed file put back is opened by nothing: not at its old place …
	if err := os.MkdirAll(filepath.Dir(pictureFile(at, picture)), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(pictureFile(at, picture), kept, 0o600); err != nil {
		t.Fatal(err)
	}
	s, report := openReport(t, at)
	if report.Attached != 0 || report.Erased != 1 { // its id is remembered as dropped
		t.Errorf("report %+v", report)
	}
	// … nor for a new filing that has the old id.
	g, row := desktest.Sample("zap", 77)
	update(t, s, func(tx desk.Tx) error { return tx.Insert(g, row) })
	closeStore(t, s)
	if err := os.WriteFile(pictureFile(at, picture), kept, 0o600); err != nil {
		t.Fatal(err)
	}
	sqlOn(t, at.Database, "INSERT INTO pictures (id, filing, size, mac) VALUES ('"+picture+"', 'zap', 1, x'00')")
	s = openAt(t, at)
	view(t, s, func(r desk.Reader) error {
		if data, err := r.Picture(picture); app.CodeOf(err) != store.CodeDamaged {
			t.Errorf("it opened: %q, %v", data, err)
		}
		list, err := r.Erasures()
		if len(list) != 1 || !list[0].Genuine {
			t.Errorf("records %+v", list)
		}
		return err
	})
}

// holding counts the files with one of the traces.
func holding(t *testing.T, dir string, traces ...[]byte) (n int) {
	t.Helper()
	if err := filepath.WalkDir(dir, func(path string, x fs.DirEntry, err error) error {
		if err != nil || x.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		for _, trace := range traces {
			if bytes.Contains(content, trace) {
				n++
				break
			}
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestScouringIsFinishedAtTheNextStart(t *testing.T) {
	dir := t.TempDir()
	at := places(dir)
	s := openAt(t, at)
	f, _ := withPicture(t, s, "zap", 77)
	update(t, s, func(tx desk.Tx) error {
		if err := tx.Purge("zap"); err != nil {
			return err
		}
		_, err := tx.PutErasure(desk.Erasure{Filing: "zap"})
		return err
	}) // and the program ends before Scour
	closeStore(t, s)
	copied := filepath.Join(at.Backup, "before-9.db")
	if err := os.WriteFile(copied, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, report := openReport(t, at)
	if _, err := os.Stat(copied); !os.IsNotExist(err) || report.Unscoured {
		t.Errorf("not scoured: %v, %+v", err, report)
	}
	if n := holding(t, dir, []byte(f.Domain.Name)); n != 0 {
		t.Errorf("%d files hold it", n)
	}
}

func TestAChangedRecordOfErasureIsNoticed(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	update(t, s, func(tx desk.Tx) error { _, err := tx.PutErasure(desk.Erasure{Filing: "a"}); return err })
	closeStore(t, s)
	sqlOn(t, at.Database, "UPDATE erasures SET at = at + 1")
	s = openAt(t, at)
	view(t, s, func(r desk.Reader) error {
		list, err := r.Erasures()
		if len(list) != 1 || list[0].Genuine {
			t.Errorf("%+v", list)
		}
		return err
	})
	if list := faults(t, at); len(list) != 1 || list[0].Code != desk.FaultErasure {
		t.Errorf("found %+v", list)
	}
}

// TestVerifyFindsWhatWasTamperedWith changes one thing at a time.
func TestVerifyFindsWhatWasTamperedWith(t *testing.T) {
	for name, c := range map[string]struct {
		statement string
		codes     string
	}{
		"nothing":            {"SELECT 1", ""},
		"an entry taken out": {"DELETE FROM audit WHERE n = 2", desk.FaultChain + " " + desk.FaultRevision},
		"the end cut off":    {"DELETE FROM audit WHERE n = (SELECT max(n) FROM audit)", desk.FaultHead + " " + desk.FaultRevision},
		"an entry's time":    {"UPDATE audit SET at = at + 1 WHERE n = 1", desk.FaultChain},
		"the head":           {"DELETE FROM meta WHERE key = 'audit-head'", desk.FaultHead},
		"the whole log":      {"DELETE FROM audit", desk.FaultHead + " " + desk.FaultRevision + " " + desk.FaultRevision},
		"a domain":           {"UPDATE filings SET domain = 'x.cn' WHERE id = 'a'", desk.FaultFiling},
		"a revision":         {"UPDATE filings SET rev = 1 WHERE id = 'a'", desk.FaultFiling + " " + desk.FaultFiling + " " + desk.FaultRevision},
		"the trash":          {"UPDATE filings SET trashed = 5 WHERE id = 'a'", desk.FaultFiling},
		"a key":              {"DELETE FROM filing_keys WHERE filing = 'a'", desk.FaultKey + " " + desk.FaultPicture},
		"keys exchanged":     {"UPDATE filing_keys SET key = (SELECT key FROM filing_keys WHERE filing = 'b') WHERE filing = 'a'", desk.FaultKey + " " + desk.FaultPicture},
		"a picture's row":    {"DELETE FROM pictures WHERE filing = 'a'", desk.FaultOrphan},
		"a picture's owner":  {"UPDATE pictures SET filing = 'b' WHERE filing = 'a'", desk.FaultPicture},
		"a picture's hash":   {"UPDATE pictures SET mac = x'00' WHERE filing = 'a'", desk.FaultPicture},
		"a version's time":   {"UPDATE versions SET at = 9", desk.FaultVersion},
		"a setting":          {"UPDATE settings SET value = x'00'", desk.FaultRecord},
		"a reference":        {"PRAGMA foreign_keys = off; INSERT INTO pictures (id, filing, size, mac) VALUES ('x', 'nowhere', 1, x'00')", desk.FaultReference + " " + desk.FaultMissing},
	} {
		t.Run(name, func(t *testing.T) {
			at := places(t.TempDir())
			s := openAt(t, at)
			f, _ := withPicture(t, s, "a", 1)
			withPicture(t, s, "b", 2)
			update(t, s, func(tx desk.Tx) error {
				if _, err := tx.Keep(f, filing.StepInfo, today); err != nil {
					return err
				}
				if err := tx.SetSetting("k", []byte("v")); err != nil {
					return err
				}
				return tx.Save(f, desktest.RowOf(f))
			})
			closeStore(t, s)
			sqlOn(t, at.Database, c.statement)
			var codes []string
			for _, x := range faults(t, at) {
				codes = append(codes, x.Code)
				if !strings.HasSuffix(x.Text, "。") || strings.Contains(c.statement, "'a'") && x.Filing == "" && x.Picture == "" && x.Code != desk.FaultOrphan {
					t.Errorf("%+v names nothing or is no sentence", x)
				}
			}
			if got := strings.Join(codes, " "); got != c.codes {
				t.Errorf("found %q, want %q", got, c.codes)
			}
			if strings.Contains(c.codes, "log") { // saving goes on, and the break stays told
				s := openAt(t, at)
				if err := s.Update(context.Background(), func(tx desk.Tx) error { return tx.SetSetting("k", nil) }); err != nil {
					t.Fatal(err)
				}
				withPicture(t, s, "c", 3)
				closeStore(t, s)
				if list := faults(t, at); len(list) == 0 {
					t.Error("the next save hid the break")
				}
			}
		})
	}
}

func TestAnOldPayloadPutBackIsNoticed(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	f, _ := withPicture(t, s, "a", 1)
	closeStore(t, s)
	sqlOn(t, at.Database, "CREATE TABLE x AS SELECT f.rev, f.note, d.payload FROM filings f JOIN documents d ON d.n = f.n")
	s = openAt(t, at)
	f.Remark = "新"
	update(t, s, func(tx desk.Tx) error { return tx.Save(f, desktest.RowOf(f)) })
	closeStore(t, s)
	sqlOn(t, at.Database, "UPDATE documents SET payload = (SELECT payload FROM x)")
	s = openAt(t, at)
	view(t, s, func(r desk.Reader) error {
		if _, err := r.Filing("a"); app.CodeOf(err) != store.CodeDamaged {
			t.Errorf("the old payload opened: %v", err)
		}
		return nil
	})
	closeStore(t, s)
	// With revision and note put back as well it opens, but the log knows better.
	sqlOn(t, at.Database, "UPDATE filings SET rev = 1, updated = "+"(SELECT updated FROM filings), note = (SELECT note FROM x)")
	list := faults(t, at)
	if len(list) == 0 || list[len(list)-1].Code != desk.FaultRevision {
		t.Errorf("found %+v", list)
	}
}
