package ruletest

import (
	"cmp"
	"slices"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
)

// Bad is a filing that was good but for what the row forbids: Check finds it
// with Row r.ID. For a row of place ask the answer is no. ok is false if no
// such filing can be made: for items of the list, and for rows that stronger
// ones always stand before.
func Bad(r table.BureauRule) (f *filing.Filing, env rule.Env, ok bool) {
	return try(r, func(list []rule.Finding) bool {
		return slices.ContainsFunc(list, func(x rule.Finding) bool { return x.Row == r.ID })
	})
}

// Covered is a filing that the registry's rules named by the row refuse, in
// the row's province, whether or not a stronger row takes the finding.
func Covered(r table.BureauRule, id string) (f *filing.Filing, env rule.Env, ok bool) {
	if r.Params == nil {
		return nil, Env(), false
	}
	params := *r.Params
	params.Rules = []string{id}
	r.Params = &params
	return try(r, func(list []rule.Finding) bool {
		return slices.ContainsFunc(list, func(x rule.Finding) bool {
			return x.ID == id && (r.Field == "" || r.Field == x.Field || needed(r, id) == x.Field)
		})
	})
}

// needed is where a material is missing that a row wants besides what stands in
// its field; "" for another rule or row.
func needed(r table.BureauRule, id string) filing.Field {
	if id != "CN-MATERIAL-MISSING" || r.Params.Needs == "" {
		return ""
	}
	return filing.MaterialField(filing.Slot(r.Params.Needs))
}

func try(r table.BureauRule, hit func([]rule.Finding) bool) (*filing.Filing, rule.Env, bool) {
	provinces := []string{r.Province}
	if r.Province == table.AllProvinces {
		provinces = nil
		for _, p := range Tables().Provinces {
			provinces = append(provinces, p.Code)
		}
	}
	for _, p := range provinces {
		for _, n := range natures(r) {
			f, env := Good(p, n), Env()
			kind(f, r)
			f.Provider = r.Provider
			Complete(f, env)
			Break(f, &env, r)
			if hit(rule.Check(f, env)) {
				return f, env, true
			}
		}
	}
	return nil, Env(), false
}

func natures(r table.BureauRule) []int {
	var out []int
	for _, n := range Natures {
		if (len(r.Natures) == 0 || slices.Contains(r.Natures, n)) && (r.Nature == "" || (r.Nature == table.ForIndividual) == (n == 5)) {
			out = append(out, n)
		}
	}
	return out
}

func kind(f *filing.Filing, r table.BureauRule) {
	switch {
	case len(r.Kinds) > 0:
		Kind(f, filing.Kind(r.Kinds[0]))
	case r.Stage == "pre-change":
		Kind(f, filing.KindNewSite)
	case r.Stage == "access":
		Kind(f, filing.KindAccess)
	}
}

// Break breaks what a row demands.
func Break(f *filing.Filing, env *rule.Env, r table.BureauRule) {
	switch {
	case r.Predicate == "registry":
		for _, id := range r.Params.Rules {
			BreakRule(f, env, id, cmp.Or(needed(r, id), r.Field))
		}
	case r.Predicate != "":
		breakPredicate(f, env, r)
	}
	if r.Place == table.PlaceAsk {
		Complete(f, *env)
		if f.Asked == nil {
			f.Asked = map[string]string{}
		}
		f.Asked[r.ID] = rule.AnswerNo
	}
}

func young(f *filing.Filing, years int) string {
	return Identity(f.Legal.CertNumber[:6], Now.AddDate(-years, -1, 0).Format("20060102"), "001")
}

func setLegal(f *filing.Filing, number string) {
	f.Legal.CertNumber = number
	if f.Organiser.Nature == 5 {
		f.Organiser.CertNumber, f.Domain.HolderNumber = number, number
	}
}

// elsewhere is an area outside of the filing's province.
func elsewhere(f *filing.Filing) string {
	if f.Region.Province == "330000" {
		return "440106"
	}
	return "330108"
}

