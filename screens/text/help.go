package text

import "fmt"

// The help.
const (
	HelpSearch      = "搜索帮助"
	HelpSearchHint  = "如：域名证书、短信、拍照"
	HelpTopics      = "主题"
	HelpMore        = "更多…"
	HelpAlso        = "另见"
	HelpNothing     = "没有找到相关主题。换个词试试，或清空搜索看全部主题。"
	HelpBroken      = "帮助内容没有读出来，其他功能不受影响。请重新安装程序；仍不行时，请联系支持人员。"
	HelpNoFieldText = "点进某一项，这里会说明怎么填。"
	HelpCopyCode    = "复制代码"
)

// HelpFound says how many topics a search found.
func HelpFound(n int) string { return fmt.Sprintf("找到 %d 个主题", n) }
