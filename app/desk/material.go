package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"io"
	"os"
	"path/filepath"
	"strings"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/photo"
)

// AddMaterial takes a picture into a slot, judged and sealed. name is the file
// name, used only for the hint that the extension is wrong; it is not kept.
// A picture that cannot be read at all is refused with its *app.Error and
// changes nothing; a bad one is taken and marked for a retake.
func (d *Desk) AddMaterial(ctx context.Context, id string, slot filing.Slot, name string, data []byte) (View, error) {
	m, stored, err := judgePicture(ctx, slot, name, data)
	if err != nil {
		return View{}, err
	}
	m.Added = d.now().UTC()
	return d.change(ctx, id, anyRev, func(tx Tx, f *filing.Filing) error {
		if err := openForMaterial(f, slot); err != nil {
			return err
		}
		if err := seal(tx, f.ID, &m, stored, source(stored, data)); err != nil {
			return err
		}
		f.PutMaterial(m) // the replaced picture stays sealed for undo and old versions
		return nil
	})
}

// Judge looks at a picture as the slot's kind demands. The returned material
// names no stored picture yet.
func Judge(ctx context.Context, slot filing.Slot, name string, data []byte) (filing.Material, error) {
	m, _, err := judgePicture(ctx, slot, name, data)
	return m, err
}

// judgePicture is Judge that also returns the file to be sealed as the picture, of
// which the material's facts tell.
func judgePicture(ctx context.Context, slot filing.Slot, name string, data []byte) (filing.Material, []byte, error) {
	p, err := photo.Read(ctx, name, data)
	if err != nil {
		return filing.Material{}, nil, err
	}
	stored, format := p.Stored()
	sum := sha256.Sum256(stored)
	v, err := photo.Judge(ctx, p, photo.Ask{Kind: photo.Kind(slot.PhotoKind())})
	if err != nil {
		return filing.Material{}, nil, err
	}
	m := filing.Material{Slot: slot, SHA256: hex.EncodeToString(sum[:]), Format: string(format), Width: p.Width, Height: p.Height,
		Bytes: int64(len(stored)), Outcome: filing.Outcome(v.Outcome)}
	for _, i := range v.Issues {
		m.Issues = append(m.Issues, filing.Issue{Code: string(i.Code), Outcome: filing.Outcome(i.Outcome), Text: i.Text,
			Measured: i.Measured, Limit: i.Limit, Unit: i.Unit})
	}
	return m, stored, nil
}

// Unreadable is a picture that JudgeAll could not read at all.
type Unreadable struct {
	Slot filing.Slot
	Err  error
}

// JudgeAll judges every material of a filing from outside whose picture is at
// hand, and keeps only the person's own turn and reason. A picture that cannot
// be read becomes a rejected one and is listed; an error means that ctx ended.
// A HEIC, WebP or PDF among pictures moves to sources; a JPEG takes its place.
func JudgeAll(ctx context.Context, f *filing.Filing, pictures, sources map[filing.Slot][]byte) (bad []Unreadable, err error) {
	for i := range f.Materials {
		m := &f.Materials[i]
		data, ok := pictures[m.Slot]
		if !ok {
			continue // parcel.Open has warned
		}
		judged, stored, err := judgePicture(ctx, m.Slot, m.Picture, data)
		if err != nil {
			if app.CodeOf(err) == app.CodeCanceled {
				return nil, err
			}
			m.Outcome, m.Anyway = filing.Reject, ""
			m.Issues = []filing.Issue{{Code: app.CodeOf(err), Outcome: filing.Reject, Text: app.MessageOf(err)}}
			bad = append(bad, Unreadable{m.Slot, err})
			continue
		}
		judged.Picture, judged.Turn, judged.Anyway, judged.Added = m.Picture, m.Turn, m.Anyway, m.Added
		judged.Source = moved(m, pictures, sources, stored)
		*m = judged
	}
	return bad, nil
}

