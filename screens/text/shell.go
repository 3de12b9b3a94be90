package text

import "fmt"

// The frame of the window.
const (
	RailHome     = "域名"
	RailAgenda   = "日程"
	RailLibrary  = "资料"
	RailHelp     = "帮助"
	RailSettings = "设置"

	MenuFile      = "文件"
	MenuEdit      = "编辑"
	MenuGo        = "前往"
	MenuHelp      = "帮助"
	MenuAdd       = "添加域名"
	MenuSave      = "立即保存"
	MenuClose     = "关闭窗口"
	MenuFind      = "搜索"
	MenuBack      = "返回上一页"
	MenuShortcuts = "快捷键列表"
	MenuTopics    = "帮助主题"
	MenuPaste     = "粘贴文件或文字"

	CrashOffer  = "上次运行意外中断。故障报告已去除个人资料，您可以查看后发给支持人员。"
	CrashView   = "查看报告"
	CrashIgnore = "忽略"
	SafeOffer   = "现在是安全模式：使用默认外观和窗口大小，资料不受影响。"
	GotIt       = "知道了"

	PageMissing     = "这一页还打不开"
	PageMissingHint = "请从左侧选择另一处，或查看帮助。"

	NothingToDrop = "这一页不接收文件。请打开一份备案，在“上传资料”里拖入图片。"

	ShortcutsTitle = "快捷键"
	ShortcutsHint  = "输入文字时，撤销和粘贴作用于文字本身。按 Esc 只收起弹出的列表，不会丢失内容。"
	KeyTab         = "移到下一项"
	KeyShiftTab    = "移到上一项"
	KeySpace       = "按下当前按钮或选项"
	KeyEscape      = "收起弹出的列表"
	KeyArrows      = "在列表里移动"
	KeyPlaces      = "前往域名、日程、资料、帮助、设置"
)

// CloseQuestion asks before the window closes during an export, a backup or a
// restore.
var CloseQuestion = Question{Title: "还有工作没有完成", Body: "导出、备份或恢复正在进行。现在关闭会停止，不会留下半成品。已填写的资料都已保存。", Yes: "停止并关闭", No: "继续等待"}

// MendedOffer tells what was put right at the start.
func MendedOffer(n int) string {
	return fmt.Sprintf("启动时整理了 %d 处图片记录，资料没有丢失。详细情况在日志里。", n)
}

// Keys as they are written in the list of shortcuts.
const (
	SpaceKey  = "空格"
	ArrowKeys = "方向键"
)

// pageNames are the pages as the way back names them, by screens.Page.
var pageNames = map[string]string{"home": RailHome, "agenda": RailAgenda, "library": RailLibrary, "help": RailHelp,
	"settings": RailSettings, "filing": "备案", "checks": "检查", "history": "进度", "export": "导出", "phone": "手机拍照", "trash": "回收站", "vault": VaultTitle, "backup": BackupTitle}

// BackTo names the page to which the way back leads.
func BackTo(page string) string { return Back + pageNames[page] }

// UnsavedQuestion asks before text is given up that could not be saved.
func UnsavedQuestion(what string) Question {
	return Question{Title: "有内容还没有保存成功", Body: what + "现在关闭会丢失这些文字。", Yes: "仍然关闭", No: "返回窗口", Danger: true}
}
