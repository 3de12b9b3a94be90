package steps_test

import (
	"context"
	"os"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/steps"
)

func TestMain(m *testing.M) {
	drawing.Use(false, 1)
	os.Exit(m.Run())
}

// disk is a store whose writing can fail.
type disk struct {
	*desktest.Store
	full bool
}

func (d *disk) Update(ctx context.Context, work func(desk.Tx) error) error {
	if d.full {
		return app.Fail("store.full", "磁盘空间不足，刚才的修改没有存上。请清理磁盘后再试。")
	}
	return d.Store.Update(ctx, work)
}

// world is a desk with one filing, and the host of a page.
type world struct {
	t    *testing.T
	host *hosttest.Host
	desk *desk.Desk
	disk *disk
	id   string
	left *steps.Unsaved
}

func newWorld(t *testing.T) *world {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, host: hosttest.New(t), disk: &disk{Store: desktest.New()}, left: &steps.Unsaved{}}
	w.host.Pauses = true
	w.desk = desk.New(w.disk, desk.Options{Tables: tables, Now: w.host.Now})
	v, err := w.desk.Add(t.Context(), "example.com", false)
	if err != nil {
		t.Fatal(err)
	}
	w.id = v.Filing.ID
	return w
}

// session works on the filing.
func (w *world) session() *steps.Session {
	w.t.Helper()
	s := steps.NewSession(w.host, w.desk, w.id, w.left)
	s.Load(func(err error) {
		if err != nil {
			w.t.Fatal(err)
		}
	})
	return s
}

// stored is what the store has of a field.
func (w *world) stored(p filing.Field) string {
	w.t.Helper()
	v, err := w.desk.Open(w.t.Context(), w.id)
	if err != nil {
		w.t.Fatal(err)
	}
	value, ok := v.Filing.Get(p)
	if !ok {
		w.t.Fatalf("no field %s", p)
	}
	return value
}

// elsewhere changes the filing as another window would.
func (w *world) elsewhere(p filing.Field, value string) {
	w.t.Helper()
	v, err := w.desk.Open(w.t.Context(), w.id)
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := w.desk.Edit(w.t.Context(), w.id, v.Filing.Rev, filing.Edit{Field: p, Value: value}); err != nil {
		w.t.Fatal(err)
	}
}

// rest is longer than a pause of typing.
const rest = time.Second

func (w *world) pause() { w.host.Advance(rest) }

func is(t *testing.T, s *steps.Session, want steps.Status) {
	t.Helper()
	if got, err := s.Status(); got != want {
		t.Errorf("status %d, want %d (%v)", got, want, err)
	}
}

// late is a host whose readings can be made to answer late, while saves go on.
type late struct {
	*hosttest.Host
	key  string
	hold bool
	kept func()
}

func (l *late) Go(key string, work func(context.Context) error, done func(error)) {
	if !l.hold || key != l.key {
		l.Host.Go(key, work, done)
		return
	}
	l.hold = false
	err := work(context.Background()) // reads now, answers later
	l.kept = func() { done(err) }
}

func (l *late) answer() { l.kept() }
