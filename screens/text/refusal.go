package text

import (
	"fmt"
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/refusal"
	"beiandesk/app/rule/table"
)

// The card that takes a reviewer's text, on the page of progress.
const (
	RefusalTitle    = "粘贴审核意见"
	RefusalWhy      = "收到退回或驳回时，把接入商或管局写的原样粘贴进来。程序拆成一条条原因，指出在哪里改、怎么改。不联网，只比对文字；认错的改一下，下次就认得。"
	RefusalAgain    = "还有别的审核意见，也可以粘贴进来，会加成新的任务。"
	RefusalRead     = "拆成一条条原因"
	RefusalAdd      = "加成任务"
	RefusalPreview  = "认出来的原因"
	RefusalCheck    = "核对以后再记录：左边是原因，右边是在哪一栏改，不对的改一下；选“不是原因”的不列成任务。"
	RefusalMaybe    = "也可能是："
	RefusalReason   = "原因"
	RefusalField    = "在哪一栏改"
	RefusalUnknown  = "未识别"
	RefusalNothing  = "不是原因"
	RefusalNoField  = "不在表单里"
	RefusalSure     = "较有把握"
	RefusalLikely   = "请核对"
	RefusalNear     = "只是说法相近，请核对"
	RefusalTold     = "照你们改过的"
	RefusalAside    = "没有当成原因的文字"
	RefusalUnread   = "没有认出来。请选一个原因，或看原文自己判断。"
	RefusalStats    = "退回统计"
	TasksTitle      = "按退回原因逐条修改"
	TasksDone       = "都改好了，可以再次提交。"
	TasksCorrect    = "改原因"
	TasksKeep       = "收起"
	TaskAdd         = "手动加一条"
	TaskByHand      = "还要改什么"
	TaskByHandHint  = "比如审核人员电话里说的。和粘贴的一样认原因和栏目。"
	TaskAddNow      = "加上这条"
	TaskAdded       = "已加一条任务"
	TaskRemove      = "去掉这条"
	TaskRemoved     = "已去掉一条任务"
	TasksAll        = "看全部退回原因"
	TaskTicked      = "已勾掉一条退回任务"
	TaskOpened      = "已重新打开一条退回任务"
	TaskCorrected   = "已改，以后同样的说法照这样认"
	RefusalRecorded = "已记下退回，原因列成了任务"
	RefusalsTitle   = "退回记录"
	RefusalsWhy     = "记错了可以删除：后面还没有新进展的，状态也退回去，统计跟着减。"
	RefusalOpen     = "看原文"
	RefusalRemove   = "删除"
	RefusalRemoved  = "已删除一次退回记录"
	PortraitField   = "人像采集"
	SMSField        = "短信核验"
)

// The page of counts.
const (
	RefusedTitle    = "退回统计"
	RefusedLead     = "本办公室的备案因为什么被退。只数原因、省份、接入商和日期，没有客户资料；样本和回收站里的不算，永久删除的，计数也删掉。"
	RefusedProvince = "省份"
	RefusedProvider = "接入商"
	RefusedSpan     = "时间"
	RefusedAllPlace = "全部省份"
	RefusedAllProv  = "全部接入商"
	RefusedNoPlace  = "没有选省份"
	RefusedNoProv   = "没有选接入商"
	RefusedYear     = "近 12 个月"
	RefusedEver     = "全部"
	RefusedMost     = "最常见的原因"
	RefusedMonths   = "按月"
	RefusedSpots    = "在哪里被退"
	RefusedOnly     = "只看这里"
	RefusedShow     = "看备案"
	RefusedOpen     = "打开"
	RefusedEmpty    = "还没有退回记录"
	RefusedEmptyUn  = "在备案的“进度”里粘贴审核意见以后，这里开始统计。"
	RefusedNone     = "这里没有退回记录，换个省份、接入商或时间看看。"
)

// RefusalCategory names a kind of reason.
func RefusalCategory(c string) string {
	return map[string]string{"subject": "主体", "person": "负责人", "domain": "域名", "site": "网站", "material": "材料", "verification": "核验",
		"sms": "短信", "access": "接入", "change": "变更", "api": "平台"}[c]
}

// RefusalLine heads a recorded refusal: when, what, where.
func RefusalLine(t *table.Set, r *filing.Refusal) string {
	words := At(r.At) + "　"
	if r.Action == "" {
		words += "补记的审核意见"
	} else {
		words += r.Action.Name()
	}
	if n := t.Regions.Name(r.Province); n != "" {
		words += "　" + n
	}
	if p := t.Provider(r.Provider); p.ID == r.Provider && r.Provider != "" {
		words += "　" + p.Name
	}
	return words
}

// RefusalUnder counts its tasks and names who recorded it.
func RefusalUnder(r *filing.Refusal) string {
	words := fmt.Sprintf("%d 条原因", len(r.Tasks))
	if done := len(r.Tasks) - r.Left(); done > 0 {
		words += fmt.Sprintf("，改好 %d 条", done)
	}
	if r.By != "" {
		words += "　" + r.By + " 记录"
	}
	return words
}

// RefusalName is the reason in our words; an id that the table no longer has
// is shown as it is.
func RefusalName(t *table.Set, id string) string {
	if id == "" {
		return RefusalUnknown
	}
	if r, ok := t.Refusal(id); ok {
		return r.Text
	}
	return id
}

// RefusalTrust says how sure the match is, "" where nothing was matched.
func RefusalTrust(c refusal.Confidence) string {
	switch c {
	case refusal.Sure:
		return RefusalSure
	case refusal.Likely:
		return RefusalLikely
	case refusal.Near:
		return RefusalNear
	case refusal.Told:
		return RefusalTold
	}
	return RefusalUnknown
}

// RefusalHas says what a text was cut into.
func RefusalHas(tasks, unknown int) string {
	if unknown == 0 {
		return fmt.Sprintf("%s：%d 条", RefusalPreview, tasks)
	}
	return fmt.Sprintf("%s：%d 条，其中 %d 条未识别", RefusalPreview, tasks, unknown)
}

// TasksLeft counts what is not ticked.
func TasksLeft(left, all int) string {
	if left == 0 {
		return fmt.Sprintf("%d 条退回原因都勾掉了。", all)
	}
	return fmt.Sprintf("还有 %d 条没有勾掉（共 %d 条）。改好一条勾一条。", left, all)
}

// TasksMore leads to the tasks that have no room.
func TasksMore(n int) string { return fmt.Sprintf("还有 %d 条", n) }

// RefusedTimes counts.
func RefusedTimes(n int) string { return fmt.Sprintf("%d 次", n) }

// RefusedSum sums a choice up.
func RefusedSum(n int) string { return fmt.Sprintf("共 %d 条退回原因", n) }

// RefusedTop names the reason that a place gives most.
func RefusedTop(reason string, n int) string {
	return fmt.Sprintf("最多：%s（%d 次）", reason, n)
}

// RefusedLine is one filing of them.
func RefusedLine(organiser, day string, n int) string {
	if organiser == "" {
		organiser = "没有填主办单位"
	}
	if n == 1 {
		return organiser + "　" + day
	}
	return fmt.Sprintf("%s　%d 次，最近 %s", organiser, n, day)
}

// Clip cuts words to so many characters.
func Clip(words string, most int) string {
	r := []rune(strings.Join(strings.Fields(words), " "))
	if len(r) <= most {
		return string(r)
	}
	return string(r[:most-1]) + "…"
}
