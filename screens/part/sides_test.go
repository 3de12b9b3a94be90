package part_test

import (
	"testing"

	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// Sides fit into the panel beside the steps, which is 300 wide with 16 around.
func TestSidesFitIntoThePanel(t *testing.T) {
	row := part.FindingRow(part.Finding{Text: "发现", Sides: []part.Side{{Text: "一家说可以。", Source: "来源：甲　2026"}, {Text: "另一家说不可以。"}}}, nil)
	drawing.Canvas(row, fyne.NewSize(268, 600))
	if w := row.MinSize().Width; w > 268 {
		t.Errorf("%v wide", w)
	}
	for _, w := range []string{text.Conflicting, "一家说可以。", "来源：甲　2026", "另一家说不可以。"} {
		if !hosttest.Shows(row, w) {
			t.Errorf("%q is not shown", w)
		}
	}
}

func TestTheMenuTakesTheKeyboardAndActs(t *testing.T) {
	var did string
	b := part.MenuButton("更多", part.MenuItem{Label: "一", Act: func() { did = "一" }}, part.MenuItem{Label: "二", Act: func() { did = "二" }})
	w := test.NewTempWindow(t, b)
	b.Tapped(&fyne.PointEvent{})
	top := w.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("no menu opens")
	}
	m, ok := w.Canvas().Focused().(*widget.PopUpMenu)
	if !ok {
		t.Fatalf("the keyboard is with %T", w.Canvas().Focused())
	}
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn} {
		m.TypedKey(&fyne.KeyEvent{Name: k})
	}
	if did != "二" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("did %q; still open: %v", did, w.Canvas().Overlays().Top() != nil)
	}
}
