package desk_test

import (
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/filing/specimen/specimentest"
)

// TestCuttingOutAndTurningIsOneStepThatCanBeUndone, and leaves the picture that
// was added alone.
func TestCuttingOutAndTurningIsOneStepThatCanBeUndone(t *testing.T) {
	b := newBench(t)
	v := b.add()
	id := v.Filing.ID
	half := []float64{0, 0, 0.5, 0, 0.5, 1, 0, 1}
	_, err := b.EditMaterial(t.Context(), id, filing.SlotLicence, half, 1)
	b.refused(err, app.CodeNotFound, v)
	v = b.must(b.AddMaterial(t.Context(), id, filing.SlotLicence, "a.jpg", specimen(t, filing.SlotLicence)))
	before, _ := v.Filing.Material(filing.SlotLicence)
	told := len(b.told)
	v = b.must(b.EditMaterial(t.Context(), id, filing.SlotLicence, half, -3))
	m, _ := v.Filing.Material(filing.SlotLicence)
	if m.Turn != 1 || !slices.Equal(m.Corners, half) || m.Picture != before.Picture || m.SHA256 != before.SHA256 || !m.Added.Equal(before.Added) {
		t.Errorf("edited %+v", m)
	}
	if len(b.told) != told+1 {
		t.Errorf("%d changes told, want one", len(b.told)-told)
	}
	if img, err := b.Shown(t.Context(), m, 0, 0); err != nil || img.Bounds().Dx() != 1414 || img.Bounds().Dy() != 1000 {
		t.Errorf("the left half, turned, is %v, %v", img.Bounds(), err)
	}
	if img, err := b.Shown(t.Context(), m, 320, 224); err != nil || img.Bounds().Dx() > 320 || img.Bounds().Dy() > 224 {
		t.Errorf("small it is %v, %v", img.Bounds(), err)
	}
	in, err := b.Inspect(t.Context(), m)
	if err != nil || in.Upright.Bounds().Dx() != 2000 || in.Edited.Bounds().Dx() != 1414 {
		t.Fatalf("inspected %v %v: %v", in.Upright.Bounds(), in.Edited.Bounds(), err)
	}
	if in, err = b.InspectOriginal(t.Context(), m); err != nil || in.Edited.Bounds().Dx() != 2000 {
		t.Errorf("the original is %v, %v", in.Edited.Bounds(), err)
	}
	v = b.must(b.PutMaterial(t.Context(), id, before))
	if m, _ := v.Filing.Material(filing.SlotLicence); m.Turn != 0 || m.Corners != nil {
		t.Errorf("undo leaves %+v", m)
	}
	for _, bad := range [][]float64{
		{0, 0, 1, 0, 0.2, 0.2, 0, 1},           // a dent
		{0, 0, 1, 1, 1, 0, 0, 1},               // crossed
		{0, 0, 1, 0, 1, 1},                     // three
		{0, 0, 1.5, 0, 1, 1, 0, 1},             // outside
		{0, 0, 0, 0, 1, 1, 0, 1},               // two in one place
		{0, 0, 0.0001, 0, 0.0001, 1e-9, 0, 0.}, // nothing
	} {
		_, err := b.EditMaterial(t.Context(), id, filing.SlotLicence, bad, 0)
		b.refused(err, "photo.corners", v)
	}
}

// TestAnEditIsJudgedAnew: a picture that was turned is not called rotated any
// more, and the reason to use it as it lay goes with the verdict.
func TestAnEditIsJudgedAnew(t *testing.T) {
	b := newBench(t)
	v := b.add()
	id := v.Filing.ID
	b.must(b.AddMaterial(t.Context(), id, filing.SlotLicence, "a.jpg", specimentest.Lying(t, "licence")))
	v = b.must(b.KeepAnyway(t.Context(), id, filing.SlotLicence, "样本理由"))
	m, _ := v.Filing.Material(filing.SlotLicence)
	rotated := func(i filing.Issue) bool { return i.Code == "rotated" && i.Outcome == filing.Reject }
	if m.Outcome != filing.Reject || !slices.ContainsFunc(m.Issues, rotated) || m.Anyway == "" || m.Mend == nil || m.Mend.Turn != 1 {
		t.Fatalf("lying: %+v", m)
	}
	v = b.must(b.TurnMaterial(t.Context(), id, filing.SlotLicence, 1))
	m, _ = v.Filing.Material(filing.SlotLicence)
	if slices.ContainsFunc(m.Issues, rotated) {
		t.Errorf("the old verdict stays: %v", m.Issues)
	}
	if m.Outcome != filing.Pass || m.Anyway != "" {
		t.Errorf("%s, and the reason %q stays with a picture that is good now", m.Outcome, m.Anyway)
	}
}

