package text

import (
	"fmt"
	"time"
)

// The name of the program.
const AppName = "备案台"

// Words on buttons and marks that several screens use.
const (
	OK        = "好"
	Cancel    = "取消"
	Continue  = "继续"
	Back      = "返回"
	Close     = "关闭"
	Save      = "保存"
	Undo      = "撤销"
	Redo      = "重做"
	Copy      = "复制"
	Copied    = "已复制"
	Delete    = "删除"
	Restore   = "恢复"
	Replace   = "替换"
	View      = "查看"
	Choose    = "选择文件"
	Search    = "搜索"
	Clear     = "清除"
	More      = "更多"
	Jump      = "跳转"
	Previous  = "上一组"
	Next      = "下一组"
	All       = "全部"
	None      = "无"
	Yes       = "是"
	No        = "否"
	Required  = "必填"
	Optional  = "选填"
	Help      = "帮助"
	Settings  = "设置"
	Refresh   = "刷新"
	OpenIt    = "打开"
	FoldIt    = "收起"
	NotFound  = "没有找到"
	LongTerm  = "长期"
	Today     = "今天"
	Loading   = "正在读取"
	Working   = "正在处理"
	Source    = "来源"
	SavedAuto = "已自动保存"
)

// States as marks say them.
const (
	StateDone    = "已完成"
	StateProblem = "有问题"
	StateTodo    = "待填写"
	StateNow     = "正在填写"
	StateWaiting = "等待中"
)

// Severities of a finding.
const (
	SeverityBlock = "必须修改"
	SeverityWarn  = "建议核对"
	SeverityInfo  = "提示"
)

// Parts of our widgets.
const (
	PickPlaceholder  = "请选择"
	PickFilter       = "输入文字筛选"
	PickNothing      = "没有匹配的选项，换个词试试"
	ChooseDay        = "选日期"
	DateHint         = "如 2026-11-23"
	DateWrong        = "日期写成 2026-11-23 这样，请核对年月日"
	DropHere         = "拖到这里，或点击选择文件"
	WorstPlace       = "最差处，原大"
	ZoomIn           = "放大"
	ZoomOut          = "缩小"
	ZoomFit          = "适合窗口"
	RotateLeft       = "向左转"
	RotateRight      = "向右转"
	CountdownOver    = "已过期"
	CountdownChanged = "系统时间有变动"
	TableEmpty       = "没有符合条件的内容"
	Month            = "月"
	PrevMonth        = "上个月"
	NextMonth        = "下个月"
	PrevYear         = "上一年"
	NextYear         = "下一年"
	FoldPanel        = "收起说明"
	OpenPanel        = "展开说明"
	WindowTooSmall   = "窗口较窄，说明已收起"
)

// Weekdays begin with Monday, as calendars here do.
var Weekdays = [7]string{"一", "二", "三", "四", "五", "六", "日"}

// MonthTitle heads a calendar page: 2026 年 11 月.
func MonthTitle(year int, month time.Month) string {
	return fmt.Sprintf("%d 年 %d 月", year, int(month))
}

// SavedAt says when the last autosave was, in China like every other time.
func SavedAt(t time.Time) string { return SavedAuto + " " + t.In(china).Format("15:04") }

// RunesLeft warns near the end of a limited text.
func RunesLeft(n int) string { return fmt.Sprintf("还可以写 %d 字", n) }

// TooLong says that the text was cut at the limit.
func TooLong(limit int) string {
	return fmt.Sprintf("最多 %d 字，多出的部分没有填入", limit)
}

// SourceLine names where a rule comes from, and its date.
func SourceLine(source, date string) string {
	if date == "不详" { // as the tables write it
		date = "日期不详"
	}
	if source == "" {
		return date
	}
	if date == "" {
		return "来源：" + source
	}
	if date == "不详" {
		date = "日期不详"
	}
	return "来源：" + source + "　" + date
}

// Left says how much time remains, in the largest fitting unit: 还剩 3 小时.
func Left(d time.Duration) string {
	switch {
	case d <= 0:
		return CountdownOver
	case d < time.Minute:
		return "还剩不到 1 分钟"
	case d < time.Hour:
		return fmt.Sprintf("还剩 %d 分钟", int(d/time.Minute))
	case d < 48*time.Hour:
		return fmt.Sprintf("还剩 %d 小时", int(d/time.Hour))
	}
	return fmt.Sprintf("还剩 %d 天", int(d/(24*time.Hour)))
}

// Counting writes what a countdown says: to the minute, and in its last minute
// in steps of ten seconds, each rounded up. Each new word costs a frame, which
// a computer without a graphics card paints for most of 100 ms.
func Counting(left time.Duration) string {
	if s := int((left + 10*time.Second - 1) / (10 * time.Second) * 10); s < 60 {
		return fmt.Sprintf("还剩 %d 秒", s)
	}
	switch m := int((left + time.Minute - 1) / time.Minute); {
	case m < 60:
		return fmt.Sprintf("还剩 %d 分钟", m)
	case m%60 == 0:
		return fmt.Sprintf("还剩 %d 小时", m/60)
	default:
		return fmt.Sprintf("还剩 %d 小时 %d 分钟", m/60, m%60)
	}
}

// Date writes 2026-11-23, and nothing for the zero time.
func Date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2006-01-02")
}

// DateTime writes 2026-11-23 14:05.
func DateTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2006-01-02 15:04")
}

// WithCount writes a word and how many there are of it.
func WithCount(word string, n int) string { return fmt.Sprintf("%s %d", word, n) }

// Number writes a number in digits.
func Number(n int) string { return fmt.Sprint(n) }

// WherePrefix names the field a finding is about, before its sentence.
func WherePrefix(field string) string { return field + "：" }

// StepOf says where one is among the steps.
func StepOf(n, of int) string { return fmt.Sprintf("第 %d 步，共 %d 步", n, of) }

// About says what a sentence is about.
func About(what, sentence string) string { return what + "：" + sentence }
