package papers

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/paper"
	"beiandesk/app/paper/docx"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/printing"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// templates are the office's own papers and those to hand out blank.
func (p *Page) templates() fyne.CanvasObject {
	blank, list := part.Column(theme.S4), part.Column(theme.S4)
	line := func(to *fyne.Container, words, acts fyne.CanvasObject) {
		if len(to.Objects) > 0 {
			to.Add(part.Rule())
		}
		to.Add(part.Row(theme.S3, part.Stretch(words), acts))
	}
	for _, k := range paper.Kinds {
		if k.Blank() {
			line(blank, part.Strong(k.Title()), p.buttons(k))
		}
		if k.Editable() {
			about := text.OwnBuiltin
			x, own := p.own[k]
			if own {
				about = text.OwnSince(text.At(x.Since), x.Bytes, x.Known, x.Unknown)
			}
			line(list, part.Column(theme.S1, part.Strong(k.Title()), part.Hint(about)), p.choices(k, own))
		}
	}
	return part.Column(theme.S4, part.Card(part.Section(text.OwnBlank, text.OwnBlankWhy, blank)),
		part.Card(part.Section(text.OwnList, "", list)))
}

func (p *Page) choices(k paper.Kind, own bool) fyne.CanvasObject {
	may := p.desk.May(desk.MayChange) == nil
	button := func(word string, enabled bool, act func()) fyne.CanvasObject {
		b := part.Plain(word, act).Small()
		b.SetEnabled(enabled)
		return b
	}
	if !own {
		return part.Row(theme.S2, button(text.OwnStart, true, func() {
			p.save(k, func(ctx context.Context, path string) error { return p.desk.SaveStartTemplate(ctx, k, path) })
		}), button(text.OwnChange, may, func() { p.choose(k) }))
	}
	return part.Row(theme.S2, button(text.OwnSave, p.desk.May(desk.MayExport) == nil, func() {
		p.save(k, func(ctx context.Context, path string) error { return p.desk.SavePaperTemplate(ctx, k, path) })
	}), button(text.OwnReplace, may, func() { p.choose(k) }), button(text.OwnRemove, may, func() { p.remove(k) }))
}

func (p *Page) save(k paper.Kind, write func(ctx context.Context, path string) error) {
	p.host.PickSave(k.WordName(), func(path string) {
		if path != "" {
			p.host.Go("paper", func(ctx context.Context) error { return write(ctx, path) }, func(err error) {
				printing.Done(p.host, err, path, false, text.PaperSaved(filepath.Base(path)))
			})
		}
	})
}

// choose puts a file in place of the program's own paper.
func (p *Page) choose(k paper.Kind) {
	p.host.PickFiles(screens.KindWord, func(files []string) {
		if len(files) > 0 {
			p.take(k, files[0])
		}
	})
}

func (p *Page) take(k paper.Kind, file string) {
	var report paper.TemplateReport
	p.host.Go("paper-template", func(ctx context.Context) error {
		data, err := readTemplate(file)
		if err != nil {
			return err
		}
		report, err = p.desk.SetPaperTemplate(context.WithoutCancel(ctx), k, data)
		return err
	}, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		p.host.Toast(text.OwnTaken(report.Filled, report.Unknown), nil)
		p.Reload()
	})
}

// remove takes the program's own again; what was there can be brought back.
func (p *Page) remove(k paper.Kind) {
	var was []byte
	p.host.Go("paper-template", func(ctx context.Context) (err error) {
		ctx = context.WithoutCancel(ctx)
		if was, err = p.desk.PaperTemplate(ctx, k); err != nil {
			return err
		}
		return p.desk.DropPaperTemplate(ctx, k)
	}, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		p.Reload()
		p.host.Toast(text.OwnRemoved, func() {
			p.host.Go("paper-template", func(ctx context.Context) error {
				_, err := p.desk.SetPaperTemplate(context.WithoutCancel(ctx), k, was)
				return err
			}, func(err error) {
				if err != nil {
					p.host.Alert(err)
				}
				p.Reload()
			})
		})
	})
}

// readTemplate reads no more than a template may have, whatever the file's
// size.
func readTemplate(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, app.Wrap(err, "file.read", text.FileUnreadable)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, docx.MaxFile+1))
	if err != nil {
		return nil, app.Wrap(err, "file.read", text.FileUnreadable)
	}
	return data, nil
}
