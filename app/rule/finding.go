package rule

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// Severity of a finding.
type Severity string

const (
	Block Severity = "block" // would be refused: mend before export
	Warn  Severity = "warn"  // may be refused or is doubtful
	Info  Severity = "info"  // good to know
)

func (s Severity) rank() int {
	switch s {
	case Block:
		return 0
	case Warn:
		return 1
	}
	return 2
}

// Basis tells how well a rule is founded.
type Basis string

const (
	Stored Basis = "stored" // a published source is named; its Confidence tells whether it may block
	// Form: what is filled in is malformed, incomplete or contradicts itself, so
	// that no source has to demand it: a date that is none, a check digit, an end
	// before the beginning. The source tells only where the form is described.
	Form    Basis = "form"
	Derived Basis = "derived" // concluded by us; never blocks
	General Basis = "general" // general knowledge; never blocks
)

// capped is the severity that a rule or row of this foundation may have. It is
// the one place where that is decided: what is stored may block with confidence
// A or B, what is a matter of form always, all else warns at most.
func capped(sev Severity, basis Basis, confidence string) Severity {
	founded := basis == Form || basis == Stored && (confidence == "A" || confidence == "B")
	if sev == Block && !founded {
		return Warn
	}
	return sev
}

// Finding is one thing to mend or to know. Text and Remedy are Chinese
// sentences without identity numbers, phones or mail addresses. Field is where
// it is mended, or a material's path (filing.MaterialField).
type Finding struct {
	ID       string       `json:"id"`
	Severity Severity     `json:"severity"`
	Field    filing.Field `json:"field"`
	Text     string       `json:"text"`
	Remedy   string       `json:"remedy"`
	Source   string       `json:"source"` // tags of sources.json
	Date     string       `json:"date"`   // of the source, or "不详"
	Basis    Basis        `json:"basis"`
	// Missing marks a thing that is not there yet, as opposed to one that is
	// wrong: an untouched form is "to do", not "in trouble".
	Missing bool `json:"missing,omitempty"`
	// Row is the id of the table.BureauRule that found it or stands behind the
	// rule of the registry, "" if there is none; Confidence (A to D) and
	// Conflict, what other sources say, are that row's. Without a row it is the
	// rule's confidence, "" unless Basis is Stored.
	Row        string       `json:"row,omitempty"`
	Confidence string       `json:"confidence,omitempty"`
	Conflict   []table.Said `json:"conflict,omitempty"`
	// Other is another filing held here that the finding speaks of.
	Other Related `json:"other,omitzero"`
}

// Disputed is what to tell beside the sides of a conflict, OnlyHint beside what
// rests on a single or old source.
const (
	Disputed = "来源不一致，请向接入商确认"
	OnlyHint = "资料较旧或只有一处，仅提醒"
)

// Aside is what must be told beside a finding, question or item: that it only
// reminds, and what each of the sources says that disagree. "" if nothing. names
// writes out the tags of a source.
func Aside(confidence string, conflict []table.Said, names func(tags string) string) string {
	out := ""
	if confidence > "B" {
		out = OnlyHint + "。"
	}
	if len(conflict) == 0 {
		return out
	}
	var sides []string
	for _, c := range conflict {
		sides = append(sides, strings.TrimSuffix(c.Text, "。")+"（"+names(c.Source)+" "+c.Date+"）")
	}
	return out + Disputed + "：" + strings.Join(sides, "；") + "。"
}

// Summary counts findings.
type Summary struct {
	Block, Warn, Info int
	Missing           int // how many of Block are merely missing
}

// Summarise counts.
func Summarise(list []Finding) Summary {
	var s Summary
	for _, f := range list {
		switch f.Severity {
		case Block:
			s.Block++
			if f.Missing {
				s.Missing++
			}
		case Warn:
			s.Warn++
		default:
			s.Info++
		}
	}
	return s
}

// OK tells whether nothing blocks.
func (s Summary) OK() bool { return s.Block == 0 }

var fieldOrder = sync.OnceValue(func() map[filing.Field]int {
	m := map[filing.Field]int{}
	for i, p := range filing.Fields() {
		m[p] = i + 1
	}
	return m
})

var groupOrder = map[filing.Group]int{filing.GroupOrganiser: 1, filing.GroupSite: 2, filing.GroupPeople: 3, filing.GroupEmergency: 4}

// Sort orders findings: block before warn before info, then as the steps,
// groups and fields follow each other, then by rule.
func Sort(list []Finding) {
	order := fieldOrder()
	at := func(p filing.Field) int {
		if n, ok := order[p]; ok {
			return n
		}
		return 1 << 20
	}
	slices.SortStableFunc(list, func(a, b Finding) int {
		sa, ga := filing.Place(a.Field)
		sb, gb := filing.Place(b.Field)
		return cmp.Or(cmp.Compare(a.Severity.rank(), b.Severity.rank()), cmp.Compare(sa, sb),
			cmp.Compare(groupOrder[ga], groupOrder[gb]), cmp.Compare(at(a.Field), at(b.Field)),
			strings.Compare(string(a.Field), string(b.Field)), strings.Compare(a.ID, b.ID), strings.Compare(a.Text, b.Text))
	})
}
