package desk_test

import (
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// TestTheWatermarkIsRememberedPerPage and its absence noted in the filing's
// log, so that nobody hands out plain pictures without anybody knowing.
func TestTheWatermarkIsRememberedPerPage(t *testing.T) {
	b := newBench(t)
	v := b.must(b.AddSample(t.Context()))
	id, f := v.Filing.ID, v.Filing
	marked := func(target string) bool {
		t.Helper()
		on, err := b.Watermark(t.Context(), &f, target)
		if err != nil {
			t.Fatal(err)
		}
		return on
	}
	export := func(target string, plain bool) filing.Entry {
		t.Helper()
		dir := t.TempDir()
		if _, err := b.Export(t.Context(), id, desk.ExportOptions{Dest: filepath.Join(dir, "a.zip"), Target: target, NoWatermark: plain, PicturesOnly: true, Anyway: true}, nil); err != nil {
			t.Fatal(err)
		}
		log := b.open(id).Filing.Log
		return log[len(log)-1]
	}
	if !marked("") || !marked(table.PolicePictures) {
		t.Error("the watermark is not on by default")
	}
	if e := export("", false); strings.Contains(e.Note, "水印") {
		t.Errorf("the usual is noted: %q", e.Note)
	}
	if e := export("", true); e.Action != filing.ActExport || !strings.Contains(e.Note, "图片没有加水印") {
		t.Errorf("noted %v %q", e.Action, e.Note)
	}
	if marked("") || !marked(table.PolicePictures) {
		t.Errorf("provider %v, police %v", marked(""), marked(table.PolicePictures))
	}
	export("", false)
	if !marked("") {
		t.Error("an export with it does not bring it back")
	}
}

// TestAnImportedCopyTellsOfItsMark, also after it was judged anew and turned.
func TestAnImportedCopyTellsOfItsMark(t *testing.T) {
	b := newBench(t)
	v := b.must(b.AddSample(t.Context()))
	path := filepath.Join(t.TempDir(), "a.zip")
	if _, err := b.Export(t.Context(), v.Filing.ID, desk.ExportOptions{Dest: path, Anyway: true}, nil); err != nil {
		t.Fatal(err)
	}
	got, warnings, err := b.Import(t.Context(), path)
	if err != nil || len(warnings) == 0 {
		t.Fatal(warnings, err)
	}
	for _, m := range got.Filing.Materials {
		if !strings.Contains(m.Watermark, "仅供"+v.Filing.Domain.Name) {
			t.Errorf("%s: %q", m.Slot, m.Watermark)
		}
	}
	turned := b.must(b.TurnMaterial(t.Context(), got.Filing.ID, filing.SlotLicence, 1))
	if m, _ := turned.Filing.Material(filing.SlotLicence); m.Watermark == "" {
		t.Error("turning the copy forgets its mark")
	}
}
