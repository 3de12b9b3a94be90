package parcel_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/parcel"
)

// withSource is a filing whose licence was made of a PDF.
func withSource(pdf []byte) parcel.Input {
	in := input()
	for i := range in.Filing.Materials {
		if in.Filing.Materials[i].Slot == filing.SlotLicence {
			in.Filing.Materials[i].Source = "s1"
		}
	}
	in.Source = func(_ context.Context, m filing.Material) ([]byte, error) {
		if m.Source != "s1" {
			return nil, app.Fail(app.CodeNotFound, "没有。")
		}
		return pdf, nil
	}
	return in
}

func TestTheUntouchedFileTravelsBesideThePicture(t *testing.T) {
	pdf := []byte("%PDF-1.7\n样本")
	for _, folder := range []bool{false, true} {
		in := withSource(pdf)
		in.Folder = folder
		dest, _ := build(t, in)
		o, err := parcel.Open(t.Context(), dest)
		if err != nil {
			t.Fatal(err)
		}
		m, _ := o.Filing.Material(filing.SlotLicence)
		if m.Source != "原图/01-营业执照.pdf" || m.Picture != "原图/01-营业执照.jpg" || !bytes.Equal(o.Sources[m.Slot], pdf) || len(o.Warnings) > 0 {
			t.Errorf("material %+v, %d sources, warnings %v", m, len(o.Sources), o.Warnings)
		}
	}
	in := withSource(pdf)
	in.NoOriginals, in.Watermark = true, ""
	dest, _ := build(t, in)
	o, err := parcel.Open(t.Context(), dest)
	if m, _ := o.Filing.Material(filing.SlotLicence); err != nil || m.Source != "" || len(o.Sources)+len(o.Warnings) > 0 {
		t.Errorf("without originals: %+v, %v, %v", m, o.Warnings, err)
	}
}

func TestASourceThatIsGoneOrAnotherThingIsLeftOut(t *testing.T) {
	for what, replace := range map[string]func(path string) error{
		"gone":          os.Remove,
		"another thing": func(path string) error { return os.WriteFile(path, []byte("MZ"), 0o644) },
	} {
		in := withSource([]byte("%PDF-1.7\n样本"))
		in.Folder = true
		dest, _ := build(t, in)
		if err := replace(filepath.Join(dest, "原图", "01-营业执照.pdf")); err != nil {
			t.Fatal(err)
		}
		o, err := parcel.Open(t.Context(), dest)
		if err != nil {
			t.Fatal(err)
		}
		m, _ := o.Filing.Material(filing.SlotLicence)
		if m.Source != "" || m.Picture == "" || len(o.Sources) > 0 || len(o.Warnings) != 1 || o.Warnings[0].Code != parcel.WarnSource {
			t.Errorf("%s: %+v, warnings %v", what, m, o.Warnings)
		}
	}
}

func TestASourceMayNotLeadOutside(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.jpg"), jpegOf(picture(1)), 0o644); err != nil {
		t.Fatal(err)
	}
	document := `{"schema":1,"state":"draft","materials":[{"slot":"licence","picture":"a.jpg","source":"../b.pdf"}]}`
	if err := os.WriteFile(filepath.Join(dir, parcel.FilingFile), []byte(document), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := parcel.Open(t.Context(), dir); app.CodeOf(err) != "parcel.unsafe" {
		t.Errorf("got %v", err)
	}
}
