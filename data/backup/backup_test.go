package backup_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/data/backup"
	"beiandesk/data/store"
)

func TestABackupIsMadeWhileTheStoreIsOpenAndComesBackWhole(t *testing.T) {
	dir, out := filled(t, 5), t.TempDir()
	s, err := openStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	k := backup.New(dir, backup.Source{Snapshot: s.Snapshot, Pictures: filepath.Join(dir, "pictures"), Keys: dir, Program: "1.0-test"}, noon)
	var last, total int64
	b, err := k.Make(t.Context(), options(out), func(done, all int64) {
		if done < last || done > all {
			t.Errorf("progress %d of %d after %d", done, all, last)
		}
		last, total = done, all
	})
	if err != nil {
		t.Fatal(err)
	}
	if last != total || total == 0 {
		t.Errorf("progress ended at %d of %d", last, total)
	}
	if filepath.Base(b.Path) != "beiandesk-20261125-103000.age" || !b.Good || b.Filings != 5 || b.Pictures != 5 || b.Missing != 0 {
		t.Errorf("%+v", b)
	}
	fill(t, s, 5, 2) // later
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if l := leftovers(t, out); len(l) > 0 {
		t.Errorf("left: %v", l)
	}
	into := filepath.Join(t.TempDir(), "new")
	man, err := backup.Restore(t.Context(), b.Path, strings.ToLower(strings.ReplaceAll(code, "-", " ")), into, nil) // as people type
	if err != nil {
		t.Fatal(err)
	}
	if man.Program != "1.0-test" || !man.Made.Equal(noon()) || man.Filings != 5 {
		t.Errorf("%+v", man)
	}
	holds(t, into, 5)
	holds(t, dir, 7)
	if info, err := os.Stat(b.Path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestNothingInABackupIsReadable(t *testing.T) {
	dir, out := filled(t, 1), t.TempDir()
	b, err := keeper(dir, noon).Make(t.Context(), options(out), nil)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(b.Path)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"manifest.json", "pictures/", "SQLite format", "beiandesk.db"} {
		if strings.Contains(string(data), s) {
			t.Errorf("%q can be read", s)
		}
	}
	if !strings.HasPrefix(string(data), "age-encryption.org/v1\n-> scrypt ") {
		t.Error("not in the format of age")
	}
}

func TestAWrongPassphraseIsToldFromAWrongFile(t *testing.T) {
	dir, out := filled(t, 1), t.TempDir()
	b, err := keeper(dir, noon).Make(t.Context(), options(out), nil)
	if err != nil {
		t.Fatal(err)
	}
	into := filepath.Join(t.TempDir(), "new")
	notOurs := filepath.Join(t.TempDir(), "x.age")
	if err := os.WriteFile(notOurs, []byte("PK\x03\x04 something else"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct{ file, pass, code string }{
		{b.Path, "wrong", backup.CodePassphrase},
		{notOurs, code, backup.CodeForeign},
		{filepath.Join(out, "none.age"), code, backup.CodeRead},
	} {
		_, err := backup.Restore(t.Context(), x.file, x.pass, into, nil)
		if app.CodeOf(err) != x.code || !strings.Contains(app.MessageOf(err), "请") {
			t.Errorf("%s with %q: %v", filepath.Base(x.file), x.pass, err)
		}
	}
	if left, err := os.ReadDir(filepath.Dir(into)); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

func TestACancelLeavesNothing(t *testing.T) {
	dir, out := filled(t, 3), t.TempDir()
	k := keeper(dir, noon)
	for _, share := range []int64{0, 1, 2} { // while packing, unpacking, reading back
		ctx, cancel := context.WithCancel(t.Context())
		_, err := k.Make(ctx, options(out), func(done, total int64) {
			if done >= total/3*share {
				cancel()
			}
		})
		cancel()
		if app.CodeOf(err) != app.CodeCanceled {
			t.Errorf("at %d thirds: %v", share, err)
		}
		if left := tree(t, out); len(left) > 0 {
			t.Errorf("left %d files", len(left))
		}
	}
	if list, err := k.List(out); err != nil || len(list) > 0 {
		t.Errorf("%v, %v", list, err)
	}
	if _, ok, err := k.Last(); ok || err != nil {
		t.Errorf("there is a last one: %v", err)
	}
}

func TestAMissingPictureIsCountedAndDoesNotStandInTheWay(t *testing.T) {
	dir, out := filled(t, 3), t.TempDir()
	var gone string
	for name := range tree(t, filepath.Join(dir, "pictures")) {
		gone = name
	}
	if err := os.Remove(filepath.Join(dir, "pictures", gone)); err != nil {
		t.Fatal(err)
	}
	b, err := keeper(dir, noon).Make(t.Context(), options(out), nil)
	if err != nil || b.Missing != 1 || b.Pictures != 2 {
		t.Errorf("%+v, %v", b, err)
	}
}

func TestWithoutAKeyThereIsNoBackup(t *testing.T) {
	dir, out := filled(t, 1), t.TempDir()
	if err := os.Remove(filepath.Join(dir, "data.key")); err != nil {
		t.Fatal(err)
	}
	if _, err := keeper(dir, noon).Make(t.Context(), options(out), nil); app.CodeOf(err) != backup.CodeRead {
		t.Error(err)
	}
	if _, err := keeper(t.TempDir(), noon).Make(t.Context(), options(out), nil); app.CodeOf(err) != store.CodeMissing {
		t.Error(err)
	}
	if _, err := keeper(dir, noon).Make(t.Context(), options(filepath.Join(out, "unplugged")), nil); app.CodeOf(err) != backup.CodeFolder {
		t.Error(err)
	}
	if left := tree(t, out); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}

func TestAFolderThatHasFilesIsNotRestoredInto(t *testing.T) {
	dir, out := filled(t, 1), t.TempDir()
	b, err := keeper(dir, noon).Make(t.Context(), options(out), nil)
	if err != nil {
		t.Fatal(err)
	}
	into := t.TempDir()
	if _, err := backup.Restore(t.Context(), b.Path, code, into, nil); err != nil {
		t.Errorf("an empty folder: %v", err)
	}
	before := tree(t, into)
	if _, err := backup.Restore(t.Context(), b.Path, code, into, nil); app.CodeOf(err) != backup.CodeExists {
		t.Error(err)
	}
	if after := tree(t, into); len(after) != len(before) {
		t.Error("something was changed")
	}
	// A folder that happens to have the name of an unfinished one is left alone.
	other := filepath.Join(t.TempDir(), "data")
	if err := os.MkdirAll(filepath.Join(other+".part", "mine"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := backup.Restore(t.Context(), b.Path, code, other, nil); app.CodeOf(err) != backup.CodeExists {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(other+".part", "mine")); err != nil {
		t.Error(err)
	}
}

func TestOnlyOwnBackupsAreRotatedAndListedAsGood(t *testing.T) {
	dir, out := filled(t, 1), t.TempDir()
	now := noon()
	k := keeper(dir, func() time.Time { return now })
	foreign := filepath.Join(out, "beiandesk-20240101-090000.age")
	if err := os.WriteFile(foreign, []byte("of another computer"), 0o600); err != nil {
		t.Fatal(err)
	}
	var paths []string
	for range 3 { // three on one day: the last one stays
		b, err := k.Make(t.Context(), options(out), nil)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, b.Path)
		now = now.Add(time.Hour)
	}
	list, err := k.List(out)
	if err != nil || len(list) != 2 || list[0].Path != paths[2] || !list[0].Good || list[1].Path != foreign || list[1].Good {
		t.Fatalf("%+v, %v", list, err)
	}
	// One that was replaced by something else under its name is not ours.
	if err := os.WriteFile(paths[2], []byte("changed"), 0o600); err != nil {
		t.Fatal(err)
	}
	if list, err = k.List(out); err != nil || list[0].Good {
		t.Errorf("%+v, %v", list, err)
	}
	if _, err := k.Make(t.Context(), options(out), nil); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{foreign, paths[2]} {
		if _, err := os.Stat(path); err != nil {
			t.Errorf("removed: %v", err)
		}
	}
	// Without a ledger nothing is ours.
	if err := os.WriteFile(filepath.Join(dir, "backup", "made.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := len(tree(t, out))
	if _, err := k.Make(t.Context(), options(out), nil); err != nil {
		t.Fatal(err)
	}
	if after := len(tree(t, out)); after != before+1 {
		t.Errorf("%d files, were %d", after, before)
	}
}

func TestCheckProvesABackup(t *testing.T) {
	dir, out := filled(t, 2), t.TempDir()
	k := keeper(dir, noon)
	b, err := k.Make(t.Context(), options(out), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := k.Check(t.Context(), b.Path, code, nil); err != nil || !got.Good || got.Filings != 2 {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := k.Check(t.Context(), b.Path, "wrong", nil); app.CodeOf(err) != backup.CodePassphrase {
		t.Error(err)
	}
	if l := leftovers(t, out); len(l) > 0 {
		t.Errorf("left: %v", l)
	}
}

func TestWhatADamagedLedgerNamesIsNotRemoved(t *testing.T) {
	dir, out := filled(t, 1), t.TempDir()
	mine := filepath.Join(t.TempDir(), "mine.part")
	if err := os.WriteFile(mine, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	ledger := `{"working":["` + filepath.ToSlash(mine) + `","` + filepath.ToSlash(filepath.Join(dir, "pictures")) + `"]}`
	if err := os.WriteFile(filepath.Join(dir, "backup", "made.json"), []byte(ledger), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := keeper(dir, noon).Make(t.Context(), options(out), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(mine); err != nil {
		t.Error(err)
	}
	holds(t, dir, 1)
}

var _ desk.Backups = (*backup.Keeper)(nil)
