package desk_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/photo"
)

func TestAMaterialIsJudgedSealedAndReplaced(t *testing.T) {
	b := newBench(t)
	v := b.add()
	first := pngOf(t, specimenImage(t, filing.SlotLicence))
	v = b.must(b.AddMaterial(t.Context(), v.Filing.ID, filing.SlotLicence, "营业执照.png", first))
	m, ok := v.Filing.Material(filing.SlotLicence)
	if !ok || m.Format != "png" || m.Width != 2000 || m.Height != 1414 || m.Bytes != int64(len(first)) || len(m.SHA256) != 64 ||
		!m.Added.Equal(start) || m.Status() != filing.MaterialUploaded || m.Outcome != filing.Pass {
		t.Fatalf("material %+v", m)
	}
	if strings.Contains(text(t, v.Filing), "营业执照.png") {
		t.Error("the file's name is kept; it may hold a person's name")
	}
	if data, err := b.Picture(t.Context(), m.Picture); err != nil || !bytes.Equal(data, first) {
		t.Errorf("the picture comes back with %d of %d bytes: %v", len(data), len(first), err)
	}
	v = b.must(b.AddMaterial(t.Context(), v.Filing.ID, filing.SlotLicence, "b.jpg", specimen(t, filing.SlotLicence)))
	if n, _ := v.Filing.Material(filing.SlotLicence); n.Picture == m.Picture || len(v.Filing.Materials) != 1 {
		t.Errorf("not replaced: %+v", v.Filing.Materials)
	}
	// Undo puts the former picture back, as it was.
	v = b.must(b.PutMaterial(t.Context(), v.Filing.ID, m))
	if n, _ := v.Filing.Material(filing.SlotLicence); n.Picture != m.Picture || n.SHA256 != m.SHA256 {
		t.Errorf("undo of replacing gives %+v", n)
	}
	v = b.must(b.DropMaterial(t.Context(), v.Filing.ID, filing.SlotLicence))
	if len(v.Filing.Materials) != 0 {
		t.Errorf("dropped, and there are %+v", v.Filing.Materials)
	}
	v = b.must(b.PutMaterial(t.Context(), v.Filing.ID, m))
	if len(v.Filing.Materials) != 1 {
		t.Error("undo of removing brings nothing")
	}
	_, err := b.PutMaterial(t.Context(), v.Filing.ID, filing.Material{Slot: filing.SlotLicence, Picture: "none"})
	b.refused(err, app.CodeNotFound, v)
}

func TestTurningGoesRoundAndShows(t *testing.T) {
	b := newBench(t)
	v := b.add()
	_, err := b.TurnMaterial(t.Context(), v.Filing.ID, filing.SlotLicence, 1)
	b.refused(err, app.CodeNotFound, v)
	v = b.must(b.AddMaterial(t.Context(), v.Filing.ID, filing.SlotLicence, "a.jpg", specimen(t, filing.SlotLicence)))
	turn := 0
	for _, by := range []int{1, 1, -3, 3, -1, 2, 1} {
		turn = ((turn+by)%4 + 4) % 4
		v = b.must(b.TurnMaterial(t.Context(), v.Filing.ID, filing.SlotLicence, by))
		if m, _ := v.Filing.Material(filing.SlotLicence); m.Turn != turn {
			t.Errorf("after %d quarter turns more it stands at %d, want %d", by, m.Turn, turn)
		}
	}
	v = b.must(b.TurnMaterial(t.Context(), v.Filing.ID, filing.SlotLicence, 1-turn))
	m, _ := v.Filing.Material(filing.SlotLicence)
	img, err := b.Shown(t.Context(), m, 320, 224)
	if err != nil || img.Bounds().Dx() >= img.Bounds().Dy() || img.Bounds().Dy() > 224 {
		t.Errorf("turned once a wide picture is shown %v, %v", img.Bounds(), err)
	}
	img, err = b.Shown(t.Context(), m, 0, 0)
	if err != nil || img.Bounds().Dx() != 1414 || img.Bounds().Dy() != 2000 {
		t.Errorf("in full it is %v, %v", img.Bounds(), err)
	}
}

