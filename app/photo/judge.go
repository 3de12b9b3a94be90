package photo

import (
	"context"
	"fmt"
	"image"
	"sort"

	"beiandesk/app"
)

// Ask says what a picture is meant to be and what is known about it.
type Ask struct {
	Kind Kind
	Edit Edit // what the person cut out and turned; judged is the edited copy, measured on the original pixels

	// Code and Name are the typed credit code and name of the organisation,
	// compared with the QR code of a licence; empty ones are not compared.
	Code, Name string
}

// Judge judges a picture by the table of limits in force. It takes about a
// quarter of a second for 12 megapixels; run it off the UI goroutine. The only
// error is app.CodeCanceled: a table that cannot be read gives a doubtful
// verdict that says so.
func Judge(ctx context.Context, p *Picture, ask Ask) (Verdict, error) {
	table, err := DefaultTable()
	if err != nil {
		return notJudged(p, err), stopped(ctx)
	}
	return table.Judge(ctx, p, ask)
}

// notJudged leaves the decision to the person, with the reason.
func notJudged(p *Picture, err error) Verdict {
	return Verdict{
		Outcome: Doubtful,
		Issues:  []Issue{{Code: IssueNotJudged, Outcome: Doubtful, Text: app.MessageOf(err)}},
		Facts:   Facts{W: p.Width, H: p.Height, Bytes: p.Bytes, Format: p.Format},
	}
}

// Judge measures a picture and compares it with the rows of its kind. The only
// error is app.CodeCanceled.
func (t *Table) Judge(ctx context.Context, p *Picture, ask Ask) (Verdict, error) {
	if !ask.Kind.Known() {
		ask.Kind = Other
	}
	j := &judging{table: t, kind: ask.Kind}
	if min(p.Width, p.Height) < leastSide {
		j.tiny(p)
	} else if ask.Kind == Portrait {
		if err := j.portrait(ctx, p, ask); err != nil {
			if app.CodeOf(err) == app.CodeCanceled {
				return Verdict{}, err
			}
			return notJudged(p, err), nil // the finder of faces is broken
		}
	} else {
		facts, err := measureDocument(ctx, p, ask)
		if err != nil {
			return Verdict{}, err
		}
		j.v = Verdict{Outcome: Pass, Facts: facts, Asked: questions(ask.Kind, facts)}
		j.document(ask)
	}
	for _, note := range p.Notes {
		switch note.Code {
		case NoteExtension:
			j.add(Issue{Code: IssueWrongExtension, Outcome: Pass, Text: note.Text})
		case NoteOnePage:
			j.add(Issue{Code: IssueFormat, Outcome: Pass, Text: note.Text})
		}
	}
	v := j.v
	sort.SliceStable(v.Issues, func(a, b int) bool { return v.Issues[a].Outcome.worse(v.Issues[b].Outcome) })
	v.Mend = mending(v, ask)
	return v, nil
}

// leastSide is the shorter side from which on a picture can show anything.
const leastSide = 64

// tiny refuses a picture in which there is nothing to measure.
func (j *judging) tiny(p *Picture) {
	j.v = Verdict{Outcome: Pass, Facts: Facts{W: p.Width, H: p.Height, Bytes: p.Bytes, Format: p.Format}}
	side := float64(min(p.Width, p.Height))
	j.add(Issue{Code: IssueTooSmall, Outcome: Reject, Measured: side, Limit: leastSide, Unit: "px",
		Text:   fmt.Sprintf("图片太小，短边只有 %.0f 像素，看不出内容。", side),
		Remedy: "这多半是缩略图或图标，请换用原图。"})
}

// judging collects the issues of one picture.
type judging struct {
	table *Table
	kind  Kind
	v     Verdict
}

func (j *judging) add(i Issue) {
	if len(i.Places) > maxPlaces {
		i.Places = i.Places[:maxPlaces]
	}
	j.v.Issues = append(j.v.Issues, i)
	if i.Outcome.worse(j.v.Outcome) {
		j.v.Outcome = i.Outcome
	}
}

