package part

import (
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Card is a white sheet with a thin frame and 16 of space inside.
func Card(content fyne.CanvasObject) *fyne.Container {
	return container.NewStack(newFill(theme.Surface, theme.RadiusCard).framed(theme.Line), Inset(theme.S4, content))
}

// Sheet is a Surface without frame or corners; the ground of side panels.
func Sheet(content fyne.CanvasObject) *fyne.Container {
	return container.NewStack(newFill(theme.Surface, 0), content)
}

// Section is a group of questions: a title, a sentence why, and the fields.
// An empty sentence takes no room.
func Section(title, sentence string, fields ...fyne.CanvasObject) *fyne.Container {
	head := Column(theme.S1, Group(title))
	if sentence != "" {
		head.Add(Muted(sentence))
	}
	return Column(theme.S4, append([]fyne.CanvasObject{head}, fields...)...)
}

// PageHead is the first line of a page: title, a muted line under it, and
// what may be done at the right.
func PageHead(title, under string, actions ...fyne.CanvasObject) *fyne.Container {
	left := Column(0, Page(title).AtMost(1))
	if under != "" {
		left.Add(Muted(under).AtMost(2))
	}
	return Row(theme.S2, append([]fyne.CanvasObject{Stretch(left)}, actions...)...)
}

// Band is the ground of a PageHead on a page that was reached from another one:
// it goes on from the bar with the way back, above what scrolls.
func Band(head fyne.CanvasObject) *fyne.Container {
	return Sheet(Column(0, Pad(theme.S3, theme.S6, theme.S4, theme.S6, head), Rule()))
}

// Banner is a sentence across the page in the colour of a state, with a mark
// and, if action is not empty, a link at the right.
func Banner(s State, sentence, action string, tapped func()) *fyne.Container {
	top := float32(0)
	if action != "" { // the first line stands level with the link
		top = theme.Px(26-21) / 2
	}
	row := TopRow(theme.S2, Pad(2+top, 0, 0, 0, Mark(s, 18)), Stretch(Pad(top, 0, 0, 0, Body(sentence))))
	if action != "" {
		row.Add(Link(action, tapped))
	}
	return container.NewStack(newFill(s.Soft(), theme.RadiusCard), Pad(theme.S3, theme.S4, theme.S3, theme.S4, row))
}

// Tag is a small state chip: mark, word, soft ground.
type Tag struct {
	widget.BaseWidget
	state State
	word  *Text
	mark  *icon
	back  *fill
	body  *fyne.Container
}

// NewTag returns a tag. An empty word takes the state's own.
func NewTag(s State, word string) *Tag {
	t := &Tag{back: newFill(s.Soft(), 10), mark: newIcon(s.Mark(), s.Colour(), 14), word: newText("", theme.SizeHint, s.Colour(), false).One()}
	t.body = Pad(2, 8, 2, 6, Row(4, t.mark, t.word))
	t.Set(s, word)
	t.ExtendBaseWidget(t)
	return t
}

// Set changes state and word.
func (t *Tag) Set(s State, word string) {
	if word == "" {
		word = s.Word()
	}
	t.state = s
	t.back.set(s.Soft(), "")
	t.mark.set(s.Mark(), s.Colour())
	t.word.text, t.word.color = word, s.Colour()
	t.word.Refresh()
	t.body.Refresh()
}

// Word returns what the tag says.
func (t *Tag) Word() string { return t.word.text }

// CreateRenderer implements fyne.Widget.
func (t *Tag) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	return &stackRenderer{objs: []fyne.CanvasObject{t.back, t.body}}
}

// Chip is one choice of FilterChips.
type Chip struct {
	ID    string
	Label string
	Count int // shown behind the word; negative: not shown
}

// FilterChips is a row of words of which one is chosen.
type FilterChips struct {
	widget.BaseWidget
	at      string
	chips   []Chip
	changed func(id string)
	row     *fyne.Container
}

// NewFilterChips shows chips with the first chosen; changed gets the id of the
// one a person takes.
func NewFilterChips(chips []Chip, changed func(id string)) *FilterChips {
	f := &FilterChips{changed: changed, row: Flow(theme.S2)}
	if len(chips) > 0 {
		f.at = chips[0].ID
	}
	f.SetChips(chips)
	f.ExtendBaseWidget(f)
	return f
}

// SetChips changes words and counts; the choice stays if it is still there.
func (f *FilterChips) SetChips(chips []Chip) {
	f.chips = chips
	if len(f.row.Objects) != len(chips) {
		f.row.RemoveAll()
		for i := range chips {
			f.row.Add(newButton(kindChip, "", func() { f.take(f.chips[i].ID) }))
		}
	}
	f.paint()
}

// Chosen returns the id of the chip in force, Choose changes it silently.
func (f *FilterChips) Chosen() string { return f.at }

// Choose changes the chip in force without a callback.
func (f *FilterChips) Choose(id string) { f.at = id; f.paint() }

func (f *FilterChips) take(id string) {
	f.Choose(id)
	if f.changed != nil {
		f.changed(id)
	}
}

