package text

import (
	"fmt"
	"strings"

	"beiandesk/app/rule"
)

// Copying field by field, in the order of a console.
const (
	ConsoleLabel   = "照哪家的控制台"
	ConsoleGeneric = "通用的次序和名称，由本程序按各家的共同点排列。"
	ConsoleUnknown = "没有查到这家控制台的字段名称，先按通用的次序和名称。"
	CopyNext       = "复制下一项"
	CopyAgain      = "重新开始"
	CopyCleared    = "打勾都已取消"
	CopyKeys       = "用上下键选一项，空格或回车复制并跳到下一项，退格键取消打勾。打勾只在离开这一页之前有效。"
	PicturesThere  = "图片在控制台里的名称"
)

// WorkingDays says how long something takes; from is 0 if no least is known.
func WorkingDays(from, to int) string {
	switch {
	case from == 0:
		return fmt.Sprintf("不超过 %d 个工作日", to)
	case from == to:
		return fmt.Sprintf("%d 个工作日", to)
	}
	return fmt.Sprintf("%d–%d 个工作日", from, to)
}

// ConsoleKnown says how well a console is known.
func ConsoleKnown(own int) string {
	if own == 0 {
		return "按通用的次序和名称"
	}
	return fmt.Sprintf("查到 %d 个字段或图片的名称", own)
}

// ConsoleFrom says where the names of a console are known from.
func ConsoleFrom(own int, source, date string) string {
	return fmt.Sprintf("查到 %d 个字段或图片在这家控制台里的名称，其余按通用的。控制台会改版，以页面为准。%s", own, SourceLine(source, date))
}

// ConsolePlace names a group of fields on a page of a console.
func ConsolePlace(page, group string) string {
	if page == "" || page == group {
		return group
	}
	return page + " › " + group
}

// OurName is what this program calls a field that a console calls otherwise.
func OurName(name string) string { return "本程序：" + name }

// ConsoleNote is a hint for one field; auto means that the console fills it in.
func ConsoleNote(note string, auto bool) string {
	if !auto {
		return note
	}
	return strings.TrimPrefix(note+"；控制台自动带出，核对即可", "；")
}

// ConsolePicture is our name of a picture, with what the console wants of it.
func ConsolePicture(name, hint string) string {
	if hint == "" {
		return OurName(name)
	}
	return OurName(name) + "　" + hint
}

// CopyEmpty says how many fields of a console have no value here.
func CopyEmpty(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("没有填写的 %d 项不列出。", n)
}

// CopyProgress says how far the copying has come and what is next.
func CopyProgress(done, total int, next string) string {
	if done == total {
		return fmt.Sprintf("%d 项都复制过了", total)
	}
	return fmt.Sprintf("已复制 %d / %d　下一项：%s", done, total, next)
}

// Comparing providers.
const (
	CompareTitle   = "比较接入商"
	CompareUnder   = "同一份备案交给不同的接入商，有哪些不同。资料来自各家的公开文档，每条都有出处和日期；没有查到的照实写“资料不足”。"
	CompareNoOne   = "没有选备案，只比较各家的资料。"
	CompareChoose  = "比较哪几家"
	CompareDiffers = "只看不同的"
	CompareNone    = "请至少选一家接入商。"
	CompareSame    = "所选的几家没有不同。"
	LittleKnown    = "资料不足"
	NothingOwn     = "没有这家特有的问题"
)

// ShortName is a provider's name without what stands in brackets.
func ShortName(name string) string {
	short, _, _ := strings.Cut(name, "（")
	return short
}

// OfThisFiling marks the provider that the filing has chosen.
func OfThisFiling(name string) string { return name + "：这份备案选的" }

// AspectTitle heads a row of the comparison, and AspectWhy explains it.
func AspectTitle(a rule.Aspect) string { return aspects[a][0] }

// AspectWhy explains a row of the comparison; "" needs no explaining.
func AspectWhy(a rule.Aspect) string { return aspects[a][1] }

var aspects = map[rule.Aspect][2]string{
	rule.AspectFindings: {"检查结果", "只列各家不一样的问题；各家都有的请看“检查”。"},
	rule.AspectAccepts:  {"收不收、用哪个账号", ""},
	rule.AspectPictures: {"图片", "导出时可以另选按谁的要求。"},
	rule.AspectPortrait: {"人像核验", "都由负责人本人在那里做，程序不能代替。"},
	rule.AspectAgain:    {"要在那里重新做的", ""},
	rule.AspectLetters:  {"授权书和承诺书", ""},
	rule.AspectMaterial: {"另外的材料", ""},
	rule.AspectValidity: {"有效期", ""},
	rule.AspectQuotas:   {"数量限制", "按这份备案的省份和单位性质。"},
	rule.AspectOrder:    {"订单", ""},
	rule.AspectDays:     {"时间", "工作日；节假日管局停办。"},
	rule.AspectForm:     {"填写", ""},
}

// CompareCounts sums up the findings at one provider.
func CompareCounts(s rule.Summary) string {
	return fmt.Sprintf("必须修改 %d　建议核对 %d", s.Block, s.Warn)
}

// FactOrigin says where a fact is from, and that it only reminds where it is
// weak.
func FactOrigin(source, date, confidence string) string {
	line := SourceLine(source, date)
	switch confidence {
	case "C", "D":
		line += "　可信度 " + confidence + "，仅提醒"
	case "A", "B":
		line += "　可信度 " + confidence
	}
	return line
}
