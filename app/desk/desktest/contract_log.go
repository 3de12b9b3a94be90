package desktest

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
)

func logOf(t *testing.T, s desk.Store, before int64, n int) (list []desk.Entry) {
	t.Helper()
	view(t, s, func(r desk.Reader) (err error) { list, err = r.Log(before, n); return err })
	return list
}

func logged(t *testing.T, s desk.Store) {
	if list := logOf(t, s, 0, 0); len(list) != 0 {
		t.Fatalf("an empty store has the log %+v", list)
	}
	f := insert(t, s, "a", 1) // without a word
	update(t, s, func(tx desk.Tx) error {
		if err := tx.Record(desk.Entry{Operator: "o", Action: desk.DidEdit, Filing: "a", Kinds: []string{"site.name"}}); err != nil {
			return err
		}
		return errors.Join(tx.Save(f, RowOf(f)), tx.Save(f, RowOf(f)))
	})
	if err := s.Update(t.Context(), func(tx desk.Tx) error {
		return errors.Join(tx.Save(f, RowOf(f)), tx.Record(desk.Entry{Action: desk.DidEdit, Filing: "a"}), errStop)
	}); !errors.Is(err, errStop) {
		t.Fatal(err)
	}
	update(t, s, func(tx desk.Tx) error {
		return errors.Join(tx.Record(desk.Entry{Action: "backup"}), tx.Purge("a"))
	})
	list := logOf(t, s, 0, 0)
	for i := range list {
		if list[i].At.IsZero() || list[i].At.Location() != time.UTC {
			t.Errorf("entry %d is of %v", list[i].N, list[i].At)
		}
		list[i].At = time.Time{}
	}
	want := []desk.Entry{
		{N: 3, Action: "backup"},
		{N: 2, Operator: "o", Action: desk.DidEdit, Filing: "a", Kinds: []string{"site.name"}, Rev: 3},
		{N: 1, Action: desk.DidSave, Filing: "a", Rev: 1},
	}
	if !reflect.DeepEqual(list, want) {
		t.Errorf("log\n%+v\nwant\n%+v", list, want)
	}
}

func logPages(t *testing.T, s desk.Store) {
	for range 7 {
		update(t, s, func(tx desk.Tx) error { return tx.Record(desk.Entry{Action: "backup"}) })
	}
	var seen []int64
	for before := int64(0); ; {
		page := logOf(t, s, before, 3)
		if len(page) == 0 {
			break
		}
		for _, e := range page {
			seen = append(seen, e.N)
		}
		before = page[len(page)-1].N
	}
	if want := []int64{7, 6, 5, 4, 3, 2, 1}; !reflect.DeepEqual(seen, want) {
		t.Errorf("read %v, want %v", seen, want)
	}
}

func operators(t *testing.T, s desk.Store) {
	late := desk.Operator{Name: "样本乙", Role: desk.Clerk, Slot: "s2", Since: day.Add(time.Hour)}
	early := desk.Operator{Name: "样本甲", Role: desk.Owner, Since: day}
	update(t, s, func(tx desk.Tx) (err error) {
		if late.ID, err = tx.PutOperator(late); err != nil {
			return err
		}
		early.ID, err = tx.PutOperator(early)
		return err
	})
	late.Gone = day.Add(2 * time.Hour)
	update(t, s, func(tx desk.Tx) error { _, err := tx.PutOperator(late); return err })
	view(t, s, func(r desk.Reader) error {
		list, err := r.Operators()
		if want := []desk.Operator{early, late}; !reflect.DeepEqual(list, want) {
			t.Errorf("operators\n%+v\nwant\n%+v", list, want)
		}
		return err
	})
	wantCode(t, "unknown operator", s.Update(t.Context(), func(tx desk.Tx) error {
		_, err := tx.PutOperator(desk.Operator{ID: "x"})
		return err
	}), app.CodeNotFound)
}

func consents(t *testing.T, s desk.Store) {
	insert(t, s, "a", 1)
	insert(t, s, "b", 2)
	c := desk.Consent{Filing: "a", To: desk.ToProvider, How: desk.OnPaper, What: "办理网站备案", Given: day}
	update(t, s, func(tx desk.Tx) (err error) { c.ID, err = tx.PutConsent(c); return err })
	c.Withdrawn = day.Add(time.Hour)
	update(t, s, func(tx desk.Tx) error { _, err := tx.PutConsent(c); return err })
	view(t, s, func(r desk.Reader) error {
		list, err := r.Consents("a")
		if want := []desk.Consent{c}; !reflect.DeepEqual(list, want) {
			t.Errorf("consents\n%+v\nwant\n%+v", list, want)
		}
		other, err2 := r.Consents("b")
		if len(other) != 0 {
			t.Errorf("another filing has %+v", other)
		}
		return errors.Join(err, err2)
	})
	for what, bad := range map[string]desk.Consent{"no filing": {Filing: "x"}, "unknown": {ID: "x", Filing: "a"}, "of another filing": {ID: c.ID, Filing: "b"}} {
		wantCode(t, what, s.Update(t.Context(), func(tx desk.Tx) error { _, err := tx.PutConsent(bad); return err }), app.CodeNotFound)
	}
	update(t, s, func(tx desk.Tx) error { return tx.Purge("a") })
	insert(t, s, "a", 1)
	view(t, s, func(r desk.Reader) error {
		list, err := r.Consents("a")
		if len(list) != 0 {
			t.Errorf("consents outlive their filing: %+v", list)
		}
		return err
	})
}

func erasures(t *testing.T, s desk.Store) {
	one := desk.Erasure{Filing: "a", By: "样本甲", Reason: desk.EraseAsked, Kinds: []string{"legal"}, Pictures: 2, Versions: 3, Consents: 1}
	update(t, s, func(tx desk.Tx) error {
		got, err := tx.PutErasure(one)
		if got.N != 1 || got.At.IsZero() || !got.Genuine {
			t.Errorf("noted as %+v", got)
		}
		return err
	})
	update(t, s, func(tx desk.Tx) error { _, err := tx.PutErasure(desk.Erasure{Filing: "b"}); return err })
	view(t, s, func(r desk.Reader) error {
		list, err := r.Erasures()
		if err != nil || len(list) != 2 || list[0].Filing != "b" || list[0].N != 2 {
			t.Fatalf("erasures %+v, %v", list, err)
		}
		got := list[1]
		got.At, one.N, one.Genuine = time.Time{}, 1, true
		if !reflect.DeepEqual(got, one) {
			t.Errorf("came back as\n%+v\nwant\n%+v", got, one)
		}
		return nil
	})
	if err := s.Scour(t.Context()); err != nil {
		t.Error(err)
	}
	insert(t, s, "c", 3) // it still works
}
