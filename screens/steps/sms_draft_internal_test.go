package steps

import (
	"testing"

	"beiandesk/app/filing"
	"beiandesk/screens"
)

// TestTheTypedTimeOfAMessageComesBack after the window was locked.
func TestTheTypedTimeOfAMessageComesBack(t *testing.T) {
	b := newBench(t, func(f *filing.Filing) { f.State = filing.SMSWaiting })
	b.at(screens.Route{Step: int(filing.StepSMS)})
	times := b.cur.(*smsView).times
	if len(times) == 0 {
		t.Fatal("no time is asked for")
	}
	var role filing.Role
	for role = range times {
		times[role].ForceValue("09:1")
		break
	}
	draft := b.Draft()
	if draft == "" {
		t.Fatal("nothing is kept")
	}
	again := newBench(t, func(f *filing.Filing) { f.State = filing.SMSWaiting })
	again.at(screens.Route{Step: int(filing.StepSMS)})
	if again.Draft() != "" {
		t.Error("a page on which nothing was typed has a draft")
	}
	again.PutDraft(draft)
	if got := again.cur.(*smsView).times[role].Value(); got != "09:1" {
		t.Errorf("came back as %q", got)
	}
}
