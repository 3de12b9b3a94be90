package part

import (
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Column stacks children with a gap; each gets the full width and the height
// it needs at that width. Hidden children take no room. A child made by
// Stretch takes the height that is left.
func Column(gap float32, objs ...fyne.CanvasObject) *fyne.Container {
	return container.New(columnLayout{gap}, objs...)
}

// Row puts children side by side with a gap, vertically centred, at their
// natural width. A child made by Stretch takes the width that is left. A Text
// directly in a Row stays on one line; to wrap it, Stretch it.
func Row(gap float32, objs ...fyne.CanvasObject) *fyne.Container {
	onOneLine(objs)
	return container.New(rowLayout{gap: gap}, objs...)
}

// TopRow is a Row whose children start at the top.
func TopRow(gap float32, objs ...fyne.CanvasObject) *fyne.Container {
	onOneLine(objs)
	return container.New(rowLayout{gap: gap, top: true}, objs...)
}

func onOneLine(objs []fyne.CanvasObject) {
	for _, o := range objs {
		if t, ok := o.(*Text); ok && t.mode == wrapped {
			t.mode = oneLine
		}
	}
}

// Flow puts children side by side, in the middle of their line, and begins a
// new line when there is no room: chips, tags, buttons.
func Flow(gap float32, objs ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flowLayout{gap: gap}, objs...)
}

// Columns lays children in n equal columns, rows as high as their highest. With
// less than minWidth per column there are fewer columns, filled evenly.
func Columns(n int, minWidth, gap float32, objs ...fyne.CanvasObject) *fyne.Container {
	return container.New(columnsLayout{n, minWidth, gap}, objs...)
}

// Stretch marks a child of Row or Column that takes the room that is left.
func Stretch(o fyne.CanvasObject) fyne.CanvasObject { return container.New(stretchLayout{}, o) }

// Spring is an empty Stretch: what follows it moves to the far end.
func Spring() fyne.CanvasObject { return Stretch(Space(0, 0)) }

// Space is an empty area of at least this size.
func Space(w, h float32) fyne.CanvasObject {
	return container.New(minLayout{fyne.NewSize(w, h)})
}

// AtLeast gives a child a smallest size.
func AtLeast(w, h float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(minLayout{fyne.NewSize(w, h)}, o)
}

// Wide fixes a child's width.
func Wide(w float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(wideLayout{w}, o)
}

// Beside puts a child of fixed width at the left and another in the room that
// is left, both as high as the higher one.
func Beside(w, gap float32, a, b fyne.CanvasObject) *fyne.Container {
	return container.New(besideLayout{w, gap, false}, a, b)
}

// Aside is Beside with the fixed width at the right.
func Aside(w, gap float32, a, b fyne.CanvasObject) *fyne.Container {
	return container.New(besideLayout{w, gap, true}, b, a)
}

// Inset puts the same space on all four sides.
func Inset(n float32, o fyne.CanvasObject) *fyne.Container { return Pad(n, n, n, n, o) }

// Pad puts space above, right, below and left.
func Pad(top, right, bottom, left float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(padLayout{top, right, bottom, left}, o)
}

// TextColumn keeps content readable: at most 720 wide, at the left.
func TextColumn(o fyne.CanvasObject) *fyne.Container {
	return container.New(atMostLayout{720, false}, o)
}

// Centered keeps content at most maxWidth wide, in the middle.
func Centered(maxWidth float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(atMostLayout{maxWidth, true}, o)
}

// Rule is a thin line across.
func Rule() fyne.CanvasObject { return newFill(theme.Line, 0).minSize(1, 1) }

type columnLayout struct{ gap float32 }

func (l columnLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	var fixed float32
	stretches, shown := 0, 0
	heights := make([]float32, len(objs))
	for i, o := range objs {
		if !o.Visible() {
			continue
		}
		shown++
		o.Resize(fyne.NewSize(size.Width, o.Size().Height))
		heights[i] = o.MinSize().Height
		if isStretch(o) {
			stretches++
		}
		fixed += heights[i]
	}
	spare := size.Height - fixed - l.gap*float32(max(0, shown-1))
	var y float32
	for i, o := range objs {
		if !o.Visible() {
			continue
		}
		h := heights[i]
		if isStretch(o) && spare > 0 {
			h += spare / float32(stretches)
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + l.gap
	}
}

func (l columnLayout) MinSize(objs []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	shown := 0
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		s.Width = max(s.Width, m.Width)
		s.Height += m.Height
		shown++
	}
	s.Height += l.gap * float32(max(0, shown-1))
	return s
}

