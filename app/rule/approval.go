package rule

import (
	"slices"
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// approvals lists the chosen items without "以上都不涉及".
func (s *scan) approvals() []filing.Approval { return chosen(s.f) }

func chosen(f *filing.Filing) []filing.Approval {
	var out []filing.Approval
	for _, a := range f.Site.Approvals {
		if a.Item != filing.NoApproval {
			out = append(out, a)
		}
	}
	return out
}

const finance = 13

// triggered calls look for every active item that was not chosen and of which
// a field contains words. An uploaded statement that the filing does not
// touch regulated fields settles it.
func (s *scan) triggered(look func(a table.Approval, p filing.Field, found []string)) {
	if m, ok := s.f.Material(SlotNoApproval); ok && m.Picture != "" {
		return
	}
	taken := map[int]bool{}
	for _, a := range s.approvals() {
		taken[a.Item] = true
	}
	for _, a := range s.t.Approvals {
		if a.Status != "active" || taken[a.Code] || len(a.Provinces) > 0 && !slices.Contains(a.Provinces, s.f.Region.Province) {
			continue
		}
		list := append(slices.Clip(a.Triggers), a.TriggersIn[s.f.Region.Province]...)
		for _, p := range []filing.Field{"organiser.name", "organiser.scope", "site.name"} {
			v, _ := s.f.Get(p)
			if found := words(v, list); len(found) > 0 {
				look(a, p, longest(found))
			}
		}
	}
}

// longest drops words that are part of another one ("基金" beside "基金管理").
func longest(list []string) []string {
	var out []string
	for _, w := range list {
		if !slices.ContainsFunc(list, func(x string) bool { return x != w && strings.Contains(x, w) }) {
			out = append(out, w)
		}
	}
	return out
}

func triggerHit(s *scan, a table.Approval, p filing.Field, found []string) {
	doc := ""
	if a.Document != "" {
		doc = "，并备好“" + a.Document + "”"
	}
	s.hitFrom(p, "“"+FieldName(p)+"”里有"+quoted(found)+"，可能涉及“"+a.Name+"”前置审批。",
		"涉及的，请在网站一组里勾选“"+a.Name+"”"+doc+"；不涉及的，请准备“不涉及前置审批承诺书”。", a.Source, a.Date)
}

var approvalRules = []Rule{
	{ID: "CN-APPROVAL-MIXED", Title: "前置审批的选择", Severity: Block, Basis: Stored, Source: "WX-SDK", Date: "不详",
		check: func(s *scan) {
			seen := map[int]bool{}
			for _, a := range s.f.Site.Approvals {
				if seen[a.Item] {
					s.hit("site.approvals", "同一项前置审批选了两次。", "请删去重复的一项。")
					return
				}
				seen[a.Item] = true
			}
			if seen[filing.NoApproval] && len(seen) > 1 {
				s.hit("site.approvals", "选了“以上都不涉及”，又选了审批项目。", "两者只能选其一。")
			}
		}},
	{ID: "CN-APPROVAL-NUMBER", Title: "前置审批的文号", Severity: Block, Basis: Stored, Source: "WX-SDK", Date: "不详", Missing: true,
		check: func(s *scan) {
			for _, a := range s.approvals() {
				if x, ok := s.t.Approval(a.Item); ok && strings.TrimSpace(a.Number) == "" {
					s.hit("site.approvals", "“"+x.Name+"”还没有填写文号。", "请照许可证填写号码；没有号码的填文件名称。")
				}
			}
		}},
	{ID: "CN-APPROVAL-GONE", Title: "已取消的前置审批", Severity: Warn, Basis: Stored, Source: "UC:basics/knowledge2.md; TC:前置审批相关", Date: "2026-02-27",
		check: func(s *scan) {
			for _, a := range s.approvals() {
				if x, ok := s.t.Approval(a.Item); ok && x.Status == "abolished" {
					s.hitFrom("site.approvals", "“"+x.Name+"”前置审批"+x.Note+"。", "本省没有要求的，请取消这一项。", x.Source, x.Date)
				}
			}
		}},
	{ID: "CN-APPROVAL-FINANCE", Title: "金融类字样", Severity: Warn, Basis: Stored, Source: "UC:problem/problem2.md; UC:problem/problem9.md", Date: "2026-01-19",
		check: func(s *scan) {
			s.triggered(func(a table.Approval, p filing.Field, found []string) {
				if a.Code == finance {
					triggerHit(s, a, p, found)
				}
			})
		}},
	{ID: "CN-APPROVAL-WORD", Title: "其他审批字样", Severity: Warn, Basis: General, Source: "INS; GENERAL", Date: "2021-06-11",
		check: func(s *scan) {
			s.triggered(func(a table.Approval, p filing.Field, found []string) {
				if a.Code != finance {
					triggerHit(s, a, p, found)
				}
			})
		}},
}
