package almanac

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// Ids of deadlines. Those of expiring certificates are ExpiryOf + the block's
// path ("expiry-legal").
const (
	SMSPrincipal = "sms-principal"
	SMSManager   = "sms-manager"
	PortraitCode = "portrait-code"
	FirstReview  = "first-review"
	Forward      = "forward"
	AdminReview  = "admin-review"
	RealName     = "real-name" // earliest day to hand in
	DomainExpiry = "domain-expiry"
	ExpiryOf     = "expiry-"
	FooterDue    = "footer"
	PoliceDue    = "police"
)

// Working days that a review takes at most where the provider's profile says
// nothing, and days of a duty.
const (
	FirstReviewDays = 3  // six-steps.md A; UC 1, HW 1–2
	ForwardDays     = 3  // TC:备案审核 1–3
	AdminDays       = 20 // REG33 §12
	PoliceDays      = 30 // P33 §12
	RealNameDays    = 3  // natural days, UC:problem/problem8.md
	// RemindDays is how long before an expiry a deadline appears; derived.
	RemindDays = 90
)

// Deadline is a moment that matters for a filing.
type Deadline struct {
	ID     string
	Title  string    // 主体负责人短信核验
	Start  time.Time // when the period began, zero if it has no beginning
	At     time.Time // its end, in China's time
	Hard   bool      // missing it has a consequence; otherwise an expectation
	Source string    // tags of sources.json
}

// Left is the time until a deadline, or since it if Over. The parts are never
// negative.
type Left struct {
	Days, Hours, Minutes int
	Over                 bool
	// ClockBack: the clock stands before the deadline's start, so it was set
	// back or the time entered lies in the future. The parts then show the
	// whole period, never more.
	ClockBack bool
}

// Until gives the time left of d at now.
func Until(d Deadline, now time.Time) Left {
	var l Left
	if !d.Start.IsZero() && now.Before(d.Start) {
		l.ClockBack, now = true, d.Start
	}
	span := d.At.Sub(now)
	if span < 0 {
		l.Over, span = true, -span
	}
	l.Days = int(span / (24 * time.Hour))
	l.Hours = int(span / time.Hour % 24)
	l.Minutes = int(span / time.Minute % 60)
	return l
}

// Deadlines lists the deadlines that run for f at now, or have passed without
// the thing being done, earliest first. Expiries appear RemindDays before. The
// lengths of the stages are those that hold everywhere, see DeadlinesAt.
func Deadlines(f *filing.Filing, now time.Time) []Deadline {
	return DeadlinesAt(f, now, table.Provider{})
}

// DeadlinesAt is Deadlines with the lengths that the provider's profile gives.
func DeadlinesAt(f *filing.Filing, now time.Time, p table.Provider) []Deadline {
	var out []Deadline
	add := func(d Deadline) {
		d.At = d.At.In(filing.China)
		out = append(out, d)
	}
	switch f.State {
	case filing.Draft, filing.Returned, filing.FirstRefuse, filing.Refused:
		if p := f.Portrait; p.Token != "" && p.Status != filing.PortraitSubmitted && now.Before(p.Started.Add(filing.PortraitLife)) {
			add(Deadline{ID: PortraitCode, Title: "人像采集码有效期", Start: p.Started, At: p.Started.Add(filing.PortraitLife), Source: "DECK"})
		}
		if t, ok := parseDay(f.Domain.RealNameOn); ok {
			if at := t.AddDate(0, 0, RealNameDays); at.After(now) {
				add(Deadline{ID: RealName, Title: "域名实名认证满 3 天，可以提交", Start: t, At: at, Source: "UC:problem/problem8.md"})
			}
		}
	case filing.FirstReview, filing.ReReview:
		add(stage(f, p, table.StageReview, Deadline{ID: FirstReview, Title: "接入商初审", Source: "UC; HW-进度; DECK"}, 1, FirstReviewDays))
	case filing.Forwarding:
		add(stage(f, p, table.StageForward, Deadline{ID: Forward, Title: "接入商提交管局", Source: "TC:备案审核"}, 1, ForwardDays))
	case filing.SMSWaiting:
		for _, r := range filing.SMSRoles(f) {
			sms(f, r, add)
		}
	case filing.AdminReview:
		add(stage(f, p, table.StageAdmin, Deadline{ID: AdminReview, Title: "管局审核", Source: "REG33; UC; DECK"}, 5, AdminDays))
	case filing.Filed:
		for _, d := range Duties(f) {
			if !d.Done && (d.ID == FooterDue || d.ID == PoliceDue) && !d.Due.IsZero() {
				add(Deadline{ID: d.ID, Title: d.Title, At: d.Due, Hard: true, Source: d.Source})
			}
		}
	case filing.Abandoned:
		return nil
	}
	for _, e := range expiries(f) {
		if t, ok := parseDay(e.date); ok && endOf(t).Before(now.AddDate(0, 0, RemindDays)) {
			add(Deadline{ID: e.id, Title: e.title, At: endOf(t), Hard: true, Source: e.source})
		}
	}
	slices.SortStableFunc(out, func(a, b Deadline) int { return a.At.Compare(b.At) })
	return out
}

