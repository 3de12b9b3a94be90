package rule_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
)

// elsewhere is a filing of another organiser in which something stands as well.
func elsewhere(shares ...rule.Share) []rule.OtherFiling {
	return other(rule.OtherFiling{ID: "x", Domain: "b.com", State: filing.Filed, Shares: shares})
}

func init() {
	bad = append(bad, []struct {
		id     string
		field  filing.Field
		change change
		others []rule.OtherFiling
	}{
		{"CN-CROSS-MOBILE", "legal.mobile", nil, elsewhere(rule.Share{Kind: rule.Mobile, Field: "legal.mobile", Bears: rule.BearsManager})},
		{"CN-CROSS-MOBILE", "agent.mobile", byAgent, elsewhere(rule.Share{Kind: rule.Mobile, Field: "agent.mobile", Bears: rule.BearsPrincipal})},
		{"CN-CROSS-EMAIL", "legal.email", nil, elsewhere(rule.Share{Kind: rule.Email, Field: "legal.email", Bears: rule.BearsBoth})},
		{"CN-CROSS-IDENTITY", "legal.cert_number", in("370102"), elsewhere(rule.Share{Kind: rule.Identity, Field: "legal.cert_number", Bears: rule.BearsPrincipal})},
		{"CN-CROSS-MANAGER", "agent.cert_number", byAgent, elsewhere(rule.Share{Kind: rule.Identity, Field: "agent.cert_number", Bears: rule.BearsManager})},
		{"CN-CROSS-EMERGENCY", "emergency1.mobile", nil, elsewhere(rule.Share{Kind: rule.Mobile, Field: "emergency1.mobile", Bears: rule.BearsManager})},
		{"CN-CROSS-EMERGENCY-KNOWN", "emergency1.mobile", nil, elsewhere(rule.Share{Kind: rule.Mobile, Field: "emergency1.mobile", Bears: rule.BearsEmergency})},
		{"CN-CROSS-EMERGENCY-KNOWN", "legal.mobile", nil, elsewhere(rule.Share{Kind: rule.Mobile, Field: "legal.mobile", Bears: rule.BearsEmergency})},
	}...)
}

// crossed lists what the rules about other customers find.
func crossed(f *filing.Filing, others []rule.OtherFiling) (list []rule.Finding) {
	for _, fd := range rule.Check(f, rule.Env{Now: now, Others: others}) {
		if strings.HasPrefix(fd.ID, "CN-CROSS-") {
			list = append(list, fd)
		}
	}
	return list
}

func TestAFindingAboutAnotherCustomerLeadsThereAndTellsNoNumber(t *testing.T) {
	f := good()
	list := crossed(f, append(elsewhere(rule.Share{Kind: rule.Mobile, Field: "legal.mobile", Bears: rule.BearsManager}),
		rule.OtherFiling{ID: "y", State: filing.Draft, Shares: []rule.Share{{Kind: rule.Mobile, Field: "legal.mobile", Bears: rule.BearsBoth}}}))
	if len(list) != 1 {
		t.Fatalf("found %s", names(list))
	}
	x := list[0]
	if x.Other != (rule.Related{Filing: "x", Domain: "b.com"}) || !strings.Contains(x.Text, "“b.com”（已备案）等 2 份备案") || strings.Contains(x.Text, f.Legal.Mobile) {
		t.Errorf("%+v", x)
	}
	var many []rule.OtherFiling
	for i := range rule.MaxSharing {
		many = append(many, rule.OtherFiling{ID: string(rune('a' + i)), State: filing.Draft, Shares: []rule.Share{{Kind: rule.Mobile, Field: "legal.mobile", Bears: rule.BearsBoth}}})
	}
	if got := crossed(f, many); len(got) != 1 || !strings.Contains(got[0].Text, "等至少 8 份备案") {
		t.Errorf("%s", names(got))
	}
	if x.Severity != rule.Warn || x.Row != "CN-PHU-01" || x.Confidence != "B" || x.Source == "" {
		t.Errorf("%+v", x)
	}
	nameless := crossed(f, other(rule.OtherFiling{ID: "y", State: filing.Draft, Shares: []rule.Share{{Kind: rule.Mobile, Field: "legal.mobile", Bears: rule.BearsBoth}}}))
	if len(nameless) != 1 || !strings.Contains(nameless[0].Text, "另一份还没有填域名的备案（正在填写）") {
		t.Errorf("%+v", nameless)
	}
}

