package text

import "fmt"

// Site names: judgement and proposals.
const (
	ProposedNames = "可以用的名称"
	UseName       = "用这个"
	NameMore      = "还要注意"
)

// The address from the certificate.
const (
	FillAddress   = "照证件住所填"
	AddressFilled = "已照证件住所填入，请逐项核对"
	AddressRules  = "本省的写法"
	NoCertAddress = "先填证件住所，再照它填通信地址。"
)

// Words of regulated fields.
const (
	RegulatedTitle = "看到这些字样"
	RegulatedWhy   = "名称、经营范围和服务内容里的字样会被审核员看到。业务涉及的勾选并传许可，不涉及的传承诺书。"
	RegulatedNone  = "没有看到需要前置审批的字样"
	RegulatedAlone = "只在排除的句子里出现，不用处理"
	ToStatement    = "不涉及，去传承诺书"
	Ticked         = "已勾选"
)

// TickItem ticks an item of prior approval.
func TickItem(item string) string { return "涉及，勾选“" + item + "”" }

// IfYes and IfNo say what to hand in.
func IfYes(document, authority string) string {
	if document == "" {
		return ""
	}
	if authority == "" {
		return "涉及：" + document
	}
	return "涉及：" + document + "（" + authority + "）"
}

// IfNo says what to hand in if the business does not touch a field.
func IfNo(statement string) string {
	if statement == "" {
		return ""
	}
	return "不涉及：" + statement
}

// SettledBy says why a word does not count.
func SettledBy(why string) string { return "有“" + why + "”，不算" }

// MorePlaces counts places that are not shown.
func MorePlaces(n int) string { return fmt.Sprintf("还有 %d 处", n) }

// HintLine is a hint with its place in the sources.
func HintLine(hint, source string) string { return hint + source }
