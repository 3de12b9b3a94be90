package text

import (
	"fmt"
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/paper"
)

// The page of all papers of a filing.
const (
	PapersTitle    = "文件"
	PapersUnder    = "全部由已填的内容生成，没填的留出横线。文字由本程序自拟，以管局/接入商最新模板为准。"
	PapersNeeded   = "这份备案要用的"
	PapersNone     = "这份备案没有一定要打印的文件。"
	PapersOther    = "需要时再用"
	PapersOtherWhy = "不是每份备案都要；管局或接入商提出时再打印。"
	PapersAll      = "要用的合成一个 PDF"
	PapersAllName  = "备案文件.pdf"
	PaperOptional  = "可选"
	PaperPDF       = "PDF"
	PaperWord      = "Word"
	PaperPrint     = "打印"
	PaperComplete  = "内容齐全"
	PaperOwnTag    = "自己的模板"
	ToPapers       = "全部文件"
	PapersToOwn    = "信函模板"
	PapersFilled   = "返回填写"
	FileUnreadable = "文件没有读出来。请确认它还在原处，没有被别的程序占用，再试一次。"
)

// The page of an office's own templates and blank papers.
const (
	OwnTitle        = "信函模板"
	OwnUnder        = "单位有自己的格式时，用 Word 文件代替程序自带的。要填的地方写成 {{主办单位名称}}，导出时自动填好。"
	OwnBlank        = "空白的，先发给客户"
	OwnBlankWhy     = "还没有建备案时，把准备单和同意书发给客户填写。"
	OwnList         = "每种文件的模板"
	OwnBuiltin      = "程序自带"
	OwnStart        = "另存起始模板"
	OwnChange       = "换成自己的"
	OwnReplace      = "再换一份"
	OwnSave         = "另存"
	OwnRemove       = "改回自带"
	OwnRemoved      = "已改回程序自带的"
	OwnHelp         = "占位符有哪些"
	OwnSettings     = "信函模板和空白准备单"
	OwnSettingsHint = "授权书、承诺书等可以换成单位自己的 Word 格式。"
)

// PapersMissing says which fields a paper still lacks.
func PapersMissing(fields []filing.Field) string {
	if len(fields) == 0 {
		return PaperComplete
	}
	const most = 5
	var names []string
	for _, f := range fields {
		if len(names) == most {
			return fmt.Sprintf("还缺 %d 项：%s等", len(fields), strings.Join(names, "、"))
		}
		names = append(names, paperField(f))
	}
	return fmt.Sprintf("还缺 %d 项：%s", len(fields), strings.Join(names, "、"))
}

// paperField names a field and whose it is.
func paperField(f filing.Field) string {
	for _, b := range logBlocks {
		if strings.HasPrefix(string(f), b.path) {
			return b.name + Field(string(f)).Label
		}
	}
	return Field(string(f)).Label
}

// PaperForm names a province's own form of a paper.
func PaperForm(r paper.FormRow, source string) string {
	s := "专用文本：" + r.Name
	if r.Edition != "" {
		s += "（" + r.Edition + "）"
	}
	s += "。" + r.Note
	if r.Confidence > "B" {
		s += "仅提醒。"
	}
	s += "来源：" + source
	if r.Date != "不详" {
		s += "，" + r.Date
	}
	return s
}

// PaperSource says where the reason of a paper is from.
func PaperSource(source, date string) string {
	s := "来源：" + source
	if date != "" && date != "不详" {
		s += "，" + date
	}
	return s
}

// PaperSaved says that a paper was written.
func PaperSaved(name string) string { return "已保存“" + name + "”" }

// OwnFilled says what became of the placeholders of an office's own template.
func OwnFilled(name string, unknown []string) string {
	if len(unknown) == 0 {
		return PaperSaved(name)
	}
	return PaperSaved(name) + "，有不认识的占位符没有填：" + strings.Join(unknown, "、")
}

// OwnTaken says what a template that was put in place has.
func OwnTaken(known, unknown []string) string {
	s := fmt.Sprintf("已换上，认得 %d 个占位符", len(known))
	if len(unknown) > 0 {
		s += "；不认识：" + strings.Join(unknown, "、")
	}
	return s
}

// OwnSince says since when a template is in place, how large it is, and which
// placeholders it has.
func OwnSince(at string, bytes int, known, unknown []string) string {
	s := fmt.Sprintf("%s 换上，%s，%d 个占位符", at, Bytes(int64(bytes)), len(known))
	if len(unknown) > 0 {
		s += "；不认识：" + strings.Join(unknown, "、")
	}
	return s
}
