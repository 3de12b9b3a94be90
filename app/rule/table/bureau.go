package table

import (
	"slices"
	"strings"

	"beiandesk/app/filing"
)

// AllProvinces is the area of a BureauRule that holds everywhere.
const AllProvinces = "000000"

// Places of a BureauRule.
const (
	PlaceCheck = "check" // judged from the data
	PlaceAsk   = "ask"   // put to the user as a question
	PlaceList  = "list"  // an item of the checklist
)

// Natures of a BureauRule; "" holds for both.
const (
	ForUnit       = "unit"
	ForIndividual = "individual"
)

// BureauRule is one row of province_rules: what one administration (管局), or a
// provider there, wants.
type BureauRule struct {
	ID       string   `json:"id"`       // TJ-RMK-01, never changes
	Province string   `json:"province"` // 120000, AllProvinces = everywhere
	Provider string   `json:"provider,omitempty"`
	Subject  string   `json:"subject"`  // one of Subjects
	Severity string   `json:"severity"` // block, warn or info; C and D never block
	Nature   string   `json:"nature,omitempty"`
	Natures  []int    `json:"natures,omitempty"` // narrower: subject_types
	Stage    string   `json:"stage"`             // one of Stages
	Kinds    []string `json:"kinds,omitempty"`   // narrower: kinds of filing
	Text     string   `json:"text"`
	Remedy   string   `json:"remedy"`
	Material string   `json:"material,omitempty"`
	Place    string   `json:"place"`
	// Predicate finds the fault (check), or the occasion on which the row is
	// asked or listed at all ("" = always).
	Predicate  string       `json:"predicate,omitempty"`
	Params     *Params      `json:"params,omitempty"`
	Field      filing.Field `json:"field,omitempty"`    // where it is mended
	Replaces   []string     `json:"replaces,omitempty"` // rows for everywhere that need not be asked or listed beside it
	Instead    []string     `json:"instead,omitempty"`  // rules of the registry that say the same at the same field: the graver stays, of equals the row
	Confidence string       `json:"confidence"`         // A UCloud's pages or law, B another provider since 2023, C one source of about 2022, D 2020 or older, or withdrawn
	Note       string       `json:"note,omitempty"`
	Conflict   []Said       `json:"conflict,omitempty"` // what others say
	Origin
}

// Said is what another source says of the same matter.
type Said struct {
	Text       string `json:"text"`
	Source     string `json:"source"`
	Date       string `json:"date"`
	Confidence string `json:"confidence"`
}

// Params are the parameters of a predicate. Which of them a predicate takes is
// in Predicates.
type Params struct {
	Rules         []string `json:"rules,omitempty"`           // ids of the registry
	MinAge        int      `json:"min_age,omitempty"`         // years
	ProofBelow    int      `json:"proof_below,omitempty"`     // years; younger people prove their work
	ManagerMinAge int      `json:"manager_min_age,omitempty"` // years
	MaxAgeMen     int      `json:"max_age_men,omitempty"`     // years
	MaxAgeWomen   int      `json:"max_age_women,omitempty"`   // years
	Months        int      `json:"months,omitempty"`
	Days          int      `json:"days,omitempty"`
	Min           int      `json:"min,omitempty"`
	Words         []string `json:"words,omitempty"`
	Suffix        string   `json:"suffix,omitempty"` // of a domain, without the dot
	Codes         []int    `json:"codes,omitempty"`
	Districts     []string `json:"districts,omitempty"` // GB/T 2260
	Who           []string `json:"who,omitempty"`       // organiser, legal, address, certificate
	Slot          string   `json:"slot,omitempty"`      // of a material
	Needs         string   `json:"needs,omitempty"`     // slot of a material that is demanded besides what stands in Field
}

