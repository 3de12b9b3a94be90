package desktest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
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
		{"what stands in filings of other organisers is found", sharing},
		{"templates", templates},
		{"settings", settings},
		{"the log tells every revision", logged},
		{"the log is read from any place", logPages},
		{"operators", operators},
		{"consents go with their filing", consents},
		{"erasures are numbered and signed", erasures},
		{"refusals are counted and go with their filing", refusals},
		{"corrections go with their filing", phrases},
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