func TestTheProvinceNamesItsOwnSource(t *testing.T) {
	for district, want := range map[string]string{"110101": "CN-PHU-01 B", "500103": "CQ-PHU-01 C", "360102": "JX-PHU-01 C", "530102": "YN-PHU-01 C"} {
		f := good()
		in(district)(f)
		list := crossed(f, elsewhere(rule.Share{Kind: rule.Mobile, Field: "legal.mobile", Bears: rule.BearsManager}))
		if len(list) != 1 || list[0].Row+" "+list[0].Confidence != want {
			t.Errorf("%s: %+v", district, list)
		}
	}
	// Jiangxi speaks of the manager alone: the principal gets what is said everywhere.
	f := good()
	in("360102")(f)
	byAgent(f)
	if list := crossed(f, elsewhere(rule.Share{Kind: rule.Mobile, Field: "legal.mobile", Bears: rule.BearsManager})); len(list) != 1 || list[0].Row != "CN-PHU-01" {
		t.Errorf("principal in Jiangxi: %+v", list)
	}
}

func TestWhatIsFineBetweenCustomersIsLeftAlone(t *testing.T) {
	mobile := rule.Share{Kind: rule.Mobile, Field: "legal.mobile", Bears: rule.BearsManager}
	identity := rule.Share{Kind: rule.Identity, Field: "legal.cert_number", Bears: rule.BearsManager}
	for name, c := range map[string]struct {
		change change
		other  rule.OtherFiling
		want   string
	}{
		"the same organiser":                        {nil, rule.OtherFiling{ID: "x", SameOrganiser: true, State: filing.Filed, Shares: []rule.Share{mobile, identity}}, ""},
		"given up":                                  {nil, rule.OtherFiling{ID: "x", State: filing.Abandoned, Shares: []rule.Share{mobile}}, ""},
		"this one is done":                          {func(f *filing.Filing) { f.State = filing.Filed }, rule.OtherFiling{ID: "x", State: filing.Filed, Shares: []rule.Share{mobile}}, ""},
		"the same person's mailbox":                 {nil, rule.OtherFiling{ID: "x", State: filing.Filed, Shares: []rule.Share{identity, {Kind: rule.Email, Field: "legal.email", Bears: rule.BearsManager}}}, "CN-CROSS-MANAGER@legal.cert_number"},
		"legal representative of several firms":     {nil, rule.OtherFiling{ID: "x", State: filing.Filed, Shares: []rule.Share{{Kind: rule.Identity, Field: "legal.cert_number", Bears: rule.BearsLegal}}}, ""},
		"manager here, in a private filing there":   {nil, rule.OtherFiling{ID: "x", State: filing.Filed, Shares: []rule.Share{identity, {Kind: rule.Identity, Field: "legal.cert_number", Bears: rule.BearsOrganiser}}}, ""},
		"manager there, this filing is private":     {set("organiser.nature", "5"), rule.OtherFiling{ID: "x", State: filing.Filed, Shares: []rule.Share{identity}}, ""},
		"one sentence where the province is strict": {in("120101"), rule.OtherFiling{ID: "x", State: filing.Filed, Shares: []rule.Share{identity}}, "CN-CROSS-IDENTITY@legal.cert_number"},
	} {
		f := good()
		if c.change != nil {
			c.change(f)
		}
		if got := names(crossed(f, other(c.other))); got != c.want {
			t.Errorf("%s: found %q, want %q", name, got, c.want)
		}
	}
}

func TestOneOpenOrderLeadsToTheOther(t *testing.T) {
	for _, state := range []filing.State{filing.AdminReview, filing.Draft} {
		o := rule.OtherFiling{ID: "x", Domain: "b.com", State: state, SameOrganiser: true}
		found := false
		for _, fd := range rule.Check(good(), rule.Env{Now: now, Others: other(o)}) {
			if strings.HasPrefix(fd.ID, "CN-ORDER-") {
				found = fd.Other == rule.Related{Filing: "x", Domain: "b.com"} && fd.Field == "organiser.cert_number"
			}
		}
		if !found {
			t.Errorf("%s: no way to the other order", state)
		}
	}
}

