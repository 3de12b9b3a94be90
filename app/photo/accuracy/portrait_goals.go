package accuracy

import (
	"strings"

	"beiandesk/app/photo"
)

// portraitChecks name the code that a condition must raise.
var portraitChecks = []struct {
	name  string
	cond  []string // beginnings
	codes []photo.IssueCode
	least float64
}{
	{"white clothes caught", []string{"white clothes"}, []photo.IssueCode{photo.IssueClothes}, 0.98},
	{"cluttered room caught", []string{"room"}, []photo.IssueCode{photo.IssueBackground}, 0.95},
	{"one object caught", []string{"one "}, []photo.IssueCode{photo.IssueBackground}, 0.95},
	{"coloured wall caught", []string{"coloured wall"}, []photo.IssueCode{photo.IssueBackground}, 1},
	{"grey wall caught", []string{"grey wall"}, []photo.IssueCode{photo.IssueBackground}, 1},
	{"over-exposed face caught", []string{"over-exposed"}, []photo.IssueCode{photo.IssueOverexposed}, 0.95},
	{"dark caught", []string{"dark picture"}, []photo.IssueCode{photo.IssueDark}, 1},
	{"grey picture caught", []string{"grey picture"}, []photo.IssueCode{photo.IssueGreyCopy}, 1},
	{"two people caught", []string{"two people"}, []photo.IssueCode{photo.IssueManyFaces}, 0.95},
	{"small face caught", []string{"small face"}, []photo.IssueCode{photo.IssueFaceSmall}, 0.95},
}

// portraitAlarms are the codes whose false alarms are counted.
var portraitAlarms = []photo.IssueCode{photo.IssueNoFace, photo.IssueManyFaces, photo.IssueFaceSmall, photo.IssueCropped, photo.IssueRotated,
	photo.IssueDark, photo.IssueOverexposed, photo.IssueBlur, photo.IssueGreyCopy, photo.IssueClothes}

// PortraitGoals compares the results of recomposed portraits with what was
// promised.
func PortraitGoals(results []Result) []Goal {
	var out []Goal
	add := func(g Goal, cond []string, hit func(Result) bool) {
		for _, r := range results {
			for _, c := range cond {
				if strings.HasPrefix(r.Cond, c) {
					count(&g, r, hit(r))
				}
			}
		}
		if g.Of > 0 {
			out = append(out, g)
		}
	}
	good := []string{"ok ", "dark clothes"}
	add(Goal{Name: "face found, one", Least: 1}, good, func(r Result) bool {
		f := r.Verdict.Facts.Portrait
		return f != nil && len(f.Faces) == 1 && !f.Unsure
	})
	for _, c := range portraitChecks {
		add(Goal{Name: c.name, Least: c.least}, c.cond, func(r Result) bool { return r.has(c.codes...) })
	}
	add(Goal{Name: "beige clothes rejected", Least: 0, Most: true}, []string{"beige clothes"}, func(r Result) bool { return r.outcome() == photo.Reject })
	add(Goal{Name: "dark clothes alarmed", Least: 0, Most: true}, []string{"dark clothes"}, func(r Result) bool { return r.has(photo.IssueClothes) })
	add(Goal{Name: "dark jacket over a white shirt alarmed", Least: 0.02, Most: true}, []string{"ok collar"}, func(r Result) bool { return r.has(photo.IssueClothes) })
	add(Goal{Name: "false alarm background (white walls)", Least: 0, Most: true}, good, func(r Result) bool { return r.has(photo.IssueBackground) })
	for _, code := range portraitAlarms {
		add(Goal{Name: "false alarm " + string(code), Least: 0.02, Most: true}, good, func(r Result) bool { return r.has(code) })
	}
	return out
}
