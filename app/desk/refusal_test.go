package desk_test

import (
	"testing"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

// A filing that was returned may be without a finding of ours: what is next is
// still the reviewer's reason. One that was only withdrawn is handed in again.
func TestAReturnedFilingIsMendedBeforeItIsHandedIn(t *testing.T) {
	v := desk.View{Steps: map[filing.Step]rule.Mark{}}
	for _, s := range filing.Steps {
		v.Steps[s] = rule.Done
	}
	v.Filing.State = filing.Returned
	if n, _ := desk.NextOf(v); n != desk.NextSubmit {
		t.Errorf("withdrawn: %s", n)
	}
	v.Filing.Log = []filing.Entry{{Action: filing.ActReturn, Note: "网站名称与主体不符"}}
	if n, _ := desk.NextOf(v); n != desk.NextAmend {
		t.Errorf("returned: %s", n)
	}
}
