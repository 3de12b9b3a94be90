// Package said puts into words where a rule comes from, how sure that is, and
// what other sources say of the same matter.
package said

import (
	"beiandesk/app/desk"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
)

// Source is the line under a rule: source, date and, if it is graded, how sure
// it is. C and D say that they only remind.
func Source(t *table.Set, source, date, confidence string) string {
	line := ""
	if source != "" || date != "" {
		line = text.SourceLine(desk.Names(t).Source(source), date)
	}
	return text.WithWeight(line, confidence)
}

// Sides are what the sources say where they differ, this rule first. Without a
// conflict there are none.
func Sides(t *table.Set, words, source, date, confidence string, others []table.Said) []part.Side {
	if len(others) == 0 {
		return nil
	}
	out := []part.Side{{Text: text.About(text.ThisRule, words), Source: Source(t, source, date, confidence)}}
	for _, o := range others {
		out = append(out, part.Side{Text: o.Text, Source: Source(t, o.Source, o.Date, o.Confidence)})
	}
	return out
}

// SidesOf are the sides of a finding: what the row says that stands behind it,
// or else the finding itself, and what others say.
func SidesOf(t *table.Set, f rule.Finding) []part.Side {
	words := f.Text
	if r, ok := t.BureauRule(f.Row); ok {
		words = r.Text
	}
	return Sides(t, words, f.Source, f.Date, f.Confidence, f.Conflict)
}
