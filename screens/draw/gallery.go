package main

import (
	"image"
	"image/color"
	"strings"
	"time"

	"beiandesk/screens/part"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// gallery shows each widget in its states.
func gallery() []scene {
	s := func(w, h float32) []fyne.Size { return []fyne.Size{fyne.NewSize(w, h)} }
	return []scene{
		{"part-words", s(760, 620), words},
		{"part-fields", s(760, 760), fields},
		{"part-states", s(760, 900), states},
		{"part-places", s(1000, 420), places},
		{"part-table", s(1000, 420), table},
		{"part-cards", s(1000, 640), cards},
		{"part-pick", s(640, 420), picks},
		{"part-empty", s(760, 420), empty},
	}
}

// stillClock is a part.Clock that does not run.
type stillClock struct{}

func (stillClock) Now() time.Time                                 { return time.Date(2026, 11, 23, 10, 42, 0, 0, time.UTC) }
func (stillClock) After(time.Duration, func()) func()             { return func() {} }
func (stillClock) Tick(time.Duration, func(now time.Time)) func() { return func() {} }

func sheet(objs ...fyne.CanvasObject) fyne.CanvasObject {
	return part.Inset(theme.S5, part.Column(theme.S4, objs...))
}

func words() fyne.CanvasObject {
	disabled := part.Primary("不可用", nil)
	disabled.Disable()
	focused := part.Plain("焦点在此", nil)
	focused.FocusGained()
	glyphs := part.Flow(theme.S3)
	for _, g := range part.Glyphs() {
		if !strings.HasPrefix(string(g), "draw-") {
			glyphs.Add(part.Icon(g, theme.Text, 22))
		}
	}
	return sheet(
		part.Page("样本科技 · example.com"),
		part.Group("主办单位"),
		part.Body("身份证 15 天后到期。管局要求剩余 3 个月以上，请先换证。长句会按中文的规矩换行：句号、逗号不会跑到行首，“引号”也不会孤零零留在行尾；English words and example.com stay whole。"),
		part.Hint("提示用 12 号字，颜色较淡。来源：工信部令第 33 号　2026-02-27"),
		part.Row(theme.S3, part.Strong("样本科技（北京）有限公司"), part.Strong("名字里有喆"), part.Body("普通")),
		part.Row(theme.S2, part.Primary("继续", nil), part.Plain("查看示例", nil), part.Plain("上传", nil).With(part.GlyphUpload), focused, part.Quiet("更多", nil), part.Danger("永久删除", nil), disabled),
		part.Row(theme.S2, part.Plain("替换", nil).Small(), part.Quiet("查看", nil).Small().With(part.GlyphEye), part.Link("核对第 18 位", nil), part.IconButton(part.GlyphMore, "更多", nil), part.Plain("下一组", nil).Then(part.GlyphRight)),
		glyphs,
		part.Figures("12345X"),
	)
}

func fields() fyne.CanvasObject {
	ck := stillClock{}
	name := part.NewText(ck, part.Spec{Label: "单位全称", Hint: "与营业执照上的名称一字不差", Required: true})
	name.SetValue("样本科技（北京）有限公司")
	code := part.NewText(ck, part.Spec{Label: "证件号码", Hint: "18 位", Required: true})
	code.SetValue("91110000MA00000000")
	code.SetError(part.Refused, "校验位不对，请核对第 18 位")
	kind := part.NewPick(part.Spec{Label: "证件类型", Hint: "单位性质决定可选的类型"}, []part.Option{{Value: "1", Label: "营业执照"}})
	kind.SetValue("1")
	open := part.NewPick(part.Spec{Label: "省份", Hint: "须与证件一致"}, nil)
	from := part.NewDate(ck, part.Spec{Label: "有效期起", Hint: "按证件填写"}, false)
	from.SetValue("2020-01-01")
	to := part.NewDate(ck, part.Spec{Label: "有效期至", Hint: "按证件填写"}, true)
	to.SetValue("长期")
	mail := part.NewText(ck, part.Spec{Label: "电子邮箱", Hint: "用于接收审核通知", Placeholder: "name@example.com"})
	mail.Focusable().FocusGained()
	phone := part.NewText(ck, part.Spec{Label: "手机号码", Hint: ""})
	phone.SetValue("13800000000")
	phone.SetError(part.LookHere, "与应急联系人相同，建议换一个")
	nature := part.NewRadio(part.Spec{Label: "楼层", Hint: "没有楼层的，备注里会写“此为最详细地址”"}, []part.Option{{Value: "y", Label: "有楼层"}, {Value: "n", Label: "没有楼层"}})
	nature.SetValue("n")
	main := part.NewCheck(part.Spec{Hint: "网站打开时首先看到的域名"}, "这是主域名")
	main.SetValue(part.Yes)
	note := part.NewText(ck, part.Spec{Label: "备注", Hint: "最多 200 字", Lines: 2, Limit: 200})
	two := func(a, b fyne.CanvasObject) fyne.CanvasObject { return part.Columns(2, 220, theme.S4, a, b) }
	return part.Inset(theme.S5, part.Section("主办单位", "管局按证件核对这一组，请对着证件填写。",
		part.Column(theme.S3, name, two(kind, code), two(open, phone), two(from, to), two(mail, nature), main, note)))
}

func states() fyne.CanvasObject {
	chips := part.NewFilterChips([]part.Chip{{ID: "a", Label: "全部", Count: 12}, {ID: "b", Label: "正在填写", Count: 4}, {ID: "c", Label: "本周到期", Count: 2}, {ID: "d", Label: "已完成", Count: 6}}, nil)
	masked := part.NewMaskedText("证件号码", "110***********1234", "110101199003071234", nil)
	return sheet(
		part.PageHead("检查", "样本科技 · example.com", part.Plain("导出", nil).With(part.GlyphExport)),
		part.Flow(theme.S2, part.NewTag(part.Todo, "未上传"), part.NewTag(part.Now, "正在填写"), part.NewTag(part.Waiting, "等待管局"), part.NewTag(part.Done, "已上传"), part.NewTag(part.LookHere, "建议核对"), part.NewTag(part.Refused, "需重拍"), part.NewTag(part.Info, "")),
		chips,
		part.Banner(part.LookHere, "身份证 15 天后到期。管局要求剩余 3 个月以上，请先换证。", "查看", func() {}),
		part.Card(part.Column(theme.S4,
			part.FindingRow(part.Finding{State: part.Refused, Where: "证件号码", Text: "校验位不对", Remedy: "核对第 18 位，或重新抄写一遍", Source: "来源：GB 32100-2015　2015-10-01"}, func() {}),
			part.Rule(),
			part.FindingRow(part.Finding{State: part.LookHere, Text: "建议补应急联系人", Remedy: "与负责人不同的人和手机号"}, func() {}))),
		part.TopRow(theme.S5,
			part.Stretch(part.Card(part.Timeline(
				part.TimelineItem{When: "2026-11-20 09:12", Title: "提交接入商审核", State: part.Done},
				part.TimelineItem{When: "2026-11-22 16:40", Title: "短信核验完成", Note: "两人都已核验", State: part.Done},
				part.TimelineItem{When: "预计 12-07 前", Title: "管局审核", Note: "5–20 个工作日", State: part.Waiting},
				part.TimelineItem{Title: "备案完成", State: part.Todo}))),
			part.Stretch(part.Card(part.Column(theme.S4,
				part.KeyValue([2]string{"单位", "样本科技（北京）有限公司"}, [2]string{"备案号", "京ICP备00000000号-1"}),
				part.CopyRow("证件后六位", "00001X", func(string) {}),
				masked,
				part.StepsNumbered("打开工信部短信核验页面", "输入域名、手机号和证件后六位", "填短信里的六位验证码"))))),
		part.Row(0, part.Toast("已移到回收站", func() {})),
	)
}

func places() fyne.CanvasObject {
	rail := part.NewRail([]part.RailItem{{ID: "home", Glyph: part.GlyphDomain, Label: "域名"}, {ID: "agenda", Glyph: part.GlyphCalendar, Label: "日程"}, {ID: "library", Glyph: part.GlyphFolder, Label: "资料"}, {ID: "help", Glyph: part.GlyphHelp, Label: "帮助"}, {ID: "settings", Glyph: part.GlyphSettings, Label: "设置", Bottom: true}}, func(string) {})
	rail.Select("home")
	rail.SetBadge("agenda", true)
	st := part.NewStepper([]string{"类型", "地区", "信息", "资料", "人像", "短信"}, func(int) {})
	st.SetState(1, part.Done)
	st.SetState(2, part.Done)
	st.SetState(3, part.Refused)
	st.SetState(4, part.LookHere)
	st.SetCurrent(5)
	p := part.NewProgress4([4]string{"填写备案信息", "接入商审核", "管局审核", "备案完成"}, [4]string{"", "1–3 个工作日", "5–20 个工作日", ""})
	p.Set(3, part.Waiting)
	m := part.NewMonth(stillClock{}.Now(), time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC), func(time.Time) {})
	m.Mark(map[string]part.State{"2026-11-27": part.LookHere, "2026-11-30": part.Refused})
	page := part.NewTwoPane(part.Inset(theme.S5, part.Column(theme.S5, st, p, part.Row(0, part.Card(m)))), part.Body("说明"))
	return container.NewBorder(nil, nil, rail, nil, page)
}

