package settings_test

import (
	"testing"

	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/text"
)

func TestTheRecordsAreReachedFromTheSettings(t *testing.T) {
	h, _, p := begin(t)
	hosttest.Press(t, p.Content(), text.RecordsOpen)
	if len(h.Routes) != 1 || h.Routes[0].Page != screens.PageRecords {
		t.Errorf("%+v", h.Routes)
	}
}
