package refused_test

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"beiandesk/app/desk"
	"beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/refused"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// fake counts from a list.
type fake struct {
	counts []desk.RefusedCount
	asked  []desk.RefusedFilter
	err    error
}

func (f *fake) RefusedCounts(context.Context) ([]desk.RefusedCount, error) { return f.counts, f.err }

func (f *fake) RefusedFilings(_ context.Context, q desk.RefusedFilter) ([]desk.RefusedFiling, error) {
	f.asked = append(f.asked, q)
	return []desk.RefusedFiling{{Filing: "a", Domain: "yangben-a.cn", Organiser: "样本商贸有限公司", Day: "2026-11-02", N: 2}}, f.err
}

func some() []desk.RefusedCount {
	return []desk.RefusedCount{
		{Reason: "site-name", Province: "440000", Provider: "ucloud", Month: "2026-11", N: 3},
		{Reason: "site-name", Province: "110000", Provider: "", Month: "2026-10", N: 1},
		{Reason: "phone-dead", Province: "440000", Provider: "aliyun", Month: "2025-12", N: 2},
		{Reason: "phone-dead", Province: "440000", Provider: "aliyun", Month: "2025-11", N: 9},
		{Reason: "", Province: "440000", Provider: "ucloud", Month: "2026-11", N: 1},
		{Reason: "of-an-older-table", Province: "440000", Provider: "ucloud", Month: "2026-11", N: 1},
	}
}

func open(t *testing.T, f *fake) (*refused.Page, *hosttest.Host) {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	h := hosttest.New(t)
	return refused.New(h, f, tables), h
}

func lay(s screens.Screen) fyne.CanvasObject {
	drawing.Canvas(s.Content(), fyne.NewSize(1208, 2400))
	return s.Content()
}

// TestSums: the last twelve months and ever, one place and all.
func TestSums(t *testing.T) {
	now := hosttest.Start
	for name, x := range map[string]struct {
		c       refused.Choice
		n       int
		reasons []refused.Row
	}{
		"year": {refused.Choice{Province: refused.All, Provider: refused.All, Year: true}, 8,
			[]refused.Row{{"site-name", 4}, {"phone-dead", 2}, {"", 1}, {"of-an-older-table", 1}}},
		"ever":        {refused.Choice{Province: refused.All, Provider: refused.All}, 17, []refused.Row{{"phone-dead", 11}, {"site-name", 4}, {"", 1}, {"of-an-older-table", 1}}},
		"one place":   {refused.Choice{Province: "440000", Provider: "ucloud", Year: true}, 5, []refused.Row{{"site-name", 3}, {"", 1}, {"of-an-older-table", 1}}},
		"no provider": {refused.Choice{Province: refused.All, Provider: "", Year: true}, 1, []refused.Row{{"site-name", 1}}},
		"nothing":     {refused.Choice{Province: "330000", Provider: refused.All}, 0, nil},
	} {
		got := refused.Sums(some(), x.c, now)
		if got.N != x.n || !reflect.DeepEqual(got.Reasons, x.reasons) {
			t.Errorf("%s: %d %+v", name, got.N, got.Reasons)
		}
		if len(got.Months) != refused.Months || got.Months[0].Name != "2025-12" || got.Months[11].Name != "2026-11" {
			t.Errorf("%s: months %+v", name, got.Months)
		}
	}
	if m := refused.Sums(some(), refused.Choice{Province: refused.All, Provider: refused.All}, now).Months; m[0].N != 2 || m[11].N != 5 {
		t.Errorf("months %+v", m)
	}
}

