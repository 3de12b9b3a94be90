package almanac_test

import (
	"strings"
	"testing"

	"beiandesk/app/almanac"
	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// Where the profile knows how long a stage takes, the deadline goes by it; the
// default stays for who says nothing.
func TestTheStagesTakeAsLongAsTheProviderSays(t *testing.T) {
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	monday := at(t, "2026-11-23 10:00")
	for _, c := range []struct {
		provider, province string
		state              filing.State
		days               int
		title              string
	}{
		{"huawei", "330000", filing.FirstReview, 2, "接入商初审（1–2 个工作日）"},
		{"volcengine", "330000", filing.FirstReview, almanac.FirstReviewDays, "接入商初审（1–3 个工作日）"},
		{"tencent", "330000", filing.AdminReview, 30, "管局审核（不超过 30 个工作日）"},
		{"tencent", "440000", filing.AdminReview, 20, "管局审核（不超过 20 个工作日）"},
		{"ucloud", "330000", filing.AdminReview, 20, "管局审核（3–20 个工作日）"},
		{"aliyun", "330000", filing.Forwarding, almanac.ForwardDays, "接入商提交管局（1–3 个工作日）"},
	} {
		f := &filing.Filing{Kind: filing.KindFirst, State: c.state, Since: monday, Region: filing.Region{Province: c.province}, Domain: filing.Domain{Expires: "2030-01-01"}}
		list := almanac.DeadlinesAt(f, monday, tables.Provider(c.provider))
		if len(list) != 1 || list[0].Title != c.title || !list[0].At.Equal(almanac.AddWorkingDays(monday, c.days)) {
			t.Errorf("%s in %s, %s: %+v", c.provider, c.province, c.state, list)
			continue
		}
		if c.provider == "tencent" && !strings.HasPrefix(list[0].Source, "TC") {
			t.Errorf("the provider's word is given to another source: %s", list[0].Source)
		}
	}
}
