package desk

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/app/photo"
)

// AddMaterial takes a picture into a slot, judged and sealed. name is the file
// name, used only for the hint that the extension is wrong; it is not kept.
// A picture that cannot be read at all is refused with its *app.Error and
// changes nothing; a bad one is taken and marked for a retake.
func (d *Desk) AddMaterial(ctx context.Context, id string, slot filing.Slot, name string, data []byte) (View, error) {
	j, err := d.LookAt(ctx, slot, name, data)
	if err != nil {
		return View{}, err
	}
	return d.TakeMaterial(ctx, id, j)
}

// Judged is a picture that has been read and judged and lies in no filing yet.
type Judged struct {
	material filing.Material
	stored   []byte // the picture
	source   []byte // the untouched HEIC, WebP or PDF it was made of, nil for none
}

// Material is what the judgement says, without a stored picture yet.
func (j Judged) Material() filing.Material { return j.material }

// LookAt reads and judges a picture for a slot. It is the long half of
// AddMaterial, changes nothing and ends when ctx does.
func (d *Desk) LookAt(ctx context.Context, slot filing.Slot, name string, data []byte) (Judged, error) {
	release, err := d.hold(ctx)
	if err != nil {
		return Judged{}, err
	}
	defer release()
	m, stored, err := judgeEdited(ctx, slot, name, data, 1, photo.Edit{})
	if err != nil {
		return Judged{}, err
	}
	m.Added = d.now().UTC()
	return Judged{m, stored, source(stored, data)}, nil
}

// LookAtFile is LookAt for a file on disk; never more than the fence allows is
// read.
func (d *Desk) LookAtFile(ctx context.Context, slot filing.Slot, path string) (Judged, error) {
	data, err := ReadPicture(path)
	if err != nil {
		return Judged{}, err
	}
	return d.LookAt(ctx, slot, filepath.Base(path), data)
}

// TakeMaterial puts a judged picture into its slot: the short half of
// AddMaterial.
func (d *Desk) TakeMaterial(ctx context.Context, id string, j Judged) (View, error) {
	return d.takeJudged(ctx, DidMaterial, id, j)
}

// TakeFromPhone is TakeMaterial for a picture that a phone sent: the log says
// which way it came.
func (d *Desk) TakeFromPhone(ctx context.Context, id string, j Judged) (View, error) {
	return d.takeJudged(ctx, DidPhone, id, j)
}

func (d *Desk) takeJudged(ctx context.Context, action, id string, j Judged) (View, error) {
	return d.change(ctx, did(action, partOf(j.material.Slot)), id, anyRev, func(tx Tx, f *filing.Filing) error {
		m := j.material
		if err := openForMaterial(f, m.Slot); err != nil {
			return err
		}
		if err := seal(tx, f.ID, &m, j.stored, j.source); err != nil {
			return err
		}
		f.PutMaterial(m) // the replaced picture stays sealed for undo and old versions
		return nil
	})
}

// Judge looks at a picture as the slot's kind demands. The returned material
// names no stored picture yet.
func Judge(ctx context.Context, slot filing.Slot, name string, data []byte) (filing.Material, error) {
	m, _, err := judgeEdited(ctx, slot, name, data, 1, photo.Edit{})
	return m, err
}

// Unreadable is a picture that JudgeAll could not read at all.
type Unreadable struct {
	Slot filing.Slot
	Err  error
}

// JudgeAll judges every material of a filing from outside whose picture is at
// hand, and keeps only what the person did: cutting out, turning, the reason
// and what was looked at. A picture that cannot
// be read becomes a rejected one and is listed; an error means that ctx ended.
// A HEIC, WebP or PDF among pictures moves to sources; a JPEG takes its place.
func JudgeAll(ctx context.Context, f *filing.Filing, pictures, sources map[filing.Slot][]byte) (bad []Unreadable, err error) {
	for i := range f.Materials {
		m := &f.Materials[i]
		data, ok := pictures[m.Slot]
		if !ok {
			continue // parcel.Open has warned
		}
		judged, stored, err := judgeEdited(ctx, m.Slot, m.Picture, data, m.Page, EditOf(*m))
		if err != nil {
			if app.CodeOf(err) == app.CodeCanceled {
				return nil, err
			}
			m.Outcome, m.Anyway = filing.Reject, ""
			m.Issues = []filing.Issue{{Code: string(photo.IssueOf(err)), Outcome: filing.Reject, Text: app.MessageOf(err)}}
			bad = append(bad, Unreadable{m.Slot, err})
			continue
		}
		judged.Picture, judged.Anyway, judged.Seen, judged.Added = m.Picture, m.Anyway, m.Seen, m.Added
		judged.Source, judged.Watermark = moved(m, pictures, sources, stored), m.Watermark
		if judged.Pages == 0 && photo.Sniff(sources[m.Slot]) == photo.PDF {
			judged.Page, judged.Pages = m.Page, m.Pages
		}
		*m = judged
	}
	return bad, nil
}

