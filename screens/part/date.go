package part

import (
	"fmt"
	"strings"
	"time"

	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// NormalDate turns what people type into 2026-11-23: 20261123, 2026/1/3,
// 2026.1.3, 2026年1月3日, full-width digits. ok is false for anything that is
// not a day of the calendar; the empty string is ok.
func NormalDate(s string) (date string, ok bool) {
	digits := strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r >= '0' && r <= '9':
			return r
		case r == ' ' || r == '　':
			return -1
		}
		return '-'
	}, strings.TrimSpace(s))
	digits = strings.Trim(digits, "-")
	if strings.TrimSpace(s) == "" {
		return "", true
	}
	parts := strings.FieldsFunc(digits, func(r rune) bool { return r == '-' })
	if len(parts) == 1 && len(parts[0]) == 8 {
		parts = []string{parts[0][:4], parts[0][4:6], parts[0][6:]}
	}
	if len(parts) != 3 || len(parts[0]) != 4 || len(parts[1]) > 2 || len(parts[2]) > 2 {
		return "", false
	}
	t, err := time.Parse("2006-1-2", strings.Join(parts, "-"))
	if err != nil {
		return "", false
	}
	return t.Format("2006-01-02"), true
}

type dateControl struct {
	f    *Field
	text *textControl
	long *Check // nil without 长期
	row  fyne.CanvasObject
	open *Button
	pop  *widget.PopUp
}

// NewDate asks for a day. It takes several ways of writing and turns them into
// 2026-11-23 when the focus leaves; a small calendar opens from the button.
// With longTerm there is a box 长期, whose value is the word itself.
func NewDate(clock Clock, spec Spec, longTerm bool) *Field {
	if spec.Placeholder == "" {
		spec.Placeholder = text.DateHint
	}
	spec.Limit = 16
	f := newField(clock, spec)
	c := &dateControl{f: f}
	c.text = newTextControl(f)
	frame := c.text.frame
	onFocus := c.text.entry.onFocus
	c.text.entry.onFocus = func(gained bool) {
		if !gained {
			c.tidy()
		}
		onFocus(gained)
	}
	c.open = IconButton(GlyphCalendar, text.ChooseDay, c.calendar)
	c.open.small = true
	c.text.entry.ActionItem = c.open
	row := Row(theme.S3, Stretch(frame))
	if longTerm {
		c.long = newTick(text.LongTerm, "", false, nil)
		c.long.tapped = func() { c.setLong(!c.long.on); f.chosen() }
		c.long.changed = focusFollows(c.long, f)
		row.Add(c.long)
	}
	c.row = row
	return f.with(c)
}

// tidy writes the day in its normal form, or says how to.
func (c *dateControl) tidy() {
	d, ok := NormalDate(c.text.entry.Text)
	if !ok {
		c.f.SetError(LookHere, text.DateWrong)
		return
	}
	if c.f.note == text.DateWrong {
		c.f.ClearError()
	}
	if d != c.text.entry.Text {
		c.text.setValue(d)
		c.f.edited()
	}
}

func (c *dateControl) setLong(on bool) {
	c.long.set(on)
	c.text.enable(!on)
	c.open.SetEnabled(!on)
}

func (c *dateControl) value() string {
	if c.long != nil && c.long.on {
		return text.LongTerm
	}
	if d, ok := NormalDate(c.text.entry.Text); ok {
		return d
	}
	return c.text.entry.Text
}

func (c *dateControl) setValue(v string) {
	if c.long != nil {
		c.setLong(v == text.LongTerm)
		if v == text.LongTerm {
			return
		}
	}
	c.text.setValue(v)
}

func (c *dateControl) object() fyne.CanvasObject { return c.row }
func (c *dateControl) focus() fyne.Focusable     { return c.text.entry }
func (c *dateControl) enable(on bool) {
	if c.long != nil {
		c.long.disabled = !on
		c.long.Refresh()
		on = on && !c.long.on
	}
	c.text.enable(on)
	c.open.SetEnabled(on)
}

