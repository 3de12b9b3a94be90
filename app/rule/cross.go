package rule

import (
	"fmt"
	"slices"

	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// MaxSharing is how many filings are named for one identifier: more are not
// looked for. The number of an office's own clerk may stand in thousands.
const MaxSharing = 8

// Share is an identifier that stands in another filing, too.
type Share struct {
	Kind  IdentifierKind
	Field filing.Field // in the filing that is looked at
	Bears Bearer       // who carries it in the other
}

// Related is another filing held here that a finding speaks of.
type Related struct {
	Filing string `json:"filing"` // id
	Domain string `json:"domain"` // "" if it has none yet
}

// crossRow tells what of a row of province_rules the CN-CROSS rules can see in
// the filings held here. What the row says and how sure it is stands there.
type crossRow struct {
	kinds   []IdentifierKind // that must not stand elsewhere; none = the office of a manager itself
	manager bool             // the row speaks of 互联网信息服务负责人 alone
}

// crossRows by id. The rows stay questions, as filings held by others are not
// known here; one that a finding names is not asked.
var crossRows = map[string]crossRow{
	"CN-PHU-01": {kinds: []IdentifierKind{Mobile}},
	"TJ-PHU-01": {kinds: []IdentifierKind{Mobile, Identity}},
	"JX-PHU-01": {kinds: []IdentifierKind{Mobile}, manager: true},
	"SD-PHU-01": {kinds: []IdentifierKind{Mobile, Identity}},
	"HA-PHU-01": {kinds: []IdentifierKind{Mobile, Identity}},
	"CQ-PHU-01": {kinds: []IdentifierKind{Mobile}},
	"SC-PHU-01": {kinds: []IdentifierKind{Identity}},
	"YN-PHU-01": {kinds: []IdentifierKind{Mobile}},
	"XJ-PHU-01": {kinds: []IdentifierKind{Mobile, Identity}},
	"CN-MGR-02": {manager: true},
	"JS-MGR-01": {manager: true},
	"JX-MGR-01": {manager: true},
}

// crossRow finds the row of the filing's province about a kind, or the one for
// all provinces; nil if there is none. No kind asks for the row about managers.
func (s *scan) crossRow(kind IdentifierKind, manager bool) (row *bureauRow) {
	for _, r := range s.rows() { // those for everywhere first
		c, ok := crossRows[r.ID]
		if ok && (kind == "" && len(c.kinds) == 0 || slices.Contains(c.kinds, kind) && (manager || !c.manager)) {
			row = r
		}
	}
	return row
}

// seen are the rows that a finding about another filing names.
func (s *scan) seen() map[string]bool {
	if s.crossed == nil {
		s.crossed = map[string]bool{}
		if slices.ContainsFunc(s.env.Others, func(o OtherFiling) bool { return len(o.Shares) > 0 }) {
			x := *s
			x.found = nil
			for i := range crossRules {
				x.rule = &crossRules[i]
				x.rule.check(&x)
			}
			for _, fd := range x.found {
				s.crossed[fd.Row] = true
			}
		}
	}
	return s.crossed
}

// use is one identifier of the filing with all who carry it elsewhere.
type use struct {
	field filing.Field
	by    []carrier
}

type carrier struct {
	other *OtherFiling
	bears Bearer
}

// shared lists what stands in filings of other organisers, field by field in
// the order of the form.
func (s *scan) shared(kind IdentifierKind) (list []use) {
	if !s.f.State.Open() {
		return nil
	}
	at := map[filing.Field]int{}
	for i := range s.env.Others {
		o := &s.env.Others[i]
		if o.SameOrganiser || o.State == filing.Abandoned || o.ID == s.f.ID {
			continue
		}
		for _, x := range o.Shares {
			if x.Kind != kind {
				continue
			}
			n, seen := at[x.Field]
			if !seen {
				n = len(list)
				at[x.Field] = n
				list = append(list, use{field: x.Field})
			}
			list[n].by = append(list[n].by, carrier{o, x.Bears})
		}
	}
	return list
}

// only keeps those carriers that fit; ok is false if none does.
func (u use) only(fits func(carrier) bool) (use, bool) {
	v := use{field: u.field}
	for _, c := range u.by {
		if fits(c) {
			v.by = append(v.by, c)
		}
	}
	return v, len(v.by) > 0
}

// names says where it stands: “b.com”（已备案）, and how many there are.
func (u use) names() string {
	first := u.by[0].other
	words := "另一份还没有填域名的备案"
	if first.Domain != "" {
		words = "“" + first.Domain + "”"
	}
	words += "（" + first.State.Name() + "）"
	seen := map[string]bool{}
	for _, c := range u.by {
		seen[c.other.ID] = true
	}
	switch n := len(seen); {
	case n >= MaxSharing:
		words += fmt.Sprintf("等至少 %d 份备案", n)
	case n > 1:
		words += fmt.Sprintf("等 %d 份备案", n)
	}
	return words
}

// samePerson tells whether the person in that block stands in the other filing
// with the same certificate.
func samePerson(o *OtherFiling, field filing.Field) bool {
	block, _, _ := cut(field)
	return slices.ContainsFunc(o.Shares, func(x Share) bool {
		b, _, _ := cut(x.Field)
		return x.Kind == Identity && b == block && x.Bears != BearsOrganiser
	})
}

// hitCross records a finding that leads to another filing; row is nil if none
// speaks of it.
func (s *scan) hitCross(u use, row *bureauRow, text, remedy string) {
	s.hit(u.field, text, remedy)
	fd := &s.found[len(s.found)-1]
	fd.Other = related(u.by[0].other)
	if row != nil {
		fd.Row, fd.Confidence, fd.Conflict, fd.Source, fd.Date = row.ID, row.Confidence, row.Conflict, row.Source, row.Date
	}
}

func related(o *OtherFiling) Related { return Related{Filing: o.ID, Domain: o.Domain} }

// where says who asks for it.
func (s *scan) asks(row *bureauRow) string {
	if row != nil && row.Province != table.AllProvinces && s.known {
		return s.province.Name + "曾"
	}
	return "多地会"
}
