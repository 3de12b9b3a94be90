package agenda_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens"
	"beiandesk/screens/agenda"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// fixed is a desk with given rows.
type fixed struct {
	rows []desk.Row
	err  error
}

func (f *fixed) Rows(context.Context) ([]desk.Row, error) { return f.rows, f.err }

func lay(p *agenda.Page) fyne.CanvasObject {
	drawing.Canvas(p.Content(), fyne.NewSize(928, 2000))
	return p.Content()
}

func TestADeadlineLeadsToItsStep(t *testing.T) {
	h := hosttest.New(t)
	p := agenda.New(h, &fixed{rows: []desk.Row{
		{ID: "a", Domain: "yangben.cn", State: filing.SMSWaiting, Step: filing.StepSMS, Next: desk.NextSMS, Due: h.Now().Add(3 * time.Hour)},
		{ID: "b", Domain: "no-deadline.cn", State: filing.Draft, Next: desk.NextInfo},
	}})
	c := lay(p)
	if !hosttest.Shows(c, "yangben.cn") || !hosttest.Shows(c, "还剩 3 小时") || hosttest.Shows(c, "no-deadline.cn") {
		t.Fatalf("shows %q", hosttest.Words(c))
	}
	hosttest.Press(t, c, text.NextAction(string(desk.NextSMS)))
	want := screens.Route{Page: screens.PageFiling, Filing: "a", Step: 6}
	if len(h.Routes) != 1 || h.Routes[0] != want {
		t.Errorf("led to %+v, want %+v", h.Routes, want)
	}
}

func TestNoDeadlineSaysSo(t *testing.T) {
	p := agenda.New(hosttest.New(t), &fixed{})
	if !hosttest.Shows(lay(p), text.AgendaEmptyTitle) {
		t.Error("nothing is said")
	}
}

func TestAFailureCanBeTriedAgain(t *testing.T) {
	h := hosttest.New(t)
	f := &fixed{err: errors.New("disk")}
	p := agenda.New(h, f)
	f.err = nil
	hosttest.Press(t, lay(p), text.TryAgain)
	if !hosttest.Shows(lay(p), text.AgendaEmptyTitle) {
		t.Error("trying again shows nothing")
	}
}

// The minute tick moves words in place, so that a focused link stays, and
// moves a deadline to another group when its time comes.
func TestTimeMovesTheWordsAndTheGroups(t *testing.T) {
	h := hosttest.New(t)
	h.Pauses = true
	p := agenda.New(h, &fixed{rows: []desk.Row{{ID: "a", Domain: "yangben.cn", Next: desk.NextSMS, Due: h.Now().Add(10 * time.Minute)}}})
	before := hosttest.Button(lay(p), text.NextAction(string(desk.NextSMS)))
	h.Advance(5 * time.Minute)
	if !hosttest.Shows(lay(p), "还剩 5 分钟") {
		t.Errorf("after five minutes %q", hosttest.Words(p.Content()))
	}
	if hosttest.Button(p.Content(), text.NextAction(string(desk.NextSMS))) != before {
		t.Error("the link was made anew: the keyboard would lose its place")
	}
	h.Advance(6 * time.Minute)
	if !hosttest.Shows(lay(p), text.AgendaCount(text.AgendaOver, 1)) {
		t.Errorf("after its time %q", hosttest.Words(p.Content()))
	}
	p.Close()
	if h.Ticking() != 0 {
		t.Error("the tick goes on after Close")
	}
}

func TestManyDeadlinesAreShownInBatches(t *testing.T) {
	h := hosttest.New(t)
	var rows []desk.Row
	for i := range 120 {
		rows = append(rows, desk.Row{ID: fmt.Sprint(i), Domain: fmt.Sprintf("yangben-%03d.cn", i), Next: desk.NextSMS, Due: h.Now().Add(time.Duration(i+1) * time.Second)})
	}
	p := agenda.New(h, &fixed{rows: rows})
	links := func() (n int) {
		for _, b := range hosttest.All[*part.Button](lay(p)) {
			if b.Label() == text.NextAction(string(desk.NextSMS)) {
				n++
			}
		}
		return n
	}
	if n := links(); n != 50 {
		t.Errorf("%d lines at first", n)
	}
	hosttest.Press(t, lay(p), text.ShowMore(70))
	if n := links(); n != 100 {
		t.Errorf("%d lines after one press", n)
	}
}