func breakPredicate(f *filing.Filing, env *rule.Env, r table.BureauRule) {
	p := r.Params
	switch r.Predicate {
	case "min-age":
		setLegal(f, young(f, p.MinAge-1))
	case "max-age":
		setLegal(f, young(f, 70))
	case "domain-months", "domain-days":
		f.Domain.Expires = Now.AddDate(0, 0, cmp.Or(p.Days, 40)).Format("2006-01-02")
	case "licence-months":
		f.Organiser.CertValidTo = Now.AddDate(0, p.Months-1, 0).Format("2006-01-02")
	case "remark-contains", "remark-min", "content-remark":
		f.Site.Remark = ""
		if r.Predicate == "content-remark" {
			f.Site.Contents = []int{p.Codes[len(p.Codes)-1]}
		}
	case "remark-emergency":
		f.Site.Remark = "网站仅做官网展示。"
	case "address-district":
		f.Organiser.Address.Street = p.Words[0] + "样本路"
	case "name-college":
		f.Site.Name = "样本茶业学院"
	case "name-twice":
		env.Others = append(env.Others, other(f))
	case "same-city":
		cities := Tables().Regions.Cities(f.Region.Province)
		f.Organiser.Address.District = Tables().Regions.Districts(cities[1].Code)[0].Code
	case "name-banned":
		f.Site.Name = "样本茶业" + p.Words[0]
	case "name-latin":
		f.Site.Name = "样本茶业Tea"
	case "name-area":
		f.Site.Name = Tables().Regions.Name(f.Region.Province) + "样本茶业"
	case "name-unrelated":
		f.Site.Name = "好喝商城"
	case "words":
		words, fields := statement(r)
		switch {
		case len(fields) == 0 || slices.Contains(fields, "organiser.scope"):
			f.Organiser.Scope = "茶叶批发；" + words[0]
		case slices.Contains(fields, "site.name"):
			f.Site.Name = "样本茶业" + words[len(words)-1]
		default:
			f.Organiser.Name = words[0] + f.Organiser.Name
			f.Domain.Holder = f.Organiser.Name
		}
	case "words-in-domain":
		f.Domain.Name = p.Words[0] + "样本." + cmp.Or(p.Suffix, "com")
		f.Site.HomeURL = "www." + f.Domain.Name
	case "content-refused":
		f.Site.Contents = []int{p.Codes[0]}
	case "content-only":
		f.Site.Contents = []int{9}
	case "cert-type-refused":
		f.Organiser.CertType, f.Organiser.CertNumber = p.Codes[0], "745830606"
	case "investor-is":
		f.Organiser.Investor = "样本别人"
	case "foreign-manager":
		Foreign(f)
	case "material":
		f.DropMaterial(filing.Slot(p.Slot))
	case "by-agent", "delegated":
		Agent(f)
	case "foreign-legal":
		Foreign(f)
	case "sole-trader":
		f.Organiser.CertNumber = Credit("92", f.Region.District, "MA2YBDK7")
		f.Domain.HolderNumber = f.Organiser.CertNumber
	case "id-elsewhere":
		setLegal(f, Identity(elsewhere(f), "19800101", "001"))
	}
}

// other is an order under review of the same organiser with the same name.
func other(f *filing.Filing) rule.OtherFiling {
	return rule.OtherFiling{ID: "x", Domain: "other.com", SameOrganiser: true, SiteName: f.Site.Name, State: filing.AdminReview}
}

// statement is what a row looks for by words of its own, from its parameters or
// from approval_statements.
func statement(r table.BureauRule) (words, fields []string) {
	if r.Params != nil {
		return r.Params.Words, nil
	}
	for _, d := range Tables().Demands(r.Province) {
		if d.Row().ID == r.ID {
			return d.Words, d.Fields
		}
	}
	return nil, nil
}

