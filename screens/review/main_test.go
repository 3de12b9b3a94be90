package review_test

import (
	"os"
	"path/filepath"
	"testing"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"
	"beiandesk/app/parcel"
	"beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part/drawing"

	"fyne.io/fyne/v2"
)

func TestMain(m *testing.M) {
	drawing.Use(false, 1)
	os.Exit(m.Run())
}

// world is a desk with one filing.
type world struct {
	t    *testing.T
	host *hosttest.Host
	desk *desk.Desk
	id   string
}

// newWorld holds the sample without pictures, changed by work.
func newWorld(t *testing.T, work func(f *filing.Filing)) *world {
	t.Helper()
	return newWorldOn(t, func(s desk.Store) desk.Store { return s }, work)
}

// newWorldOn is newWorld on a store made of the one in memory.
func newWorldOn(t *testing.T, store func(desk.Store) desk.Store, work func(f *filing.Filing)) *world {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, host: hosttest.New(t)}
	w.host.Pauses = true
	w.desk = desk.New(store(desktest.New()), desk.Options{Tables: tables, Now: w.host.Now, Actor: "样本柜台"})
	f := sample.Filing(w.host.Now())
	if work != nil {
		work(f)
	}
	data, err := parcel.Encode(f)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), parcel.FilingFile)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	v, _, err := w.desk.Import(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	w.id = v.Filing.ID
	return w
}

func (w *world) route() screens.Route { return screens.Route{Filing: w.id} }

func (w *world) stored() desk.View {
	w.t.Helper()
	v, err := w.desk.Open(w.t.Context(), w.id)
	if err != nil {
		w.t.Fatal(err)
	}
	return v
}

// lay lays a page out and returns its content.
func lay(s screens.Screen) fyne.CanvasObject {
	drawing.Canvas(s.Content(), fyne.NewSize(1208, 2400))
	return s.Content()
}

// last is the route asked for last.
func (w *world) last() screens.Route {
	w.t.Helper()
	if len(w.host.Routes) == 0 {
		w.t.Fatal("no page was asked for")
	}
	return w.host.Routes[len(w.host.Routes)-1]
}
