package text

import (
	"fmt"
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/paper"
)

// The page of all papers of a filing.
const (
	PapersTitle    = "要打印的文件"
	PapersUnder    = "全部由已填的内容生成，没填的留出横线。文字由本程序自拟，以管局/接入商最新模板为准。"
	PapersNeeded   = "这份备案要用的"
	PapersNone     = "这份备案没有一定要打印的文件。"
	PapersOther    = "需要时再用"
	PapersOtherWhy = "不是每份备案都要；管局或接入商提出时再打印。"
	PapersAll      = "要用的合成一个 PDF"
	PapersAllName  = "备案文件.pdf"
	PapersOwnWord  = "自己模板的另存为 Word"
	PaperOptional  = "可选"
	PaperPDF       = "存为 PDF"
	PaperWord      = "存为 Word"
	PaperPrint     = "打印"
	PaperComplete  = "内容齐全"
	PaperOwnTag    = "自己的模板"
	PaperFill      = "去填写"
	ToPapers       = "要打印的文件"
	PapersToOwn    = "信函模板"
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
	OwnSave         = "另存我的模板"
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

// PaperForm names a province's own form of a paper; said is what already stands
// above it.
func PaperForm(r paper.FormRow, said, source string) string {
	s := "专用文本：" + r.Name
	if r.Edition != "" {
		s += "（" + r.Edition + "）"
	}
	s += "。"
	if !strings.Contains(said, r.Note) {
		s += r.Note
	}
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

// PaperOpening says that a paper was written and handed to the system. Whether
// a program then shows it, nobody tells us.
func PaperOpening(said, folder string) string {
	return said + "；没有自动打开时，到文件夹“" + folder + "”里打开"
}

// PapersApart says why papers are not in the one PDF and what to do. none: there
// is nothing else that could be in it.
func PapersApart(kinds []paper.Kind, none bool) string {
	const then = "请另存为 Word，再在 Word 或 WPS 里打印，或在那里另存为 PDF。"
	if none {
		return "要用的都换成了自己的 Word 模板。程序不能把 Word 转成 PDF，没有可以合成的；" + then
	}
	return titles(kinds) + "用的是自己的 Word 模板，不能合进 PDF。" + then
}

func titles(kinds []paper.Kind) string {
	var b strings.Builder
	for _, k := range kinds {
		b.WriteString("“" + k.Title() + "”")
	}
	return b.String()
}

// PapersMerged says what the one PDF holds and what stayed outside.
func PapersMerged(name string, apart []paper.Kind) string {
	return PaperSaved(name) + "，不含自己模板的" + titles(apart)
}

// PapersInFolder says that several papers were written, and which placeholders
// nobody knows.
func PapersInFolder(n int, folder string, unknown []string) string {
	s := fmt.Sprintf("已在“%s”里保存 %d 份 Word 文件", folder, n)
	if len(unknown) > 0 {
		s += "，有不认识的占位符没有填：" + strings.Join(unknown, "、")
	}
	return s
}

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
