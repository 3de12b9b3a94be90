package desktest

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
)

func trash(t *testing.T, s desk.Store) {
	f := insert(t, s, "a", 1)
	update(t, s, func(tx desk.Tx) error { return tx.Trash("a", day) })
	update(t, s, func(tx desk.Tx) error { return tx.Save(f, RowOf(f)) }) // a save does not bring it back
	view(t, s, func(r desk.Reader) error {
		list, _ := r.Rows(false)
		bin, err := r.Rows(true)
		if len(list) != 0 || len(bin) != 1 || !bin[0].Trashed.Equal(day) {
			t.Errorf("list %v, trash %v", list, bin)
		}
		if _, err := r.Filing("a"); err != nil {
			t.Errorf("a trashed filing does not open: %v", err)
		}
		if ids, err := r.SameDomain(f.Domain.Name); err != nil || len(ids) != 0 {
			t.Errorf("trash counts as equal domain: %v, %v", ids, err)
		}
		return err
	})
	update(t, s, func(tx desk.Tx) error { return tx.Trash("a", time.Time{}) })
	view(t, s, func(r desk.Reader) error {
		list, err := r.Rows(false)
		if len(list) != 1 || !list[0].Trashed.IsZero() || list[0].Rev != 2 {
			t.Errorf("list %+v", list)
		}
		return err
	})
}

func purge(t *testing.T, s desk.Store) {
	f := insert(t, s, "a", 1)
	insert(t, s, "b", 2)
	var mine, source, other string
	update(t, s, func(tx desk.Tx) (err error) {
		if _, err = tx.Keep(f, filing.StepInfo, day); err != nil {
			return err
		}
		if other, err = tx.AddPicture("b", []byte("留")); err != nil {
			return err
		}
		if mine, err = tx.AddPicture("a", []byte("去")); err != nil {
			return err
		}
		if source, err = tx.AddPicture("a", []byte("%PDF-去")); err != nil {
			return err
		}
		f.Materials[0].Picture, f.Materials[0].Source = mine, source
		return tx.Save(f, RowOf(f))
	})
	view(t, s, func(r desk.Reader) error {
		got, err := r.Filing("a")
		if err == nil && (got.Materials[0].Picture != mine || got.Materials[0].Source != source) {
			t.Errorf("material %+v", got.Materials[0])
		}
		return err
	})
	update(t, s, func(tx desk.Tx) error { return tx.Purge("a") })
	view(t, s, func(r desk.Reader) error {
		_, err := r.Filing("a")
		wantCode(t, "Filing", err, app.CodeNotFound)
		_, err = r.Picture(mine)
		wantCode(t, "Picture", err, app.CodeNotFound)
		_, err = r.Picture(source)
		wantCode(t, "Picture, the untouched file", err, app.CodeNotFound)
		if data, err := r.Picture(other); err != nil || string(data) != "留" {
			t.Errorf("another filing's picture: %q, %v", data, err)
		}
		if list, err := r.Versions("a"); err != nil || len(list) != 0 {
			t.Errorf("versions %v, %v", list, err)
		}
		return nil
	})
	insert(t, s, "a", 1)
}

func versions(t *testing.T, s desk.Store) {
	f := insert(t, s, "a", 1)
	keep := func(step filing.Step, at time.Time, want bool) {
		t.Helper()
		update(t, s, func(tx desk.Tx) error {
			kept, err := tx.Keep(f, step, at)
			if kept != want {
				t.Errorf("kept %v, want %v", kept, want)
			}
			return err
		})
	}
	keep(filing.StepType, day, true)
	f.Updated = day.Add(time.Hour)
	update(t, s, func(tx desk.Tx) error { return tx.Save(f, RowOf(f)) })
	keep(filing.StepRegion, day.Add(time.Hour), false) // only revision and time differ
	f.Remark = "第二版"
	keep(filing.StepInfo, day.Add(2*time.Hour), true)
	f.Remark = ""
	keep(filing.StepInfo, day.Add(3*time.Hour), true) // equal to an older one, not to the newest
	view(t, s, func(r desk.Reader) error {
		list, err := r.Versions("a")
		if err != nil || len(list) != 3 {
			t.Fatalf("%d versions, %v", len(list), err)
		}
		for i, want := range []desk.Version{{Rev: 2, Step: filing.StepInfo, At: day.Add(3 * time.Hour)},
			{Rev: 2, Step: filing.StepInfo, At: day.Add(2 * time.Hour)}, {Rev: 1, Step: filing.StepType, At: day}} {
			want.ID = list[i].ID
			if list[i] != want {
				t.Errorf("version %d is %+v, want %+v", i, list[i], want)
			}
		}
		old, err := r.Version(list[1].ID)
		if err == nil && (old.Remark != "第二版" || old.ID != "a" || old.Rev != 2) {
			t.Errorf("the second version came back as %+v", old)
		}
		return err
	})
}

