package store_test

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/data/store"
)

func update(t testing.TB, s desk.Store, work func(desk.Tx) error) {
	t.Helper()
	if err := s.Update(t.Context(), work); err != nil {
		t.Fatal(err)
	}
}

func view(t testing.TB, s desk.Store, work func(desk.Reader) error) {
	t.Helper()
	if err := s.View(t.Context(), work); err != nil {
		t.Fatal(err)
	}
}

func closeStore(t testing.TB, s *store.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// refused opens a store that must not open.
func refused(t *testing.T, at store.Places, code string) {
	t.Helper()
	s, _, err := store.Open(at, testKey, clock)
	if err == nil {
		s.Close()
	}
	if app.CodeOf(err) != code {
		t.Errorf("code %q (%v), want %q", app.CodeOf(err), err, code)
	}
	if m := app.MessageOf(err); !strings.Contains(m, "请") || strings.Contains(m, "sqlite") {
		t.Errorf("sentence %q does not say what to do", m)
	}
}

// sealedFiles lists the picture files, those in lost included.
func sealedFiles(t *testing.T, at store.Places) []string {
	t.Helper()
	var list []string
	if err := filepath.WalkDir(at.Pictures, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			list = append(list, path)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return list
}

// withPicture puts a filing with one picture into the store.
func withPicture(t testing.TB, s *store.Store, id string, n int) (f *filing.Filing, picture string) {
	t.Helper()
	f, row := desktest.Sample(id, n)
	update(t, s, func(tx desk.Tx) (err error) {
		if picture, err = tx.AddPicture(id, []byte("样本图"+id)); err != nil {
			return err
		}
		f.Materials[0].Picture = picture
		return tx.Insert(f, row)
	})
	return f, picture
}
