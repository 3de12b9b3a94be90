package part

import (
	"beiandesk/app/seal"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Mask says how a field keeps its value from those who look over a shoulder:
// masked while nobody works in it, clear while it has the focus or its eye is
// held.
type Mask struct {
	// Sort is the kind of personal data that the field holds now; seal.None
	// leaves it clear, since a number may be an organisation's or a person's.
	Sort func() seal.Sort
	// Leave is asked before a value that was there is shown. Words that are
	// being typed need none.
	Leave Leave
	// Copy puts words on the clipboard in the way for personal data.
	Copy func(words string)
}

// cover lies over a text field and shows the value masked. It takes no events:
// a click goes to the field below, which then shows itself.
type cover struct {
	back  *canvas.Rectangle
	words *Text
}

func newCover() *cover {
	c := &cover{back: canvas.NewRectangle(nil), words: Body("").Clip()}
	c.back.CornerRadius = theme.RadiusField - 1
	c.show("", false)
	return c
}

func (c *cover) show(masked string, disabled bool) {
	on := masked != ""
	c.back.Hidden, c.words.Hidden = !on, !on
	c.back.FillColor = theme.Color(fynetheme.ColorNameInputBackground)
	c.words.color = theme.Text
	if disabled {
		c.words.color = fynetheme.ColorNameDisabled
	}
	c.words.text = masked
	c.words.Refresh()
	c.back.Refresh()
}

// layout covers the inside of a field but for the eye at its right.
func (c *cover) layout(size fyne.Size, eye float32) {
	const line = 2 // the field's frame stays
	c.back.Move(fyne.NewPos(line, line))
	c.back.Resize(size.SubtractWidthHeight(2*line+eye, 2*line))
	pad := fynetheme.InnerPadding()
	h := c.words.MinSize().Height
	c.words.Move(fyne.NewPos(pad, (size.Height-h)/2))
	c.words.Resize(fyne.NewSize(size.Width-pad-eye-line, h))
}

// masked is the part of a text control that covers and uncovers it.
type masked struct {
	c       *textControl
	mask    *Mask
	eye     *Eye
	cover   *cover
	focused bool
	clear   bool // leave was given for as long as focus or hold last
}

// mask prepares a control for personal data.
func (c *textControl) withMask(m *Mask, label string) {
	x := &masked{c: c, mask: m, cover: newCover()}
	x.eye = newEye(text.ShowHeld(label), func(on bool) { x.turn(on) })
	c.masked = x
	c.entry.ActionItem = x.eye
	c.entry.onCopy = m.Copy
	c.frame.cover, c.frame.eye = x.cover, x.eye
	x.paint()
}

// whole tells whether there is something to hide.
func (x *masked) whole() bool { return x.mask.Sort().Whole(x.c.entry.Text) }

// focus follows the keyboard.
func (x *masked) focus(gained bool) {
	x.focused = gained
	x.turn(gained || x.eye.held)
}

// typed keeps in sight what a person writes: it needs no leave.
func (x *masked) typed() {
	x.clear = x.clear || x.focused
	x.paint()
}

// turn shows or covers the value.
func (x *masked) turn(on bool) {
	switch {
	case !on:
		x.clear = x.focused && x.clear
	case !x.whole() || x.mask.Leave == nil:
		x.clear = true
	case !x.clear:
		x.mask.Leave(func() {
			if x.focused || x.eye.held { // gone meanwhile
				x.clear = true
				x.paint()
			}
		})
	}
	x.paint()
}

// paint shows what is to be seen now. The eye is no stop for Tab while the
// field is clear anyway, so that whoever fills in a form is not held up.
func (x *masked) paint() {
	whole := x.whole()
	x.eye.Hidden = !whole
	if free := whole && !x.focused; free == x.eye.Disabled() {
		if free {
			x.eye.Enable()
		} else {
			x.eye.Disable()
		}
	}
	words := ""
	if whole && !x.clear {
		words = x.mask.Sort().Mask(x.c.entry.Text)
	}
	x.cover.show(words, x.c.entry.Disabled())
}

// Masked returns what a field shows in place of its value, "" while the value
// itself is in sight.
func (f *Field) Masked() string {
	if c, ok := f.control.(*textControl); ok && c.masked != nil {
		return c.masked.cover.words.text
	}
	return ""
}

// Eye is the button of a field with a Mask, nil of others.
func (f *Field) Eye() *Eye {
	if c, ok := f.control.(*textControl); ok && c.masked != nil {
		return c.masked.eye
	}
	return nil
}

// Repaint shows the value masked or clear anew, after what it holds became or
// ceased to be a person's.
func (f *Field) Repaint() {
	if c, ok := f.control.(*textControl); ok && c.masked != nil {
		c.masked.paint()
	}
}