// stage completes the deadline of a stage that began when the filing came into
// its state: with the provider's days where it tells them, else with from–to.
func stage(f *filing.Filing, p table.Provider, id string, d Deadline, from, to int) Deadline {
	if x, ok := p.Days(id, f.Region.Province); ok {
		from, to, d.Source = x.From, x.To, x.Source
	}
	days := strconv.Itoa(to)
	switch {
	case from == 0:
		days = "不超过 " + days
	case from < to:
		days = strconv.Itoa(from) + "–" + days
	}
	d.Title += "（" + days + " 个工作日）"
	d.Start, d.At = f.Since, AddWorkingDays(f.Since, to)
	return d
}

func sms(f *filing.Filing, r filing.Role, add func(Deadline)) {
	c, _ := f.SMSFor(r)
	if !c.Done.IsZero() {
		return
	}
	d := Deadline{ID: SMSManager, Title: "互联网信息服务负责人短信核验", Start: c.Sent, At: c.Deadline(), Hard: true, Source: "UC:guidance/guidance2.md; HW-短信"}
	if r == filing.RolePrincipal {
		d.ID, d.Title = SMSPrincipal, "主体负责人短信核验"
	}
	if c.Sent.IsZero() {
		// The message comes minutes after the order reached the ministry, so
		// this is the latest end as long as its time was not entered.
		d.Title += "（请填写短信时间）"
		d.Start, d.At = f.Since, f.Since.Add(filing.SMSLife)
	}
	add(d)
}

type expiry struct{ id, title, date, source string }

func expiries(f *filing.Filing) []expiry {
	out := []expiry{
		{DomainExpiry, "域名到期", f.Domain.Expires, "UC:notice/notice9.md; HW-错误"},
		{ExpiryOf + "organiser", "主办单位证件到期", f.Organiser.CertValidTo, "HW-错误; UC:rule"},
	}
	seen := map[string]bool{}
	for _, r := range []filing.Role{filing.RolePrincipal, filing.RoleManager} {
		p, path := f.PersonOf(r)
		if !seen[path] {
			seen[path] = true
			title := map[string]string{"legal": "法定代表人", "principal": "主体负责人", "agent": "代办人"}[path]
			out = append(out, expiry{ExpiryOf + path, title + "证件到期", p.ValidTo, "HW-错误; UC:rule"})
		}
	}
	return out
}

// Next is the earliest deadline that is not over; on the same moment a hard
// one goes before an expectation. If all are over it is the hard one that
// passed last. ok is false if there is none.
func Next(list []Deadline, now time.Time) (d Deadline, ok bool) {
	var open, over []Deadline
	for _, d := range list {
		switch {
		case !d.At.Before(now):
			open = append(open, d)
		case d.Hard:
			over = append(over, d)
		}
	}
	rank := func(a, b Deadline) int {
		hard := func(d Deadline) int {
			if d.Hard {
				return 0
			}
			return 1
		}
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(hard(a), hard(b)))
	}
	if len(open) > 0 {
		return slices.MinFunc(open, rank), true
	}
	if len(over) > 0 {
		return over[len(over)-1], true
	}
	return Deadline{}, false
}
