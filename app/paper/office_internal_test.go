package paper

import "testing"

func TestAnEmptyOfficeTakesNoRoom(t *testing.T) {
	s, err := newSheet("x", Input{})
	if err != nil {
		t.Fatal(err)
	}
	top := s.y
	if err := s.officeHead(Office{Name: "  ", Phones: []string{"", " "}}); err != nil || s.y != top || len(s.page().ops) > 0 {
		t.Errorf("y from %v to %v, drawn %v, %v", top, s.y, s.page().ops, err)
	}
	if err := s.officeHead(Office{Name: "样本"}); err != nil || s.y == top || len(s.page().ops) == 0 {
		t.Errorf("an office is not drawn (%v)", err)
	}
}
