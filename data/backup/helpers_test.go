package backup_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/seal"
	"beiandesk/data/backup"
	"beiandesk/data/store"
)

var beijing = time.FixedZone("CST", 8*3600)

const code = "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345-6789"

// testKey is the same in every process of these tests.
var testKey = seal.Key{ID: seal.KeyID{0x44}, Secret: [seal.KeySize]byte{4, 4, 4}}

func noon() time.Time { return time.Date(2026, 11, 25, 10, 30, 0, 0, beijing) }

// openStore opens a data folder as the program does.
func openStore(dir string) (*store.Store, error) {
	s, _, err := store.Open(store.Places{Database: filepath.Join(dir, "beiandesk.db"), Pictures: filepath.Join(dir, "pictures"),
		Backup: filepath.Join(dir, "backup")}, testKey, noon)
	if err != nil {
		return nil, err
	}
	// What a key ring looks like is not this package's business.
	return s, os.WriteFile(filepath.Join(dir, "data.key"), []byte("ring of keys"), 0o600)
}

// filled makes a data folder with n filings of one picture each, and closes it.
func filled(t testing.TB, n int) string {
	t.Helper()
	dir := t.TempDir()
	s, err := openStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, s, 0, n)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func fill(t testing.TB, s *store.Store, from, n int) {
	t.Helper()
	for i := from; i < from+n; i++ {
		if err := s.Update(context.Background(), func(tx desk.Tx) error {
			f, row := desktest.Sample(fmt.Sprintf("f%d", i), i)
			id, err := tx.AddPicture(f.ID, picture(f.ID))
			if err != nil {
				return err
			}
			f.Materials[0].Picture = id
			return tx.Insert(f, row)
		}); err != nil {
			t.Fatal(err)
		}
	}
}

// holds fails unless a data folder opens, has the filings 0 … n−1, and each
// opens with its picture.
func holds(t testing.TB, dir string, n int) {
	t.Helper()
	s, err := openStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.View(context.Background(), func(r desk.Reader) error {
		rows, err := r.Rows(false)
		if err != nil {
			return err
		}
		if len(rows) != n {
			t.Errorf("%d filings, want %d", len(rows), n)
		}
		for _, row := range rows {
			f, err := r.Filing(row.ID)
			if err != nil {
				return err
			}
			data, err := r.Picture(f.Materials[0].Picture)
			if err != nil {
				return err
			}
			if !bytes.Equal(data, picture(f.ID)) {
				t.Errorf("the picture of %s is another", f.ID)
			}
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
}

// picture is made-up content of some kilobytes.
func picture(id string) []byte { return bytes.Repeat([]byte(id), 2000) }

func keeper(dir string, now func() time.Time) *backup.Keeper {
	return backup.New(dir, backup.FolderSource(dir, "1.0-test"), now)
}

func options(folder string) desk.BackupOptions {
	return desk.BackupOptions{Folder: folder, Passphrase: code, Code: true, Kind: desk.BackupAsked}
}

// tree lists everything below a folder with its content, to tell that nothing
// was changed or left.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	if err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		all[filepath.ToSlash(rel)] = string(data)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

// leftovers lists what no finished work leaves.
func leftovers(t testing.TB, dir string) (list []string) {
	t.Helper()
	if err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".part") || strings.Contains(path, "scratch") || strings.HasSuffix(path, ".tmp") {
			list = append(list, path)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return list
}
