package desk

import (
	"context"
	"strings"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/portrait"
	"beiandesk/app/rule"
)

// MaxText is the longest text of any field, in characters: the longest limit
// of the sources is 512 (filing-fields.md 1.1), scope is pasted whole.
const MaxText = 4000

// always are the fields that stay open while an order is under review.
var always = map[filing.Field]bool{"note": true, "number": true, "filed_on": true, "portrait.link": true,
	"domain.expires": true, "organiser.cert_valid_to": true}

// Edit changes fields. Values are normalised first (View.Normalised tells);
// the kind follows from the answers of step 1. rev is the revision the person
// saw: an older one is refused with app.CodeConflict and nothing is changed.
// While an order is under review only a few fields may change (state.locked).
func (d *Desk) Edit(ctx context.Context, id string, rev int64, edits ...filing.Edit) (View, error) {
	var cleaned []filing.Edit
	v, err := d.change(ctx, did(DidEdit, fieldsOf(edits)...), id, rev, func(_ Tx, f *filing.Filing) error {
		cleaned = nil
		answered := false
		for _, e := range edits {
			if !f.State.Editable() && !always[e.Field] {
				return app.Fail("state.locked", "订单正在“"+f.State.Name()+"”，资料已锁定。需要修改时，请先在“进度”里撤回或记录退回。").At(string(e.Field))
			}
			if len([]rune(e.Value)) > MaxText {
				return app.Fail("field.too-long", "文字太长，最多 4000 字。请删减后再试。").At(string(e.Field))
			}
			value, changed := rule.Normalise(e.Field, e.Value)
			if e.Field == "portrait.link" {
				if err := portrait.CheckLink(value); err != nil {
					return err
				}
			}
			if err := f.Set(e.Field, value); err != nil {
				return err
			}
			if changed {
				cleaned = append(cleaned, filing.Edit{Field: e.Field, Value: value})
			}
			if strings.HasPrefix(string(e.Field), "answers.") && e.Field != "answers.chosen" {
				answered = true
			}
		}
		if answered {
			if kind, _ := filing.Derive(f.Answers); kind != f.Kind {
				f.Kind, f.Answers.Chosen = kind, false
			}
		}
		return nil
	})
	v.Normalised = cleaned
	return v, err
}

// KeepVersion keeps the filing as it is now, on leaving a step. It tells
// whether anything had changed since the last version.
func (d *Desk) KeepVersion(ctx context.Context, id string, step filing.Step) (kept bool, err error) {
	if d.May(MayChange) != nil {
		return false, nil // who only looks has changed nothing
	}
	err = d.update(ctx, MayChange, func(tx Tx) error {
		f, err := tx.Filing(id)
		if err != nil {
			return err
		}
		kept, err = tx.Keep(f, step, d.now().UTC())
		return err
	})
	return kept, err
}

// Versions lists the kept versions of a filing, newest first.
func (d *Desk) Versions(ctx context.Context, id string) (list []Version, err error) {
	err = d.store.View(ctx, func(r Reader) error { list, err = r.Versions(id); return err })
	return list, err
}

// VersionView shows a kept version without restoring it.
func (d *Desk) VersionView(ctx context.Context, version int64) (v View, err error) {
	err = d.store.View(ctx, func(r Reader) error {
		f, err := r.Version(version)
		if err != nil {
			return err
		}
		v, err = d.look(r, f)
		return err
	})
	return v, err
}

// Restore brings back the data of a kept version. The present data are kept as
// a version first; state, log, number, refusals and SMS checks stay as they are
// now.
func (d *Desk) Restore(ctx context.Context, id string, rev int64, version int64) (View, error) {
	return d.change(ctx, did(DidRestore), id, rev, func(tx Tx, f *filing.Filing) error {
		if !f.State.Editable() {
			return app.Fail("state.locked", "订单正在“"+f.State.Name()+"”，资料已锁定，不能恢复旧版本。")
		}
		old, err := tx.Version(version)
		if err != nil {
			return err
		}
		if old.ID != f.ID {
			return app.Fail(app.CodeNotFound, "这个版本不属于当前备案，请刷新后再试。")
		}
		if _, err := tx.Keep(f, 0, d.now().UTC()); err != nil {
			return err
		}
		was := *f
		*f = *old
		f.Rev, f.State, f.Log, f.Number, f.SMS, f.Duties, f.Refusals = was.Rev, was.State, was.Log, was.Number, was.SMS, was.Duties, was.Refusals
		f.RefusalsRemoved = was.RefusalsRemoved
		f.Submitted, f.Since, f.FiledOn, f.Portrait = was.Submitted, was.Since, was.FiledOn, was.Portrait
		f.Record(filing.ActRestore, d.actorName(), "", d.now())
		return nil
	})
}
