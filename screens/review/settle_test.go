package review_test

import (
	"testing"
	"time"

	"beiandesk/app/filing"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/review"
)

// 已提交管局 comes to stand where 初审通过 stood: the second half of a double
// click must not record it.
func TestADoubleClickRecordsOneStateOnly(t *testing.T) {
	w := newWorld(t, func(f *filing.Filing) { f.State = filing.FirstReview })
	p := review.NewHistory(w.host, w.desk, w.route())
	hosttest.Press(t, lay(p), filing.ActPass.Name())
	hosttest.Press(t, lay(p), filing.ActForward.Name())
	if s := w.stored().Filing.State; s != filing.Forwarding {
		t.Fatalf("%s after a double click", s.Name())
	}
	w.host.Advance(time.Second)
	hosttest.Press(t, lay(p), filing.ActForward.Name())
	if s := w.stored().Filing.State; s != filing.SMSWaiting {
		t.Errorf("%s a second later", s.Name())
	}
}
