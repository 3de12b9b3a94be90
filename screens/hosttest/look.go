package hosttest

import (
	"strings"
	"testing"

	"beiandesk/screens/part"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// Walk visits o and everything visible inside it, parents first.
func Walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	visit(o)
	switch x := o.(type) {
	case *fyne.Container:
		for _, c := range x.Objects {
			Walk(c, visit)
		}
	case *container.Scroll:
		Walk(x.Content, visit)
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(x).Objects() {
			Walk(c, visit)
		}
	}
}

// Words returns every text in sight, in drawing order.
func Words(o fyne.CanvasObject) []string {
	var out []string
	Walk(o, func(o fyne.CanvasObject) {
		switch x := o.(type) {
		case *part.Text:
			if x.Text() != "" {
				out = append(out, x.Text())
			}
		case *widget.Entry:
			out = append(out, x.Text)
		case *widget.Label:
			out = append(out, x.Text)
		}
	})
	return out
}

// Shows reports whether words are part of some text in sight.
func Shows(o fyne.CanvasObject, words string) bool {
	for _, w := range Words(o) {
		if strings.Contains(w, words) {
			return true
		}
	}
	return false
}

// All returns every object of a type in sight: All[*part.Field](content).
func All[T fyne.CanvasObject](o fyne.CanvasObject) []T {
	var out []T
	Walk(o, func(o fyne.CanvasObject) {
		if x, ok := o.(T); ok {
			out = append(out, x)
		}
	})
	return out
}

// Button finds a button in sight by its word, nil if there is none.
func Button(o fyne.CanvasObject, word string) *part.Button {
	for _, b := range All[*part.Button](o) {
		if b.Label() == word {
			return b
		}
	}
	return nil
}

// Press taps the button with this word; the test fails without one.
func Press(t testing.TB, o fyne.CanvasObject, word string) {
	t.Helper()
	b := Button(o, word)
	if b == nil {
		t.Fatalf("no button %q among %q", word, Words(o))
	}
	if b.Disabled() {
		t.Fatalf("button %q is disabled", word)
	}
	b.Tapped(&fyne.PointEvent{})
}

// Field finds a field in sight by its path; the test fails without one.
func Field(t testing.TB, o fyne.CanvasObject, path string) *part.Field {
	t.Helper()
	for _, f := range All[*part.Field](o) {
		if f.Path() == path {
			return f
		}
	}
	t.Fatalf("no field %q", path)
	return nil
}

// TabStops returns what the Tab key reaches, in order.
func TabStops(o fyne.CanvasObject) []fyne.Focusable {
	var out []fyne.Focusable
	Walk(o, func(o fyne.CanvasObject) {
		if f, ok := o.(fyne.Focusable); ok {
			if d, ok := o.(fyne.Disableable); !ok || !d.Disabled() {
				out = append(out, f)
			}
		}
	})
	return out
}
