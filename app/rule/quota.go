package rule

import (
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// person tells whether the organiser is a natural person, as quotas mean it.
func (s *scan) person() bool { return !s.organisation() }

// openOrder says that another order of the organiser is open, where, and which
// providers state the rule; the chosen one's word goes first.
func (s *scan) openOrder(o OtherFiling) (text, source, date string) {
	source, date = s.rule.Source, s.rule.Date
	if o := s.provider.OpenOrder; o != nil && o.Strong() { // what blocks is never founded on less
		source, date = s.provider.OpenOrder.Source, s.provider.OpenOrder.Date
	}
	text = "同一主办单位的“" + o.Domain + "”正在" + s.where(o) + "办理（" + o.State.Name() + "）。"
	var who []string
	for i := range s.t.Providers {
		if p := &s.t.Providers[i]; p.OpenOrder != nil && p.ID != table.GenericProvider {
			who = append(who, p.Name)
		}
	}
	switch {
	case s.provider.OpenOrder != nil && s.provider.ID != table.GenericProvider:
		text += s.provider.Name + "写明：" + s.provider.OpenOrder.Text + "。"
	case len(who) > 0:
		text += "写明这一条的有" + strings.Join(who, "、") + "，管局按主体核对，别家也一样。"
	}
	return text, source, date
}

// where names the other filing's provider if it is another one.
func (s *scan) where(o OtherFiling) string {
	if id := s.t.Provider(o.Provider).ID; id != s.t.Provider(s.f.Provider).ID && id != table.GenericProvider {
		return s.t.Provider(o.Provider).Name
	}
	return ""
}

// twoDrafts says how two drafts of one organiser are handed in.
func (s *scan) twoDrafts(o OtherFiling) string {
	q, ok := s.provider.Quota(table.SitesPerOrder, s.person(), s.f.Region.Province)
	if ok && q.Max > 1 && s.newSite() && s.where(o) == "" {
		return s.provider.Name + "一单可以放不止一个新增网站（" + q.Text + "），可以合在一单里提交；分开提交的，前一份办结后再提交后一份。"
	}
	return "两份请一先一后提交，前一份办结后再提交后一份。"
}

// newSite tells whether the filing brings a site that has no filing yet.
func (s *scan) newSite() bool {
	return s.f.Kind == filing.KindFirst || s.f.Kind == filing.KindNewSite || s.f.Kind == filing.KindNewSiteElsewhere
}

// siblings counts the filings of the organiser at the same provider, this one
// included, whose state passes.
func (s *scan) siblings(counts func(filing.State) bool) int {
	n := 1
	for _, o := range s.env.Others {
		if o.SameOrganiser && o.ID != s.f.ID && counts(o.State) && s.t.Provider(o.Provider).ID == s.provider.ID {
			n++
		}
	}
	return n
}

var quotaRules = []Rule{
	{ID: "PV-QUOTA-ORDER", Title: "一单新增网站的数量", Severity: Warn, Basis: Stored, Confidence: "A", Source: "UC:problem/problem8.md; HW-流程; TC:网站信息", Date: "2026-02-27",
		check: func(s *scan) {
			q, ok := s.provider.Quota(table.SitesPerOrder, s.person(), s.f.Region.Province)
			if !ok || !s.newSite() || s.f.State != filing.Draft {
				return
			}
			if n := s.siblings(func(st filing.State) bool { return st == filing.Draft }); n > q.Max {
				s.hitFrom("provider", "同一主办单位有 "+itoa(n)+" 份在填写中，"+s.provider.Name+"一单收不下：“"+q.Text+"”。", "请分几批提交，前一批办结后再提交下一批。", q.Source, q.Date)
			}
		}},
	{ID: "PV-QUOTA-HOST", Title: "一台服务器的网站数量", Severity: Info, Basis: Stored, Confidence: "A", Source: "UC:problem/problem8.md; HW-准备; TC:备案授权码", Date: "2026-05-19",
		check: func(s *scan) {
			q, ok := s.provider.Quota(table.SitesPerHost, s.person(), s.f.Region.Province)
			if !ok || s.f.State != filing.Draft {
				return
			}
			// Which server a site lies on is not known here, so this only informs.
			if n := s.siblings(func(st filing.State) bool { return st != filing.Abandoned }); n > q.Max {
				s.hitFrom("provider", "连这一份，同一主办单位在"+s.provider.Name+"有 "+itoa(n)+" 个网站；"+q.Text+"。", "请确认服务器还有名额，不够时另备一台。", q.Source, q.Date)
			}
		}},
}
