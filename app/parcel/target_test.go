package parcel_test

import (
	"bytes"
	"image/jpeg"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/parcel"
	"beiandesk/app/photo"
)

// TestPicturesAreSizedForTheTarget: each copy keeps its limits, the originals
// stay as they are, and the readme says for whom and from where.
func TestPicturesAreSizedForTheTarget(t *testing.T) {
	in := input()
	in.Target = photo.Target{Name: "公安联网备案", Limits: photo.Limits{MaxBytes: 12_000, MaxSide: 300}, Source: "样本出处", Date: "2026-01-02"}
	dest, res := build(t, in)
	files := unpack(t, dest)
	for name, data := range files {
		if !strings.HasSuffix(name, ".jpg") || strings.HasPrefix(name, parcel.OriginalFolder) {
			continue
		}
		c, err := jpeg.DecodeConfig(bytes.NewReader(data))
		if err != nil || len(data) > 12_000 || max(c.Width, c.Height) > 300 {
			t.Errorf("%s: %d bytes, %d×%d, %v", name, len(data), c.Width, c.Height, err)
		}
	}
	if !bytes.Equal(files["原图/01-营业执照.jpg"], stored["p1"]) {
		t.Error("the original was changed")
	}
	readme := string(files[parcel.ReadmeFile])
	for _, w := range []string{"公安联网备案", "样本出处，2026-01-02", "四、提醒", "01-营业执照.jpg　图片已缩小"} {
		if !strings.Contains(readme, w) {
			t.Errorf("说明.txt lacks %q:\n%s", w, readme)
		}
	}
	if !slices.ContainsFunc(res.Notes, func(n parcel.Note) bool { return strings.Contains(n.Text, "公安联网备案") }) {
		t.Errorf("notes %v", res.Notes)
	}
	// A draft's comment must not lift a file over the limit, which binds here:
	// quality is found to the last step.
	in.Findings = blocked().Findings
	in.Watermark = ""
	for most := 12_000; most < 12_400; most += 100 {
		in.Target.Limits = photo.Limits{MaxBytes: most}
		dest, _ = build(t, in)
		for name, data := range unpack(t, dest) {
			if strings.HasSuffix(name, ".jpg") && !strings.HasPrefix(name, parcel.OriginalFolder) && (len(data) > most || len(data) < most*2/3) {
				t.Errorf("draft %s: %d bytes of %d", name, len(data), most)
			}
		}
	}
}

// TestTheWorkingCopyIsExported: cut out along the corners, then turned; the
// original stays whole.
func TestTheWorkingCopyIsExported(t *testing.T) {
	in := input()
	m := &in.Filing.Materials[0] // 640×400
	m.Corners, m.Turn = []float64{.25, .25, .75, .25, .75, .75, .25, .75}, 1
	dest, _ := build(t, in)
	files := unpack(t, dest)
	for _, name := range []string{"02-法定代表人证件人像面.jpg"} {
		if c, err := jpeg.DecodeConfig(bytes.NewReader(files[name])); err != nil || c.Width != 200 || c.Height != 320 {
			t.Errorf("%s: %d×%d, %v, want 200×320", name, c.Width, c.Height, err)
		}
	}
	if !bytes.Equal(files["原图/02-法定代表人证件人像面.png"], stored["p2"]) {
		t.Error("the original was changed")
	}
	o, err := parcel.Open(t.Context(), dest)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := o.Filing.Material(filing.SlotLegalFront); !slices.Equal(got.Corners, m.Corners) || got.Turn != 1 {
		t.Errorf("imported with corners %v, turn %d", got.Corners, got.Turn)
	}
	// Without the original the copy is imported, and is not cut twice.
	in.NoOriginals = true
	dest, _ = build(t, in)
	if o, err = parcel.Open(t.Context(), dest); err != nil {
		t.Fatal(err)
	}
	if got, _ := o.Filing.Material(filing.SlotLegalFront); len(got.Corners) > 0 || got.Turn != 0 || got.Width != 200 {
		t.Errorf("the copy would be cut out again: %+v", got)
	}
}

// TestAPackageMayHoldThePicturesAlone, in which nothing is left to import.
func TestAPackageMayHoldThePicturesAlone(t *testing.T) {
	in := input()
	in.Watermark, in.PicturesOnly = "", true
	in.Target = photo.Target{Name: "公安联网备案", Limits: photo.Limits{MaxBytes: 400_000}}
	dest, res := build(t, in)
	if want := []string{"01-营业执照.jpg", "02-法定代表人证件人像面.jpg", "03-其他材料2.jpg", parcel.ReadmeFile}; !slices.Equal(res.Files, want) {
		t.Errorf("files %q", res.Files)
	}
	readme := string(unpack(t, dest)[parcel.ReadmeFile])
	for _, w := range []string{"备案图片", "公安联网备案", "用完删除", "02-法定代表人证件人像面.jpg　　上传到平台"} {
		if !strings.Contains(readme, w) {
			t.Errorf("说明.txt lacks %q", w)
		}
	}
	for _, w := range []string{parcel.TableFile, parcel.FilingFile, parcel.OriginalFolder, parcel.OverviewFile} {
		if strings.Contains(readme, w) {
			t.Errorf("说明.txt speaks of %s, which is not there", w)
		}
	}
	last := 0
	if _, err := parcel.Build(t.Context(), in, filepath.Join(t.TempDir(), "a.zip"), func(done, total int, _ string) {
		if last = total - done; last < 0 {
			t.Errorf("step %d of %d", done, total)
		}
	}); err != nil || last != 0 {
		t.Errorf("%d steps were promised and not made, %v", last, err)
	}
	if n := parcel.SuggestPictures("example.com", now, false); n != "备案图片-example.com-20261124.zip" {
		t.Errorf("name %s", n)
	}
}
