package desk

import (
	"context"
	"path/filepath"
	"strings"

	"beiandesk/app/paper"
)

// PaperChecklist is the kind under which the checklist stands in the log.
const PaperChecklist = "checklist"

// SaveChecklist writes the checklist of a filing into a file, as DOCX if its
// name ends so, else as PDF.
func (d *Desk) SaveChecklist(ctx context.Context, id, path string) error {
	if err := d.May(MayExport); err != nil {
		return err
	}
	v, err := d.Open(ctx, id)
	if err != nil {
		return err
	}
	office, err := d.office(ctx)
	if err != nil {
		return err
	}
	in := d.paper(v, office)
	if p := d.Tables().Provider(v.Filing.Provider); p.ID == v.Filing.Provider {
		in.Provider = p.Name
	}
	make := paper.Checklist
	if strings.EqualFold(filepath.Ext(path), ".docx") {
		make = paper.ChecklistWord
	}
	data, err := make(in, v.Checklist, v.Questions)
	if err != nil {
		return err
	}
	// The log first: what left the program unlogged could not be told from what never did.
	if err := d.update(ctx, MayExport, func(tx Tx) error { return d.record(tx, did(DidPaper, PaperChecklist), id) }); err != nil {
		return err
	}
	return WriteFile(path, data)
}
