package command

import (
	"image"
	"math"

	"beiandesk/app/photo"
)

// checked is the result of one picture; its JSON form is documented in
// docs/filing-format.md.
type checked struct {
	File     string        `json:"file"`
	Kind     photo.Kind    `json:"kind"`
	KindFrom string        `json:"kind_from"`
	Outcome  photo.Outcome `json:"outcome"`
	Format   photo.Format  `json:"format,omitempty"`
	Width    int           `json:"width,omitempty"`
	Height   int           `json:"height,omitempty"`
	Bytes    int64         `json:"bytes"`
	Issues   []issue       `json:"issues"`
	Facts    *facts        `json:"facts,omitempty"`
	Asked    []asked       `json:"asked,omitempty"`
	Mend     *mend         `json:"mend,omitempty"`

	thumb []byte // small JPEG for the report
}

type issue struct {
	Code     string        `json:"code"`
	Error    string        `json:"error,omitempty"` // code of the error of a file that cannot be read
	Outcome  photo.Outcome `json:"outcome"`
	Text     string        `json:"text"`
	Remedy   string        `json:"remedy,omitempty"`
	Measured float64       `json:"measured,omitempty"`
	Limit    float64       `json:"limit,omitempty"`
	Unit     string        `json:"unit,omitempty"`
	Places   [][4]int      `json:"places,omitempty"`
}

type asked struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

type mend struct {
	Corners []float64 `json:"corners,omitempty"`
	Turn    int       `json:"turn,omitempty"`
}

// facts are photo.Facts without what a code holds, which is the document's
// content.
type facts struct {
	Outline  *outline  `json:"outline,omitempty"`
	TextPx   float64   `json:"text_px,omitempty"`
	Q        float64   `json:"q"`
	Blur     float64   `json:"blur,omitempty"`
	Light    light     `json:"light"`
	Glare    [][4]int  `json:"glare,omitempty"`
	Largest  float64   `json:"glare_largest,omitempty"`
	Chroma   float64   `json:"chroma"`
	Red      float64   `json:"red"`
	Skew     float64   `json:"skew"`
	Turn     int       `json:"turn"`
	TurnSure bool      `json:"turn_sure"`
	Even     float64   `json:"even,omitempty"`
	Moire    float64   `json:"moire,omitempty"`
	QR       string    `json:"qr"`
	Portrait *portrait `json:"portrait,omitempty"`
}

type outline struct {
	Corners []float64 `json:"corners"`
	Score   float64   `json:"score"`
	Full    bool      `json:"full"`
	Drawn   bool      `json:"drawn"`
	Cut     [][4]int  `json:"cut,omitempty"`
	Area    float64   `json:"area"`
	Margin  float64   `json:"margin"`
}

type light struct {
	P5      float64 `json:"p5"`
	P50     float64 `json:"p50"`
	P95     float64 `json:"p95"`
	Clipped float64 `json:"clipped"`
}

type portrait struct {
	Faces      [][4]int `json:"faces"`
	FaceShare  float64  `json:"face_share"`
	FaceLight  float64  `json:"face_light"`
	FaceBurnt  float64  `json:"face_burnt"`
	Colour     float64  `json:"colour"`
	Background float64  `json:"background"`
	Pale       float64  `json:"background_pale"`
	Clutter    float64  `json:"clutter"`
	Clothes    float64  `json:"clothes"`
	Q          float64  `json:"q"`
}

// Values of facts.QR.
const (
	qrNone     = "none"     // no code was read
	qrRead     = "read"     // read, and nothing to compare it with
	qrMatch    = "match"    // agrees with --code or --name
	qrMismatch = "mismatch" // does not
)

// take fills a result from a verdict.
func (r *checked) take(p *photo.Picture, v photo.Verdict, f checkFlags) {
	r.Outcome, r.Format, r.Width, r.Height = v.Outcome, p.Format, p.Width, p.Height
	for _, i := range v.Issues {
		r.Issues = append(r.Issues, issue{Code: string(i.Code), Outcome: i.Outcome, Text: i.Text, Remedy: i.Remedy,
			Measured: number(i.Measured), Limit: number(i.Limit), Unit: i.Unit, Places: rects(i.Places)})
	}
	for _, q := range v.Asked {
		r.Asked = append(r.Asked, asked{q.Code, q.Text})
	}
	if !v.Mend.None() {
		r.Mend = &mend{Turn: ((v.Mend.Turn % 4) + 4) % 4}
		if c := v.Mend.Corners; c != nil {
			r.Mend.Corners = corners(*c)
		}
	}
	x := v.Facts
	r.Facts = &facts{TextPx: number(x.TextPx), Q: number(x.Q), Blur: number(x.Blur),
		Light: light{number(x.Light.P5), number(x.Light.P50), number(x.Light.P95), number(x.Light.Clipped)}, Glare: rects(x.Glare), Largest: number(x.GlareLargest),
		Chroma: number(x.Chroma), Red: number(x.Red), Skew: number(x.Skew), Turn: x.Upright.Quarters, TurnSure: x.Upright.Sure,
		Even: number(x.Even), Moire: number(x.Moire), QR: qrWord(v, f)}
	if o := x.Outline; o.Found {
		r.Facts.Outline = &outline{corners(o.Quad), number(o.Score), o.Full, o.Drawn, rects(o.Cut), number(o.Area), number(o.Margin)}
	}
	if t := x.Portrait; t != nil {
		r.Facts.Portrait = &portrait{append([][4]int{}, rects(t.Faces)...), number(t.FaceShare), number(t.FaceLight), number(t.FaceBurnt),
			number(t.Colour), number(t.Background), number(t.BackgroundPale), number(t.Clutter), number(t.Clothes), number(t.Q)}
	}
}

// qrWord says what became of the code without saying what it holds.
func qrWord(v photo.Verdict, f checkFlags) string {
	switch {
	case v.Facts.QR == nil:
		return qrNone
	case v.Has(photo.IssueQRMismatch):
		return qrMismatch
	}
	if m := photo.MatchQR(v.Facts.QR.Text, f.code, f.name); m.Code == photo.MatchSame || m.Name == photo.MatchSame {
		return qrMatch
	}
	return qrRead
}

// number keeps four digits behind the point, and what JSON cannot write is 0.
func number(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return math.Round(v*1e4) / 1e4
}

func corners(q photo.Quad) []float64 {
	out := make([]float64, 0, 8)
	for _, p := range q {
		out = append(out, number(p.X), number(p.Y))
	}
	return out
}

func rects(list []image.Rectangle) [][4]int {
	var out [][4]int
	for _, r := range list {
		out = append(out, [4]int{r.Min.X, r.Min.Y, r.Max.X, r.Max.Y})
	}
	return out
}

// checkJSON is the object on standard output.
func checkJSON(f checkFlags, done []*checked, stopped bool, table limitsJSON) map[string]any {
	n := map[photo.Outcome]int{photo.Pass: 0, photo.Doubtful: 0, photo.Reject: 0}
	for _, r := range done {
		n[r.Outcome]++
	}
	out := map[string]any{"pictures": done, "limits": table, "summary": n, "stopped": stopped}
	if f.kind != "" {
		out["kind"] = f.kind
	}
	if f.report != "" {
		out["report"] = f.report
	}
	return out
}
