package store_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
	"beiandesk/data/store"
)

// jumps are clocks of the same machine, one after the other: right, after the
// battery is empty, right again, set forward, right.
var jumps = []time.Time{today, time.Date(2000, 1, 1, 0, 0, 5, 0, time.UTC), today.AddDate(0, 0, 1), today.AddDate(60, 0, 0), today.AddDate(0, 0, 2)}

// The log keeps the order of what was done, whatever the clock said, and its
// chain holds; every filing can be read and saved under every clock.
func TestTheLogKeepsItsOrderWhateverTheClockSays(t *testing.T) {
	at := places(filepath.Join(t.TempDir(), "data"))
	for i, now := range jumps {
		s, report, err := store.Open(at, testKey, func() time.Time { return now })
		if err != nil || report.Mended() {
			t.Fatalf("clock %v: %+v, %v", now, report, err)
		}
		withPicture(t, s, fmt.Sprint("f", i), i)
		for k := range i { // made under the other clocks
			update(t, s, func(tx desk.Tx) error {
				f, err := tx.Filing(fmt.Sprint("f", k))
				if err != nil {
					return err
				}
				f.Remark = fmt.Sprint("第几次 ", i)
				if _, err := tx.Picture(f.Materials[0].Picture); err != nil {
					return err
				}
				if _, err := tx.Keep(f, filing.StepInfo, now); err != nil {
					return err
				}
				return tx.Save(f, desktest.RowOf(f))
			})
		}
		closeStore(t, s)
		clean(t, at)
	}
	s := openAt(t, at)
	view(t, s, func(r desk.Reader) error {
		list, err := r.Log(0, 0)
		if err != nil {
			return err
		}
		slices.Reverse(list)
		clock := 0
		for i, e := range list {
			if e.N != int64(i+1) {
				t.Errorf("entry %d has number %d", i+1, e.N)
			}
			if clock < len(jumps)-1 && e.At.Equal(jumps[clock+1]) {
				clock++
			}
			if !e.At.Equal(jumps[clock]) {
				t.Errorf("entry %d is of %v, not in the order of making", e.N, e.At)
			}
		}
		if clock != len(jumps)-1 {
			t.Errorf("entries of %d clocks only", clock+1)
		}
		versions, err := r.Versions("f0")
		if len(versions) != len(jumps)-1 {
			t.Errorf("%d versions of f0", len(versions))
		}
		return err
	})
}

// Keeping ends by the clock, so a wrong one reminds too early or too late; but
// it only reminds, and with the right clock the reminder is right again.
func TestAWrongClockErasesNothing(t *testing.T) {
	now := today
	s, _, err := store.Open(places(t.TempDir()), testKey, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	defer closeStore(t, s)
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(s, desk.Options{Tables: tables, Now: func() time.Time { return now }})
	f, _ := desktest.Sample("ended", 1)
	f.State, f.Since = filing.Abandoned, today
	row := desktest.RowOf(f)
	row.Ended = today
	update(t, s, func(tx desk.Tx) error { return tx.Insert(f, row) })
	for _, c := range []struct {
		now time.Time
		due int
	}{{today, 0}, {today.AddDate(60, 0, 0), 1}, {today.AddDate(-26, 0, 0), 0}, {today.AddDate(1, 0, 0), 0}, {today.AddDate(2, 0, 1), 1}} {
		now = c.now
		due, err := d.DueForErasing(t.Context())
		if err != nil || len(due) != c.due {
			t.Errorf("clock %v: %d due, want %d, %v", now, len(due), c.due, err)
		}
		if rows, err := d.Rows(t.Context()); err != nil || len(rows) != 1 {
			t.Errorf("clock %v: %d rows, %v", now, len(rows), err)
		}
	}
}
