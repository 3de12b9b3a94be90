package trash_test

import (
	"context"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/rule/table"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/text"
	"beiandesk/screens/trash"

	"fyne.io/fyne/v2"
)

func begin(t *testing.T, domains ...string) (*hosttest.Host, *desk.Desk, *trash.Page) {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(desktest.New(), desk.Options{Tables: tables, Now: func() time.Time { return hosttest.Start }})
	for _, name := range domains {
		v, err := d.Add(context.Background(), name, true)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Trash(context.Background(), v.Filing.ID); err != nil {
			t.Fatal(err)
		}
	}
	h := hosttest.New(t)
	return h, d, trash.New(h, d)
}

func left(t *testing.T, d *desk.Desk) (list, bin int) {
	t.Helper()
	rows, err := d.Rows(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	gone, err := d.TrashRows(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return len(rows), len(gone)
}

func TestAnEmptyTrashSaysSo(t *testing.T) {
	_, _, p := begin(t)
	drawing.Canvas(p.Content(), fyne.NewSize(900, 700))
	if !hosttest.Shows(p.Content(), text.TrashEmptyTitle) {
		t.Error("nothing is said")
	}
	if b := hosttest.Button(p.Content(), text.PurgeAll); b == nil || !b.Disabled() {
		t.Error("an empty trash can be emptied")
	}
	p.Close()
}

func TestRestoreBringsAFilingBack(t *testing.T) {
	h, d, p := begin(t, "yangben.cn")
	drawing.Canvas(p.Content(), fyne.NewSize(900, 700))
	hosttest.Press(t, p.Content(), text.Restore)
	if list, bin := left(t, d); list != 1 || bin != 0 {
		t.Errorf("%d in the list, %d in the trash", list, bin)
	}
	if len(p.Rows()) != 0 {
		t.Error("still shown in the trash")
	}
	h.NoAlerts()
}

func TestNothingIsDeletedWithoutAYes(t *testing.T) {
	h, d, p := begin(t, "yangben.cn", "yangben-2.cn")
	drawing.Canvas(p.Content(), fyne.NewSize(900, 700))
	hosttest.Press(t, p.Content(), text.PurgeOne)
	p.PurgeAll()
	if _, bin := left(t, d); bin != 2 {
		t.Fatalf("%d left after two noes", bin)
	}
	if len(h.Questions) != 2 || !h.Questions[0].Danger || !h.Questions[1].Danger {
		t.Fatalf("asked %+v", h.Questions)
	}
	h.Yes = true
	hosttest.Press(t, p.Content(), text.PurgeOne)
	if _, bin := left(t, d); bin != 1 {
		t.Fatalf("%d left after one yes", bin)
	}
	p.PurgeAll()
	if _, bin := left(t, d); bin != 0 {
		t.Errorf("%d left after emptying", bin)
	}
	h.NoAlerts()
}
