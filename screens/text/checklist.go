package text

import (
	"fmt"

	"beiandesk/app/rule"
)

// The page 清单.
const (
	ChecklistTitle   = "清单"
	ChecklistOpen    = "查看清单"
	ChecklistMore    = "了解清单"
	ChecklistNoArea  = "还没有选省份，清单里没有本省的要求。"
	ChecklistToArea  = "去选省份"
	ChecklistNoKind  = "还没有判定备案类型，要确认的事和接入商的要求等判定后才列出。"
	ChecklistToKind  = "去判定"
	ChecklistLocked  = "订单已经提交，清单只能查看。需要修改时，请先在“进度”里撤回或记录退回。"
	ChecklistPrint   = "打印清单"
	ChecklistWord    = "存为 DOCX"
	ChecklistFile    = "备案准备清单"
	AskTitle         = "请确认"
	AskWhy           = "这些要求程序判断不了。照实选一项，按 Tab 换到下一项，空格选定；不确定的先空着。"
	AskNone          = "没有需要确认的。"
	AskIfNot         = "不符合时："
	AskNeeds         = "要准备："
	AskTakeBack      = "撤回回答"
	AnswerFits       = rule.WordYes
	AnswerFitsNot    = rule.WordNo
	AnswerConcernsNo = rule.WordNA
	ItemRequired     = "必备"
	AskRequired      = "必须符合"
	ItemOutside      = "自行办理"
	ItemToMaterial   = "去上传"
	ItemToField      = "去填写"
	ItemToLook       = "查看"
	ItemUndone       = "没有可以撤销的回答"
	ItemRedone       = "没有可以重做的回答"
	ThisRule         = "本条"
	// Conflicting stands over the sides of a conflict of sources.
	Conflicting = rule.Disputed
	// ConsentsOpen leads to the consents of the customer of a filing.
	ConsentsOpen = "同意记录"
)

// AnswerWord is how an answer reads; "" is none.
func AnswerWord(answer string) string {
	switch answer {
	case rule.AnswerYes:
		return AnswerFits
	case rule.AnswerNo:
		return AnswerFitsNot
	case rule.AnswerNA:
		return AnswerConcernsNo
	}
	return "还没有回答"
}

// ChecklistUnder counts what the filing still wants: things to prepare that the
// program can see, and open questions.
func ChecklistUnder(done, all, open, asked int) string {
	s := fmt.Sprintf("已备好 %d / %d 项", done, all)
	if open > 0 {
		return s + "，" + OpenQuestions(open)
	}
	if asked == 0 {
		return s
	}
	return s + "，要确认的都已确认"
}

// OpenQuestions counts questions without an answer.
func OpenQuestions(n int) string { return fmt.Sprintf("还有 %d 项未确认", n) }

// GroupDone heads a group with how much of it is there; of a group that the
// program cannot look at it names the number.
func GroupDone(group string, done, all int) string {
	if all == 0 {
		return group
	}
	return fmt.Sprintf("%s　%d / %d", group, done, all)
}

// ProvinceWants says that a province has requirements of its own.
func ProvinceWants(province string, n int) string {
	return fmt.Sprintf("%s另有 %d 项要求要准备或确认。", province, n)
}

// Weight says how sure a source is: A and B may stop an export, C and D only
// remind. Nothing is said of what has no grade.
func Weight(confidence string) string {
	switch confidence {
	case "":
		return ""
	case "A", "B":
		return "可信度 " + confidence
	}
	return "可信度 " + confidence + "，" + OnlyReminds
}

// OnlyReminds marks what one unconfirmed or old source says.
const OnlyReminds = "仅提醒"

// WithWeight is a line of a source with how sure it is.
func WithWeight(source, confidence string) string {
	w := Weight(confidence)
	switch {
	case w == "":
		return source
	case source == "":
		return w
	}
	return source + "　" + w
}

// Answered says what was kept.
func Answered(answer string) string {
	if answer == "" {
		return "已撤回回答"
	}
	return "已记下：" + AnswerWord(answer)
}
