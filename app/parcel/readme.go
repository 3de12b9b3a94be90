package parcel

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/paper"
)

// readme is 说明.txt: what is in the package and how it is used. It begins
// with a byte order mark and has CR LF, so that every Notepad shows it right.
func (b *builder) readme() []byte {
	f := b.filing
	var t strings.Builder
	line := func(format string, a ...any) { fmt.Fprintf(&t, format+"\r\n", a...) }
	if b.in.PicturesOnly {
		line("备案图片")
	} else {
		line("备案材料包")
	}
	line("")
	if b.draft {
		line("【%s】", paper.DraftMark)
		place := "“" + OverviewFile + "”的“检查结果”"
		if b.in.PicturesOnly {
			place = "程序的“检查”页"
		}
		line("这一份还有必须处理的问题，只供核对，不要上传。问题列在%s里，处理后请重新导出。", place)
		line("")
	}
	line("域名：%s", or(f.Domain.Name, "未填写"))
	line("备案类型：%s", f.Kind.Name())
	line("导出时间：%s", b.in.Now.In(filing.China).Format("2006-01-02 15:04"))
	if !b.in.Office.Empty() {
		line("服务机构：%s", strings.Join(append([]string{b.in.Office.Name}, b.in.Office.Phones...), "　"))
	}
	to := b.in.Target
	line("图片大小：按“%s”导出%s", to.Name, sizeOrigin(to.Source, to.Date))
	if b.in.Watermark != "" {
		line("图片水印：%s（在空白处，不盖文字）", b.in.Watermark)
	} else {
		line("图片水印：没有加，请只交给办理这次备案的人")
	}
	line("")
	line("一、里面有什么")
	for _, e := range b.out.entries() {
		what := describe(e.name)
		if slices.Contains(b.spare, e.name) {
			what = "这份备案用不到，不要上传"
		}
		if what != "" {
			line("  %s　　%s", e.name, what)
		}
	}
	if !b.in.NoOriginals {
		line("  %s/　　添加时的原始照片，没有水印，只在另一台电脑导入时使用", OriginalFolder)
	}
	line("  %s　　本说明", ReadmeFile)
	line("")
	line("二、怎么用")
	if b.in.PicturesOnly {
		line("  登录“%s”的页面，在要求的位置上传编号开头的 JPG 图片。", to.Name)
		line("")
		line("三、请留意")
		line("  · 程序不会上传到任何地方，由您自己上传。")
		line("  · 图片里有证件，请妥善保管，用完删除。")
		return b.notes(&t)
	}
	line("  1. 登录接入商的备案平台，照“%s”从上到下填写。", TableFile)
	line("  2. 在平台要求的位置上传编号开头的 JPG 图片。")
	line("  3. 需要签字盖章的文件，打印、签好后彩色扫描，在程序里添加，再重新导出。")
	line("  4. 在另一台电脑上继续：打开程序，选“导入”，选这个材料包。")
	line("")
	line("三、请留意")
	line("  · 程序不会自动提交任何内容，也不会上传到任何地方；提交由您在接入商平台完成。")
	line("  · %s 和“%s”只给本程序使用，不用交给接入商。", FilingFile, OriginalFolder)
	line("  · 材料包含有证件和联系方式，请妥善保管，用完删除。")
	return b.notes(&t)
}

// notes ends the readme with what a person should know about the pictures.
func (b *builder) notes(t *strings.Builder) []byte {
	if len(b.result.Notes) > 0 {
		t.WriteString("\r\n四、提醒\r\n")
		for _, n := range b.result.Notes {
			fmt.Fprintf(t, "  · %s　%s\r\n", n.File, n.Text)
		}
	}
	return []byte("\ufeff" + t.String())
}

// sizeOrigin says where the limits of the pictures come from.
func sizeOrigin(source, date string) string {
	switch {
	case source == "":
		return ""
	case date == "" || date == "不详":
		return "（来源：" + source + "）"
	}
	return "（来源：" + source + "，" + date + "）"
}

func or(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}

// describe says what a file in the top folder is for.
func describe(name string) string {
	switch name {
	case OverviewFile:
		return "全部填写内容、材料清单、检查结果和审核日志"
	case TableFile:
		return "按平台填写顺序排列的表格，可复制粘贴"
	case FilingFile:
		return "本程序的数据文件，用于导入"
	case paper.SMSCard.FileName():
		return "发给负责人，说明短信核验怎么做"
	}
	for _, k := range paper.Kinds {
		switch name {
		case k.FileName():
			return "打印后签字盖章"
		case k.WordName():
			return "可以修改，打印后签字盖章"
		}
	}
	if strings.HasSuffix(name, ".jpg") && !strings.Contains(name, "/") {
		return "上传到平台"
	}
	return ""
}
