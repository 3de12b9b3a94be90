package store_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/data/store"
)

func TestASnapshotKeepsItsPicturesUntilItIsReleased(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	defer closeStore(t, s)
	_, picture := withPicture(t, s, "a", 1)
	into := filepath.Join(t.TempDir(), "copy.db")
	release, err := s.Snapshot(t.Context(), into)
	if err != nil {
		t.Fatal(err)
	}
	update(t, s, func(tx desk.Tx) error { return tx.Purge("a") })
	name, _ := store.PictureName(picture)
	file := filepath.Join(at.Pictures, filepath.FromSlash(name))
	if _, err := os.Stat(file); err != nil {
		t.Fatalf("the file of a picture in the copy is gone: %v", err)
	}
	facts, err := store.Inspect(t.Context(), into)
	if err != nil || facts.Filings != 1 || !slices.Equal(facts.Pictures, []string{picture}) {
		t.Errorf("%+v, %v", facts, err)
	}
	release()
	release() // twice does no harm
	if _, err := os.Stat(file); !os.IsNotExist(err) {
		t.Errorf("the file stays after the release: %v", err)
	}
	if info, err := os.Stat(into); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the copy: %v, %v", info, err)
	}
}

func TestTwoSnapshotsHoldBackTogether(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	defer closeStore(t, s)
	_, picture := withPicture(t, s, "a", 1)
	dir := t.TempDir()
	one, err := s.Snapshot(t.Context(), filepath.Join(dir, "1.db"))
	if err != nil {
		t.Fatal(err)
	}
	two, err := s.Snapshot(t.Context(), filepath.Join(dir, "2.db"))
	if err != nil {
		t.Fatal(err)
	}
	update(t, s, func(tx desk.Tx) error { return tx.Purge("a") })
	one()
	name, _ := store.PictureName(picture)
	if _, err := os.Stat(filepath.Join(at.Pictures, filepath.FromSlash(name))); err != nil {
		t.Errorf("the second copy still needs it: %v", err)
	}
	two()
	if n := len(sealedFiles(t, at)); n != 0 {
		t.Errorf("%d files are left", n)
	}
}

func TestASnapshotThatFailsLeavesNothing(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	defer closeStore(t, s)
	withPicture(t, s, "a", 1)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	into := filepath.Join(t.TempDir(), "copy.db")
	if _, err := s.Snapshot(ctx, into); app.CodeOf(err) != app.CodeCanceled {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := os.Stat(into); !os.IsNotExist(err) {
		t.Errorf("a file is left: %v", err)
	}
	if _, err := s.Snapshot(t.Context(), filepath.Join(at.Pictures, "no", "copy.db")); err == nil {
		t.Error("a copy into no folder")
	}
	update(t, s, func(tx desk.Tx) error { return tx.Purge("a") })
	if n := len(sealedFiles(t, at)); n != 0 {
		t.Errorf("a failed copy still holds %d files back", n)
	}
}

func TestInspectRefusesWhatIsNotSound(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	for i := range 40 {
		f, row := desktest.Sample(string(rune('A'+i)), i)
		update(t, s, func(tx desk.Tx) error { return tx.Insert(f, row) })
	}
	good := filepath.Join(t.TempDir(), "good.db")
	release, err := s.Snapshot(t.Context(), good)
	if err != nil {
		t.Fatal(err)
	}
	release()
	closeStore(t, s)
	spoil := func(name string, work func(path string)) string {
		path := filepath.Join(t.TempDir(), name)
		data, err := os.ReadFile(good)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		work(path)
		return path
	}
	exec := func(statement string) func(string) {
		return func(path string) {
			db, err := sql.Open("sqlite3", path)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if _, err := db.Exec(statement); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, x := range []struct{ path, code string }{
		{spoil("foreign.db", exec("PRAGMA application_id = 7")), store.CodeForeign},
		{spoil("newer.db", exec("PRAGMA user_version = 9999")), store.CodeNewer},
		{spoil("orphan.db", exec("PRAGMA foreign_keys = off; INSERT INTO documents (n, payload) VALUES (9999, x'00')")), store.CodeDamaged},
		{spoil("escape.db", exec("PRAGMA foreign_keys = off; INSERT INTO pictures (id, filing, size, mac) SELECT '../../evil', id, 1, x'00' FROM filings LIMIT 1")), store.CodeDamaged},
		{spoil("torn.db", func(p string) {
			data, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			for i := 4096; i < len(data); i += 64 {
				data[i] ^= 0xff
			}
			if err := os.WriteFile(p, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}), store.CodeDamaged},
	} {
		if _, err := store.Inspect(t.Context(), x.path); app.CodeOf(err) != x.code {
			t.Errorf("%s: %v, want %s", filepath.Base(x.path), err, x.code)
		}
	}
	if f, err := store.Inspect(t.Context(), good); err != nil || f.Filings != 40 {
		t.Errorf("%+v, %v", f, err)
	}
}
