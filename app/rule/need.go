package rule

import (
	"cmp"
	"slices"
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// Need is a material that this filing needs, and why.
type Need struct {
	Slot         filing.Slot
	Title        string // 法定代表人居民身份证人像面
	Why          string // one sentence
	Remedy       string // how to get or photograph it
	Source, Date string
	Required     bool   // without it the filing is not complete
	Letter       string // id of the letter to print, fill in and sign, "" if none
}

// Ids of letters, Need.Letter.
const (
	LetterAgent      = "letter-agent"
	LetterPrincipal  = "letter-principal"
	LetterCommitment = "commitment"
	LetterNotice     = "truth-notice"
	LetterNoApproval = "no-approval"
)

// Slots of further documents. SlotOther 1 to 10 are free for the user.
var (
	SlotNotice     = filing.SlotOther(11) // 江苏 真实性责任告知书
	SlotStaffing   = filing.SlotOther(12) // 编办批复
	SlotNoApproval = filing.SlotOther(13) // 不涉及前置审批承诺书
)

// Needs lists the materials that this filing needs, in the order of the cards,
// and at the end one card for anything else. Kinds that the program does not
// prepare need none.
func Needs(f *filing.Filing, env Env) []Need {
	s, err := newScan(f, env)
	if err != nil {
		return nil
	}
	return needs(s)
}

// needs works them out once for a look.
func needs(s *scan) []Need {
	if !s.needed {
		s.need, s.needed = s.workOutNeeds(), true
	}
	return s.need
}

func (s *scan) workOutNeeds() []Need {
	f := s.f
	if f.Kind != filing.KindUnknown && !f.Kind.Prepared() {
		return nil
	}
	var out []Need
	// add completes a need from the row of materials.json.
	add := func(id string, n Need) {
		m, _ := s.t.Material(id)
		if n.Title == "" {
			n.Title = m.Name
		}
		if n.Remedy == "" {
			n.Remedy = m.Picture
		} else if m.Picture != "" {
			n.Remedy += "；" + m.Picture
		}
		if n.Remedy == "" {
			n.Remedy = "请上传彩色原件的照片或扫描件"
		}
		n.Remedy += "。"
		if n.Source == "" {
			n.Source, n.Date = m.Source, m.Date
		}
		out = append(out, n)
	}

	// The organiser's certificate. A natural person's is his identity card.
	if s.organisation() {
		title := "主办单位证件"
		if c, ok := s.t.Certificate(f.Organiser.CertType); ok {
			title = c.Name
		}
		n := Need{Slot: filing.SlotLicence, Title: title, Why: "证明主办单位的身份，名称、号码和住所都要与它一致。", Remedy: s.province.LicenceHint, Required: true}
		if s.province.LicenceHint != "" {
			n.Why += s.province.Name + "：" + s.province.LicenceHint + "。"
		}
		add("licence", n)
	}

	for _, b := range s.people() {
		s.personNeeds(b, add)
	}
	s.letterNeeds(add)

	add("domain", Need{Slot: filing.SlotDomain, Why: "核对域名所有者与主办单位一致，并看清注册和到期日期。", Required: true})
	s.provinceNeeds(add)
	s.approvalNeeds(add)

	add("portrait", Need{Slot: filing.SlotPortrait, Why: "多数接入商在页面上采集人像；没有电子核验的要交照片。"})
	add("other", Need{Slot: freeOther(f), Why: "管局或接入商另外要求的材料放在这里。"})
	return out
}

// freeOther is the first slot among 1 to 10 without a picture.
func freeOther(f *filing.Filing) filing.Slot {
	for n := 1; n <= 10; n++ {
		if m, ok := f.Material(filing.SlotOther(n)); !ok || m.Picture == "" {
			return filing.SlotOther(n)
		}
	}
	return filing.SlotOther(10)
}

func (s *scan) personNeeds(b block, add func(string, Need)) {
	front, back := filing.SlotLegalFront, filing.SlotLegalBack
	why := "法定代表人担任主体负责人，须交本人证件。"
	switch b.path {
	case "principal":
		front, back, why = filing.SlotPrincipalFront, filing.SlotPrincipalBack, "主体负责人是其他人，须交他的证件。"
	case "agent":
		front, back, why = filing.SlotAgentFront, filing.SlotAgentBack, "由代办人担任互联网信息服务负责人，须交他的证件。"
		if s.province.Code == "350000" {
			why += "福建只收居民身份证。"
		}
	default:
		if !b.holds {
			// Named in the form, but a picture is only asked for in Guangxi.
			if s.province.Code != "450000" || !s.foreignLegal() {
				return
			}
			why = "广西要求外籍法定代表人委托他人时一并交本人证件。"
		}
	}
	c, ok := s.t.Certificate(b.person.CertType)
	name := "证件"
	if ok {
		name = c.Name
	}
	titles := [2]string{b.role + name + "人像面", b.role + name + "国徽面"}
	switch {
	case ok && c.OneSided:
		titles[0] = b.role + name + "资料页"
	case ok && c.Code != idCard:
		titles = [2]string{b.role + name + "正面", b.role + name + "反面"}
	}
	add(string(front), Need{Slot: front, Title: titles[0], Why: why, Required: true})
	if !ok || !c.OneSided {
		add(string(back), Need{Slot: back, Title: titles[1], Why: "要看清签发机关和有效期限。", Required: true})
	}
}

// demanded is the province's own row without whose material a filing like this
// is not complete, nil if there is none.
func (s *scan) demanded(slot filing.Slot) *bureauRow {
	for _, r := range s.rows() {
		if r.Province != table.AllProvinces && Severity(r.Severity) == Block && r.Predicate == "registry" &&
			slices.Contains(r.Params.Rules, "CN-MATERIAL-MISSING") && about(r, filing.MaterialField(slot)) {
			return r
		}
	}
	return nil
}

func (s *scan) letterNeeds(add func(string, Need)) {
	f := s.f
	if f.ByAgent && s.organisation() {
		n := Need{Slot: filing.SlotLetterAgent, Letter: LetterAgent, Remedy: "请打印填好的授权书，签名盖章后上传彩色扫描件"}
		r := s.demanded(filing.SlotLetterAgent)
		switch {
		case r != nil:
			n.Required, n.Why = true, s.province.Name+"要求：互联网信息服务负责人不是法定代表人时交授权书。"
			n.Source, n.Date = r.Source, r.Date
		case s.provider.AgentLetter || !s.known:
			n.Required, n.Why = true, "由代办人办理，接入商要求法定代表人的授权书。"
		default:
			n.Why = s.province.Name + "没有要求授权书；接入商要求时再交。"
		}
		add(string(n.Slot), n)
	}
	if f.PrincipalElse && s.organisation() {
		n := Need{Slot: filing.SlotLetterLegal, Letter: LetterPrincipal, Required: true, Why: "主体负责人不是法定代表人，须交法定代表人的授权书。", Remedy: "请打印填好的授权书，签名盖章后上传彩色扫描件"}
		if s.mayDelegate() {
			n.Required, n.Why = false, "广东的机关、事业单位和群众性团体由部门负责人担任时不用授权书。"
		}
		add(string(n.Slot), n)
	}
	for _, r := range s.rows() {
		if r.Place != table.PlaceCheck || r.Params == nil || r.Params.Slot == "" {
			continue
		}
		n := Need{Slot: filing.Slot(r.Params.Slot), Required: Severity(r.Severity) == Block, Title: r.Material, Why: s.said(r),
			Remedy: strings.TrimSuffix(r.Remedy, "。"), Source: r.Source, Date: r.Date}
		if n.Slot == filing.SlotCommitment {
			n.Letter = LetterCommitment
		}
		add(r.Params.Slot, n)
	}
}

func (s *scan) provinceNeeds(add func(string, Need)) {
	if s.province.ResponsibilityNotice {
		add("responsibility-notice", Need{Slot: SlotNotice, Letter: LetterNotice, Required: true, Why: s.province.Name + "自 2021-06-01 起要求，由互联网信息服务负责人签名。"})
	}
	if r := s.demanded(SlotStaffing); r != nil {
		add("staffing-approval", Need{Slot: SlotStaffing, Required: true, Source: r.Source, Date: r.Date, Why: s.province.Name + "要求机关和事业单位交编办批复，不需要批复的交书面说明。"})
	}
}

func (s *scan) approvalNeeds(add func(string, Need)) {
	seen := map[int]bool{}
	for _, a := range s.approvals() {
		x, ok := s.t.Approval(a.Item)
		if !ok || x.Status == "none" || seen[a.Item] {
			continue
		}
		seen[a.Item] = true
		n := Need{Slot: filing.SlotApproval(a.Item), Title: x.Document, Why: "选择了“" + x.Name + "”前置审批。", Required: x.Status == "active", Source: x.Source, Date: x.Date}
		if n.Title == "" {
			n.Title = x.Name + "审批文件"
		}
		if x.Note != "" {
			n.Why += x.Note + "。"
		}
		if x.Authority != "" {
			n.Remedy = "由" + x.Authority + "核发"
		}
		add("approval", n)
	}
	// The statement settles words that point at an approval nobody needs; it
	// stays on the desk once it is there.
	words := false
	title := ""
	s.regulatedIn(func(r Regulated, _ filing.Field, _ []string) {
		if r.Statement != "" || r.Item != 0 {
			words, title = true, cmp.Or(title, r.Statement)
		}
	})
	if m, ok := s.f.Material(SlotNoApproval); words || ok && m.Picture != "" {
		add("no-approval", Need{Slot: SlotNoApproval, Title: title, Letter: LetterNoApproval, Why: "名称、经营范围或内容里有审批字样；业务不涉及时交这份承诺书。"})
	}
}
