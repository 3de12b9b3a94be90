package photo

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"sync"

	"beiandesk/app"
	"beiandesk/assets"
)

// Measure is the name of a number that Judge compares with a limit.
type Measure string

// The measures. A row for each kind that a measure concerns; where there is
// no row, nothing is judged.
const (
	LongSide   Measure = "long-side"  // longer side of the picture, px
	TextHeight Measure = "text-px"    // Facts.TextPx
	Blur       Measure = "blur"       // Facts.Blur, per cent of the text's height
	Sharpness  Measure = "sharpness"  // Facts.Q, where the text's height is not known
	Streak     Measure = "streak"     // Facts.Even, per cent
	SoftPart   Measure = "soft-part"  // share of the writing whose own blur is beyond its limit, per cent
	Brightness Measure = "brightness" // Light.P95, levels
	Clipped    Measure = "clipped"    // Light.Clipped, per cent
	Glare      Measure = "glare"      // largest reflection, per cent of the document
	Chroma     Measure = "chroma"     // Facts.Chroma, levels
	RedStamp   Measure = "red-stamp"  // Facts.Red, per cent
	CutSides   Measure = "cut-sides"  // sides of the document outside the picture
	Margin     Measure = "margin"     // Outline.Margin, per cent of the shorter side
	Area       Measure = "area"       // Outline.Area, per cent of the picture
	Skew       Measure = "skew"       // Facts.Skew, degrees
	Moire      Measure = "moire"      // Facts.Moire, decades
)

var measures = []Measure{LongSide, TextHeight, Blur, Sharpness, Streak, SoftPart, Brightness, Clipped, Glare, Chroma, RedStamp, CutSides, Margin, Area, Skew, Moire}

// measuresOf lists what a kind may be judged by.
func measuresOf(kind Kind) []Measure {
	if kind == Portrait {
		return append([]Measure{LongSide}, portraitMeasures...)
	}
	return measures
}

// needed are the measures without which a kind is not judged at all.
func needed(kind Kind) []Measure {
	if kind == Portrait {
		return measuresOf(kind)
	}
	return []Measure{LongSide, Sharpness}
}

// Bound says on which side of its limits a measure is good.
type Bound string

const (
	AtLeast Bound = "at-least" // below Reject is refused, below Doubtful is doubtful
	AtMost  Bound = "at-most"  // above Reject is refused, above Doubtful is doubtful
)

// Row holds the two limits of one measure for one kind, with their origin.
type Row struct {
	Kind    Kind    `json:"kind"`
	Measure Measure `json:"measure"`
	Unit    string  `json:"unit"`
	Bound   Bound   `json:"bound"`
	// Reject may be absent: such a measure makes doubtful at worst. So may
	// Doubtful: then there is nothing between pass and reject.
	Reject   *float64 `json:"reject,omitempty"`
	Doubtful *float64 `json:"doubtful,omitempty"`
	// Basis says how the limits came about: "principle" (they follow from what
	// the document is), "published" (somebody's rule), "measured" (fitted to
	// pictures) or "estimate".
	Basis  string `json:"basis"`
	Source string `json:"source"`
	Date   string `json:"date"` // YYYY-MM-DD
}

// outcome compares a value with the row and names the limit that it missed.
func (r Row) outcome(value float64) (Outcome, float64) {
	misses := func(limit *float64) bool {
		switch {
		case limit == nil:
			return false
		case r.Bound == AtMost:
			return !(value <= *limit) // NaN misses
		}
		return !(value >= *limit)
	}
	switch {
	case misses(r.Reject):
		return Reject, *r.Reject
	case misses(r.Doubtful):
		return Doubtful, *r.Doubtful
	}
	return Pass, 0
}

// Table is the set of limits, at most one Row for each Kind and Measure.
type Table struct {
	Version string // date of the table, YYYY-MM-DD
	rows    map[Kind]map[Measure]Row
}

// Row returns the limits of a measure; ok is false when the kind is not judged
// by it. An unknown kind is judged as Other.
func (t *Table) Row(kind Kind, m Measure) (row Row, ok bool) {
	rows, known := t.rows[kind]
	if !known {
		rows = t.rows[Other]
	}
	row, ok = rows[m]
	return row, ok
}

