package desk

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"
	"beiandesk/app/paper"
	"beiandesk/app/parcel"
	"beiandesk/app/photo"
	"beiandesk/app/rule"
)

// ExportOptions of a package.
type ExportOptions struct {
	Dest   string // the ZIP or, with Folder, the folder
	Folder bool
	// NoWatermark leaves the mark "仅供××域名ICP备案使用 2026-11-25" off the
	// pictures; the filing's log says so.
	NoWatermark bool
	Originals   bool // the pictures as they were added, without a mark, for a loss-free import
	Overwrite   bool
	Target      string // whom the pictures are sized for, an id of Targets; "" = the filing's provider
	// PicturesOnly leaves out all but the pictures and a readme. After the
	// approval findings do not stand in its way: they are about the filing, and
	// it is done.
	PicturesOnly bool
	Anyway       bool // export although findings block; every file is then marked as a draft
}

// CodeBlocked is the code of Export's refusal while findings block.
const CodeBlocked = "desk.blocked"

// Export makes the submission package of a filing and notes it in the log.
// progress may be nil; it is called from the working goroutine.
func (d *Desk) Export(ctx context.Context, id string, o ExportOptions, progress func(done, total int, what string)) (parcel.Result, error) {
	if err := d.May(MayExport); err != nil {
		return parcel.Result{}, err
	}
	var v View
	var office paper.Office
	err := d.store.View(ctx, func(r Reader) error {
		f, err := r.Filing(id)
		if err != nil {
			return err
		}
		v, err = d.look(r, f)
		return err
	})
	if err != nil {
		return parcel.Result{}, err
	}
	if o.PicturesOnly && v.Filing.State == filing.Filed {
		v.Findings = nil
	}
	if !o.Anyway && !rule.Summarise(v.Findings).OK() {
		return parcel.Result{}, app.Fail(CodeBlocked, "还有必须修改的问题。请先修改；确实要先导出，请选“仍要导出”，每个文件都会标上草稿。")
	}
	if office, err = d.office(ctx); err != nil {
		return parcel.Result{}, err
	}
	in := d.input(v, office)
	in.Folder, in.NoOriginals, in.Overwrite, in.PicturesOnly = o.Folder, !o.Originals, o.Overwrite, o.PicturesOnly
	in.Target = d.TargetFor(in.Filing).Target
	if o.Target != "" {
		in.Target = TargetOf(d.Tables(), o.Target).Target
	}
	if !o.NoWatermark {
		in.Watermark = photo.WatermarkText(v.Filing.Domain.Name, in.Now)
	}
	res, err := parcel.Build(ctx, in, o.Dest, progress)
	if err != nil {
		return res, err
	}
	var notes []string
	if o.PicturesOnly {
		notes = append(notes, "只有图片，按“"+in.Target.Name+"”的大小")
	}
	if res.Draft {
		notes = append(notes, "草稿（有未解决的问题）")
	}
	if o.NoWatermark {
		notes = append(notes, "图片没有加水印")
	}
	if o.Originals && !o.PicturesOnly {
		notes = append(notes, "附有没有水印的原图")
	}
	// The package lies on the disk now: a late cancel must not hide that.
	_, err = d.changeAs(context.WithoutCancel(ctx), MayExport, did(DidExport, o.kinds(res.Draft)...), id, anyRev, func(_ Tx, f *filing.Filing) error {
		f.Record(filing.ActExport, d.actorName(), strings.Join(notes, "，"), d.now())
		return nil
	})
	if err != nil {
		return res, err
	}
	return res, d.rememberWatermark(context.WithoutCancel(ctx), pageOf(&v.Filing, o.Target), !o.NoWatermark)
}

// kinds names for the log what a package holds.
func (o ExportOptions) kinds(draft bool) (out []string) {
	for _, x := range []struct {
		kind string
		is   bool
	}{{"pictures-only", o.PicturesOnly}, {"originals", o.Originals}, {"no-watermark", o.NoWatermark}, {"draft", draft}} {
		if x.is {
			out = append(out, x.kind)
		}
	}
	return out
}

func (d *Desk) input(v View, office paper.Office) parcel.Input {
	f := v.Filing
	return parcel.Input{Filing: &f, Needs: v.Needs, Findings: v.Findings, Office: office, Names: Names(d.Tables()), Now: d.now(),
		Picture: func(ctx context.Context, m filing.Material) ([]byte, error) { return d.Picture(ctx, m.Picture) },
		Source:  func(ctx context.Context, m filing.Material) ([]byte, error) { return d.Picture(ctx, m.Source) }}
}

// SuggestName proposes a file name for the package.
func (d *Desk) SuggestName(v View, folder bool) string {
	return parcel.SuggestName(v.Filing.Domain.Name, d.now(), folder)
}

// SuggestPictures proposes a file name for a package of pictures only.
func (d *Desk) SuggestPictures(v View, folder bool) string {
	return parcel.SuggestPictures(v.Filing.Domain.Name, d.now(), folder)
}

// Letter draws a paper, filled from the filing.
func (d *Desk) Letter(ctx context.Context, id string, k paper.Kind) ([]byte, error) {
	v, err := d.Open(ctx, id)
	if err != nil {
		return nil, err
	}
	office, err := d.office(ctx)
	if err != nil {
		return nil, err
	}
	return paper.Letter(k, d.paper(v, office))
}

func (d *Desk) paper(v View, office paper.Office) paper.Input {
	f := v.Filing
	return paper.Input{Filing: &f, Needs: v.Needs, Findings: v.Findings, Office: office, Names: Names(d.Tables()), Now: d.now()}
}

