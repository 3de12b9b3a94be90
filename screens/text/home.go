package text

import "fmt"

// The list of domains.
const (
	HomeTitle       = "域名"
	HomeSearch      = "搜索域名、主办单位、备案号或备注"
	AddDomain       = "添加域名"
	AddDomainLabel  = "要备案的域名"
	AddDomainHint   = "填写注册的主域名，如 example.com，不带 www。"
	AddDomainButton = "添加"
	AddAnyway       = "仍然再建一份"
	OpenExisting    = "打开已有备案"
	CloneButton     = "建立副本"
	CloneHint       = "主办单位、负责人和联系人会带入新备案，网站与图片不复制。"
	ImportFiling    = "导入"
	SeeSample       = "看一份样本"
	OpenTrash       = "回收站"

	ColDomain   = "域名"
	ColKind     = "类型"
	ColState    = "状态"
	ColPortrait = "人像"
	ColNext     = "下一步"
	ColDue      = "期限"
	ColNote     = "备注"
	// Joined columns of a narrow window.
	ColKindPortrait = "类型 · 人像"
	ColNextDue      = "下一步 · 期限"

	ChipAll       = "全部"
	ChipThisWeek  = "本周到期"
	ChipDraft     = "正在填写"
	ChipAmend     = "需修改"
	ChipReview    = "审核中"
	ChipSMS       = "待短信核验"
	ChipFiled     = "已备案"
	ChipAbandoned = "已放弃"

	MenuOpen     = "打开"
	MenuClone    = "复制为新备案"
	MenuCopyName = "复制域名"
	MenuNote     = "编辑备注"
	MenuTrash    = "移到回收站"

	NoteHint        = "只在本机显示，不会写进任何材料。"
	NotePlaceholder = "如客户来源、对接人、约定事项"

	HomeEmptyTitle    = "从一个域名开始"
	HomeEmptySentence = "添加要备案的域名，程序会带您走完六步，并检查每一项资料。"
	HomeNoMatchTitle  = "没有符合条件的备案"
	HomeNoMatchHint   = "换一个词，或清除筛选条件。"
	ClearFilter       = "清除筛选"
	DropFilingOnly    = "这里只能导入 filing.json 或材料包（ZIP）。图片请先打开一份备案，再拖进去。"
)

// CloneOf heads the bar that asks for the domain of a copy.
func CloneOf(domain string) string { return "以 " + domain + " 为样板，新备案的域名" }

// ChipCount is a chip's words: 需修改 3.
func ChipCount(name string, n int) string { return fmt.Sprintf("%s %d", name, n) }

// Filings counts what the list shows: 3 份，共 50 份.
func Filings(shown, all int) string {
	if shown == all {
		return fmt.Sprintf("共 %d 份", all)
	}
	return fmt.Sprintf("%d 份，共 %d 份", shown, all)
}

// ImportedMany says how many of several files came in.
func ImportedMany(n int) string { return fmt.Sprintf("已导入 %d 份备案", n) }

// NoteOn heads the note of a filing.
func NoteOn(domain string) string { return domain + " 的备注" }

// NoteElsewhere tells that the note was changed meanwhile, and to what.
func NoteElsewhere(now string) string {
	return "备注已在别处改为“" + now + "”。继续输入会以这里的文字为准。"
}