// Predicates names the predicates that package rule has, and the parameters
// each must be given; those with a "?" may be left out.
var Predicates = map[string][]string{
	"registry":          {"rules", "who?", "slot?", "needs?"},
	"min-age":           {"min_age", "proof_below?", "manager_min_age?"},
	"max-age":           {"max_age_men", "max_age_women"},
	"domain-months":     {"months"},
	"domain-days":       {"days"},
	"licence-months":    {"months"},
	"remark-contains":   {"words"},
	"remark-min":        {"min"},
	"remark-emergency":  {},
	"address-district":  {"words", "districts"},
	"same-city":         {"who"},
	"name-banned":       {"words", "min?"},
	"name-latin":        {},
	"name-area":         {},
	"name-unrelated":    {},
	"name-college":      {},
	"name-twice":        {"who?"},
	"words":             {"words?"}, // or those of approval_statements
	"words-in-domain":   {"words", "suffix?"},
	"content-refused":   {"codes"},
	"content-only":      {"codes"},
	"content-remark":    {"codes"},
	"cert-type-refused": {"codes"},
	"investor-is":       {"who"},
	"foreign-manager":   {},
	"material":          {"slot"},
	"one-person":        {},
	"by-agent":          {},
	"delegated":         {},
	"foreign-legal":     {},
	"sole-trader":       {},
	"id-elsewhere":      {"who"},
}

func (p *Params) given() []string {
	var out []string
	add := func(name string, is bool) {
		if is {
			out = append(out, name)
		}
	}
	if p == nil {
		return nil
	}
	add("rules", len(p.Rules) > 0)
	add("min_age", p.MinAge != 0)
	add("proof_below", p.ProofBelow != 0)
	add("manager_min_age", p.ManagerMinAge != 0)
	add("max_age_men", p.MaxAgeMen != 0)
	add("max_age_women", p.MaxAgeWomen != 0)
	add("months", p.Months != 0)
	add("days", p.Days != 0)
	add("min", p.Min != 0)
	add("words", len(p.Words) > 0)
	add("suffix", p.Suffix != "")
	add("codes", len(p.Codes) > 0)
	add("districts", len(p.Districts) > 0)
	add("who", len(p.Who) > 0)
	add("slot", p.Slot != "")
	add("needs", p.Needs != "")
	return out
}

// Stages of a BureauRule, in the order of time.
var Stages = []string{"submit", "pre-change", "access", "change", "cancel", "after-submit", "after"}

// Subjects of the rows, and what each is called.
var Subjects = map[string]string{
	"eligibility": "主办单位的资格", "principal_rep": "主体负责人", "foreign_rep": "外籍法定代表人", "site_manager": "互联网信息服务负责人",
	"authorization_letter": "授权书", "age": "年龄", "phone": "手机", "phone_unique": "手机和证件不重复", "phone_locality": "号码归属地",
	"emergency_contact": "应急联系人", "id_validity": "证件有效期", "photo": "照片", "licence": "主体证件", "domain": "域名",
	"domain_suffix": "域名后缀", "domain_owner": "域名所有者", "domain_cert": "域名证书", "domain_validity": "域名有效期",
	"sites_per_order": "每单网站数", "sites_total": "网站总数", "ip_resource": "云资源", "site_name": "网站名称", "site_remark": "备注",
	"service_content": "服务内容", "address": "通信地址", "sole_trader": "个体工商户", "pre_approval": "前置审批", "government": "机关和事业单位",
	"commitment_letter": "承诺书", "party_building": "党建材料", "residence_permit": "个人的居住地", "site_open": "已有网站", "sms": "短信核验",
	"review_days": "审核时间", "empty_shell": "空壳主体", "access": "转入备案", "change": "变更", "migration": "备案迁移", "cancel": "注销",
	"audit": "核查", "footer": "备案以后",
}

// BureauRules lists the rows for one province, those for everywhere first.
func (s *Set) BureauRules(province string) []*BureauRule {
	if list, ok := s.bureauIn[province]; ok {
		return list
	}
	return s.bureauIn[AllProvinces]
}

// BureauRule returns a row by id.
func (s *Set) BureauRule(id string) (BureauRule, bool) { return at(s.bureau, id) }

