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
	kind := ask.Kind
	if kind == Portrait {
		return t.portrait(ctx, p, ask)
	}
	facts, err := MeasurePicture(ctx, p)
	if err != nil {
		return Verdict{}, err
	}
	v := Verdict{Outcome: Pass, Facts: facts}
	v.compare(t.Row(kind, LongSide), IssueLowResolution, float64(max(facts.W, facts.H)), image.Rectangle{}, kind)
	v.compare(t.Row(kind, Sharpness), IssueBlur, facts.Q, facts.Softest, kind)
	for _, note := range p.Notes {
		if note.Code == NoteExtension {
			v.Issues = append(v.Issues, Issue{Code: IssueWrongExtension, Outcome: Pass, Text: note.Text})
		}
	}
	sort.SliceStable(v.Issues, func(i, j int) bool { return v.Issues[i].Outcome.worse(v.Issues[j].Outcome) })
	return v, nil
}

// portrait judges a portrait; what is measured of documents (outline, text,
// colour of the stamp) does not concern it.
func (t *Table) portrait(ctx context.Context, p *Picture, ask Ask) (Verdict, error) {
	v := Verdict{Outcome: Pass, Facts: Facts{W: p.Width, H: p.Height, Bytes: p.Bytes, Format: p.Format}}
	issues, err := t.judgePortrait(ctx, p, ask, &v.Facts)
	if app.CodeOf(err) == app.CodeCanceled {
		return Verdict{}, err
	} else if err != nil {
		return notJudged(p, err), nil
	}
	_, w, h := ask.Edit.Onto(p.Width, p.Height)
	v.compare(t.Row(Portrait, LongSide), IssueLowResolution, float64(max(w, h)), image.Rectangle{}, Portrait)
	v.Issues = append(v.Issues, issues...)
	for _, i := range v.Issues {
		if i.Outcome.worse(v.Outcome) {
			v.Outcome = i.Outcome
		}
	}
	for _, note := range p.Notes {
		if note.Code == NoteExtension {
			v.Issues = append(v.Issues, Issue{Code: IssueWrongExtension, Outcome: Pass, Text: note.Text})
		}
	}
	sort.SliceStable(v.Issues, func(i, j int) bool { return v.Issues[i].Outcome.worse(v.Issues[j].Outcome) })
	return v, nil
}

func (v *Verdict) compare(row Row, code IssueCode, value float64, place image.Rectangle, kind Kind) {
	var places []image.Rectangle
	if !place.Empty() {
		places = append(places, place)
	}
	outcome, limit := row.outcome(value)
	if outcome == Pass {
		return
	}
	v.Issues = append(v.Issues, Issue{
		Code: code, Outcome: outcome, Text: sentence(code, outcome, kind, value, limit),
		Measured: value, Limit: limit, Unit: row.Unit, Places: places,
	})
	if outcome.worse(v.Outcome) {
		v.Outcome = outcome
	}
}

func sentence(code IssueCode, outcome Outcome, kind Kind, value, limit float64) string {
	subject := "证件"
	switch kind {
	case Letter:
		subject = "纸张"
	case Portrait:
		subject = "人像"
	case Other:
		subject = "材料"
	}
	switch {
	case code == IssueLowResolution && outcome == Reject:
		return fmt.Sprintf("照片太小，长边只有 %.0f 像素，至少要 %.0f 像素。请选发送“原图”，或靠近一些重拍，让%s占满画面。", value, limit, subject)
	case code == IssueLowResolution:
		return fmt.Sprintf("照片偏小，长边 %.0f 像素，建议不少于 %.0f 像素。请放大看最小的字，看不清时换原图或靠近重拍。", value, limit)
	case kind == Portrait && outcome == Reject:
		return fmt.Sprintf("照片模糊（清晰度 %.2f，至少要 %.1f）。请站到光线明亮处，拿稳手机，对焦到脸后重拍。", value, limit)
	case kind == Portrait:
		return fmt.Sprintf("照片略有模糊（清晰度 %.2f，建议 %.1f 以上）。请放大看五官是否清楚，不清楚时重拍。", value, limit)
	case outcome == Reject:
		return fmt.Sprintf("照片模糊，小字多半看不清（清晰度 %.2f，至少要 %.1f）。请把%s放平，光线调亮，点一下屏幕对焦，拿稳后重拍。", value, limit, subject)
	}
	return fmt.Sprintf("照片不够清晰（清晰度 %.2f，建议 %.1f 以上）。请放大看最小的字，看不清时重拍。", value, limit)
}
