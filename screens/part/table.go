package part

import (
	"slices"
	"time"

	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Col describes one column of a DataTable.
type Col[T any] struct {
	ID    string
	Label string
	Width float32 // in pixels at 100 %; with Stretch the least width
	// Stretch columns share the width that is left.
	Stretch bool
	// Sort makes the head of the column tappable. Nil with Sorted true means
	// that OnSort does the work (a query in the store).
	Sort   func(a, b T) int
	Sorted bool
	// Create makes an empty cell, by default a Cell; Update fills it.
	Create func() fyne.CanvasObject
	Update func(row T, cell fyne.CanvasObject)
}

// DataTable is a table that fits the width, with rows of one height (44), a
// head that sorts, and a selection. It draws only the rows in sight, so ten
// thousand rows cost no more than twenty.
//
// Keyboard: arrows, Page Up, Page Down, Home and End move the selection, Enter
// opens. A double tap opens too.
type DataTable[T any] struct {
	widget.BaseWidget
	cols  []Col[T]
	rows  []T
	clock Clock
	list  *tableList
	heads []*Button
	empty fyne.CanvasObject
	sort  string
	desc  bool

	// OnOpen is Enter or a double tap on a row.
	OnOpen func(row T)
	// OnSelected is called when another row is selected.
	OnSelected func(row T)
	// OnSort is called instead of sorting here, if set.
	OnSort func(col string, descending bool)

	tapped   int
	tappedAt time.Time
}

const doubleTap = 450 * time.Millisecond

// NewDataTable makes a table without rows.
func NewDataTable[T any](clock Clock, cols []Col[T]) *DataTable[T] {
	t := &DataTable[T]{cols: cols, clock: clock, tapped: -1}
	t.list = newTableList(func() int { return len(t.rows) }, t.create, t.update)
	t.list.opened = t.open
	t.list.OnSelected = func(i widget.ListItemID) {
		t.list.at = i
		if t.OnSelected != nil && i < len(t.rows) {
			t.OnSelected(t.rows[i])
		}
	}
	for _, c := range cols {
		h := newButton(kindHead, c.Label, nil)
		h.after = true
		if c.Sort != nil || c.Sorted {
			h.tapped = func() { t.SortBy(c.ID, t.sort == c.ID && !t.desc) }
		} else {
			h.inert = true
		}
		t.heads = append(t.heads, h)
	}
	t.empty = Pad(theme.S6, 0, 0, 0, Muted(text.TableEmpty).Align(fyne.TextAlignCenter))
	t.ExtendBaseWidget(t)
	return t
}

// SetRows shows other rows. keep finds the row that stays selected; nil keeps
// none.
func (t *DataTable[T]) SetRows(rows []T, keep func(T) bool) {
	t.rows = rows
	t.list.UnselectAll()
	t.list.at = -1
	t.resort()
	if keep != nil {
		if i := slices.IndexFunc(t.rows, keep); i >= 0 {
			t.list.selectQuietly(i)
		}
	}
	t.Refresh()
}

// Rows returns the rows in the order shown. Do not change the slice.
func (t *DataTable[T]) Rows() []T { return t.rows }

// Selected returns the selected row.
func (t *DataTable[T]) Selected() (row T, ok bool) {
	if t.list.at < 0 || t.list.at >= len(t.rows) {
		return row, false
	}
	return t.rows[t.list.at], true
}

// Select selects row i and brings it into sight.
func (t *DataTable[T]) Select(i int) { t.list.Select(i) }

// SetEmpty changes what is shown instead of rows.
func (t *DataTable[T]) SetEmpty(o fyne.CanvasObject) { t.empty = o; t.Refresh() }

// SortBy sorts by a column and shows the arrow there.
func (t *DataTable[T]) SortBy(col string, descending bool) {
	t.sort, t.desc = col, descending
	for i, c := range t.cols {
		switch {
		case c.ID != col:
			t.heads[i].SetGlyph("")
		case descending:
			t.heads[i].SetGlyph(GlyphSortDown)
		default:
			t.heads[i].SetGlyph(GlyphSortUp)
		}
	}
	if t.OnSort != nil {
		t.OnSort(col, descending)
		return
	}
	t.resort()
	t.Refresh()
}

// resort sorts the rows; the selected one stays selected.
func (t *DataTable[T]) resort() {
	if t.OnSort != nil {
		return
	}
	i := slices.IndexFunc(t.cols, func(c Col[T]) bool { return c.ID == t.sort && c.Sort != nil })
	if i < 0 {
		return
	}
	order := make([]int, len(t.rows))
	for j := range order {
		order[j] = j
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if t.desc {
			a, b = b, a
		}
		return t.cols[i].Sort(t.rows[a], t.rows[b])
	})
	sorted := make([]T, len(t.rows))
	at := -1
	for to, from := range order {
		sorted[to] = t.rows[from]
		if from == t.list.at {
			at = to
		}
	}
	t.rows = sorted
	if at >= 0 && at != t.list.at {
		t.list.selectQuietly(at)
	}
}

// Focusable is what to give the focus to.
func (t *DataTable[T]) Focusable() fyne.Focusable { return t.list }