// limit compares one measure with its row and reports what became of it.
func (j *judging) limit(m Measure, code IssueCode, value float64, places ...image.Rectangle) Outcome {
	row, ok := j.table.Row(j.kind, m)
	if !ok {
		return Pass
	}
	outcome, limit := row.outcome(value)
	if outcome != Pass {
		text, remedy := words(code, m, outcome, j.kind, value, limit)
		j.add(Issue{Code: code, Outcome: outcome, Text: text, Remedy: remedy,
			Measured: value, Limit: limit, Unit: row.Unit, Places: places})
	}
	return outcome
}

// document judges a picture of a document. The order matters: each check makes
// the next one trustworthy, and what a spoilt picture cannot tell is not said.
func (j *judging) document(ask Ask) {
	f := &j.v.Facts
	if f.Outline.Drawn { // nothing a camera does wrong
		j.resolution()
		j.sharp()
		return
	}
	dark := j.limit(Brightness, IssueDark, f.Light.P95) == Reject
	burnt := j.burnt()
	if !burnt {
		j.limit(Glare, IssueGlare, 100*f.GlareLargest, f.Glare...)
	}
	if !dark && !burnt { // edges of paper are not to be trusted there
		j.frame()
	}
	j.lies()
	j.resolution()
	j.sharp()
	if !dark {
		j.limit(Chroma, IssueGreyCopy, f.Chroma)
		if !j.v.Has(IssueGreyCopy) {
			j.limit(RedStamp, IssueNoStamp, 100*f.Red)
		}
	}
	j.limit(Moire, IssueScreen, f.Moire)
	if j.kind == Licence {
		for _, i := range qrIssues(f.QR, ask) {
			j.add(i)
		}
	}
}

// portrait judges the picture of a person; what is measured of documents
// (outline, text, stamp) does not concern it.
func (j *judging) portrait(ctx context.Context, p *Picture, ask Ask) error {
	f := Facts{W: p.Width, H: p.Height, Bytes: p.Bytes, Format: p.Format}
	issues, err := j.table.judgePortrait(ctx, p, ask, &f)
	if err != nil {
		return err
	}
	j.v = Verdict{Outcome: Pass, Facts: f, Asked: questions(Portrait, f)}
	_, w, h := ask.Edit.Onto(p.Width, p.Height)
	j.limit(LongSide, IssueLowResolution, float64(max(w, h)))
	for _, i := range issues {
		j.add(i)
	}
	return nil
}

// blackInk is the contrast of ink from which on nothing written was lost.
const blackInk = 0.7

// burnt judges over-exposure. White paper may be white in the picture, too: a
// clean scan loses nothing by it, and a photo of a letter with black ink is for
// a person to look at. Licences and cards are tinted: white there is a loss.
func (j *judging) burnt() bool {
	f := &j.v.Facts
	white := j.kind == Letter || j.kind == DomainCertificate || j.kind == Other
	switch {
	case white && f.Outline.Full && f.Light.Ink > 0.5:
		return false
	case white && f.Light.Ink > blackInk:
		row, ok := j.table.Row(j.kind, Clipped)
		outcome, limit := row.outcome(100 * f.Light.Clipped)
		if ok && outcome != Pass {
			if row.Doubtful != nil {
				limit = *row.Doubtful
			}
			text, remedy := words(IssueOverexposed, Clipped, Doubtful, j.kind, 100*f.Light.Clipped, limit)
			j.add(Issue{Code: IssueOverexposed, Outcome: Doubtful, Text: text, Remedy: remedy, Measured: 100 * f.Light.Clipped, Limit: limit, Unit: row.Unit})
		}
		return false
	}
	return j.limit(Clipped, IssueOverexposed, 100*f.Light.Clipped) == Reject
}

// frame judges where the document lies in the picture.
func (j *judging) frame() {
	f := &j.v.Facts
	o := f.Outline
	switch {
	case o.Full:
		return
	case len(o.Cut) > 0 && o.CutSure:
		j.limit(CutSides, IssueCropped, float64(len(o.Cut)), o.Cut...)
		return
	case len(o.Cut) > 0:
		// Paper at the edge, but no corner outside: a person should look.
		if _, ok := j.table.Row(j.kind, CutSides); ok {
			text, remedy := words(IssueCropped, CutSides, Doubtful, j.kind, float64(len(o.Cut)), 0)
			j.add(Issue{Code: IssueCropped, Outcome: Doubtful, Text: text, Remedy: remedy, Measured: float64(len(o.Cut)), Places: o.Cut})
		}
		return
	case !o.Found || o.Score >= 1 && o.Area == 1:
		return
	}
	j.limit(Margin, IssueCropped, 100*o.Margin)
	j.limit(Area, IssueSmallInFrame, 100*o.Area)
	j.limit(Skew, IssueSkewed, f.Skew)
}

