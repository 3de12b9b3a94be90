package row_test

import (
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/row"
	"beiandesk/screens/text"
)

var nexts = []desk.Next{desk.NextType, desk.NextRegion, desk.NextInfo, desk.NextMaterial, desk.NextPortrait, desk.NextCheck,
	desk.NextSubmit, desk.NextWait, desk.NextForward, desk.NextSMS, desk.NextAmend, desk.NextDuties, desk.NextErase, desk.NextNone}

func TestEveryNextActionHasWordsOfItsOwn(t *testing.T) {
	seen := map[string]desk.Next{}
	for _, n := range nexts {
		words := text.NextAction(string(n))
		if words == "" {
			t.Errorf("%q has no words", n)
		}
		if other, twice := seen[words]; twice {
			t.Errorf("%q and %q are both %s", n, other, words)
		}
		seen[words] = n
	}
}

func TestNextActionLeadsToItsPlace(t *testing.T) {
	for _, c := range []struct {
		next desk.Next
		step filing.Step
		want screens.Route
	}{
		{desk.NextInfo, filing.StepInfo, screens.Route{Page: screens.PageFiling, Filing: "a", Step: 3}},
		{desk.NextSMS, filing.StepSMS, screens.Route{Page: screens.PageFiling, Filing: "a", Step: 6}},
		{desk.NextAmend, filing.StepMaterial, screens.Route{Page: screens.PageFiling, Filing: "a", Step: 4}},
		{desk.NextAmend, 0, screens.Route{Page: screens.PageHistory, Filing: "a"}},
		{desk.NextCheck, 0, screens.Route{Page: screens.PageChecks, Filing: "a"}},
		{desk.NextSubmit, 0, screens.Route{Page: screens.PageExport, Filing: "a"}},
		{desk.NextWait, 0, screens.Route{Page: screens.PageHistory, Filing: "a"}},
		{desk.NextDuties, 0, screens.Route{Page: screens.PageHistory, Filing: "a"}},
		{desk.NextErase, 0, screens.Route{Page: screens.PageRecords, Filing: "a", Arg: "erase"}},
	} {
		if got := row.NextRoute(desk.Row{ID: "a", Next: c.next, Step: c.step}); got != c.want {
			t.Errorf("%s at step %d leads to %+v, want %+v", c.next, c.step, got, c.want)
		}
	}
}

func TestEveryStateHasAMark(t *testing.T) {
	want := map[filing.State]part.State{filing.Draft: part.Now, filing.Returned: part.LookHere, filing.Refused: part.Refused,
		filing.Filed: part.Done, filing.AdminReview: part.Waiting, filing.Abandoned: part.Todo, filing.SMSWaiting: part.Now}
	for s, m := range want {
		if got := row.Mark(s); got != m {
			t.Errorf("%s is marked %v, want %v", s, got, m)
		}
	}
}

// A week ends with its Sunday, in Chinese time wherever the computer stands.
func TestEndOfWeek(t *testing.T) {
	for in, want := range map[string]string{
		"2026-11-23T10:42:00+08:00": "2026-11-30", // Monday
		"2026-11-29T23:59:00+08:00": "2026-11-30", // Sunday
		"2026-11-30T00:00:00+08:00": "2026-12-07", // the next Monday
		"2026-11-29T17:00:00Z":      "2026-12-07", // already Monday in China
	} {
		at, err := time.Parse(time.RFC3339, in)
		if err != nil {
			t.Fatal(err)
		}
		if got := row.EndOfWeek(at).Format("2006-01-02"); got != want {
			t.Errorf("week of %s ends before %s, want %s", in, got, want)
		}
	}
}

func TestDomainIsShownInChinese(t *testing.T) {
	if got := row.Domain(desk.Row{Domain: "xn--8pv1w.cn"}); got != "样本.cn" {
		t.Errorf("shown as %s", got)
	}
}

func TestDueInWords(t *testing.T) {
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, filing.China)
	for d, want := range map[time.Duration]string{
		3 * time.Hour: "还剩 3 小时", -30 * time.Minute: "刚刚过期", -5 * time.Hour: "已过期 5 小时",
		-72 * time.Hour: "已过期 3 天", 5 * 24 * time.Hour: "还剩 5 天", 30 * 24 * time.Hour: "2026-12-23",
	} {
		if got := text.Due(now.Add(d), now); got != want {
			t.Errorf("%v: %s, want %s", d, got, want)
		}
	}
	if got := text.Due(time.Time{}, now); got != "" {
		t.Errorf("no deadline is %q", got)
	}
}
