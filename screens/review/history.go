package review

import (
	"context"
	"slices"
	"strings"
	"time"

	"beiandesk/app"
	"beiandesk/app/almanac"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/refusal"
	"beiandesk/app/rule"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/steps"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// History is the page of progress: where the order is, what to note next, the
// log, the duties after approval and the older versions.
type History struct {
	page
	versions []desk.Version
	paste    *paste
	note     *part.Field
	number   *part.Field
	day      *part.Field
	settling bool // a new state has just come under the pointer
	// correcting is the task whose reason is being changed, "" if none.
	correcting string
	adding     bool             // a task is being written by hand
	hand       *part.Field      // its words
	reading    time.Time        // the recorded refusal whose text is in sight, by its time
	matcher    *refusal.Matcher // of near; made when it is needed
	past       []act            // see queue
	future     []act
	last       chan struct{} // closed when the newest change in the queue is done
	steps      int           // in the queue so far
}

// settleTime is how long a new state's buttons wait: of a double click on
// 初审通过 the second would fall on 已提交管局, which stands in its place.
const settleTime = 700 * time.Millisecond

// NewHistory shows the progress of route.Filing.
func NewHistory(h screens.Host, d *desk.Desk, route screens.Route) *History {
	y := &History{}
	y.note = part.NewText(h, part.Spec{Path: "log", Label: text.NoteLabel, Limit: 500})
	n, on := text.Field("number"), text.Field("filed_on")
	y.number = part.NewText(h, part.Spec{Path: "number", Label: n.Label, Hint: n.Hint, Limit: 40})
	y.day = part.NewDate(h, part.Spec{Path: "filed_on", Label: on.Label, Hint: on.Hint}, false)
	y.host = h
	y.hand = part.NewText(h, part.Spec{Path: "task", Label: text.TaskByHand, Hint: text.TaskByHandHint, Limit: desk.MaxTask})
	y.paste = newPaste(y)
	y.init(h, d, route.Filing, y.build)
	y.readVersions()
	return y
}

// Close implements screens.Screen.
func (y *History) Close() { y.closed = true }

func (y *History) readVersions() {
	var list []desk.Version
	y.host.Go("versions:"+y.id, func(ctx context.Context) (err error) {
		list, err = y.desk.Versions(ctx, y.id)
		return err
	}, func(err error) {
		if err != nil {
			y.host.Alert(err)
			return
		}
		y.versions = list
		y.again()
	})
}

// again draws the page anew with what it holds.
func (y *History) again() {
	if y.loaded && !y.closed {
		y.set(y.build())
	}
}

func (y *History) build() fyne.CanvasObject {
	f := &y.view.Filing
	bar := part.NewProgress4(text.Phases, y.times())
	at, state := f.State.Phase(), steps.StateMark(f.State)
	if at == 0 {
		at = 1
	}
	bar.Set(at, state)
	col := part.Column(theme.S4, part.Card(part.Column(theme.S4,
		part.Row(theme.S3, part.Stretch(part.Group(f.Kind.Name())), part.NewTag(state, f.State.Name())), bar)))
	if list := y.tasks(); list != nil {
		col.Add(list)
	} else if why := f.LastRefusal(); why != "" {
		col.Add(part.Banner(part.LookHere, text.LastRefusal+"："+why, text.BackToFiling, y.toForm))
	}
	if acts := y.actions(); acts != nil {
		col.Add(acts)
	}
	if card := y.paste.card(); card != nil {
		col.Add(card)
	}
	if f.State == filing.Filed {
		col.Add(y.duties())
	}
	if d := y.deadlines(); d != nil {
		col.Add(d)
	}
	if list := y.refusals(); list != nil {
		col.Add(list)
	}
	col.Add(y.log())
	col.Add(y.older())
	return y.frame(text.HistoryTitle, f.Organiser.Name, part.Centered(880, col),
		part.Quiet(text.ConsentOpen, func() {
			y.host.Navigate(screens.Route{Page: screens.PageRecords, Filing: y.id, Arg: "consent"})
		}), part.Plain(text.BackToFiling, y.toForm))
}

// toTop shows where the order is and what is to be done.
func (y *History) toTop() {
	if y.scroll != nil {
		y.scroll.To(0)
	}
}

func (y *History) toForm() {
	at := refusal.Next(&y.view.Filing, y.view.Needs, y.desk.Tables())
	y.host.Navigate(screens.Route{Page: screens.PageFiling, Filing: y.id, Field: string(at)})
}

// actions offers what the table of states allows now.
func (y *History) actions() fyne.CanvasObject {
	f := &y.view.Filing
	var buttons []fyne.CanvasObject
	for _, a := range filing.Allowed(f.State) {
		if a == filing.ActApprove || (a == filing.ActNoSMS && len(filing.SMSRoles(f)) > 0) {
			continue
		}
		if a.IsRefusal() || a == filing.ActResubmit && y.offersAgain() {
			continue // in a card of their own
		}
		switch act := func() { y.do(a) }; a {
		case filing.ActSubmit, filing.ActResubmit, filing.ActPass, filing.ActForward, filing.ActAmend, filing.ActReopen:
			// The way ahead stands first, and is the one accent button.
			buttons = slices.Insert(buttons, 0, fyne.CanvasObject(part.Primary(a.Name(), act)))
		case filing.ActAbandon, filing.ActWithdraw:
			buttons = append(buttons, part.Quiet(a.Name(), act))
		default:
			buttons = append(buttons, part.Plain(a.Name(), act))
		}
	}
	objs := []fyne.CanvasObject{}
	if f.State == filing.SMSWaiting {
		objs = append(objs, part.Banner(part.Now, text.SMSNow, filing.StepSMS.Name(), func() {
			y.host.Navigate(screens.Route{Page: screens.PageFiling, Filing: y.id, Step: int(filing.StepSMS)})
		}))
	}
	if f.State == filing.AdminReview {
		objs = append(objs, part.Columns(2, 240, theme.S4, y.number, y.day), part.Row(0, part.Primary(filing.ActApprove.Name(), y.approve).With(part.GlyphTick)), part.Rule())
	}
	if len(buttons) == 0 && len(objs) == 0 {
		return nil
	}
	if len(buttons) > 0 {
		objs = append(objs, part.Flow(theme.S3, buttons...))
	}
	return part.Card(part.Section(text.HistoryNext, text.HistoryNextUn, objs...))
}

func (y *History) do(a filing.Action) {
	if a == filing.ActSubmit || a == filing.ActResubmit {
		if !rule.Summarise(y.view.Findings).OK() {
			y.host.Confirm(text.Question{Title: text.SubmitBlocked, Body: text.SubmitBlockedBody, Yes: a.Name()}, func(yes bool) {
				if yes {
					y.act(a)
				}
			})
			return
		}
	}
	y.act(a)
}

func (y *History) act(a filing.Action) {
	if y.settling {
		return
	}
	y.settling = true
	rev := y.view.Filing.Rev
	y.change(func(ctx context.Context) (desk.View, error) { return y.desk.Do(ctx, y.id, rev, a, "") }, func(err error) {
		if y.settling = false; err == nil {
			y.settle()
		}
		switch {
		case err != nil:
			y.host.Alert(err)
			y.Reload()
		default:
			y.readVersions()
		}
	})
}

func (y *History) approve() {
	rev, n, day := y.view.Filing.Rev, y.number.Value(), y.day.Value()
	y.number.ClearError()
	y.day.ClearError()
	y.change(func(ctx context.Context) (desk.View, error) { return y.desk.Approve(ctx, y.id, rev, n, day) }, func(err error) {
		switch app.FieldOf(err) {
		case "number":
			y.number.SetError(part.Refused, app.MessageOf(err))
			y.number.Focus()
		case "filed_on":
			y.day.SetError(part.Refused, app.MessageOf(err))
		default:
			if err != nil {
				y.host.Alert(err)
			}
		}
	})
}

// duties lists what follows after approval.
func (y *History) duties() fyne.CanvasObject {
	f := &y.view.Filing
	done := map[string]bool{}
	for _, x := range f.Duties {
		done[x.ID] = true
	}
	rows := []fyne.CanvasObject{part.KeyValue([2]string{text.NumberTitle, f.Number}, [2]string{text.Field("filed_on").Label, f.FiledOn}),
		part.Row(0, part.Plain(text.CopyFooter, func() { y.host.Copy(almanac.FooterHTML(f)) }).With(part.GlyphCopy))}
	for _, d := range almanac.Duties(f) {
		words := d.Title
		if !d.Due.IsZero() {
			words += text.DutyBefore(d.Due)
		}
		box := part.NewCheckBox(words, func(on bool) {
			y.change(func(ctx context.Context) (desk.View, error) { return y.desk.TickDuty(ctx, y.id, d.ID, on) }, nil)
		})
		box.SetChecked(done[d.ID])
		under := part.Column(theme.S1, part.Muted(strings.ReplaceAll(d.How, "\n", "")),
			part.Hint(text.SourceLine(desk.Names(y.desk.Tables()).Source(d.Source), "")))
		if d.ID == almanac.PoliceDue {
			under.Add(part.Row(0, part.Link(text.PolicePictures, func() {
				y.host.Navigate(screens.Route{Page: screens.PageExport, Filing: y.id, Arg: ArgPolice})
			})))
		}
		rows = append(rows, part.Rule(), part.Column(theme.S1, box, part.Pad(0, 0, 0, 26, under)))
	}
	return part.Card(part.Section(text.DutiesTitle, text.DutiesWhy, rows...))
}

func (y *History) deadlines() fyne.CanvasObject {
	now := y.host.Now()
	var items []part.TimelineItem
	for _, d := range almanac.DeadlinesAt(&y.view.Filing, now, y.desk.Tables().Provider(y.view.Filing.Provider)) {
		left := almanac.Until(d, now)
		state := part.Todo
		if left.Over {
			state = part.LookHere
		}
		note := text.Left(d.At.Sub(now))
		if left.ClockBack {
			note = text.CountdownChanged
		}
		items = append(items, part.TimelineItem{When: text.At(d.At), Title: d.Title, Note: note, State: state})
	}
	if len(items) == 0 {
		return nil
	}
	return part.Card(part.Section(text.DeadlinesHead, "", part.Timeline(items...)))
}

func (y *History) log() fyne.CanvasObject {
	f := &y.view.Filing
	var items []part.TimelineItem
	for i := len(f.Log) - 1; i >= 0; i-- {
		e := f.Log[i]
		note := e.Actor
		if e.Note != "" {
			note += "：" + e.Note
		}
		state := part.Done
		if e.To == filing.FirstRefuse || e.To == filing.Refused || (e.To == filing.Returned && e.From != e.To) {
			state = part.LookHere
		}
		items = append(items, part.TimelineItem{When: text.At(e.At), Title: text.Changed(e), Note: note, State: state})
	}
	add := part.Plain(text.NoteAdd, func() {
		words := y.note.Value()
		y.change(func(ctx context.Context) (desk.View, error) { return y.desk.AddNote(ctx, y.id, words) }, func(err error) {
			if err != nil {
				y.note.SetError(part.Refused, app.MessageOf(err))
				return
			}
			y.note.ForceValue("")
			y.note.ClearError()
		})
	})
	return part.Card(part.Section(text.HistoryLog, "", part.Timeline(items...), part.Rule(), y.note, part.Row(0, add)))
}

func (y *History) older() fyne.CanvasObject {
	rows := []fyne.CanvasObject{}
	for i, v := range y.versions {
		if i == 20 {
			break
		}
		b := part.Link(text.RestoreIt, func() {
			rev := y.view.Filing.Rev
			y.change(func(ctx context.Context) (desk.View, error) { return y.desk.Restore(ctx, y.id, rev, v.ID) }, func(err error) {
				if err != nil {
					y.host.Alert(err)
					return
				}
				y.host.Toast(text.Restored, nil)
				y.readVersions()
			})
		})
		b.SetEnabled(y.view.Filing.State.Editable())
		rows = append(rows, part.Row(theme.S3, part.Stretch(part.Body(text.VersionOf(v.Step, v.At))), b))
	}
	if len(rows) == 0 {
		rows = append(rows, part.Muted(text.VersionsNone))
	}
	return part.Card(part.Section(text.VersionsTitle, text.VersionsWhy, rows...))
}
