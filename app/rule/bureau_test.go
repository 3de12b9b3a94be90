package rule_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/ruletest"
)

func TestEveryRowIsInExactlyOnePlace(t *testing.T) {
	rows := rule.Coverage(ruletest.Tables())
	if len(rows) != 469 {
		t.Errorf("%d rows", len(rows))
	}
	registry := map[string]rule.Rule{}
	for _, r := range rule.Rules() {
		registry[r.ID] = r
	}
	for _, r := range rows {
		if n := strings.Count(" check ask list ", " "+r.Place+" "); n != 1 {
			t.Errorf("%s: place %q", r.ID, r.Place)
		}
		if _, ok := registry[r.ID]; ok {
			t.Errorf("%s is the id of a rule of the registry too", r.ID)
		}
		if (r.Predicate == "registry") != (len(r.By) > 0) {
			t.Errorf("%s: by %v", r.ID, r.By)
		}
		for _, id := range append(r.By, r.Instead...) {
			if registry[id].ID == "" {
				t.Errorf("%s names %s, which is no rule", r.ID, id)
			}
		}
	}
}

// Confidence C and D never block: neither a row nor what it finds.
func TestWeakSourcesNeverBlock(t *testing.T) {
	hit := 0
	for _, r := range ruletest.Tables().Bureau {
		if r.Confidence > "B" && r.Severity == "block" {
			t.Errorf("%s blocks with confidence %s", r.ID, r.Confidence)
		}
		f, env, ok := ruletest.Bad(r)
		if !ok {
			continue
		}
		for _, x := range rule.Check(f, env) {
			if x.Row != "" {
				hit++
			}
			if x.Severity == rule.Block && x.Confidence > "B" {
				t.Errorf("%s: %s blocks with confidence %s", r.ID, x.ID, x.Confidence)
			}
			if row, _ := ruletest.Tables().BureauRule(x.Row); x.Row != "" && (x.Confidence != row.Confidence || len(x.Conflict) < len(row.Conflict)) {
				t.Errorf("%s: the finding %s does not tell the confidence and conflict of its row", r.ID, x.ID)
			}
		}
	}
	if hit < 200 {
		t.Errorf("only %d findings were looked at", hit)
	}
}

// Where a well-founded row takes a domain of the legal representative it is
// taken; where none says so, or one says no, it is refused.
func TestWhoseDomainMayBe(t *testing.T) {
	for province, refused := range map[string]bool{"370000": false, "350000": false, "440000": false, "640000": true, "520000": true, "130000": true, "330000": true} {
		f := ruletest.Good(province, 4)
		f.Domain.Holder, f.Domain.HolderType, f.Domain.HolderNumber = f.Legal.Name, 2, f.Legal.CertNumber
		ruletest.Complete(f, ruletest.Env())
		list := rule.Check(f, ruletest.Env())
		if got := slices.ContainsFunc(list, func(x rule.Finding) bool { return x.Severity == rule.Block }); got != refused {
			t.Errorf("%s: %s", province, names(list))
		}
	}
}

// An emergency number of one's own blocks with a source that says it is refused,
// and shows who only advises against it.
func TestTheEmergencyNumberNamesBothSides(t *testing.T) {
	f := ruletest.Good("330000", 4)
	f.Emergency1.Mobile = f.Legal.Mobile
	list := rule.Check(f, ruletest.Env())
	i := slices.IndexFunc(list, func(x rule.Finding) bool { return x.ID == "CN-EMERGENCY-OWN" })
	if i < 0 || list[i].Severity != rule.Block || list[i].Row != "CN-EMC-01" || list[i].Confidence != "B" || len(list[i].Conflict) != 1 {
		t.Errorf("%+v", list)
	}
}

// No matter is reported twice: by two rules or rows at one field with the same
// subject.
func TestNoMatterIsReportedTwice(t *testing.T) {
	for _, r := range ruletest.Tables().Bureau {
		f, env, ok := ruletest.Bad(r)
		if !ok {
			continue
		}
		seen := map[string]string{}
		for _, x := range rule.Check(f, env) {
			row, ok := ruletest.Tables().BureauRule(x.Row)
			if !ok || row.Predicate == "words" || row.Predicate == "registry" {
				continue
			}
			key := string(x.Field) + " " + row.Subject + " " + row.Predicate
			if seen[key] != "" {
				t.Errorf("%s: %s and %s both say it at %s", r.ID, seen[key], x.ID, x.Field)
			}
			seen[key] = x.ID
			for _, y := range rule.Check(f, env) {
				if slices.Contains(row.Instead, y.ID) && y.Field == x.Field && row.Predicate == "name-area" {
					t.Errorf("%s: %s stands beside %s", r.ID, y.ID, x.ID)
				}
			}
		}
	}
}

func TestANaturalPersonIsAskedAsOne(t *testing.T) {
	env := ruletest.Env()
	f := ruletest.Good("140000", 5)
	f.Asked = nil
	asks := func() string {
		var out []string
		for _, q := range rule.Questions(f, env) {
			out = append(out, q.Row)
		}
		return strings.Join(out, " ")
	}
	if got := asks(); strings.Contains(got, "SX-RES-01") {
		t.Errorf("with a local identity number: %s", got)
	}
	f.Organiser.CertNumber = ruletest.Identity("330108", "19800101", "001")
	if got := asks(); !strings.Contains(got, "SX-RES-01") || strings.Contains(got, "CN-ELI-02") {
		t.Errorf("with one from elsewhere: %s", got)
	}
	f.Organiser.Nature = 4
	if got := asks(); strings.Contains(got, "SX-RES-01") || !strings.Contains(got, "CN-ELI-02") {
		t.Errorf("as an enterprise: %s", got)
	}
}

