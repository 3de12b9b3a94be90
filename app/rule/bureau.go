package rule

import (
	"cmp"
	"slices"
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// bureauRow is a row of province_rules that concerns this filing.
type bureauRow = table.BureauRule

// stageKinds are the kinds of filing that a stage concerns.
func stageKinds(stage string, k filing.Kind) bool {
	switch stage {
	case "pre-change":
		return k == filing.KindNewSite || k == filing.KindNewSiteElsewhere
	case "access":
		return k == filing.KindAccess
	case "change":
		return k == filing.KindChange || k == filing.KindMigrate
	case "cancel":
		return k == filing.KindCancelSubject || k == filing.KindCancelSite || k == filing.KindCancelAccess
	}
	return k == filing.KindUnknown || k.Prepared()
}

// concerns tells whether a row is about this filing: kind, nature, provider.
// Before step 1 is answered only what holds for every kind does.
func (s *scan) concerns(r *bureauRow) bool {
	f := s.f
	if len(r.Kinds) > 0 {
		if !slices.Contains(r.Kinds, string(f.Kind)) {
			return false
		}
	} else if !stageKinds(r.Stage, f.Kind) {
		return false
	}
	if r.Provider != "" && r.Provider != s.provider.ID {
		return false
	}
	switch r.Nature {
	case table.ForUnit:
		if !s.organisation() {
			return false
		}
	case table.ForIndividual:
		if s.organisation() {
			return false
		}
	}
	return len(r.Natures) == 0 || slices.Contains(r.Natures, f.Organiser.Nature)
}

// rows lists the rows that concern this filing, those for everywhere first.
func (s *scan) rows() []*bureauRow {
	if s.inScope == nil {
		s.inScope = []*bureauRow{}
		province := table.AllProvinces
		if s.known {
			province = s.province.Code
		}
		for _, r := range s.t.BureauRules(province) {
			if s.concerns(r) {
				s.inScope = append(s.inScope, r)
			}
		}
	}
	return s.inScope
}

// bureau adds what the rows find to what the rules of the registry found, and
// tells of the latter which row stands behind them.
func (s *scan) bureau(only func(*bureauRow) bool) {
	found := s.found
	var mine []Finding
	for _, r := range s.rows() {
		if r.Place != table.PlaceCheck || r.Predicate == "registry" || only != nil && !only(r) {
			continue
		}
		for _, f := range predicates[r.Predicate](s, r) {
			fd := s.rowFinding(r, f)
			if slices.ContainsFunc(found, func(x Finding) bool { return sameMatter(r, f, x) && x.Severity.rank() < fd.Severity.rank() }) {
				continue
			}
			mine = append(mine, fd)
			found = slices.DeleteFunc(found, func(x Finding) bool { return sameMatter(r, f, x) })
		}
	}
	if only == nil {
		for _, q := range s.denied() {
			mine = append(mine, q)
			r, _ := s.t.BureauRule(q.Row)
			found = slices.DeleteFunc(found, func(x Finding) bool { return sameMatter(&r, fault{field: q.Field}, x) })
		}
	}
	s.found = append(found, s.strongest(mine)...)
	for i := range s.found {
		if s.found[i].Row == "" {
			s.found[i] = s.backed(s.found[i])
		}
	}
}

// fault is what a predicate found: where, and what is wrong in one sentence.
type fault struct {
	field  filing.Field
	text   string
	remedy string // "" = the row's
	words  []string
	other  *OtherFiling // the filing it speaks of
	mild   bool         // warns at most, whatever the row says
	empty  bool         // nothing is there yet
}

// said is the demand of a row in one sentence: "天津：……。"
func (s *scan) said(r *bureauRow) string {
	if r.Province == table.AllProvinces {
		return r.Text
	}
	return s.province.Name + "：" + r.Text
}

func (s *scan) rowFinding(r *bureauRow, f fault) Finding {
	sev := capped(Severity(r.Severity), Stored, r.Confidence)
	if f.mild && sev == Block {
		sev = Warn
	}
	out := Finding{ID: r.ID, Row: r.ID, Severity: sev, Field: f.field, Text: f.text + s.said(r), Remedy: cmp.Or(f.remedy, r.Remedy),
		Source: r.Source, Date: r.Date, Basis: Stored, Confidence: r.Confidence, Conflict: r.Conflict, Missing: f.empty}
	if f.other != nil {
		out.Other = related(f.other)
	}
	return out
}

// sameMatter tells whether a rule of the registry says what a row has found.
// The graver of the two stays, of equals the row.
func sameMatter(r *bureauRow, f fault, x Finding) bool {
	if x.Field != f.field || !slices.Contains(r.Instead, x.ID) {
		return false
	}
	return len(f.words) == 0 || slices.ContainsFunc(f.words, func(w string) bool { return strings.Contains(x.Text, w) })
}

// strongest keeps of several rows on one subject and field the one that counts
// most: by severity, then the province's own before one for everywhere, then
// by confidence.
func (s *scan) strongest(list []Finding) []Finding {
	var out []Finding
	for _, f := range list {
		r, _ := s.t.BureauRule(f.Row)
		i := slices.IndexFunc(out, func(o Finding) bool {
			q, _ := s.t.BureauRule(o.Row)
			return r.Place == table.PlaceCheck && q.Place == r.Place && q.Subject == r.Subject && (q.Predicate == r.Predicate || r.Subject == "domain_validity") && o.Field == f.Field
		})
		if i < 0 {
			out = append(out, f)
		} else if s.before(f, out[i]) {
			out[i] = f
		}
	}
	return out
}

func (s *scan) before(a, b Finding) bool {
	x, _ := s.t.BureauRule(a.Row)
	y, _ := s.t.BureauRule(b.Row)
	return cmp.Or(cmp.Compare(a.Severity.rank(), b.Severity.rank()), cmp.Compare(breadth(x), breadth(y)),
		strings.Compare(a.Confidence, b.Confidence)) < 0
}

func breadth(r bureauRow) int {
	if r.Province == table.AllProvinces {
		return 1
	}
	return 0
}

// named is the province's row that leaves a rule of the registry to be asked
// for, nil if there is none.
func (s *scan) named(rule string) *bureauRow {
	for _, r := range s.rows() {
		if r.Province != table.AllProvinces && r.Predicate == "registry" && slices.Contains(r.Params.Rules, rule) {
			return r
		}
	}
	return nil
}

// about tells whether a row speaks of a field: its own, or that of the material
// which it needs besides.
func about(r *bureauRow, field filing.Field) bool {
	return r.Field == field || r.Params != nil && r.Params.Needs != "" && field == filing.MaterialField(filing.Slot(r.Params.Needs))
}

// backed names in a finding of the registry the row that demands the same with
// the same severity, if there is one, the province's own before one for
// everywhere.
func (s *scan) backed(x Finding) Finding {
	var best *bureauRow
	for _, r := range s.rows() {
		if r.Predicate != "registry" || !slices.Contains(r.Params.Rules, x.ID) || r.Field != "" && !about(r, x.Field) {
			continue
		}
		if x.ID == "CN-HOLDER-NAME" && r.Province != table.AllProvinces && slices.Contains(r.Params.Who, "legal") && s.holderIsLegal() {
			x.Conflict = append(x.Conflict, table.Said{Text: s.said(r), Source: r.Source, Date: r.Date, Confidence: r.Confidence})
		}
		if string(x.Severity) != r.Severity {
			continue
		}
		if best == nil || cmp.Or(cmp.Compare(breadth(*r), breadth(*best)), strings.Compare(r.Confidence, best.Confidence)) < 0 {
			best = r
		}
	}
	if best != nil {
		x.Row, x.Confidence, x.Source, x.Date, x.Basis = best.ID, best.Confidence, best.Source, best.Date, Stored
		x.Conflict = append(x.Conflict, best.Conflict...)
	}
	return x
}
