package paper

import (
	"beiandesk/app/filing"
)

// cover is the sheet on the folder of papers: whose it is and what is in it. It
// shows no number of a certificate and no telephone of a person, for it lies on
// desks.
func cover(in Input, n names) document {
	f := in.Filing
	d := document{title: "网站备案资料袋"}
	region := firstOf(f.Region.District, f.Region.City, f.Region.Province)
	d.add(banner{firstOf(f.Organiser.Name, "主办单位：______________________"), firstOf(f.Domain.Name, "域名：____________")},
		entries{{"备案类型", f.Kind.Name(), nil}, {"地区", n.area(region), nil}, {"接入商", in.Provider, nil}, {"网站名称", f.Site.Name, nil},
			{"网站备案号", f.Number, nil}, blank("收件日期"), blank("经办人"), blank("原件归还日期和签收")},
		subtitle("袋内文件"))
	var rows [][]string
	for _, need := range in.Needs {
		if need.Slot == filing.SlotPortrait || need.Slot.IsOther() && !need.Required {
			continue
		}
		rows = append(rows, []string{need.Title, "", "", ""})
	}
	for _, o := range Offers(in) {
		if _, uploaded := slotOf(o.Kind); o.Needed && !uploaded && o.Kind != Cover && o.Kind != CustomerSheet && o.Kind != SMSCard {
			rows = append(rows, []string{o.Kind.Title(), "", "", ""})
		}
	}
	rows = append(rows, blankRows(max(1, 6-len(rows)), 4)...)
	d.add(grid{titles: []string{"文件", "原件份数", "复印件份数", "备注"}, widths: []float64{75, 25, 25, textWidth - 125}, rows: rows, height: 8},
		advice{"内有个人资料，请放入带锁的柜子，不用时不要摆在桌面；办结后原件归还主办单位。"})
	return d
}

func slotOf(k Kind) (filing.Slot, bool) {
	for s, of := range slots {
		if of == k {
			return s, true
		}
	}
	return "", false
}
