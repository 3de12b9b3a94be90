package part

import (
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// MenuItem is one line of a menu.
type MenuItem struct {
	Label string
	Act   func()
}

// MenuButton is the button ⋯ that opens a menu under itself. The menu takes the
// keyboard: arrows move, Enter or Space takes, Esc closes. name is what the
// button does, for assistive tools.
func MenuButton(name string, items ...MenuItem) *Button {
	var b *Button
	b = IconButton(GlyphMore, name, func() {
		d := fyne.CurrentApp().Driver()
		cv := d.CanvasForObject(b)
		if cv == nil {
			return
		}
		m := widget.NewPopUpMenu(Menu(items...), cv)
		at := d.AbsolutePositionForObject(b)
		at.Y += b.Size().Height + theme.S1
		at.X += b.Size().Width - m.MinSize().Width // under the button, along its right edge
		m.ShowAtPosition(fyne.NewPos(max(0, at.X), at.Y))
	})
	return b
}

// Menu is what a MenuButton opens. A panic in an act becomes a report, as in
// every other callback.
func Menu(items ...MenuItem) *fyne.Menu {
	m := fyne.NewMenu("")
	for _, i := range items {
		m.Items = append(m.Items, fyne.NewMenuItem(i.Label, func() { guarded(i.Act) }))
	}
	return m
}
