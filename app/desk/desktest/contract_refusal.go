package desktest

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
)

func refusals(t *testing.T, s desk.Store) {
	f := insert(t, s, "a", 1)
	insert(t, s, "b", 2)
	here := desk.Place{Province: "440000", Provider: "ucloud"}
	put := func(id string, list ...desk.Refused) {
		t.Helper()
		update(t, s, func(tx desk.Tx) error { return tx.SetRefused(id, list) })
	}
	one := func(reason, province, provider, day string) desk.Refused {
		return desk.Refused{Reason: reason, Province: province, Provider: provider, Day: day}
	}
	put("a", one("gone", "440000", "ucloud", "2026-01-01"))
	put("a", one("site-name", "440000", "ucloud", "2026-10-31"), one("site-name", "440000", "ucloud", "2026-11-01"), one("", "110000", "", "2026-11-02"))
	put("b", one("site-name", "440000", "ucloud", "2026-11-20"), one("phone-dead", "440000", "aliyun", "2026-11-20"))
	counts := func(at *desk.Place) (list []desk.RefusedCount) {
		t.Helper()
		view(t, s, func(r desk.Reader) (err error) { list, err = r.RefusedCounts(at); return err })
		return list
	}
	nov := desk.RefusedCount{Reason: "site-name", Province: "440000", Provider: "ucloud", Month: "2026-11", N: 2}
	oct := desk.RefusedCount{Reason: "site-name", Province: "440000", Provider: "ucloud", Month: "2026-10", N: 1}
	if got, want := counts(nil), []desk.RefusedCount{{Province: "110000", Month: "2026-11", N: 1},
		{Reason: "phone-dead", Province: "440000", Provider: "aliyun", Month: "2026-11", N: 1}, oct, nov}; !reflect.DeepEqual(got, want) {
		t.Errorf("counted\n%+v\nwant\n%+v", got, want)
	}
	if got, want := counts(&here), []desk.RefusedCount{oct, nov}; !reflect.DeepEqual(got, want) {
		t.Errorf("counted here\n%+v\nwant\n%+v", got, want)
	}
	view(t, s, func(r desk.Reader) error {
		got, err := r.RefusedFilings(desk.RefusedFilter{Reason: "site-name", Province: &here.Province, Provider: &here.Provider})
		want := []desk.RefusedFiling{{Filing: "b", Domain: "yangben-2.cn", Organiser: "样本商贸2有限公司", Day: "2026-11-20", N: 1},
			{Filing: "a", Domain: f.Domain.Name, Organiser: f.Organiser.Name, Day: "2026-11-01", N: 2}}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("filings\n%+v\nwant\n%+v", got, want)
		}
		for _, q := range []desk.RefusedFilter{{Reason: "site-name", Since: "2026-11-02"}, {Reason: "phone-dead"}} {
			if list, err := r.RefusedFilings(q); err != nil || len(list) != 1 || list[0].Filing != "b" {
				t.Errorf("%+v gives %+v, %v", q, list, err)
			}
		}
		none := "x"
		if list, err := r.RefusedFilings(desk.RefusedFilter{Reason: "phone-dead", Provider: &none}); err != nil || len(list) != 0 {
			t.Errorf("another provider gives %+v, %v", list, err)
		}
		return err
	})
	update(t, s, func(tx desk.Tx) error { return tx.Trash("b", day) })
	if got := counts(&here); len(got) != 2 || got[1].N != 1 {
		t.Errorf("the trash counts: %+v", got)
	}
	update(t, s, func(tx desk.Tx) error { return errors.Join(tx.Purge("a"), tx.Purge("b")) })
	insert(t, s, "a", 1)
	if got := counts(nil); len(got) != 0 {
		t.Errorf("counts outlive their filing: %+v", got)
	}
	wantCode(t, "no filing", s.Update(t.Context(), func(tx desk.Tx) error { return tx.SetRefused("x", nil) }), app.CodeNotFound)
}

func phrases(t *testing.T, s desk.Store) {
	insert(t, s, "a", 1)
	insert(t, s, "b", 2)
	list := func() (list []desk.Phrase) {
		t.Helper()
		view(t, s, func(r desk.Reader) (err error) { list, err = r.Phrases(); return err })
		return list
	}
	put := func(p ...desk.Phrase) {
		t.Helper()
		update(t, s, func(tx desk.Tx) (all error) {
			for _, x := range p {
				all = errors.Join(all, tx.PutPhrase(x))
			}
			return all
		})
	}
	one := desk.Phrase{Filing: "a", Words: "抬头合不上", Reason: "site-name", At: day}
	two := desk.Phrase{Filing: "b", Words: "抬头合不上", Reason: "site-title", At: day.Add(time.Hour)}
	put(one, two)
	if got, want := list(), []desk.Phrase{two, one}; !reflect.DeepEqual(got, want) {
		t.Errorf("phrases\n%+v\nwant\n%+v", got, want)
	}
	one.Reason = "org-name"
	put(one)
	if got, want := list(), []desk.Phrase{one, two}; !reflect.DeepEqual(got, want) {
		t.Errorf("replaced\n%+v\nwant\n%+v", got, want)
	}
	put(desk.Phrase{Filing: "b", Words: two.Words})
	if got, want := list(), []desk.Phrase{one}; !reflect.DeepEqual(got, want) {
		t.Errorf("one removed\n%+v\nwant\n%+v", got, want)
	}
	update(t, s, func(tx desk.Tx) error { return tx.Purge("a") })
	if got := list(); len(got) != 0 {
		t.Errorf("phrases outlive their filing: %+v", got)
	}
	wantCode(t, "no filing", s.Update(t.Context(), func(tx desk.Tx) error { return tx.PutPhrase(one) }), app.CodeNotFound)
}
