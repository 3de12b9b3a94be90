package command_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app/command"
	"beiandesk/app/parcel"
	"beiandesk/app/rule"
	"beiandesk/app/rule/ruletest"
)

// saved writes a made-up filing as filing.json.
func saved(t *testing.T, c *ruletest.Case) string {
	t.Helper()
	f, _, err := c.Make()
	if err != nil {
		t.Fatal(err)
	}
	data, err := parcel.Encode(f)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "filing.json")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// The command line finds in a filing.json what is found in the window.
func TestValidateFindsWhatIsInMadeUpFilings(t *testing.T) {
	list, err := ruletest.Cases()
	if err != nil {
		t.Fatal(err)
	}
	looked := 0
	for i := range list {
		c := &list[i]
		if i%7 != 0 || c.Uses("other") || c.Uses("switch") { // no other filings, no switches here
			continue
		}
		looked++
		var doc struct{ Findings []rule.Finding }
		r := run(t, "validate", "--json", saved(t, c))
		if err := json.Unmarshal([]byte(r.out), &doc); err != nil {
			t.Fatalf("%s: %v in %s%s", c.At, err, r.out, r.err)
		}
		want := command.ExitFindings
		if c.Good() {
			want = command.ExitOK
		}
		if r.code != want {
			t.Errorf("%s: %s: exit %d, want %d", c.At, c.Name, r.code, want)
		}
		if got := ruletest.Found(doc.Findings); !sameWanted(got, c.Want) {
			t.Errorf("%s: %s: found %v, want %v", c.At, c.Name, got, c.Want)
		}
	}
	if looked < 30 {
		t.Errorf("looked at %d filings", looked)
	}
}

func sameWanted(a, b []ruletest.Wanted) bool {
	var x, y []string
	for _, w := range a {
		x = append(x, w.String())
	}
	for _, w := range b {
		y = append(y, w.String())
	}
	return strings.Join(x, "\n") == strings.Join(y, "\n")
}

// The same filing is good where it was made and not elsewhere.
func TestValidateMadeUpFilingsElsewhere(t *testing.T) {
	list, err := ruletest.Cases()
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		name, flag, value string
		code              int
		words             []string
	}{
		{"四川 · 副总任两个负责人，授权书齐全", "--province", "广东", command.ExitFindings, []string{"[CN-PRINCIPAL-LEGAL GD-REP-01]", "按省份“广东”"}},
		{"北京 · 浙江身份证，北京不限", "--provider", "ucloud", command.ExitOK, []string{"[PV-NATURAL]", rule.OnlyHint}},
		{"西藏 · 法定代表人自己办理", "--provider", "ucloud", command.ExitOK, []string{"[PV-TIBET]", rule.OnlyHint}},
		{"辽宁 · 优刻得默认服务器不收个人", "--provider", "aliyun", command.ExitOK, []string{"必须修改 0"}},
		{"北京 · 备注太短，域名在一位经理名下", "--provider", "generic", command.ExitFindings, []string{"[CN-HOLDER-NAME CN-DOM-01]", "必须修改 1"}},
		{"湖北 · 主体负责人是部门经理", "--province", "510000", command.ExitFindings, nil},
	} {
		found := false
		for i := range list {
			if list[i].Name == x.name {
				found = true
				run(t, "validate", x.flag, x.value, saved(t, &list[i])).says(t, x.code, x.words...)
			}
		}
		if !found {
			t.Errorf("no filing %q", x.name)
		}
	}
}