// TestTheReasonIsInTheFilingsLog with the material's name, and nowhere twice.
func TestTheReasonIsInTheFilingsLog(t *testing.T) {
	b := newBench(t)
	v := b.add()
	id := v.Filing.ID
	v = b.must(b.AddMaterial(t.Context(), id, filing.SlotLegalFront, "x.jpg", blurred(t)))
	n := len(v.Filing.Log)
	v = b.must(b.KeepAnyway(t.Context(), id, filing.SlotLegalFront, "样本甲的证件只有这一张"))
	v = b.must(b.KeepAnyway(t.Context(), id, filing.SlotLegalFront, " 样本甲的证件只有这一张 "))
	if len(v.Filing.Log) != n+1 {
		t.Fatalf("%d lines more, want one", len(v.Filing.Log)-n)
	}
	l := v.Filing.Log[n]
	if l.Action != filing.ActAnyway || l.Actor != "样本柜台" || !strings.Contains(l.Note, "人像面") || !strings.Contains(l.Note, "样本甲的证件只有这一张") || l.From != l.To {
		t.Errorf("%+v", l)
	}
	v = b.must(b.KeepAnyway(t.Context(), id, filing.SlotLegalFront, ""))
	if l := v.Filing.Log[len(v.Filing.Log)-1]; l.Action != filing.ActAnyway || strings.Contains(l.Note, "样本甲") {
		t.Errorf("taken back: %+v", l)
	}
	_, err := b.KeepAnyway(t.Context(), id, filing.SlotLegalFront, strings.Repeat("字", 201))
	b.refused(err, "field.too-long", v)
}

// TestWhatIsAskedCanBeTickedAndUnticked; only what is asked.
func TestWhatIsAskedCanBeTickedAndUnticked(t *testing.T) {
	b := newBench(t)
	v := b.add()
	id := v.Filing.ID
	v = b.must(b.AddMaterial(t.Context(), id, filing.SlotLicence, "a.jpg", specimen(t, filing.SlotLicence)))
	m, _ := v.Filing.Material(filing.SlotLicence)
	m.Asked = []string{"watermark", "retouched"}
	b.must(b.PutMaterial(t.Context(), id, m))
	for _, step := range []struct {
		code string
		seen bool
		want []string
	}{{"watermark", true, []string{"retouched"}}, {"watermark", true, []string{"retouched"}}, {"else", true, []string{"retouched"}},
		{"retouched", true, nil}, {"watermark", false, []string{"watermark"}}} {
		v = b.must(b.MarkSeen(t.Context(), id, filing.SlotLicence, step.code, step.seen))
		if m, _ := v.Filing.Material(filing.SlotLicence); !slices.Equal(m.Unseen(), step.want) {
			t.Errorf("after %s %v: open %v, want %v", step.code, step.seen, m.Unseen(), step.want)
		}
	}
}

