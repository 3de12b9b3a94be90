package part

import (
	"fyne.io/fyne/v2"
)

// GiveWay hides the i-th child of a Row while the stretched one would have less
// than room.
func GiveWay(row *fyne.Container, i int, room float32) *fyne.Container {
	if l, ok := row.Layout.(rowLayout); ok {
		row.Layout = giveWayLayout{l, i, room}
	}
	return row
}

type giveWayLayout struct {
	row  rowLayout
	i    int
	room float32
}

func (l giveWayLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	var rest float32
	for i, x := range o {
		if i > 0 {
			rest += l.row.gap
		}
		if !isStretch(x) && (x.Visible() || i == l.i) {
			rest += x.MinSize().Width
		}
	}
	switch tight := size.Width-rest < l.room; {
	case tight && o[l.i].Visible():
		o[l.i].Hide()
	case !tight && !o[l.i].Visible():
		o[l.i].Show()
	}
	l.row.Layout(o, size)
}

func (l giveWayLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := l.row.MinSize(o)
	if o[l.i].Visible() {
		m.Width -= o[l.i].MinSize().Width + l.row.gap
	}
	return m
}

type besideLayout struct {
	w, gap float32
	right  bool
}

func (l besideLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	rest := max(0, size.Width-l.w-l.gap)
	o[0].Resize(fyne.NewSize(l.w, size.Height))
	if l.right {
		o[0].Move(fyne.NewPos(rest+l.gap, 0))
	} else {
		o[1].Move(fyne.NewPos(l.w+l.gap, 0))
	}
	o[1].Resize(fyne.NewSize(rest, o[1].Size().Height)) // words learn their width first
	o[1].Resize(fyne.NewSize(rest, size.Height))
}
func (l besideLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	o[0].Resize(fyne.NewSize(l.w, o[0].Size().Height))
	b := o[1].MinSize()
	return fyne.NewSize(l.w+l.gap+b.Width, max(o[0].MinSize().Height, b.Height))
}
