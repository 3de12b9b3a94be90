// This folder is laid over package main (see drive.sh): the very program that
// is shipped, with somebody inside who knows where its words stand on the
// screen. All input goes through the X server, as a person's would: the mouse
// is moved and pressed, keys are pressed, and what is hidden, covered or grey
// cannot be used.
package main

import (
	"strings"
	_ "unsafe" // for go:linkname

	"beiandesk/screens/part"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// renderer tells what a widget is made of. Fyne shows it only to package test,
// whose import would put an application of its own in the place of the real.
//
//go:linkname renderer fyne.io/fyne/v2/internal/cache.Renderer
func renderer(fyne.Widget) fyne.WidgetRenderer

// spot is an object in sight and the scroll areas it lies in, outermost first.
type spot struct {
	fyne.CanvasObject
	scrolls []*part.Scroller
}

func (s spot) ok() bool { return s.CanvasObject != nil }

// theWindow is the only window; nil until there is one.
func theWindow() fyne.Window {
	if fyne.CurrentApp() == nil || fyne.CurrentApp().Driver() == nil {
		return nil
	}
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		return w
	}
	return nil
}

// sight is what can be used now: the dialog or list on top, else the page.
func sight() fyne.CanvasObject {
	c := theWindow().Canvas()
	if o := c.Overlays().Top(); o != nil {
		return o
	}
	return c.Content()
}

// walk visits what is visible, parents first, until visit says stop.
func walk(o fyne.CanvasObject, scrolls []*part.Scroller, visit func(spot) (stop bool)) bool {
	if o == nil || !o.Visible() {
		return false
	}
	if visit(spot{o, scrolls}) {
		return true
	}
	switch x := o.(type) {
	case *fyne.Container:
		for _, c := range x.Objects {
			if walk(c, scrolls, visit) {
				return true
			}
		}
	case fyne.Widget:
		if sc, ok := x.(*part.Scroller); ok {
			scrolls = append(scrolls[:len(scrolls):len(scrolls)], sc)
		}
		for _, c := range renderer(x).Objects() {
			if walk(c, scrolls, visit) {
				return true
			}
		}
	}
	return false
}

// find returns the first object in sight that fits.
func find(in fyne.CanvasObject, fits func(fyne.CanvasObject) bool) (at spot) {
	walk(in, nil, func(s spot) bool {
		if fits(s.CanvasObject) {
			at = s
			return true
		}
		return false
	})
	return at
}

// words are the texts inside an object, joined.
func words(o fyne.CanvasObject) string {
	var out []string
	walk(o, nil, func(s spot) bool {
		switch x := s.CanvasObject.(type) {
		case *part.Text:
			out = append(out, x.Text())
		case *widget.Label:
			out = append(out, x.Text)
		}
		return false
	})
	return strings.Join(out, "\n")
}

// field finds a field by its path.
func field(path string) (spot, *part.Field) {
	s := find(sight(), func(o fyne.CanvasObject) bool {
		f, ok := o.(*part.Field)
		return ok && f.Path() == path
	})
	f, _ := s.CanvasObject.(*part.Field)
	return s, f
}

// named tells whether an object can be pressed and is called so.
func named(o fyne.CanvasObject, name string) bool {
	switch x := o.(type) {
	case *part.Button:
		return x.Label() == name && !x.Disabled()
	case *part.Check:
		return words(x) == name || strings.HasPrefix(words(x), name+"\n") || strings.HasPrefix(words(x), name+"（")
	}
	return false
}

// pressable finds a button or box by its word.
func pressable(in fyne.CanvasObject, name string) spot {
	return find(in, func(o fyne.CanvasObject) bool { return named(o, name) })
}

// after finds the first button with a word that stands behind a text.
func after(text, name string) spot {
	passed := false
	return find(sight(), func(o fyne.CanvasObject) bool {
		if t, ok := o.(*part.Text); ok && t.Text() == text {
			passed = true
		}
		return passed && named(o, name)
	})
}

// text finds words that are part of a text.
func text_(in fyne.CanvasObject, words string) spot {
	return find(in, func(o fyne.CanvasObject) bool {
		t, ok := o.(*part.Text)
		return ok && strings.Contains(t.Text(), words)
	})
}

// reveal scrolls an object into sight, as the wheel would.
func (s spot) reveal() {
	for _, sc := range s.scrolls {
		sc.ShowObject(s.CanvasObject)
	}
}

// pixel is a point of an object on the window's surface.
func (s spot) pixel(dx, dy float32) (x, y int) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.CanvasObject)
	scale := theWindow().Canvas().Scale()
	return int((at.X + dx) * scale), int((at.Y + dy) * scale)
}

// seen tells whether the middle of an object lies inside its scroll areas.
func (s spot) seen() bool {
	d := fyne.CurrentApp().Driver()
	y := d.AbsolutePositionForObject(s.CanvasObject).Y + s.Size().Height/2
	for _, sc := range s.scrolls {
		top := d.AbsolutePositionForObject(sc).Y
		if y < top || y > top+sc.Size().Height {
			return false
		}
	}
	return true
}
