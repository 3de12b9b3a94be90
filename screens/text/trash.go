package text

import "fmt"

// The trash.
const (
	TrashTitle         = "回收站"
	TrashLead          = "移到这里的备案不再出现在列表和日程里，资料与图片都还在，可以随时恢复。"
	TrashEmptyTitle    = "回收站是空的"
	TrashEmptySentence = "移到回收站的备案会列在这里。"
	PurgeOne           = "永久删除"
	PurgeAll           = "清空回收站"
	Purged             = "已永久删除"
	TrashedOn          = "移入时间"
)

// PurgeQuestion asks before a filing is removed for good.
func PurgeQuestion(domain string) Question {
	return Question{Title: "永久删除 " + domain,
		Body: "这份备案的资料、图片、历史版本会一并删除，不能恢复。已导出的材料包不受影响。", Yes: PurgeOne, Danger: true}
}

// PurgeAllQuestion asks before the trash is emptied.
func PurgeAllQuestion(n int) Question {
	return Question{Title: fmt.Sprintf("永久删除 %d 份备案", n),
		Body: "这些备案的资料、图片、历史版本会一并删除，不能恢复。已导出的材料包不受影响。", Yes: PurgeOne, Danger: true}
}
