package ruletest

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

// change is one thing that a made-up filing has otherwise than the good one.
// Late ones come after the materials are there and the questions answered.
type change struct {
	late bool
	do   func(f *filing.Filing, env *rule.Env, args string) error
}

// verbs are the changes that a file of filings may name. docs/contributing.md
// lists them.
var verbs map[string]change

func init() {
	verbs = map[string]change{
		"set": {do: set},
		"organiser": {do: func(f *filing.Filing, _ *rule.Env, name string) error {
			f.Organiser.Name, f.Domain.Holder = name, name
			return nil
		}},
		"certificate": {do: certificate},
		"credit":      {do: credit},
		"domain":      {do: domainNamed},
		"scope":       {do: scope},
		"agent": {do: func(f *filing.Filing, _ *rule.Env, _ string) error {
			Agent(f)
			f.Site.Remark += "，样本丁。"
			return nil
		}},
		"principal": {do: func(f *filing.Filing, _ *rule.Env, _ string) error { Principal(f); return nil }},
		"foreign":   {do: foreign},
		"age":       {do: age},
		"id-of":     {do: idOf},
		"moved":     {do: moved},
		"holder-legal": {do: func(f *filing.Filing, _ *rule.Env, _ string) error {
			f.Domain.Holder, f.Domain.HolderType, f.Domain.HolderNumber = f.Legal.Name, f.Legal.CertType, f.Legal.CertNumber
			return nil
		}},
		"other":   {do: otherFiling},
		"switch":  {do: turn},
		"drop":    {late: true, do: drop},
		"picture": {late: true, do: picture},
		"no":      {late: true, do: answered(rule.AnswerNo)},
		"n/a":     {late: true, do: answered(rule.AnswerNA)},
		"unasked": {late: true, do: unasked},
		"put":     {late: true, do: func(f *filing.Filing, _ *rule.Env, slot string) error { Put(f, filing.Slot(slot)); return nil }},
	}
}

var fromNow = regexp.MustCompile(`^([+-]\d+)([dm])$`)

// set sets a field; "+40d" and "-2m" are dates from Now on, "∅" is nothing.
func set(f *filing.Filing, _ *rule.Env, args string) error {
	field, value, ok := strings.Cut(args, " ")
	if !ok {
		return errors.New("wants a field and a value")
	}
	if m := fromNow.FindStringSubmatch(value); m != nil {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			return err
		}
		day := Now.AddDate(0, 0, n)
		if m[2] == "m" {
			day = Now.AddDate(0, n, 0)
		}
		value = day.Format("2006-01-02")
	}
	if value == "∅" {
		value = ""
	}
	switch field { // no form fields
	case "state":
		f.State = filing.State(value)
		return nil
	case "portrait":
		f.Portrait.Status = filing.PortraitStatus(value)
		return nil
	}
	return f.Set(filing.Field(field), strings.ReplaceAll(value, "\\n", "\n"))
}

// certificate gives organiser and domain holder a certificate: type, number.
func certificate(f *filing.Filing, _ *rule.Env, args string) error {
	kind, number, _ := strings.Cut(args, " ")
	n, err := strconv.Atoi(kind)
	if err != nil {
		return err
	}
	f.Organiser.CertType, f.Domain.HolderType = n, n
	if number != "" {
		f.Organiser.CertNumber, f.Domain.HolderNumber = number, number
	}
	return nil
}

// credit gives both a credit code of that sort ("92"), and of another area.
func credit(f *filing.Filing, _ *rule.Env, args string) error {
	prefix, area, ok := strings.Cut(args, " ")
	if !ok {
		area = f.Region.District
	}
	f.Organiser.CertNumber = Credit(prefix, area, "MA2YBDK7")
	f.Domain.HolderNumber = f.Organiser.CertNumber
	return nil
}

func domainNamed(f *filing.Filing, _ *rule.Env, name string) error {
	f.Site.HomeURL = strings.Replace(f.Site.HomeURL, f.Domain.Name, name, 1)
	f.Domain.Name = name
	return nil
}

// scope is a business scope of so many times the same clause.
func scope(f *filing.Filing, _ *rule.Env, args string) error {
	times, clause, _ := strings.Cut(args, " ")
	n, err := strconv.Atoi(times)
	if err != nil {
		return err
	}
	f.Organiser.Scope = strings.Repeat(clause+"；", n)
	return nil
}

// foreign gives the legal representative a passport or another certificate.
func foreign(f *filing.Filing, _ *rule.Env, args string) error {
	Foreign(f)
	switch args {
	case "": // the passport
	case "港澳通行证":
		f.Legal.CertType, f.Legal.CertNumber = 14, "H12345678"
	case "台湾通行证":
		f.Legal.CertType, f.Legal.CertNumber = 11, "12345678"
	default:
		return fmt.Errorf("unknown certificate %q", args)
	}
	return nil
}

func blockOf(f *filing.Filing, path string) (*filing.Person, error) {
	switch path {
	case "legal":
		return &f.Legal, nil
	case "principal":
		return &f.Principal, nil
	case "agent":
		return &f.Agent, nil
	}
	return nil, fmt.Errorf("nobody is called %q", path)
}