type rowLayout struct {
	gap float32
	top bool
}

func (l rowLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	var fixed float32
	stretches, shown := 0, 0
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		shown++
		if isStretch(o) {
			stretches++
		} else {
			fixed += o.MinSize().Width
		}
	}
	spare := max(0, size.Width-fixed-l.gap*float32(max(0, shown-1)))
	var x float32
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		w := o.MinSize().Width
		if isStretch(o) {
			w = spare / float32(stretches)
		}
		o.Resize(fyne.NewSize(w, o.Size().Height))
		h := min(o.MinSize().Height, size.Height)
		y := (size.Height - h) / 2
		switch {
		case l.top:
			y = 0
		case isStretch(o):
			h, y = size.Height, 0
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
		x += w + l.gap
	}
}

func (l rowLayout) MinSize(objs []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	shown := 0
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		s.Width += m.Width
		s.Height = max(s.Height, m.Height)
		shown++
	}
	s.Width += l.gap * float32(max(0, shown-1))
	return s
}

type flowLayout struct {
	gap   float32
	width float32
}

func (l *flowLayout) place(objs []fyne.CanvasObject, width float32, put func(o fyne.CanvasObject, x, y float32, m fyne.Size)) float32 {
	var x, y, line float32
	var begun []func(line float32) // the present line, put in its middle when its height is known
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if x > 0 && width > 0 && x+m.Width > width+0.5 {
			ended(begun, line)
			x, y, line, begun = 0, y+line+l.gap, 0, nil
		}
		if put != nil {
			x, y := x, y
			begun = append(begun, func(line float32) { put(o, x, y+whole((line-m.Height)/2), m) })
		}
		x += m.Width + l.gap
		line = max(line, m.Height)
	}
	ended(begun, line)
	return y + line
}

func ended(line []func(height float32), height float32) {
	for _, put := range line {
		put(height)
	}
}

func (l *flowLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(objs, size.Width, func(o fyne.CanvasObject, x, y float32, m fyne.Size) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(min(m.Width, size.Width), m.Height))
	})
}

func (l *flowLayout) MinSize(objs []fyne.CanvasObject) fyne.Size {
	var w float32
	for _, o := range objs {
		if o.Visible() {
			w = max(w, o.MinSize().Width)
		}
	}
	return fyne.NewSize(w, l.place(objs, l.width, nil))
}

type stretchLayout struct{}

func (stretchLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		o.Resize(fyne.NewSize(size.Width, o.Size().Height))
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}
func (stretchLayout) MinSize(objs []fyne.CanvasObject) fyne.Size { return largest(objs) }

func isStretch(o fyne.CanvasObject) bool {
	c, ok := o.(*fyne.Container)
	if !ok {
		return false
	}
	_, ok = c.Layout.(stretchLayout)
	return ok
}

func largest(objs []fyne.CanvasObject) (s fyne.Size) {
	for _, o := range objs {
		if o.Visible() {
			s = s.Max(o.MinSize())
		}
	}
	return s
}

type minLayout struct{ size fyne.Size }

func (l minLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	stretchLayout{}.Layout(objs, size)
}
func (l minLayout) MinSize(objs []fyne.CanvasObject) fyne.Size { return largest(objs).Max(l.size) }

type wideLayout struct{ w float32 }

func (l wideLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	stretchLayout{}.Layout(objs, fyne.NewSize(l.w, size.Height))
}
func (l wideLayout) MinSize(objs []fyne.CanvasObject) fyne.Size {
	for _, o := range objs {
		o.Resize(fyne.NewSize(l.w, o.Size().Height))
	}
	return fyne.NewSize(l.w, largest(objs).Height)
}

type padLayout struct{ top, right, bottom, left float32 }

func (l padLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		o.Move(fyne.NewPos(l.left, l.top))
		o.Resize(fyne.NewSize(max(0, size.Width-l.left-l.right), max(0, size.Height-l.top-l.bottom)))
	}
}
func (l padLayout) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return largest(objs).AddWidthHeight(l.left+l.right, l.top+l.bottom)
}

type atMostLayout struct {
	width  float32
	center bool
}

func (l atMostLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	w := min(size.Width, theme.Px(l.width))
	var x float32
	if l.center {
		x = (size.Width - w) / 2
	}
	for _, o := range objs {
		o.Resize(fyne.NewSize(w, o.Size().Height))
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, size.Height))
	}
}
func (l atMostLayout) MinSize(objs []fyne.CanvasObject) fyne.Size { return largest(objs) }
