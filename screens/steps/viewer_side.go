package steps

import (
	"context"
	"slices"
	"strings"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// build fills the column beside the picture: what is wrong and what to do
// first, what it is after that.
func (w *viewer) build() {
	v, m := w.v, w.m
	editable := v.editable(w.slot)
	typed := ""
	if w.reason != nil {
		typed = w.reason.Value()
	}
	w.reason = nil
	var rows []fyne.CanvasObject
	if !w.pager.stored() {
		rows = append(rows, part.FindingRow(part.Finding{State: part.Info, Text: text.PageNotUsed(w.pager.at, max(m.Page, 1))}, nil), part.Rule())
	}
	mayKeep := editable && m.Outcome != filing.Pass
	if mayKeep && w.asking { // where the eye is
		rows = append(rows, w.anyway(typed), part.Rule())
	}
	f, differs := v.differs(w.slot)
	if m.Outcome == filing.Pass && !differs {
		rows = append(rows, part.TopRow(theme.S2, part.Pad(2, 0, 0, 0, part.Mark(part.Done, 16)), part.Stretch(part.Body(text.PictureFine))))
	}
	for i, x := range m.Issues {
		rows = append(rows, w.issue(i, x))
	}
	if differs {
		rows = append(rows, part.FindingRow(part.Finding{State: part.LookHere, Text: f.Text, Remedy: f.Remedy}, nil))
	}
	if editable && w.pager.stored() {
		rows = append(rows, w.acts())
	}
	if mayKeep && !w.asking {
		rows = append(rows, w.anyway(""))
	}
	if len(m.Asked) > 0 && w.pager.stored() {
		rows = append(rows, part.Rule(), part.Hint(text.AskedTitle))
		for _, code := range m.Asked {
			rows = append(rows, w.box(code, editable))
		}
	}
	rows = append(rows, part.Rule(), part.KeyValue([2]string{text.PictureSize, text.PictureFacts(m.Width, m.Height, m.Bytes)},
		[2]string{text.PictureFormat, strings.ToUpper(m.Format)}, [2]string{text.PictureAdded, m.Added.In(filing.China).Format("2006-01-02 15:04")}),
		part.Hint(text.NotJudged(w.slot.PhotoKind())))
	w.showWorst()
	w.side.Objects = rows
	w.side.Refresh()
	v.body.Refresh()
}

// issue is one thing that was found: what, the number, what to do, and where.
func (w *viewer) issue(i int, x filing.Issue) fyne.CanvasObject {
	words := part.Column(2, part.Body(x.Text))
	if x.Remedy != "" {
		words.Add(part.Muted(x.Remedy))
	}
	if s := x.Number(); s != "" {
		words.Add(part.Hint(s))
	}
	if n := len(x.Places); n > 0 {
		words.Add(part.Row(0, part.Link(text.PlaceOf(w.places[i]%n+1, n), func() { w.point(i) }).Then(part.GlyphRight)))
	}
	return part.TopRow(theme.S2, part.Pad(2, 0, 0, 0, part.Mark(outcomeState(x.Outcome), 16)), part.Stretch(words))
}

func (w *viewer) acts() fyne.CanvasObject {
	v, m := w.v, w.m
	row := part.Flow(theme.S2)
	if m.Mend != nil {
		row.Add(part.Plain(mendWord(m), func() { v.mend(m) }).With(part.GlyphMend).Small())
	}
	row.Add(part.Plain(text.Straighten, func() { v.straighten(w.slot) }).With(part.GlyphCrop).Small())
	row.Add(part.Plain(text.Retaking, func() { v.choose(w.slot) }).With(part.GlyphUpload).Small())
	return row
}

// anyway is the reason to use a picture nevertheless: given, being asked for,
// or offered.
func (w *viewer) anyway(typed string) fyne.CanvasObject {
	switch {
	case w.m.Anyway != "":
		return part.Column(theme.S1, part.Body(text.AnywayBecause(w.m.Anyway)),
			part.Row(0, part.Link(text.TakeBackReason, func() { w.keepNow("") })))
	case !w.asking:
		return part.Row(0, part.Plain(text.UseAnyway, w.ask).Small())
	}
	w.reason = part.NewText(w.v.page.host, part.Spec{Path: "anyway", Label: text.AnywayReason, Hint: text.AnywayHint, Limit: 200, Lines: 2})
	w.reason.ForceValue(typed)
	return part.Column(theme.S2, w.reason, part.Row(theme.S2, part.Plain(text.UseThis, func() { w.keepNow(w.reason.Value()) }).Small(),
		part.Quiet(text.Cancel, func() { w.asking = false; w.build() }).Small()))
}

// ask opens the field for the reason.
func (w *viewer) ask() {
	if w.m.Outcome == filing.Pass || w.m.Anyway != "" {
		return
	}
	w.asking = true
	w.build()
	w.reason.Focus()
	w.v.page.bringIntoSight(w.reason)
}

func (w *viewer) keepNow(reason string) {
	w.asking = false
	w.keep(reason)
	w.build()
}

// keep stores a reason; the mark of the picture changes as soon as it is kept.
func (w *viewer) keep(reason string) {
	p := w.v.page
	if reason = strings.TrimSpace(reason); reason == w.m.Anyway {
		return
	}
	p.s.Do(func(ctx context.Context) (desk.View, error) { return p.desk.KeepAnyway(ctx, p.s.ID(), w.slot, reason) }, nil)
}

// box is one thing that no check can tell.
func (w *viewer) box(code string, editable bool) fyne.CanvasObject {
	p := w.v.page
	c := part.NewCheckBox(text.AskedBox(code), func(on bool) {
		p.s.Do(func(ctx context.Context) (desk.View, error) { return p.desk.MarkSeen(ctx, p.s.ID(), w.slot, code, on) }, nil)
	})
	c.SetChecked(slices.Contains(w.m.Seen, code))
	if !editable {
		c.Disable()
	}
	return c
}
