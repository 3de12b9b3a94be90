package desktest

import (
	"bytes"
	"context"
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

// Contract runs what every desk.Store must do. open gives an empty store; it
// is called once for each part.
func Contract(t *testing.T, open func(t *testing.T) desk.Store) {
	for _, part := range []struct {
		name string
		test func(*testing.T, desk.Store)
	}{
		{"a filing comes back as it was saved", filingRoundTrip},
		{"rows are listed newest first", rowsInOrder},
		{"what is not there is said so", notThere},
		{"a filing is inserted once", insertOnce},
		{"the later save with an old revision is refused", conflict},
		{"nothing remains of a failed update", rollbackAll},
		{"a revision is given back on rollback", rollbackRevision},
		{"nothing remains after a panic", rollbackPanic},
		{"a cancelled context changes nothing", cancelled},
		{"trash and back", trash},
		{"purge takes versions and pictures along", purge},
		{"versions are kept once each, newest first", versions},
		{"old versions beyond the limit go", versionLimit},
		{"pictures", pictures},
		{"a picture needs its filing at the end", pictureOwner},
		{"equal domains and organisers are found", equal},
		{"templates", templates},
		{"settings", settings},
		{"returned values belong to the caller", ownership},
		{"a view sees one state", snapshot},
		{"updates from many goroutines all count", parallel},
		{"a transaction ends with its function", leaked},
	} {
		t.Run(part.name, func(t *testing.T) { part.test(t, open(t)) })
	}
}

var day = time.Date(2026, 11, 23, 4, 5, 6, 789, time.UTC)

// Sample makes a filing and its row; n makes them differ. All in it is made up.
func Sample(id string, n int) (*filing.Filing, desk.Row) {
	f := &filing.Filing{Schema: filing.Schema, ID: id, Kind: filing.KindFirst, State: filing.Draft,
		Note: fmt.Sprintf("样本备注 %d", n), Created: day, Updated: day.Add(time.Duration(n) * time.Minute)}
	f.Domain.Name = fmt.Sprintf("yangben-%d.cn", n)
	f.Organiser = filing.Organiser{Name: fmt.Sprintf("样本商贸%d有限公司", n), Nature: 4, CertType: 1, CertNumber: fmt.Sprintf("SAMPLE%012d", n)}
	f.Legal = filing.Person{Name: "样本甲", CertType: 2, CertNumber: "440501199001010010", Mobile: "13800001234", Email: "yangben@example.cn", ValidTo: filing.LongTerm}
	f.Site = filing.Site{Name: "样本小店", Contents: []int{1, 12}, Languages: []int{1}}
	f.Materials = []filing.Material{{Slot: filing.SlotLicence, Format: "jpeg", Width: 1200, Height: 1600, Added: day}}
	return f, RowOf(f)
}

// RowOf makes a row for a filing; a real one comes from the desk.
func RowOf(f *filing.Filing) desk.Row {
	return desk.Row{ID: f.ID, Domain: f.Domain.Name, Organiser: f.Organiser.Name, Kind: f.Kind, State: f.State,
		Portrait: f.Portrait.Status, Number: f.Number, Note: f.Note, Step: filing.StepInfo, Next: desk.NextInfo,
		Due: f.Updated.Add(72 * time.Hour), Updated: f.Updated, Sample: f.Sample}
}

func update(t *testing.T, s desk.Store, work func(desk.Tx) error) {
	t.Helper()
	if err := s.Update(t.Context(), work); err != nil {
		t.Fatal(err)
	}
}

func view(t *testing.T, s desk.Store, work func(desk.Reader) error) {
	t.Helper()
	if err := s.View(t.Context(), work); err != nil {
		t.Fatal(err)
	}
}

func insert(t *testing.T, s desk.Store, id string, n int) *filing.Filing {
	t.Helper()
	f, row := Sample(id, n)
	update(t, s, func(tx desk.Tx) error { return tx.Insert(f, row) })
	return f
}

func wantCode(t *testing.T, what string, err error, code string) {
	t.Helper()
	if app.CodeOf(err) != code {
		t.Errorf("%s: code %q (%v), want %q", what, app.CodeOf(err), err, code)
	}
	var e *app.Error
	if code != app.CodeInternal && (!errors.As(err, &e) || e.Message == "") {
		t.Errorf("%s: no sentence for a person", what)
	}
}

func filingRoundTrip(t *testing.T, s desk.Store) {
	f, row := Sample("a", 1)
	f.Rev = 99 // whatever it was elsewhere
	update(t, s, func(tx desk.Tx) error { return tx.Insert(f, row) })
	if f.Rev != 1 {
		t.Errorf("revision %d after Insert, want 1", f.Rev)
	}
	f.Site.Name = "𠮷样本䶮"
	f.Updated = day.Add(time.Hour)
	update(t, s, func(tx desk.Tx) error {
		if err := tx.Save(f, RowOf(f)); err != nil {
			return err
		}
		inside, err := tx.Filing("a")
		if err == nil && inside.Site.Name != "𠮷样本䶮" {
			t.Error("a transaction does not see its own save")
		}
		return err
	})
	if f.Rev != 2 {
		t.Errorf("revision %d after Save, want 2", f.Rev)
	}
	view(t, s, func(r desk.Reader) error {
		got, err := r.Filing("a")
		if err == nil && !reflect.DeepEqual(got, f) {
			t.Errorf("came back as\n%+v\nwant\n%+v", got, f)
		}
		return err
	})
}

func rowsInOrder(t *testing.T, s desk.Store) {
	var want []desk.Row
	for i, id := range []string{"m", "z", "a"} {
		f, row := Sample(id, i)
		row.Rev, row.Trashed = 77, day // not the caller's to say
		row.Due = []time.Time{{}, day, day}[i]
		row.Sample = i == 1
		update(t, s, func(tx desk.Tx) error { return tx.Insert(f, row) })
		row.Rev, row.Trashed = 1, time.Time{}
		want = append([]desk.Row{row}, want...)
	}
	view(t, s, func(r desk.Reader) error {
		got, err := r.Rows(false)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("rows\n%+v\nwant\n%+v", got, want)
		}
		if bin, err := r.Rows(true); err != nil || len(bin) != 0 {
			t.Errorf("trash holds %d, %v", len(bin), err)
		}
		return err
	})
}

