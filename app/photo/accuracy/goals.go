package accuracy

import (
	"fmt"
	"slices"

	"beiandesk/app/photo"
)

// Goal is one promise and how it was kept.
type Goal struct {
	Name  string
	Hits  int
	Of    int
	Least float64 // share of hits that is asked for; with Most the greatest
	Most  bool    // hits are faults: at most Least of them
	Miss  []string
}

// Kept reports whether the promise was kept; nothing measured keeps none.
func (g Goal) Kept() bool {
	if g.Of == 0 {
		return false
	}
	share := float64(g.Hits) / float64(g.Of)
	if g.Most {
		return share <= g.Least
	}
	return share >= g.Least
}

// String is one line for a log.
func (g Goal) String() string {
	sign := "≥"
	if g.Most {
		sign = "≤"
	}
	return fmt.Sprintf("%s: %d of %d, want %s %.3g %%", g.Name, g.Hits, g.Of, sign, 100*g.Least)
}

// clean are the conditions of pictures that nothing is wrong with.
var clean = []string{"ok", "persp", "jpeg", "watermark", "scan", "screenshot"}

// Legible reports whether a reviewer could read the picture: clean ones, dim
// and slightly tilted ones, and blur of at most 0.12 of the text's height.
func (c Case) Legible() bool {
	if slices.Contains(clean, c.Cond) || c.Cond == "dim" || c.Cond == "tilt" {
		return true
	}
	return (c.Cond == "defocus" || c.Cond == "motion") && c.Level <= 0.12
}

// Illegible reports whether small text is lost by blur.
func (c Case) Illegible() bool {
	return c.Cond == "defocus" && c.Level >= 0.28 || c.Cond == "motion" && c.Level >= 0.35
}

// check names the code that a condition must raise.
type check struct {
	name  string
	cond  []string
	codes []photo.IssueCode
	least float64
}

var checks = []check{
	{"dark caught", []string{"dark"}, []photo.IssueCode{photo.IssueDark}, 0.98},
	{"over-exposed caught", []string{"over"}, []photo.IssueCode{photo.IssueOverexposed}, 0.98},
	{"grey copy caught", []string{"bwcopy", "grayimg"}, []photo.IssueCode{photo.IssueGreyCopy, photo.IssueNoStamp}, 0.98},
	{"glare caught", []string{"glare"}, []photo.IssueCode{photo.IssueGlare}, 0.95},
	{"cropped caught", []string{"cropped"}, []photo.IssueCode{photo.IssueCropped}, 0.90},
	{"rotated caught", []string{"rot"}, []photo.IssueCode{photo.IssueRotated}, 0.98},
}

// alarms are the codes whose false alarms are counted on clean pictures.
var alarms = []photo.IssueCode{photo.IssueBlur, photo.IssueDark, photo.IssueOverexposed, photo.IssueGlare, photo.IssueGreyCopy,
	photo.IssueNoStamp, photo.IssueCropped, photo.IssueSmallInFrame, photo.IssueRotated, photo.IssueSkewed, photo.IssueScreen}

// Goals compares results with what was promised. They hold for sets of
// documents with truth.
func Goals(results []Result) []Goal {
	var out []Goal
	add := func(g Goal, of func(Result) bool, hit func(Result) bool) {
		for _, r := range results {
			if !of(r) {
				continue
			}
			g.Of++
			if hit(r) {
				g.Hits++
			}
			if hit(r) == g.Most {
				g.Miss = append(g.Miss, r.short())
			}
		}
		if g.Of > 0 {
			out = append(out, g)
		}
	}
	add(Goal{Name: "legible pictures rejected", Least: 0.01, Most: true}, Result.Legible, func(r Result) bool { return r.outcome() == photo.Reject })
	add(Goal{Name: "illegible pictures passed", Least: 0, Most: true}, Result.Illegible, func(r Result) bool { return r.outcome() == photo.Pass })
	for _, c := range checks {
		add(Goal{Name: c.name, Least: c.least}, func(r Result) bool { return slices.Contains(c.cond, r.Cond) },
			func(r Result) bool { return r.has(c.codes...) })
	}
	add(Goal{Name: "outline found (overlap above 0.9)", Least: 0.97},
		func(r Result) bool { return r.Quad != nil && (slices.Contains(clean, r.Cond) || r.Cond == "tilt") },
		func(r Result) bool {
			o := r.Verdict.Facts.Outline
			return (o.Found || o.Full) && overlap(o.Quad, turned(*r.Quad)) > 0.9
		})
	for _, code := range alarms {
		add(Goal{Name: "false alarm " + string(code), Least: 0.02, Most: true},
			func(r Result) bool { return slices.Contains(clean, r.Cond) },
			func(r Result) bool { return r.has(code) })
	}
	return out
}

func (r Result) outcome() photo.Outcome {
	if r.Err != nil {
		return photo.Reject
	}
	return r.Verdict.Outcome
}

func (r Result) has(codes ...photo.IssueCode) bool {
	return slices.ContainsFunc(codes, r.Verdict.Has)
}