// TestAReasonLeadsToItsFilings with the choice in force.
func TestAReasonLeadsToItsFilings(t *testing.T) {
	f := &fake{counts: some()}
	p, h := open(t, f)
	o := lay(p)
	for _, words := range []string{"网站名称不合格", "联系电话打不通", text.RefusalUnknown, "of-an-older-table", text.RefusedSum(8), text.RefusedTimes(4)} {
		if !hosttest.Shows(o, words) {
			t.Errorf("%s is not shown: %q", words, hosttest.Words(o))
		}
	}
	hosttest.Field(t, o, "province").Choose("=440000")
	hosttest.Field(t, lay(p), "provider").Choose("=ucloud")
	if !hosttest.Shows(lay(p), text.RefusedSum(5)) {
		t.Errorf("%q", hosttest.Words(p.Content()))
	}
	hosttest.Press(t, lay(p), text.RefusedShow)
	if len(f.asked) != 1 || f.asked[0].Reason != "site-name" || *f.asked[0].Province != "440000" || *f.asked[0].Provider != "ucloud" || f.asked[0].Since != "2025-12-01" {
		t.Fatalf("asked for %+v", f.asked)
	}
	if !hosttest.Shows(lay(p), "yangben-a.cn") || !hosttest.Shows(p.Content(), text.RefusedLine("样本商贸有限公司", "2026-11-02", 2)) {
		t.Errorf("%q", hosttest.Words(p.Content()))
	}
	hosttest.Press(t, lay(p), text.RefusedOpen)
	if r := h.Routes[len(h.Routes)-1]; r.Page != screens.PageHistory || r.Filing != "a" {
		t.Errorf("leads to %+v", r)
	}
	hosttest.Field(t, lay(p), "span").Choose("ever")
	hosttest.Field(t, lay(p), "province").Choose(refused.All)
	hosttest.Field(t, lay(p), "provider").Choose(refused.All)
	if !hosttest.Shows(lay(p), text.RefusedSum(17)) || hosttest.Shows(p.Content(), "yangben-a.cn") {
		t.Errorf("%q", hosttest.Words(p.Content()))
	}
	h.NoAlerts()
}

// TestAPlaceNarrowsThePageDown, and a reason's filings fold away.
func TestAPlaceNarrowsThePageDown(t *testing.T) {
	p, h := open(t, &fake{counts: some()})
	got := refused.Sums(some(), refused.Choice{Province: refused.All, Provider: refused.All, Year: true}, hosttest.Start).Spots
	want := []refused.Spot{{"440000", "ucloud", 5, refused.Row{"site-name", 3}}, {"440000", "aliyun", 2, refused.Row{"phone-dead", 2}}, {"110000", "", 1, refused.Row{"site-name", 1}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	if !hosttest.Shows(lay(p), text.RefusedTop("网站名称不合格", 3)) {
		t.Errorf("%q", hosttest.Words(p.Content()))
	}
	hosttest.Press(t, lay(p), text.RefusedOnly)
	if !hosttest.Shows(lay(p), text.RefusedSum(5)) || hosttest.Shows(p.Content(), text.RefusedSpots) || hosttest.Field(t, p.Content(), "provider").Value() != "=ucloud" {
		t.Errorf("%q", hosttest.Words(p.Content()))
	}
	hosttest.Press(t, lay(p), text.RefusedShow)
	hosttest.Press(t, lay(p), text.TasksKeep)
	if hosttest.Shows(lay(p), "yangben-a.cn") {
		t.Error("the filings do not fold away")
	}
	h.NoAlerts()
}

func TestNothingToCountAndNothingToRead(t *testing.T) {
	p, _ := open(t, &fake{})
	if !hosttest.Shows(lay(p), text.RefusedEmpty) {
		t.Errorf("%q", hosttest.Words(p.Content()))
	}
	f := &fake{err: errors.New("broken")}
	p, h := open(t, f)
	if len(h.Alerts) != 1 || !hosttest.Shows(lay(p), text.ListFailed) {
		t.Errorf("%q", hosttest.Words(p.Content()))
	}
	f.err, f.counts = nil, some()
	hosttest.Press(t, lay(p), text.TryAgain)
	if len(hosttest.All[*part.Meter](lay(p))) == 0 {
		t.Error("no bars after a second try")
	}
	p.Close()
	jobs := len(h.Keys)
	if p.Close(); len(h.Keys) != jobs {
		t.Error("a closed page works on")
	}
}
