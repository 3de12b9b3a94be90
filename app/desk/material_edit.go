package desk

import (
	"context"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/photo"
)

// EditMaterial cuts a picture out along four corners (x and y in shares of the
// upright picture, clockwise from the upper left; none keeps the whole) and
// then turns it clockwise by quarters. The picture that was added stays as it
// is; what is shown, judged and exported is the edited copy. The picture is
// judged anew, and a reason to use it anyway goes when it is good now.
// PutMaterial with the material before undoes it. Errors: photo.corners for
// corners that go round no convex figure, app.CodeNotFound, app.CodeConflict
// when another picture was put into the slot meanwhile.
func (d *Desk) EditMaterial(ctx context.Context, id string, slot filing.Slot, corners []float64, turn int) (View, error) {
	edit := photo.EditFrom(corners, turn)
	if len(corners) > 0 && edit.Corners == nil {
		return View{}, app.Fail("photo.corners", "四个角连成的框有凹陷或交叉，拉不正。请把四个角按证件的四角放好。").At(string(filing.MaterialField(slot)))
	}
	return d.editMaterial(ctx, id, slot, func(filing.Material) photo.Edit { return edit })
}

// TurnMaterial turns a picture clockwise by quarter turns (−3…3), after what
// was cut out, and judges it anew.
func (d *Desk) TurnMaterial(ctx context.Context, id string, slot filing.Slot, quarters int) (View, error) {
	return d.editMaterial(ctx, id, slot, func(m filing.Material) photo.Edit { return photo.EditFrom(m.Corners, m.Turn+quarters) })
}

func (d *Desk) editMaterial(ctx context.Context, id string, slot filing.Slot, edit func(filing.Material) photo.Edit) (View, error) {
	var m filing.Material
	var data []byte
	err := d.store.View(ctx, func(r Reader) (err error) {
		if m, err = toEdit(r, id, slot); err != nil {
			return err
		}
		data, err = r.Picture(m.Picture)
		return err
	})
	if err != nil {
		return View{}, err
	}
	judged, err := d.judgeAgain(ctx, m, data, edit(m))
	if err != nil {
		return View{}, err
	}
	return d.change(ctx, did(DidMaterial, partOf(slot)), id, anyRev, func(_ Tx, f *filing.Filing) error {
		if err := openForMaterial(f, slot); err != nil {
			return err
		}
		now, ok := f.Material(slot)
		if !ok || now.Picture != m.Picture {
			return conflict()
		}
		f.PutMaterial(keptFrom(now, judged))
		return nil
	})
}

// toEdit is the material of a slot that is open for changes and holds a picture.
func toEdit(r Reader, id string, slot filing.Slot) (m filing.Material, err error) {
	f, err := r.Filing(id)
	if err != nil {
		return m, err
	}
	if err := openForMaterial(f, slot); err != nil {
		return m, err
	}
	m, ok := f.Material(slot)
	if !ok || m.Picture == "" {
		return m, noPicture(slot)
	}
	return m, nil
}

// UsePage takes another page, counted from 1, of the PDF that a material came
// from. The PDF stays as it is. What was done to the page before (corners, turn,
// the reason, what was looked at) goes with it; PutMaterial with the material
// before brings it back. Errors: photo.no-page, app.CodeNotFound when there is
// no PDF, app.CodeConflict when another picture was put into the slot meanwhile.
func (d *Desk) UsePage(ctx context.Context, id string, slot filing.Slot, page int) (View, error) {
	var m filing.Material
	err := d.store.View(ctx, func(r Reader) (err error) { m, err = toEdit(r, id, slot); return err })
	if err != nil {
		return View{}, err
	}
	other, stored, err := d.judgePage(ctx, m, page)
	if err != nil {
		return View{}, err
	}
	return d.change(ctx, did(DidMaterial, partOf(slot)), id, anyRev, func(tx Tx, f *filing.Filing) error {
		if err := openForMaterial(f, slot); err != nil {
			return err
		}
		if now, ok := f.Material(slot); !ok || now.Picture != m.Picture || now.Source != m.Source {
			return conflict()
		}
		if other.Picture, err = tx.AddPicture(f.ID, stored); err != nil {
			return err
		}
		f.PutMaterial(other)
		return nil
	})
}

func (d *Desk) judgePage(ctx context.Context, m filing.Material, page int) (filing.Material, []byte, error) {
	release, err := d.hold(ctx)
	if err != nil {
		return m, nil, err
	}
	defer release()
	data, err := d.document(ctx, m)
	if err != nil {
		return m, nil, err
	}
	other, stored, err := judgeEdited(ctx, m.Slot, "", data, page, photo.Edit{})
	other.Source, other.Added = m.Source, m.Added
	return other, stored, err
}

func (d *Desk) judgeAgain(ctx context.Context, m filing.Material, data []byte, e photo.Edit) (filing.Material, error) {
	release, err := d.hold(ctx)
	if err != nil {
		return m, err
	}
	defer release()
	judged, _, err := judgeEdited(ctx, m.Slot, "", data, 1, e)
	return judged, err
}

// keptFrom puts a new verdict on a material and keeps the rest of it.
func keptFrom(m, judged filing.Material) filing.Material {
	m.Corners, m.Turn, m.Outline, m.Mend, m.QR = judged.Corners, judged.Turn, judged.Outline, judged.Mend, judged.QR
	m.Outcome, m.Issues, m.Asked = judged.Outcome, judged.Issues, judged.Asked
	if m.Outcome == filing.Pass {
		m.Anyway = ""
	}
	return m
}
