package almanac

import (
	"html"
	"regexp"
	"time"

	"beiandesk/app/filing"
)

// Duty is something to do after approval.
type Duty struct {
	ID     string // footer, police, dns, title, domain, certificate, change, yearly; filing.Duty.ID when ticked
	Title  string
	How    string    // what to do, one step per line
	Due    time.Time // zero if it has no date
	Done   bool      // ticked off in the filing
	Source string    // tags of sources.json
}

// MinistryURL is where the number in the footer leads, and where people look
// up filings and enter SMS codes.
const MinistryURL = "https://beian.miit.gov.cn"

// PoliceURL is the police's platform for 公安联网备案.
const PoliceURL = "https://beian.mps.gov.cn"

var siteTail = regexp.MustCompile(`-\d+[AX]?$`)

// FooterNumber is the number that goes under the home page: the site's number,
// in Guangdong the organiser's, without the tail (HW-成功).
func FooterNumber(f *filing.Filing) string {
	if f.Region.Province == "440000" {
		return siteTail.ReplaceAllString(f.Number, "")
	}
	return f.Number
}

// FooterHTML is the snippet for the bottom centre of the home page, "" before
// approval.
func FooterHTML(f *filing.Filing) string {
	if f.Number == "" {
		return ""
	}
	return `<div style="text-align:center"><a href="` + MinistryURL + `/" target="_blank" rel="noreferrer">` + html.EscapeString(FooterNumber(f)) + `</a></div>`
}

// Duties lists the duties of a filed filing in the order in which they fall
// due; nil before approval.
func Duties(f *filing.Filing) []Duty {
	if f.State != filing.Filed {
		return nil
	}
	filed, known := parseDay(f.FiledOn)
	after := func(days int) time.Time {
		if !known {
			return time.Time{}
		}
		return endOf(filed.AddDate(0, 0, days))
	}
	police := "登录 " + PoliceURL + "，单位用法人账号。\n填写开办主体、网站和负责人信息，网站开通日期填备案通过日期。\n通过后把公安备案图标、号码和链接放到首页底部。"
	policeTitle := "办理公安联网备案"
	if p := f.Region.Province; p == "310000" || p == "110000" {
		policeTitle = "办理公安联网备案（" + map[string]string{"310000": "上海", "110000": "北京"}[p] + "会核查）"
		police += "\n上海、北京的网站逾期未办，接入商会配合公安处理。"
	}
	which := "网站备案号"
	if f.Region.Province == "440000" {
		which = "主体备案号（广东不带“-1”等尾号）"
	}
	list := []Duty{
		{ID: FooterDue, Title: "首页底部挂备案号", Due: after(0), Source: "REG33; REG292; HW-成功",
			How: "在首页底部居中写上" + which + "：" + FooterNumber(f) + "。\n链接到 " + MinistryURL + "。\n号码用文字，不用图片，不隐藏。"},
		{ID: "dns", Title: "核对域名解析", Source: "DECK; HW-错误",
			How: "域名解析到备案时填写的接入商 IP。\n用浏览器打开首页，确认能访问。\n不再使用的解析记录请删除。"},
		{ID: "title", Title: "网站标题与备案名称一致", Source: "UC:problem/problem4.md",
			How: "首页标题和页面抬头都要包含备案的网站名称“" + f.Site.Name + "”。\n内容与备案时写的服务内容相符。"},
		{ID: PoliceDue, Title: policeTitle, How: police, Due: after(PoliceDays), Source: "P33; UC:problem/problem6.md"},
		{ID: "change", Title: "资料变化前办理变更备案", Source: "REG33; REG292; HW-成功",
			How: "单位名称、证件、法定代表人、负责人、手机、地址、网站名称或接入商要变的，提前 30 日办理（法定）。\n已经变了的，10 个工作日内到接入商处变更。\n负责人的手机要一直能接通，管局会抽查。"},
		{ID: "domain", Title: "域名续费", Due: dueDay(f.Domain.Expires), Source: "UC:notice/notice9.md; TC",
			How: "到期前续费，保持实名信息不变。\n不再续费的，先注销备案；域名被别人注册后，您的备案会影响到他人。"},
		{ID: "certificate", Title: "证件到期前换证并变更", Due: dueDay(f.Organiser.CertValidTo), Source: "HW-错误",
			How: "主办单位或负责人的证件换新后，号码或有效期变了的，到接入商处办理变更备案。"},
		{ID: "yearly", Title: "每年核对一次", Source: "REG33",
			How: "每年核对主办单位、负责人、手机、域名和网站内容。\n收到接入商或管局的核查通知，在期限内处理。"},
	}
	for i := range list {
		for _, d := range f.Duties {
			if d.ID == list[i].ID && !d.Done.IsZero() {
				list[i].Done = true
			}
		}
	}
	return list
}

func dueDay(s string) time.Time {
	t, ok := parseDay(s)
	if !ok {
		return time.Time{}
	}
	return endOf(t)
}