// TestARejectedPictureIsTakenAndMarked: the person sees it and decides.
func TestARejectedPictureIsTakenAndMarked(t *testing.T) {
	b := newBench(t)
	v := b.add()
	v = b.must(b.AddMaterial(t.Context(), v.Filing.ID, filing.SlotLegalFront, "x.jpg", blurred(t)))
	m, _ := v.Filing.Material(filing.SlotLegalFront)
	if m.Outcome != filing.Reject || len(m.Issues) == 0 || m.Status() != filing.MaterialRetake {
		t.Fatalf("a picture that is out of focus is %+v", m)
	}
	v = b.must(b.KeepAnyway(t.Context(), v.Filing.ID, filing.SlotLegalFront, " 　 "))
	if m, _ := v.Filing.Material(filing.SlotLegalFront); m.Status() != filing.MaterialRetake {
		t.Error("blanks are no reason")
	}
	v = b.must(b.KeepAnyway(t.Context(), v.Filing.ID, filing.SlotLegalFront, "原件就是这样"))
	if m, _ := v.Filing.Material(filing.SlotLegalFront); m.Status() != filing.MaterialUploaded || m.Anyway != "原件就是这样" || m.Outcome != filing.Reject {
		t.Errorf("kept with a reason: %+v", m)
	}
	v = b.must(b.KeepAnyway(t.Context(), v.Filing.ID, filing.SlotLegalFront, ""))
	if m, _ := v.Filing.Material(filing.SlotLegalFront); m.Status() != filing.MaterialRetake {
		t.Error("the reason cannot be taken back")
	}
}

// giant is a PNG of a few bytes that claims 60000 × 60000 pixels.
func giant() []byte {
	b := []byte("\x89PNG\r\n\x1a\n")
	chunk := func(kind string, data []byte) {
		b = binary.BigEndian.AppendUint32(b, uint32(len(data)))
		body := append([]byte(kind), data...)
		b = binary.BigEndian.AppendUint32(append(b, body...), crc32.ChecksumIEEE(body))
	}
	chunk("IHDR", []byte{0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 2, 0, 0, 0})
	chunk("IDAT", []byte{0x78, 0x9c, 3, 0, 0, 0, 0, 1})
	chunk("IEND", nil)
	return b
}

