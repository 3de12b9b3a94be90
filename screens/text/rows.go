package text

import (
	"fmt"
	"time"
)

// nextActions has the words for every code of desk.Next; a test in
// screens/home compares them.
var nextActions = map[string]string{
	"type": "判定备案类型", "region": "选择备案地区", "info": "填写基础信息", "material": "上传资料",
	"portrait": "采集人像", "check": "处理检查问题", "submit": "导出并提交", "wait": "等待审核结果",
	"forward": "确认是否已报管局", "sms": "完成短信核验", "amend": "按原因修改", "duties": "办理备案后事项", "erase": "保存期满，可删除资料",
	"none": "无待办",
}

// NextAction says the next thing to do with a filing; code is a desk.Next.
// It is empty for an unknown code.
func NextAction(code string) string { return nextActions[code] }

// Due says a deadline for the table: what remains within two weeks, the day
// when it is further off, how long it has been over. Nothing for the zero time.
func Due(at, now time.Time) string {
	if at.IsZero() {
		return ""
	}
	d := at.Sub(now)
	switch {
	case d <= -48*time.Hour:
		return fmt.Sprintf("已过期 %d 天", int(-d/(24*time.Hour)))
	case d <= -time.Hour:
		return fmt.Sprintf("已过期 %d 小时", int(-d/time.Hour))
	case d <= 0:
		return "刚刚过期"
	case d < 14*24*time.Hour:
		return Left(d)
	}
	return Date(at.In(china))
}

// china is the time zone in which every date is read here.
var china = time.FixedZone("CST", 8*3600)

// Portrait statuses as the table says them.
const (
	ListPortraitNone = "未采集"
	ListPortraitDone = "已提交"
	ListPortraitBack = "已退回"
)

// SampleTag marks the fictional customer.
const SampleTag = "样本"

// Moved to the trash, and what the button beside it brings back.
const (
	TrashedToast   = "已移到回收站"
	RestoredToast  = "已恢复到域名列表"
	ImportedToast  = "已导入一份备案"
	MakingSample   = "正在准备样本，需要几秒钟"
	ReadingFile    = "正在读取文件"
	ListLoading    = "正在读取备案列表"
	ListFailed     = "备案列表没有读出来"
	TryAgain       = "再试一次"
	UntitledDomain = "（未填域名）"
	NoOrganiser    = "主办单位未填"
)
