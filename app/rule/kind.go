package rule

import (
	"regexp"
	"strings"

	"beiandesk/app/filing"
)

func cut(p filing.Field) (head, rest string, ok bool) { return strings.Cut(string(p), ".") }

var (
	// filingNumber is 粤ICP备12345678号 or …号-1, or a licence 粤B2-20090059.
	filingNumber = regexp.MustCompile(`^\p{Han}(ICP备\d{6,10}号(-\d{1,4}[AX]?)?|B2-\d{8}(-\d{1,4}[AX]?)?)$`)
)

var kindRules = []Rule{
	{ID: "CN-KIND-UNKNOWN", Title: "备案类型未判定", Severity: Block, Basis: Form, Source: "UC:guidance/guidance1.md; HW-驳回", Date: "2026-02-27", Missing: true, always: true,
		check: func(s *scan) {
			if s.f.Kind == filing.KindUnknown {
				s.hit("kind", "还没有判定备案类型。", "请在第一步回答服务器、主体和域名的几个问题。")
			}
		}},
	{ID: "CN-KIND-OTHER", Title: "本程序只说明的业务", Severity: Info, Basis: Stored, Confidence: "A", Source: "UC; HW", Date: "2026-02-27", always: true,
		check: func(s *scan) {
			if s.f.Kind == filing.KindUnknown || s.f.Kind.Prepared() {
				return
			}
			how := "请在接入商的控制台办理。"
			src, date := s.rule.Source, s.rule.Date
			if k, ok := s.t.Kind(s.f.Kind); ok {
				how, src, date = k.How+"。", k.Source, k.Date
			}
			s.hitFrom("kind", "“"+s.f.Kind.Name()+"”不需要准备材料包。", how, src, date)
		}},
	{ID: "CN-KIND-DIFFERS", Title: "备案类型与回答不符", Severity: Warn, Basis: Stored, Confidence: "B", Source: "HW-驳回", Date: "2025-12-31", always: true,
		check: func(s *scan) {
			k, _ := filing.Derive(s.f.Answers)
			if k == filing.KindShell && s.province.ShellMayAdd && (s.f.Kind == filing.KindNewSite || s.f.Kind == filing.KindNewSiteElsewhere) {
				return // CN-SHL-01: there a site is added at once
			}
			if k != filing.KindUnknown && s.f.Kind != filing.KindUnknown && k != s.f.Kind {
				s.hit("kind", "按回答应为“"+k.Name()+"”，现在选的是“"+s.f.Kind.Name()+"”。", "请核对第一步的回答，或改选备案类型。类型选错会被退回。")
			}
		}},
	{ID: "CN-FILING-NUMBER", Title: "备案号的写法", Severity: Warn, Basis: Stored, Confidence: "A", Source: "WX; UC:basics/knowledge1.md", Date: "2026-02-27",
		check: func(s *scan) {
			for _, p := range []filing.Field{"answers.subject_number", "site.filed_number"} {
				v, _ := s.f.Get(p)
				v = clean(p, v)
				if v == "" {
					continue
				}
				if !filingNumber.MatchString(v) {
					s.hit(p, "“"+FieldName(p)+"”的写法不像备案号。", "请按“粤ICP备12345678号”或“粤ICP备12345678号-1”填写，可到工信部网站查询后照抄。")
				}
			}
		}},
	{ID: "CN-FILING-PREFIX", Title: "备案号的省份简称", Severity: Warn, Basis: General, Source: "GENERAL", Date: "2026-11-23",
		check: func(s *scan) {
			for _, p := range []filing.Field{"answers.subject_number", "site.filed_number"} {
				v, _ := s.f.Get(p)
				v = clean(p, v)
				if !s.known || !filingNumber.MatchString(v) || strings.HasPrefix(v, s.province.Prefix) {
					continue
				}
				s.hit(p, "备案号的省份简称与备案省份不一致（"+s.province.Name+"的简称是“"+s.province.Prefix+"”）。", "请核对备案号和第二步的省份。同一主体在各接入商须用同一省份。")
			}
		}},
}

var orderRules = []Rule{
	{ID: "CN-ORDER-OPEN", Title: "同一主体同时只能有一个订单", Severity: Block, Basis: Stored, Confidence: "B", Source: "HW-驳回; TC:备案审核", Date: "2025-12-31",
		check: func(s *scan) {
			for _, o := range s.env.Others {
				if s.f.State.Open() && o.SameOrganiser && o.ID != s.f.ID && o.State.Open() && o.State != filing.Draft {
					text, source, date := s.openOrder(o)
					s.hitFrom("organiser.cert_number", text, "请等它办结或放弃后再提交这一份；同一主体在所有接入商同时只能有一个订单。", source, date)
					s.pointAt(&o)
					return
				}
			}
		}},
	{ID: "CN-ORDER-DRAFT", Title: "同一主体还有草稿", Severity: Warn, Basis: Stored, Confidence: "B", Source: "HW-驳回", Date: "2025-12-31",
		check: func(s *scan) {
			for _, o := range s.env.Others {
				if s.f.State.Open() && o.SameOrganiser && o.ID != s.f.ID && o.State == filing.Draft {
					s.hitOther("organiser.cert_number", "同一主办单位的“"+o.Domain+"”也在填写中。", s.twoDrafts(o), &o)
					return
				}
			}
		}},
	{ID: "CN-DOMAIN-TWICE", Title: "域名已在列表中", Severity: Warn, Basis: Derived, Source: "DERIVED", Date: "2026-11-23", always: true,
		check: func(s *scan) {
			d := clean("domain.name", s.f.Domain.Name)
			for _, o := range s.env.Others {
				if d != "" && o.ID != s.f.ID && o.State != filing.Abandoned && clean("domain.name", o.Domain) == d {
					s.hitOther("domain.name", "列表里已有域名“"+d+"”（"+o.State.Name()+"）。", "请确认没有重复新建；转入或变更时可以并存。", &o)
					return
				}
			}
		}},
}
