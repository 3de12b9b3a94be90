package parcel

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/app/photo"
	"beiandesk/app/rule"
)

// Folders and files of a package.
const (
	OriginalFolder = "原图"
	TableFile      = "表单.xlsx"
	OverviewFile   = "备案资料表.pdf"
	ReadmeFile     = "说明.txt"
)

// fill writes all files, one picture in memory at a time.
func (b *builder) fill(ctx context.Context) error {
	pictures := b.pictures()
	papers := b.papers()
	if b.in.PicturesOnly {
		papers = nil
	}
	each := 1
	if !b.in.NoOriginals {
		each++
	}
	// One step for each picture and for each other file, then one for each
	// file that is read back.
	others := 1 + len(papers) + 3 // overview, letters, table, filing.json, readme
	if b.in.PicturesOnly {
		others = 1
	}
	b.total = len(pictures) + others + len(pictures)*each + others

	stored := map[filing.Slot]filing.Material{}
	for i, m := range pictures {
		if err := stopped(ctx); err != nil {
			return err
		}
		name := fmt.Sprintf("%02d-%s", i+1, safeName(paper.SlotName(m.Slot, b.filing)))
		kept, err := b.picture(ctx, m, name)
		if err != nil {
			return err
		}
		stored[m.Slot] = kept
		if !slices.ContainsFunc(b.in.Needs, func(n rule.Need) bool { return n.Slot == m.Slot }) {
			b.spare = append(b.spare, name+".jpg")
		}
		b.step(name + ".jpg")
	}
	for i, m := range b.filing.Materials {
		if kept, ok := stored[m.Slot]; ok {
			b.filing.Materials[i] = kept
		}
	}
	files := []file{{OverviewFile, formPDF, func() ([]byte, error) { return paper.Overview(b.paper()) }}}
	files = append(files, papers...)
	files = append(files,
		file{TableFile, formTable, func() ([]byte, error) { return makeTable(b.paper()) }},
		file{FilingFile, formFiling, func() ([]byte, error) { return encode(b.filing, b.draft) }},
		file{ReadmeFile, formBytes, func() ([]byte, error) { return b.readme(), nil }})
	if b.in.PicturesOnly {
		files = files[len(files)-1:]
	}
	for _, f := range files {
		if err := stopped(ctx); err != nil {
			return err
		}
		data, err := f.make()
		if err != nil {
			return err
		}
		if err := b.out.put(f.name, data, f.form); err != nil {
			return err
		}
		b.step(f.name)
	}
	return nil
}

// pictures lists the materials that have one: as the needs follow each other,
// then the rest in the order in which they were added.
func (b *builder) pictures() []filing.Material {
	order := map[filing.Slot]int{}
	for i, n := range b.in.Needs {
		order[n.Slot] = i - len(b.in.Needs)
	}
	var out []filing.Material
	for _, m := range b.filing.Materials {
		if m.Picture != "" {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(x, y filing.Material) int { return order[x.Slot] - order[y.Slot] })
	return out
}

// file of a package that is made from the filing.
type file struct {
	name string
	form form
	make func() ([]byte, error)
}

// paper is what the papers are filled from.
func (b *builder) paper() paper.Input {
	return paper.Input{Filing: b.filing, Needs: b.in.Needs, Findings: b.in.Findings, Office: b.in.Office, Names: b.in.Names, Now: b.in.Now, Draft: b.draft,
		Touched: b.in.Touched, Provider: b.in.Provider, Keep: b.in.Keep}
}

// papers are the ones that this filing needs: ours as PDF, and as DOCX if that
// is wanted, or the office's own.
func (b *builder) papers() []file {
	var out []file
	for _, k := range paper.InPackage(b.paper()) {
		own := b.in.Templates[k]
		switch {
		case own != nil:
			out = append(out, file{k.WordName(), formWord, func() ([]byte, error) { return b.own(k, own) }})
		default:
			out = append(out, file{k.FileName(), formPDF, func() ([]byte, error) { return paper.Letter(k, b.paper()) }})
			if b.in.Word && k.Editable() {
				out = append(out, file{k.WordName(), formWord, func() ([]byte, error) { return paper.Word(k, b.paper()) }})
			}
		}
	}
	return out
}

// own fills an office's template and tells which names in it nobody knows.
func (b *builder) own(k paper.Kind, template []byte) ([]byte, error) {
	data, report, err := paper.FillTemplate(template, b.paper())
	if len(report.Unknown) > 0 {
		b.result.Notes = append(b.result.Notes, Note{k.WordName(), "模板里有不认识的占位符，没有填：" + strings.Join(report.Unknown, "、") + "。"})
	}
	return data, err
}

// picture writes one material: the JPEG for the provider, marked unless it is
// to bear no watermark, and if wanted the original. It returns the material as filing.json names it.
func (b *builder) picture(ctx context.Context, m filing.Material, name string) (filing.Material, error) {
	field := string(filing.MaterialField(m.Slot))
	title := paper.SlotName(m.Slot, b.filing)
	data, err := b.in.Picture(ctx, m)
	if err != nil {
		if app.CodeOf(err) == app.CodeCanceled || stopped(ctx) != nil {
			return m, err
		}
		return m, app.Wrap(err, CodePicture, "“"+title+"”的图片打不开，材料包没有保存。请在“上传资料”里重新添加这张图片，再导出。").At(field)
	}
	p, err := photo.Read(ctx, "", data)
	if err != nil {
		if app.CodeOf(err) == app.CodeCanceled {
			return m, err
		}
		return m, app.Wrap(err, CodePicture, "“"+title+"”的图片已损坏，材料包没有保存。请在“上传资料”里重新添加这张图片，再导出。").At(field)
	}
	img := photo.EditFrom(m.Corners, m.Turn).Apply(p.Upright())
	kind := photo.Kind(m.Slot.PhotoKind())
	exported, marks, err := b.copyFor(ctx, img, kind, m.Watermark != "")
	if err != nil {
		return m, err
	}
	jpegName := name + ".jpg"
	for _, n := range exported.Notes {
		b.result.Notes = append(b.result.Notes, Note{jpegName, n.Text})
	}
	for _, words := range marks {
		b.result.Notes = append(b.result.Notes, Note{jpegName, words})
	}
	if n, low, err := b.textNote(ctx, p, m, exported.Scale); err != nil {
		return m, err
	} else if low {
		b.result.Notes = append(b.result.Notes, Note{jpegName, n.Text})
	}
	if err := b.out.put(jpegName, exported.Data, formJPEG); err != nil {
		return m, err
	}
	if b.in.NoOriginals {
		m.Corners = nil // the copy that is imported is cut out already, as it is turned
		m.Watermark = cmp.Or(m.Watermark, b.in.Watermark)
	}
	if b.in.NoOriginals {
		m.Picture, m.SHA256, m.Format = jpegName, sumOf(exported.Data), string(photo.JPEG)
		m.Width, m.Height, m.Bytes, m.Turn, m.Source = exported.Width, exported.Height, int64(len(exported.Data)), 0, ""
		return m, nil
	}
	ending := ".jpg"
	if p.Format == photo.PNG {
		ending = ".png"
	}
	m.Picture, m.SHA256 = OriginalFolder+"/"+name+ending, sumOf(data)
	if err := b.out.put(m.Picture, data, formBytes); err != nil {
		return m, err
	}
	m.Source, err = b.source(ctx, m, OriginalFolder+"/"+name)
	return m, err
}
