package text

import (
	"fmt"
	"strings"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
)

// At the start.
const (
	NoOpenGL       = "这台电脑的显示驱动不支持 OpenGL 2.1，窗口打不开。请安装显卡厂商的驱动；在远程桌面或虚拟机里，请打开三维加速，或换一台电脑使用。命令行（beiandesk help）不受影响。"
	MendedAttached = "有 %d 张图片的记录丢失，已经找回。"
	MendedLost     = "有 %d 个没有记录的图片文件，已移到 pictures/lost，仍然加密。"
	MendedMissing  = "有 %d 张图片的文件不见了，已在相应材料里标为未上传，请重新放入。"
	MendedUnmended = "有 %d 张图片的文件不见了，所属的备案也读不出来，请从备份恢复。"
	MendedStuck    = "有 %d 个已删除的图片文件还删不掉（可能被别的程序占用），下次启动会再试。"
	MendedAbsent   = "有 %d 张图片的文件不在数据文件夹里，程序没有改动任何记录。请检查数据文件夹是否完整复制，或从备份恢复。"
)

// ImportedWith says that something was not taken as it stood.
func ImportedWith(n int, first string) string {
	if n == 1 {
		return "已导入，但有一处没有照原样收下：" + first
	}
	return fmt.Sprintf("已导入，但有 %d 处没有照原样收下。第一处：%s", n, first)
}

// The page of all findings.
const (
	ChecksTitle   = "检查"
	ChecksClean   = "没有发现必须修改的问题"
	ChecksCleanUn = "可以导出材料包了。提醒不影响导出，建议看一遍。"
	GroupBlock    = "必须修改"
	GroupMissing  = "还没有填"
	GroupWarn     = "建议核对"
	GroupInfo     = "提示"
	BackToFiling  = "返回填写"
	SetRange      = "检查依据"
)

// ChecksUnder counts the findings.
func ChecksUnder(block, missing, warn, info int) string {
	return fmt.Sprintf("必须修改 %d　还没有填 %d　建议核对 %d　提示 %d", block, missing, warn, info)
}

// The page of progress and history.
const (
	HistoryTitle  = "进度"
	HistoryLog    = "审核日志"
	HistoryNext   = "有了新进展，记在这里"
	HistoryNextUn = "程序不联网，看不到接入商和管局的进展。收到通知后点一下，流程就跟着走。"
	ReasonLabel   = "退回或驳回的原因"
	ReasonHint    = "照审核意见粘贴。证件号码、电话和邮箱只存头尾几位；人名和单位名可以先删掉，不影响识别"
	NoteLabel     = "补充一条记录"
	NoteAdd       = "记入日志"
	NumberTitle   = "备案号"
	DutiesTitle   = "备案之后要做的事"
	DutiesWhy     = "做完一项勾一项。过期的会出现在日程里。"
	VersionsTitle = "以前的版本"
	VersionsWhy   = "每离开一步就存一个版本。恢复前会先把现在的内容存成一个版本。"
	VersionsNone  = "还没有旧版本。离开一步时会自动保存。"
	RestoreIt     = "恢复到这里"
	Restored      = "已恢复，可在“以前的版本”里再换回来"
	LastRefusal   = "最近一次退回的原因"
	FooterCopied  = "网站底部代码已复制"
	CopyFooter    = "复制底部代码"
	DeadlinesHead = "时间安排"
)

// Phases are the four parts of the whole, and how long each takes
// (six-steps.md C).
var (
	Phases     = [4]string{"填写备案信息", "接入商审核", "管局审核", "备案完成"}
	PhasesTime = [4]string{"", "1–3 个工作日", "5–20 个工作日", ""}
)

// At says when, to the minute, in China.
func At(t time.Time) string { return t.In(filing.China).Format("2006-01-02 15:04") }

// VersionOf names a kept version.
func VersionOf(step filing.Step, t time.Time) string {
	if n := step.Name(); n != "" {
		return At(t) + "　离开“" + n + "”时"
	}
	return At(t) + "　状态变化或恢复之前"
}

// Changed names a change of state.
func Changed(e filing.Entry) string {
	if e.From == e.To || e.From == "" {
		return e.Action.Name()
	}
	return e.Action.Name() + "：" + e.From.Name() + " → " + e.To.Name()
}

