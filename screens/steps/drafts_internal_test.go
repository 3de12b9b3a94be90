package steps

import (
	"testing"

	"beiandesk/app/filing"
)

func TestUnsavedTextGoesThroughDrafts(t *testing.T) {
	u := &Unsaved{}
	if b, err := u.Drafts(); b != nil || err != nil {
		t.Errorf("%q, %v", b, err)
	}
	u.keep("a", []filing.Edit{{Field: "remark", Value: "没存上"}})
	b, err := u.Drafts()
	if err != nil || len(u.take("a")) != 0 {
		t.Fatalf("it stays: %v", err)
	}
	again := &Unsaved{}
	if err := again.PutDrafts(b); err != nil {
		t.Fatal(err)
	}
	if e := again.take("a"); len(e) != 1 || e[0].Value != "没存上" {
		t.Errorf("%v", e)
	}
}