// resolution judges the size of the text where it is known, else that of the
// picture; a picture below the least size is refused in any case.
func (j *judging) resolution() {
	f := &j.v.Facts
	long := float64(max(f.W, f.H))
	row, ok := j.table.Row(j.kind, LongSide)
	if outcome, _ := row.outcome(long); f.TextPx == 0 || ok && outcome == Reject {
		j.limit(LongSide, IssueLowResolution, long)
		return
	}
	j.limit(TextHeight, IssueLowResolution, f.TextPx)
}

// lies judges whether the document is upright.
func (j *judging) lies() {
	u := j.v.Facts.Upright
	if u.Quarters == 0 {
		return
	}
	outcome := Doubtful
	if u.Sure {
		outcome = Reject
	}
	text, remedy := words(IssueRotated, "", outcome, j.kind, float64(90*u.Quarters), 0)
	j.add(Issue{Code: IssueRotated, Outcome: outcome, Text: text, Remedy: remedy, Measured: float64(90 * u.Quarters), Unit: "°"})
}

// sharp judges the sharpness, against the text where its height is known.
func (j *judging) sharp() {
	f := &j.v.Facts
	outcome := Pass
	if f.Blur == 0 {
		outcome = j.limit(Sharpness, IssueBlur, f.Q, softest(f.Tiles, func(t Tile) float64 { return -t.Q })...)
	} else {
		outcome = j.limit(Blur, IssueBlur, 100*f.Blur, softest(f.Tiles, func(t Tile) float64 { return t.Blur })...)
	}
	if outcome == Pass && len(f.Tiles) > 0 {
		outcome = j.limit(Streak, IssueBlur, 100*f.Even)
	}
	if outcome == Pass {
		share, place := softPart(f.Tiles, func(t Tile) bool { return j.table.OfTile(j.kind, t) == Reject })
		j.limit(SoftPart, IssueBlur, 100*share, place)
	}
}

// softest lists the least sharp tiles first.
func softest(tiles []Tile, bad func(Tile) float64) []image.Rectangle {
	sorted := append([]Tile(nil), tiles...)
	sort.SliceStable(sorted, func(a, b int) bool { return bad(sorted[a]) > bad(sorted[b]) })
	var out []image.Rectangle
	for _, t := range sorted[:min(len(sorted), maxPlaces)] {
		out = append(out, t.Rect)
	}
	return out
}

// mending proposes what cutting out and turning can mend.
func mending(v Verdict, ask Ask) Edit {
	o := v.Facts.Outline
	edit := ask.Edit
	turn := v.Has(IssueRotated)
	cut := o.Found && ask.Edit.Corners == nil && (v.Has(IssueSkewed) || v.Has(IssueSmallInFrame))
	if !turn && !cut {
		return Edit{}
	}
	if turn {
		edit.Turn = (edit.Turn + v.Facts.Upright.Quarters) % 4
	}
	if cut {
		// A narrow rim stays, so that nobody takes the copy for a cut one.
		q := o.Quad.shrink(1.03).Scale(1/float64(v.Facts.W), 1/float64(v.Facts.H))
		for i := range q {
			q[i] = Point{min(max(q[i].X, 0), 1), min(max(q[i].Y, 0), 1)}
		}
		edit.Corners = &q
	}
	return edit
}

// questions are what a person must look at, since no measure tells it
// reliably: a watermark over text, retouching, a copy in colour.
func questions(kind Kind, f Facts) []Question {
	all := []Question{
		{"watermark", "有没有水印或别的东西盖住文字？"},
		{"retouched", "有没有修过图（涂改、拼接、美颜）？"},
		{"colour-copy", "拍的是不是原件，而不是彩色复印件或打印件？"},
	}
	switch {
	case kind == Portrait:
		return all[1:2]
	case f.Outline.Drawn || kind == DomainCertificate:
		return all[:2]
	case kind == Letter:
		return all[:2]
	}
	return all
}