// BreakRule breaks what a rule of the registry demands, at the field if the
// rule has several ("" = any).
func BreakRule(f *filing.Filing, env *rule.Env, id string, field filing.Field) {
	switch id {
	case "CN-REGION-CERT":
		f.Organiser.CertAddress = Tables().Regions.Name(elsewhere(f)[:2]+"0000") + "样本路1号"
	case "CN-ORDER-OPEN":
		env.Others = append(env.Others, other(f))
	case "CN-PERSON-ABROAD":
		f.Organiser.CertType = 14
	case "CN-PRINCIPAL-LEGAL", "CN-PRINCIPAL-DISPUTED":
		Principal(f)
	case "CN-PRINCIPAL-MANAGER":
		Principal(f)
		Agent(f)
	case "CN-FOREIGN-DELEGATE":
		Foreign(f)
	case "CN-MATERIAL-MISSING":
		if slot, ok := field.Slot(); ok {
			if slot == filing.SlotLetterAgent {
				Agent(f)
			}
			f.DropMaterial(slot)
		}
	case "CN-MANAGER-FUJIAN":
		Agent(f)
		f.Agent.CertType, f.Agent.CertNumber = 7, "E12345678"
	case "CN-SAME-MOBILE":
		Agent(f)
		f.Agent.Mobile = f.Legal.Mobile
	case "CN-SAME-EMAIL":
		Agent(f)
		f.Agent.Email = f.Legal.Email
	case "CN-MOBILE-SEGMENT":
		f.Legal.Mobile = "17000138000"
	case "CN-EMERGENCY-OWN":
		f.Emergency1.Mobile = f.Legal.Mobile
	case "CN-EMERGENCY-BOTH":
		Agent(f)
		f.Emergency2.Mobile = f.Emergency1.Mobile
	case "CN-VALID-SHORT":
		f.Legal.ValidTo = Now.AddDate(0, 1, 0).Format("2006-01-02")
	case "CN-VALID-OVER":
		f.Organiser.CertValidTo = Now.AddDate(0, 0, -1).Format("2006-01-02")
	case "CN-INVESTOR-NINGXIA":
		f.Organiser.Investor = "样本别人"
	case "CN-ORG-OLD":
		f.Organiser.CertType, f.Organiser.CertNumber = 1, "440301103097413"
	case "CN-HOLDER-NAME":
		f.Domain.Holder = "样本别家有限公司"
	case "CN-HOLDER-TYPE":
		f.Domain.HolderType = 12
	case "CN-HOLDER-NUMBER":
		f.Domain.HolderNumber = Credit("91", "330108", "MA2YBDK8")
	case "CN-REALNAME-DAYS":
		f.Domain.RealNameOn = Now.AddDate(0, 0, -1).Format("2006-01-02")
	case "CN-DOMAIN-SUFFIX":
		f.Domain.Name = "yangben.de"
	case "CN-DOMAIN-REFUSED":
		f.Domain.Name = "yangben.io"
	case "CN-DOMAIN-GOV":
		f.Domain.Name = "yangben.com"
	case "CN-NAME-SHORT":
		f.Site.Name = "样本"
	case "CN-NAME-PLAIN":
		f.Site.Name = "12345"
	case "CN-NAME-SYMBOL":
		f.Site.Name = "样本茶业@官网"
	case "CN-NAME-STATE":
		f.Site.Name = "中国样本茶业"
	case "CN-NAME-FORUM":
		f.Site.Name = "样本茶业论坛"
	case "CN-NAME-RELATED":
		f.Site.Name, f.Site.Remark = "好喝商城", ""
	case "CN-NAME-PERSON":
		f.Site.Name = "样本甲工作室"
	case "CN-CONTENT-PERSON":
		f.Site.Contents = []int{9}
	case "CN-ADDRESS-SYMBOL":
		f.Organiser.Address.Floor = "7-3-101"
	case "CN-ADDRESS-DOOR":
		f.Organiser.Address.Door, f.Organiser.Address.Floor = "村口旁", "平房"
	case "CN-ADDRESS-PROVINCE":
		f.Organiser.Address.District = elsewhere(f)
	case "CN-ADDRESS-URBAN":
		f.Organiser.Address.Street = "市辖区样本路"
	case "CN-ADDRESS-OLD":
		f.Organiser.Address.Street = "宣武区样本路"
	case "CN-ADDRESS-SHOP":
		f.Organiser.CertAddress = "网店：样本平台 www.example.com"
	case "CN-APPROVAL-WORD":
		f.Organiser.Scope = "茶叶批发；新闻"
	case "CN-APPROVAL-FINANCE":
		f.Organiser.Scope = "茶叶批发；资产管理"
	}
}
