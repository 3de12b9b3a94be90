package review

import (
	"context"

	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// mark is the choice whether the pictures bear the watermark: on for each
// export anew. That the last one for the same page went without is said, so
// that whoever files where plain pictures are wanted is reminded.
type mark struct {
	on     bool
	asked  string // for whom it was recalled, with a word before it so that "" differs
	before bool   // the last export for this page went without
	box    *part.Check
	note   *part.Text
}

// watermark is the choice with one sentence on who accepts what.
func (e *Export) watermark() fyne.CanvasObject {
	m := &e.mark
	m.box = part.NewCheckBox(text.OptWatermark(e.view.Filing.Domain.Name), func(on bool) {
		m.on = on
		e.showMark()
	})
	m.note = part.Hint("")
	e.recallMark()
	e.showMark()
	return part.Column(theme.S1, m.box, part.Pad(0, 0, 0, 26, part.Column(theme.S1, part.Hint(text.WatermarkWhy), m.note)))
}

// recallMark asks how the last export for the chosen page was made.
func (e *Export) recallMark() {
	m, target := &e.mark, e.target
	if m.asked == "for "+target {
		return
	}
	m.asked = "for " + target
	f, on := e.view.Filing, true
	e.host.Go("watermark:"+e.id, func(ctx context.Context) (err error) {
		on, err = e.desk.Watermark(ctx, &f, target)
		return err
	}, func(err error) {
		if err != nil {
			e.host.Alert(err)
			return
		}
		m.before = !on
		e.showMark()
	})
}

func (e *Export) showMark() {
	m := &e.mark
	m.box.SetChecked(m.on)
	switch {
	case m.on && m.before:
		m.note.SetText(text.PlainBefore(e.sizedFor().Name))
	case !m.on:
		m.note.SetText(text.PlainNoted)
	}
	show(m.note, !m.on || m.before)
	e.root.Refresh()
}
