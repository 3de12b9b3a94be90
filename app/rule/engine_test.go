package rule_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

// Whatever lies in a filing, no rule may panic, and two looks agree.
func TestRandomFilingsNeverPanic(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	bits := []string{"", " ", "长期", "2026-11-23", "0", "24", "-1", "true", "9=x", "𠮷", "\x00", "\xff\xfe", "a@b.c", "..", ".cn", "xn--", "xn--a.cn",
		"１３８", "11010519491231002X", "91330100799655058B", "440106", "九", "www.", "http://", strings.Repeat("长", 300), "-", "/", "Z", "99999999999999999999"}
	kinds := append([]filing.Kind{""}, filing.Kinds...)
	provinces := []string{"110101", "150102", "320102", "350102", "370102", "410102", "440106", "500103", "540102", "640106", "999999", "x"}
	for range 3000 {
		f := &filing.Filing{Kind: kinds[r.IntN(len(kinds))], State: filing.States[r.IntN(len(filing.States))]}
		if r.IntN(2) == 0 {
			f = good()
			in("440106")(f)
		}
		for _, p := range filing.Fields() {
			if r.IntN(3) == 0 {
				// A value that the field refuses leaves it as it was.
				if err := f.Set(p, bits[r.IntN(len(bits))]); err != nil {
					continue
				}
			}
		}
		if r.IntN(2) == 0 {
			f.Region.District = provinces[r.IntN(len(provinces))]
			if len(f.Region.District) == 6 {
				f.Region.Province = f.Region.District[:2] + "0000"
			}
		}
		f.Provider = []string{"", "ucloud", "tencent", "huawei", "nobody"}[r.IntN(5)]
		env := rule.Env{Now: now, Others: []rule.OtherFiling{{ID: "x", SameOrganiser: true}}}
		a, b := rule.Check(f, env), rule.Check(f, env)
		if !reflect.DeepEqual(a, b) {
			t.Fatal("two looks at one filing differ")
		}
		rule.Progress(f, a)
		rule.GroupMarks(f, a)
		rule.Needs(f, env)
		rule.SiteName(f.Site.Name, f, env)
	}
}

