package text

import (
	"fmt"
	"time"
)

// The agenda.
const (
	AgendaTitle         = "日程"
	AgendaLead          = "所有备案的期限按先后排列，点右侧的事项，就到要办的那一步。"
	AgendaOver          = "已过期"
	AgendaToday         = "今天"
	AgendaWeek          = "本周"
	AgendaLater         = "以后"
	AgendaEmptyTitle    = "近期没有期限"
	AgendaEmptySentence = "短信核验、人像二维码、审核与备案后事项有了期限，会按先后列在这里。"
	AgendaToList        = "看域名列表"
)

// SeeProgress leads to a filing that others are working on.
const SeeProgress = "查看进度"

// AgendaCount is the head of a group: 今天 · 2.
func AgendaCount(group string, n int) string { return fmt.Sprintf("%s · %d", group, n) }

var weekdayNames = [7]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

// AgendaTime writes a moment of the agenda: 今天 14:05, 11-25 周三 14:05, and
// with the year when it is another one. A deadline at the end of a day is
// written as that day alone.
func AgendaTime(at, now time.Time) string {
	at, now = at.In(china), now.In(china)
	day := at
	clock := " " + at.Format("15:04")
	if at.Hour() == 0 && at.Minute() == 0 {
		clock = "" // midnight begins a day: the deadline is a date
	}
	ay, am, ad := day.Date()
	ny, nm, nd := now.Date()
	switch {
	case ay == ny && am == nm && ad == nd:
		return Today + clock
	case ay == ny:
		return day.Format("01-02") + " " + weekdayNames[day.Weekday()] + clock
	}
	return day.Format("2006-01-02") + clock
}

// ShowMore asks for the rest of a group.
func ShowMore(n int) string { return fmt.Sprintf("再显示其余的 %d 项", n) }