// SaveLetter draws a paper into a file: written beside it first and then
// renamed, so that an existing file is whole or untouched.
func (d *Desk) SaveLetter(ctx context.Context, id string, k paper.Kind, path string) error {
	if err := d.May(MayExport); err != nil {
		return err
	}
	data, err := d.Letter(ctx, id, k)
	if err != nil {
		return err
	}
	return d.writePaper(ctx, id, string(k), path, data)
}

// writePaper writes a paper and logs it. The entry comes first: what left the
// program unlogged could not be told from what never did.
func (d *Desk) writePaper(ctx context.Context, id, kind, path string, data []byte) error {
	if err := d.update(ctx, MayExport, func(tx Tx) error { return d.record(tx, did(DidPaper, kind), id) }); err != nil {
		return err
	}
	return WriteFile(path, data)
}

// WriteFile writes a file that the person asked for: beside it first and then
// renamed, readable by the user alone.
func WriteFile(path string, data []byte) (err error) {
	fail := func(err error) error {
		return app.Wrap(err, "file.write", "文件没有写成。请检查磁盘空间和写入权限，或换一个文件夹再试。")
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".beiandesk-*")
	if err != nil {
		return fail(err)
	}
	defer os.Remove(tmp.Name()) // does nothing after the rename
	_, err = tmp.Write(data)
	if err == nil {
		err = tmp.Sync()
	}
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return fail(err)
	}
	return nil
}

// Import takes a package, a folder or a filing.json into the store as a new
// filing; an id that the store already has is replaced by a new one, so that
// nothing is overwritten. Every picture is judged anew: what a file says of
// itself is not believed. The warnings tell what was not taken as it stood.
func (d *Desk) Import(ctx context.Context, path string) (View, []parcel.Warning, error) {
	if err := d.May(MayChange); err != nil {
		return View{}, nil, err
	}
	in, err := parcel.Open(ctx, path)
	if err != nil {
		return View{}, nil, err
	}
	bad, err := JudgeAll(ctx, in.Filing, in.Pictures, in.Sources)
	if err != nil {
		return View{}, nil, err
	}
	for _, x := range bad {
		in.Filing.DropMaterial(x.Slot)
		in.Warnings = append(in.Warnings, parcel.Warning{Code: "picture-unreadable", Field: string(filing.MaterialField(x.Slot)),
			Text: "“" + paper.SlotName(x.Slot, in.Filing) + "”的图片没有导入：" + app.MessageOf(x.Err)})
	}
	v, err := d.take(ctx, did(DidImport), in.Filing, in.Pictures, in.Sources)
	return v, in.Warnings, err
}

// take stores a filing from outside with its pictures.
func (d *Desk) take(ctx context.Context, a deed, f *filing.Filing, pictures, sources map[filing.Slot][]byte) (v View, err error) {
	err = d.update(ctx, MayChange, func(tx Tx) error {
		if _, err := tx.Filing(f.ID); f.ID == "" || err == nil {
			f.ID = NewID()
		} else if app.CodeOf(err) != app.CodeNotFound {
			return err
		}
		f.Record(filing.ActImport, d.actorName(), "", d.now())
		if err := d.record(tx, a, f.ID); err != nil {
			return err
		}
		// The row must be there before its pictures.
		materials := f.Materials
		f.Materials = nil
		if _, err := d.insert(tx, f); err != nil {
			return err
		}
		for _, m := range materials {
			data, ok := pictures[m.Slot]
			if !ok {
				continue // parcel.Open has warned
			}
			if err := seal(tx, f.ID, &m, data, sources[m.Slot]); err != nil {
				return err
			}
			f.PutMaterial(m)
		}
		v, err = d.save(tx, f)
		return err
	})
	return d.told(v, err)
}

// AddSample puts the fictional customer with its specimen pictures into the
// list, as a new filing.
func (d *Desk) AddSample(ctx context.Context) (View, error) {
	f := sample.Filing(d.now())
	f.ID = NewID()
	pictures, err := sample.Pictures(f)
	if err != nil {
		return View{}, app.Wrap(err, "sample.draw", "样本图片没有画出来。请重试；仍不行时，直接添加域名即可。")
	}
	data := map[filing.Slot][]byte{}
	for _, p := range pictures {
		m, err := Judge(ctx, p.Slot, p.Name, p.Data)
		if err != nil {
			return View{}, err
		}
		m.Added = d.now().UTC()
		f.PutMaterial(m)
		data[p.Slot] = p.Data
	}
	return d.take(ctx, did(DidSample), f, data, nil)
}

// SaveOverview draws the overview of a filing (备案资料表) into a file.
func (d *Desk) SaveOverview(ctx context.Context, id, path string) error {
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
	data, err := paper.Overview(d.paper(v, office))
	if err != nil {
		return err
	}
	return d.writePaper(ctx, id, "overview", path, data)
}

// Papers lists the letters that a filing needs, and the card for the SMS.
func (d *Desk) Papers(v *View) []paper.Kind {
	var out []paper.Kind
	for _, n := range v.Needs {
		if k, ok := paper.OfSlot(n.Slot); ok && n.Letter != "" {
			out = append(out, k)
		}
	}
	if len(filing.SMSRoles(&v.Filing)) > 0 {
		out = append(out, paper.SMSCard)
	}
	return out
}

// Form lists the fields in the order of the consoles, for copying.
func (d *Desk) Form(v *View) []paper.Section { return paper.Form(&v.Filing, Names(d.Tables())) }