type row struct{ domain, firm, word, next, left string }

func table() fyne.CanvasObject {
	t := part.NewDataTable(stillClock{}, []part.Col[row]{
		{ID: "domain", Label: "域名", Width: 220, Stretch: true, Sort: func(a, b row) int { return strings.Compare(a.domain, b.domain) }, Update: func(r row, c fyne.CanvasObject) { c.(*part.Cell).SetTwo(r.domain, r.firm) }},
		{ID: "state", Label: "状态", Width: 110, Sorted: true, Create: func() fyne.CanvasObject { return part.TagCell() }, Update: func(r row, c fyne.CanvasObject) {
			st := map[string]part.State{"正在填写": part.Now, "需重拍": part.Refused, "已完成": part.Done, "管局审核": part.Waiting}[r.word]
			part.SetTagCell(c, st, r.word)
		}},
		{ID: "next", Label: "下一步", Width: 130, Create: func() fyne.CanvasObject { return part.LinkCell() }, Update: func(r row, c fyne.CanvasObject) { part.SetLinkCell(c, r.next, nil) }},
		{ID: "left", Label: "期限", Width: 110, Sorted: true, Update: func(r row, c fyne.CanvasObject) { c.(*part.Cell).Set(r.left, theme.Muted) }},
	})
	t.SetRows([]row{
		{"example.com", "样本科技（北京）有限公司", "正在填写", "补资料", "还剩 3 小时"},
		{"example.net", "样本面馆", "需重拍", "重拍营业执照", "还剩 2 天"},
		{"a-very-long-domain-name-that-does-not-fit.example.org", "样本喆垚国际进出口贸易与技术服务（上海自由贸易试验区）有限责任公司分公司", "管局审核", "等待结果", "还剩 9 天"},
		{"样本.example", "样本个体户", "已完成", "查看", ""},
	}, func(r row) bool { return r.domain == "example.net" })
	t.SortBy("domain", false)
	return part.Inset(theme.S5, part.Card(part.AtLeast(100, 340, t)))
}