func (c *dateControl) calendar() {
	cv := fyne.CurrentApp().Driver().CanvasForObject(c.open)
	if cv == nil {
		return
	}
	shown, today := time.Time{}, time.Time{}
	if c.f.clock != nil {
		today = c.f.clock.Now()
	}
	shown = today
	if d, err := time.Parse("2006-01-02", c.value()); err == nil {
		shown = d
	}
	m := NewMonth(shown, today, func(day time.Time) {
		c.pop.Hide()
		c.text.setValue(day.Format("2006-01-02"))
		c.f.ClearError()
		c.f.chosen()
		cv.Focus(c.text.entry)
	})
	c.pop = widget.NewPopUp(Inset(theme.S2, m), cv)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(c.text.frame).AddXY(0, c.text.frame.Size().Height+theme.S1)
	size := c.pop.MinSize()
	if at.Y+size.Height > cv.Size().Height {
		at.Y = max(0, at.Y-size.Height-c.text.frame.Size().Height-2*theme.S1)
	}
	c.pop.ShowAtPosition(at)
	cv.Focus(m)
}

// Month is one page of a calendar, Monday first. The arrow keys walk over the
// days, Page Up and Page Down over the months, Enter takes the day.
type Month struct {
	widget.BaseWidget
	at, today time.Time
	chosen    func(time.Time)
	marks     map[string]State
	title     *Text
	grid      *fyne.Container
	body      *fyne.Container
	focused   bool
}

// NewMonth shows the month of at; today is framed. chosen gets midnight UTC.
func NewMonth(at, today time.Time, chosen func(day time.Time)) *Month {
	m := &Month{at: day(at), today: day(today), chosen: chosen, title: Strong("").One().Align(fyne.TextAlignCenter)}
	head := Row(0, IconButton(GlyphLeft, text.PrevMonth, func() { m.walk(0, -1) }), Stretch(m.title), IconButton(GlyphRight, text.NextMonth, func() { m.walk(0, 1) }))
	m.grid = Columns(7, 20, 2)
	m.body = Column(theme.S1, head, Wide(theme.Px(7*36), m.grid))
	m.fill()
	m.ExtendBaseWidget(m)
	return m
}

// Mark puts a dot of a state under days, keyed 2026-11-23.
func (m *Month) Mark(days map[string]State) { m.marks = days; m.fill() }

func day(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

func (m *Month) walk(days, months int) {
	if months != 0 {
		first := time.Date(m.at.Year(), m.at.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
		last := first.AddDate(0, 1, -1).Day()
		m.at = first.AddDate(0, 0, min(m.at.Day(), last)-1)
	} else {
		m.at = m.at.AddDate(0, 0, days)
	}
	m.fill()
}

func (m *Month) fill() {
	m.title.SetText(text.MonthTitle(m.at.Year(), m.at.Month()))
	m.grid.RemoveAll()
	for _, w := range text.Weekdays {
		m.grid.Add(Hint(w).One().Align(fyne.TextAlignCenter))
	}
	first := time.Date(m.at.Year(), m.at.Month(), 1, 0, 0, 0, 0, time.UTC)
	d := first.AddDate(0, 0, -(int(first.Weekday())+6)%7)
	for range 42 {
		m.grid.Add(m.cell(d))
		d = d.AddDate(0, 0, 1)
	}
	m.grid.Refresh()
}

func (m *Month) cell(d time.Time) fyne.CanvasObject {
	b := Quiet(fmt.Sprint(d.Day()), func() { m.at = d; m.fill(); m.chosen(d) }).Small()
	b.tight = true
	switch {
	case d.Equal(m.at):
		b.kind = kindPrimary
	case d.Equal(m.today):
		b.kind = kindPlain
	case d.Month() != m.at.Month():
		b.faint = true
	}
	if s, ok := m.marks[d.Format("2006-01-02")]; ok {
		b.dot = s.Colour()
	}
	return b
}

// FocusGained implements fyne.Focusable.
func (m *Month) FocusGained() { m.focused = true }

// FocusLost implements fyne.Focusable.
func (m *Month) FocusLost() { m.focused = false }

// TypedRune implements fyne.Focusable.
func (m *Month) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (m *Month) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyLeft:
		m.walk(-1, 0)
	case fyne.KeyRight:
		m.walk(1, 0)
	case fyne.KeyUp:
		m.walk(-7, 0)
	case fyne.KeyDown:
		m.walk(7, 0)
	case fyne.KeyPageUp:
		m.walk(0, -1)
	case fyne.KeyPageDown:
		m.walk(0, 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		m.chosen(m.at)
	}
}

// CreateRenderer implements fyne.Widget.
func (m *Month) CreateRenderer() fyne.WidgetRenderer {
	m.ExtendBaseWidget(m)
	return widget.NewSimpleRenderer(m.body)
}