func TestOrderIsBlockFirstThenAsTheForm(t *testing.T) {
	f := good()
	byAgent(f)
	f.Site.Name, f.Organiser.Name, f.Legal.Mobile, f.Legal.Email = "12", "", "17000138000", "x"
	var got []string
	for _, fd := range rule.Check(f, rule.Env{Now: now}) {
		got = append(got, string(fd.Severity)+" "+string(fd.Field))
	}
	want := []string{"block organiser.name", "block site.name", "block legal.email", "warn legal.mobile", "info domain.name", "info asked"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestCheckFieldGivesOneFieldOrABlock(t *testing.T) {
	f := good()
	f.Organiser.Address.Floor, f.Site.Name = "#1", "12"
	if got := names(rule.CheckField(f, "organiser.address", rule.Env{Now: now})); got != "CN-ADDRESS-SYMBOL@organiser.address.floor" {
		t.Errorf("got %s", got)
	}
	if got := names(rule.SiteName("样本茶业", f, rule.Env{Now: now})); got != "" || f.Site.Name != "12" {
		t.Errorf("a good name while typing: %s; the filing now says %q", got, f.Site.Name)
	}
}

func TestUnpreparedKindsAreOnlyExplained(t *testing.T) {
	for _, k := range filing.Kinds {
		if k.Prepared() {
			continue
		}
		f := &filing.Filing{Kind: k}
		if got := names(rule.Check(f, rule.Env{Now: now})); got != "CN-KIND-OTHER@kind" {
			t.Errorf("%s: %s", k, got)
		}
		if rule.Needs(f, rule.Env{Now: now}) != nil {
			t.Errorf("%s needs material", k)
		}
	}
}

func slots(f *filing.Filing, onlyRequired bool) string {
	var out []string
	for _, n := range rule.Needs(f, rule.Env{Now: now}) {
		if n.Required || !onlyRequired {
			out = append(out, string(n.Slot))
		}
	}
	return strings.Join(out, " ")
}

func TestNeedsExactlyWhatThisFilingNeeds(t *testing.T) {
	for _, c := range []struct {
		name   string
		change change
		want   string
	}{
		{"by the legal representative", nil, "licence legal-front legal-back domain"},
		{"by an agent", byAgent, "licence legal-front legal-back agent-front agent-back letter-agent domain"},
		{"an agent in a province and at a provider without the letter", all(byAgent, set("provider", "huawei")), "licence legal-front legal-back agent-front agent-back domain"},
		{"passport has one side", set("legal.cert_type", "7"), "licence legal-front domain"},
		{"another principal", all(in("320102"), principalElse), "licence principal-front principal-back letter-principal commitment domain other-11"},
		{"Guangdong", in("440106"), "licence legal-front legal-back commitment domain"},
		{"an approval", set("site.approvals", "9=浙网文1号"), "licence legal-front legal-back domain approval-9"},
		{"an institution in Yunnan", all(in("530102"), set("organiser.nature", "3")), "licence legal-front legal-back domain other-12"},
	} {
		f := good()
		if c.change != nil {
			c.change(f)
		}
		if got := slots(f, true); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		for _, n := range rule.Needs(f, rule.Env{Now: now}) {
			if n.Title == "" || n.Why == "" || n.Remedy == "" || n.Source == "" || n.Date == "" {
				t.Errorf("%s: need %s is incomplete: %+v", c.name, n.Slot, n)
			}
		}
	}
	if got := slots(good(), false); !strings.HasSuffix(got, "portrait other-1") {
		t.Errorf("cards at the end: %s", got)
	}
	f := good()
	put(f, filing.SlotOther(1))
	if got := slots(f, false); !strings.HasSuffix(got, "other-2") {
		t.Errorf("a taken slot is offered again: %s", got)
	}
	henan := good()
	in("410102")(henan)
	if n := rule.Needs(henan, rule.Env{Now: now})[0]; !strings.Contains(n.Why, "副本") {
		t.Errorf("Henan wants the duplicate: %s", n.Why)
	}
}

func TestProgress(t *testing.T) {
	marks := func(f *filing.Filing) map[filing.Step]rule.Mark {
		return rule.Progress(f, rule.Check(f, rule.Env{Now: now}))
	}
	empty := marks(&filing.Filing{State: filing.Draft})
	for _, s := range filing.Steps {
		if empty[s] != rule.Todo {
			t.Errorf("untouched step %d: %s", s, empty[s])
		}
	}
	done := marks(good())
	for _, s := range filing.Steps {
		if want := rule.Done; s != filing.StepSMS && done[s] != want {
			t.Errorf("complete step %d: %s", s, done[s])
		}
	}
	f := good()
	f.Organiser.CertNumber, f.Legal.Name = "91330100799655058C", ""
	if got := marks(f)[filing.StepInfo]; got != rule.Problem {
		t.Errorf("wrong code: %s", got)
	}
	groups := rule.GroupMarks(f, rule.Check(f, rule.Env{Now: now}))
	if groups[filing.GroupOrganiser] != rule.Problem || groups[filing.GroupPeople] != rule.Todo || groups[filing.GroupSite] != rule.Done {
		t.Errorf("groups %v", groups)
	}
	for _, k := range filing.Kinds {
		if f := (&filing.Filing{State: filing.Draft, Kind: k}); !k.Prepared() {
			m := marks(f)
			for _, s := range filing.Steps[1:] {
				if m[s] != rule.Todo {
					t.Errorf("%s: nothing is asked in step %d, and it is %s", k, s, m[s])
				}
			}
		}
	}
	f.State = filing.SMSWaiting
	f.PutSMS(filing.SMSCheck{Role: filing.RolePrincipal, Failed: true})
	if got := marks(f)[filing.StepSMS]; got != rule.Problem {
		t.Errorf("failed verification: %s", got)
	}
}

func TestSummarise(t *testing.T) {
	f := good()
	f.Legal.Name, f.Legal.Email, f.Legal.Mobile = "", "x", "17000138000"
	if got := rule.Summarise(rule.Check(f, rule.Env{Now: now})); got != (rule.Summary{Block: 2, Warn: 1, Info: 2, Missing: 1}) {
		t.Errorf("%+v", got)
	}
}

func TestEveryFieldOfTheFormHasALabel(t *testing.T) {
	for _, p := range filing.Fields() {
		head, _, _ := strings.Cut(string(p), ".")
		switch head {
		case "answers", "note", "portrait", "kind":
			continue
		}
		if rule.FieldName(p) == string(p) {
			t.Errorf("%s has no label", p)
		}
	}
}

// Goal: 5 ms for a whole filing.
func BenchmarkCheck(b *testing.B) {
	f := good()
	byAgent(f)
	f.Organiser.Scope = strings.Repeat("茶叶批发和零售；食品互联网销售；会议及展览服务；", 40)
	env := rule.Env{Now: now}
	for b.Loop() {
		rule.Check(f, env)
	}
}

func BenchmarkSiteName(b *testing.B) {
	f := good()
	for b.Loop() {
		rule.SiteName("杭州样本茶业官网", f, rule.Env{Now: now})
	}
}
