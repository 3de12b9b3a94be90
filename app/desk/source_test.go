package desk_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/photo"
)

func webp(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "photo", "testdata", "foreign", "lossy.webp"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// twice checks that a material names a JPEG and the untouched file.
func twice(t *testing.T, b *bench, v desk.View, untouched []byte) filing.Material {
	t.Helper()
	m, _ := v.Filing.Material(filing.SlotDomain)
	jpeg, err := b.Picture(t.Context(), m.Picture)
	if err != nil || photo.Sniff(jpeg) != photo.JPEG || m.Format != "jpeg" || m.Bytes != int64(len(jpeg)) {
		t.Errorf("material %+v, picture of %d bytes: %v", m, len(jpeg), err)
	}
	if got, err := b.Picture(t.Context(), m.Source); err != nil || !bytes.Equal(got, untouched) {
		t.Errorf("the untouched file: %d bytes of %d, %v", len(got), len(untouched), err)
	}
	return m
}

func TestAForeignPictureIsKeptTwice(t *testing.T) {
	b := newBench(t)
	v := b.add()
	file := webp(t)
	v = b.must(b.AddMaterial(t.Context(), v.Filing.ID, filing.SlotDomain, "证书.webp", file))
	m := twice(t, b, v, file)
	if img, err := b.Shown(t.Context(), m, 0, 0); err != nil || img.Rect.Dx() != 256 {
		t.Errorf("shown: %v", err)
	}
	v = b.must(b.AddMaterial(t.Context(), v.Filing.ID, filing.SlotDomain, "b.jpg", specimen(t, filing.SlotDomain)))
	if n, _ := v.Filing.Material(filing.SlotDomain); n.Source != "" {
		t.Errorf("a JPEG has the source %q", n.Source)
	}
	v = b.must(b.PutMaterial(t.Context(), v.Filing.ID, m)) // undo
	twice(t, b, v, file)
	m.Source = "none"
	_, err := b.PutMaterial(t.Context(), v.Filing.ID, m)
	b.refused(err, app.CodeNotFound, v)
}

func TestAPackageCarriesTheUntouchedFile(t *testing.T) {
	here, there := newBench(t), newBench(t)
	file := webp(t)
	v := here.add()
	v = here.must(here.AddMaterial(t.Context(), v.Filing.ID, filing.SlotDomain, "证书.webp", file))
	for originals, folder := range map[bool]bool{true: true, false: false} {
		res, err := here.Export(t.Context(), v.Filing.ID, desk.ExportOptions{Dest: filepath.Join(t.TempDir(), here.SuggestName(v, folder)), Folder: folder, Originals: originals, Anyway: true}, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, warnings, err := there.Import(t.Context(), res.Path)
		if err != nil {
			t.Fatal(err)
		}
		if !originals {
			if m, _ := got.Filing.Material(filing.SlotDomain); m.Source != "" || m.Picture == "" {
				t.Errorf("without originals: %+v", m)
			}
			continue
		}
		if len(warnings) != 0 {
			t.Errorf("warnings %v", warnings)
		}
		twice(t, there, got, file)
	}
}

func TestAFolderMayNameAForeignPicture(t *testing.T) {
	b := newBench(t)
	file := webp(t)
	v, warnings, err := b.Import(t.Context(), folder(t, `{"schema":1,"state":"draft","domain":{"name":"example.com"},"materials":[{"slot":"domain","picture":"a.webp"}]}`,
		map[string][]byte{"a.webp": file}))
	if err != nil || len(warnings) != 0 {
		t.Fatal(warnings, err)
	}
	twice(t, b, v, file)
}
