package records

import (
	"context"
	"slices"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// batch is how many entries are read before a person asks for more.
const batch = 200

// journal shows the log, newest first.
type journal struct {
	p       *Page
	entries []desk.Entry
	next    int64 // read on below this number; 0 when the first entry is shown
	asked   int   // how many entries are wanted

	group   *part.Field
	filing  *part.Field
	table   *part.DataTable[desk.Entry]
	count   *part.Text
	whole   *part.Text // of the entry selected, which may not fit into its row
	older   *part.Button
	save    *part.Button
	content fyne.CanvasObject
}

func newJournal(p *Page) *journal {
	j := &journal{p: p, asked: batch}
	groups := []part.Option{{Value: "", Label: text.LogAll}}
	for _, g := range text.LogGroups {
		groups = append(groups, part.Option{Value: g.ID, Label: g.Name})
	}
	j.group = part.NewPick(part.Spec{Path: "log.group", Placeholder: text.LogAll, Bare: true}, groups)
	j.group.OnChanged = func(_, _ string) { j.anew() }
	j.filing = part.NewPick(part.Spec{Path: "log.filing", Placeholder: text.LogEvery, Bare: true}, nil)
	j.filing.OnChanged = func(_, _ string) { j.anew() }
	j.table = part.NewDataTable(p.host, []part.Col[desk.Entry]{
		{ID: "at", Label: text.LogWhen, Width: 126, Update: func(e desk.Entry, o fyne.CanvasObject) { o.(*part.Cell).Set(text.At(e.At), theme.Muted) }},
		{ID: "who", Label: text.LogWho, Width: 80, Update: func(e desk.Entry, o fyne.CanvasObject) {
			o.(*part.Cell).Set(text.LogActor(e, p.person(e.Operator)), "")
		}},
		{ID: "what", Label: text.LogWhat, Width: 128, Update: func(e desk.Entry, o fyne.CanvasObject) { o.(*part.Cell).Set(text.LogAction(e.Action), "") }},
		{ID: "on", Label: text.LogOn, Width: 136, Update: func(e desk.Entry, o fyne.CanvasObject) { o.(*part.Cell).Set(p.named(e.Filing), "") }},
		{ID: "kinds", Label: text.LogKinds, Width: 120, Stretch: true, Update: func(e desk.Entry, o fyne.CanvasObject) {
			o.(*part.Cell).Set(text.LogWhatTouched(e, p.person), theme.Muted)
		}},
	})
	j.table.SetEmpty(part.Pad(theme.S6, 0, 0, 0, part.Muted(text.LogNothing).Align(fyne.TextAlignCenter)))
	j.count, j.whole = part.Hint(""), part.Hint(text.LogLead).AtMost(2)
	j.table.OnSelected = func(e desk.Entry) { j.whole.SetText(text.LogWhole(e, p.named(e.Filing), p.person)) }
	j.older = part.Plain(text.LogOlder, func() { j.read(true) }).Small()
	j.save = part.Plain(text.LogSave, j.export).With(part.GlyphExport)
	why := p.denied(desk.MayExport)
	j.save.SetEnabled(why == "")
	col := part.Column(theme.S3, part.Row(theme.S3, part.Wide(theme.Px(170), j.group), part.Wide(theme.Px(260), j.filing), part.Spring(), j.save))
	if why != "" {
		col.Add(part.Hint(why))
	}
	col.Add(part.Stretch(part.Card(j.table)))
	col.Add(part.Row(theme.S3, j.count, part.Stretch(j.whole), j.older))
	j.content = col
	return j
}

// named takes over the names of filings.
func (j *journal) named() {
	at := j.filing.Value()
	opts := append([]part.Option{{Value: "", Label: text.LogEvery}}, j.p.picks...)
	if _, there := j.p.byID[at]; at != "" && !there {
		opts = append(opts, part.Option{Value: at, Label: j.p.named(at)})
	}
	j.filing.SetOptions(opts)
}

// of is about one filing from now on.
func (j *journal) of(id string) {
	j.filing.ForceValue(id)
	j.named()
	j.asked = batch
}

func (j *journal) anew() {
	j.asked = batch
	j.read(false)
}

// read reads the newest entries anew, as many as are asked for, or older ones
// behind those shown.
func (j *journal) read(more bool) {
	before, want := int64(0), j.asked
	if more {
		before, want = j.next, batch
	}
	fits := j.filter()
	var got []desk.Entry
	var next int64
	j.p.host.Go("records-log", func(ctx context.Context) (err error) {
		got, next, err = scan(ctx, j.p.desk, before, want, fits)
		return err
	}, func(err error) {
		if err != nil {
			j.p.host.Alert(err)
			return
		}
		if more {
			got = slices.Concat(j.entries, got)
			j.asked = len(got)
		}
		j.entries, j.next = got, next
		j.table.SetRows(j.entries, nil)
		j.whole.SetText(text.LogLead)
		j.older.SetEnabled(next > 0)
		words := text.LogShown(len(got))
		if next == 0 {
			words = text.LogEnd(len(got))
		}
		j.count.SetText(words)
	})
}

func (j *journal) filter() func(desk.Entry) bool {
	id := j.filing.Value()
	var actions []string
	for _, g := range text.LogGroups {
		if g.ID == j.group.Value() {
			actions = g.Actions
		}
	}
	return func(e desk.Entry) bool {
		return (id == "" || e.Filing == id) && (actions == nil || slices.Contains(actions, e.Action))
	}
}

// scan collects entries that fit, newest first, until there are enough. next is
// where to read on, 0 at the end of the log.
func scan(ctx context.Context, d Desk, before int64, want int, fits func(desk.Entry) bool) (got []desk.Entry, next int64, err error) {
	for {
		list, err := d.Log(ctx, before, batch)
		if err != nil {
			return nil, 0, err
		}
		for _, e := range list {
			before = e.N
			if fits(e) {
				got = append(got, e)
			}
			if len(got) == want {
				if before <= 1 {
					return got, 0, nil
				}
				return got, before, nil
			}
		}
		if len(list) < batch {
			return got, 0, nil
		}
	}
}

// export writes the whole log into a file.
func (j *journal) export() {
	p := j.p
	p.host.PickSave(text.LogFileName(p.host.Now().In(filing.China).Format("20060102")), func(path string) {
		if path == "" {
			return
		}
		names, filings := map[string]string{}, map[string]string{}
		for _, o := range p.people {
			names[o.ID] = o.Name
		}
		for id := range p.byID {
			filings[id] = p.named(id)
		}
		person := func(id string) string { return names[id] }
		p.host.Go("records-export", func(ctx context.Context) error {
			return p.desk.SaveLog(ctx, path, text.LogHead, func(e desk.Entry) []string {
				on := filings[e.Filing]
				if on == "" {
					on = e.Filing
				}
				return text.LogLine(e, person, on)
			})
		}, func(err error) {
			if err != nil {
				p.host.Alert(err)
				return
			}
			p.host.Toast(text.LogSaved, nil)
		})
	})
}
