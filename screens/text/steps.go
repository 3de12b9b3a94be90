package text

import (
	"fmt"

	"beiandesk/app/filing"
)

// StepWhy says in two or three sentences what a step is for.
func StepWhy(s filing.Step) string {
	return map[filing.Step]string{
		filing.StepType:     "先弄清这次属于哪一种备案。选错类型会被退回，要从头再来。程序不联网，靠您的回答和这里已有的备案来判断。",
		filing.StepRegion:   "备案由证件登记地的省通信管理局审核，所以省和市必须是证件上的。",
		filing.StepInfo:     "一次只看一组。写多少存多少，随时可以离开，下次从这里继续。",
		filing.StepMaterial: "只列出这份备案需要的材料。图片在本机检查并加密保存，原图不会被改动。",
		filing.StepPortrait: "负责人要面对镜头拍一张，由接入商核对是不是本人。真正的人脸核验在接入商那里完成，这里先把条件准备好。",
		filing.StepSMS:      "订单到管局后，工信部会给负责人发验证码。24 小时内要在工信部网站填写，超时整单退回。",
	}[s]
}

// GroupWhy says what a group of questions is for.
func GroupWhy(g filing.Group) string {
	return map[filing.Group]string{
		filing.GroupOrganiser: "主办单位就是办这个网站的单位，照证件填写。",
		filing.GroupSite:      "网站叫什么、放什么内容。名称最容易被退回，边填边检查。",
		filing.GroupPeople:    "负责人要能接电话、收短信。法定代表人自己办理最省事。",
		filing.GroupEmergency: "负责人联系不上时找谁。必须是另一个人、另一个号码。",
	}[g]
}

// KindReason says why the program derived a kind.
func KindReason(r filing.Reason) string {
	return map[filing.Reason]string{
		filing.ReasonUnanswered:    "回答上面的问题，就能判断备案类型。",
		filing.ReasonOutside:       "服务器不在内地，网站不需要也不能备案。",
		filing.ReasonNeitherFiled:  "单位和域名都没有备案号，所以是首次备案。",
		filing.ReasonSubjectHere:   "单位已在这家接入商备案，域名还没有，所以是新增网站。",
		filing.ReasonSubjectElse:   "单位在别的接入商备过案，域名还没有，所以是新增网站（无主体），主体资料要和已备案的一致。",
		filing.ReasonDomainElse:    "域名已由同一家单位在别的接入商备案，所以是转入备案（新增接入）。",
		filing.ReasonDomainHere:    "单位和域名都已在这家接入商备案。资料有变化就办变更；没有变化就不用再办。",
		filing.ReasonOtherSubject:  "域名备案在另一家单位名下。要先迁移，或由对方注销后再备案。",
		filing.ReasonShell:         "单位有主体备案号，但名下已没有网站，属于空壳主体。",
		filing.ReasonContradictory: "单位没有备案，域名却备案在它名下，两个回答互相矛盾，请再核对。",
	}[r]
}

// Words of the frame around the steps.
const (
	Checks        = "检查"
	Progress      = "进度"
	Export        = "导出材料包"
	WhyThisStep   = "这一步为什么"
	NoFindings    = "这一步没有发现问题。"
	NextStep      = "下一步"
	PreviousStep  = "上一步"
	SaveFailed    = "没有存上"
	SaveNow       = "再存一次"
	RefreshKeep   = "刷新，保留我的输入"
	RefreshDrop   = "刷新，放弃我的输入"
	ConflictTitle = "这份备案在别处被修改了"
	ConflictBody  = "您刚输入的文字还在这里，没有丢失。刷新后可以选择是否保留。"
	OpenQuery     = "打开工信部查询页"
	CopyNumber    = "复制证件号码"
	UseProposal   = "采用"
	Normalised    = "已自动整理"
	NotPrepared   = "这一类本程序目前只作说明，不带着办理。"
	UndoneNothing = "没有可以撤销的修改"
	RedoneNothing = "没有可以重做的修改"
	Undone        = "已撤销"
	Redone        = "已重做"
	Untitled      = "未填单位名称"
)

// QueryURL is the ministry's public query page.
const QueryURL = "https://beian.miit.gov.cn/#/Integrated/recordQuery"

// Found is the button to the page of all findings, with their number.
func Found(n int) string { return fmt.Sprintf("检查 %d", n) }

// FoundHere heads the findings of a step.
func FoundHere(n int) string {
	if n == 0 {
		return Checks
	}
	return fmt.Sprintf("发现 %d 项", n)
}

// More words of the frame.
const (
	ToChecks    = "去检查"
	SavingNow   = "正在保存"
	NotYetSaved = "停一下就会自动保存"
	MoreHelp    = "更多说明"
	NumberRight = "号码校验通过"
)

// ContinueAs is the button that confirms the kind.
func ContinueAs(kind string) string { return "按“" + kind + "”继续" }

// AllFindings leads to the page of all findings.
func AllFindings(n int) string { return fmt.Sprintf("查看全部 %d 项", n) }

// NormalisedTo says that full-width characters or blanks were cleaned.
func NormalisedTo(v string) string { return "已整理为 " + v }

// UnsavedText names the filing whose text could not be saved.
func UnsavedText(domain string) string { return domain + " 里刚输入的文字还没有存上。" }
