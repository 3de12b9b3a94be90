package desk_test

import (
	"context"
	"path/filepath"
	"testing"

	"beiandesk/app"
	"beiandesk/app/rule/table"
)

func TestAFileThatCannotBeReadIsNoTable(t *testing.T) {
	d := newBench(t)
	if _, err := d.LookAtTable(t.Context(), filepath.Join(t.TempDir(), "none.json"), func(int, int) {}); app.CodeOf(err) != "table.unread" {
		t.Errorf("%v", err)
	}
	if _, err := d.LookAtTable(t.Context(), t.TempDir(), func(int, int) {}); app.CodeOf(err) != "table.unread" {
		t.Errorf("a folder: %v", err)
	}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.TableStates(stopped); err == nil {
		t.Error("reads on though nobody waits")
	}
}

// Without a data folder every table is the program's own.
func TestWithoutAFolderEveryTableIsOwn(t *testing.T) {
	d := newBench(t)
	list, err := d.TableStates(t.Context())
	if err != nil || len(list) != len(table.Names) {
		t.Fatalf("%d tables, %v", len(list), err)
	}
	for _, s := range list {
		if s.Installed || s.Refused != nil || s.File != "" || s.Rows == 0 || s.Version == "" || s.Dated == "" {
			t.Errorf("%+v", s)
		}
	}
	if err := d.DropTable(t.Context(), "languages"); app.CodeOf(err) != table.CodeUnknown {
		t.Errorf("dropped what is not there: %v", err)
	}
}