// TestBadPicturesGiveASentenceAndLoseNothing: empty, huge, cut off, renamed and
// hostile files.
func TestBadPicturesGiveASentenceAndLoseNothing(t *testing.T) {
	b := newBench(t)
	v := b.add()
	good := specimen(t, filing.SlotLicence)
	v = b.must(b.AddMaterial(t.Context(), v.Filing.ID, filing.SlotLicence, "good.jpg", good))
	svg := []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`)
	for name, data := range map[string][]byte{
		"empty.jpg": {}, "cut.jpg": good[:len(good)/3], "head.jpg": good[:4], "text.jpg": []byte("这不是图片"),
		"renamed.jpg": []byte("MZ\x90\x00 program"), "page.png": []byte("%PDF-1.7\n"), "draw.png": svg,
		"giant.png": giant(), "zero.png": make([]byte, 4096), "big.jpg": make([]byte, photo.MaxBytes+1),
	} {
		_, err := b.AddMaterial(t.Context(), v.Filing.ID, filing.SlotLicence, name, data)
		if app.CodeOf(err) == "" || app.CodeOf(err) == app.CodeInternal {
			t.Errorf("%s: %v, want a code", name, err)
			continue
		}
		b.refused(err, app.CodeOf(err), v)
	}
	// A JPEG that is called PNG is taken for what it is.
	v = b.must(b.AddMaterial(t.Context(), v.Filing.ID, filing.SlotLicence, "renamed.png", good))
	if m, _ := v.Filing.Material(filing.SlotLicence); m.Format != "jpeg" {
		t.Errorf("format %q", m.Format)
	}
}

func TestPicturesAreReadFromPathsOfEveryKind(t *testing.T) {
	b := newBench(t)
	v := b.add()
	good := specimen(t, filing.SlotLicence)
	dir := filepath.Join(t.TempDir(), "客户 资料 #1 100%", "𠮷䶮")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "营业 执照#副本 50%.jpg")
	if err := os.WriteFile(path, good, 0o644); err != nil {
		t.Fatal(err)
	}
	v = b.must(b.AddMaterialFile(t.Context(), v.Filing.ID, filing.SlotLicence, path))

	// 200 MB cost no memory: only what the fence allows is read.
	big := filepath.Join(dir, "big.jpg")
	if err := os.WriteFile(big, good, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(big, 200<<20); err != nil {
		t.Fatal(err)
	}
	for path, code := range map[string]string{dir: "file.folder", filepath.Join(dir, "gone.jpg"): "file.open", big: photo.CodeTooLarge} {
		_, err := b.AddMaterialFile(t.Context(), v.Filing.ID, filing.SlotLicence, path)
		b.refused(err, code, v)
		if s := app.MessageOf(err); strings.Contains(s, "𠮷") {
			t.Errorf("%s: the sentence names the path, which may name a person: %q", code, s)
		}
	}
}

func TestMaterialIsLockedUnderReviewButThePortraitIsNot(t *testing.T) {
	b := newBench(t)
	v := b.add()
	pic := specimen(t, filing.SlotLicence)
	v = b.must(b.AddMaterial(t.Context(), v.Filing.ID, filing.SlotLicence, "a.jpg", pic))
	m, _ := v.Filing.Material(filing.SlotLicence)
	v = b.do(v, filing.ActSubmit)
	id := v.Filing.ID
	for name, act := range map[string]func() error{
		"add":  func() error { _, err := b.AddMaterial(t.Context(), id, filing.SlotLicence, "b.jpg", pic); return err },
		"put":  func() error { _, err := b.PutMaterial(t.Context(), id, m); return err },
		"drop": func() error { _, err := b.DropMaterial(t.Context(), id, filing.SlotLicence); return err },
		"edit": func() error { _, err := b.EditMaterial(t.Context(), id, filing.SlotLicence, nil, 1); return err },
		"seen": func() error { _, err := b.MarkSeen(t.Context(), id, filing.SlotLicence, "watermark", true); return err },
		"turn": func() error { _, err := b.TurnMaterial(t.Context(), id, filing.SlotLicence, 1); return err },
		"keep": func() error { _, err := b.KeepAnyway(t.Context(), id, filing.SlotLicence, "x"); return err },
	} {
		err := act()
		b.refused(err, "state.locked", v)
		if app.FieldOf(err) != "material.licence" {
			t.Errorf("%s names field %q", name, app.FieldOf(err))
		}
	}
	v = b.must(b.AddMaterial(t.Context(), id, filing.SlotPortrait, "p.jpg", pic))
	v = b.do(v, filing.ActReturn, filing.ActAbandon)
	_, err := b.AddMaterial(t.Context(), id, filing.SlotPortrait, "p.jpg", pic)
	b.refused(err, "state.locked", v)
}

func TestAStoppedJudgementIsNoVerdict(t *testing.T) {
	ctx, cancel := context.WithCancel(background)
	cancel()
	b := newBench(t)
	v := b.add()
	_, err := b.AddMaterial(ctx, v.Filing.ID, filing.SlotLicence, "a.jpg", specimen(t, filing.SlotLicence))
	b.refused(err, app.CodeCanceled, v)
}

// TestEveryNeedHasASlotOfItsOwn, so that no card overwrites another.
func TestEveryNeedHasASlotOfItsOwn(t *testing.T) {
	b := newBench(t)
	v := b.edit(b.add(), "answers.subject_filed", "no", "answers.domain_filed", "no", "organiser.nature", "4", "organiser.cert_type", "1",
		"by_agent", "true", "principal_else", "true", "site.approvals", "9=\n1=", "region.province", "320000")
	var slots []filing.Slot
	for _, n := range v.Needs {
		if slices.Contains(slots, n.Slot) {
			t.Errorf("%s is asked for twice", n.Slot)
		}
		slots = append(slots, n.Slot)
	}
	if len(slots) < 10 {
		t.Errorf("only %v", slots)
	}
}
