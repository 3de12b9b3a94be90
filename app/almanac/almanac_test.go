package almanac_test

import (
	"strings"
	"testing"
	"time"

	"beiandesk/app/almanac"
	"beiandesk/app/filing"
)

// at reads a moment in China: "2026-11-20 10:00" is a Friday.
func at(t *testing.T, s string) time.Time {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04", s, filing.China)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestAddWorkingDaysSkipsWeekends(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-11-20 10:00", 0, "2026-11-20 10:00"},
		{"2026-11-20 10:00", 1, "2026-11-23 10:00"}, // Friday → Monday
		{"2026-11-21 10:00", 1, "2026-11-23 10:00"}, // Saturday → Monday
		{"2026-11-20 10:00", 3, "2026-11-25 10:00"},
		{"2026-11-23 10:00", 20, "2026-12-21 10:00"},
	} {
		if got := almanac.AddWorkingDays(at(t, c.from), c.n); !got.Equal(at(t, c.want)) {
			t.Errorf("%s + %d working days = %s, want %s", c.from, c.n, got, c.want)
		}
	}
	// Late on a Friday in UTC is already Saturday in China.
	if almanac.IsWorkingDay(time.Date(2026, 11, 20, 18, 0, 0, 0, time.UTC)) {
		t.Error("Saturday in China taken for a working day")
	}
}

func ids(list []almanac.Deadline) string {
	var out []string
	for _, d := range list {
		out = append(out, d.ID)
	}
	return strings.Join(out, " ")
}

func TestDeadlinesByState(t *testing.T) {
	now := at(t, "2026-11-23 12:00")
	since := at(t, "2026-11-23 10:00")
	base := func(s filing.State) *filing.Filing {
		return &filing.Filing{Kind: filing.KindFirst, State: s, Since: since, ByAgent: true,
			Domain: filing.Domain{Expires: "2028-01-01"}}
	}
	draft := base(filing.Draft)
	draft.Domain.RealNameOn = "2026-11-22"
	draft.Portrait = filing.Portrait{Token: "ab", Started: since}
	expiring := base(filing.Draft)
	expiring.Domain.Expires = "2026-12-31"
	expiring.Legal.ValidTo = "2026-11-01"
	expiring.Agent.ValidTo = filing.LongTerm
	filed := base(filing.Filed)
	filed.FiledOn = "2026-11-20"
	ticked := base(filing.Filed)
	ticked.FiledOn = "2026-11-20"
	ticked.Duties = []filing.Duty{{ID: almanac.FooterDue, Done: now}}
	oneDone := base(filing.SMSWaiting)
	oneDone.PutSMS(filing.SMSCheck{Role: filing.RolePrincipal, Done: now})
	for name, c := range map[string]struct {
		f    *filing.Filing
		want string
	}{
		"draft":     {draft, "portrait-code real-name"},
		"expiring":  {expiring, "expiry-legal domain-expiry"},
		"review":    {base(filing.FirstReview), "first-review"},
		"forward":   {base(filing.Forwarding), "forward"},
		"sms":       {base(filing.SMSWaiting), "sms-principal sms-manager"},
		"one done":  {oneDone, "sms-manager"},
		"admin":     {base(filing.AdminReview), "admin-review"},
		"filed":     {filed, "footer police"},
		"ticked":    {ticked, "police"},
		"abandoned": {base(filing.Abandoned), ""},
	} {
		if got := ids(almanac.Deadlines(c.f, now)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestSMSDeadlineCountsFromTheMessage(t *testing.T) {
	f := &filing.Filing{Kind: filing.KindNewSite, State: filing.SMSWaiting, Since: at(t, "2026-11-23 10:00")}
	f.PutSMS(filing.SMSCheck{Role: filing.RoleManager, Sent: at(t, "2026-11-23 11:30")})
	now := at(t, "2026-11-23 12:00")
	d, ok := almanac.Next(almanac.Deadlines(f, now), now)
	if !ok || !d.At.Equal(at(t, "2026-11-24 11:30")) || !d.Hard {
		t.Fatalf("deadline %+v", d)
	}
	if l := almanac.Until(d, now); l != (almanac.Left{Hours: 23, Minutes: 30}) {
		t.Errorf("left %+v", l)
	}
	if l := almanac.Until(d, at(t, "2026-11-25 12:35")); l != (almanac.Left{Days: 1, Hours: 1, Minutes: 5, Over: true}) {
		t.Errorf("after the end: %+v", l)
	}
	// A clock set back three days must not give three more days.
	if l := almanac.Until(d, at(t, "2026-11-20 12:00")); l != (almanac.Left{Days: 1, ClockBack: true}) {
		t.Errorf("clock set back: %+v", l)
	}
}

func TestNextPrefersWhatIsNotOver(t *testing.T) {
	now := at(t, "2026-11-23 12:00")
	over := almanac.Deadline{ID: "over", At: now.Add(-time.Hour), Hard: true}
	soft := almanac.Deadline{ID: "soft", At: now.Add(time.Hour)}
	hard := almanac.Deadline{ID: "hard", At: now.Add(time.Hour), Hard: true}
	if d, _ := almanac.Next([]almanac.Deadline{over, soft, hard}, now); d.ID != "hard" {
		t.Errorf("got %q", d.ID)
	}
	if d, _ := almanac.Next([]almanac.Deadline{over}, now); d.ID != "over" {
		t.Errorf("a missed deadline is forgotten: %q", d.ID)
	}
	if _, ok := almanac.Next(nil, now); ok {
		t.Error("a deadline out of nothing")
	}
}

func TestDutiesAfterApproval(t *testing.T) {
	f := &filing.Filing{State: filing.Filed, FiledOn: "2026-11-20", Number: "沪ICP备12345678号-1", Region: filing.Region{Province: "310000"}}
	list := almanac.Duties(f)
	byID := map[string]almanac.Duty{}
	for _, d := range list {
		if d.Title == "" || d.How == "" || d.Source == "" || byID[d.ID].ID != "" {
			t.Errorf("duty %q is incomplete or repeated", d.ID)
		}
		byID[d.ID] = d
	}
	if got := byID["police"]; got.Due.Format(time.DateOnly) != "2026-12-20" || !strings.Contains(got.Title, "上海") {
		t.Errorf("police filing: %s, %s", got.Title, got.Due)
	}
	if almanac.Duties(&filing.Filing{State: filing.AdminReview}) != nil {
		t.Error("duties before approval")
	}
}

func TestFooterNumberInGuangdongHasNoTail(t *testing.T) {
	f := &filing.Filing{Number: "粤ICP备12345678号-2", Region: filing.Region{Province: "440000"}}
	if got := almanac.FooterNumber(f); got != "粤ICP备12345678号" {
		t.Errorf("Guangdong: %q", got)
	}
	f.Region.Province = "310000"
	if got := almanac.FooterNumber(f); got != "粤ICP备12345678号-2" {
		t.Errorf("elsewhere: %q", got)
	}
	f.Number = `<b>"`
	if got := almanac.FooterHTML(f); strings.Contains(got, "<b>") {
		t.Errorf("not escaped: %s", got)
	}
}
