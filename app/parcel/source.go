package parcel

import (
	"context"
	"errors"
	"io/fs"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/app/photo"
)

// WarnSource is the code of a warning: the untouched file of a material was
// not taken; its picture was.
const WarnSource = "source-missing"

// sourceEndings of the formats that are kept beside a picture.
var sourceEndings = map[photo.Format]string{photo.HEIC: ".heic", photo.WebP: ".webp", photo.PDF: ".pdf"}

// source writes the untouched file of a material, if it has one, and returns
// its name in the package.
func (b *builder) source(ctx context.Context, m filing.Material, name string) (string, error) {
	if m.Source == "" || b.in.Source == nil {
		return "", nil
	}
	data, err := b.in.Source(ctx, m)
	if err != nil {
		if app.CodeOf(err) == app.CodeCanceled || stopped(ctx) != nil {
			return "", err
		}
		return "", app.Wrap(err, CodePicture, "“"+paper.SlotName(m.Slot, b.filing)+"”的原始文件打不开，材料包没有保存。请在“上传资料”里重新添加，再导出。").
			At(string(filing.MaterialField(m.Slot)))
	}
	ending, known := sourceEndings[photo.Sniff(data)]
	if !known {
		return "", nil // the picture is there; a file of no known kind would be no use to anybody
	}
	name += ending
	return name, b.out.put(name, data, formBytes)
}

// readSource reads the untouched file that a material names. It is stored and
// handed on, never decoded; yet it must be what it is said to be.
func (o *Opened) readSource(m *filing.Material, read source) error {
	if !safePath(m.Source) {
		return errUnsafe().At(string(filing.MaterialField(m.Slot)))
	}
	data, err := read(m.Source)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, known := sourceEndings[photo.Sniff(data)]; err != nil || !known || len(data) > photo.MaxBytes {
		o.Warnings = append(o.Warnings, Warning{Code: WarnSource, Field: string(filing.MaterialField(m.Slot)),
			Text: "没有找到原始文件“" + short(m.Source) + "”，只导入了由它转成的图片。不影响使用。"})
		m.Source = ""
		return nil
	}
	o.Sources[m.Slot] = data
	return nil
}
