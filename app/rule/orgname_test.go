package rule_test

import (
	"os"
	"strings"
	"testing"

	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
)

// rows reads a table of the tests: fields parted by "|", "-" is empty.
func rows(t testing.TB, file string, fields int) (out [][]string) {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(line, "|")
		if len(row) != fields {
			t.Fatalf("%s: %d fields in %q", file, len(row), line)
		}
		for i := range row {
			if row[i] == "-" {
				row[i] = ""
			}
		}
		out = append(out, row)
	}
	return out
}

func builtin(t testing.TB) *table.Set {
	t.Helper()
	s, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestOrganisersAreTakenApart measures the parser on the names by which it was
// made and on names that it had not seen; least is the rate in percent below
// which it must not fall.
func TestOrganisersAreTakenApart(t *testing.T) {
	regions := builtin(t).Regions
	for _, c := range []struct {
		file  string
		least int
	}{{"organisers.tsv", 98}, {"organisers_second.tsv", 90}, {"organisers_third.tsv", 90}} {
		list, right, area := rows(t, c.file, 6), 0, 0
		for _, r := range list {
			n := rule.ParseOrganiser(r[0], regions)
			got := strings.Join([]string{n.Area, n.Mark, n.Words, n.Form, n.Branch}, "|")
			if n.Area == r[1] {
				area++
			}
			if want := strings.Join(r[1:], "|"); got == want {
				right++
			} else {
				t.Logf("%s: %s, want %s", r[0], got, want)
			}
		}
		t.Logf("%s: %d of %d names whole, %d areas", c.file, right, len(list), area)
		if right*100 < c.least*len(list) {
			t.Errorf("%s: only %d of %d names are taken apart as they should", c.file, right, len(list))
		}
	}
}