// PutMaterial sets what lies in a slot to a material that the filing held
// before: the undo of replacing, removing and turning.
func (d *Desk) PutMaterial(ctx context.Context, id string, m filing.Material) (View, error) {
	return d.change(ctx, did(DidMaterial, partOf(m.Slot)), id, anyRev, func(tx Tx, f *filing.Filing) error {
		if err := openForMaterial(f, m.Slot); err != nil {
			return err
		}
		if err := sealedParts(tx, m); err != nil {
			return err
		}
		f.PutMaterial(m)
		return nil
	})
}

// DropMaterial empties a slot. The picture stays sealed in the store until the
// filing is purged, so that undo and older versions keep it.
func (d *Desk) DropMaterial(ctx context.Context, id string, slot filing.Slot) (View, error) {
	return d.change(ctx, did(DidDropPart, partOf(slot)), id, anyRev, func(_ Tx, f *filing.Filing) error {
		if err := openForMaterial(f, slot); err != nil {
			return err
		}
		f.DropMaterial(slot)
		return nil
	})
}

// KeepAnyway notes the person's reason to use a picture that the check calls
// doubtful or rejects; "" takes it back. The reason is kept in the filing's log
// too, sealed with it: it may name somebody and is logged nowhere else.
func (d *Desk) KeepAnyway(ctx context.Context, id string, slot filing.Slot, reason string) (View, error) {
	reason = strings.TrimSpace(reason)
	if len([]rune(reason)) > maxReason {
		return View{}, app.Fail("field.too-long", "理由太长，最多 200 字。请删减后再试。").At(string(filing.MaterialField(slot)))
	}
	return d.material(ctx, id, slot, func(f *filing.Filing, m *filing.Material) {
		if m.Anyway == reason {
			return
		}
		m.Anyway = reason
		note := "“" + paper.SlotName(slot, f) + "”：" + reason
		if reason == "" {
			note = "“" + paper.SlotName(slot, f) + "”：不再使用，理由已收回"
		}
		f.Record(filing.ActAnyway, d.actorName(), note, d.now())
	})
}

const maxReason = 200 // characters

// MarkSeen notes that the person has looked at something that no check can
// tell (a code of Material.Asked) and found it right, or takes that back.
func (d *Desk) MarkSeen(ctx context.Context, id string, slot filing.Slot, code string, seen bool) (View, error) {
	return d.material(ctx, id, slot, func(_ *filing.Filing, m *filing.Material) {
		m.Seen = slices.DeleteFunc(slices.Clone(m.Seen), func(s string) bool { return s == code })
		if seen && slices.Contains(m.Asked, code) {
			m.Seen = append(m.Seen, code)
		}
	})
}

func (d *Desk) material(ctx context.Context, id string, slot filing.Slot, work func(*filing.Filing, *filing.Material)) (View, error) {
	return d.change(ctx, did(DidMaterial, partOf(slot)), id, anyRev, func(_ Tx, f *filing.Filing) error {
		if err := openForMaterial(f, slot); err != nil {
			return err
		}
		m, ok := f.Material(slot)
		if !ok {
			return noPicture(slot)
		}
		work(f, &m)
		f.PutMaterial(m)
		return nil
	})
}

func partOf(slot filing.Slot) string { return string(filing.MaterialField(slot)) }

func noPicture(slot filing.Slot) error {
	return app.Fail(app.CodeNotFound, "这里还没有图片，请先上传。").At(string(filing.MaterialField(slot)))
}

func openForMaterial(f *filing.Filing, slot filing.Slot) error {
	if slot == filing.SlotPortrait && f.State.Open() {
		return nil // portraits are asked for again during the review
	}
	if !f.State.Editable() {
		return app.Fail("state.locked", "订单正在“"+f.State.Name()+"”，资料已锁定。需要更换图片时，请先在“进度”里撤回或记录退回。").At(string(filing.MaterialField(slot)))
	}
	return nil
}

// AddMaterialFile is AddMaterial from a file on disk; never more than the
// fence allows is read.
func (d *Desk) AddMaterialFile(ctx context.Context, id string, slot filing.Slot, path string) (View, error) {
	j, err := d.LookAtFile(ctx, slot, path)
	if err != nil {
		return View{}, err
	}
	return d.TakeMaterial(ctx, id, j)
}
