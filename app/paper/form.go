package paper

import (
	"strings"

	"beiandesk/app/filing"
)

// Row is one field as a provider's console asks for it.
type Row struct {
	Field filing.Field
	Label string
	Value string
	Note  string // how to fill it in, or "" when it explains itself
}

// Section is a group of rows.
type Section struct {
	Title string
	Rows  []Row
}

// Form lists all fields of a filing in the order in which the providers'
// consoles ask for them (filing-fields.md 1.1, 2.1, 3.1). The overview and
// the table in the package are both made from it. Empty fields are listed
// with an empty Value; blocks that this filing does not use are left out.
func Form(f *filing.Filing, words Names) []Section {
	n := names{words}
	out := []Section{formType(f, n), formOrganiser(f, n), formLegal(f, n)}
	if f.PrincipalElse {
		out = append(out, formPerson("主体负责人（不是法定代表人）", "principal", f.Principal, n))
	}
	out = append(out, formSite(f, n))
	if f.ByAgent {
		out = append(out, formPerson("互联网信息服务负责人（代办人）", "agent", f.Agent, n))
	} else {
		_, at := f.PersonOf(filing.RoleManager)
		who := "法定代表人"
		if at == "principal" {
			who = "主体负责人"
		}
		out = append(out, Section{"互联网信息服务负责人", []Row{{"by_agent", "由谁担任", "与" + who + "是同一人", "在平台上勾选“与" + who + "一致”，或照抄上面的内容"}}})
	}
	out = append(out, formEmergency(f), formDomain(f, n))
	if f.Remark != "" {
		out = append(out, Section{"其他", []Row{{"remark", "给审核人员的备注", f.Remark, ""}}})
	}
	return out
}

func formType(f *filing.Filing, n names) Section {
	kind := ""
	if f.Kind != filing.KindUnknown { // “未判定” is nothing to carry over
		kind = f.Kind.Name()
	}
	rows := []Row{
		{"kind", "备案类型", kind, ""},
		{"domain.name", "备案域名", f.Domain.Name, "只填主域名，不带 www"},
	}
	if f.Answers.SubjectNumber != "" {
		rows = append(rows, Row{"answers.subject_number", "已有主体备案号", f.Answers.SubjectNumber, ""})
	}
	if f.Answers.OldCertType != 0 || f.Answers.OldCertNumber != "" {
		rows = append(rows,
			Row{"answers.old_cert_type", "原备案证件类型", n.certificate(f.Answers.OldCertType), "核验备案类型时用原来的证件"},
			Row{"answers.old_cert_number", "原备案证件号码", f.Answers.OldCertNumber, ""})
	}
	return Section{"备案类型", rows}
}

func formOrganiser(f *filing.Filing, n names) Section {
	o := f.Organiser
	region := firstOf(f.Region.District, f.Region.City, f.Region.Province)
	area := n.area(firstOf(o.Address.District, region))
	rows := []Row{
		{"region.province", "证件所属区域", n.area(region), "与证件签发地一致，提交后不能改省份"},
		{"organiser.nature", "单位性质", n.nature(o.Nature), ""},
		{"organiser.cert_type", "证件类型", n.certificate(o.CertType), ""},
		{"organiser.cert_number", "证件号码", o.CertNumber, ""},
		{"organiser.name", "主办单位名称", o.Name, "与证件逐字一致"},
		{"organiser.cert_address", "证件住所", o.CertAddress, "与证件逐字一致"},
		{"organiser.cert_valid_to", "证件有效期至", o.CertValidTo, ""},
		{"organiser.address.district", "通信地址所在区域", area, "在平台上逐级选择"},
		{"organiser.address.street", "通信地址（详细）", o.Address.Detail(), "不再重复省、市、区"},
		{"organiser.address", "通信地址（完整）", line(o.Address, area), "平台只有一个输入框时用这一行"},
		{"organiser.investor", "投资人或上级主管单位", o.Investor, "平台没有这一项时不用填"},
	}
	if o.Scope != "" {
		rows = append(rows, Row{"organiser.scope", "经营范围", o.Scope, "平台一般不问，用于核对前置审批"})
	}
	if r := subjectRemark(o); r != "" {
		rows = append(rows, Row{"organiser.remark", "主体备注", r, ""})
	}
	return Section{"主办单位", rows}
}

func line(a filing.Address, area string) string {
	if a.Detail() == "" {
		return ""
	}
	return a.Line(area)
}

