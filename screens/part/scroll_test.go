package part_test

import (
	"fmt"
	"strings"
	"testing"

	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// form is a page of fields under each other, higher than its window. It stands
// beside something else, as every page of the program does.
func form(t *testing.T) (fyne.Window, []*part.Field) {
	t.Helper()
	h := hosttest.New(t)
	fields := make([]*part.Field, 12)
	rows := part.Column(8)
	for i := range fields {
		fields[i] = part.NewText(h, part.Spec{Path: fmt.Sprint(i), Label: "问题"})
		rows.Add(fields[i])
	}
	w := test.NewTempWindow(t, container.NewBorder(part.Page("标题"), nil, nil, nil, part.Scroll(rows)))
	w.Resize(fyne.NewSize(500, 300))
	return w, fields
}

func y(f *part.Field) float32 {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(f).Y
}

func TestTabBringsAFieldIntoSight(t *testing.T) {
	w, fields := form(t)
	for range fields {
		w.Canvas().FocusNext()
	}
	if w.Canvas().Focused() != fields[11].Focusable() {
		t.Fatal("Tab did not arrive at the last field")
	}
	if at := y(fields[11]); at < 0 || at > 300-40 {
		t.Errorf("the last field has the focus and lies at %v, out of sight", at)
	}
	for range fields[1:] {
		w.Canvas().FocusPrevious()
	}
	if at := y(fields[0]); at < 0 || at > 100 {
		t.Errorf("back at the first field, which lies at %v", at)
	}
}

// A window that comes to the front focuses its field again: a page that was
// scrolled on stays where it is.
func TestAWindowThatReturnsDoesNotScroll(t *testing.T) {
	w, fields := form(t)
	w.Canvas().Focus(fields[0].Focusable())
	test.Scroll(w.Canvas(), fyne.NewPos(250, 200), 0, -120)
	at := y(fields[0])
	fields[0].Focusable().FocusGained()
	if y(fields[0]) != at {
		t.Errorf("the page went from %v to %v", at, y(fields[0]))
	}
}

// Fyne's field of one line takes the wheel for itself.
func TestTheWheelScrollsThePageOverAField(t *testing.T) {
	w, fields := form(t)
	before := y(fields[0])
	over := fyne.CurrentApp().Driver().AbsolutePositionForObject(fields[2].Focusable().(fyne.CanvasObject)).AddXY(60, 12)
	test.Scroll(w.Canvas(), over, 0, -20)
	if moved := before - y(fields[0]); moved != 20 {
		t.Errorf("20 pixels of the wheel moved the page by %v", moved)
	}
}

// A field of several lines scrolls these first, then the page: who wheels
// through a form is not held up by the field the pointer happens to be on.
func TestTheWheelGoesOnFromAFieldOfSeveralLines(t *testing.T) {
	h := hosttest.New(t)
	field := part.NewText(h, part.Spec{Path: "0", Label: "问题", Lines: 3})
	rows := part.Column(8, field)
	for i := range 8 {
		rows.Add(part.NewText(h, part.Spec{Path: fmt.Sprint(i + 1), Label: "问题"}))
	}
	w := test.NewTempWindow(t, container.NewBorder(part.Page("标题"), nil, nil, nil, part.Scroll(rows)))
	w.Resize(fyne.NewSize(500, 300))
	moved := func() float32 {
		before := y(field)
		over := fyne.CurrentApp().Driver().AbsolutePositionForObject(field.Focusable().(fyne.CanvasObject)).AddXY(60, 20)
		test.Scroll(w.Canvas(), over, 0, -20)
		return before - y(field)
	}
	if m := moved(); m != 20 {
		t.Errorf("nothing to scroll in the field: the page moved by %v of 20", m)
	}
	field.SetValue(strings.Repeat("一行\n", 4))
	if m := moved(); m != 0 {
		t.Errorf("the field has more lines, and the page moved by %v", m)
	}
	for range 10 {
		moved()
	}
	if m := moved(); m != 20 {
		t.Errorf("at the last line of the field the page moved by %v of 20", m)
	}
}
