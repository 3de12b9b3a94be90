package table_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"beiandesk/app"
	"beiandesk/app/rule/table"
	"beiandesk/assets"
)

// TestATableOfAnOlderProgramIsNamedAsSuch, not as damaged, in the data folder
// and when it is offered; a column that never was is damage.
func TestATableOfAnOlderProgramIsNamedAsSuch(t *testing.T) {
	good := newer(t, "filing_province_rules")
	for _, c := range []struct {
		name, column string
		older        bool
	}{
		{"letter", `"manager_letter": true`, true},
		{"approval", `"staffing_approval": true`, true},
		{"notes", `"notes": ["样本"]`, true},
		{"same city", `"same_city": true`, true},
		{"never was", `"manager_lettre": true`, false},
		{"of another table", `"review_days": "1"`, false},
	} {
		data := sealed(t, strings.Replace(good, `"prefix": "津"`, `"prefix": "津", `+c.column, 1))
		folder := fstest.MapFS{"filing_province_rules.json": {Data: data}}
		if c.older { // the older program kept a copy of it
			folder[table.KeptFile("filing_province_rules")] = &fstest.MapFile{Data: data}
		}
		s, refused, err := table.Load(assets.Tables(), folder)
		if err != nil || len(refused) != 1 || s.Replaced["filing_province_rules"] {
			t.Errorf("%s: %v, refused %v", c.name, err, refused)
			continue
		}
		if m := app.MessageOf(refused[0]); strings.Contains(m, "旧版程序") != c.older || strings.Contains(m, "有问题") == c.older || !strings.Contains(m, "自带的资料") {
			t.Errorf("%s: %s", c.name, m)
		}
		_, err = table.Try(assets.Tables(), nil, data)
		if m := app.MessageOf(err); strings.Contains(m, "旧版程序") != c.older || strings.Contains(m, "写得不对") == c.older {
			t.Errorf("%s: offered: %s", c.name, m)
		}
	}
	// A file that was changed afterwards is damaged, whatever its columns.
	data := strings.Replace(string(sealed(t, good)), `"prefix": "津"`, `"prefix": "津", "manager_letter": true`, 1)
	if _, err := table.Try(assets.Tables(), nil, []byte(data)); strings.Contains(app.MessageOf(err), "旧版程序") {
		t.Error(app.MessageOf(err))
	}
}
