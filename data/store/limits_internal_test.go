package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/seal"
)

func testPlaces(dir string) Places {
	return Places{Database: filepath.Join(dir, "beiandesk.db"), Pictures: filepath.Join(dir, "pictures"),
		Backup: filepath.Join(dir, "backup")}
}

var testKey = seal.Key{ID: seal.KeyID{0x11, 0x22, 0x33}, Secret: [seal.KeySize]byte{7, 7, 7, 1, 2, 3}}

func testOpen(t *testing.T, at Places, list []migration) (*Store, Report) {
	t.Helper()
	s, r, err := open(at, testKey, time.Now, list)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s, r
}

func released(t *testing.T) []migration {
	t.Helper()
	list, err := migrationsIn(embedded)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func wantSentence(t *testing.T, what string, err error, code string) {
	t.Helper()
	var e *app.Error
	if !errors.As(err, &e) || e.Code != code || e.Err == nil ||
		code != app.CodeCanceled && !strings.Contains(e.Message, "请") {
		t.Errorf("%s: %v, want code %q with a sentence and its cause", what, err, code)
	}
}

func TestAFullDatabaseKeepsWhatItHad(t *testing.T) {
	s, _ := testOpen(t, testPlaces(t.TempDir()), released(t))
	f, row := desktest.Sample("a", 1)
	if err := s.Update(t.Context(), func(tx desk.Tx) error { return tx.Insert(f, row) }); err != nil {
		t.Fatal(err)
	}
	var pages int
	if err := s.writer.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	limit := func(n int) {
		t.Helper()
		if _, err := s.writer.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", n)); err != nil {
			t.Fatal(err)
		}
	}
	limit(pages)
	f.Remark = strings.Repeat("长", 20_000)
	add := func(tx desk.Tx) error {
		if _, err := tx.AddPicture("a", []byte("x")); err != nil {
			return err
		}
		return tx.Save(f, row)
	}
	wantSentence(t, "save", s.Update(t.Context(), add), CodeFull)
	wantSentence(t, "a failure that the work hides", s.Update(t.Context(), func(tx desk.Tx) error {
		if err := add(tx); err == nil {
			t.Error("the write did not fail")
		}
		return nil
	}), CodeFull)
	if f.Rev != 1 {
		t.Errorf("revision %d, want 1", f.Rev)
	}
	if files, err := s.pictureFiles(); err != nil || len(files) != 0 {
		t.Errorf("pictures left: %v, %v", files, err)
	}
	limit(1 << 20)
	if err := s.Update(t.Context(), add); err != nil { // after clearing the disk
		t.Fatal(err)
	}
	if f.Rev != 2 {
		t.Errorf("revision %d, want 2", f.Rev)
	}
}

func TestAReadOnlyDatabaseSaysSo(t *testing.T) {
	s, _ := testOpen(t, testPlaces(t.TempDir()), released(t))
	if _, err := s.writer.Exec("PRAGMA query_only = on"); err != nil {
		t.Fatal(err)
	}
	wantSentence(t, "setting", s.Update(t.Context(), func(tx desk.Tx) error { return tx.SetSetting("k", []byte("v")) }), CodeReadOnly)
}

