package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/seal"
	"beiandesk/data/store"
)

// taken checks that old data are all there and sealed with keys of their own.
func taken(t *testing.T, at store.Places, filings, pictures int) {
	t.Helper()
	s, _ := openReport(t, at)
	view(t, s, func(r desk.Reader) error {
		rows, err := r.Rows(false)
		if err != nil || len(rows) != filings {
			t.Fatalf("%d rows, %v", len(rows), err)
		}
		for i := range filings {
			id := fmt.Sprintf("old-%d", i)
			want, _ := desktest.Sample(id, i)
			f, err := r.Filing(id)
			if err != nil || f.Rev != 3 || f.Legal != want.Legal || f.Note != want.Note {
				t.Fatalf("%s: %+v, %v", id, f, err)
			}
			for k := range pictures {
				data, err := r.Picture(fmt.Sprintf("%02x%014x%016x", (i*7+k)%256, i, k))
				if err != nil || string(data) != store.OldPicture(i, k) {
					t.Errorf("picture %d of %s: %q, %v", k, id, data, err)
				}
			}
			versions, err := r.Versions(id)
			if err != nil || len(versions) != 2 {
				t.Fatalf("%d versions, %v", len(versions), err)
			}
			for _, x := range versions {
				if _, err := r.Version(x.ID); err != nil {
					t.Error(err)
				}
			}
		}
		for _, row := range rows {
			if row.Note == store.DamagedNote || row.Ended.IsZero() == (row.State == "abandoned") {
				t.Errorf("row %+v", row)
			}
		}
		v, err := r.Setting("k")
		if string(v) != "v" {
			t.Errorf("setting %q", v)
		}
		return err
	})
	closeStore(t, s)
	clean(t, at)
	if n := sealedWith(t, at, testKey.ID); n != 0 {
		t.Errorf("%d picture files are still sealed with the data key", n)
	}
}

// clean runs the check and wants nothing found.
func clean(t testing.TB, at store.Places) {
	t.Helper()
	for _, f := range faults(t, at) {
		t.Errorf("found %+v", f)
	}
}

func faults(t testing.TB, at store.Places) []desk.Fault {
	t.Helper()
	c, err := store.OpenCheck(at, testKey, clock)
	if err != nil {
		t.Fatal(err)
	}
	list, err := c.Verify(t.Context(), nil)
	if err := errors.Join(err, c.Close()); err != nil {
		t.Fatal(err)
	}
	return list
}

// sealedWith counts the picture files that begin with a key's id.
func sealedWith(t testing.TB, at store.Places, id seal.KeyID) (n int) {
	t.Helper()
	if err := filepath.WalkDir(at.Pictures, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if bytes.Contains(content[:min(len(content), 300)], append([]byte{seal.Version}, id[:]...)) {
			n++
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

var errPulled = errors.New("the plug was pulled")

func TestOldDataAreTakenOverWhereverItIsBrokenOff(t *testing.T) {
	const filings, pictures = 3, 2
	for step := 1; ; step++ {
		at := places(t.TempDir())
		if err := store.OldData(at, testKey, filings, pictures); err != nil {
			t.Fatal(err)
		}
		if step == 1 && sealedWith(t, at, testKey.ID) != filings*pictures {
			t.Fatal("the old data are not sealed with the data key")
		}
		restore := store.Interrupt(step, errPulled)
		s, report, err := store.Open(at, testKey, clock)
		steps := restore()
		if err == nil {
			closeStore(t, s)
			if steps < filings*pictures+3 || report.Resealed != filings || report.Migrated == 0 {
				t.Errorf("%d steps, %+v", steps, report)
			}
			taken(t, at, filings, pictures)
			return
		}
		if !errors.Is(err, errPulled) {
			t.Fatalf("step %d: %v", step, err)
		}
		taken(t, at, filings, pictures)
	}
}

func TestAnOldFilePutBackDoesNotOpen(t *testing.T) {
	at := places(t.TempDir())
	if err := store.OldData(at, testKey, 1, 1); err != nil {
		t.Fatal(err)
	}
	path := sealedFiles(t, at)[0]
	old, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	taken(t, at, 1, 1)
	if err := os.WriteFile(path, old, 0o600); err != nil {
		t.Fatal(err)
	}
	s := openAt(t, at)
	view(t, s, func(r desk.Reader) error {
		if data, err := r.Picture(filepath.Base(path)[:32]); err == nil {
			t.Errorf("it opened: %q", data)
		}
		return nil
	})
}
