package desk

import (
	"context"
	"encoding/json"
	"time"

	"beiandesk/app"
	"beiandesk/app/paper"
)

// Settings of an office's own papers: one sealed value for each, and one that
// lists them, since a DOCX is large.
const (
	keyPaperTemplates = "paper-templates"
	keyPaperTemplate  = "paper-template." // and the kind
)

// PaperTemplate is what is known of an office's own DOCX without opening it.
type PaperTemplate struct {
	Bytes   int       `json:"bytes"`
	Since   time.Time `json:"since"`
	Known   []string  `json:"known,omitempty"`   // its placeholders
	Unknown []string  `json:"unknown,omitempty"` // those that the program cannot fill
}

// PaperTemplates lists the office's own papers by kind.
func (d *Desk) PaperTemplates(ctx context.Context) (map[paper.Kind]PaperTemplate, error) {
	m := map[paper.Kind]PaperTemplate{}
	if err := d.setting(ctx, keyPaperTemplates, &m); err != nil {
		return nil, err
	}
	return m, nil
}

// PaperTemplate returns the office's own DOCX of a kind, nil if it has none.
func (d *Desk) PaperTemplate(ctx context.Context, k paper.Kind) (data []byte, err error) {
	err = d.store.View(ctx, func(r Reader) error { data, err = r.Setting(keyPaperTemplate + string(k)); return err })
	return data, err
}

// allPaperTemplates reads all of them, for a package.
func (d *Desk) allPaperTemplates(ctx context.Context) (map[paper.Kind][]byte, error) {
	m := map[paper.Kind][]byte{}
	err := d.store.View(ctx, func(r Reader) error {
		for _, k := range paper.Kinds {
			data, err := r.Setting(keyPaperTemplate + string(k))
			if err != nil {
				return err
			}
			if data != nil {
				m[k] = data
			}
		}
		return nil
	})
	return m, err
}

// SetPaperTemplate puts an office's own DOCX in place of ours, sealed with the
// office's data and noted in the log. The report tells which placeholders are
// known; one that is not known is kept, for the office may want it to stay.
// Errors are *app.Error with the codes of paper.CheckTemplate, and paper.kind
// for a paper that cannot be replaced.
func (d *Desk) SetPaperTemplate(ctx context.Context, k paper.Kind, data []byte) (paper.TemplateReport, error) {
	if err := d.May(MayChange); err != nil {
		return paper.TemplateReport{}, err
	}
	if !k.Editable() {
		return paper.TemplateReport{}, app.Fail("paper.kind", "这种文件不能换成自己的模板，请另选一种。")
	}
	report, err := paper.CheckTemplate(data)
	if err != nil {
		return report, err
	}
	return report, d.keepPaperTemplate(ctx, k, data, PaperTemplate{Bytes: len(data), Since: d.now().UTC(), Known: report.Filled, Unknown: report.Unknown})
}

// DropPaperTemplate takes the program's own wording again.
func (d *Desk) DropPaperTemplate(ctx context.Context, k paper.Kind) error {
	return d.keepPaperTemplate(ctx, k, nil, PaperTemplate{})
}

func (d *Desk) keepPaperTemplate(ctx context.Context, k paper.Kind, data []byte, about PaperTemplate) error {
	kinds := []string{string(k)}
	if data == nil {
		kinds = append(kinds, "removed")
	}
	err := d.update(ctx, MayChange, func(tx Tx) error {
		m := map[paper.Kind]PaperTemplate{}
		if err := readSetting(tx, keyPaperTemplates, &m); err != nil && app.CodeOf(err) != codeSetting {
			return err
		} else if err != nil {
			m = map[paper.Kind]PaperTemplate{} // a list that cannot be read is begun anew
		}
		if data == nil {
			delete(m, k)
		} else {
			m[k] = about
		}
		list, err := json.Marshal(m)
		if err != nil {
			return err
		}
		if err := tx.SetSetting(keyPaperTemplate+string(k), data); err != nil {
			return err
		}
		if err := tx.SetSetting(keyPaperTemplates, list); err != nil {
			return err
		}
		return d.record(tx, did(DidTemplatePaper, kinds...), "")
	})
	_, err = d.told(View{}, err)
	return err
}

// SaveStartTemplate writes our own paper with placeholders, for an office to
// begin with. It names nobody, so it is no export.
func (d *Desk) SaveStartTemplate(ctx context.Context, k paper.Kind, path string) error {
	data, err := paper.StartTemplate(k, paper.Input{Now: d.now()})
	if err != nil {
		return err
	}
	return WriteFile(path, data)
}

// SavePaperTemplate writes the office's own template out again, to change it.
func (d *Desk) SavePaperTemplate(ctx context.Context, k paper.Kind, path string) error {
	if err := d.May(MayExport); err != nil {
		return err
	}
	data, err := d.PaperTemplate(ctx, k)
	if err != nil {
		return err
	}
	if data == nil {
		return app.Fail(app.CodeNotFound, "这种文件没有自己的模板，可能已在别处移除。请刷新。")
	}
	return d.writePaper(ctx, "", path, data, string(k), "template")
}