// PutMaterial sets what lies in a slot to a material that the filing held
// before: the undo of replacing, removing and turning.
func (d *Desk) PutMaterial(ctx context.Context, id string, m filing.Material) (View, error) {
	return d.change(ctx, id, anyRev, func(tx Tx, f *filing.Filing) error {
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
	return d.change(ctx, id, anyRev, func(_ Tx, f *filing.Filing) error {
		if err := openForMaterial(f, slot); err != nil {
			return err
		}
		f.DropMaterial(slot)
		return nil
	})
}

// TurnMaterial turns a picture clockwise by quarter turns (−3…3) for display
// and export; the original stays as it is.
func (d *Desk) TurnMaterial(ctx context.Context, id string, slot filing.Slot, quarters int) (View, error) {
	return d.material(ctx, id, slot, func(m *filing.Material) {
		m.Turn = ((m.Turn+quarters)%4 + 4) % 4
	})
}

// KeepAnyway notes the person's reason to use a picture that the check calls
// doubtful or rejects; "" takes it back.
func (d *Desk) KeepAnyway(ctx context.Context, id string, slot filing.Slot, reason string) (View, error) {
	return d.material(ctx, id, slot, func(m *filing.Material) { m.Anyway = strings.TrimSpace(reason) })
}

func (d *Desk) material(ctx context.Context, id string, slot filing.Slot, work func(*filing.Material)) (View, error) {
	return d.change(ctx, id, anyRev, func(_ Tx, f *filing.Filing) error {
		if err := openForMaterial(f, slot); err != nil {
			return err
		}
		m, ok := f.Material(slot)
		if !ok {
			return app.Fail(app.CodeNotFound, "这里还没有图片，请先上传。").At(string(filing.MaterialField(slot)))
		}
		work(&m)
		f.PutMaterial(m)
		return nil
	})
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

// Picture opens a sealed picture as it was added.
func (d *Desk) Picture(ctx context.Context, picture string) (data []byte, err error) {
	err = d.store.View(ctx, func(r Reader) error { data, err = r.Picture(picture); return err })
	return data, err
}

// Shown opens the picture of a material upright, turned as the person turned
// it, and no larger than w×h pixels (0 = as large as it is).
func (d *Desk) Shown(ctx context.Context, m filing.Material, w, h int) (*image.NRGBA, error) {
	data, err := d.Picture(ctx, m.Picture)
	if err != nil {
		return nil, err
	}
	p, err := photo.Read(ctx, "", data)
	if err != nil {
		return nil, err
	}
	steps := []photo.Transform{photo.Rotate(m.Turn)}
	if w > 0 && h > 0 {
		steps = []photo.Transform{photo.Thumbnail(max(w, h), max(w, h)), photo.Rotate(m.Turn), photo.Thumbnail(w, h)}
	}
	return photo.Apply(ctx, p.Upright(), steps...)
}

// AddMaterialFile is AddMaterial from a file on disk; never more than the
// fence allows is read.
func (d *Desk) AddMaterialFile(ctx context.Context, id string, slot filing.Slot, path string) (View, error) {
	data, err := ReadPicture(path)
	if err != nil {
		return View{}, err
	}
	return d.AddMaterial(ctx, id, slot, filepath.Base(path), data)
}

// ReadPicture reads a picture file, at most one byte more than photo.Read
// takes, so that a huge file costs no memory.
func ReadPicture(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, app.Wrap(err, "file.open", "打不开这个文件。请检查它是否还在、是否被别的程序占用。")
	}
	defer f.Close()
	if st, err := f.Stat(); err == nil && st.IsDir() {
		return nil, app.Fail("file.folder", "这是一个文件夹。请选择里面的图片。")
	}
	data, err := io.ReadAll(io.LimitReader(f, photo.MaxBytes+1))
	if err != nil {
		return nil, app.Wrap(err, "file.read", "这个文件读不出来。如果在移动硬盘或网络盘上，请重新连接后再试。")
	}
	return data, nil
}
