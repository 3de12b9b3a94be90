package steps

import (
	"context"
	"image"
	"strings"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"golang.org/x/text/width"
)

// viewer shows one picture large, what was found in it, and what may be done.
type viewer struct {
	v      *materialView
	pic    *part.PictureView
	reason *part.Field
	gone   bool
}

// side is the longest side of the picture in the viewer, in pixels: enough to
// read small print at twice the size of the window.
const side = 2400

func (v *materialView) view(slot filing.Slot) {
	p := v.p
	m, ok := p.s.Filing().Material(slot)
	if !ok {
		return
	}
	n, _ := v.need(slot)
	w := &viewer{v: v, pic: part.NewPictureView(nil)}
	v.viewer = w
	w.pic.OnTurned = func(quarters int) {
		p.s.Do(func(ctx context.Context) (desk.View, error) {
			now, _ := p.s.Filing().Material(slot)
			return p.desk.TurnMaterial(ctx, p.s.ID(), slot, m.Turn+quarters-now.Turn)
		}, nil)
	}
	state, word, _ := materialState(m)
	var findings []fyne.CanvasObject // what is wrong first, what it is after that
	for _, i := range m.Issues {
		findings = append(findings, part.FindingRow(part.Finding{State: outcomeState(i.Outcome), Text: i.Text, Remedy: text.MeasuredAs(i.Measured, i.Limit, i.Unit)}, nil))
	}
	if len(m.Issues) == 0 {
		findings = append(findings, part.Muted(text.PictureFine))
	}
	if m.Outcome != filing.Pass && p.s.Filing().State.Editable() {
		w.reason = part.NewText(p.host, part.Spec{Path: "anyway", Label: text.AnywayReason, Hint: text.AnywayHint, Limit: 100})
		w.reason.SetValue(m.Anyway)
		w.reason.OnChanged = func(_, why string) {
			p.s.Do(func(ctx context.Context) (desk.View, error) { return p.desk.KeepAnyway(ctx, p.s.ID(), slot, why) }, nil)
		}
		findings = append(findings, w.reason)
	}
	findings = append(findings, part.Rule(), part.KeyValue([2]string{text.PictureSize, text.PictureFacts(m.Width, m.Height, m.Bytes)},
		[2]string{text.PictureFormat, strings.ToUpper(m.Format)}, [2]string{text.PictureAdded, m.Added.In(filing.China).Format("2006-01-02 15:04")}),
		part.Hint(text.NotJudged))
	v.body.Objects = []fyne.CanvasObject{part.Column(theme.S4,
		part.Row(theme.S3, part.Plain(text.BackToCards, func() { v.unview() }).With(part.GlyphLeft), part.Stretch(part.Group(n.Title)), part.NewTag(state, word)),
		part.Aside(theme.Px(280), theme.S4, part.Card(part.AtLeast(0, 380, w.pic)), part.Card(part.Column(theme.S3, findings...))))}
	v.body.Refresh()
	p.scroll.ToTop()

	var img image.Image
	p.host.Go("view:"+string(slot), func(ctx context.Context) error {
		x, err := p.desk.Shown(ctx, m, side, side)
		if err == nil {
			img = x
		}
		return err
	}, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		if !w.gone {
			w.pic.SetImage(img)
		}
	})
}

func (v *materialView) unview() {
	if v.viewer != nil {
		v.viewer.close()
		v.viewer = nil
	}
	v.body.Objects = []fyne.CanvasObject{v.main}
	v.body.Refresh()
	v.showCards(false)
	v.p.scroll.ToTop()
}

// close lets go of the pixels.
func (w *viewer) close() {
	if w.gone {
		return
	}
	w.gone = true
	if w.reason != nil {
		w.reason.Flush()
	}
	w.pic.SetImage(nil)
}

func outcomeState(o filing.Outcome) part.State {
	switch o {
	case filing.Reject:
		return part.Refused
	case filing.Doubtful:
		return part.LookHere
	}
	return part.Info
}

// clock is a time of day today or yesterday as people type it, "15:04".
func clock(words string, now time.Time) (time.Time, bool) {
	t, err := time.Parse("15:04", strings.TrimSpace(width.Fold.String(words)))
	if err != nil {
		return time.Time{}, false
	}
	n := now.In(filing.China)
	at := time.Date(n.Year(), n.Month(), n.Day(), t.Hour(), t.Minute(), 0, 0, filing.China)
	if at.After(now.Add(time.Minute)) {
		at = at.AddDate(0, 0, -1)
	}
	return at, true
}
