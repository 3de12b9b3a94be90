package desk

import (
	"context"
	"image"
	"io"
	"os"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/photo"
)

// hold waits until no other picture of this desk is decoded: thirty at once
// would fill the memory. The caller must call release.
func (d *Desk) hold(ctx context.Context) (release func(), err error) {
	select {
	case d.pixels <- struct{}{}:
		return func() { <-d.pixels }, nil
	case <-ctx.Done():
		return nil, app.Wrap(ctx.Err(), app.CodeCanceled, "已取消。")
	}
}

// Picture opens a sealed picture as it was added.
func (d *Desk) Picture(ctx context.Context, picture string) (data []byte, err error) {
	err = d.store.View(ctx, func(r Reader) error { data, err = r.Picture(picture); return err })
	return data, err
}

func (d *Desk) read(ctx context.Context, m filing.Material) (*photo.Picture, error) {
	data, err := d.Picture(ctx, m.Picture)
	if err != nil {
		return nil, err
	}
	return photo.Read(ctx, "", data)
}

// ShownPage opens a page of the PDF that a material was taken from, upright and
// no larger than w×h pixels, so that a person can choose one. It changes
// nothing. Errors: photo.no-page, app.CodeNotFound when there is no PDF.
func (d *Desk) ShownPage(ctx context.Context, m filing.Material, page, w, h int) (*image.NRGBA, error) {
	release, err := d.hold(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	data, err := d.document(ctx, m)
	if err != nil {
		return nil, err
	}
	p, err := photo.ReadPage(ctx, "", data, page)
	if err != nil {
		return nil, err
	}
	return photo.Apply(ctx, p.Upright(), photo.Thumbnail(w, h))
}

// document opens the PDF that a material was taken from.
func (d *Desk) document(ctx context.Context, m filing.Material) ([]byte, error) {
	if m.Source != "" {
		data, err := d.Picture(ctx, m.Source)
		if err != nil {
			return nil, err
		}
		if photo.Sniff(data) == photo.PDF {
			return data, nil
		}
	}
	return nil, app.Fail(app.CodeNotFound, "这张图片不是从 PDF 来的，没有别的页。").At(string(filing.MaterialField(m.Slot)))
}

// Shown opens the picture of a material upright, as the person cut it out and
// turned it, and no larger than w×h pixels (0 = as large as it is).
func (d *Desk) Shown(ctx context.Context, m filing.Material, w, h int) (*image.NRGBA, error) {
	g, err := d.Glance(ctx, m, w, h, 0, 0)
	return g.Small, err
}

// Glance is what the card of a material shows.
type Glance struct {
	Small *image.NRGBA // the whole, edited
	Worst *image.NRGBA // the worst place at 100 %, nil when nothing has a place
}

// Glance opens a picture once for both; w×h and cw×ch are the most pixels of
// each, 0 for the whole in full size and for no worst place.
func (d *Desk) Glance(ctx context.Context, m filing.Material, w, h, cw, ch int) (g Glance, err error) {
	release, err := d.hold(ctx)
	if err != nil {
		return g, err
	}
	defer release()
	p, err := d.read(ctx, m)
	if err != nil {
		return g, err
	}
	return glance(ctx, p, m, w, h, cw, ch)
}

// GlanceAt is Glance for a picture that lies in no filing yet.
func (d *Desk) GlanceAt(ctx context.Context, j Judged, w, h, cw, ch int) (g Glance, err error) {
	release, err := d.hold(ctx)
	if err != nil {
		return g, err
	}
	defer release()
	p, err := photo.Read(ctx, "", j.stored)
	if err != nil {
		return g, err
	}
	return glance(ctx, p, j.material, w, h, cw, ch)
}

func glance(ctx context.Context, p *photo.Picture, m filing.Material, w, h, cw, ch int) (g Glance, err error) {
	edit := EditOf(m)
	box, bad := worst(m)
	bad = bad && cw > 0 && ch > 0
	if w > 0 && h > 0 && edit.Corners == nil && !bad { // turning a small copy is cheaper
		g.Small, err = photo.Apply(ctx, p.Upright(), photo.Thumbnail(max(w, h), max(w, h)), photo.Rotate(edit.Turn), photo.Thumbnail(w, h))
		return g, err
	}
	whole, err := photo.Apply(ctx, p.Upright(), edit.Apply)
	if err != nil {
		return g, err
	}
	if bad {
		g.Worst = CutOut(whole, box, cw, ch)
	}
	g.Small = whole
	if w > 0 && h > 0 {
		g.Small, err = photo.Apply(ctx, whole, photo.Thumbnail(w, h))
	}
	return g, err
}

// worst is the worst place of the gravest issue that has one.
func worst(m filing.Material) ([4]float64, bool) {
	for _, i := range m.Issues {
		if len(i.Places) > 0 && i.Outcome != filing.Pass {
			return i.Places[0], true
		}
	}
	return [4]float64{}, false
}

// Inspection is a picture looked at closely.
type Inspection struct {
	Upright *image.NRGBA // as it was added
	Edited  *image.NRGBA // as it is exported; the same as Upright when nothing was done
	Verdict photo.Verdict
	Heat    []Heat // sharpness part by part, of what has texture
}

// Heat is the sharpness of one part of the edited picture.
type Heat struct {
	Place [4]float64 // shares
	Q     float64    // as photo.Facts.Q
	Level photo.Outcome
}

// Inspect opens the picture of a material in full size and measures it anew.
// It costs 8 bytes per pixel: keep what is needed and let go of the rest.
func (d *Desk) Inspect(ctx context.Context, m filing.Material) (in Inspection, err error) {
	return d.inspect(ctx, m, EditOf(m))
}

// InspectOriginal is Inspect of the picture as if it had not been edited: for
// setting the corners anew.
func (d *Desk) InspectOriginal(ctx context.Context, m filing.Material) (Inspection, error) {
	return d.inspect(ctx, m, photo.Edit{})
}

func (d *Desk) inspect(ctx context.Context, m filing.Material, edit photo.Edit) (in Inspection, err error) {
	release, err := d.hold(ctx)
	if err != nil {
		return in, err
	}
	defer release()
	p, err := d.read(ctx, m)
	if err != nil {
		return in, err
	}
	kind := photo.Kind(m.Slot.PhotoKind())
	if in.Verdict, err = photo.Judge(ctx, p, photo.Ask{Kind: kind, Edit: edit}); err != nil {
		return in, err
	}
	in.Upright = p.Upright()
	in.Edited = in.Upright
	if !edit.None() {
		if in.Edited, err = photo.Apply(ctx, in.Upright, edit.Apply); err != nil {
			return in, err
		}
	}
	in.Heat = heat(in.Verdict.Facts.Tiles, kind, edit, p.Width, p.Height)
	return in, nil
}

func heat(tiles []photo.Tile, kind photo.Kind, edit photo.Edit, w, h int) (out []Heat) {
	table, err := photo.DefaultTable()
	if err != nil {
		return nil // the verdict says that the table cannot be read
	}
	onto, ew, eh := edit.Onto(w, h)
	for _, t := range tiles {
		x := Heat{Q: t.Q, Level: table.OfTile(kind, t)}
		var ok bool
		if x.Place, ok = shares(t.Rect, onto, ew, eh); ok {
			out = append(out, x)
		}
	}
	return out
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
