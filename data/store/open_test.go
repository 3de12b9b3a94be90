package store_test

import (
	"bytes"
	"crypto/rand"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/seal"
	"beiandesk/data/store"
)

func TestFoldersWithAnyName(t *testing.T) {
	for _, name := range []string{"数据 库", "a#b", "100%", "a%20b", "问?号", "[x]*", "单'引\"号", "a&b=c;d"} {
		t.Run(name, func(t *testing.T) {
			at := places(filepath.Join(t.TempDir(), name))
			s, report := openReport(t, at)
			if !report.Created {
				t.Error("not reported as created")
			}
			_, picture := withPicture(t, s, "a", 1)
			closeStore(t, s)
			for _, file := range []string{at.Database, at.Pictures} {
				if _, err := os.Stat(file); err != nil {
					t.Errorf("not where it should be: %v", err)
				}
			}
			s, report = openReport(t, at)
			if report.Created || report.Unclean || report.Mended() {
				t.Errorf("second start: %+v", report)
			}
			view(t, s, func(r desk.Reader) error {
				_, err := r.Picture(picture)
				return err
			})
		})
	}
}

func TestAnUnusableDatabaseIsRefusedAndLeftAlone(t *testing.T) {
	random := make([]byte, 40960)
	if _, err := rand.Read(random); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		damage func(t *testing.T, good []byte, path string) []byte
		code   string
	}{
		"empty":  {func(*testing.T, []byte, string) []byte { return nil }, store.CodeDamaged},
		"zeros":  {func(*testing.T, []byte, string) []byte { return make([]byte, 8192) }, store.CodeDamaged},
		"random": {func(*testing.T, []byte, string) []byte { return random }, store.CodeDamaged},
		"cut":    {func(_ *testing.T, good []byte, _ string) []byte { return good[:60] }, store.CodeDamaged},
		"random after the head": {func(_ *testing.T, good []byte, _ string) []byte {
			return append(bytes.Clone(good[:16]), random...)
		}, store.CodeDamaged},
		"newer": {func(t *testing.T, _ []byte, path string) []byte { return sqlOn(t, path, "PRAGMA user_version = 999") }, store.CodeNewer},
		"of another program": {func(t *testing.T, _ []byte, path string) []byte {
			return sqlOn(t, path, "PRAGMA application_id = 7")
		}, store.CodeForeign},
		"without key check": {func(t *testing.T, _ []byte, path string) []byte { return sqlOn(t, path, "DELETE FROM meta") }, store.CodeDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			at := places(t.TempDir())
			s := openAt(t, at)
			withPicture(t, s, "a", 1)
			closeStore(t, s)
			good, err := os.ReadFile(at.Database)
			if err != nil {
				t.Fatal(err)
			}
			bad := c.damage(t, good, at.Database)
			if err := os.WriteFile(at.Database, bad, 0o600); err != nil {
				t.Fatal(err)
			}
			refused(t, at, c.code)
			if after, err := os.ReadFile(at.Database); err != nil || !bytes.Equal(after, bad) {
				t.Errorf("the file was changed (%v)", err)
			}
			if n := len(sealedFiles(t, at)); n != 1 {
				t.Errorf("%d pictures, want 1", n)
			}
			if err := os.WriteFile(at.Database, good, 0o600); err != nil { // nothing else was spoilt either
				t.Fatal(err)
			}
			openAt(t, at)
		})
	}
}

// sqlOn changes a closed database by hand and returns its bytes.
func sqlOn(t *testing.T, path, statement string) []byte {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestOldDataAreSeenAndNothingMadeBesideThem(t *testing.T) {
	at := places(t.TempDir())
	has := func(want bool) {
		t.Helper()
		if got, err := store.HasData(at); err != nil || got != want {
			t.Errorf("has data: %v, %v, want %v", got, err, want)
		}
	}
	has(false)
	if list, err := os.ReadDir(filepath.Dir(at.Database)); err != nil || len(list) > 0 {
		t.Errorf("made by looking: %v, %v", list, err)
	}
	s := openAt(t, at)
	withPicture(t, s, "a", 1)
	closeStore(t, s)
	has(true)
	move(t, at.Database, at.Database+".away")
	has(true) // pictures alone count as data
	refused(t, at, store.CodeMissing)
	if n := len(sealedFiles(t, at)); n != 1 {
		t.Errorf("%d pictures, want 1", n)
	}
	move(t, at.Database+".away", at.Database)

	_, _, err := store.Open(at, seal.NewKey(), clock)
	if app.CodeOf(err) != seal.CodeWrongKey {
		t.Errorf("another key: %v", err)
	}
	openAt(t, at)
}

func move(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

func TestAStrayLogIsNotPlayedIntoANewDatabase(t *testing.T) {
	at := places(t.TempDir())
	closeStore(t, openAt(t, at))
	move(t, at.Database, at.Database+"-wal")
	refused(t, at, store.CodeMissing)
}

func TestAFileWhereAFolderShouldBe(t *testing.T) {
	for name, spoil := range map[string]func(*store.Places) *string{
		"pictures": func(at *store.Places) *string { return &at.Pictures },
		"backup":   func(at *store.Places) *string { return &at.Backup },
	} {
		at := places(t.TempDir())
		if err := os.WriteFile(*spoil(&at), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		s, _, err := store.Open(at, testKey, clock)
		if err == nil {
			s.Close()
		}
		if app.CodeOf(err) != store.CodeDisk {
			t.Errorf("%s: code %q (%v)", name, app.CodeOf(err), err)
		}
	}
}

func TestTheCheckAfterACrashFindsDamage(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	for i := range 40 {
		withPicture(t, s, fmt.Sprintf("f%02d", i), i)
	}
	closeStore(t, s)
	content, err := os.ReadFile(at.Database)
	if err != nil {
		t.Fatal(err)
	}
	page := len(content) - 2*4096 // far from head and schema
	copy(content[page:], bytes.Repeat([]byte{0xee}, 4096))
	if err := os.WriteFile(at.Database, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at.Database+".open", nil, 0o600); err != nil { // as a crash leaves it
		t.Fatal(err)
	}
	refused(t, at, store.CodeDamaged)
	if after, err := os.ReadFile(at.Database); err != nil || !bytes.Equal(after, content) {
		t.Errorf("the file was changed (%v)", err)
	}
}

func TestAfterCloseThereIsASentence(t *testing.T) {
	s := openAt(t, places(t.TempDir()))
	closeStore(t, s)
	closeStore(t, s)
	if err := s.View(t.Context(), func(desk.Reader) error { return nil }); app.CodeOf(err) != store.CodeClosed {
		t.Errorf("View: %v", err)
	}
	if err := s.Update(t.Context(), func(desk.Tx) error { return nil }); app.CodeOf(err) != store.CodeClosed {
		t.Errorf("Update: %v", err)
	}
}