// Rows lists the rows of a kind in the order of the measures.
func (t *Table) Rows(kind Kind) []Row {
	var out []Row
	for _, m := range measuresOf(kind) {
		if r, ok := t.rows[kind][m]; ok {
			out = append(out, r)
		}
	}
	return out
}

// ParseTable reads photo_limits.json. It is strict: an unknown name, a missing
// or doubled row, limits in the wrong order or a row without a source is an
// error, so that a mistyped table is noticed at once and not in a verdict.
func ParseTable(data []byte) (*Table, error) {
	var file struct {
		Format  int    `json:"format"`
		Version string `json:"version"`
		Note    string `json:"note"`
		Rows    []Row  `json:"rows"`
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&file); err != nil {
		return nil, errTable(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errTable(errors.New("text after the table"))
	}
	if file.Format != 2 {
		return nil, errTable(fmt.Errorf("format %d, this program reads 2", file.Format))
	}
	if file.Version == "" {
		return nil, errTable(errors.New("no version"))
	}
	t := &Table{Version: file.Version, rows: map[Kind]map[Measure]Row{}}
	for i, row := range file.Rows {
		if err := row.check(); err != nil {
			return nil, errTable(fmt.Errorf("row %d: %w", i+1, err))
		}
		if t.rows[row.Kind] == nil {
			t.rows[row.Kind] = map[Measure]Row{}
		}
		if _, twice := t.rows[row.Kind][row.Measure]; twice {
			return nil, errTable(fmt.Errorf("row %d: %s %s twice", i+1, row.Kind, row.Measure))
		}
		t.rows[row.Kind][row.Measure] = row
	}
	for _, kind := range Kinds() {
		for _, m := range needed(kind) {
			if _, ok := t.rows[kind][m]; !ok {
				return nil, errTable(fmt.Errorf("no row for %s %s", kind, m))
			}
		}
	}
	return t, nil
}

func (r Row) check() error {
	known := slices.Contains(measuresOf(r.Kind), r.Measure)
	wrong := func(v *float64) bool { return v != nil && (*v < 0 || math.IsInf(*v, 0) || math.IsNaN(*v)) }
	both := r.Reject != nil && r.Doubtful != nil
	switch {
	case !r.Kind.Known():
		return fmt.Errorf("unknown kind %q", r.Kind)
	case !known:
		return fmt.Errorf("unknown measure %q", r.Measure)
	case r.Source == "" || r.Date == "":
		return errors.New("source and date are required")
	case !slices.Contains([]string{"principle", "published", "measured", "estimate"}, r.Basis):
		return fmt.Errorf("unknown basis %q", r.Basis)
	case r.Reject == nil && r.Doubtful == nil:
		return errors.New("a row without limits")
	case wrong(r.Reject) || wrong(r.Doubtful):
		return errors.New("limits must be finite and not negative")
	case both && r.Bound == AtLeast && *r.Reject > *r.Doubtful, both && r.Bound == AtMost && *r.Reject < *r.Doubtful:
		return errors.New("the reject limit must lie beyond the doubtful one")
	case r.Bound != AtLeast && r.Bound != AtMost:
		return fmt.Errorf("unknown bound %q", r.Bound)
	}
	return nil
}

func errTable(cause error) error {
	return app.Wrap(cause, CodeLimits, "照片标准表（photo_limits.json）读不出来。若您替换过这个文件，请删除它以使用程序自带的标准；否则请重新安装程序。")
}

// builtinTable is the table that the program carries.
var builtinTable = sync.OnceValues(func() (*Table, error) {
	return ParseTable(assets.PhotoLimits())
})

// partly is how much softer than the whole a part may be: a part holds little
// writing, so its sharpness is less certain.
const partly = 2.0

// OfTile judges the sharpness of one part of a picture, for showing where it is
// soft; the verdict rests on the whole.
func (t *Table) OfTile(kind Kind, tile Tile) Outcome {
	if row, ok := t.Row(kind, Blur); ok && tile.Blur > 0 {
		outcome, _ := row.outcome(100 * tile.Blur / partly)
		return outcome
	}
	row, ok := t.Row(kind, Sharpness)
	if !ok {
		return Pass
	}
	outcome, _ := row.outcome(1 + (tile.Q-1)*math.Sqrt(partly))
	return outcome
}