func (s *Set) linkBureau(h head, fail func(string, ...any)) {
	s.bureau = index(s.Bureau, "province_rules", fail, func(r *BureauRule) string { return r.ID })
	s.bureauIn = map[string][]*BureauRule{}
	for i := range s.Bureau {
		r := &s.Bureau[i]
		s.origin("province_rules", r.ID, &r.Origin, h, fail)
		s.checkBureau(r, fail)
		s.bureauIn[r.Province] = append(s.bureauIn[r.Province], r)
	}
	everywhere := s.bureauIn[AllProvinces]
	for _, p := range s.Provinces {
		s.bureauIn[p.Code] = append(slices.Clip(everywhere), s.bureauIn[p.Code]...)
	}
}

func (s *Set) checkBureau(r *BureauRule, fail func(string, ...any)) {
	bad := func(format string, args ...any) { fail("province_rules: "+r.ID+": "+format, args...) }
	if r.Province != AllProvinces && s.province[r.Province] == nil {
		bad("unknown province %q", r.Province)
	}
	if r.Provider != "" && s.provider[r.Provider] == nil {
		bad("unknown provider %q", r.Provider)
	}
	if Subjects[r.Subject] == "" {
		bad("unknown subject %q", r.Subject)
	}
	if !slices.Contains([]string{"block", "warn", "info"}, r.Severity) {
		bad("severity %q", r.Severity)
	}
	if !slices.Contains([]string{"A", "B", "C", "D"}, r.Confidence) || r.Severity == "block" && r.Confidence > "B" {
		bad("confidence %q with severity %q", r.Confidence, r.Severity)
	}
	if r.Nature != "" && r.Nature != ForUnit && r.Nature != ForIndividual {
		bad("nature %q", r.Nature)
	}
	for _, n := range r.Natures {
		if s.subject[n] == nil {
			bad("unknown nature %d", n)
		}
	}
	for _, k := range r.Kinds {
		if !slices.Contains(filing.Kinds, filing.Kind(k)) {
			bad("unknown kind %q", k)
		}
	}
	if !slices.Contains(Stages, r.Stage) {
		bad("stage %q", r.Stage)
	}
	if !strings.HasSuffix(r.Text, "。") || !strings.HasSuffix(r.Remedy, "。") {
		bad("text or remedy is no sentence")
	}
	s.checkPredicate(r, bad)
	for _, id := range r.Replaces {
		if o := s.bureau[id]; o == nil || o.Province != AllProvinces || o.Place == PlaceCheck {
			bad("replaces %q, which is no question or item for everywhere", id)
		}
	}
	for _, c := range r.Conflict {
		o := Origin{c.Source, c.Date}
		s.origin("province_rules", r.ID+" conflict", &o, head{}, func(format string, args ...any) { fail(format, args...) })
		if !strings.HasSuffix(c.Text, "。") || !slices.Contains([]string{"A", "B", "C", "D"}, c.Confidence) || c.Source == "" {
			bad("a side of the conflict is not complete")
		}
	}
}

func (s *Set) checkPredicate(r *BureauRule, bad func(string, ...any)) {
	switch r.Place {
	case PlaceCheck:
		if r.Predicate == "" {
			bad("is to be checked and has no predicate")
		}
	case PlaceAsk, PlaceList:
		if r.Predicate == "registry" || r.Predicate == "material" {
			bad("predicate %q is for checks only", r.Predicate)
		}
	default:
		bad("place %q", r.Place)
	}
	if r.Predicate == "" {
		if r.Params != nil {
			bad("has parameters without a predicate")
		}
		return
	}
	takes, ok := Predicates[r.Predicate]
	if !ok {
		bad("unknown predicate %q", r.Predicate)
	}
	given := r.Params.given()
	for _, t := range takes {
		name, optional := strings.CutSuffix(t, "?")
		if !optional && !slices.Contains(given, name) {
			bad("predicate %q lacks %s", r.Predicate, name)
		}
	}
	for _, g := range given {
		if !slices.Contains(takes, g) && !slices.Contains(takes, g+"?") {
			bad("predicate %q takes no %s", r.Predicate, g)
		}
	}
}