func (t *DataTable[T]) open(i int) {
	if t.OnOpen != nil && i >= 0 && i < len(t.rows) {
		t.OnOpen(t.rows[i])
	}
}

func (t *DataTable[T]) tap(i int) {
	now := time.Time{}
	if t.clock != nil {
		now = t.clock.Now()
	}
	again := t.tapped == i && now.Sub(t.tappedAt) < doubleTap
	t.tapped, t.tappedAt = i, now
	t.list.Select(i)
	if InSight(t.list) {
		FocusIn(t.list, t.list) // the arrows and Enter go on from here
	}
	if again {
		t.tapped = -1
		t.open(i)
	}
}

func (t *DataTable[T]) create() fyne.CanvasObject {
	cells := make([]fyne.CanvasObject, len(t.cols))
	for i, c := range t.cols {
		if c.Create != nil {
			cells[i] = c.Create()
		} else {
			cells[i] = NewCell()
		}
	}
	row := newTableRow(container.New(&colLayout[T]{t}, cells...))
	row.list = t.list
	return row
}

func (t *DataTable[T]) update(i widget.ListItemID, o fyne.CanvasObject) {
	if i >= len(t.rows) {
		return
	}
	r := o.(*tableRow)
	r.tapped = func() { t.tap(i) }
	r.set(i == t.list.at, t.list.focused)
	for j, c := range t.cols {
		c.Update(t.rows[i], r.cells.Objects[j])
	}
}

// widths shares out the width of the table.
func (t *DataTable[T]) widths(total float32) []float32 {
	w := make([]float32, len(t.cols))
	var fixed, stretch float32
	n := 0
	for i, c := range t.cols {
		w[i] = theme.Px(c.Width)
		fixed += w[i]
		if c.Stretch {
			stretch += w[i]
			n++
		}
	}
	spare := total - fixed - 2*theme.S3 - theme.S4*float32(len(t.cols)-1)
	for i, c := range t.cols {
		switch {
		case spare > 0 && c.Stretch:
			w[i] += spare / float32(n)
		case spare < 0 && n > 0 && c.Stretch:
			w[i] = max(theme.Px(64), w[i]+spare*w[i]/stretch)
		}
	}
	return w
}

type colLayout[T any] struct{ t *DataTable[T] }

func (l *colLayout[T]) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	x := float32(theme.S3)
	for i, w := range l.t.widths(size.Width) {
		h := min(objs[i].MinSize().Height, size.Height)
		objs[i].Move(fyne.NewPos(x, (size.Height-h)/2))
		objs[i].Resize(fyne.NewSize(w, h))
		x += w + theme.S4
	}
}
func (l *colLayout[T]) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(100, theme.Px(44))
}

// CreateRenderer implements fyne.Widget.
func (t *DataTable[T]) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	heads := make([]fyne.CanvasObject, len(t.heads))
	for i, h := range t.heads {
		heads[i] = h
	}
	return &tableRenderer[T]{t: t, head: container.New(&headLayout[T]{t}, heads...), line: newFill(theme.Line, 0)}
}

type headLayout[T any] struct{ t *DataTable[T] }

func (l *headLayout[T]) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	x := float32(theme.S3)
	for i, w := range l.t.widths(size.Width) {
		objs[i].Move(fyne.NewPos(x-theme.S1, 0))
		objs[i].Resize(fyne.NewSize(min(objs[i].MinSize().Width, w+theme.S1), size.Height))
		x += w + theme.S4
	}
}
func (l *headLayout[T]) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(100, theme.Px(32))
}

type tableRenderer[T any] struct {
	t    *DataTable[T]
	head *fyne.Container
	line *fill
}

func (r *tableRenderer[T]) Layout(size fyne.Size) {
	h := theme.Px(32)
	r.head.Resize(fyne.NewSize(size.Width, h))
	r.line.Move(fyne.NewPos(0, h))
	r.line.Resize(fyne.NewSize(size.Width, 1))
	rest := fyne.NewSize(size.Width, max(0, size.Height-h-1))
	r.t.list.Move(fyne.NewPos(0, h+1))
	r.t.list.Resize(rest)
	r.t.empty.Move(fyne.NewPos(0, h+1))
	r.t.empty.Resize(rest)
	r.t.list.Hidden = len(r.t.rows) == 0
	if r.t.list.Hidden {
		r.t.empty.Show()
	} else {
		r.t.empty.Hide()
	}
}
func (r *tableRenderer[T]) MinSize() fyne.Size {
	var w float32
	for _, c := range r.t.cols {
		if c.Stretch {
			w += theme.Px(64)
		} else {
			w += theme.Px(c.Width)
		}
		w += theme.S4
	}
	return fyne.NewSize(w+theme.S2, theme.Px(32+44*3))
}
func (r *tableRenderer[T]) Refresh() {
	r.Layout(r.t.Size())
	r.head.Refresh()
	r.line.Refresh()
	r.t.list.Refresh()
}
func (r *tableRenderer[T]) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.head, r.line, r.t.list, r.t.empty}
}
func (r *tableRenderer[T]) Destroy() {}