// Identifiers in use, complete, in one spelling.
func TestIdentifiers(t *testing.T) {
	list := func(c ...change) string {
		f := good()
		for _, x := range c {
			x(f)
		}
		var out []string
		for _, x := range rule.Identifiers(f) {
			out = append(out, fmt.Sprintf("%s %s %s", x.Bears, x.Kind, x.Field))
		}
		return strings.Join(out, "; ")
	}
	const legal = "both identity legal.cert_number; both mobile legal.mobile; both email legal.email; emergency mobile emergency1.mobile"
	for name, c := range map[string]struct {
		change change
		want   string
	}{
		"one person":           {all(), legal},
		"agent unticked":       {func(f *filing.Filing) { byAgent(f); f.ByAgent, f.Emergency2 = false, filing.Contact{} }, legal},
		"natural person":       {set("organiser.nature", "5"), legal + "; organiser identity organiser.cert_number"},
		"nobody asks the boss": {principalElse, "legal identity legal.cert_number; both identity principal.cert_number; both mobile principal.mobile; both email principal.email; emergency mobile emergency1.mobile"},
		"half typed":           {all(set("legal.mobile", "1380013"), set("legal.email", "jia@"), set("legal.cert_number", "330")), "emergency mobile emergency1.mobile"},
	} {
		if got := list(c.change); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
	f := good()
	f.Legal.Mobile, f.Legal.Email, f.Legal.CertNumber = " +86 138－0013－8000", "Jia@Example.COM", "３３０１08198001010x1"
	var values []string
	for _, x := range rule.Identifiers(f) {
		values = append(values, x.Value)
	}
	if want := []string{"330108198001010X1", "13800138000", "jia@example.com", "13900139000"}; !slices.Equal(values, want) {
		t.Errorf("spelled %q, want %q", values, want)
	}
}

func TestWhatIsKnownFromAnotherFilingIsNotAsked(t *testing.T) {
	for _, c := range []struct {
		district, row string
		share         rule.Share
	}{
		{"330108", "CN-PHU-01", rule.Share{Kind: rule.Mobile, Field: "legal.mobile", Bears: rule.BearsManager}},
		{"120101", "TJ-PHU-01", rule.Share{Kind: rule.Mobile, Field: "legal.mobile", Bears: rule.BearsManager}},
		{"370102", "SD-PHU-01", rule.Share{Kind: rule.Identity, Field: "legal.cert_number", Bears: rule.BearsManager}},
		{"510104", "SC-PHU-01", rule.Share{Kind: rule.Identity, Field: "legal.cert_number", Bears: rule.BearsManager}},
		{"320102", "JS-MGR-01", rule.Share{Kind: rule.Identity, Field: "legal.cert_number", Bears: rule.BearsManager}},
		{"360102", "JX-MGR-01", rule.Share{Kind: rule.Identity, Field: "legal.cert_number", Bears: rule.BearsManager}},
		{"330108", "CN-MGR-02", rule.Share{Kind: rule.Identity, Field: "legal.cert_number", Bears: rule.BearsManager}},
	} {
		f := good()
		in(c.district)(f)
		env := rule.Env{Now: now}
		asked := func() bool {
			return slices.ContainsFunc(rule.Checklist(f, env), func(i rule.Item) bool { return i.ID == c.row })
		}
		if !asked() {
			t.Errorf("%s is not asked at all", c.row)
		}
		env.Others = elsewhere(c.share)
		f.Asked = map[string]string{c.row: rule.AnswerNo}
		found := slices.DeleteFunc(rule.Check(f, env), func(x rule.Finding) bool { return x.Row != c.row })
		if len(found) != 1 || found[0].Other.Filing != "x" {
			t.Errorf("%s is told as %s", c.row, names(found))
		}
		if asked() {
			t.Errorf("%s is asked though a finding tells it", c.row)
		}
		if slices.ContainsFunc(rule.Questions(f, env), func(q rule.Question) bool {
			return strings.Contains(q.Row, "-PHU-") && strings.Contains(c.row, "-PHU-")
		}) && c.district != "510104" {
			t.Errorf("%s: another row asks the same", c.row)
		}
	}
}

func TestCrossRulesNeverBlockAndTheirRowsStand(t *testing.T) {
	for id := range rule.CrossRows() {
		if r, ok := builtin(t).BureauRule(id); !ok || r.Place == table.PlaceCheck || r.Severity == "block" {
			t.Errorf("%s: %+v", id, r)
		}
	}
	for _, r := range rule.Rules() {
		if strings.HasPrefix(r.ID, "CN-CROSS-") && r.Severity == rule.Block {
			t.Errorf("%s blocks", r.ID)
		}
	}
}