// subjectRemark adds the sentence that reviewers want for an address without
// floor to what the user wrote, once.
func subjectRemark(o filing.Organiser) string {
	if !o.Address.NeedsRemark() || strings.Contains(o.Remark, filing.MostDetailed) {
		return o.Remark
	}
	if o.Remark == "" {
		return filing.MostDetailed
	}
	return strings.TrimRight(o.Remark, "；。 ") + "；" + filing.MostDetailed
}

func formLegal(f *filing.Filing, n names) Section {
	if f.PrincipalElse {
		return formPerson("法定代表人", "legal", f.Legal, n)
	}
	return formPerson("法定代表人（即主体负责人）", "legal", f.Legal, n)
}

func formPerson(title, at string, p filing.Person, n names) Section {
	path := func(name string) filing.Field { return filing.Field(at + "." + name) }
	rows := []Row{
		{path("name"), "姓名", p.Name, ""},
		{path("cert_type"), "证件类型", n.certificate(p.CertType), ""},
		{path("cert_number"), "证件号码", p.CertNumber, ""},
		{path("valid_from"), "证件有效期起", p.ValidFrom, ""},
		{path("valid_to"), "证件有效期止", p.ValidTo, ""},
		{path("mobile"), "联系方式 1（手机）", p.Mobile, "接收短信验证码"},
		{path("email"), "电子邮箱", p.Email, ""},
	}
	if p.Landline != "" {
		rows = append(rows, Row{path("landline"), "办公电话", p.Landline, ""})
	}
	if p.Remark != "" {
		rows = append(rows, Row{path("remark"), "备注", p.Remark, ""})
	}
	return Section{title, rows}
}

func formSite(f *filing.Filing, n names) Section {
	s := f.Site
	rows := []Row{{"site.name", "网站名称", s.Name, ""}}
	if s.FiledName != "" || s.FiledNumber != "" {
		rows = append(rows, Row{"site.filed_name", "原备案网站名称", s.FiledName, "转入时与原备案一致"},
			Row{"site.filed_number", "原网站备案号", s.FiledNumber, ""})
	}
	main := "是"
	if s.SubDomain {
		main = "否"
	}
	rows = append(rows,
		Row{"", "服务类型", "网站", ""},
		Row{"domain.name", "网站域名", f.Domain.Name, ""},
		Row{"site.sub_domain", "是否主域名", main, ""},
		Row{"site.home_url", "首页网址", s.HomeURL, "不带 http://"},
		Row{"site.contents", "服务内容", list(s.Contents, n.content), ""},
		Row{"site.languages", "网站语言", list(s.Languages, n.language), ""},
		Row{"site.approvals", "前置或专项审批", approvals(s.Approvals, n), ""},
		Row{"site.remark", "网站备注", s.Remark, ""})
	if f.Number != "" {
		rows = append(rows, Row{"number", "网站备案号", f.Number, ""})
	}
	return Section{"网站（互联网信息服务）", rows}
}

func formEmergency(f *filing.Filing) Section {
	return Section{"应急联系人", []Row{
		{"emergency1.name", "应急联系人 1（主体）", f.Emergency1.Name, ""},
		{"emergency1.mobile", "应急手机 1", f.Emergency1.Mobile, "不能与负责人手机相同"},
		{"emergency2.name", "应急联系人 2（网站）", f.Emergency2.Name, ""},
		{"emergency2.mobile", "应急手机 2", f.Emergency2.Mobile, "不能与负责人手机相同"},
	}}
}

func formDomain(f *filing.Filing, n names) Section {
	d := f.Domain
	return Section{"域名证书", []Row{
		{"domain.holder", "域名所有者", d.Holder, "与主办单位或其负责人一致"},
		{"domain.holder_type", "实名证件类型", n.certificate(d.HolderType), ""},
		{"domain.holder_number", "实名证件号码", d.HolderNumber, ""},
		{"domain.registrar", "域名注册商", d.Registrar, ""},
		{"domain.registered", "注册日期", d.Registered, ""},
		{"domain.expires", "到期日期", d.Expires, ""},
		{"domain.real_name_on", "实名认证通过日期", d.RealNameOn, ""},
	}}
}

func list(codes []int, name func(int) string) string {
	var out []string
	for _, c := range codes {
		out = append(out, name(c))
	}
	return strings.Join(out, "、")
}

func approvals(as []filing.Approval, n names) string {
	var out []string
	for _, a := range as {
		if a.Item == filing.NoApproval {
			continue
		}
		s := n.approval(a.Item)
		if a.Number != "" {
			s += "（批文号 " + a.Number + "）"
		}
		out = append(out, s)
	}
	if out == nil {
		return "以上都不涉及"
	}
	return strings.Join(out, "、")
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
