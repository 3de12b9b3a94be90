package rule

import (
	"time"

	"beiandesk/app/filing"
)

// day reads a date field; ok is false for an empty or broken one. long tells
// that it says 长期.
func (s *scan) day(p filing.Field) (t time.Time, long, ok bool) {
	v, _ := s.f.Get(p)
	v = clean(p, v)
	if v == filing.LongTerm {
		return time.Time{}, true, true
	}
	t, err := time.ParseInLocation(time.DateOnly, v, filing.China)
	return t, false, err == nil
}

// addMonths is the same day n months later, or that month's last day
// (30 November + 3 months is the end of February).
func addMonths(t time.Time, n int) time.Time {
	y, m, d := t.Date()
	first := time.Date(y, m+time.Month(n), 1, 0, 0, 0, 0, t.Location())
	if last := first.AddDate(0, 1, -1).Day(); d > last {
		d = last
	}
	return first.AddDate(0, 0, d-1)
}

// ends lists the dates on which certificates in use end.
func (s *scan) ends() []filing.Field {
	list := []filing.Field{"organiser.cert_valid_to"}
	for _, b := range s.people() {
		if b.holds {
			list = append(list, b.field("valid_to"))
		}
	}
	return list
}

// monthsLeft is how much validity certificates must have left: the stricter
// of provider and province.
func (s *scan) monthsLeft() int { return max(s.provider.ValidMonths, s.province.CertificateMonths) }

var validityRules = []Rule{
	{ID: "CN-DATE", Title: "日期的写法", Severity: Block, Basis: Form, Source: "WX-SDK", Date: "不详",
		check: func(s *scan) {
			for _, p := range filing.Fields() {
				v, _ := s.f.Get(p)
				if kindOf(p) != "date" || v == "" || !s.inUse(p) {
					continue
				}
				switch _, long, ok := s.day(p); {
				case !ok:
					s.hit(p, "“"+FieldName(p)+"”不是有效的日期。", "请按“2026-01-31”的样子填写；没有到期日的证件填“长期”。")
				case long && p != "organiser.cert_valid_to" && !endsWith(p, ".valid_to"):
					s.hit(p, "“"+FieldName(p)+"”不能填“长期”。", "请填写具体日期。")
				}
			}
		}},
	{ID: "CN-DATE-FUTURE", Title: "不应在将来的日期", Severity: Block, Basis: Form, Source: "WX-SDK; UC:problem/problem8.md", Date: "2026-02-27",
		check: func(s *scan) {
			list := []filing.Field{"domain.registered", "domain.real_name_on", "filed_on"}
			for _, b := range s.people() {
				list = append(list, b.field("valid_from"))
			}
			for _, p := range list {
				if t, long, ok := s.day(p); ok && !long && t.After(s.today) {
					s.hit(p, "“"+FieldName(p)+"”在今天之后。", "请核对日期，也请核对电脑的日期。")
				}
			}
		}},
	{ID: "CN-DATE-ORDER", Title: "日期的先后", Severity: Block, Basis: Form, Source: "WX-SDK", Date: "不详",
		check: func(s *scan) {
			pairs := [][2]filing.Field{{"domain.registered", "domain.expires"}}
			for _, b := range s.people() {
				pairs = append(pairs, [2]filing.Field{b.field("valid_from"), b.field("valid_to")})
			}
			for _, p := range pairs {
				a, _, ok := s.day(p[0])
				b, long, ok2 := s.day(p[1])
				if ok && ok2 && !long && !a.Before(b) {
					s.hit(p[1], "“"+FieldName(p[1])+"”不晚于“"+FieldName(p[0])+"”。", "请核对两个日期。")
				}
			}
		}},
	{ID: "CN-VALID-OVER", Title: "证件已过期", Severity: Block, Basis: Stored, Confidence: "A", Source: "HW-错误; UC:guidance/guidance1.md", Date: "2026-05-19",
		check: func(s *scan) {
			for _, p := range s.ends() {
				if t, long, ok := s.day(p); ok && !long && t.Before(s.today) {
					s.hit(p, "“"+FieldName(p)+"”已过，证件失效了。", "请换领新证件，再按新证件填写和拍照。")
				}
			}
		}},
	{ID: "CN-VALID-SHORT", Title: "证件剩余有效期", Severity: Block, Basis: Stored, Confidence: "A", Source: "UC:rule; HW-驳回; VOL:79355", Date: "2026-02-27",
		check: func(s *scan) {
			n := s.monthsLeft()
			for _, p := range s.ends() {
				t, long, ok := s.day(p)
				if ok && !long && !t.Before(s.today) && !t.After(addMonths(s.today, n)) {
					s.hit(p, "证件剩余有效期不足 "+itoa(n)+" 个月。", "请换领新证件后再备案；审核期间证件不能到期。")
				}
			}
		}},
}

func endsWith(p filing.Field, suffix string) bool {
	return len(p) >= len(suffix) && string(p[len(p)-len(suffix):]) == suffix
}
