package backup

import (
	"context"
	"path/filepath"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// restore asks for what opens a backup.
type restore struct {
	file    string
	code    *part.Field
	content fyne.CanvasObject
}

func (p *Page) ask(file string) {
	if err := p.desk.May(desk.MayRestore); err != nil { // dropped on the window
		p.host.Alert(err)
		return
	}
	r := &restore{file: file}
	r.code = part.NewSecret(p.host, part.Spec{Path: "passphrase", Label: text.RestoreCode, Hint: text.RestoreCodeHint, Limit: 200})
	r.content = part.Section(text.RestoreTitle, filepath.Base(file), part.Body(text.RestoreSafe), part.Hint(text.RestoreKeys), r.code,
		part.Row(theme.S2, part.Primary(text.RestoreStart, p.Restore), part.Quiet(text.Cancel, func() {
			p.restore = nil
			p.show()
		})))
	p.restore = r
	p.show()
	p.scroll.ToTop() // the form stands first; it is not laid out yet
	r.code.Focus()
}

// Restore unpacks the chosen backup beside the data.
func (p *Page) Restore() {
	r := p.restore
	if r == nil {
		return
	}
	code := r.code.Value()
	var got desk.Restored
	p.run(text.RestoreRunning, func(ctx context.Context, progress func(done, total int64)) (err error) {
		got, err = p.desk.RestoreBackup(ctx, r.file, code, progress)
		return err
	}, func() {
		p.restore, p.restored = nil, &got
	})
}

// found asks what to do with restored data.
func (p *Page) found() fyne.CanvasObject {
	r := p.restored
	return part.Card(part.Column(theme.S3,
		part.Banner(part.Done, text.RestoreFound(r.Backup.Made.In(filing.China), r.Backup.Filings, r.Backup.Pictures), "", nil),
		part.Row(theme.S2, part.Primary(text.RestorePlan, func() {
			p.restored = nil
			p.short(func(ctx context.Context) error { return p.desk.PlanRestore(ctx, r.Folder) }, "")
		}), part.Quiet(text.RestoreDrop, func() {
			p.restored = nil
			p.short(func(ctx context.Context) error {
				if err := p.desk.PlanRestore(ctx, r.Folder); err != nil {
					return err
				}
				return p.desk.UnplanRestore(ctx)
			}, "")
		}))))
}

func (p *Page) planned() fyne.CanvasObject {
	if p.desk.May(desk.MayRestore) != nil {
		return part.Banner(part.LookHere, text.RestorePlanned, "", nil)
	}
	return part.Banner(part.LookHere, text.RestorePlanned, text.RestoreUndo, p.unplan)
}

func (p *Page) unplan() {
	p.short(p.desk.UnplanRestore, text.RestoreUndone)
}

func (p *Page) former() fyne.CanvasObject {
	col := part.Section(text.FormerTitle, text.FormerHint)
	addIf(col, p.mayNot(desk.MayRestore, text.FormerTitle))
	for _, f := range p.state.Former {
		col.Add(part.Row(theme.S2, part.Stretch(part.Body(text.FormerOf(f)).Clip()),
			p.when(desk.MayRestore, part.Plain(text.FormerBack, func() {
				p.short(func(ctx context.Context) error { return p.desk.PlanRestore(ctx, f) }, "")
			}).Small()), p.when(desk.MayRestore, part.Quiet(text.FormerDrop, func() {
				p.host.Confirm(text.FormerDropQuestion(text.FormerOf(f)), func(yes bool) {
					if yes {
						p.short(func(ctx context.Context) error { return p.desk.DropFormer(ctx, f) }, text.FormerGone)
					}
				})
			}).Small())))
	}
	return col
}