// A real read-only folder. The super-user may write anywhere, except where
// the file system itself forbids it.
func TestAReadOnlyFolderSaysSo(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("SKIPPED: folders on Windows have no read-only mode; TestAReadOnlyDatabaseSaysSo covers the code")
	}
	dir := t.TempDir()
	s, _, err := open(testPlaces(dir), testKey, time.Now, released(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if os.Getuid() == 0 {
		if out, err := exec.Command("chattr", "-R", "+i", dir).CombinedOutput(); err != nil {
			t.Skipf("SKIPPED: running as root and chattr does not work here: %v %s", err, out)
		}
		defer func() {
			if out, err := exec.Command("chattr", "-R", "-i", dir).CombinedOutput(); err != nil {
				t.Errorf("%v %s", err, out)
			}
		}()
	} else {
		if err := os.Chmod(dir, 0o500); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(dir, 0o700) // or TempDir cannot be removed
	}
	_, _, err = open(testPlaces(dir), testKey, time.Now, released(t))
	wantSentence(t, "open", err, CodeReadOnly)
}

func TestAnotherWriterMakesBusy(t *testing.T) {
	at := testPlaces(t.TempDir())
	s, _ := testOpen(t, at, released(t))
	s.wait = 50 * time.Millisecond
	other, err := sql.Open("sqlite3", at.Database+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	set := func(tx desk.Tx) error { return tx.SetSetting("k", []byte("v")) }
	wantSentence(t, "busy", s.Update(t.Context(), set), CodeBusy)
	s.wait = time.Minute
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	wantSentence(t, "cancelled while it waits", s.Update(ctx, func(desk.Tx) error { return nil }), app.CodeCanceled)
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := s.Update(t.Context(), set); err != nil {
		t.Errorf("after the other has gone: %v", err)
	}
}

func TestErrorsOfTheSystemGetTheirSentence(t *testing.T) {
	for err, code := range map[error]string{
		error(syscall.ENOSPC): CodeFull, syscall.EDQUOT: CodeFull, syscall.EROFS: CodeReadOnly, syscall.EACCES: CodeReadOnly,
		syscall.EIO: CodeDisk, context.Canceled: app.CodeCanceled, context.DeadlineExceeded: app.CodeCanceled,
	} {
		if runtime.GOOS == "windows" && code != app.CodeCanceled {
			continue // other numbers there
		}
		wantCodeOf(t, translate(&fs.PathError{Op: "write", Path: "x", Err: err}, "test"), code)
	}
	if err := translate(errors.New("something else"), "test"); app.CodeOf(err) != app.CodeInternal {
		t.Errorf("an unknown error became %v", err)
	}
	if known := app.Conflict(); translate(known, "test") != error(known) {
		t.Error("an error with a sentence was changed")
	}
	if translate(nil, "test") != nil {
		t.Error("no error became one")
	}
}

func wantCodeOf(t *testing.T, err error, code string) {
	t.Helper()
	wantSentence(t, fmt.Sprint(errors.Unwrap(err)), err, code)
}

func TestMigrations(t *testing.T) {
	first := released(t)
	next := len(first) + 1
	good := append(first[:len(first):len(first)], migration{next, "good.sql",
		"CREATE TABLE extra (x INTEGER) STRICT; INSERT INTO extra VALUES (1);"})
	bad := append(first[:len(first):len(first)], migration{next, "bad.sql",
		"CREATE TABLE extra (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1);"})

	at := testPlaces(t.TempDir())
	s, r := testOpen(t, at, first)
	if r.Migrated != 0 || r.Copy != "" {
		t.Errorf("a new database was migrated: %+v", r)
	}
	f, row := desktest.Sample("a", 1)
	if err := s.Update(t.Context(), func(tx desk.Tx) error { return tx.Insert(f, row) }); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	if _, _, err := open(at, testKey, time.Now, bad); err == nil {
		t.Fatal("a failing migration passed")
	}
	s, _ = testOpen(t, at, first) // nothing of it remains, the number included
	var n int
	if err := s.writer.QueryRow("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'").Scan(&n); err != nil || n != 0 {
		t.Errorf("%d tables left by a failed migration, %v", n, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	s, r = testOpen(t, at, good)
	if r.Migrated != 1 || filepath.Base(r.Copy) != fmt.Sprintf("before-%d-2.db", next) { // the failed try made the first copy
		t.Errorf("report %+v", r)
	}
	if err := s.View(t.Context(), func(v desk.Reader) error { _, err := v.Filing("a"); return err }); err != nil {
		t.Error(err)
	}
	var names string
	if err := s.writer.QueryRow("SELECT group_concat(name, ' ') FROM migrations").Scan(&names); err != nil || names != "0001-first.sql 0002-vault.sql 0003-placeholder.sql 0004-refusals.sql good.sql" {
		t.Errorf("bookkeeping %q, %v", names, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := open(at, testKey, time.Now, first); app.CodeOf(err) != CodeNewer {
		t.Errorf("the older program: %v", err)
	}

	// The copy is a whole store of the old form.
	info, err := os.Stat(r.Copy)
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("copy: %v, %v", info, err)
	}
	old := testPlaces(t.TempDir())
	for from, to := range map[string]string{r.Copy: old.Database} {
		content, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, _ = testOpen(t, old, first)
	if err := s.View(t.Context(), func(v desk.Reader) error { _, err := v.Filing("a"); return err }); err != nil {
		t.Errorf("from the copy: %v", err)
	}
}

func TestNoCopyNoMigration(t *testing.T) {
	first := released(t)
	at := testPlaces(t.TempDir())
	s, _ := testOpen(t, at, first)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(at.Database)
	if err != nil {
		t.Fatal(err)
	}
	// A folder stands where the unfinished copy would go.
	if err := os.MkdirAll(filepath.Join(at.Backup, fmt.Sprintf("before-%d.db.part", len(first)+1), "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, _, err = open(at, testKey, time.Now, append(first[:len(first):len(first)], migration{len(first) + 1, "x.sql", "CREATE TABLE extra (x INTEGER) STRICT"}))
	if err == nil {
		t.Fatal("migrated without a copy")
	}
	if after, err := os.ReadFile(at.Database); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the database was changed (%v)", err)
	}
}

func TestConnectionsAreSetUp(t *testing.T) {
	s, _ := testOpen(t, testPlaces(t.TempDir()), released(t))
	for _, c := range []struct {
		db            *sql.DB
		pragma, value string
	}{
		{s.writer, "foreign_keys", "1"}, {s.writer, "journal_mode", "wal"}, {s.writer, "synchronous", "2"}, {s.writer, "secure_delete", "1"},
		{s.reader, "query_only", "1"}, {s.reader, "foreign_keys", "1"},
	} {
		var got string
		if err := c.db.QueryRow("PRAGMA " + c.pragma).Scan(&got); err != nil || got != c.value {
			t.Errorf("%s is %q, want %q (%v)", c.pragma, got, c.value, err)
		}
	}
	if n := s.writer.Stats().MaxOpenConnections; n != 1 {
		t.Errorf("%d writing connections", n)
	}
	if _, err := s.reader.Exec("DELETE FROM settings"); err == nil {
		t.Error("the reading pool writes")
	}
	var loose string
	if err := s.reader.QueryRow("SELECT coalesce(group_concat(name), '') FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'").Scan(&loose); err != nil || loose != "" {
		t.Errorf("not strict: %s (%v)", loose, err)
	}
}
