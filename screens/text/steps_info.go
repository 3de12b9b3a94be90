package text

import "fmt"

// Step 1.
const (
	TypeWho      = "给哪个域名、以哪个证件备案"
	TypeWhoWhy   = "已备案过的单位，这里先填原来登记的证件。"
	TypeAsk      = "几个简单的问题"
	TypeAskWhy   = "不确定时，复制证件号码，到工信部的公共查询里查一下再回来。"
	NeverFiled   = "没有办过"
	HasNumber    = "有备案号"
	ShellSubject = "有主体备案号，但名下没有网站"
	KindEffect   = "对网站的影响"
	KindSMS      = "短信核验"
	KindHow      = "怎么办"
)

// The notices at the start of a filing.
const (
	SevenTitle = "开始前，请知道这几件事"
	SevenSeen  = "知道了"
)

// SevenNotices are shown when a filing starts (six-steps.md B).
var SevenNotices = []string{
	"能不能通过由省通信管理局决定，本程序和代办机构只协助准备材料。",
	"填写前先看备案说明，材料不合要求被退回，会多等几天到几周。",
	"资料要真实。备案后会抽查，不实的会被注销。",
	"上海的备案通过后，30 天内还要办公安联网备案。",
	"订单到管局后要做短信核验，负责人的手机要能收到短信。",
	"收到通过或退回的短信后，接入商的状态约 1 个工作日内更新。",
	"域名到期不再使用时，请及时注销备案，以免被他人利用。",
}

// HeldSubject proposes an answer from the filings held here.
func HeldSubject(number, domain string) string {
	return fmt.Sprintf("这里已有这家单位的备案 %s（%s），这次应是新增网站或转入。", number, domain)
}

// HeldDomain proposes an answer from the filings held here.
func HeldDomain(number string) string {
	return fmt.Sprintf("这个域名在这里已有备案号 %s。", number)
}

// OpenElsewhere warns that the organiser has another order under way.
func OpenElsewhere(domain string) string {
	return fmt.Sprintf("这家单位还有一单在审核（%s）。同一单位同时只能有一单，请等它结束再提交。", domain)
}

// Step 2.
const (
	RegionTitle = "证件登记在哪里"
	RegionWhy   = "省和市照证件，区县按实际。"
	RegionLine  = "备案地区"
	RegionOpen  = "尚未选择"
)

// RegionProposal proposes the area in the credit code.
func RegionProposal(area string) string {
	return fmt.Sprintf("信用代码第 3 到 8 位显示登记地是%s。", area)
}

// RegionConflict says that code and choice differ.
func RegionConflict(code, chosen string) string {
	return fmt.Sprintf("信用代码的登记地是%s，您选的是%s。单位迁址后没有换码时才会不同，请照证件核对。", code, chosen)
}

// Step 3.
const (
	ChangeChoice    = "修改选择"
	FoldChoice      = "收起"
	NothingChosen   = "还没有选"
	OrganiserTitle  = "证件上的信息"
	AddressTitle    = "通信地址"
	AddressWhy      = "写到能收到信的那扇门。省、市、区由上面的选择带出，不用再写。"
	AddressLine     = "将填入表单的地址"
	AddressOpen     = "填写后在这里显示整行地址"
	AddressRemark   = "备注会自动写上：此为最详细地址"
	OtherTitle      = "其他"
	OtherWhy        = "投资者必填；经营范围和备注按需要填写。"
	SiteTitle       = "网站名称和首页"
	NameFine        = "没有发现不能用的字样"
	ContentTitle    = "内容和语言"
	ContentWhy      = "照网站真实内容选，选多了会要求补审批文件。"
	MayNeedApproval = "可能需审批"
	ApprovalTitle   = "前置审批"
	ApprovalWhy     = "涉及下列行业要先取得许可。只是名称里有这些字、业务并不涉及的，上传不涉及承诺书。"
	RemarkTitle     = "给审核员的说明"
	RemarkWhy       = "用一两句话说明网站做什么。"
	WhoFiles        = "由谁办理"
	WhoFilesWhy     = "办理的人就是互联网信息服务负责人，要拍人像、收验证码。"
	ByLegal         = "法定代表人本人"
	ByLegalDetail   = "材料最少，不需要授权书"
	ByAgent         = "代办人（本单位员工）"
	ByAgentDetail   = "多交代办人证件和法定代表人签字盖章的授权委托书"
	LegalTitle      = "法定代表人"
	LegalWhy        = "证件上的法定代表人或经营者，通常也是主体负责人。"
	PrincipalTitle  = "主体负责人"
	PrincipalWhy    = "只有个别省份可以不是法定代表人。"
	AgentTitle      = "代办人（互联网信息服务负责人）"
	AgentWhy        = "必须是本单位的人，手机、邮箱不能和法定代表人相同。"
	Emergency1      = "主体负责人的应急联系人"
	Emergency2      = "网站负责人的应急联系人"
	Emergency2Why   = "两位负责人是同一人时可以不填；河南、重庆、天津、甘肃要求两个号码不同。"
	FromTemplate    = "从实名模板填入"
	ChooseTemplate  = "选择已存的模板"
	AsTemplate      = "存为模板"
	TemplateKept    = "已存为模板，在“资料”里可以修改"
)

// UseURL fills in a proposed home page.
func UseURL(u string) string { return "用 " + u }

// ApprovalNumber asks for the number of an approval.
func ApprovalNumber(item string) string { return item + "：许可证号或批准文号" }

// ApprovalDocument says what an approval needs.
func ApprovalDocument(document, authority string) string {
	switch {
	case document == "":
		return "没有全国统一的文件，按省里要求提供"
	case authority == "":
		return "需要：" + document
	}
	return "需要：" + document + "（" + authority + "）"
}
