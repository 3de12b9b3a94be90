package main

import (
	"beiandesk/screens/part"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// gallery shows each widget in its states.
func gallery() []scene {
	return []scene{
		{"part-words", []fyne.Size{fyne.NewSize(760, 620)}, words},
	}
}

func sheet(objs ...fyne.CanvasObject) fyne.CanvasObject {
	return part.Inset(theme.S5, part.Column(theme.S4, objs...))
}

func words() fyne.CanvasObject {
	disabled := part.Primary("不可用", nil)
	disabled.Disable()
	glyphs := part.Flow(theme.S3)
	for _, g := range part.Glyphs() {
		glyphs.Add(part.Icon(g, theme.Text, 22))
	}
	return sheet(
		part.Page("样本科技 · example.com"),
		part.Group("主办单位"),
		part.Body("身份证 15 天后到期。管局要求剩余 3 个月以上，请先换证。长句会按中文的规矩换行：句号、逗号不会跑到行首，“引号”也不会孤零零留在行尾；English words and example.com stay whole。"),
		part.Hint("提示用 12 号字，颜色较淡。来源：工信部令第 33 号　2026-02-27"),
		part.Row(theme.S3, part.Strong("样本科技（北京）有限公司"), part.Strong("名字里有喆𠮷"), part.Body("普通")),
		part.Row(theme.S2, part.Primary("继续", nil), part.Plain("查看示例", nil), part.Plain("上传", nil).With(part.GlyphUpload), part.Quiet("更多", nil), part.Danger("永久删除", nil), disabled),
		part.Row(theme.S2, part.Plain("替换", nil).Small(), part.Quiet("查看", nil).Small().With(part.GlyphEye), part.Link("核对第 18 位", nil), part.IconButton(part.GlyphMore, "更多", nil), part.Plain("下一组", nil).Then(part.GlyphRight)),
		glyphs,
		part.Figures("12345X"),
	)
}
