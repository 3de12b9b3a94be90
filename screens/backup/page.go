// Package backup is the page 备份与交接: backups and how to restore them, and
// hand-over files to and from other offices.
package backup

import (
	"context"
	"path/filepath"

	"beiandesk/app"
	"beiandesk/app/bundle"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// Desk is what the page asks of the use cases.
type Desk interface {
	May(a desk.Action) error

	Backups(ctx context.Context) (desk.BackupState, error)
	SetBackupFolder(ctx context.Context, folder string) error
	BackupNow(ctx context.Context, progress func(done, total int64)) (desk.Backup, error)
	CheckBackup(ctx context.Context, file, passphrase string, progress func(done, total int64)) (desk.Backup, error)
	RestoreBackup(ctx context.Context, file, passphrase string, progress func(done, total int64)) (desk.Restored, error)
	PlanRestore(ctx context.Context, folder string) error
	UnplanRestore(ctx context.Context) error
	DropFormer(ctx context.Context, folder string) error

	Rows(ctx context.Context) ([]desk.Row, error)
	HandoverKey(ctx context.Context) (string, error)
	HandOver(ctx context.Context, path string, key bundle.Key, program string, ids []string, progress func(done, total int)) error
	LookHandover(ctx context.Context, path, passphrase string) (desk.Handover, error)
	TakeHandover(ctx context.Context, path, passphrase string, choices map[string]desk.Choice, progress func(done, total int)) (desk.Taken, error)
}

// Page is the page.
type Page struct {
	host    screens.Host
	desk    Desk
	version string
	closed  bool

	state    desk.BackupState
	ready    bool
	job      *job
	restore  *restore
	restored *desk.Restored

	out out
	in  *in

	scroll  *part.Scroller
	body    *fyne.Container
	content fyne.CanvasObject
}

// workKey begins as shell.ExportKey does: the window asks before it closes, and
// does not lock by itself, while such work is under way.
const workKey = "export:backup"

// job is long work with a bar; one runs at a time.
type job struct {
	title string
	bar   *part.Meter
	share *part.Text // in percent
	stop  context.CancelFunc
}

// New makes the page. r.Arg may be the path of a hand-over file to look at.
func New(h screens.Host, d Desk, version string, r screens.Route) *Page {
	p := &Page{host: h, desk: d, version: version, body: part.Column(theme.S4)}
	p.out.init(p)
	p.scroll = part.Scroll(part.Pad(theme.S5, theme.S6, theme.S5, theme.S6, part.TextColumn(p.body)))
	p.content = part.Column(0, part.Band(part.PageHead(text.BackupTitle, text.BackupLead)), part.Stretch(p.scroll))
	p.Reload()
	if r.Arg != "" {
		p.openBundle(r.Arg)
	}
	return p
}

// Content implements screens.Screen.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Close implements screens.Screen: work under way is stopped and leaves nothing.
func (p *Page) Close() {
	p.closed = true
	if p.job != nil {
		p.job.stop()
	}
}

// Busy tells that work is under way.
func (p *Page) Busy() bool { return p.job != nil }

// Reload implements screens.Reloader.
func (p *Page) Reload() {
	var s desk.BackupState
	var key string
	var rows []desk.Row
	p.host.Go("backup-read", func(ctx context.Context) (err error) {
		if s, err = p.desk.Backups(ctx); err != nil {
			return err
		}
		if p.desk.May(desk.MayExport) == nil { // asking for the key makes it
			if key, err = p.desk.HandoverKey(ctx); err != nil {
				return err
			}
		}
		rows, err = p.desk.Rows(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		p.state, p.ready = s, true
		p.out.show(key, rows)
		p.show()
	})
}

// mayNot is a sentence on what who works here may not do, nil if it is allowed.
func (p *Page) mayNot(a desk.Action, what string) fyne.CanvasObject {
	err := p.desk.May(a)
	if err == nil {
		return nil
	}
	return part.Hint(text.Denied(what, app.MessageOf(err)))
}

// when leaves a button out of reach of who may not do it.
func (p *Page) when(a desk.Action, b *part.Button) *part.Button {
	b.SetEnabled(p.job == nil && p.desk.May(a) == nil)
	return b
}

// addIf adds an object that is there.
func addIf(col *fyne.Container, o fyne.CanvasObject) {
	if o != nil {
		col.Add(o)
	}
}

func (p *Page) show() {
	p.body.Objects = nil
	if p.job != nil {
		p.body.Add(part.Card(part.Section(p.job.title, text.BackupRunHint, p.job.bar,
			part.Row(theme.S3, part.Plain(text.Cancel, p.job.stop), p.job.share))))
	}
	if p.state.Planned != "" {
		p.body.Add(p.planned())
	}
	if p.restored != nil {
		p.body.Add(p.found())
	}
	if p.restore != nil {
		p.body.Add(part.Card(p.restore.content))
	}
	if p.in != nil {
		p.body.Add(part.Card(p.in.content))
	}
	if p.ready {
		p.body.Add(part.Card(p.backups()))
		if len(p.state.Former) > 0 {
			p.body.Add(part.Card(p.former()))
		}
		p.body.Add(part.Card(p.out.content))
	}
	p.body.Refresh()
}

// run does long work with a bar and a cancel, and then shows the page anew.
func (p *Page) run(title string, work func(ctx context.Context, progress func(done, total int64)) error, done func()) {
	if p.job != nil {
		return
	}
	stop, cancel := context.WithCancel(context.Background())
	j := &job{title: title, bar: part.NewMeter(), share: part.Hint("").One(), stop: cancel}
	p.job = j
	p.show()
	p.scroll.ShowObject(p.body.Objects[0])
	p.host.Go(workKey, func(ctx context.Context) error {
		defer context.AfterFunc(ctx, cancel)()
		return work(stop, func(done, total int64) {
			p.host.Progress(ctx, int(done), int(total), func(done, total int) {
				if total > 0 {
					j.bar.Set(float64(done) / float64(total))
					j.share.SetText(text.Percent(float32(done) / float32(total)))
				}
			})
		})
	}, func(err error) {
		cancel()
		p.job = nil
		switch {
		case p.closed:
			return
		case app.CodeOf(err) == app.CodeCanceled:
			p.host.Toast(app.MessageOf(err), nil)
		case err != nil:
			p.host.Alert(err)
		default:
			done()
		}
		p.show()
		p.Reload()
	})
}

// short does work that shows no bar.
func (p *Page) short(work func(ctx context.Context) error, toast string) {
	p.host.Go("backup-short", func(ctx context.Context) error { return work(context.WithoutCancel(ctx)) }, func(err error) {
		if err != nil {
			p.host.Alert(err)
		} else if toast != "" {
			p.host.Toast(toast, nil)
		}
		p.Reload()
	})
}

// BackUp makes a backup now.
func (p *Page) BackUp() {
	var b desk.Backup
	p.run(text.BackupRunning, func(ctx context.Context, progress func(done, total int64)) (err error) {
		b, err = p.desk.BackupNow(ctx, progress)
		return err
	}, func() { p.host.Toast(text.BackupMade(filepath.Base(b.Path)), nil) })
}

func (p *Page) backups() fyne.CanvasObject {
	s := &p.state
	col := part.Section(text.BackupSection, text.BackupAuto)
	now := p.host.Now()
	switch {
	case !s.Code:
		col.Add(part.Banner(part.LookHere, text.BackupNoCode, text.BackupMakeCode, func() {
			p.host.Navigate(screens.Route{Page: screens.PageVault})
		}))
	case s.HasLast:
		col.Add(part.Banner(part.Done, text.BackupLast(s.Last.Made.In(filing.China), now.In(filing.China)), "", nil))
	default:
		col.Add(part.Banner(part.LookHere, text.BackupNone, "", nil))
	}
	button := part.Primary
	if p.restore != nil || p.restored != nil || p.in != nil {
		button = part.Plain // the accent is on what is asked above
	}
	act := p.when(desk.MayBackup, button(text.BackupNow, p.BackUp).With(part.GlyphExport))
	if !s.Code {
		act.Disable()
	}
	col.Add(part.Row(theme.S3, act, p.when(desk.MayRestore, part.Quiet(text.BackupFromFile, p.pickBackup))))
	if all := p.mayNot(desk.MayBackup, text.BackupBoth); all != nil {
		col.Add(all)
	} else {
		addIf(col, p.mayNot(desk.MayRestore, text.BackupRestore))
	}
	col.Add(part.Rule())
	folder := s.Folder
	if !s.Own {
		folder = text.BackupEmptyName
	}
	where := part.Row(theme.S2, part.Stretch(part.Column(0, part.Body(text.BackupFolder), part.Hint(folder).Clip())),
		p.when(desk.MayBackup, part.Plain(text.BackupChange, p.pickFolder).Small()))
	if s.Own {
		where.Add(p.when(desk.MayBackup, part.Quiet(text.BackupDefault, func() {
			p.short(func(ctx context.Context) error { return p.desk.SetBackupFolder(ctx, "") }, "")
		}).Small()))
	}
	col.Add(where)
	if s.SameDisk {
		col.Add(part.Banner(part.LookHere, text.BackupSameDisk, "", nil))
	}
	col.Add(part.Rule())
	col.Add(part.Strong(text.BackupListTitle))
	switch {
	case s.Unseen != nil:
		col.Add(part.Banner(part.LookHere, app.MessageOf(s.Unseen), "", nil))
	case len(s.List) == 0:
		col.Add(part.Muted(text.BackupListEmpty))
	}
	for _, b := range s.List {
		col.Add(p.row(b))
	}
	return col
}

func (p *Page) row(b desk.Backup) fyne.CanvasObject {
	mark, word := part.Done, text.BackupGood
	if !b.Good {
		mark, word = part.Todo, text.BackupUnseen
	}
	words := part.Column(0, part.Body(text.DateTime(b.Made.In(filing.China))),
		part.Hint(text.BackupHolds(b.Good, b.Filings, b.Pictures, b.Missing)+"，"+text.Bytes(b.Size)).Clip())
	return part.Row(theme.S2, part.Stretch(words), part.NewTag(mark, word),
		part.Quiet(text.BackupCheck, func() { p.check(b) }).Small(), p.when(desk.MayRestore, part.Plain(text.BackupRestore, func() { p.ask(b.Path) }).Small()))
}

func (p *Page) check(b desk.Backup) {
	p.run(text.CheckRunning, func(ctx context.Context, progress func(done, total int64)) (err error) {
		b, err = p.desk.CheckBackup(ctx, b.Path, "", progress)
		return err
	}, func() { p.host.Toast(text.BackupChecked(b.Filings, b.Pictures), nil) })
}

func (p *Page) pickFolder() {
	p.host.PickFolder(func(dir string) {
		if dir != "" {
			p.short(func(ctx context.Context) error { return p.desk.SetBackupFolder(ctx, dir) }, "")
		}
	})
}

func (p *Page) pickBackup() {
	p.host.PickFiles(screens.KindBackup, func(paths []string) {
		if len(paths) > 0 {
			p.ask(paths[0])
		}
	})
}