func notThere(t *testing.T, s desk.Store) {
	f, row := Sample("a", 1)
	view(t, s, func(r desk.Reader) error {
		_, err := r.Filing("a")
		wantCode(t, "Filing", err, app.CodeNotFound)
		_, err = r.Version(7)
		wantCode(t, "Version", err, app.CodeNotFound)
		for _, id := range []string{"", "00", "../../secret", "0123456789abcdef0123456789abcdef"} {
			_, err = r.Picture(id)
			wantCode(t, "Picture "+id, err, app.CodeNotFound)
		}
		if list, err := r.Versions("a"); err != nil || len(list) != 0 {
			t.Errorf("Versions: %v, %v", list, err)
		}
		return nil
	})
	for what, work := range map[string]func(desk.Tx) error{
		"Save":        func(tx desk.Tx) error { return tx.Save(f, row) },
		"Trash":       func(tx desk.Tx) error { return tx.Trash("a", day) },
		"Purge":       func(tx desk.Tx) error { return tx.Purge("a") },
		"Keep":        func(tx desk.Tx) error { _, err := tx.Keep(f, 1, day); return err },
		"PutTemplate": func(tx desk.Tx) error { _, err := tx.PutTemplate(desk.Template{ID: "x"}); return err },
	} {
		wantCode(t, what, s.Update(t.Context(), work), app.CodeNotFound)
	}
	update(t, s, func(tx desk.Tx) error {
		return errors.Join(tx.DropPicture("x"), tx.DropTemplate("x"), tx.SetSetting("x", nil))
	})
}

func insertOnce(t *testing.T, s desk.Store) {
	insert(t, s, "a", 1)
	f, row := Sample("a", 2)
	wantCode(t, "second Insert", s.Update(t.Context(), func(tx desk.Tx) error { return tx.Insert(f, row) }), "store.exists")
	f.ID = ""
	if s.Update(t.Context(), func(tx desk.Tx) error { return tx.Insert(f, row) }) == nil {
		t.Error("a filing without id was taken")
	}
}

func conflict(t *testing.T, s desk.Store) {
	insert(t, s, "a", 1)
	var one, two *filing.Filing
	view(t, s, func(r desk.Reader) (err error) {
		if one, err = r.Filing("a"); err != nil {
			return err
		}
		two, err = r.Filing("a")
		return err
	})
	one.Remark = "先"
	update(t, s, func(tx desk.Tx) error { return tx.Save(one, RowOf(one)) })
	two.Remark = "后"
	wantCode(t, "late save", s.Update(t.Context(), func(tx desk.Tx) error { return tx.Save(two, RowOf(two)) }), app.CodeConflict)
	if two.Remark != "后" || two.Rev != 1 {
		t.Errorf("the refused filing was changed: %q, revision %d", two.Remark, two.Rev)
	}
	view(t, s, func(r desk.Reader) error {
		got, err := r.Filing("a")
		if err == nil && got.Remark != "先" {
			t.Errorf("stored remark %q", got.Remark)
		}
		return err
	})
}

var errStop = errors.New("stop")

// everything does each kind of write once.
func everything(tx desk.Tx, f *filing.Filing, old string) error {
	g, row := Sample("b", 2)
	_, err := tx.AddPicture("b", []byte("样本图"))
	_, err2 := tx.PutTemplate(desk.Template{Name: "样本模板"})
	_, err3 := tx.Keep(f, filing.StepInfo, day)
	f.Remark = "改"
	return errors.Join(err, err2, err3, tx.Insert(g, row), tx.Save(f, RowOf(f)), tx.Trash("a", day),
		tx.DropPicture(old), tx.SetSetting("k", []byte("v")))
}

