package paper_test

import (
	"bytes"
	"testing"
	"time"

	"beiandesk/app/paper"
	"beiandesk/app/seal"
)

func TestTheRecoverySheetIsOnePageThatDependsOnTheCode(t *testing.T) {
	now := time.Date(2026, 11, 26, 8, 0, 0, 0, time.UTC)
	one, two := seal.NewRecovery(), seal.NewRecovery()
	a, err := paper.Recovery(one, now)
	if err != nil {
		t.Fatal(err)
	}
	again, err := paper.Recovery(one, now)
	if err != nil || !bytes.Equal(a, again) {
		t.Errorf("the same code gives another file: %v", err)
	}
	b, err := paper.Recovery(two, now)
	if err != nil || bytes.Equal(a, b) {
		t.Errorf("another code gives the same file: %v", err)
	}
	if n := bytes.Count(a, []byte("/Type /Page\n")); n != 1 || !bytes.HasPrefix(a, []byte("%PDF-")) {
		t.Errorf("%d pages", n)
	}
}
