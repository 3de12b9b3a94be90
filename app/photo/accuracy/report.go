package accuracy

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"beiandesk/app/photo"
)

// short names a result in a list of misses.
func (r Result) short() string {
	var codes []string
	for _, i := range r.Verdict.Issues {
		codes = append(codes, string(i.Code))
	}
	if r.Err != nil {
		codes = []string{"unread"}
	}
	return fmt.Sprintf("%s (%s: %s)", filepath.Base(r.Path), r.outcome(), strings.Join(codes, " "))
}

// Promises prints goals as a table in Markdown.
func Promises(goals []Goal) string {
	var b strings.Builder
	b.WriteString("| promise | measured | asked | kept |\n|---|---:|---:|---|\n")
	for _, g := range goals {
		sign, kept := "≥", "yes"
		if g.Most {
			sign = "≤"
		}
		if !g.Kept() {
			kept = "**no**"
		}
		fmt.Fprintf(&b, "| %s | %d of %d (%.1f %%) | %s %.3g %% | %s |\n", g.Name, g.Hits, g.Of, 100*float64(g.Hits)/float64(max(1, g.Of)), sign, 100*g.Least, kept)
	}
	return b.String()
}

// Conditions prints, for each condition, the outcomes and the codes raised.
func Conditions(results []Result) string {
	type group struct {
		n       int
		outcome map[photo.Outcome]int
		codes   map[photo.IssueCode]int
	}
	groups := map[string]*group{}
	var names []string
	for _, r := range results {
		name := r.Cond
		if r.Level > 0 {
			name += fmt.Sprintf(" %g", r.Level)
		}
		g := groups[name]
		if g == nil {
			g = &group{outcome: map[photo.Outcome]int{}, codes: map[photo.IssueCode]int{}}
			groups[name] = g
			names = append(names, name)
		}
		g.n++
		g.outcome[r.outcome()]++
		for _, i := range r.Verdict.Issues {
			g.codes[i.Code]++
		}
	}
	slices.Sort(names)
	var b strings.Builder
	b.WriteString("| condition | pictures | pass | doubtful | reject | codes |\n|---|---:|---:|---:|---:|---|\n")
	for _, name := range names {
		g := groups[name]
		var codes []photo.IssueCode
		for c := range g.codes {
			codes = append(codes, c)
		}
		slices.SortFunc(codes, func(a, b photo.IssueCode) int {
			return cmp.Or(g.codes[b]-g.codes[a], strings.Compare(string(a), string(b)))
		})
		var words []string
		for _, c := range codes {
			words = append(words, fmt.Sprintf("%s %d", c, g.codes[c]))
		}
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d | %s |\n", name, g.n, g.outcome[photo.Pass], g.outcome[photo.Doubtful], g.outcome[photo.Reject], strings.Join(words, ", "))
	}
	return b.String()
}
