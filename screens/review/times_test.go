package review_test

import (
	"testing"

	"beiandesk/app/filing"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/review"
	"beiandesk/screens/text"
)

// The parts take as long as the provider says.
func TestThePartsTakeAsLongAsTheProviderSays(t *testing.T) {
	for provider, want := range map[string][2]string{
		"huawei":     {text.WorkingDays(1, 2), text.WorkingDays(1, 20)},
		"volcengine": {text.PhasesTime[1], text.PhasesTime[2]},
		"tencent":    {text.WorkingDays(1, 2), text.WorkingDays(0, 20)},
	} {
		w := newWorld(t, func(f *filing.Filing) { f.Provider = provider })
		p := review.NewHistory(w.host, w.desk, w.route())
		for _, words := range want {
			if !hosttest.Shows(lay(p), words) {
				t.Errorf("%s: %q is missing", provider, words)
			}
		}
	}
}
