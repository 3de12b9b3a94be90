// Package rule holds what the program knows about a correct filing: rules that
// look at a filing and give findings, the materials a filing needs, the clean
// form of what people type, and how far a filing has come.
//
// Every rule names its source and date. What is derived by us or general
// knowledge warns at most; a test enforces it. Nothing here reads the clock or
// the disk.
package rule

import (
	"slices"
	"strings"
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// Env is what rules need beside the filing.
type Env struct {
	Now    time.Time
	Tables *table.Set // nil = the built-in ones
	// Provider overrides the profile that the filing names, for offices that
	// have turned a switch (Tibet, natural persons). nil = by Filing.Provider.
	Provider *table.Provider
	// Profiles are the profiles with the office's switches, by id, for Compare;
	// what is not in it is taken from the tables.
	Profiles map[string]table.Provider
	// Others are the other filings of the list, the trash excluded.
	Others []OtherFiling
	// Habits are what this office is often refused for where the filing goes.
	Habits []Habit
}

// OtherFiling is what rules need to know of another filing.
type OtherFiling struct {
	ID            string
	Domain        string
	SiteName      string // "" if not known
	State         filing.State
	SameOrganiser bool // equal certificate number of the organiser
	Provider      string
	// Shares are what stands here and there. They are looked for in filings of
	// other organisers alone.
	Shares []Share
}

// Rule is one row of the registry. Severity is fixed, so that it can be
// printed; where one topic has two severities there are two rules.
type Rule struct {
	ID       string
	Title    string
	Severity Severity
	Basis    Basis
	// Confidence is how well the source founds the rule, on the scale of the
	// tables (docs/rules.md); "" unless Basis is Stored. It caps Severity.
	Confidence string
	Source     string
	Date       string
	Missing    bool // its findings are things not there yet
	always     bool // also for kinds that the program does not prepare
	check      func(*scan)
}

// Rules lists the registry in its order. The slice is a copy.
func Rules() []Rule { return append([]Rule(nil), registry...) }

// Check looks at the whole filing. The order is deterministic, see Sort. A
// kind that the program does not prepare gets only what concerns step 1.
func Check(f *filing.Filing, env Env) []Finding {
	s, err := newScan(f, env)
	if err != nil {
		return []Finding{{ID: "CN-TABLES", Severity: Block, Field: "kind", Basis: Form, Source: "DERIVED", Date: "不详",
			Text: "程序自带的资料表读不出来，无法检查。", Remedy: "请重新安装程序；数据文件夹里的备案不受影响。"}}
	}
	return s.run(registry, nil)
}

// run looks with the given rules. Before step 1 is answered a filing is looked
// at as if it were a first one. only chooses rows of province_rules, nil takes
// them all.
func (s *scan) run(rules []Rule, only func(*bureauRow) bool) []Finding {
	all := s.f.Kind.Prepared() || s.f.Kind == filing.KindUnknown
	for i := range rules {
		if all || rules[i].always {
			s.rule = &rules[i]
			rules[i].check(s)
		}
	}
	if all {
		s.bureau(only)
	}
	s.keepFiledName()
	Sort(s.found)
	return s.found
}

// CheckField gives the findings of one field, or of a block ("organiser.address").
func CheckField(f *filing.Filing, field filing.Field, env Env) []Finding {
	var out []Finding
	for _, fd := range Check(f, env) {
		if fd.Field == field || strings.HasPrefix(string(fd.Field), string(field)+".") {
			out = append(out, fd)
		}
	}
	return out
}

// scan carries one look at one filing.
type scan struct {
	f        *filing.Filing
	env      Env
	t        *table.Set
	today    time.Time // midnight in China
	province table.Province
	known    bool // province is known
	provider table.Provider
	rule     *Rule
	found    []Finding
	inScope  []*table.BureauRule // of rows
	touched  []Regulated         // of regulated
	crossed  map[string]bool     // of seen
	need     []Need              // of needs
	needed   bool
}

func newScan(f *filing.Filing, env Env) (*scan, error) {
	s := &scan{f: f, env: env, t: env.Tables}
	if s.t == nil {
		t, err := table.Builtin()
		if err != nil {
			return nil, err
		}
		s.t = t
	}
	y, m, d := env.Now.In(filing.China).Date()
	s.today = time.Date(y, m, d, 0, 0, 0, 0, filing.China)
	s.province, s.known = s.t.Province(f.Region.Province)
	if env.Provider != nil {
		s.provider = *env.Provider
	} else {
		s.provider = s.t.Provider(f.Provider)
	}
	return s, nil
}

// hit records a finding of the rule that is running.
func (s *scan) hit(field filing.Field, text, remedy string) {
	s.hitFrom(field, text, remedy, s.rule.Source, s.rule.Date)
}

// hitFrom is hit with the origin of a table row instead of the rule's.
func (s *scan) hitFrom(field filing.Field, text, remedy, source, date string) {
	s.found = append(s.found, Finding{ID: s.rule.ID, Severity: s.rule.Severity, Field: field, Text: text, Remedy: remedy,
		Source: source, Date: date, Basis: s.rule.Basis, Confidence: s.rule.Confidence, Missing: s.rule.Missing})
}

// hitOther is hit with a way to the filing it speaks of.
func (s *scan) hitOther(field filing.Field, text, remedy string, o *OtherFiling) {
	s.hit(field, text, remedy)
	s.pointAt(o)
}

// pointAt gives the newest finding a way to the filing it speaks of.
func (s *scan) pointAt(o *OtherFiling) { s.found[len(s.found)-1].Other = related(o) }

// registry holds all rules, topic by topic, with the severity that they may have.
var registry = wellFounded(declared)

func wellFounded(list []Rule) []Rule {
	out := slices.Clone(list)
	for i, r := range out {
		out[i].Severity = capped(r.Severity, r.Basis, r.Confidence)
	}
	return out
}

var declared = slices.Concat(kindRules, orderRules, requiredRules, cleanRules, codeRules, numberRules, validityRules,
	organiserRules, regionRules, addressRules, nameRules, siteRules, approvalRules, domainRules, holderRules,
	personRules, roleRules, contactRules, crossRules, materialRules, portraitRules, providerRules, quotaRules, askRules, officeRules)