func rollbackAll(t *testing.T, s desk.Store) {
	f, old := withPicture(t, s)
	var added string
	err := s.Update(t.Context(), func(tx desk.Tx) error {
		if err := everything(tx, f, old); err != nil {
			return err
		}
		id, err := tx.AddPicture("a", []byte("样本图二"))
		added = id
		return errors.Join(err, errStop)
	})
	if !errors.Is(err, errStop) || app.CodeOf(err) != app.CodeInternal {
		t.Errorf("Update returned %v, want the work's own error", err)
	}
	untouched(t, s, old, added)
}

func rollbackPanic(t *testing.T, s desk.Store) {
	f, old := withPicture(t, s)
	func() {
		defer func() {
			if recover() != errStop {
				t.Error("the panic did not come through")
			}
		}()
		err := s.Update(t.Context(), func(tx desk.Tx) error {
			if err := everything(tx, f, old); err != nil {
				return err
			}
			panic(errStop)
		})
		t.Errorf("Update returned %v", err)
	}()
	untouched(t, s, old, "")
}

func withPicture(t *testing.T, s desk.Store) (f *filing.Filing, picture string) {
	t.Helper()
	f = insert(t, s, "a", 1)
	update(t, s, func(tx desk.Tx) (err error) { picture, err = tx.AddPicture("a", []byte("旧图")); return err })
	return f, picture
}

func untouched(t *testing.T, s desk.Store, old, added string) {
	t.Helper()
	view(t, s, func(r desk.Reader) error {
		if f, err := r.Filing("a"); err != nil || f.Remark != "" || f.Rev != 1 {
			t.Errorf("filing: %+v, %v", f, err)
		}
		rows, err := r.Rows(false)
		if err != nil || len(rows) != 1 {
			t.Errorf("%d rows, %v", len(rows), err)
		}
		if data, err := r.Picture(old); err != nil || string(data) != "旧图" {
			t.Errorf("old picture: %q, %v", data, err)
		}
		_, err = r.Picture(added)
		wantCode(t, "added picture", err, app.CodeNotFound)
		if v, err := r.Setting("k"); err != nil || v != nil {
			t.Errorf("setting %q, %v", v, err)
		}
		if list, err := r.Templates(); err != nil || len(list) != 0 {
			t.Errorf("templates %v, %v", list, err)
		}
		if list, err := r.Versions("a"); err != nil || len(list) != 0 {
			t.Errorf("versions %v, %v", list, err)
		}
		return nil
	})
	insert(t, s, "c", 3) // the store still works
}

func rollbackRevision(t *testing.T, s desk.Store) {
	f := insert(t, s, "a", 1)
	err := s.Update(t.Context(), func(tx desk.Tx) error {
		return errors.Join(tx.Save(f, RowOf(f)), tx.Save(f, RowOf(f)), errStop)
	})
	if !errors.Is(err, errStop) || f.Rev != 1 {
		t.Errorf("revision %d after a rollback (%v), want 1", f.Rev, err)
	}
	update(t, s, func(tx desk.Tx) error { return tx.Save(f, RowOf(f)) })
}

func cancelled(t *testing.T, s desk.Store) {
	insert(t, s, "a", 1)
	ctx, cancel := context.WithCancel(t.Context())
	wantCode(t, "cancelled within", s.Update(ctx, func(tx desk.Tx) error {
		err := tx.SetSetting("k", []byte("v"))
		cancel()
		return err
	}), app.CodeCanceled)
	ran := false
	wantCode(t, "Update", s.Update(ctx, func(desk.Tx) error { ran = true; return nil }), app.CodeCanceled)
	wantCode(t, "View", s.View(ctx, func(desk.Reader) error { ran = true; return nil }), app.CodeCanceled)
	if ran {
		t.Error("work ran with a cancelled context")
	}
	view(t, s, func(r desk.Reader) error {
		v, err := r.Setting("k")
		if v != nil {
			t.Error("a cancelled update was kept")
		}
		return err
	})
	busy, release := make(chan struct{}), make(chan struct{})
	var waits sync.WaitGroup
	waits.Go(func() {
		if err := s.Update(t.Context(), func(desk.Tx) error { close(busy); <-release; return nil }); err != nil {
			t.Error(err)
		}
	})
	<-busy
	ctx, cancel = context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	wantCode(t, "cancelled while it waits for another", s.Update(ctx, func(desk.Tx) error { return nil }), app.CodeCanceled)
	close(release)
	waits.Wait()
}

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
	var mine, other string
	update(t, s, func(tx desk.Tx) (err error) {
		if _, err = tx.Keep(f, filing.StepInfo, day); err != nil {
			return err
		}
		if other, err = tx.AddPicture("b", []byte("留")); err != nil {
			return err
		}
		mine, err = tx.AddPicture("a", []byte("去"))
		return err
	})
	update(t, s, func(tx desk.Tx) error { return tx.Purge("a") })
	view(t, s, func(r desk.Reader) error {
		_, err := r.Filing("a")
		wantCode(t, "Filing", err, app.CodeNotFound)
		_, err = r.Picture(mine)
		wantCode(t, "Picture", err, app.CodeNotFound)
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
