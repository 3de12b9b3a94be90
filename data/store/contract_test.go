package store_test

import (
	"path/filepath"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/seal"
	"beiandesk/data/store"
)

func TestTheStoreOnDiskKeepsTheContract(t *testing.T) {
	desktest.Contract(t, func(t *testing.T) desk.Store { return openAt(t, places(t.TempDir())) })
}

var today = time.Date(2026, 11, 23, 4, 5, 6, 0, time.UTC)

// testKey is the same in every process of these tests.
var testKey = seal.Key{ID: seal.KeyID{0x11, 0x22, 0x33}, Secret: [seal.KeySize]byte{7, 7, 7, 1, 2, 3}}

func clock() time.Time { return today }

func places(dir string) store.Places {
	return store.Places{Database: filepath.Join(dir, "beiandesk.db"), Pictures: filepath.Join(dir, "pictures"),
		Backup: filepath.Join(dir, "backup")}
}

// openAt opens a store that the test's end closes.
func openAt(t testing.TB, at store.Places) *store.Store {
	t.Helper()
	s, _ := openReport(t, at)
	return s
}

func openReport(t testing.TB, at store.Places) (*store.Store, store.Report) {
	t.Helper()
	s, report, err := store.Open(at, testKey, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s, report
}
