package part

import (
	"fyne.io/fyne/v2"
)

type columnsLayout struct {
	n             int
	minWidth, gap float32
}

// count is how many columns fit. Where not all do the lines are filled evenly:
// nine of which six fit stand five and four.
func (l columnsLayout) count(objs []fyne.CanvasObject, width float32) int {
	n := l.n
	for n > 1 && (width-l.gap*float32(n-1))/float32(n) < l.minWidth {
		n--
	}
	if n == l.n {
		return n
	}
	shown := 0
	for _, o := range objs {
		if o.Visible() {
			shown++
		}
	}
	for n > 1 && shown > n && (shown+n-2)/(n-1) == (shown+n-1)/n { // one column less needs no further line
		n--
	}
	return n
}

func (l columnsLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	n := l.count(objs, size.Width)
	w := (size.Width - l.gap*float32(n-1)) / float32(n)
	var y float32
	for _, line := range lines(objs, n) {
		var h float32
		for _, o := range line {
			o.Resize(fyne.NewSize(w, o.Size().Height))
			h = max(h, o.MinSize().Height)
		}
		for i, o := range line {
			o.Move(fyne.NewPos(float32(i)*(w+l.gap), y))
			o.Resize(fyne.NewSize(w, h))
		}
		y += h + l.gap
	}
}

func (l columnsLayout) MinSize(objs []fyne.CanvasObject) fyne.Size {
	// The width in use is that of a child already laid out.
	n := l.n
	var widest, width float32
	for _, o := range objs {
		widest = max(widest, o.MinSize().Width)
		width = max(width, o.Position().X+o.Size().Width)
	}
	if width > 0 {
		n = l.count(objs, width)
	}
	var h float32
	for i, line := range lines(objs, n) {
		var lh float32
		for _, o := range line {
			lh = max(lh, o.MinSize().Height)
		}
		if i > 0 {
			h += l.gap
		}
		h += lh
	}
	return fyne.NewSize(max(widest, l.minWidth), h)
}

func lines(objs []fyne.CanvasObject, n int) [][]fyne.CanvasObject {
	var out [][]fyne.CanvasObject
	var line []fyne.CanvasObject
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		line = append(line, o)
		if len(line) == n {
			out, line = append(out, line), nil
		}
	}
	if len(line) > 0 {
		out = append(out, line)
	}
	return out
}
