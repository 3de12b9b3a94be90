package rule_test

import (
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

// An order that is done does not wait for another of the same organiser.
func TestAFiledOrderIsNotHeldUpByAnother(t *testing.T) {
	for _, state := range []filing.State{filing.Draft, filing.AdminReview} {
		found := func(of filing.State) (n int) {
			f := good()
			f.State = of
			env := rule.Env{Now: now, Others: other(rule.OtherFiling{ID: "x", Domain: "b.com", State: state, SameOrganiser: true})}
			for _, fd := range rule.Check(f, env) {
				if strings.HasPrefix(fd.ID, "CN-ORDER-") {
					n++
				}
			}
			return n
		}
		if found(filing.Draft) != 1 || found(filing.Filed) != 0 || found(filing.Abandoned) != 0 {
			t.Errorf("beside one in %q: draft %d, filed %d, abandoned %d", state, found(filing.Draft), found(filing.Filed), found(filing.Abandoned))
		}
	}
}
