package store_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/refusal"
	"beiandesk/data/store"
)

const learntWords = "抬头和牌匾合不上去"

// TestACorrectionLiesSealedAndGoesWithItsFiling: its words are nowhere in the
// files, and once the filing is erased it opens no more.
func TestACorrectionLiesSealedAndGoesWithItsFiling(t *testing.T) {
	at := places(t.TempDir())
	s := openAt(t, at)
	f, row := desktest.Sample("a", 1)
	update(t, s, func(tx desk.Tx) error {
		if err := tx.Insert(f, row); err != nil {
			return err
		}
		if err := tx.SetRefused("a", []desk.Refused{{Reason: "site-title", Province: "440000", Provider: "ucloud", Day: "2026-11-23"}}); err != nil {
			return err
		}
		return tx.PutPhrase(desk.Phrase{Filing: "a", Words: learntWords, Reason: "site-title", At: today})
	})
	view(t, s, func(r desk.Reader) error {
		list, err := r.Phrases()
		if len(list) != 1 || list[0].Words != learntWords {
			t.Errorf("phrases %+v", list)
		}
		return err
	})
	if where := lies(t, filepath.Dir(at.Database), learntWords); where != "" {
		t.Errorf("the words lie in clear in %s", where)
	}
	d := deskOn(t, s)
	if _, err := d.Erase(t.Context(), "a", desk.EraseAsked); err != nil {
		t.Fatal(err)
	}
	view(t, s, func(r desk.Reader) error {
		list, err := r.Phrases()
		counts, err2 := r.RefusedCounts(nil)
		if len(list) != 0 || len(counts) != 0 || err2 != nil {
			t.Errorf("phrases %+v, counts %+v, %v", list, counts, err2)
		}
		return err
	})
	if where := lies(t, filepath.Dir(at.Database), "site-title"); where != "" {
		t.Errorf("the count is still in %s", where)
	}
}

// lies looks for words in all files.
func lies(t *testing.T, dir, words string) (where string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte(words)) {
			where = filepath.Base(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return where
}

// benchRefusals is a desk on benchRefusalStore.
func benchRefusals(b *testing.B) *desk.Desk { return deskOn(b, benchRefusalStore(b)) }

// benchRefusalStore gives ten thousand filings four counted reasons each.
func benchRefusalStore(b *testing.B) *store.Store {
	b.Helper()
	s, _ := office(b)
	reasons := []string{"site-name", "phone-dead", "material-bad", "domain-holder", "org-address", "letter", "sms-late", ""}
	provinces := []string{"110000", "310000", "330000", "440000", "500000"}
	providers := []string{"ucloud", "aliyun", "tencent"}
	for from := 0; from < many; from += 1000 {
		update(b, s, func(tx desk.Tx) error {
			for i := from; i < from+1000; i++ {
				var list []desk.Refused
				for k := range 4 {
					list = append(list, desk.Refused{Reason: reasons[(i+k)%len(reasons)], Province: provinces[i%len(provinces)],
						Provider: providers[i%len(providers)], Day: today.AddDate(0, 0, -i%700).Format("2006-01-02")})
				}
				if err := tx.SetRefused(fmt.Sprintf("f%05d", i), list); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return s
}

// BenchmarkRefusedCounts is what the page of counts reads.
func BenchmarkRefusedCounts(b *testing.B) {
	d := benchRefusals(b)
	for b.Loop() {
		if list, err := d.RefusedCounts(b.Context()); err != nil || len(list) == 0 {
			b.Fatal(err)
		}
	}
}

// BenchmarkRefusedFilings is what a reason leads to.
func BenchmarkRefusedFilings(b *testing.B) {
	d := benchRefusals(b)
	for b.Loop() {
		if list, err := d.RefusedFilings(b.Context(), desk.RefusedFilter{Reason: "site-name"}); err != nil || len(list) == 0 {
			b.Fatal(err)
		}
	}
}

// BenchmarkPlaceCounts is what every look at a filing reads of its place.
func BenchmarkPlaceCounts(b *testing.B) {
	s := benchRefusalStore(b)
	for b.Loop() {
		view(b, s, func(r desk.Reader) error {
			list, err := r.RefusedCounts(&desk.Place{Province: "440000", Provider: "ucloud"})
			if len(list) == 0 {
				b.Fatal("nothing is counted")
			}
			return err
		})
	}
}

// TestARefusalIsUndoneInTheFile: what is stored afterwards is what was stored
// before, counts and phrases included.
func TestARefusalIsUndoneInTheFile(t *testing.T) {
	s := openAt(t, places(t.TempDir()))
	d := deskOn(t, s)
	v, err := d.Add(t.Context(), "example.com", true)
	if err != nil {
		t.Fatal(err)
	}
	id := v.Filing.ID
	if v, err = d.Do(t.Context(), id, v.Filing.Rev, filing.ActSubmit, ""); err != nil {
		t.Fatal(err)
	}
	stored := func() (f filing.Filing, n int, phrases []desk.Phrase) {
		t.Helper()
		err := s.View(t.Context(), func(r desk.Reader) error {
			x, err := r.Filing(id)
			if err != nil {
				return err
			}
			f = *x
			f.Rev, f.Updated = 0, time.Time{}
			counts, err := r.RefusedCounts(nil)
			if err != nil {
				return err
			}
			n = len(counts)
			phrases, err = r.Phrases()
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return f, n, phrases
	}
	before, n, phrases := stored()
	read, err := d.ReadRefusal(t.Context(), id, "抬头和牌匾合不上")
	if err != nil {
		t.Fatal(err)
	}
	read.Items[0].Reason, read.Items[0].Confidence = "site-title", refusal.Told
	if v, err = d.TakeRefusal(t.Context(), id, v.Filing.Rev, filing.ActReturn, read); err != nil {
		t.Fatal(err)
	}
	if _, m, learnt := stored(); m != n+1 || len(learnt) != 1 {
		t.Fatalf("%d counted, learnt %+v", m, learnt)
	}
	if v, err = d.UndoRefusal(t.Context(), v.Undo); err != nil {
		t.Fatal(err)
	}
	after, m, learnt := stored()
	if !reflect.DeepEqual(before, after) || m != n || !reflect.DeepEqual(learnt, phrases) {
		t.Errorf("stored\n%+v, %d, %+v\nwant\n%+v, %d, %+v", after, m, learnt, before, n, phrases)
	}
}