// The page of the package.
const (
	ExportTitle     = "导出材料包"
	ExportUnder     = "一个压缩包，里面有按编号命名的图片、表单、资料表、信函和 filing.json。程序不会代您提交：请登录接入商的备案控制台上传。"
	ExportReady     = "检查通过，可以导出。"
	ExportBlocked   = "还有必须修改的问题。现在导出只能当草稿，每个文件都会标上“草稿”。"
	ExportOptions   = "放些什么"
	WatermarkWhy    = "水印放在空白处，不盖文字和人脸；多数管局接受不遮挡内容的水印，也有的只收没有水印的图片，以接入商的要求为准。"
	OptOriginals    = "附上没有水印的原图（在另一台电脑原样导入时才需要）"
	OptFolder       = "导出成文件夹，不压缩"
	OptPictures     = "只要图片，不带表单、信函和数据文件"
	SizesLabel      = "图片大小按谁的要求"
	PolicePictures  = "导出公安备案用的图片"
	ExportNow       = "导出"
	ExportAnyway    = "仍要导出"
	ExportCancel    = "取消导出"
	ExportRunning   = "正在导出"
	ExportDone      = "已导出"
	ExportDoneDraft = "已导出草稿"
	ExportOpen      = "打开所在文件夹"
	ExportMark      = "我已在接入商提交"
	ExportMarkUn    = "在接入商的控制台提交以后，回来点一下，程序就从“接入商审核”开始跟踪。"
	ExportInside    = "包里的文件"
	LettersTitle    = "只要打印的"
	LettersWhy      = "单独保存为 PDF，打印后签字盖章。"
	OverviewPaper   = "备案资料表"
	CopyTitle       = "逐项复制到控制台"
	CopyWhy         = "照接入商控制台的顺序排列，点一下复制一项。"
	ExistsTitle     = "这里已有同名文件"
	ExistsBody      = "覆盖后，原来的材料包就没有了。"
	ExistsYes       = "覆盖"
	AnywayTitle     = "导出草稿？"
	AnywayBody      = "还有必须修改的问题，交上去会被退回。草稿里的每个文件都会标明。"
)

// OptWatermark is the choice of the watermark.
func OptWatermark(domain string) string {
	return "图片加水印“仅供" + domain + "域名ICP备案使用”和日期"
}

// PlainBefore says that the last export went without watermark.
func PlainBefore(name string) string {
	return "上次给“" + name + "”导出时没有加水印；这次也不要时，请取消勾选。"
}

// PlainNoted says what follows from the choice without watermark.
const PlainNoted = "这次不加水印，会记入审核日志；下次导出仍然先加。"

// SizesOfProvider is the choice that follows the filing.
func SizesOfProvider(name string) string { return "跟随接入商：" + name }

// SizeLimits says what a page takes.
func SizeLimits(t desk.Target) string {
	l := t.Limits
	var parts []string
	add := func(ok bool, format string, a ...any) {
		if ok {
			parts = append(parts, fmt.Sprintf(format, a...))
		}
	}
	add(l.MinBytes > 0 && l.MaxBytes > 0, "每张 %s 到 %s", limitBytes(l.MinBytes), limitBytes(l.MaxBytes))
	add(l.MinBytes == 0 && l.MaxBytes > 0, "每张不超过 %s", limitBytes(l.MaxBytes))
	add(l.MinLong > 0, "短边 %d、长边 %d 像素以上", l.MinShort, l.MinLong)
	add(l.MaxSide > 0, "边长不超过 %d 像素", l.MaxSide)
	return "JPG，" + strings.Join(parts, "，")
}

// limitBytes writes a limit as its page does: 400 KB, 1.9 MB.
func limitBytes(n int) string {
	switch {
	case n >= 1_000_000:
		return fmt.Sprintf("%.3g MB", float64(n)/1e6)
	case n%1024 == 0:
		return fmt.Sprintf("%d KB", n/1024)
	}
	return fmt.Sprintf("%.3g KB", float64(n)/1e3)
}

// SizeNotes say what is not known of a page's limits, and what else to mind.
func SizeNotes(t desk.Target) string {
	if len(t.Notes) == 0 {
		return ""
	}
	return strings.Join(t.Notes, "。") + "。"
}

// SizeOrigin says where the limits are known from.
func SizeOrigin(t desk.Target) string {
	return SourceLine(t.Source, t.Date)
}

// ExportStep says what is being written.
func ExportStep(done, total int, what string) string {
	return fmt.Sprintf("%d / %d　%s", done, total, what)
}

// Asked before an order with open questions is noted as handed in.
const (
	SubmitBlocked     = "还有必须修改的问题"
	SubmitBlockedBody = "接入商多半会退回。确实已经提交了，就记下来；还没提交，请先修改。"
)

// DutyBefore stands behind a duty that has a day.
func DutyBefore(due time.Time) string { return "（" + At(due)[:10] + " 前）" }

// SavedUnopened says that a paper was written but the system has no program to
// show it.
func SavedUnopened(name string) string {
	return "已保存“" + name + "”，但没有找到能打开它的程序，请在文件夹里打开"
}
