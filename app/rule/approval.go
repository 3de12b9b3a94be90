package rule

import (
	"cmp"
	"slices"
	"strings"

	"beiandesk/app/filing"
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

func triggerHit(s *scan, r Regulated, p filing.Field, found []string) {
	doc := ""
	if r.Document != "" {
		doc = "，并备好“" + r.Document + "”"
	}
	not := "请准备“" + cmp.Or(r.Statement, "不涉及前置审批承诺书") + "”"
	s.hitFrom(p, "“"+FieldName(p)+"”里有"+quoted(found)+"，可能涉及“"+r.Name+"”前置审批。",
		"涉及的，请在网站一组里勾选“"+r.Name+"”"+doc+"；不涉及的，"+not+"。"+r.Advice, r.Source, r.Date)
	if b, ok := s.t.BureauRule(r.Row); ok {
		fd := &s.found[len(s.found)-1]
		fd.Row, fd.Confidence, fd.Conflict = b.ID, b.Confidence, b.Conflict
	}
}

var approvalRules = slices.Concat(chosenRules, wordRules)

// chosenRules look at what was ticked.
var chosenRules = []Rule{
	{ID: "CN-APPROVAL-MIXED", Title: "前置审批的选择", Severity: Block, Basis: Form, Source: "WX-SDK", Date: "不详",
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
	{ID: "CN-APPROVAL-NUMBER", Title: "前置审批的文号", Severity: Warn, Basis: Stored, Confidence: "C", Source: "WX-SDK", Date: "不详", Missing: true,
		check: func(s *scan) {
			for _, a := range s.approvals() {
				if x, ok := s.t.Approval(a.Item); ok && strings.TrimSpace(a.Number) == "" {
					s.hit("site.approvals", "“"+x.Name+"”还没有填写文号。", "请照许可证填写号码；没有号码的填文件名称。")
				}
			}
		}},
	{ID: "CN-APPROVAL-GONE", Title: "已取消的前置审批", Severity: Warn, Basis: Stored, Confidence: "A", Source: "UC:basics/knowledge2.md; TC:前置审批相关", Date: "2026-02-27",
		check: func(s *scan) {
			for _, a := range s.approvals() {
				if x, ok := s.t.Approval(a.Item); ok && x.Status == "abolished" {
					s.hitFrom("site.approvals", "“"+x.Name+"”前置审批"+x.Note+"。", "本省没有要求的，请取消这一项。", x.Source, x.Date)
				}
			}
		}},
}

// wordRules look for words of regulated fields.
var wordRules = []Rule{
	{ID: "CN-APPROVAL-FINANCE", Title: "金融类字样", Severity: Warn, Basis: Stored, Confidence: "A", Source: "UC:problem/problem2.md; UC:problem/problem9.md", Date: "2026-01-19",
		check: func(s *scan) {
			s.regulatedIn(func(r Regulated, p filing.Field, found []string) {
				if r.Item == finance {
					triggerHit(s, r, p, found)
				}
			})
		}},
	{ID: "CN-APPROVAL-WORD", Title: "其他审批字样", Severity: Warn, Basis: General, Source: "INS; GENERAL", Date: "2021-06-11",
		check: func(s *scan) {
			s.regulatedIn(func(r Regulated, p filing.Field, found []string) {
				if r.Item != finance && r.Item != 0 {
					triggerHit(s, r, p, found)
				}
			})
		}},
}