func versionLimit(t *testing.T, s desk.Store) {
	f := insert(t, s, "a", 1)
	update(t, s, func(tx desk.Tx) error {
		for i := range MaxVersions + 5 {
			f.Remark = fmt.Sprint(i)
			if _, err := tx.Keep(f, filing.StepInfo, day.Add(time.Duration(i)*time.Minute)); err != nil {
				return err
			}
		}
		return nil
	})
	view(t, s, func(r desk.Reader) error {
		list, err := r.Versions("a")
		if err != nil || len(list) != MaxVersions {
			t.Fatalf("%d versions, %v; want %d", len(list), err, MaxVersions)
		}
		oldest, err := r.Version(list[len(list)-1].ID)
		if err == nil && oldest.Remark != "5" {
			t.Errorf("the oldest left is %q, want 5", oldest.Remark)
		}
		return err
	})
}

func pictures(t *testing.T, s desk.Store) {
	insert(t, s, "a", 1)
	data := map[string][]byte{}
	update(t, s, func(tx desk.Tx) error {
		for _, d := range [][]byte{{}, []byte("小图"), bytes.Repeat([]byte{0xff, 0xd8, 1}, 1<<20)} {
			id, err := tx.AddPicture("a", d)
			if err != nil {
				return err
			}
			data[id] = d
			if got, err := tx.Picture(id); err != nil || !bytes.Equal(got, d) {
				t.Errorf("within its transaction: %d bytes, %v", len(got), err)
			}
		}
		return nil
	})
	if len(data) != 3 {
		t.Fatalf("%d different ids", len(data))
	}
	for id, want := range data {
		view(t, s, func(r desk.Reader) error {
			got, err := r.Picture(id)
			if !bytes.Equal(got, want) {
				t.Errorf("%d bytes came back, want %d", len(got), len(want))
			}
			return err
		})
		update(t, s, func(tx desk.Tx) error { return tx.DropPicture(id) })
		update(t, s, func(tx desk.Tx) error { return tx.DropPicture(id) })
		view(t, s, func(r desk.Reader) error {
			_, err := r.Picture(id)
			wantCode(t, "dropped", err, app.CodeNotFound)
			return nil
		})
	}
	var both string
	update(t, s, func(tx desk.Tx) (err error) { // added and dropped at once
		if both, err = tx.AddPicture("a", []byte("x")); err != nil {
			return err
		}
		return tx.DropPicture(both)
	})
	view(t, s, func(r desk.Reader) error {
		_, err := r.Picture(both)
		wantCode(t, "added and dropped", err, app.CodeNotFound)
		return nil
	})
}

func pictureOwner(t *testing.T, s desk.Store) {
	wantCode(t, "no such filing", s.Update(t.Context(), func(tx desk.Tx) error {
		_, err := tx.AddPicture("a", []byte("x"))
		return err
	}), app.CodeNotFound)
	f, row := Sample("a", 1)
	update(t, s, func(tx desk.Tx) (err error) { // an import adds the picture first
		if f.Materials[0].Picture, err = tx.AddPicture("a", []byte("x")); err != nil {
			return err
		}
		return tx.Insert(f, row)
	})
}

func equal(t *testing.T, s desk.Store) {
	a := insert(t, s, "a", 1)
	b, row := Sample("b", 2)
	b.Domain.Name, b.Organiser.CertNumber = "YANGBEN-1.CN", "sample 00000000-0001"
	update(t, s, func(tx desk.Tx) error { return tx.Insert(b, row) })
	c, row := Sample("c", 3)
	c.Domain.Name, c.Organiser.CertNumber = "", ""
	update(t, s, func(tx desk.Tx) error { return tx.Insert(c, row) })
	check := func(what string, find func(desk.Reader) ([]string, error), want ...string) {
		t.Helper()
		view(t, s, func(r desk.Reader) error {
			ids, err := find(r)
			if !slices.Equal(ids, want) {
				t.Errorf("%s: %v, want %v", what, ids, want)
			}
			return err
		})
	}
	domain := func(d string) func(desk.Reader) ([]string, error) {
		return func(r desk.Reader) ([]string, error) { return r.SameDomain(d) }
	}
	organiser := func(n string) func(desk.Reader) ([]string, error) {
		return func(r desk.Reader) ([]string, error) { return r.SameOrganiser(n) }
	}
	check("domain", domain("Yangben-1.cn."), "b", "a") // newest first
	check("organiser", organiser("ＳＡＭＰＬＥ000000000001"), "b", "a")
	check("another domain", domain("yangben-9.cn"))
	check("no domain", domain(""))
	check("no organiser", organiser(" "))
	a.Domain.Name, a.Organiser.CertNumber = "neu.cn", "X1"
	update(t, s, func(tx desk.Tx) error { return tx.Save(a, RowOf(a)) })
	check("domain after a change", domain("yangben-1.cn"), "b")
	check("new domain", domain("neu.cn"), "a")
	check("organiser after a change", organiser("SAMPLE000000000001"), "b")
}

