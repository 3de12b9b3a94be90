package gate

import (
	"context"
	"path/filepath"
	"strings"

	"beiandesk/app"
	"beiandesk/app/vault"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"
)

// codePassphrase is the code of a backup that a passphrase does not open
// (data/backup, which screens do not import).
const codePassphrase = "backup.passphrase"

// restore is the form that puts a backup in place of the first start.
type restore struct {
	page *Page
	file string
	pass *part.Field
}

func (p *Page) pickBackup() {
	p.host.PickFiles(screens.KindBackup, func(paths []string) {
		if len(paths) > 0 {
			p.askBackup(paths[0], nil)
		}
	})
}

// askBackup asks for what opens the file; failed is what the last try was
// refused for.
func (p *Page) askBackup(file string, failed error) {
	r := &restore{page: p, file: file}
	r.pass = part.NewSecret(p.host, part.Spec{Path: "restore.pass", Label: text.GateRestorePass, Hint: text.GateRestoreHint, Limit: 200})
	p.show(r.pass.Focusable(),
		part.Column(theme.S2, part.Page(text.GateRestore), part.Body(text.GateRestoreLead)),
		part.Row(theme.S2, part.Stretch(part.Strong(filepath.Base(file)).Clip()), part.Quiet(text.GateOtherFile, p.pickBackup).Small()),
		r.pass,
		part.Row(theme.S2, part.Quiet(text.Back, p.again), part.Spring(), part.Primary(text.RestoreStart, r.begin)))
	switch {
	case failed == nil || app.CodeOf(failed) == app.CodeCanceled:
	case app.CodeOf(failed) == codePassphrase || app.FieldOf(failed) == "passphrase":
		r.pass.SetError(part.Refused, app.MessageOf(failed))
	default:
		p.host.Alert(failed)
	}
}

// again goes back to the questions of the first start.
func (p *Page) again() { p.first(p.o.Vault.State() == vault.Plain) }

func (r *restore) begin() {
	p, pass := r.page, strings.TrimSpace(r.pass.Value())
	if pass == "" {
		r.pass.SetError(part.Refused, text.GateRestoreNone)
		return
	}
	words, meter := part.Body(text.GateRestoring), part.NewMeter()
	stop, cancel := context.WithCancel(context.Background())
	p.show(nil, part.Row(theme.S2, part.Mark(part.Waiting, 20), part.Stretch(words)), meter,
		part.Row(0, part.Spring(), part.Plain(text.Cancel, cancel)))
	p.host.Go("gate-restore", func(ctx context.Context) error {
		defer context.AfterFunc(ctx, cancel)()
		return p.o.Restore(stop, r.file, pass, func(done, total int64) {
			p.host.Progress(ctx, int(done), int(total), func(done, total int) {
				meter.Set(float64(done) / float64(max(1, total)))
			})
		})
	}, func(err error) {
		cancel()
		switch {
		case err != nil:
			p.askBackup(r.file, err)
		case p.o.Vault.State() == vault.Locked:
			p.came = true
			p.door()
		default: // the next start puts them in place
			p.show(nil, part.Column(theme.S2, part.Page(text.GateRestored), part.Body(text.GateRestoredNext)))
		}
	})
}
