package store_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/data/store"
)

func pictureFile(at store.Places, id string) string {
	return filepath.Join(at.Pictures, id[:2], id+".sealed")
}

func TestARowWithoutFileMakesTheMaterialMissing(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	f, gone := withPicture(t, s, "a", 1)
	_, stays := withPicture(t, s, "b", 2)
	closeStore(t, s)
	if err := os.Remove(pictureFile(at, gone)); err != nil {
		t.Fatal(err)
	}
	s, report := openReport(t, at)
	if len(report.Missing) != 1 || report.Missing[0].Filing != "a" || report.Missing[0].Domain != f.Domain.Name ||
		len(report.Missing[0].Slots) != 1 || report.Missing[0].Slots[0] != filing.SlotLicence || !report.Mended() || len(report.Filings()) != 1 || report.Filings()[0] != "a" {
		t.Errorf("report %+v", report)
	}
	view(t, s, func(r desk.Reader) error {
		got, err := r.Filing("a")
		if err != nil {
			return err
		}
		if m, _ := got.Material(filing.SlotLicence); m.Status() != filing.MaterialMissing {
			t.Errorf("material %+v", m)
		}
		if len(got.Log) != 1 || got.Log[0].Note == "" || !got.Log[0].At.Equal(today) || got.Rev != 2 {
			t.Errorf("log %+v, revision %d", got.Log, got.Rev)
		}
		if _, err = r.Picture(gone); app.CodeOf(err) != app.CodeNotFound {
			t.Errorf("the picture: %v", err)
		}
		rows, err := r.Rows(false)
		if len(rows) != 2 || rows[0].Note != f.Note && rows[1].Note != f.Note {
			t.Errorf("rows %+v", rows)
		}
		_, err2 := r.Picture(stays)
		if err2 != nil {
			t.Errorf("another filing's picture: %v", err2)
		}
		return err
	})
	closeStore(t, s)
	if _, report = openReport(t, at); report.Mended() {
		t.Errorf("mended twice: %+v", report)
	}
}

// withSource is withPicture of a material that was made of a PDF.
func withSource(t *testing.T, s *store.Store) (picture, source string) {
	t.Helper()
	f, row := desktest.Sample("a", 1)
	update(t, s, func(tx desk.Tx) (err error) {
		if picture, err = tx.AddPicture("a", []byte("样本图a")); err != nil {
			return err
		}
		if source, err = tx.AddPicture("a", []byte("%PDF-样本")); err != nil {
			return err
		}
		f.Materials[0].Picture, f.Materials[0].Source = picture, source
		return tx.Insert(f, row)
	})
	return picture, source
}

func TestASourceWithoutRowIsAttached(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	_, source := withSource(t, s)
	closeStore(t, s)
	sqlOn(t, at.Database, "DELETE FROM pictures")
	s, report := openReport(t, at)
	if report.Attached != 2 || report.Lost != 0 {
		t.Errorf("report %+v", report)
	}
	view(t, s, func(r desk.Reader) error {
		data, err := r.Picture(source)
		if string(data) != "%PDF-样本" {
			t.Errorf("it came back as %q", data)
		}
		return err
	})
}

func TestASourceThatIsGoneLeavesThePicture(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	picture, source := withSource(t, s)
	closeStore(t, s)
	if err := os.Remove(pictureFile(at, source)); err != nil {
		t.Fatal(err)
	}
	s, report := openReport(t, at)
	if len(report.Missing) != 0 {
		t.Errorf("something is said to be missing: %+v", report)
	}
	view(t, s, func(r desk.Reader) error {
		f, err := r.Filing("a")
		if err != nil {
			return err
		}
		if m := f.Materials[0]; m.Picture != picture || m.Source != "" || m.Status() != filing.MaterialUploaded {
			t.Errorf("material %+v", m)
		}
		if len(f.Log) != 1 || f.Log[0].Note == "" {
			t.Errorf("log %+v", f.Log)
		}
		_, err = r.Picture(picture)
		return err
	})
}

