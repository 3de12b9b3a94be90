package ui

import (
	"time"

	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// How long a toast stays: long enough to read, longer when it can be undone.
const (
	toastFor     = 4 * time.Second
	toastUndoFor = 10 * time.Second
)

// toastLayer is the lower edge of the window, over everything else.
type toastLayer struct {
	box      *fyne.Container
	stop     func()
	sentence string
	act      func() // 撤销, nil for none
}

func newToastLayer() *toastLayer {
	return &toastLayer{box: container.New(toastLayout{})}
}

func (l *toastLayer) over(content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(content, l.box)
}

func (l *toastLayer) show(h *Host, sentence string, undo func()) {
	l.hide()
	d := toastFor
	var act func()
	if undo != nil {
		d = toastUndoFor
		act = func() { l.hide(); undo() }
	}
	l.sentence, l.act = sentence, act
	l.box.Add(part.Toast(sentence, act))
	l.stop = h.After(d, func() { l.stop = nil; l.hide() })
}

// name says what a toast with 撤销 is about, in front of its sentence.
func (l *toastLayer) name(about string) {
	if l.act == nil {
		return
	}
	l.sentence = text.About(about, l.sentence)
	l.box.Objects = []fyne.CanvasObject{part.Toast(l.sentence, l.act)}
	l.box.Refresh()
}

func (l *toastLayer) hide() {
	if l.stop != nil {
		l.stop()
		l.stop = nil
	}
	l.act = nil
	l.box.RemoveAll()
	l.box.Refresh() // RemoveAll draws nothing: the words, and 撤销 without its effect, would stand until the next event
}

// toastLayout centres at the foot and takes no room itself.
type toastLayout struct{}

func (toastLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		m := o.MinSize()
		m.Width = min(m.Width, size.Width-2*theme.S5)
		o.Resize(m)
		o.Move(fyne.NewPos((size.Width-m.Width)/2, size.Height-m.Height-theme.Px(60)-theme.S4)) // above the foot of a filing
	}
}
func (toastLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
