package paper

import (
	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

// Kind of a paper that Letter draws.
type Kind string

const (
	LetterAgent     Kind = "letter-agent"     // 授权委托书 for the site's responsible person
	LetterPrincipal Kind = "letter-principal" // 授权委托书 for a principal who is not the legal representative
	Commitment      Kind = "commitment"       // 承诺书, where the province wants one
	SMSCard         Kind = "sms-card"         // 短信核验提示单 for the customer
	TruthNotice     Kind = "truth-notice"     // 真实性责任告知书, 江苏
	NoApproval      Kind = "no-approval"      // 不涉及前置审批承诺书
	SitePlan        Kind = "site-plan"        // 网站建设方案书
	Guarantee       Kind = "guarantee"        // 真实性保证书, 重庆
	Verification    Kind = "verification"     // 真实性核验单
	ChangeRequest   Kind = "change-request"   // 变更备案申请表
	CancelRequest   Kind = "cancel-request"   // 注销备案申请表
	Consent         Kind = "consent"          // 个人信息处理同意书, for the customer's people
	CustomerSheet   Kind = "customer-sheet"   // 备案资料准备单: what we need from you
	Cover           Kind = "cover"            // 资料袋封面
)

// Kinds in the order in which they are listed and put into a package. New ones
// are only ever added behind.
var Kinds = []Kind{LetterAgent, LetterPrincipal, Commitment, SMSCard, TruthNotice, NoApproval, SitePlan, Guarantee, Verification,
	ChangeRequest, CancelRequest, Consent, CustomerSheet, Cover}

// Title of the paper; with an ending it is its file name, and names nobody.
func (k Kind) Title() string {
	return map[Kind]string{LetterAgent: "授权委托书", LetterPrincipal: "主体负责人授权委托书", Commitment: "承诺书", SMSCard: "短信核验提示单",
		TruthNotice: "真实性责任告知书", NoApproval: "不涉及前置审批承诺书", SitePlan: "网站建设方案书", Guarantee: "真实性保证书", Verification: "真实性核验单",
		ChangeRequest: "变更备案申请表", CancelRequest: "注销备案申请表", Consent: "个人信息处理同意书", CustomerSheet: "备案资料准备单", Cover: "资料袋封面"}[k]
}

// FileName of the paper as PDF.
func (k Kind) FileName() string { return k.Title() + ".pdf" }

// WordName of the paper as DOCX.
func (k Kind) WordName() string { return k.Title() + ".docx" }

// Editable tells whether the paper is also made as DOCX, and whether an office
// may put a template of its own in its place. The card for the SMS is drawn
// only.
func (k Kind) Editable() bool { return k.Title() != "" && k != SMSCard }

// Blank tells whether the paper is of use without a filing: to hand out before
// anything is known.
func (k Kind) Blank() bool { return k == CustomerSheet || k == Consent }

// slots are where the signed paper is uploaded.
var slots = map[filing.Slot]Kind{filing.SlotLetterAgent: LetterAgent, filing.SlotLetterLegal: LetterPrincipal, filing.SlotCommitment: Commitment,
	rule.SlotNotice: TruthNotice, rule.SlotNoApproval: NoApproval}

// OfSlot returns the letter that is signed, scanned and put into a slot.
func OfSlot(s filing.Slot) (Kind, bool) {
	k, ok := slots[s]
	return k, ok
}
