package home_test

import (
	"fmt"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens/home"
	"beiandesk/screens/hosttest"
)

func some() []desk.Row {
	now := hosttest.Start
	return []desk.Row{
		{ID: "1", Domain: "yangben.cn", Organiser: "广州样本科技有限公司", Kind: filing.KindFirst, State: filing.Draft, Next: desk.NextInfo, Note: "老客户ＡＢＣ介绍"},
		{ID: "2", Domain: "xn--8pv1w.cn", Organiser: "样本商贸（北京）有限公司", Kind: filing.KindNewSite, State: filing.SMSWaiting, Next: desk.NextSMS, Due: now.Add(3 * time.Hour)},
		{ID: "3", Domain: "example.com", Organiser: "样本工作室", Kind: filing.KindAccess, State: filing.Filed, Number: "粤ICP备12345678号-1", Next: desk.NextDuties, Due: now.Add(20 * 24 * time.Hour)},
		{ID: "4", Domain: "returned.example", Organiser: "样本餐饮店", State: filing.Returned, Next: desk.NextAmend, Due: now.Add(-2 * time.Hour)},
	}
}

func ids(m *home.Model) string {
	s := ""
	for i := range m.Len() {
		s += m.Row(i).ID
	}
	return s
}

func TestSearchLooksAtDomainOrganiserNumberAndNote(t *testing.T) {
	var m home.Model
	m.SetRows(some(), hosttest.Start)
	for query, want := range map[string]string{
		"": "1234", "YANGBEN": "1", "样本商贸(北京)": "2", "ｅｘａｍｐｌｅ": "34", "12345678号": "3", "abc介绍": "1",
		"样本.cn": "2", "样本。cn": "2", "样本 有限公司": "12", "没有这个": "",
	} {
		m.Search(query)
		if got := ids(&m); got != want {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
}

func TestChipsFilterAndCount(t *testing.T) {
	var m home.Model
	m.SetRows(some(), hosttest.Start)
	for chip, want := range map[home.Chip]string{
		home.All: "1234", home.ThisWeek: "24", home.Drafts: "1", home.SMS: "2", home.Amend: "4", home.Filed: "3", home.Review: "",
	} {
		m.Filter(chip)
		if got := ids(&m); got != want {
			t.Errorf("chip %q shows %q, want %q", chip, got, want)
		}
		if m.Count(chip) != len(want) {
			t.Errorf("chip %q counts %d, shows %d", chip, m.Count(chip), len(want))
		}
	}
	m.Search("example")
	if m.Count(home.All) != 2 || m.Count(home.Drafts) != 0 {
		t.Errorf("counts do not follow the search: %d, %d", m.Count(home.All), m.Count(home.Drafts))
	}
}

func TestSortKeepsEmptyCellsLast(t *testing.T) {
	var m home.Model
	m.SetRows(some(), hosttest.Start)
	for _, c := range []struct {
		col  home.Column
		desc bool
		want string
	}{
		{home.ColDue, false, "4231"}, {home.ColDue, true, "3241"},
		{home.ColDomain, false, "3421"}, {home.ColState, false, "1423"},
		{home.ColKind, true, "3214"}, {home.NoColumn, true, "1234"},
	} {
		m.Sort(c.col, c.desc)
		if got := ids(&m); got != c.want {
			t.Errorf("by %q desc %v: %s, want %s", c.col, c.desc, got, c.want)
		}
	}
	m.Sort(home.ColDue, false)
	m.Search("example")
	if got := ids(&m); got != "43" {
		t.Errorf("search loses the order: %s", got)
	}
}

func many(n int) []desk.Row {
	states := filing.States
	nexts := []desk.Next{desk.NextType, desk.NextInfo, desk.NextMaterial, desk.NextSMS, desk.NextWait}
	rows := make([]desk.Row, n)
	for i := range rows {
		rows[i] = desk.Row{ID: fmt.Sprint(i), Domain: fmt.Sprintf("yangben-%05d.example", (i*7919)%n), Organiser: fmt.Sprintf("样本第%d号科技发展（广州）有限公司", i),
			Kind: filing.KindFirst, State: states[i%len(states)], Next: nexts[i%len(nexts)], Number: fmt.Sprintf("粤ICP备%08d号-1", i),
			Note: "样本备注：由样本渠道介绍，续费前联系", Due: hosttest.Start.Add(time.Duration(i%400-20) * time.Hour)}
	}
	return rows
}

// A keystroke in the search field: target 16 ms.
func BenchmarkSearch10000(b *testing.B) {
	var m home.Model
	m.SetRows(many(10_000), hosttest.Start)
	m.Sort(home.ColDue, true)
	queries := []string{"样", "样本", "样本第9", "样本第99", "yangben-09", "12345", "没有"}
	i := 0
	for b.Loop() {
		m.Search(queries[i%len(queries)])
		i++
	}
}

// Taking the rows of the desk into the list: part of the 100 ms to first rows.
func BenchmarkSetRows10000(b *testing.B) {
	rows := many(10_000)
	var m home.Model
	for b.Loop() {
		m.SetRows(rows, hosttest.Start)
	}
}

// A click on a column that was not sorted by before.
func BenchmarkSort10000(b *testing.B) {
	rows := many(10_000)
	var m home.Model
	for b.Loop() {
		b.StopTimer()
		m.SetRows(rows, hosttest.Start)
		b.StartTimer()
		m.Sort(home.ColDomain, false)
	}
}
