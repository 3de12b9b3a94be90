package text

// Dialogs of the window itself.
const (
	AlertTitle      = "没有完成"
	PanicSentence   = "程序内部出了问题，这一步没有完成。已输入的内容没有丢失，请再试一次；仍不行时，请把“设置 → 日志”里的文件发给支持人员。"
	OpenMissing     = "找不到这个文件或文件夹，可能已被移动。请重新导出或选择。"
	OpenFailed      = "系统没能打开它。请在文件管理器或浏览器里手动打开。"
	PickTitle       = "选择文件"
	PickFolderTitle = "选择文件夹"
	ChooseThis      = "选这个"
	PickUnreadable  = "这个文件或文件夹读不出来。请检查权限，或换一个。"
	SaveTitle       = "保存到"
	SaveName        = "文件名"
	SaveFolder      = "文件夹"
	ChangeFolder    = "更改"
)

// ReplaceQuestion asks before a file is overwritten.
func ReplaceQuestion(name string) Question {
	return Question{Title: "替换已有的文件", Body: "“" + name + "”已经存在，替换后原来的内容无法找回。", Yes: "替换", Danger: true}
}

// The clipboard.
const (
	NoClipboard   = "系统的剪贴板用不了，不能粘贴图片。请把图片保存成文件，再拖进窗口。"
	ClipboardSlow = "剪贴板里的程序没有交出图片。请把图片保存成文件，再拖进窗口。"
)

// Kinds of files in the system's dialogs.
const (
	FittingFiles = "可用的文件"
	AllFiles     = "所有文件"
)
