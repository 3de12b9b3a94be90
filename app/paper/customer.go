package paper

import (
	"strings"

	"beiandesk/app/filing"
)

// customerSheet tells a customer before anything begins what is needed from
// him: the materials that are not there yet and the fields that are empty.
// Without a filing it asks for all that every filing needs.
func customerSheet(in Input, n names) document {
	f := in.Filing
	d := document{title: "网站备案资料准备单"}
	d.add(para("为您办理网站备案，需要下面的资料。请备好后交给我们；不清楚的先空着，我们会与您核对。"))
	if f.Domain.Name != "" || f.Organiser.Name != "" {
		d.add(entries{{"备案域名", f.Domain.Name, nil}, {"主办单位", f.Organiser.Name, nil}})
	}
	d.add(subtitle("一、要准备的材料"))
	rows := materialRows(in)
	if len(rows) == 0 {
		d.add(para("材料已经齐了，谢谢。"))
	} else {
		d.add(grid{titles: []string{"材料", "要求", "备好打勾"}, widths: []float64{52, textWidth - 72, 20}, rows: rows, height: 8})
	}
	d.add(subtitle("二、要填写的内容"))
	asks := asksOf(f, n)
	if len(asks) == 0 {
		d.add(para("需要填写的内容已经齐了，谢谢。"))
	}
	for _, g := range asks {
		d.add(subhead(g.title), g.list)
	}
	d.add(subtitle("三、请留意"), dotted(
		"证件要拍原件，四角完整、字迹清楚、不反光，不要用复印件、截图或经过美化的照片。",
		"证件照片请当面交，或用我们提供的扫码上传；不要发到聊天群里，也不要存在公共网盘。",
		"负责人的手机要能接通：提交后 24 小时内要完成短信核验，逾期备案会被退回。",
		"备案期间首次备案和新增的网站先不要开通。",
		"交来的证件只用于这次备案，请同时在《个人信息处理同意书》上签字。"))
	if !in.Office.Empty() {
		d.add(subtitle("四、交给谁"), entries{{"代办处", strings.TrimSpace(in.Office.Name), nil}, {"电话", strings.Join(in.Office.phones(), "　"), nil}, blank("最晚日期")})
	} else {
		d.add(subtitle("四、交给谁"), entries{blank("经办人和电话"), blank("最晚日期")})
	}
	return d
}

// usual are the materials of every filing by a unit (filing-fields.md 4.3).
var usual = [][2]string{
	{"主办单位证件", "营业执照等的彩色原件照片，统一社会信用代码和二维码清楚。"},
	{"法定代表人证件", "身份证人像面、国徽面各一张；担任负责人的其他人也要。"},
	{"域名证书", "在域名注册商处下载；所有者与主办单位一致，已实名认证。"},
	{"授权委托书", "网站负责人不是法定代表人时；我们填好后请签字盖章。"},
	{"前置审批文件", "新闻、出版、药品器械、文化、视听、金融、培训、宗教等业务才要。"},
}

func materialRows(in Input) [][]string {
	var rows [][]string
	if in.start || blankFiling(in.Filing) {
		for _, u := range usual {
			rows = append(rows, []string{u[0], u[1], ""})
		}
		return rows
	}
	for _, need := range in.Needs {
		m, _ := in.Filing.Material(need.Slot)
		if m.Status() == filing.MaterialUploaded || need.Slot.IsOther() && !need.Required || need.Slot == filing.SlotPortrait {
			continue
		}
		name := need.Title
		if !need.Required {
			name += "（有则备）"
		}
		rows = append(rows, []string{name, firstOf(need.Remedy, need.Why), ""})
	}
	return rows
}

// blankFiling tells of a sheet that is for nobody yet.
func blankFiling(f *filing.Filing) bool { return f.Domain.Name == "" && f.Organiser.Name == "" }

type ask struct {
	title string
	list  entries
}

// skipped are rows of the form that no customer is asked.
var skipped = map[filing.Field]bool{"kind": true, "by_agent": true, "organiser.address": true, "organiser.remark": true, "site.remark": true,
	"site.filed_name": true, "site.filed_number": true, "number": true, "": true, "site.sub_domain": true, "site.approvals": true, "organiser.scope": true}

// asksOf are the empty rows of the form, by section.
func asksOf(f *filing.Filing, n names) []ask {
	var out []ask
	asked := map[filing.Field]bool{} // the form has some twice
	for _, s := range Form(f, n.n) {
		var list entries
		for _, r := range s.Rows {
			if r.Value == "" && !skipped[r.Field] && !asked[r.Field] {
				asked[r.Field] = true
				list = append(list, of(r.Field, r.Label, ""))
			}
		}
		if list != nil {
			out = append(out, ask{s.Title, list})
		}
	}
	return out
}
