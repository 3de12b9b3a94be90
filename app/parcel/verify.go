package parcel

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"image/jpeg"
	"io"
	"slices"

	"github.com/xuri/excelize/v2"

	"beiandesk/app"
	"beiandesk/app/paper"
)

// verify reads the whole package back from the disk and compares it: the same
// files, the same bytes, and each file opens as what it is meant to be.
func (b *builder) verify(ctx context.Context) error {
	err := b.out.read(func(o opener) error {
		have, err := o.names()
		if err != nil {
			return err
		}
		var want []string
		for _, e := range b.out.entries() {
			want = append(want, e.name)
		}
		slices.Sort(have)
		sorted := slices.Sorted(slices.Values(want))
		if !slices.Equal(have, sorted) {
			return errVerify("文件清单", fmt.Errorf("%d files, want %d", len(have), len(want)))
		}
		for _, e := range b.out.entries() {
			if err := stopped(ctx); err != nil {
				return err
			}
			if err := verifyEntry(o, e); err != nil {
				return err
			}
			b.step("核对 " + e.name)
		}
		return nil
	})
	var known *app.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	return errVerify("读取", err) // it could be written and cannot be read
}

func verifyEntry(o opener, e entry) error {
	r, err := o.open(e.name)
	if err != nil {
		return errVerify(e.name, err)
	}
	data, err := io.ReadAll(io.LimitReader(r, e.size+1)) // archive/zip compares the CRC at the end
	if err := errors.Join(err, r.Close()); err != nil {
		return errVerify(e.name, err)
	}
	if int64(len(data)) != e.size || sha256.Sum256(data) != e.sum {
		return errVerify(e.name, errors.New("bytes differ"))
	}
	if err := opens(e.form, data); err != nil {
		return errVerify(e.name, err)
	}
	return nil
}

// opens reports as an error that data is not what its form says.
func opens(f form, data []byte) error {
	switch f {
	case formJPEG:
		_, err := jpeg.Decode(bytes.NewReader(data))
		return err
	case formPDF:
		if !bytes.HasPrefix(data, []byte("%PDF-")) || !bytes.HasSuffix(bytes.TrimSpace(data), []byte("%%EOF")) {
			return errors.New("no beginning or no end of a PDF")
		}
	case formWord:
		_, err := paper.CheckTemplate(data)
		return err
	case formTable:
		x, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			return err
		}
		if got := x.GetSheetList(); !slices.Equal(got, tableSheets) {
			err = fmt.Errorf("sheets %q", got)
		}
		return errors.Join(err, x.Close())
	case formFiling:
		d, warnings, err := decode(data)
		if err != nil {
			return err
		}
		if len(warnings) > 0 {
			return fmt.Errorf("%d warnings, first %s", len(warnings), warnings[0].Code)
		}
		again, err := encode(&d.Filing, d.Draft)
		if err != nil {
			return err
		}
		if !bytes.Equal(again, data) {
			return errors.New("decoded filing differs")
		}
	}
	return nil
}
