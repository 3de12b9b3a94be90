package rule_test

import (
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

// TestAHabitOfTheOfficeIsTold quietly, at its field, with the office as source,
// and only as long as something can be changed.
func TestAHabitOfTheOfficeIsTold(t *testing.T) {
	env := rule.Env{Now: now, Habits: []rule.Habit{{Field: "site.name", Text: "网站名称不合格", Remedy: "改名。", N: 5, Last: "2026-10"}}}
	told := func(f *filing.Filing) (list []rule.Finding) {
		for _, x := range rule.Check(f, env) {
			if x.ID == "OFFICE-REFUSED" {
				list = append(list, x)
			}
		}
		return list
	}
	list := told(good())
	if len(list) != 1 {
		t.Fatalf("%d findings", len(list))
	}
	if x := list[0]; x.Severity != rule.Info || x.Field != "site.name" || x.Source != "OFFICE" || x.Date != "2026-10" ||
		!strings.Contains(x.Text, "常因“网站名称不合格”被退") || x.Remedy != "改名。" {
		t.Errorf("%+v", x)
	}
	f := good()
	f.State = filing.AdminReview
	if list := told(f); len(list) != 0 {
		t.Errorf("told while the order is under review: %+v", list)
	}
}
