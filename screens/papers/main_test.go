package papers_test

import (
	"os"
	"testing"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/papers"
	"beiandesk/screens/part/drawing"

	"fyne.io/fyne/v2"
)

func TestMain(m *testing.M) {
	drawing.Use(false, 1)
	os.Exit(m.Run())
}

// world is a desk with one filing in 广东.
type world struct {
	t    *testing.T
	host *hosttest.Host
	desk *desk.Desk
	id   string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, host: hosttest.New(t)}
	w.desk = desk.New(desktest.New(), desk.Options{Tables: tables, Now: w.host.Now, Actor: "样本柜台"})
	v, err := w.desk.Add(t.Context(), "example.com", false)
	if err != nil {
		t.Fatal(err)
	}
	w.id = v.Filing.ID
	if _, err := w.desk.Edit(t.Context(), w.id, v.Filing.Rev, filing.Edit{Field: "organiser.name", Value: "广州样本科技有限公司"},
		filing.Edit{Field: "organiser.nature", Value: "4"}, filing.Edit{Field: "region.province", Value: "440000"}); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *world) page(filing string) *papers.Page {
	p := papers.New(w.host, w.desk, func(tags string) string { return "某来源" }, screens.Route{Page: screens.PagePapers, Filing: filing})
	w.lay(p)
	return p
}

func (w *world) lay(p *papers.Page) fyne.CanvasObject {
	drawing.Canvas(p.Content(), fyne.NewSize(1208, 3000))
	return p.Content()
}
