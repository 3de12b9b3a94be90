package table_test

import (
	"testing"

	"beiandesk/app/rule/table"
)

func TestBuiltinTablesAreValid(t *testing.T) {
	s, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Regions.AreaOf("440106"); got != "广东省广州市天河区" {
		t.Errorf("AreaOf = %q", got)
	}
}
