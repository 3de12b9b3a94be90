package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"math"
	"slices"

	"beiandesk/app/filing"
	"beiandesk/app/photo"
)

// EditOf is what the person did to the picture of a material.
func EditOf(m filing.Material) photo.Edit { return photo.EditFrom(m.Corners, m.Turn) }

// judgeEdited judges the edited copy of a picture. The licence's code is kept
// in the material and compared with the form by a rule, each time anew: what
// is typed changes after the picture was judged. It also returns the file to be
// sealed as the picture, of which the material's facts tell: for HEIC, WebP and
// PDF a JPEG, of PDF that of the page (from 1).
func judgeEdited(ctx context.Context, slot filing.Slot, name string, data []byte, page int, edit photo.Edit) (filing.Material, []byte, error) {
	p, err := photo.ReadPage(ctx, name, data, page)
	if err != nil {
		return filing.Material{}, nil, err
	}
	v, err := photo.Judge(ctx, p, photo.Ask{Kind: photo.Kind(slot.PhotoKind()), Edit: edit})
	if err != nil {
		return filing.Material{}, nil, err
	}
	stored, format := p.Stored()
	sum := sha256.Sum256(stored)
	m := filing.Material{Slot: slot, SHA256: hex.EncodeToString(sum[:]), Format: string(format), Width: p.Width, Height: p.Height,
		Bytes: int64(len(stored)), Corners: cornersOf(edit), Turn: edit.Turn, Page: p.Page, Pages: p.Pages}
	// Which page it is stands in Page, and stays there when it is judged anew.
	v.Issues = slices.DeleteFunc(v.Issues, func(i photo.Issue) bool { return p.Pages > 1 && i.Code == photo.IssueFormat && i.Outcome == photo.Pass })
	fill(&m, v, edit)
	return m, stored, nil
}

// fill writes a verdict into a material, places in shares of the edited copy.
func fill(m *filing.Material, v photo.Verdict, edit photo.Edit) {
	onto, w, h := edit.Onto(m.Width, m.Height)
	m.Outcome = filing.Outcome(v.Outcome)
	m.Issues, m.Asked, m.Mend, m.Outline, m.QR = nil, nil, nil, nil, ""
	for _, i := range v.Issues {
		issue := filing.Issue{Code: string(i.Code), Outcome: filing.Outcome(i.Outcome), Text: i.Text, Remedy: i.Remedy,
			Measured: i.Measured, Limit: i.Limit, Unit: i.Unit}
		for _, r := range i.Places {
			if box, ok := shares(r, onto, w, h); ok {
				issue.Places = append(issue.Places, box)
			}
		}
		m.Issues = append(m.Issues, issue)
	}
	for _, q := range v.Asked {
		m.Asked = append(m.Asked, q.Code)
	}
	if !v.Mend.None() && !sameEdit(v.Mend, edit) {
		m.Mend = &filing.Cut{Corners: cornersOf(v.Mend), Turn: v.Mend.Turn}
	}
	// A copy that was cut out is all document: there is no outline to show.
	if o := v.Facts.Outline; o.Found && !o.Full && edit.Corners == nil {
		m.Outline = outlineOf(o.Quad, edit.Turn, onto, w, h)
	}
	if v.Facts.QR != nil {
		m.QR = v.Facts.QR.Text
	}
}

func cornersOf(e photo.Edit) []float64 {
	if e.Corners == nil {
		return nil
	}
	return numbers(*e.Corners)
}

func numbers(q photo.Quad) []float64 {
	out := make([]float64, 0, 8)
	for _, p := range q {
		out = append(out, p.X, p.Y)
	}
	return out
}

func sameEdit(a, b photo.Edit) bool {
	return a.Turn%4 == b.Turn%4 && slices.EqualFunc(cornersOf(a), cornersOf(b), func(x, y float64) bool { return math.Abs(x-y) < 1e-4 })
}

// outlineOf maps an outline of the upright picture into shares of the edited
// copy, beginning again with the corner that lies at the upper left.
func outlineOf(q photo.Quad, turn int, onto func(photo.Point) photo.Point, w, h int) []float64 {
	var out photo.Quad
	for i := range q {
		p := onto(q[(i+4-turn%4)%4])
		out[i] = photo.Point{X: p.X / float64(w), Y: p.Y / float64(h)}
	}
	return numbers(out)
}

// shares maps a part of the upright picture into shares of the edited copy; ok
// is false for a part that was cut off.
func shares(r image.Rectangle, onto func(photo.Point) photo.Point, w, h int) (box [4]float64, ok bool) {
	x0, y0, x1, y1 := float64(r.Min.X), float64(r.Min.Y), float64(r.Max.X), float64(r.Max.Y)
	box = [4]float64{1, 1, 0, 0}
	for _, p := range []photo.Point{{X: x0, Y: y0}, {X: x1, Y: y0}, {X: x1, Y: y1}, {X: x0, Y: y1}} {
		p = onto(p)
		x, y := min(max(p.X/float64(w), 0), 1), min(max(p.Y/float64(h), 0), 1)
		box = [4]float64{min(box[0], x), min(box[1], y), max(box[2], x), max(box[3], y)}
	}
	return box, box[0] < box[2] && box[1] < box[3] // false for NaN too
}