// age gives somebody of "legal 17" or "agent 58 女" that age, in an identity
// number of the same area.
func age(f *filing.Filing, _ *rule.Env, args string) error {
	w := strings.Fields(args)
	if len(w) < 2 {
		return errors.New("wants a person and years")
	}
	p, err := blockOf(f, w[0])
	if err != nil {
		return err
	}
	years, err := strconv.Atoi(w[1])
	if err != nil {
		return err
	}
	order := "011"
	if len(w) == 3 && w[2] == "女" {
		order = "012"
	}
	return number(f, p, Identity(p.CertNumber[:6], Now.AddDate(-years, -1, 0).Format("20060102"), order))
}

// idOf gives somebody an identity number of another area.
func idOf(f *filing.Filing, _ *rule.Env, args string) error {
	path, area, _ := strings.Cut(args, " ")
	p, err := blockOf(f, path)
	if err != nil {
		return err
	}
	return number(f, p, Identity(area, "19800101", "001"))
}

func number(f *filing.Filing, p *filing.Person, n string) error {
	if p == &f.Legal {
		setLegal(f, n)
	} else {
		p.CertNumber = n
	}
	return nil
}

// moved puts the communication address into the second city of the province.
func moved(f *filing.Filing, _ *rule.Env, _ string) error {
	cities := Tables().Regions.Cities(f.Region.Province)
	if len(cities) < 2 {
		return errors.New("the province has one city")
	}
	f.Organiser.Address.District = cities[1].Code
	if d := Tables().Regions.Districts(cities[1].Code); len(d) > 0 {
		f.Organiser.Address.District = d[0].Code
	}
	return nil
}

// otherFiling puts another filing of the same organiser beside it: state and
// the site's name.
func otherFiling(f *filing.Filing, env *rule.Env, args string) error {
	state, name, _ := strings.Cut(args, " ")
	if !slices.Contains(filing.States, filing.State(state)) {
		return fmt.Errorf("unknown state %q", state)
	}
	if name == "" {
		name = "样本旧站"
	}
	env.Others = append(env.Others, rule.OtherFiling{ID: "other", Domain: "other.com", SameOrganiser: true, SiteName: name,
		State: filing.State(state), Provider: f.Provider})
	return nil
}

// turn turns a switch of the office: "natural yes", "tibet yes".
func turn(f *filing.Filing, env *rule.Env, args string) error {
	what, value, _ := strings.Cut(args, " ")
	p := Tables().Provider(f.Provider)
	switch what {
	case "natural":
		p.NaturalPersons = value
	case "tibet":
		p.Tibet = value
	default:
		return fmt.Errorf("unknown switch %q", what)
	}
	env.Provider = &p
	return nil
}

func drop(f *filing.Filing, _ *rule.Env, slot string) error {
	if _, ok := f.DropMaterial(filing.Slot(slot)); !ok {
		return fmt.Errorf("no material %q is there", slot)
	}
	return nil
}

// picture says what the look at a picture gave: slot and reject, doubtful or
// anyway.
func picture(f *filing.Filing, _ *rule.Env, args string) error {
	slot, outcome, _ := strings.Cut(args, " ")
	m, ok := f.Material(filing.Slot(slot))
	if !ok {
		return fmt.Errorf("no material %q is there", slot)
	}
	switch outcome {
	case "reject", "doubtful":
		m.Outcome = filing.Outcome(outcome)
	case "anyway":
		m.Outcome, m.Anyway = filing.Reject, "只有这一张"
	default:
		return fmt.Errorf("unknown outcome %q", outcome)
	}
	f.PutMaterial(m)
	return nil
}

// answered gives the answer to a question that must have been asked.
func answered(answer string) func(*filing.Filing, *rule.Env, string) error {
	return func(f *filing.Filing, env *rule.Env, row string) error {
		if !asked(f, *env, row) {
			return fmt.Errorf("%s is not asked", row)
		}
		f.Asked[row] = answer
		return nil
	}
}

// unasked looks that a question does not come up in this filing.
func unasked(f *filing.Filing, env *rule.Env, row string) error {
	if _, ok := Tables().BureauRule(row); !ok {
		return fmt.Errorf("no row %s", row)
	}
	if asked(f, *env, row) {
		return fmt.Errorf("%s is asked", row)
	}
	return nil
}

func asked(f *filing.Filing, env rule.Env, row string) bool {
	return slices.ContainsFunc(rule.Questions(f, env), func(q rule.Question) bool { return q.Row == row })
}

// base is the nature whose good filing one of another nature is made from.
func base(nature int) int {
	if slices.Contains(Natures, nature) {
		return nature
	}
	return 6
}

// rare are organisers of the natures that Good does not make.
var rare = map[int]struct {
	name, prefix string
	cert         int
	number       string // of a certificate without a credit code
}{
	10: {"样本茶业基金会", "53", 19, ""},
	11: {"样本茶业律师事务所", "31", 21, ""},
	13: {"样本茶业联合会", "81", 24, ""},
	15: {"样本茶业寺", "", 25, "样本证字0001号"},
	17: {"样本茶业医院", "", 38, "样本卫医0001号"},
}

func become(f *filing.Filing, nature int) {
	u := rare[nature]
	n := u.number
	if n == "" {
		n = Credit(u.prefix, f.Region.District, "MA2YBDK7")
	}
	f.Organiser.Nature, f.Organiser.Name, f.Organiser.CertType, f.Organiser.CertNumber = nature, u.name, u.cert, n
	f.Domain.Holder, f.Domain.HolderType, f.Domain.HolderNumber = u.name, u.cert, n
}
