// Package printing writes one paper where a person wants it: our own as PDF,
// or the office's DOCX. Several pages offer that.
package printing

import (
	"context"
	"path/filepath"

	"beiandesk/app/desk"
	"beiandesk/app/paper"
	"beiandesk/screens"
	"beiandesk/screens/text"
)

// Desk is what it asks of the use cases.
type Desk interface {
	PaperTemplates(ctx context.Context) (map[paper.Kind]desk.PaperTemplate, error)
	SaveLetter(ctx context.Context, id string, k paper.Kind, path string) error
	SaveWord(ctx context.Context, id string, k paper.Kind, path string) (paper.TemplateReport, bool, error)
}

// Print saves a paper and opens it for printing: as PDF, or as DOCX where the
// office has a template of its own. id "" is no filing. said, if not "", is
// told when it was opened.
func Print(h screens.Host, d Desk, id string, k paper.Kind, said string) {
	var own bool
	h.Go("paper-own", func(ctx context.Context) error {
		list, err := d.PaperTemplates(ctx)
		_, own = list[k]
		return err
	}, func(err error) {
		switch {
		case err != nil:
			h.Alert(err)
		case own:
			word(h, d, id, k, true, said)
		default:
			pdf(h, d, id, k, true, said)
		}
	})
}

// PDF saves our own paper.
func PDF(h screens.Host, d Desk, id string, k paper.Kind) { pdf(h, d, id, k, false, "") }

// Word saves a paper as DOCX.
func Word(h screens.Host, d Desk, id string, k paper.Kind) { word(h, d, id, k, false, "") }

func pdf(h screens.Host, d Desk, id string, k paper.Kind, open bool, said string) {
	h.PickSave(k.FileName(), func(path string) {
		if path == "" {
			return
		}
		h.Go("paper", func(ctx context.Context) error { return d.SaveLetter(ctx, id, k, path) }, func(err error) {
			Done(h, err, path, open, said)
		})
	})
}

func word(h screens.Host, d Desk, id string, k paper.Kind, open bool, said string) {
	h.PickSave(k.WordName(), func(path string) {
		if path == "" {
			return
		}
		var report paper.TemplateReport
		h.Go("paper", func(ctx context.Context) (err error) {
			report, _, err = d.SaveWord(ctx, id, k, path)
			return err
		}, func(err error) {
			if len(report.Unknown) > 0 {
				said = text.OwnFilled(filepath.Base(path), report.Unknown)
			}
			Done(h, err, path, open, said)
		})
	})
}

// Done opens what was saved, or says that it is there. That the system took it
// does not mean that it shows it, so the sentence tells where it lies.
func Done(h screens.Host, err error, path string, open bool, said string) {
	name := filepath.Base(path)
	if said == "" {
		said = text.PaperSaved(name)
	}
	switch {
	case err != nil:
		h.Alert(err)
	case open && h.OpenExternal(path) != nil: // no program for it: the paper is there all the same
		h.Toast(text.SavedUnopened(name), nil)
	case open:
		h.Toast(text.PaperOpening(said, filepath.Base(filepath.Dir(path))), nil)
	default:
		h.Toast(said, nil)
	}
}
