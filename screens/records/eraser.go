package records

import (
	"context"
	"strconv"
	"strings"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/row"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// mostDue is how many filings whose time is over are shown at once.
const mostDue = 20

// eraser erases filings and lists what was erased.
type eraser struct {
	p      *Page
	due    []desk.Row
	erased []desk.Erasure
	loaded bool
	form   *eraseForm // open, else nil

	other  *part.Field
	months *part.Field
	off    *part.Field
	keep   desk.Retention
}

type eraseForm struct {
	row           desk.Row
	reason, typed *part.Field
	yes           *part.Button
	running       bool
	content       fyne.CanvasObject
}

func newEraser(p *Page) *eraser {
	e := &eraser{p: p}
	e.other = part.NewPick(part.Spec{Path: "erase.filing", Label: text.EraseOther, Hint: text.EraseOtherHint, Placeholder: text.ErasePick}, nil)
	e.other.OnChanged = func(_, id string) { e.start(id, "") }
	e.months = part.NewText(p.host, part.Spec{Path: "retention.months", Label: text.KeepMonths, Hint: text.KeepHint, Limit: 3})
	e.months.OnChanged = func(_, _ string) { e.setKeep() }
	e.off = part.NewCheck(part.Spec{Path: "retention.off", Bare: true}, text.KeepOff)
	e.off.OnChanged = func(_, _ string) { e.setKeep() }
	return e
}

// named takes over the names of filings; the form of one that is gone closes.
func (e *eraser) named() {
	e.other.SetOptions(e.p.picks)
	if f := e.form; f != nil && !f.running {
		if r, there := e.p.byID[f.row.ID]; !there || word(r) != word(f.row) {
			e.form = nil
		}
	}
	if e.form == nil {
		e.other.SetValue("")
	}
}

func (e *eraser) read() {
	var due []desk.Row
	var erased []desk.Erasure
	var keep desk.Retention
	e.p.host.Go("records-erase", func(ctx context.Context) (err error) {
		if due, err = e.p.desk.DueForErasing(ctx); err != nil {
			return err
		}
		if erased, err = e.p.desk.Erasures(ctx); err != nil {
			return err
		}
		keep, err = e.p.desk.Retention(ctx)
		return err
	}, func(err error) {
		if err != nil {
			e.p.host.Alert(err)
			return
		}
		e.due, e.erased, e.keep, e.loaded = due, erased, keep, true
		e.months.SetValue(strconv.Itoa(keep.Months))
		off := ""
		if keep.Off {
			off = part.Yes
		}
		e.off.SetValue(off)
		e.p.show()
	})
}

func (e *eraser) view() []fyne.CanvasObject {
	if !e.loaded {
		return []fyne.CanvasObject{part.Muted(text.Loading)}
	}
	why := e.p.denied(desk.MayErase)
	var out []fyne.CanvasObject
	if why != "" {
		out = within(why)
	}
	if e.form != nil {
		out = append(out, part.Card(e.form.content))
	}
	e.other.SetEnabled(why == "")
	e.months.SetEnabled(why == "")
	e.off.SetEnabled(why == "")
	return append(out, part.Card(e.dueCard(why == "")), part.Card(e.list()),
		part.Card(part.Section(text.KeepTitle, text.KeepLead, part.Wide(theme.Px(220), e.months), e.off)))
}

func (e *eraser) dueCard(may bool) fyne.CanvasObject {
	list := part.Column(theme.S3)
	for i, r := range e.due {
		if i == mostDue {
			list.Add(part.Hint(text.EraseMoreDue(len(e.due) - mostDue)))
			break
		}
		b := part.Plain(text.EraseThis, func() { e.start(r.ID, desk.EraseOver) }).Small()
		b.SetEnabled(may)
		list.Add(part.Row(theme.S2, part.Stretch(part.Column(0, part.Strong(row.Domain(r)).Clip(), part.Hint(text.EraseOver(row.Organiser(r), r.Due)).Clip())),
			part.NewTag(row.Mark(r.State), r.State.Name()), b))
	}
	if len(e.due) == 0 {
		list.Add(part.Muted(text.EraseDueNone))
	}
	return part.Section(text.EraseDueTitle, text.EraseLead, list, part.Rule(), e.other)
}

func (e *eraser) list() fyne.CanvasObject {
	list := part.Column(theme.S3)
	for i, x := range e.erased {
		if i > 0 {
			list.Add(part.Rule())
		}
		line := part.Column(theme.S1, part.Body(text.ErasedLine(x)), part.Hint(text.ErasedWhat(x)), part.Hint(text.GoneFiling(x.Filing)).Clip())
		if !x.Genuine {
			line.Add(part.Row(0, part.NewTag(part.Refused, text.ErasedForged)))
		}
		list.Add(line)
	}
	if len(e.erased) == 0 {
		list.Add(part.Muted(text.ErasedNone))
	}
	return part.Section(text.ErasedTitle, text.ErasedLead, list)
}

func (e *eraser) setKeep() {
	n, err := strconv.Atoi(strings.TrimSpace(e.months.Value()))
	x := desk.Retention{Off: e.off.Value() == part.Yes, Months: n}
	if err != nil {
		x.Months = 0 // refused below with the sentence for it
	}
	e.months.ClearError()
	e.p.host.Go("records-keep", func(ctx context.Context) error { return e.p.desk.SetRetention(context.WithoutCancel(ctx), x) }, func(err error) {
		switch {
		case app.FieldOf(err) == "months":
			e.months.SetError(part.Refused, app.MessageOf(err))
		case err != nil:
			e.p.host.Alert(err)
			e.read()
		default:
			e.read()
		}
	})
}

// word is what must be typed to erase a filing.
func word(r desk.Row) string {
	if r.Domain == "" {
		return text.EraseWord
	}
	return row.Domain(r)
}

// start opens the form for a filing; reason may be "".
func (e *eraser) start(id, reason string) {
	r, there := e.p.byID[id]
	if !there || e.p.denied(desk.MayErase) != "" || e.form != nil && e.form.running {
		return
	}
	f := &eraseForm{row: r}
	var reasons []part.Option
	for _, x := range desk.EraseReasons {
		reasons = append(reasons, part.Option{Value: x, Label: text.EraseReason(x)})
	}
	f.reason = part.NewRadio(part.Spec{Path: "erase.reason", Label: text.EraseWhy, Hint: text.EraseWhyHint}, reasons)
	f.reason.SetValue(reason)
	f.reason.OnChanged = func(_, _ string) { f.ripe() }
	f.typed = part.NewText(e.p.host, part.Spec{Path: "erase.domain", Label: text.EraseType, Hint: text.EraseTypeHint(word(r)), Limit: 300})
	f.typed.OnEdited = func(_, _ string) { f.ripe() }
	f.yes = part.Danger(text.EraseYes, func() { e.erase(f) }).With(part.GlyphTrash)
	f.content = part.Section(text.EraseFormTitle, "",
		part.Row(theme.S2, part.Stretch(part.Column(0, part.Strong(row.Domain(r)).Clip(), part.Hint(row.Organiser(r)).Clip())), part.NewTag(row.Mark(r.State), r.State.Name())),
		part.Column(theme.S2, part.Body(text.EraseGoes), part.Body(text.EraseStays)),
		part.Banner(part.LookHere, text.EraseBackups, text.EraseBackupPage, func() { e.p.host.Navigate(screens.Route{Page: screens.PageBackup}) }),
		f.reason, f.typed,
		part.Row(theme.S2, part.Spring(), part.Quiet(text.Cancel, func() {
			if !f.running {
				e.form = nil
				e.other.SetValue("")
				e.p.show()
			}
		}), f.yes))
	f.ripe()
	e.form = f
	e.p.show()
	e.p.scroll.ToTop()
	f.typed.Focus()
}

// ripe lets the button be pressed only when both answers are there.
func (f *eraseForm) ripe() {
	typed := strings.ToLower(strings.TrimSpace(f.typed.Value()))
	same := typed == strings.ToLower(word(f.row)) || f.row.Domain != "" && typed == f.row.Domain
	f.yes.SetEnabled(same && f.reason.Value() != "" && !f.running)
}

func (e *eraser) erase(f *eraseForm) {
	if f.running {
		return
	}
	f.running = true
	f.ripe()
	f.typed.SetError(part.Waiting, text.EraseRunning)
	id, reason := f.row.ID, f.reason.Value()
	e.p.host.Go("records-erasing", func(ctx context.Context) error {
		_, err := e.p.desk.Erase(context.WithoutCancel(ctx), id, reason)
		return err
	}, func(err error) {
		f.running = false
		f.typed.ClearError()
		f.ripe()
		if err != nil {
			e.p.host.Alert(err) // what could not be cleared up is done at the next start; Reload sees whether it is gone
		} else {
			e.form = nil
			e.p.host.Toast(text.ErasedToast, nil)
		}
		e.p.Reload()
	})
}