func (f *FilterChips) paint() {
	for i, c := range f.chips {
		b := f.row.Objects[i].(*Button)
		b.label, b.chosen = c.Label, c.ID == f.at
		if c.Count >= 0 {
			b.label = text.WithCount(c.Label, c.Count)
		}
		b.Refresh()
	}
	f.row.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (f *FilterChips) CreateRenderer() fyne.WidgetRenderer {
	f.ExtendBaseWidget(f)
	return widget.NewSimpleRenderer(f.row)
}

// KeyValue lists facts in two columns: names muted, values beside them.
func KeyValue(pairs ...[2]string) *fyne.Container {
	var list []Fact
	for _, p := range pairs {
		list = append(list, Fact{p[0], Body(p[1])})
	}
	return Facts(list...)
}

// Fact is a name with what belongs to it.
type Fact struct {
	Name  string
	Value fyne.CanvasObject
}

// Facts is KeyValue with anything as values.
func Facts(list ...Fact) *fyne.Container {
	rows := Column(theme.S2)
	var w float32
	for _, f := range list {
		w = max(w, float32(len([]rune(f.Name))))
	}
	width := theme.Px(min(max(w, 4), 10)*theme.SizeText + 2)
	for _, f := range list {
		rows.Add(TopRow(theme.S4, Wide(width, Muted(f.Name)), Stretch(f.Value)))
	}
	return rows
}

// CopyRow is a fact with a button that copies it.
func CopyRow(label, value string, copied func(value string)) *fyne.Container {
	return Row(theme.S4, Wide(theme.Px(112), Muted(label)), Stretch(Body(value).Clip()),
		Quiet(text.Copy, func() { copied(value) }).With(GlyphCopy).Small())
}

// MaskedRow is a CopyRow of personal data: masked, with an eye; what is copied
// is the value itself, so the copying asks and is noted as a look is.
func MaskedRow(label string, value *MaskedText, copied func(value string)) *fyne.Container {
	return Row(theme.S4, Wide(theme.Px(112), Muted(label)), Stretch(value.Filling()),
		Quiet(text.Copy, func() { value.asked(func() { copied(value.full) }) }).With(GlyphCopy).Small())
}

// StepsNumbered is what to do, one line per step, with numbers in circles.
func StepsNumbered(steps ...string) *fyne.Container {
	rows := Column(theme.S3)
	for i, s := range steps {
		rows.Add(TopRow(theme.S3, newNumber(i+1, Todo), Stretch(Pad(1, 0, 0, 0, Body(s)))))
	}
	return rows
}

// number is a small numbered circle.
func newNumber(n int, s State) fyne.CanvasObject {
	d := theme.Px(22)
	word := newText(text.Number(n), theme.SizeHint, s.Colour(), false).One().Align(fyne.TextAlignCenter)
	return AtLeast(d, d, container.NewStack(newFill(s.Soft(), d/2), word))
}

// TimelineItem is one event of a Timeline.
type TimelineItem struct {
	When  string // 2026-11-23 14:05, or when it is expected
	Title string
	Note  string // muted; may be empty
	State State  // Done for the past, Now or Waiting for the present, Todo for what comes
}

// Timeline shows events from top to bottom with marks on a line.
func Timeline(items ...TimelineItem) *fyne.Container {
	rows := Column(0)
	for i, it := range items {
		title := Body(it.Title)
		if it.State == Now || it.State == Waiting {
			title = Strong(it.Title)
		}
		if it.State == Todo {
			title.In(theme.Muted)
		}
		words := Column(2, TopRow(theme.S3, Stretch(title), Hint(it.When)))
		if it.Note != "" {
			words.Add(Hint(it.Note))
		}
		rows.Add(container.New(timelineLayout{}, Mark(it.State, 18),
			hideIf(newFill(theme.Line, 0), i == len(items)-1), Pad(0, 0, theme.S4, 0, words)))
	}
	return rows
}

func hideIf(o fyne.CanvasObject, hide bool) fyne.CanvasObject {
	if hide {
		o.Hide()
	}
	return o
}

// timelineLayout puts a mark at the left, the line under it, the words beside.
type timelineLayout struct{}

func (timelineLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	m := o[0].MinSize()
	o[0].Move(fyne.NewPos(0, 2))
	o[0].Resize(m)
	o[1].Move(fyne.NewPos(m.Width/2-0.5, m.Height+4))
	o[1].Resize(fyne.NewSize(1, max(0, size.Height-m.Height-6)))
	x := m.Width + theme.S3
	o[2].Move(fyne.NewPos(x, 0))
	o[2].Resize(fyne.NewSize(size.Width-x, size.Height))
}
func (timelineLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	m, w := o[0].MinSize(), o[2].MinSize()
	return fyne.NewSize(m.Width+theme.S3+w.Width, max(m.Height, w.Height))
}

// Finding is what a FindingRow shows.
type Finding struct {
	State  State // Refused, LookHere or Info
	Text   string
	Remedy string
	Sides  []Side // what sources say that differ; none if they agree
	Source string // with date; muted
	Where  string // name of the field, shown before the text; may be empty
	More   string // a second link, "" for none
	OnMore func()
}

// FindingRow shows one finding: mark, words, remedy, 跳转 and the source. With
// a nil jump there is no link.
func FindingRow(f Finding, jump func()) *fyne.Container {
	head := f.Text
	if f.Where != "" {
		head = text.WherePrefix(f.Where) + f.Text
	}
	words := Column(2, Body(head))
	if f.Remedy != "" {
		words.Add(Muted(f.Remedy))
	}
	if f.Source != "" {
		words.Add(Hint(f.Source).AtMost(2))
	}
	if len(f.Sides) > 0 {
		words.Add(Pad(theme.S1, 0, theme.S1, 0, Sides(f.Sides...)))
	}
	links := Flow(theme.S4)
	if jump != nil {
		links.Add(Link(text.Jump, jump).Then(GlyphRight))
	}
	if f.More != "" {
		links.Add(Link(f.More, f.OnMore).Then(GlyphRight))
	}
	if len(links.Objects) > 0 {
		words.Add(links)
	}
	return TopRow(theme.S2, Pad(2, 0, 0, 0, Mark(f.State, 16)), Stretch(words))
}
