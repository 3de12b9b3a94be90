package desk_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
)

func TestTheLogIsWrittenOldestFirstAndLogged(t *testing.T) {
	d, _, id := roleDesk(t)
	if err := d.Trash(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "log.csv")
	line := func(e desk.Entry) []string { return []string{e.Action, "=1+1"} }
	if err := d.SaveLog(t.Context(), path, []string{"what", "name"}, line); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	words, ok := strings.CutPrefix(string(raw), "\ufeff")
	if !ok {
		t.Error("without the mark spreadsheets garble Chinese")
	}
	rows, err := csv.NewReader(strings.NewReader(words)).ReadAll()
	if err != nil || len(rows) != 3 || rows[0][0] != "what" || rows[1][0] != desk.DidAdd || rows[2][0] != desk.DidTrash {
		t.Fatalf("%q, %v", rows, err)
	}
	if rows[1][1] != "'=1+1" {
		t.Errorf("%q is a formula", rows[1][1])
	}
	last, err := d.Log(t.Context(), 0, 1)
	if err != nil || last[0].Action != desk.DidPaper || last[0].Kinds[0] != desk.PaperLog {
		t.Errorf("%+v, %v", last, err)
	}
	d.Act(desk.Operator{ID: "r", Name: "小王", Role: desk.Onlook})
	if err := d.SaveLog(t.Context(), path, nil, line); app.CodeOf(err) != desk.CodeDenied {
		t.Errorf("a reader exports: %v", err)
	}
}
