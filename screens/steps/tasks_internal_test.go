package steps

import (
	"testing"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
)

// TestTheTasksStandAboveTheForm: the page opens at the first of them, each
// leads to its field, ticking takes it away and can be taken back.
func TestTheTasksStandAboveTheForm(t *testing.T) {
	b := newBench(t, func(f *filing.Filing) { f.State = filing.FirstReview })
	v, err := b.desk.Open(t.Context(), b.id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.desk.TakeRefusal(t.Context(), b.id, v.Filing.Rev, filing.ActReturn,
		desk.Reading{Text: "1、网站名称含有敏感词；2、请补充授权委托书；3、抬头合不上牌匾；4、法定代表人电话13800001234打不通"}); err != nil {
		t.Fatal(err)
	}
	b.at(screens.Route{Filing: b.id})
	if b.step != filing.StepInfo || b.group != filing.GroupSite {
		t.Errorf("opens at step %d, %s", b.step, b.group)
	}
	boxes := func() []*part.Check { return hosttest.All[*part.Check](b.notice) }
	if n := len(boxes()); n != tasksShown || !hosttest.Shows(b.notice, text.TasksLeft(4, 4)) {
		t.Fatalf("%d tasks: %q", n, hosttest.Words(b.notice))
	}
	var jumps []*part.Button
	for _, x := range hosttest.All[*part.Button](b.notice) {
		if x.Label() == text.Jump {
			jumps = append(jumps, x)
		}
	}
	if len(jumps) != 2 { // the third is not recognised
		t.Fatalf("%d ways to a field", len(jumps))
	}
	jumps[1].Tapped(nil)
	if b.step != filing.StepMaterial {
		t.Errorf("leads to step %d", b.step)
	}
	boxes()[0].Tapped(nil)
	if f := b.s.Filing(); f.OpenRefusal().Left() != 3 || !hosttest.Shows(b.notice, "138****1234") || hosttest.Shows(b.notice, "网站名称含有") {
		t.Errorf("%d left: %q", f.OpenRefusal().Left(), hosttest.Words(b.notice))
	}
	b.host.Toasts[len(b.host.Toasts)-1].Undo()
	if f := b.s.Filing(); f.OpenRefusal().Left() != 4 {
		t.Error("撤销 leaves it ticked")
	}
	for range 4 {
		boxes()[0].Tapped(nil)
	}
	if !hosttest.Shows(b.notice, text.TasksDone) || len(boxes()) != 0 {
		t.Errorf("%q", hosttest.Words(b.notice))
	}
	hosttest.Press(t, b.notice, filing.ActResubmit.Name())
	if r := b.host.Routes[len(b.host.Routes)-1]; r.Page != screens.PageHistory || r.Filing != b.id {
		t.Errorf("leads to %+v", r)
	}
	b.host.NoAlerts()
}

// TestAReasonNotedWithoutTasksStillLeadsToItsField, as older programs wrote it.
func TestAReasonNotedWithoutTasksStillLeadsToItsField(t *testing.T) {
	b := newBench(t, func(f *filing.Filing) {
		f.State = filing.Returned
		f.Log = append(f.Log, filing.Entry{Action: filing.ActReturn, From: filing.FirstReview, To: filing.Returned, Note: "网站名称不规范"})
	})
	b.at(screens.Route{Filing: b.id})
	if b.step != filing.StepInfo || b.group != filing.GroupSite || !hosttest.Shows(b.notice, text.LastRefusal+"：网站名称不规范") {
		t.Errorf("step %d, %s, %q", b.step, b.group, hosttest.Words(b.notice))
	}
}