// TestTheWorstPlaceIsCutOutWithoutScaling.
func TestTheWorstPlaceIsCutOutWithoutScaling(t *testing.T) {
	b := newBench(t)
	img := image.NewNRGBA(image.Rect(0, 0, 2000, 1414))
	ink(img, img.Rect, 255, 1)
	ink(img, image.Rect(1850, 1330, 1910, 1360), 0, 7)
	v := b.add()
	v = b.must(b.AddMaterial(t.Context(), v.Filing.ID, filing.SlotLicence, "a.png", pngOf(t, img)))
	m, _ := v.Filing.Material(filing.SlotLicence)
	m.Outcome, m.Issues = filing.Doubtful, []filing.Issue{
		{Code: "remark", Outcome: filing.Pass, Places: [][4]float64{{0, 0, 0.1, 0.1}}},
		{Code: "blur", Outcome: filing.Doubtful, Places: [][4]float64{{0.9, 0.9, 1, 1}}}}
	g, err := b.Glance(t.Context(), m, 320, 224, 200, 100)
	if err != nil || g.Worst == nil || g.Worst.Bounds().Dx() != 200 || g.Worst.Bounds().Dy() != 100 {
		t.Fatalf("%v: %+v", err, g.Worst)
	}
	for y := range 100 {
		for x := range 200 {
			if g.Worst.NRGBAAt(x, y) != img.NRGBAAt(1800+x, 1293+y) {
				t.Fatalf("pixel %d,%d is not that around the place", x, y)
			}
		}
	}
	if small := desk.CutOut(img, [4]float64{0, 0, 1, 1}, 9000, 10); small.Bounds().Dx() != 2000 || small.Bounds().Dy() != 10 {
		t.Errorf("cut %v", small.Bounds())
	}
	m.Issues = nil
	if g, err := b.Glance(t.Context(), m, 320, 224, 200, 100); err != nil || g.Worst != nil || g.Small == nil {
		t.Errorf("without a place: %v, %v", g.Worst, err)
	}
}

// ink paints every nth pixel of a part in grey.
func ink(img *image.NRGBA, part image.Rectangle, grey uint8, nth int) {
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			if (x+3*y)%nth == 0 {
				img.SetNRGBA(x, y, color.NRGBA{grey, grey, grey, 255})
			}
		}
	}
}

// TestTheWorstPieceHoldsWhatThereIsToSee: not the empty middle of a place when
// writing stands at its edge, and its middle third lies inside the picture.
func TestTheWorstPieceHoldsWhatThereIsToSee(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 1000, 800))
	ink(img, img.Rect, 250, 1)
	ink(img, image.Rect(180, 620, 300, 660), 20, 5)
	dark := func(piece *image.NRGBA) (n int) {
		for i := 1; i < len(piece.Pix); i += 4 {
			if piece.Pix[i] < 100 {
				n++
			}
		}
		return n
	}
	all := dark(img)
	for _, place := range [][4]float64{{0.1, 0.1, 0.9, 0.9}, {0.2, 0.7, 0.4, 0.95}, {0, 0, 1, 1}} {
		if got := dark(desk.CutOut(img, place, 160, 64)); got < all/2 {
			t.Errorf("of %v: %d of %d dark pixels", place, got, all)
		}
	}
	// The cut side of a document: the edge of the picture is in the middle.
	for _, place := range [][4]float64{{0, 0, 1, 0.01}, {0, 0.99, 1, 1}, {0, 0, 0.01, 1}, {0.99, 0, 1, 1}} {
		piece := desk.CutOut(img, place, 160, 64)
		inside := 0
		for y := range 64 {
			for x := range 160 {
				if piece.NRGBAAt(x, y).A == 255 {
					inside++
				} else if (image.Point{X: x, Y: y}).In(image.Rect(53, 21, 107, 43)) {
					t.Fatalf("%v: the middle shows nothing at %d,%d", place, x, y)
				}
			}
		}
		if inside == 160*64 {
			t.Errorf("%v: its edge is out of sight", place)
		}
	}
	if got := dark(desk.CutOut(img, [4]float64{0.7, 0, 1, 0.3}, 160, 64)); got != 0 {
		t.Errorf("the piece lies outside its place: %d dark pixels", got)
	}
	for _, place := range [][4]float64{{0, 0, 0, 0}, {1, 1, 1, 1}, {0.5, 0.5, 0.5, 0.5}} {
		if got := desk.CutOut(img, place, 160, 64).Bounds(); got.Dx() != 160 || got.Dy() != 64 {
			t.Errorf("of %v: %v", place, got)
		}
	}
}