func TestAnswers(t *testing.T) {
	env := ruletest.Env()
	f := ruletest.Good("310000", 4)
	find := func(id string) []rule.Finding {
		return slices.DeleteFunc(rule.Check(f, env), func(x rule.Finding) bool { return x.ID != id })
	}
	f.Asked = nil
	if open := find("CN-ASK-OPEN"); len(open) != 1 || open[0].Severity != rule.Info || !strings.Contains(open[0].Text, "有 4 个问题") {
		t.Errorf("nothing answered: %+v", open)
	}
	f.Asked = map[string]string{"SH-LIC-01": rule.AnswerNo, "CN-PHU-01": rule.AnswerNo}
	if no := find("SH-LIC-01"); len(no) != 1 || no[0].Severity != rule.Block || no[0].Field != "material.licence" {
		t.Errorf("a row that blocks: %+v", no)
	}
	if no := find("CN-PHU-01"); len(no) != 1 || no[0].Severity != rule.Warn {
		t.Errorf("a row that warns: %+v", no)
	}
	for _, a := range []string{rule.AnswerYes, rule.AnswerNA} {
		ruletest.Answer(f, env, a)
		if n := len(find("CN-ASK-OPEN")) + len(find("SH-LIC-01")); n != 0 {
			t.Errorf("all answered with %s: %d findings left", a, n)
		}
	}
	f.Asked, f.State = nil, filing.AdminReview
	if len(find("CN-ASK-OPEN")) != 0 {
		t.Error("asks while the order is under review")
	}
}

func TestARowOfTheProvinceReplacesTheQuestionForAll(t *testing.T) {
	for _, c := range []struct{ province, asked, not string }{
		{"150000", "NM-DOM-01", "CN-DOM-03"}, {"120000", "TJ-PHU-01", "CN-PHU-01"}, {"330000", "CN-DOM-03", "NM-DOM-01"},
	} {
		var got []string
		for _, q := range rule.Questions(ruletest.Good(c.province, 4), ruletest.Env()) {
			got = append(got, q.Row)
		}
		if !slices.Contains(got, c.asked) || slices.Contains(got, c.not) {
			t.Errorf("%s asks %v", c.province, got)
		}
	}
}

func TestRowsOfOneProviderConcernOnlyItsFilings(t *testing.T) {
	f := ruletest.Good("330000", 4)
	has := func() bool {
		return slices.ContainsFunc(rule.Questions(f, ruletest.Env()), func(q rule.Question) bool { return q.Row == "CN-IPR-02" })
	}
	if has() {
		t.Error("asked without a provider")
	}
	f.Provider = "ucloud"
	if !has() {
		t.Error("not asked at UCloud")
	}
}

func TestConflictsAreShownSideBySide(t *testing.T) {
	f := ruletest.Good("110000", 4)
	ruletest.Principal(f)
	ruletest.Complete(f, ruletest.Env())
	list := rule.Check(f, ruletest.Env())
	i := slices.IndexFunc(list, func(x rule.Finding) bool { return x.Row == "BJ-REP-01" })
	if i < 0 || list[i].Severity != rule.Warn || len(list[i].Conflict) != 2 {
		t.Fatalf("Beijing: %+v", list)
	}
	aside := rule.Aside(list[i].Confidence, list[i].Conflict, func(s string) string { return s })
	for _, want := range []string{rule.Disputed, "须为法定代表人", "可以不是法定代表人", "2025-12-31", "2022"} {
		if !strings.Contains(aside, want) {
			t.Errorf("%q lacks %q", aside, want)
		}
	}
	if got := rule.Aside("C", nil, nil); got != rule.OnlyHint+"。" {
		t.Errorf("confidence C: %q", got)
	}
	// Where the province's row of low confidence takes a domain of the legal
	// representative, the refusal tells so.
	f = ruletest.Good("130000", 4)
	f.Domain.Holder = f.Legal.Name
	list = rule.Check(f, ruletest.Env())
	i = slices.IndexFunc(list, func(x rule.Finding) bool { return x.ID == "CN-HOLDER-NAME" })
	if i < 0 || len(list[i].Conflict) != 1 || list[i].Conflict[0].Confidence != "C" {
		t.Errorf("Hebei, domain of the legal representative: %+v", list)
	}
}

func TestRowsOfASiteNameSpeakWhileTyping(t *testing.T) {
	f := ruletest.Good("500000", 4)
	if got := names(rule.SiteName("样本茶业Tea", f, ruletest.Env())); got != "CQ-NAM-01@site.name" {
		t.Errorf("got %s", got)
	}
}

func BenchmarkCheckProvinces(b *testing.B) {
	var list []*filing.Filing
	for _, p := range ruletest.Tables().Provinces {
		f := ruletest.Good(p.Code, 4)
		ruletest.Agent(f)
		f.Organiser.Scope = strings.Repeat("茶叶批发和零售；食品互联网销售；会议及展览服务；", 40)
		list = append(list, f)
	}
	env := ruletest.Env()
	for _, c := range []struct {
		name string
		look func(*filing.Filing)
	}{
		{"findings", func(f *filing.Filing) { rule.Check(f, env) }},
		{"questions", func(f *filing.Filing) { rule.Questions(f, env) }},
		{"checklist", func(f *filing.Filing) { rule.Checklist(f, env) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				c.look(list[i%len(list)])
			}
		})
	}
}
