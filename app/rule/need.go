package rule

import "beiandesk/app/filing"

// Need is a material that this filing needs, and why.
type Need struct {
	Slot         filing.Slot
	Title        string // 法定代表人身份证人像面
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
)

// Slots of further documents. SlotOther 1 to 10 are free for the user.
var (
	SlotNotice     = filing.SlotOther(11) // 江苏 真实性责任告知书
	SlotStaffing   = filing.SlotOther(12) // 编办批复
	SlotNoApproval = filing.SlotOther(13) // 不涉及前置审批承诺书
	SlotFinance    = filing.SlotOther(14) // 金融主管部门文件
	SlotResidence  = filing.SlotOther(15) // 居住证
)

// Needs lists the materials that this filing needs, in the order of the cards,
// and at the end one card for anything else. Kinds that the program does not
// prepare need none.
func Needs(f *filing.Filing, env Env) []Need { return nil }
