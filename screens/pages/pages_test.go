package pages_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/pages"
	"beiandesk/screens/part/drawing"

	"fyne.io/fyne/v2"
)

func newDesk(t *testing.T) *desk.Desk {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return desk.New(desktest.New(), desk.Options{Tables: tables, Now: func() time.Time { return hosttest.Start }})
}

// TestEveryPageOpensAndCloses with a filing that has nothing in it yet, and
// fits into the smallest window.
func TestEveryPageOpensAndCloses(t *testing.T) {
	d := newDesk(t)
	v, err := d.Add(t.Context(), "example.com", false)
	if err != nil {
		t.Fatal(err)
	}
	all := pages.All(d, nil)
	for _, page := range []screens.Page{screens.PageFiling, screens.PageChecks, screens.PageHistory, screens.PageExport, screens.PageHelp, screens.PageChecklist, screens.PageTables,
		screens.PageCompare, screens.PagePapers, screens.PageRefused, screens.PagePhone} {
		make, ok := all[page]
		if !ok {
			t.Errorf("no page %s", page)
			continue
		}
		h := hosttest.New(t)
		h.Pauses = true
		s := make(h, screens.Route{Page: page, Filing: v.Filing.ID})
		drawing.Canvas(s.Content(), fyne.NewSize(1000, 700))
		if len(hosttest.Words(s.Content())) < 4 {
			t.Errorf("%s is empty: %q", page, hosttest.Words(s.Content()))
		}
		if m := s.Content().MinSize(); m.Width > 1000-64 || m.Height > 700 {
			t.Errorf("%s wants %v, more than the smallest window has", page, m)
		}
		s.Close()
		if n := h.Ticking(); n != 0 {
			t.Errorf("%s leaves %d timers", page, n)
		}
		h.NoAlerts()
	}
}

// TestImportTellsWhatWasLeftOut and still gives the filing.
func TestImportTellsWhatWasLeftOut(t *testing.T) {
	d := newDesk(t)
	path := filepath.Join(t.TempDir(), "filing.json")
	write := func(s string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	src := pages.Sources(d)
	write(`{"schema":1,"state":"draft","domain":{"name":"example.com"},"nickname":"x"}`)
	id, err := src.Import(t.Context(), path)
	if app.CodeOf(err) != "import.warnings" || !strings.Contains(app.MessageOf(err), "nickname") {
		t.Errorf("%v", err)
	}
	if _, err := d.Open(t.Context(), id); err != nil {
		t.Errorf("with a warning it is not there: %v", err)
	}
	write(`{"schema":1,"state":"draft","domain":{"name":"example.com"}}`)
	if id, err := src.Import(t.Context(), path); err != nil || id == "" {
		t.Errorf("%q, %v", id, err)
	}
	write(`{"schema":9}`)
	if id, err := src.Import(t.Context(), path); app.CodeOf(err) != "parcel.newer" || id != "" {
		t.Errorf("%q, %v", id, err)
	}
	if rows, err := d.Rows(t.Context()); err != nil || len(rows) != 2 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

func TestMendedSaysOnlyWhatHappened(t *testing.T) {
	if got := pages.Mended(pages.Repairs{}); len(got) != 0 {
		t.Errorf("nothing happened: %q", got)
	}
	got := pages.Mended(pages.Repairs{Attached: 1, Lost: 2, Missing: 3, Absent: 4, Unmended: 5, Stuck: 6})
	if len(got) != 6 || !strings.Contains(got[0], "1") || !strings.Contains(got[3], "4") || !strings.Contains(got[5], "6") {
		t.Errorf("%q", got)
	}
}