func templates(t *testing.T, s desk.Store) {
	person := desk.Template{Name: "样本乙", Person: &filing.Person{Name: "样本乙", Mobile: "13800001235"}, Updated: day}
	company := desk.Template{Name: "样本甲公司", Organiser: &filing.Organiser{Name: "样本甲公司", CertNumber: "SAMPLE1"}, Updated: day}
	update(t, s, func(tx desk.Tx) (err error) {
		if company.ID, err = tx.PutTemplate(company); err != nil {
			return err
		}
		person.ID, err = tx.PutTemplate(person)
		return err
	})
	list := func() (l []desk.Template) {
		view(t, s, func(r desk.Reader) (err error) { l, err = r.Templates(); return err })
		return l
	}
	if got, want := list(), []desk.Template{person, company}; !reflect.DeepEqual(got, want) {
		t.Errorf("templates\n%+v\nwant\n%+v", got, want)
	}
	person.Name, person.Person, person.Updated = "样本丙", &filing.Person{Name: "样本丙"}, day.Add(time.Hour)
	update(t, s, func(tx desk.Tx) error {
		id, err := tx.PutTemplate(person)
		if id != person.ID {
			t.Errorf("id %q after a replacement, want %q", id, person.ID)
		}
		return errors.Join(err, tx.DropTemplate(company.ID))
	})
	if got, want := list(), []desk.Template{person}; !reflect.DeepEqual(got, want) {
		t.Errorf("templates\n%+v\nwant\n%+v", got, want)
	}
}

func settings(t *testing.T, s desk.Store) {
	check := func(want []byte) {
		t.Helper()
		view(t, s, func(r desk.Reader) error {
			got, err := r.Setting("office")
			if !reflect.DeepEqual(got, want) {
				t.Errorf("setting %#v, want %#v", got, want)
			}
			return err
		})
	}
	check(nil)
	for _, v := range [][]byte{[]byte("样本代办处"), []byte("二"), {}, nil} {
		update(t, s, func(tx desk.Tx) error { return tx.SetSetting("office", v) })
		check(v)
	}
}

func ownership(t *testing.T, s desk.Store) {
	f, id := withPicture(t, s)
	update(t, s, func(tx desk.Tx) error { return tx.SetSetting("k", []byte("v")) })
	f.Site.Contents[0] = 99
	view(t, s, func(r desk.Reader) error {
		got, err := r.Filing("a")
		if err != nil {
			return err
		}
		got.Site.Contents[0] = 98
		data, err := r.Picture(id)
		if err != nil {
			return err
		}
		data[0] = 0
		v, err := r.Setting("k")
		v[0] = 0
		return err
	})
	view(t, s, func(r desk.Reader) error {
		got, err := r.Filing("a")
		if err == nil && got.Site.Contents[0] != 1 {
			t.Errorf("the stored filing changed with the caller's: %d", got.Site.Contents[0])
		}
		if data, err := r.Picture(id); err != nil || string(data) != "旧图" {
			t.Errorf("the stored picture changed: %q, %v", data, err)
		}
		if v, err := r.Setting("k"); err != nil || string(v) != "v" {
			t.Errorf("the stored setting changed: %q, %v", v, err)
		}
		return err
	})
}

func snapshot(t *testing.T, s desk.Store) {
	f := insert(t, s, "a", 1)
	view(t, s, func(r desk.Reader) error {
		if _, err := r.Rows(false); err != nil {
			return err
		}
		insert(t, s, "b", 2)
		f.Remark = "改"
		update(t, s, func(tx desk.Tx) error { return tx.Save(f, RowOf(f)) })
		rows, err := r.Rows(false)
		if err != nil || len(rows) != 1 || rows[0].Rev != 1 {
			t.Errorf("a view saw a later update: %+v, %v", rows, err)
		}
		got, err := r.Filing("a")
		if err == nil && got.Remark != "" {
			t.Error("a view saw a later save")
		}
		return err
	})
}

func parallel(t *testing.T, s desk.Store) {
	insert(t, s, "a", 1)
	var all sync.WaitGroup
	const workers, rounds = 8, 10
	for w := range workers {
		all.Go(func() {
			for i := range rounds {
				if err := s.Update(t.Context(), func(tx desk.Tx) error {
					f, err := tx.Filing("a")
					if err != nil {
						return err
					}
					f.Remark = fmt.Sprintf("%d/%d", w, i)
					return tx.Save(f, RowOf(f))
				}); err != nil {
					t.Error(err)
				}
				if err := s.View(t.Context(), func(r desk.Reader) error { _, err := r.Rows(false); return err }); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	view(t, s, func(r desk.Reader) error {
		f, err := r.Filing("a")
		if err == nil && f.Rev != 1+workers*rounds {
			t.Errorf("revision %d, want %d", f.Rev, 1+workers*rounds)
		}
		return err
	})
}

func leaked(t *testing.T, s desk.Store) {
	var r desk.Reader
	var w desk.Tx
	view(t, s, func(x desk.Reader) error { r = x; return nil })
	update(t, s, func(x desk.Tx) error { w = x; return nil })
	if _, err := r.Rows(false); err == nil {
		t.Error("a reader works after its view")
	}
	if err := w.SetSetting("k", []byte("v")); err == nil {
		t.Error("a transaction works after its update")
	}
}
