package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"testing"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/data/store"
)

// TestAThousandFlippedBits over database and sealed files: what a person is
// shown is right or is not shown, and the check finds what does not open.
func TestAThousandFlippedBits(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	var pictures []string
	for i := range 6 {
		f, picture := withPicture(t, s, fmt.Sprintf("f%d", i), i)
		pictures = append(pictures, picture)
		update(t, s, func(tx desk.Tx) error {
			if _, err := tx.Keep(f, filing.StepInfo, today); err != nil {
				return err
			}
			_, err := tx.PutConsent(desk.Consent{Filing: f.ID, To: desk.ToPolice, How: desk.OnPaper, What: "备案", Given: today})
			return err
		})
	}
	update(t, s, func(tx desk.Tx) error {
		_, err := tx.PutTemplate(desk.Template{Name: "样本"})
		_, err2 := tx.PutOperator(desk.Operator{Name: "样本甲", Role: desk.Owner, Since: today})
		_, err3 := tx.PutErasure(desk.Erasure{Filing: "x"})
		return errors.Join(err, err2, err3, tx.SetSetting("k", []byte("v")))
	})
	if err := s.Scour(t.Context()); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	clean(t, at)
	truth := shown(t, at, pictures)
	if len(truth) < 6*4 {
		t.Fatalf("only %d things are shown", len(truth))
	}
	files := append(sealedFiles(t, at), at.Database)
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 1))
	found, harmless, refused := 0, 0, 0
	for n := range 1000 {
		path := files[r.IntN(len(files))]
		if n%2 == 0 {
			path = at.Database
		}
		good, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		bad := bytes.Clone(good)
		place := r.IntN(len(bad))
		bad[place] ^= 1 << r.IntN(8)
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		same := true
		for what, got := range shown(t, at, pictures) {
			if got == nil {
				same = false // refused or marked
			} else if !reflect.DeepEqual(got, truth[what]) {
				t.Errorf("seed %d, flip %d at byte %d of %s: %s is shown wrong:\n%+v\nwant\n%+v", seed, n, place, path, what, got, truth[what])
			}
		}
		c, err := store.OpenCheck(at, testKey, clock)
		switch {
		case err != nil:
			refused++
		default:
			list, err := c.Verify(t.Context(), nil)
			if cerr := c.Close(); cerr != nil {
				t.Fatal(cerr)
			}
			switch {
			case err != nil:
				refused++
			case len(list) > 0:
				found++
			case same:
				harmless++
			default:
				t.Errorf("seed %d, flip %d at byte %d of %s: something does not open, and the check says nothing", seed, n, place, path)
			}
		}
		if err := os.WriteFile(path, good, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	clean(t, at)
	t.Logf("%d found, %d refused to open, %d harmless", found, refused, harmless)
	if found < 400 {
		t.Errorf("only %d of 1000 flips were found", found)
	}
}

// shown is all that a person can be shown; nil stands for what does not open or
// is marked as damaged. What is not there at all is missing.
func shown(t *testing.T, at store.Places, pictures []string) map[string]any {
	t.Helper()
	out := map[string]any{}
	c, err := store.OpenCheck(at, testKey, clock)
	if err != nil {
		return map[string]any{"the store": nil}
	}
	defer c.Close() // only read from
	if err := c.View(t.Context(), func(r desk.Reader) error {
		put := func(what string, v any, err error) {
			if err != nil {
				v = nil
			}
			out[what] = v
		}
		rows, err := r.Rows(false)
		put("all rows", len(rows), err)
		for _, x := range rows {
			if x.Note == store.DamagedNote {
				out["row "+x.ID] = nil
			} else {
				out["row "+x.ID] = x
			}
			f, err := r.Filing(x.ID)
			put("filing "+x.ID, f, err)
			consents, err := r.Consents(x.ID)
			if len(consents) == 0 {
				out["consents "+x.ID] = nil // a broken index hides rows until the check
			} else {
				put("consents "+x.ID, consents, err)
			}
		}
		for _, p := range pictures {
			data, err := r.Picture(p)
			put("picture "+p, data, err)
		}
		templates, err := r.Templates()
		put("templates", templates, err)
		operators, err := r.Operators()
		put("operators", operators, err)
		value, err := r.Setting("k")
		if value == nil {
			out["setting"] = nil // likewise
		} else {
			put("setting", value, err)
		}
		return nil
	}); err != nil {
		return map[string]any{"the store": nil}
	}
	if _, ok := out["all rows"]; ok && out["all rows"] != 6 {
		out["all rows"] = nil // a row that the check misses, or finds in the trash
	}
	return out
}