func cards() fyne.CanvasObject {
	pic := image.NewRGBA(image.Rect(0, 0, 320, 200))
	for y := range 200 {
		for x := range 320 {
			pic.Set(x, y, color.RGBA{uint8(200 + x/8), uint8(210 + y/8), 230, 255})
		}
	}
	act := func(n ...string) (b []*part.Button) {
		for i, s := range n {
			if i == 0 {
				b = append(b, part.Plain(s, nil))
			} else {
				b = append(b, part.Quiet(s, nil))
			}
		}
		return b
	}
	cd := part.NewCountdown(stillClock{}, stillClock{}.Now().Add(-10*time.Hour), stillClock{}.Now().Add(14*time.Hour))
	qr := image.NewGray(image.Rect(0, 0, 25, 25))
	for i := range qr.Pix {
		if (i*7919)%13 < 6 {
			qr.Pix[i] = 255
		}
	}
	return part.Inset(theme.S5, part.Column(theme.S4,
		part.Columns(2, 400, theme.S4,
			part.NewDropSlot(part.Slot{Name: "营业执照", Reason: "管局核对单位名称和证件号码", Drawing: part.GlyphLicence, Thumb: pic, State: part.Refused, Word: "需重拍", Verdict: "左下角反光，看不清“住所”一行。换个角度再拍。", Actions: act("替换", "查看", "手机拍")}, nil),
			part.NewDropSlot(part.Slot{Name: "法定代表人身份证（人像面）", Reason: "核对负责人姓名和证件号码", Drawing: part.GlyphIDFront, State: part.Todo, Word: "未上传", Actions: act("选择文件", "手机拍")}, nil)),
		part.TopRow(theme.S5, part.NewQRView(qr), part.Wide(280, part.Column(theme.S4, cd, part.NewPictureView(pic))))))
}

func picks() fyne.CanvasObject {
	var opts []part.Option
	for _, p := range []string{"北京市", "天津市", "河北省", "山西省", "内蒙古自治区", "辽宁省", "吉林省", "黑龙江省", "上海市", "江苏省"} {
		opts = append(opts, part.Option{Value: p, Label: p})
	}
	return part.Inset(theme.S5, part.Row(0, part.Wide(300, part.PickListForDrawing(opts, "河北省"))))
}

func empty() fyne.CanvasObject {
	return part.Empty(part.DrawDesk, "还没有备案", "添加一个域名，按六步填完就能导出资料包。", part.Primary("添加域名", nil), part.Plain("看看示例", nil))
}
