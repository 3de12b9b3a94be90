package desk_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/photo"
)

// at checks which page lies in the slot, and that the PDF is there untouched.
func at(t *testing.T, b *bench, v desk.View, page, pages int, jpeg, file []byte) filing.Material {
	t.Helper()
	m := twice(t, b, v, file)
	got, err := b.Picture(t.Context(), m.Picture)
	if err != nil || !bytes.Equal(got, jpeg) || m.Page != page || m.Pages != pages {
		t.Errorf("page %d of %d, want %d of %d; the picture is right: %v, %v", m.Page, m.Pages, page, pages, bytes.Equal(got, jpeg), err)
	}
	return m
}

func TestAnotherPageOfAPDF(t *testing.T) {
	b := newBench(t)
	first, second := specimen(t, filing.SlotLetterAgent), specimen(t, filing.SlotDomain)
	file := desktest.PDF(t, first, second)
	id := b.add().Filing.ID
	v := b.must(b.AddMaterial(t.Context(), id, filing.SlotDomain, "证书.pdf", file))
	m := at(t, b, v, 1, 2, first, file)
	for _, i := range m.Issues {
		if i.Code == string(photo.IssueFormat) {
			t.Errorf("the page stands in the material and is a finding besides: %s", i.Text)
		}
	}
	b.must(b.KeepAnyway(t.Context(), id, filing.SlotDomain, "理由"))
	v = b.must(b.TurnMaterial(t.Context(), id, filing.SlotDomain, 1))
	before, _ := v.Filing.Material(filing.SlotDomain)

	img, err := b.ShownPage(t.Context(), m, 2, 100, 100)
	if err != nil || max(img.Rect.Dx(), img.Rect.Dy()) != 100 {
		t.Errorf("the page does not show: %v", err)
	}
	v = b.must(b.UsePage(t.Context(), id, filing.SlotDomain, 2))
	m = at(t, b, v, 2, 2, second, file)
	if m.Turn != 0 || m.Anyway != "" || !m.Added.Equal(before.Added) {
		t.Errorf("what was done to the page before stays: %+v", m)
	}
	v = b.must(b.TurnMaterial(t.Context(), id, filing.SlotDomain, 1))
	at(t, b, v, 2, 2, second, file) // turning keeps the page
	v = b.must(b.PutMaterial(t.Context(), id, before))
	at(t, b, v, 1, 2, first, file) // undo

	for _, page := range []int{3, 1000} {
		_, err := b.UsePage(t.Context(), id, filing.SlotDomain, page)
		b.refused(err, photo.CodeNoPage, v)
	}
	_, err = b.UsePage(t.Context(), id, filing.SlotLicence, 1)
	b.refused(err, app.CodeNotFound, v)
	v = b.must(b.AddMaterial(t.Context(), id, filing.SlotDomain, "a.jpg", second))
	_, err = b.UsePage(t.Context(), id, filing.SlotDomain, 1)
	b.refused(err, app.CodeNotFound, v)
	if m, _ := v.Filing.Material(filing.SlotDomain); m.Page != 0 || m.Pages != 0 {
		t.Errorf("a JPEG has pages: %+v", m)
	}
}

func TestAPackageKeepsThePage(t *testing.T) {
	here, there := newBench(t), newBench(t)
	first, second := specimen(t, filing.SlotLetterAgent), specimen(t, filing.SlotDomain)
	file := desktest.PDF(t, first, second)
	v := here.add()
	here.must(here.AddMaterial(t.Context(), v.Filing.ID, filing.SlotDomain, "证书.pdf", file))
	v = here.must(here.UsePage(t.Context(), v.Filing.ID, filing.SlotDomain, 2))
	for originals, folder := range map[bool]bool{true: true, false: false} {
		res, err := here.Export(t.Context(), v.Filing.ID, desk.ExportOptions{Dest: filepath.Join(t.TempDir(), here.SuggestName(v, folder)), Folder: folder, Originals: originals, Anyway: true}, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, _, err := there.Import(t.Context(), res.Path)
		if err != nil {
			t.Fatal(err)
		}
		m, _ := got.Filing.Material(filing.SlotDomain)
		switch {
		case originals:
			at(t, there, got, 2, 2, second, file)
			at(t, there, there.must(there.UsePage(t.Context(), got.Filing.ID, filing.SlotDomain, 1)), 1, 2, first, file)
		case m.Page != 0 || m.Pages != 0 || m.Source != "":
			t.Errorf("without the PDF it names a page: %+v", m)
		}
	}
}

func TestAFolderMayNameAPage(t *testing.T) {
	b := newBench(t)
	first, second := specimen(t, filing.SlotLetterAgent), specimen(t, filing.SlotDomain)
	file := desktest.PDF(t, first, second)
	for json, page := range map[string]int{"": 1, `,"page":2`: 2} {
		v, warnings, err := b.Import(t.Context(), folder(t, `{"schema":1,"state":"draft","domain":{"name":"example.com"},"materials":[{"slot":"domain","picture":"a.pdf"`+json+`}]}`,
			map[string][]byte{"a.pdf": file}))
		if err != nil || len(warnings) != 0 {
			t.Fatal(warnings, err)
		}
		at(t, b, v, page, 2, [][]byte{first, second}[page-1], file)
	}
}
