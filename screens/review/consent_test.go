package review_test

import (
	"testing"

	"beiandesk/app/filing"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/records"
	"beiandesk/screens/review"
	"beiandesk/screens/text"
)

func TestTheConsentsAreReachedFromTheFiling(t *testing.T) {
	w := newWorld(t, func(*filing.Filing) {})
	p := review.NewHistory(w.host, w.desk, w.route())
	hosttest.Press(t, lay(p), text.ConsentOpen)
	want := screens.Route{Page: screens.PageRecords, Filing: w.route().Filing, Arg: records.ArgConsent}
	if n := len(w.host.Routes); n == 0 || w.host.Routes[n-1] != want {
		t.Errorf("%+v", w.host.Routes)
	}
}
