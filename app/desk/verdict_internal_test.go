package desk

import (
	"image"
	"math"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/photo"
)

// TestPlacesFollowTheEdit: what a check found in the upright picture is kept in
// shares of the copy that is shown.
func TestPlacesFollowTheEdit(t *testing.T) {
	v := photo.Verdict{
		Outcome: photo.Reject,
		Issues: []photo.Issue{{Code: photo.IssueGlare, Outcome: photo.Reject, Text: "反光。", Remedy: "换个角度。", Measured: 3, Limit: 2, Unit: "%",
			Places: []image.Rectangle{image.Rect(500, 0, 600, 100), image.Rect(0, 700, 100, 800)}}},
		Asked: []photo.Question{{Code: "watermark", Text: "有水印吗？"}},
		Mend:  photo.Edit{Turn: 3},
	}
	v.Facts.Outline.Found = true
	v.Facts.Outline.Quad = photo.Quad{{X: 100, Y: 80}, {X: 900, Y: 80}, {X: 900, Y: 720}, {X: 100, Y: 720}}
	v.Facts.QR = &photo.QR{Text: "https://example.com/q"}
	whole := filing.Material{Width: 1000, Height: 800}

	m := whole
	fill(&m, v, photo.Edit{})
	near(t, "as it is", flat(m.Issues[0].Places[0]), []float64{0.5, 0, 0.6, 0.125})
	near(t, "outline", m.Outline, []float64{0.1, 0.1, 0.9, 0.1, 0.9, 0.9, 0.1, 0.9})
	if m.Outcome != filing.Reject || m.Issues[0].Remedy != "换个角度。" || m.Issues[0].Limit != 2 || m.QR != "https://example.com/q" ||
		len(m.Asked) != 1 || m.Asked[0] != "watermark" || m.Mend == nil || m.Mend.Turn != 3 {
		t.Errorf("%+v", m)
	}

	// A quarter to the right: the lower left corner becomes the upper left.
	m = whole
	fill(&m, v, photo.Edit{Turn: 1})
	near(t, "turned", flat(m.Issues[0].Places[0]), []float64{0.875, 0.5, 1, 0.6})
	near(t, "outline turned", m.Outline, []float64{0.1, 0.1, 0.9, 0.1, 0.9, 0.9, 0.1, 0.9})

	// The right half: one place lies in it, the other was cut off; the copy is
	// all document.
	m = whole
	edit := photo.EditFrom([]float64{0.5, 0, 1, 0, 1, 1, 0.5, 1}, 0)
	fill(&m, v, edit)
	if len(m.Issues[0].Places) != 1 || m.Outline != nil {
		t.Fatalf("cut out: %v, outline %v", m.Issues[0].Places, m.Outline)
	}
	near(t, "cut out", flat(m.Issues[0].Places[0]), []float64{0, 0, 0.2, 0.125})

	// A proposal that is already carried out is none.
	m = whole
	fill(&m, v, photo.Edit{Turn: 3})
	if m.Mend != nil {
		t.Errorf("proposes %+v again", m.Mend)
	}
}

// TestHeatHasThreeLevelsByTheLimitsInForce.
func TestHeatHasThreeLevelsByTheLimitsInForce(t *testing.T) {
	table, err := photo.DefaultTable()
	if err != nil {
		t.Fatal(err)
	}
	row, ok := table.Row(photo.Licence, photo.Blur)
	if !ok || row.Reject == nil || row.Doubtful == nil {
		t.Fatal("licences are not judged by blur")
	}
	// A part may be twice as soft as the whole.
	tile := func(x int, blur float64) photo.Tile {
		return photo.Tile{Rect: image.Rect(x, 0, x+100, 100), Q: 3, Blur: blur / 50}
	}
	list := heat([]photo.Tile{tile(0, *row.Doubtful), tile(100, *row.Reject), tile(200, *row.Reject+0.01), tile(900, 5)},
		photo.Licence, photo.EditFrom([]float64{0, 0, 0.5, 0, 0.5, 1, 0, 1}, 0), 1000, 1000)
	if len(list) != 3 {
		t.Fatalf("%d parts, want those that were not cut off", len(list))
	}
	for i, want := range []photo.Outcome{photo.Pass, photo.Doubtful, photo.Reject} {
		if list[i].Level != want {
			t.Errorf("part %d with %.2f is %s, want %s", i, list[i].Q, list[i].Level, want)
		}
	}
	near(t, "second part", flat(list[1].Place), []float64{0.2, 0, 0.4, 0.1})
}

func flat(box [4]float64) []float64 { return box[:] }

func near(t *testing.T, what string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %v, want %v", what, got, want)
		return
	}
	for i := range got {
		if math.Abs(got[i]-want[i]) > 1e-6 {
			t.Errorf("%s: %v, want %v", what, got, want)
			return
		}
	}
}
