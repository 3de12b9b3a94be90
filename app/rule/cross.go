package rule

import (
	"slices"

	"beiandesk/app/filing"
)

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

// CrossRow is what one source says about numbers and people that stand in the
// filings of several organisers. All provincial ones are of confidence C, so
// nothing here blocks.
type CrossRow struct {
	ID         string // of province_rules
	Province   string // GB/T 2260, "000000" = all
	Kinds      []IdentifierKind
	Manager    bool // the row speaks of 互联网信息服务负责人 alone
	Source     string
	Date       string
	Confidence string
}

// CrossRows are the rows that the CN-CROSS rules carry out.
func CrossRows() []CrossRow { return slices.Clone(crossRows) }

var crossRows = []CrossRow{
	{"CN-PHU-01", "000000", []IdentifierKind{Mobile}, false, "HW-驳回", "2025-12-31", "B"},
	{"TJ-PHU-01", "120000", []IdentifierKind{Mobile, Identity}, false, "TC:243/51699; ALI", "2023-09-28", "C"},
	{"JX-PHU-01", "360000", []IdentifierKind{Mobile}, true, "TC:243/51707", "2022", "C"},
	{"SD-PHU-01", "370000", []IdentifierKind{Mobile, Identity}, false, "TC:243/51704", "2022", "C"},
	{"HA-PHU-01", "410000", []IdentifierKind{Mobile, Identity}, false, "TC:243/51713", "2022", "C"},
	{"CQ-PHU-01", "500000", []IdentifierKind{Mobile}, false, "TC:243/51723", "2022", "C"},
	{"SC-PHU-01", "510000", []IdentifierKind{Identity}, false, "TC:243/51725", "2022", "C"},
	{"YN-PHU-01", "530000", []IdentifierKind{Mobile}, false, "TC:243/51727", "2022", "C"},
	{"XJ-PHU-01", "650000", []IdentifierKind{Mobile, Identity}, false, "TC:243/51721", "2022", "C"},
	{"CN-MGR-02", "000000", nil, true, "TC:主体信息", "2022", "C"},
	{"JS-MGR-01", "320000", nil, true, "TC:243/51703", "2022", "C"},
	{"JX-MGR-01", "360000", nil, true, "TC:243/51707", "2022", "C"},
}

// crossRow finds the row of the filing's province about a kind, or the one for
// all provinces. No kind asks for the row about managers.
func (s *scan) crossRow(kind IdentifierKind, manager bool) (row CrossRow, found bool) {
	for _, r := range crossRows {
		fits := kind == "" && r.Manager && len(r.Kinds) == 0 || slices.Contains(r.Kinds, kind) && (manager || !r.Manager)
		switch {
		case !fits:
		case r.Province == s.f.Region.Province:
			return r, true
		case r.Province == "000000":
			row, found = r, true
		}
	}
	return row, found
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

// names says where it stands: “b.com”（已备案）, and that there are more.
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
	if len(seen) > 1 {
		words += "等多份备案"
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

// hitCross records a finding that leads to another filing.
func (s *scan) hitCross(u use, row CrossRow, text, remedy string) {
	if row.ID == "" {
		row = CrossRow{Source: s.rule.Source, Date: s.rule.Date}
	}
	s.hitFrom(u.field, text, remedy, row.Source, row.Date)
	fd := &s.found[len(s.found)-1]
	fd.Row, fd.Confidence = row.ID, row.Confidence
	fd.Other = related(u.by[0].other)
}

func related(o *OtherFiling) Related { return Related{Filing: o.ID, Domain: o.Domain} }

// where says who asks for it.
func (s *scan) asks(row CrossRow) string {
	if row.Province != "000000" && s.known {
		return s.province.Name + "曾"
	}
	return "多地会"
}
