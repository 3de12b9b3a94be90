package desk

import (
	"context"

	"beiandesk/app"
	"beiandesk/app/miniapp"
	"beiandesk/app/parcel"
	"beiandesk/app/rule/table"
)

// PaperMiniapp stands in the log before the platform's id when the body of a
// mini-program's filing was written to a file.
const PaperMiniapp = "miniapp-"

// CodePacked is the code of SaveMiniapp's refusal of what the platform would
// refuse.
const CodePacked = "miniapp.blocked"

// CheckMiniapp tells what a mini-program's platform would refuse in a filing.
// extra is not kept anywhere.
func (d *Desk) CheckMiniapp(ctx context.Context, id string, p miniapp.Platform, extra miniapp.Extra) ([]miniapp.Problem, error) {
	_, problems, err := d.packMiniapp(ctx, id, p, extra)
	return problems, err
}

// SaveMiniapp writes the body of a mini-program's filing into a file, with
// whole numbers of persons; that is logged first. With anyway it is written
// although something blocks.
func (d *Desk) SaveMiniapp(ctx context.Context, id string, p miniapp.Platform, extra miniapp.Extra, path string, anyway bool) ([]miniapp.Problem, error) {
	if err := d.May(MayExport); err != nil {
		return nil, err
	}
	data, problems, err := d.packMiniapp(ctx, id, p, extra)
	if err != nil {
		return nil, err
	}
	if miniapp.Blocked(problems) && !anyway {
		return problems, app.Fail(CodePacked, "还有平台不会收下的问题，文件没有写出。请先按列出的问题修改。")
	}
	return problems, d.writePaper(ctx, id, path, data, PaperMiniapp+string(p))
}

func (d *Desk) packMiniapp(ctx context.Context, id string, p miniapp.Platform, extra miniapp.Extra) (data []byte, problems []miniapp.Problem, err error) {
	err = d.store.View(ctx, func(r Reader) error {
		f, err := r.Filing(id)
		if err == nil {
			data, problems, err = miniapp.Pack(f, p, extra, d.Tables())
		}
		return err
	})
	return data, problems, err
}

// MiniappContents are the service contents of mini-programs, in their order.
func (d *Desk) MiniappContents() (list []table.Content) {
	for _, c := range d.Tables().Contents {
		if c.List == table.AppList {
			list = append(list, c)
		}
	}
	return list
}

// SuggestMiniapp proposes a file name, without personal data.
func (d *Desk) SuggestMiniapp(v View, p miniapp.Platform) string {
	return string(p) + "-" + parcel.SuggestName(v.Filing.Domain.Name, d.now(), true) + ".json"
}