func TestAFileWithoutRow(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	_, used := withPicture(t, s, "a", 1)
	_, replaced := withPicture(t, s, "b", 2)
	f, row := sampleOf(t, s, "b")
	f.Materials[0].Picture = ""
	update(t, s, func(tx desk.Tx) error { return tx.Save(f, row) })
	closeStore(t, s)
	sqlOn(t, at.Database, "DELETE FROM pictures")
	junk := filepath.Join(at.Pictures, "00", strings.Repeat("0", 32)+".sealed")
	half := filepath.Join(at.Pictures, "00", ".tmp-123")
	if err := os.MkdirAll(filepath.Dir(junk), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{junk, half} {
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, report := openReport(t, at)
	if report.Attached != 1 || report.Lost != 2 || !report.Mended() {
		t.Errorf("report %+v", report)
	}
	view(t, s, func(r desk.Reader) error {
		data, err := r.Picture(used)
		if string(data) != "样本图a" {
			t.Errorf("the picture in use came back as %q", data)
		}
		return err
	})
	for _, lost := range []string{replaced, strings.Repeat("0", 32)} {
		content, err := os.ReadFile(filepath.Join(at.Pictures, "lost", lost+".sealed"))
		if err != nil || bytes.Contains(content, []byte("样本图")) {
			t.Errorf("in lost: %v, sealed %v", err, !bytes.Contains(content, []byte("样本图")))
		}
	}
	if _, err := os.Stat(half); !os.IsNotExist(err) {
		t.Errorf("the half-written file is still there: %v", err)
	}
	closeStore(t, s)
	if _, report = openReport(t, at); report.Mended() {
		t.Errorf("mended twice: %+v", report)
	}
}

func sampleOf(t *testing.T, s *store.Store, id string) (f *filing.Filing, row desk.Row) {
	t.Helper()
	view(t, s, func(r desk.Reader) (err error) {
		if f, err = r.Filing(id); err != nil {
			return err
		}
		rows, err := r.Rows(false)
		for _, x := range rows {
			if x.ID == id {
				row = x
			}
		}
		return err
	})
	return f, row
}

func TestADroppedPictureGoesAfterACrash(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	_, picture := withPicture(t, s, "a", 1)
	content, err := os.ReadFile(pictureFile(at, picture))
	if err != nil {
		t.Fatal(err)
	}
	update(t, s, func(tx desk.Tx) error { return tx.Purge("a") })
	closeStore(t, s)
	// as if the program had ended between the commit and the removal
	if err := os.WriteFile(pictureFile(at, picture), content, 0o600); err != nil {
		t.Fatal(err)
	}
	_, report := openReport(t, at)
	if report.Erased != 1 || report.Mended() {
		t.Errorf("report %+v", report)
	}
	if left := sealedFiles(t, at); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAFolderMovedAwayIsNotTakenForLoss(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	var picture string
	for i := range 30 {
		_, picture = withPicture(t, s, fmt.Sprintf("f%02d", i), i)
	}
	closeStore(t, s)
	move(t, at.Pictures, at.Pictures+".away")
	s, report := openReport(t, at)
	if report.Absent != 30 || len(report.Missing) != 0 || !report.Mended() {
		t.Errorf("report %+v", report)
	}
	closeStore(t, s)
	if err := os.RemoveAll(at.Pictures); err != nil {
		t.Fatal(err)
	}
	move(t, at.Pictures+".away", at.Pictures)
	s, report = openReport(t, at)
	if report.Mended() {
		t.Errorf("report %+v", report)
	}
	view(t, s, func(r desk.Reader) error { _, err := r.Picture(picture); return err })
}

func TestADamagedPictureSaysSo(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	_, picture := withPicture(t, s, "a", 1)
	_, other := withPicture(t, s, "b", 2)
	good, err := os.ReadFile(pictureFile(at, picture))
	if err != nil {
		t.Fatal(err)
	}
	foreign, err := os.ReadFile(pictureFile(at, other))
	if err != nil {
		t.Fatal(err)
	}
	damage := map[string][]byte{"empty": nil, "header only": good[:4], "another picture": foreign, "zeros": make([]byte, len(good))}
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 1
		damage[fmt.Sprintf("byte %d", i)] = bad
		damage[fmt.Sprintf("cut at %d", i)] = good[:i]
	}
	for name, bad := range damage {
		if err := os.WriteFile(pictureFile(at, picture), bad, 0o600); err != nil {
			t.Fatal(err)
		}
		view(t, s, func(r desk.Reader) error {
			_, err := r.Picture(picture)
			if code := app.CodeOf(err); code != store.CodeDamaged && code != "seal.wrong-key" && code != "seal.version" {
				t.Errorf("%s: code %q (%v)", name, code, err)
			}
			return nil
		})
	}
	if err := os.WriteFile(pictureFile(at, picture), good, 0o600); err != nil {
		t.Fatal(err)
	}
	view(t, s, func(r desk.Reader) error { _, err := r.Picture(picture); return err })
}

func TestAFlippedByteInTheDatabaseSaysSo(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	f, _ := withPicture(t, s, "a", 1)
	withPicture(t, s, "b", 2)
	update(t, s, func(tx desk.Tx) error {
		if _, err := tx.Keep(f, filing.StepInfo, today); err != nil {
			return err
		}
		if _, err := tx.PutTemplate(desk.Template{Name: "样本"}); err != nil {
			return err
		}
		return tx.SetSetting("k", []byte("v"))
	})
	closeStore(t, s)
	flip(t, at.Database, "documents", "payload")
	flip(t, at.Database, "filings", "note")
	flip(t, at.Database, "versions", "payload")
	flip(t, at.Database, "templates", "name")
	flip(t, at.Database, "settings", "value")
	s = openAt(t, at)
	view(t, s, func(r desk.Reader) error {
		list, err := r.Versions("a")
		if err != nil || len(list) != 1 {
			t.Fatalf("versions %v, %v", list, err)
		}
		for what, err := range map[string]error{
			"Filing":    second(r.Filing("a")),
			"Version":   second(r.Version(list[0].ID)),
			"Templates": second(r.Templates()),
			"Setting":   second(r.Setting("k")),
		} {
			if app.CodeOf(err) != store.CodeDamaged {
				t.Errorf("%s: %v", what, err)
			}
		}
		rows, err := r.Rows(false)
		if len(rows) != 2 {
			t.Fatalf("%d rows: one damaged note hides the list", len(rows))
		}
		for _, row := range rows {
			if row.ID == "a" != (row.Note == store.DamagedNote) {
				t.Errorf("note of %s is %q", row.ID, row.Note)
			}
		}
		if _, err := r.Filing("b"); err != nil {
			t.Errorf("a sound filing: %v", err)
		}
		return err
	})
}

// flip changes the last byte of a sealed value in the first row of a table.
func flip(t *testing.T, path, table, column string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	var row int64
	var sealed []byte
	if err := db.QueryRow("SELECT rowid, "+column+" FROM "+table+" ORDER BY rowid").Scan(&row, &sealed); err != nil {
		t.Fatal(err)
	}
	sealed[len(sealed)-1] ^= 1
	if _, err := db.Exec("UPDATE "+table+" SET "+column+" = ? WHERE rowid = ?", sealed, row); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func second[T any](_ T, err error) error { return err }

func TestAPayloadOfAnotherFilingDoesNotOpen(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	withPicture(t, s, "a", 1)
	withPicture(t, s, "b", 2)
	closeStore(t, s)
	sqlOn(t, at.Database, "UPDATE documents SET payload = (SELECT payload FROM documents WHERE n = 1) WHERE n = 2")
	s = openAt(t, at)
	view(t, s, func(r desk.Reader) error {
		if _, err := r.Filing("b"); app.CodeOf(err) != store.CodeDamaged {
			t.Errorf("a copied payload opened: %v", err)
		}
		return nil
	})
}
