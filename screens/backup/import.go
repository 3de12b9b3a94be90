package backup

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"beiandesk/app"
	"beiandesk/app/bundle"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// in is a hand-over file that is being looked at.
type in struct {
	page    *Page
	path    string
	pass    *part.Field // nil when the file wants none
	look    desk.Handover
	choices map[string]desk.Choice
	content fyne.CanvasObject
}

func (p *Page) pickBundle() {
	p.host.PickFiles(screens.KindBundle, func(paths []string) {
		if len(paths) > 0 {
			p.openBundle(paths[0])
		}
	})
}

// Dropped implements screens.Dropper: hand-over files are looked at, backups
// are restored.
func (p *Page) Dropped(paths []string) {
	for _, f := range paths {
		switch strings.ToLower(filepath.Ext(f)) {
		case bundle.Ending:
			p.openBundle(f)
			return
		case ".age":
			p.ask(f)
			return
		}
	}
	p.host.Toast(text.NothingToDrop, nil)
}

func (p *Page) openBundle(path string) {
	if err := p.desk.May(desk.MayChange); err != nil { // dropped on the window
		p.host.Alert(err)
		return
	}
	wants := false
	p.host.Go("handover-head", func(context.Context) (err error) {
		wants, err = bundle.ForPassphrase(path)
		return err
	}, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		p.in = &in{page: p, path: path, choices: map[string]desk.Choice{}}
		if !wants {
			p.in.content = part.Muted(text.HandReading)
			p.show()
			p.in.Look()
			return
		}
		i := p.in
		i.pass = part.NewSecret(p.host, part.Spec{Path: "passphrase", Label: text.HandAskPass, Limit: 200})
		i.content = part.Section(text.HandIn, filepath.Base(path), i.pass,
			part.Row(theme.S2, part.Primary(text.HandLook, i.Look), part.Quiet(text.Cancel, i.away)))
		p.show()
		p.scroll.ToTop() // the form stands first; it is not laid out yet
		i.pass.Focus()
	})
}

func (i *in) away() {
	i.page.in = nil
	i.page.show()
}

func (i *in) passphrase() string {
	if i.pass == nil {
		return ""
	}
	return i.pass.Value()
}

// Look reads the file and shows what would change.
func (i *in) Look() {
	p, pass := i.page, i.passphrase()
	var h desk.Handover
	p.run(text.HandReading, func(ctx context.Context, _ func(done, total int64)) (err error) {
		h, err = p.desk.LookHandover(ctx, i.path, pass)
		return err
	}, func() {
		if p.in != i {
			return
		}
		i.look = h
		i.preview()
	})
}

func (i *in) preview() {
	col := part.Section(text.HandPreview, text.HandFrom(i.look.Made.In(filing.China), len(i.look.Offers)), part.Hint(text.HandKept))
	todo := false
	for _, o := range i.look.Offers {
		col.Add(part.Rule())
		col.Add(i.offer(o))
		todo = todo || o.Standing != bundle.Same
	}
	act := part.Primary(text.HandApply, i.Take)
	act.SetEnabled(todo)
	if !todo {
		col.Add(part.Banner(part.Done, text.HandNothing, "", nil))
	}
	col.Add(part.Row(theme.S2, act, part.Quiet(text.Cancel, i.away)))
	i.content = col
}

// offer is one filing with the choice. What is clear is chosen beforehand;
// where both sides have changed, mine stays until the person says otherwise, and
// what was erased here does not come back by itself.
func (i *in) offer(o desk.Offered) fyne.CanvasObject {
	state := map[bundle.Standing]part.State{bundle.New: part.Info, bundle.Same: part.Done, bundle.Theirs: part.Info, bundle.Mine: part.Done, bundle.Both: part.LookHere}[o.Standing]
	col := part.Column(theme.S1, part.Row(theme.S2, part.Stretch(part.Column(0, part.Strong(o.Domain).Clip(), part.Hint(o.Organiser).Clip())),
		part.NewTag(state, text.HandStanding(string(o.Standing), o.Trashed))))
	if o.Standing == bundle.Same {
		return col
	}
	if words := text.HandDiffers(names(o.Fields)); words != "" {
		col.Add(part.Hint(words))
	}
	for _, w := range o.Warnings {
		col.Add(part.Hint(w.Text))
	}
	take, opts := desk.TakeNone, []part.Option{{Value: string(desk.TakeTheirs), Label: text.HandTheirs}, {Value: string(desk.TakeNone), Label: text.HandMine},
		{Value: string(desk.TakeCopy), Label: text.HandCopy}}
	if o.Standing == bundle.New {
		opts = []part.Option{{Value: string(desk.TakeTheirs), Label: text.HandTheirsNew}, {Value: string(desk.TakeNone), Label: text.HandSkip}}
	}
	if o.Standing == bundle.New && !o.Erased.IsZero() {
		col.Add(part.Banner(part.LookHere, text.HandErased(o.Erased.In(filing.China)), "", nil))
	} else if o.Standing == bundle.New || o.Standing == bundle.Theirs {
		take = desk.TakeTheirs
	}
	i.choices[o.ID] = desk.Choice{Take: take, MyRev: o.MyRev}
	f := part.NewRadio(part.Spec{Path: "take." + o.ID, Bare: true}, opts)
	f.SetValue(string(take))
	f.OnChanged = func(_, v string) { i.choices[o.ID] = desk.Choice{Take: desk.Taking(v), MyRev: o.MyRev} }
	col.Add(f)
	return col
}

func names(fields []filing.Field) (list []string) {
	for _, f := range fields {
		slot, ok := f.Slot()
		switch {
		case ok:
			list = append(list, text.HandFieldPicture(paper.SlotName(slot, &filing.Filing{})))
		case f == "state":
			list = append(list, text.HandFieldState)
		default:
			if l := text.Field(string(f)).Label; l != "" && !slices.Contains(list, l) {
				list = append(list, l)
			}
		}
	}
	return list
}

// Take merges as chosen.
func (i *in) Take() {
	p, pass := i.page, i.passphrase()
	var done desk.Taken
	p.run(text.HandTaking, func(ctx context.Context, progress func(done, total int64)) (err error) {
		done, err = p.desk.TakeHandover(ctx, i.path, pass, i.choices, func(done, total int) { progress(int64(done), int64(total)) })
		return err
	}, func() {
		p.in = nil
		p.host.Toast(text.HandDone(len(done.IDs)), nil)
		var refused []string
		for _, r := range done.Refused {
			refused = append(refused, r.Domain)
		}
		if len(refused) > 0 {
			p.host.Alert(app.Fail("handover.refused", text.HandRefused(refused)))
		}
	})
}
