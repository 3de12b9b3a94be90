package part

import (
	"unicode/utf8"

	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

type textControl struct {
	f     *Field
	entry *entry
	frame *framed
	quiet bool // SetValue is at work

	masked *masked // nil where nothing personal is asked for
}

// NewText asks for words: one line, or several with spec.Lines. More runes
// than spec.Limit are cut, and the field says so.
func NewText(clock Clock, spec Spec) *Field {
	f := newField(clock, spec)
	return f.with(newTextControl(f))
}

func newTextControl(f *Field) *textControl {
	c := &textControl{f: f, entry: newEntry(f.spec.Lines, f.spec.Limit)}
	c.frame = newFramed(c.entry)
	c.entry.SetPlaceHolder(f.spec.Placeholder)
	c.entry.onFocus = func(gained bool) {
		c.frame.show(gained)
		if c.masked != nil {
			c.masked.focus(gained)
		}
		f.focusChanged(gained)
	}
	c.entry.OnChanged = c.changed
	if f.spec.Mask != nil {
		c.withMask(f.spec.Mask, f.spec.Label)
	}
	return c
}

func (c *textControl) changed(s string) {
	if c.quiet {
		return
	}
	if kept, cut := c.entry.keep(s); cut {
		c.setValue(kept)
		c.f.SetError(LookHere, text.TooLong(c.entry.limit))
	} else if n := c.entry.limit - utf8.RuneCountInString(s); c.entry.limit >= 50 && n <= 20 {
		c.f.SetHint(text.RunesLeft(n))
	}
	if c.masked != nil {
		c.masked.typed()
	}
	c.f.edited()
}

func (c *textControl) object() fyne.CanvasObject { return c.frame }
func (c *textControl) value() string             { return c.entry.Text }
func (c *textControl) focus() fyne.Focusable     { return c.entry }

func (c *textControl) setValue(s string) {
	c.quiet = true
	c.entry.SetText(s)
	c.quiet = false
	if c.masked != nil {
		c.masked.paint()
	}
}

func (c *textControl) enable(on bool) {
	if on {
		c.entry.Enable()
	} else {
		c.entry.Disable()
	}
	if c.masked != nil {
		c.masked.paint()
	}
	c.frame.Refresh()
}
