package command

import (
	"encoding/json"
	"image"
	"math"
	"strings"
	"testing"

	"beiandesk/app/photo"
)

// TestAllOfAVerdictBecomesJSON with every fact set, and numbers that JSON
// cannot write.
func TestAllOfAVerdictBecomesJSON(t *testing.T) {
	q := photo.Quad{{X: 1, Y: 2}, {X: 3.00004, Y: 4}, {X: 5, Y: 6}, {X: 7, Y: math.NaN()}}
	shares := photo.Quad{{X: 0, Y: 0}, {X: 1, Y: 0}, {X: 1, Y: 1}, {X: 0, Y: 1}}
	v := photo.Verdict{Outcome: photo.Reject, Mend: photo.Edit{Corners: &shares, Turn: -1}, Asked: []photo.Question{{Code: "watermark", Text: "有没有水印？"}},
		Issues: []photo.Issue{{Code: photo.IssueGlare, Outcome: photo.Reject, Text: "反光。", Remedy: "换个角度。", Measured: 3.2, Limit: 2, Unit: "%",
			Places: []image.Rectangle{image.Rect(1, 2, 3, 4)}}},
		Facts: photo.Facts{Outline: photo.Outline{Found: true, Quad: q, Score: .5, Area: .6, Margin: -.1, Cut: []image.Rectangle{image.Rect(0, 0, 1, 9)}}, TextPx: 21, Q: 2.5, Blur: .02, Light: photo.Light{P5: 1, P50: 2, P95: 3, Clipped: .4},
			Glare: []image.Rectangle{image.Rect(5, 6, 7, 8)}, Chroma: 9, Red: .01, Skew: math.Inf(1), Even: .4, GlareLargest: .03, Upright: photo.Turned{Quarters: 2, Sure: true}, Moire: 1.5,
			QR: &photo.QR{Text: "秘密 统一社会信用代码：91440300000000123F；名称：样本科技有限公司"}, Portrait: &photo.PortraitFact{FaceShare: .4}}}
	for _, c := range []struct {
		f        checkFlags
		mismatch bool
		want     string
	}{
		{checkFlags{}, false, qrRead}, {checkFlags{code: "91440300000000123f"}, false, qrMatch}, {checkFlags{name: "样本科技有限公司"}, false, qrMatch},
		{checkFlags{code: "9"}, true, qrMismatch}, {checkFlags{code: "X9X"}, false, qrRead}, {checkFlags{code: "914403"}, false, qrRead}, {checkFlags{name: "样本"}, false, qrRead},
	} {
		w := v
		if c.mismatch {
			w.Issues = append([]photo.Issue{{Code: photo.IssueQRMismatch, Outcome: photo.Doubtful}}, v.Issues...)
		}
		if got := qrWord(w, c.f); got != c.want {
			t.Errorf("%+v: %s, want %s", c.f, got, c.want)
		}
	}
	none := v
	none.Facts.QR = nil
	if got := qrWord(none, checkFlags{code: "9"}); got != qrNone {
		t.Errorf("no code: %s", got)
	}

	r := &checked{Issues: []issue{}}
	r.take(&photo.Picture{Format: photo.PNG, Width: 10, Height: 20}, v, checkFlags{})
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []string{`"mend":{"corners":[0,0,1,0,1,1,0,1],"turn":3}`, `"places":[[1,2,3,4]]`, `"corners":[1,2,3,4,5,6,7,0]`, `"margin":-0.1`, `"drawn":false,"cut":[[0,0,1,9]]`, `"even":0.4`, `"glare_largest":0.03`, `"skew":0,`, `"background_pale":0`, `"text_px":21`, `"turn":2,"turn_sure":true`,
		`"asked":[{"code":"watermark"`, `"remedy":"换个角度。"`, `"limit":2,"unit":"%"`, `"faces":[]`, `"qr":"read"`, `"glare":[[5,6,7,8]]`, `"moire":1.5`, `"clipped":0.4`, `"blur":0.02`, `"format":"png"`} {
		if !strings.Contains(string(data), w) {
			t.Errorf("no %s in\n%s", w, data)
		}
	}
	if strings.Contains(string(data), "秘密") || strings.Contains(string(data), "91440300") {
		t.Error("the content of the code is told")
	}
	l := r.line()
	if l.Issues[0].Number != "测得 3.2%，最多 2%" || len(l.Facts) < 10 || l.Size == "" || strings.Contains(strings.Join(l.Asked, ""), "秘密") {
		t.Errorf("%+v", l)
	}
}
