package rule

import (
	"beiandesk/app/filing"
)

var materialRules = []Rule{
	{ID: "CN-MATERIAL-MISSING", Title: "材料未上传", Severity: Block, Basis: Stored, Confidence: "A", Source: "UC:guidance/guidance1.md; HW-材料", Date: "2026-02-27", Missing: true,
		check: func(s *scan) {
			for _, n := range needs(s) {
				m, _ := s.f.Material(n.Slot)
				if n.Required && m.Status() == filing.MaterialMissing {
					s.hitFrom(filing.MaterialField(n.Slot), "“"+n.Title+"”还没有上传。", n.Remedy, n.Source, n.Date)
				}
			}
		}},
	{ID: "CN-MATERIAL-REJECTED", Title: "照片需重拍", Severity: Block, Basis: Stored, Confidence: "B", Source: "HW-驳回; HW-材料; VOL:79355", Date: "2025-12-31",
		check: func(s *scan) {
			s.pictures(func(m filing.Material, title string) {
				if m.Outcome == filing.Reject && m.Anyway == "" {
					s.hit(filing.MaterialField(m.Slot), "“"+title+"”的照片不合格："+issues(m, filing.Reject), "请按提示重拍；确实无法重拍的，写明理由后可以继续使用。")
				}
			})
		}},
	{ID: "CN-MATERIAL-ANYWAY", Title: "不合格的照片仍要使用", Severity: Warn, Basis: Stored, Confidence: "B", Source: "HW-驳回", Date: "2025-12-31",
		check: func(s *scan) {
			s.pictures(func(m filing.Material, title string) {
				if m.Outcome == filing.Reject && m.Anyway != "" {
					s.hit(filing.MaterialField(m.Slot), "“"+title+"”的照片不合格，您选择了仍要使用。", "接入商可能要求重新上传，能重拍时请重拍。")
				}
			})
		}},
	{ID: "CN-MATERIAL-DOUBTFUL", Title: "照片质量可疑", Severity: Warn, Basis: Stored, Confidence: "B", Source: "HW-驳回", Date: "2025-12-31",
		check: func(s *scan) {
			s.pictures(func(m filing.Material, title string) {
				if m.Outcome == filing.Doubtful {
					s.hit(filing.MaterialField(m.Slot), "“"+title+"”的照片可能不合格："+issues(m, filing.Doubtful), "请放大看一看，文字看不清时重拍。")
				}
			})
		}},
	{ID: "CN-MATERIAL-QR", Title: "执照二维码与填写的不同", Severity: Warn, Basis: Derived, Source: "DERIVED; GB32100", Date: "2015",
		check: func(s *scan) {
			s.pictures(func(m filing.Material, title string) {
				if what := s.differing(m.QR); m.Slot == filing.SlotLicence && what != "" {
					s.hit(filing.MaterialField(m.Slot), "“"+title+"”上二维码里的"+what+"与填写的不同。", "请核对主办单位的名称和证件号码，或者换成这家单位的执照。")
				}
			})
		}},
	{ID: "CN-MATERIAL-ASKED", Title: "照片还要自己看一眼", Severity: Info, Basis: Stored, Confidence: "B", Source: "HW-驳回; HW-材料", Date: "2025-12-31",
		check: func(s *scan) {
			var first filing.Slot
			n := 0
			s.pictures(func(m filing.Material, _ string) {
				if len(m.Unseen()) > 0 {
					if n == 0 {
						first = m.Slot
					}
					n++
				}
			})
			if n > 0 {
				s.hit(filing.MaterialField(first), "有 "+itoa(n)+" 张照片的水印、修图或彩色复印件还没有核对，程序判断不了。", "请在“查看”里看一眼后打勾。")
			}
		}},
}

// differing names what the content of a licence's code says otherwise than the
// filing; "" when nothing or when it does not tell. An unfinished number is
// judged by other rules.
func (s *scan) differing(qr string) string {
	code := clean("organiser.cert_number", s.f.Organiser.CertNumber)
	if !CreditCode(code) {
		code = ""
	}
	m := MatchLicence(qr, code, s.f.Organiser.Name)
	switch {
	case m.Code == MatchDiffers && m.Name == MatchDiffers:
		return "信用代码和名称"
	case m.Code == MatchDiffers:
		return "信用代码"
	case m.Name == MatchDiffers:
		return "名称"
	}
	return ""
}

// pictures calls look for every stored picture that the filing needs, with
// the card's title. A picture left over from an earlier choice is not judged.
func (s *scan) pictures(look func(m filing.Material, title string)) {
	titles := map[filing.Slot]string{}
	for _, n := range needs(s) {
		titles[n.Slot] = n.Title
	}
	for _, m := range s.f.Materials {
		title, needed := titles[m.Slot]
		if m.Slot.IsOther() && !needed {
			title, needed = "其他材料", true
		}
		if needed && m.Picture != "" {
			look(m, title)
		}
	}
}

// issues joins what the picture check found with at least that outcome.
func issues(m filing.Material, o filing.Outcome) string {
	text := ""
	for _, i := range m.Issues {
		if i.Outcome == o && i.Text != "" {
			text += i.Text
		}
	}
	if text == "" {
		return "不够清晰或不完整。"
	}
	return text
}

var portraitRules = []Rule{
	{ID: "CN-PORTRAIT-MISSING", Title: "人像未采集", Severity: Warn, Basis: Stored, Confidence: "A", Source: "HW-流程; UC:notice/notice17.md", Date: "2026-02-27", Missing: true,
		check: func(s *scan) {
			if s.f.Portrait.Status == filing.PortraitNone {
				s.hit("portrait.confirmed", "互联网信息服务负责人的人像还没有采集。", "请在第五步采集；也可以提交后在接入商的页面上采集。")
			}
		}},
	{ID: "CN-PORTRAIT-RETURNED", Title: "人像被退回", Severity: Block, Basis: Stored, Confidence: "B", Source: "HW-驳回", Date: "2025-12-31",
		check: func(s *scan) {
			if s.f.Portrait.Status == filing.PortraitReturned {
				s.hit("portrait.confirmed", "人像被退回，须重新采集。", "请在光线均匀处、白色背景前重新采集，不戴帽子和耳机。")
			}
		}},
}

var providerRules = []Rule{
	{ID: "PV-NATURAL", Title: "接入商不收自然人备案", Severity: Warn, Basis: Stored, Confidence: "C", Source: "DECK", Date: "不详",
		check: func(s *scan) {
			if !s.organisation() && s.provider.NaturalPersons == "no" {
				s.hitFrom("organiser.nature", s.provider.Name+"不受理个人备案。", "请改由单位备案，或换一家接入商。", s.provider.Source, s.provider.Date)
			}
		}},
	{ID: "PV-TIBET", Title: "接入商不收西藏执照", Severity: Warn, Basis: Stored, Confidence: "C", Source: "DECK; UC", Date: "不详",
		check: func(s *scan) {
			if s.province.Code == "540000" && s.provider.Tibet == "no" {
				s.hitFrom("region.province", s.provider.Name+"不受理西藏的执照。", "优刻得公告自 2024-08-23 起已受理；代理商确认可以的，请在设置里打开这一项，否则换一家接入商。", s.provider.Source, s.provider.Date)
			}
		}},
}
