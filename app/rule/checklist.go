package rule

import (
	"cmp"
	"slices"
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// Groups of the checklist, in their order.
const (
	GroupPapers   = "证件"
	GroupLetters  = "授权与承诺"
	GroupDomain   = "域名"
	GroupSite     = "网站"
	GroupApproval = "前置审批"
	GroupContact  = "联系方式"
	GroupPortrait = "人像与短信"
	GroupProvince = "本省"
	GroupProvider = "接入商"
	GroupAfter    = "提交以后"
)

// ItemGroups lists the groups in their order.
var ItemGroups = []string{GroupPapers, GroupLetters, GroupDomain, GroupSite, GroupApproval, GroupContact, GroupPortrait, GroupProvince, GroupProvider, GroupAfter}

// Item is one thing to prepare for this filing. ID is a slot, a row of
// province_rules, or a name that stays. Field is where it is done, "" if
// outside of the program; only then Done is false though it may have been
// done, unless the item is a question that was answered.
type Item struct {
	ID         string       `json:"id"`
	Group      string       `json:"group"` // one of ItemGroups
	Title      string       `json:"title"`
	Why        string       `json:"why"`
	How        string       `json:"how"`
	Source     string       `json:"source"`
	Date       string       `json:"date"`
	Confidence string       `json:"confidence,omitempty"` // of a row
	Field      filing.Field `json:"field,omitempty"`
	Done       bool         `json:"done"`
	Required   bool         `json:"required"` // without it the filing is refused
	Conflict   []table.Said `json:"conflict,omitempty"`
}

// Checklist lists what to prepare for exactly this filing: type, province,
// provider, nature and people decide. Groups are in order; within one what is
// required comes first. Kinds that the program does not prepare get only what
// the rows say of them.
func Checklist(f *filing.Filing, env Env) []Item {
	s, err := newScan(f, env)
	if err != nil {
		return nil
	}
	var out []Item
	if f.Kind == filing.KindUnknown || f.Kind.Prepared() {
		out = append(out, s.needItems()...)
		out = append(out, s.formItems()...)
		out = append(out, s.questionItems()...)
	}
	out = append(out, s.rowItems()...)
	if f.Kind.Prepared() {
		out = append(out, s.providerItems()...)
	}
	slices.SortStableFunc(out, func(a, b Item) int {
		return cmp.Or(cmp.Compare(slices.Index(ItemGroups, a.Group), slices.Index(ItemGroups, b.Group)), cmp.Compare(last(a), last(b)))
	})
	return out
}

func last(i Item) int {
	if i.Required {
		return 0
	}
	return 1
}

// needItems are the materials. The free card for anything else is none.
func (s *scan) needItems() []Item {
	var out []Item
	for _, n := range needs(s) {
		m, _ := s.f.Material(n.Slot)
		done := m.Status() != filing.MaterialMissing
		if n.Slot.IsOther() && n.Title == "其他材料" && !done {
			continue
		}
		out = append(out, Item{ID: string(n.Slot), Group: needGroup(n.Slot), Title: n.Title, Why: n.Why, How: n.Remedy, Source: n.Source, Date: n.Date,
			Field: filing.MaterialField(n.Slot), Done: done && (m.Outcome != filing.Reject || m.Anyway != ""), Required: n.Required})
	}
	return out
}

func needGroup(slot filing.Slot) string {
	switch {
	case slot == filing.SlotDomain:
		return GroupDomain
	case slot == filing.SlotPortrait:
		return GroupPortrait
	case slot.IsApproval(), slot == SlotNoApproval:
		return GroupApproval
	case slot == filing.SlotLetterAgent, slot == filing.SlotLetterLegal, slot == filing.SlotCommitment, slot == SlotNotice:
		return GroupLetters
	case slot.IsOther():
		return GroupProvince
	}
	return GroupPapers
}

// formItems are the facts to have at hand for the form.
func (s *scan) formItems() []Item {
	filled := func(list ...filing.Field) bool {
		return !slices.ContainsFunc(list, func(p filing.Field) bool { return s.cleaned(p) == "" })
	}
	t, long, ok := s.day("domain.real_name_on")
	out := []Item{
		{ID: "real-name", Group: GroupDomain, Title: "域名实名认证满 3 天", Why: "实名信息同步到工信部要几天，没有同步时会被退回。", How: "请在注册商处查看实名认证通过的日期，认证用备案的证件。",
			Source: "UC:problem/problem8.md", Date: "2026-02-27", Field: "domain.real_name_on", Required: true, Done: ok && !long && !s.today.Before(t.AddDate(0, 0, 3))},
		{ID: "site-name", Group: GroupSite, Title: "网站名称和服务内容", Why: "审核员会打开网站，核对名称、内容与单位的关系。", How: "名称用单位全称或简称；内容照实选择，并在备注里写清楚。",
			Source: "UC:problem/problem2.md", Date: "2022-02-21", Field: "site.name", Required: true, Done: filled("site.name", "site.contents")},
	}
	for _, b := range s.people() {
		if !b.holds {
			continue
		}
		out = append(out, Item{ID: "phone-" + b.path, Group: GroupContact, Title: b.role + "本人在用的手机和邮箱", Why: "接入商会打电话核实，工信部向这个手机发验证码。", How: "请写本人的号码，取消短信拦截，审核期间保持畅通。",
			Source: "HW-材料; UC:problem/problem3.md", Date: "2025-12-31", Field: b.field("mobile"), Required: true, Done: filled(b.field("mobile"), b.field("email"))})
	}
	emergency := []filing.Field{"emergency1.name", "emergency1.mobile"}
	if s.twoPeople() {
		emergency = append(emergency, "emergency2.name", "emergency2.mobile")
	}
	return append(out, Item{ID: "emergency", Group: GroupContact, Title: "应急联系人和手机", Why: "联系不上负责人时使用，不能是负责人自己的号码。", How: "请写另一位员工，先告诉本人。",
		Source: "INS; HW-驳回", Date: "2025-12-31", Field: "emergency1.mobile", Required: true, Done: filled(emergency...)})
}

// questionItems are the questions; an answer other than no settles one.
func (s *scan) questionItems() []Item {
	var out []Item
	for _, q := range s.questions() {
		r, _ := s.t.BureauRule(q.Row)
		out = append(out, Item{ID: q.Row, Group: rowGroup(r), Title: rowTitle(r), Why: q.Text, How: q.Remedy, Source: q.Source, Date: q.Date,
			Confidence: q.Confidence, Field: q.Field, Required: q.Severity == Block, Done: q.Answer == AnswerYes || q.Answer == AnswerNA, Conflict: q.Conflict})
	}
	return out
}

// rowItems are the rows that are only to be known.
func (s *scan) rowItems() []Item {
	var out []Item
	for _, r := range s.wanted(table.PlaceList) {
		out = append(out, Item{ID: r.ID, Group: rowGroup(*r), Title: rowTitle(*r), Why: s.said(r), How: r.Remedy, Source: r.Source, Date: r.Date,
			Confidence: r.Confidence, Required: Severity(r.Severity) == Block, Conflict: r.Conflict})
	}
	return out
}

func rowTitle(r table.BureauRule) string { return orElse(r.Material, table.Subjects[r.Subject]) }

func rowGroup(r table.BureauRule) string {
	switch {
	case r.Stage == "after" || r.Stage == "after-submit":
		return GroupAfter
	case r.Provider != "":
		return GroupProvider
	case r.Province != table.AllProvinces:
		return GroupProvince
	}
	switch r.Subject {
	case "domain", "domain_suffix", "domain_owner", "domain_cert", "domain_validity":
		return GroupDomain
	case "principal_rep", "site_manager", "authorization_letter", "commitment_letter":
		return GroupLetters
	case "phone", "phone_unique", "phone_locality", "emergency_contact":
		return GroupContact
	case "pre_approval":
		return GroupApproval
	case "site_name", "site_remark", "site_open", "service_content", "sites_per_order", "sites_total":
		return GroupSite
	case "ip_resource", "access", "change", "migration", "cancel", "empty_shell":
		return GroupProvider
	case "sms":
		return GroupPortrait
	}
	return GroupPapers
}

// providerItems are what only the provider's own pages can do.
func (s *scan) providerItems() []Item {
	p := s.provider
	name := p.Name
	if p.ID == table.GenericProvider {
		name = "接入商"
	}
	var out []Item
	if len(p.Again) > 0 {
		out = append(out, Item{ID: "again", Group: GroupProvider, Title: "在" + name + "的页面上办理", Why: strings.Join(p.Again, "；") + "。",
			How: "程序不能代办，提交订单时按页面提示逐项办理。", Source: p.Source, Date: p.Date, Required: true})
	}
	for i, note := range p.Notes {
		out = append(out, Item{ID: "provider-" + itoa(i+1), Group: GroupProvider, Title: name, Why: note + "。", How: "请在提交前核对。", Source: p.Source, Date: p.Date})
	}
	return out
}
