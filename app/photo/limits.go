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

const (
	// LongSide is the longer side of the picture in pixels.
	LongSide Measure = "long-side"
	// Sharpness is q, see Facts.Q.
	Sharpness Measure = "sharpness"
)

var measures = []Measure{LongSide, Sharpness}

// measuresOf lists what a kind is judged by.
func measuresOf(kind Kind) []Measure {
	if kind == Portrait {
		return append(slices.Clone(measures), portraitMeasures...)
	}
	return measures
}

// Bound says on which side of its limits a measure is good.
type Bound string

const (
	AtLeast Bound = "at-least" // below Reject is refused, below Doubtful is doubtful
	AtMost  Bound = "at-most"  // above Reject is refused, above Doubtful is doubtful
)

// Row holds the two limits of one measure for one kind, with their origin.
type Row struct {
	Kind     Kind    `json:"kind"`
	Measure  Measure `json:"measure"`
	Unit     string  `json:"unit"`
	Bound    Bound   `json:"bound"`
	Reject   float64 `json:"reject"`
	Doubtful float64 `json:"doubtful"`
	Basis    string  `json:"basis"` // "measured" or "estimate"
	Source   string  `json:"source"`
	Date     string  `json:"date"` // YYYY-MM-DD
}

// outcome compares a value with the row and names the limit that it missed.
func (r Row) outcome(value float64) (Outcome, float64) {
	misses := func(limit float64) bool {
		if r.Bound == AtMost {
			return value > limit
		}
		return !(value >= limit) // NaN misses
	}
	switch {
	case misses(r.Reject):
		return Reject, r.Reject
	case misses(r.Doubtful):
		return Doubtful, r.Doubtful
	}
	return Pass, r.Doubtful
}

// Table is the set of limits, one Row for each Kind and Measure.
type Table struct {
	rows map[Kind]map[Measure]Row
}

// Row returns the limits of a measure. An unknown kind is judged as Other.
func (t *Table) Row(kind Kind, m Measure) Row {
	if rows, ok := t.rows[kind]; ok {
		return rows[m]
	}
	return t.rows[Other][m]
}

// ParseTable reads photo_limits.json. It is strict: an unknown name, a missing
// or doubled row, limits in the wrong order or a row without a source is an
// error, so that a mistyped table is noticed at once and not in a verdict.
func ParseTable(data []byte) (*Table, error) {
	var file struct {
		Version int   `json:"version"`
		Rows    []Row `json:"rows"`
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&file); err != nil {
		return nil, errTable(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errTable(errors.New("text after the table"))
	}
	if file.Version != 1 {
		return nil, errTable(fmt.Errorf("version %d, this program reads 1", file.Version))
	}
	t := &Table{rows: map[Kind]map[Measure]Row{}}
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
		for _, m := range measuresOf(kind) {
			if _, ok := t.rows[kind][m]; !ok {
				return nil, errTable(fmt.Errorf("no row for %s %s", kind, m))
			}
		}
	}
	return t, nil
}

func (r Row) check() error {
	known := slices.Contains(measuresOf(r.Kind), r.Measure)
	finite := func(v float64) bool { return v > 0 && !math.IsInf(v, 0) }
	switch {
	case !r.Kind.Known():
		return fmt.Errorf("unknown kind %q", r.Kind)
	case !known:
		return fmt.Errorf("unknown measure %q", r.Measure)
	case r.Unit == "" || r.Source == "" || r.Date == "":
		return errors.New("unit, source and date are required")
	case r.Basis != "measured" && r.Basis != "estimate":
		return fmt.Errorf("unknown basis %q", r.Basis)
	case !finite(r.Reject) || !finite(r.Doubtful):
		return errors.New("limits must be positive")
	case r.Bound == AtLeast && r.Reject > r.Doubtful, r.Bound == AtMost && r.Reject < r.Doubtful:
		return errors.New("the reject limit must lie beyond the doubtful one")
	case r.Bound != AtLeast && r.Bound != AtMost:
		return fmt.Errorf("unknown bound %q", r.Bound)
	}
	return nil
}

func errTable(cause error) error {
	return app.Wrap(cause, CodeLimits, "照片标准表（photo_limits.json）读不出来。若您替换过这个文件，请删除它以使用程序自带的标准；否则请重新安装程序。")
}

// DefaultTable is the table that the program carries.
var DefaultTable = sync.OnceValues(func() (*Table, error) {
	return ParseTable(assets.PhotoLimits())
})
