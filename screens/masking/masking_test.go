package masking_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/seal"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/masking"
)

// log records what was noted.
type log struct {
	noted []string
	err   error
}

func (l *log) NoteUnmasked(_ context.Context, id string, fields ...filing.Field) error {
	if l.err != nil {
		return l.err
	}
	for _, f := range fields {
		l.noted = append(l.noted, id+" "+string(f))
	}
	return nil
}

func TestALookIsNotedOncePerFieldAndMinute(t *testing.T) {
	h, l := hosttest.New(t), &log{}
	w := masking.New(h, l, "a")
	shown := 0
	look := func(f filing.Field) { w.Leave(f)(func() { shown++ }) }
	look("legal.mobile")
	look("legal.mobile")
	look("legal.cert_number")
	h.Advance(59 * time.Second)
	look("legal.mobile")
	if shown != 4 || len(l.noted) != 2 || l.noted[0] != "a legal.mobile" || l.noted[1] != "a legal.cert_number" {
		t.Errorf("shown %d times, noted %q", shown, l.noted)
	}
	h.Advance(time.Second)
	look("legal.mobile")
	h.SetNow(h.Now().Add(-time.Hour)) // a clock put back hides nothing from the log
	look("legal.mobile")
	if shown != 6 || len(l.noted) != 4 {
		t.Errorf("shown %d times, noted %q", shown, l.noted)
	}
}

func TestWhatCannotBeNotedIsNotShown(t *testing.T) {
	h, l := hosttest.New(t), &log{err: errors.New("refused")}
	masking.New(h, l, "a").Leave("legal.mobile")(func() { t.Error("shown without a note") })
	if len(h.Alerts) != 1 {
		t.Errorf("%d alerts", len(h.Alerts))
	}
}

func TestWithoutALogEverythingIsShown(t *testing.T) {
	h, shown := hosttest.New(t), false
	masking.New(h, masking.Of(struct{}{}), "a").Leave("legal.mobile")(func() { shown = true })
	if !shown || masking.Of(&log{}) == nil {
		t.Error("a desk without a log shows nothing, or one with a log is not found")
	}
}

func TestShortWordsHaveNoEye(t *testing.T) {
	w := masking.New(hosttest.New(t), nil, "a")
	if w.Text("手机", "legal.mobile", seal.Phone, "—").Eye().Visible() {
		t.Error("there is nothing to show")
	}
	if m := w.Text("手机", "legal.mobile", seal.Phone, "13800001234"); m.Shown() != "138****1234" || !m.Eye().Visible() {
		t.Errorf("shows %q", m.Shown())
	}
}
