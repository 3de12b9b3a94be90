package rule_test

import (
	"strings"
	"testing"

	"beiandesk/app/rule"
	"beiandesk/app/rule/ruletest"
)

// sourceGrades is the best confidence that a source gives alone, by the scale of
// the tables: A UCloud's current pages, the law and national standards; B another
// provider's own pages of 2023 or later; C such of about 2022, somebody's copy,
// sample, diary or training slides; D 2020 or older. A tag is looked up whole and
// then by what stands before its hyphen.
var sourceGrades = map[string]string{
	"UC": "A", "GB32100": "A", "GB11643": "A", "GB11714": "A", "GS15": "A", "GBT2260": "A",
	"HW": "B", "VOL": "B", "ALI": "B", "JD": "B", "DY": "B", "WX": "B", "PSL": "B",
	"TC": "C", "TC26": "C", "INS": "C", "XN": "C", "NE": "C", "XR": "C", "AOT": "C", "EXT": "C", "WX-SDK": "C", "WX-D": "C", "DECK": "C", "LIST": "C",
	"TOP": "D", "SJ": "D",
}

// deserved is the best confidence that sources give together. Two of C that
// know nothing of each other make B.
func deserved(t *testing.T, id string, tags []string) string {
	best, makers := "D", map[string]bool{}
	for _, tag := range tags {
		maker, _, _ := strings.Cut(tag, "-")
		g := sourceGrades[tag]
		if g == "" {
			g = sourceGrades[maker]
		}
		if g == "" {
			t.Errorf("%s: nobody graded the source %s", id, tag)
			continue
		}
		if g == "C" {
			makers[maker] = true
		}
		best = min(best, g)
	}
	if best == "C" && len(makers) > 1 {
		return "B"
	}
	return best
}

// Every rule tells what it is founded on: a source of known confidence, no
// better than its sources deserve, or the form. It blocks only with A, B or the
// form, and what stands in the source is what happens.
func TestWhatBlocksIsWellFounded(t *testing.T) {
	tables := ruletest.Tables()
	blocks, form := 0, 0
	declared := rule.Declared()
	for i, r := range rule.Rules() {
		switch r.Basis {
		case rule.Stored:
			if len(r.Confidence) != 1 || !strings.Contains("ABCD", r.Confidence) {
				t.Errorf("%s names a source and has the confidence %q", r.ID, r.Confidence)
			} else if best := deserved(t, r.ID, tables.Tags(r.Source)); r.Confidence < best {
				t.Errorf("%s has confidence %s, its sources give %s", r.ID, r.Confidence, best)
			}
		case rule.Form, rule.Derived, rule.General:
			if r.Confidence != "" {
				t.Errorf("%s is %s and yet has confidence %s", r.ID, r.Basis, r.Confidence)
			}
		default:
			t.Errorf("%s: basis %q", r.ID, r.Basis)
		}
		if r.Severity != declared[i].Severity {
			t.Errorf("%s is written down as %s and may only %s", r.ID, declared[i].Severity, r.Severity)
		}
		if r.Severity == rule.Block {
			blocks++
			if r.Basis == rule.Form {
				form++
			} else if r.Basis != rule.Stored || r.Confidence != "A" && r.Confidence != "B" {
				t.Errorf("%s blocks on %s, confidence %q", r.ID, r.Basis, r.Confidence)
			}
		}
	}
	if blocks < 30 || form == 0 || form > 20 {
		t.Errorf("%d rules block, %d of them by form", blocks, form)
	}
	t.Logf("%d rules block, %d of them by form", blocks, form)
}

func TestConfidenceCapsSeverity(t *testing.T) {
	for _, c := range []struct {
		basis      rule.Basis
		confidence string
		blocks     bool
	}{
		{rule.Stored, "A", true}, {rule.Stored, "B", true}, {rule.Stored, "C", false}, {rule.Stored, "D", false}, {rule.Stored, "", false},
		{rule.Form, "", true}, {rule.Derived, "", false}, {rule.Derived, "A", false}, {rule.General, "", false}, {"", "A", false},
	} {
		want := rule.Warn
		if c.blocks {
			want = rule.Block
		}
		if got := rule.Capped(rule.Block, c.basis, c.confidence); got != want {
			t.Errorf("%s %q: %s, want %s", c.basis, c.confidence, got, want)
		}
		for _, mild := range []rule.Severity{rule.Warn, rule.Info} {
			if got := rule.Capped(mild, c.basis, c.confidence); got != mild {
				t.Errorf("%s %q: %s became %s", c.basis, c.confidence, mild, got)
			}
		}
	}
}

// Whatever is found in the made-up filings blocks only as it may.
func TestNothingFoundBlocksWithoutFoundation(t *testing.T) {
	list, err := ruletest.Cases()
	if err != nil {
		t.Fatal(err)
	}
	blocks := 0
	for _, c := range list {
		f, env, err := c.Make()
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range rule.Check(f, env) {
			if x.Severity != rule.Block {
				continue
			}
			blocks++
			if x.Basis != rule.Form && (x.Basis != rule.Stored || x.Confidence != "A" && x.Confidence != "B") {
				t.Errorf("%s: %s blocks on %s, confidence %q", c.At, x.ID, x.Basis, x.Confidence)
			}
		}
	}
	if blocks < 200 {
		t.Errorf("only %d findings block", blocks)
	}
}
