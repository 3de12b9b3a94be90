package desk_test

import (
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/almanac"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
)

// atSMS is a first filing by an agent, waiting for two people's codes.
func atSMS(b *bench) desk.View {
	b.t.Helper()
	v := b.edit(b.add(), "answers.subject_filed", "no", "answers.domain_filed", "no", "legal.name", "张样本", "by_agent", "true", "agent.name", "李样本")
	return b.do(v, filing.ActSubmit, filing.ActPass, filing.ActForward)
}

// TestDoFollowsTheTable: from each state every action of the table leads where
// it says, and any other is refused and changes nothing.
func TestDoFollowsTheTable(t *testing.T) {
	all := map[filing.Action]bool{}
	for _, tr := range filing.Transitions {
		all[tr.Action] = true
	}
	for _, s := range filing.States {
		for a := range all {
			b := newBench(t)
			v := b.add()
			if err := b.store.Update(t.Context(), func(tx desk.Tx) error {
				f, err := tx.Filing(v.Filing.ID)
				if err != nil {
					return err
				}
				f.State, f.Number, f.Kind = s, "粤ICP备12345678号-1", filing.KindFirst
				f.PutSMS(filing.SMSCheck{Role: filing.RolePrincipal, Done: start})
				if a == filing.ActNoSMS {
					f.Kind = filing.KindCancelAccess
				}
				return tx.Save(f, desk.Row{})
			}); err != nil {
				t.Fatal(err)
			}
			before := b.open(v.Filing.ID)
			to := filing.State("")
			for _, tr := range filing.Transitions {
				if tr.From == s && tr.Action == a {
					to = tr.To
				}
			}
			after, err := b.Do(t.Context(), v.Filing.ID, before.Filing.Rev, a, " 原因 ")
			if to == "" {
				b.refused(err, "state.not-allowed", before)
				continue
			}
			if err != nil || after.Filing.State != to || b.row(v.Filing.ID).State != to {
				t.Errorf("%s %s leads to %s, want %s: %v", s, a, after.Filing.State, to, err)
				continue
			}
			log := after.Filing.Log[len(after.Filing.Log)-1]
			if log.Actor != "样本柜台" || log.Note != "原因" || !log.At.Equal(start) || log.From != s || log.To != to {
				t.Errorf("log %+v", log)
			}
			if list, err := b.Versions(t.Context(), v.Filing.ID); err != nil || len(list) != 1 {
				t.Errorf("%s %s keeps %d versions, %v", s, a, len(list), err)
			}
		}
	}
}

func TestDoNeedsTheReasonAndTheRevision(t *testing.T) {
	b := newBench(t)
	v := b.do(b.add(), filing.ActSubmit)
	_, err := b.Do(t.Context(), v.Filing.ID, v.Filing.Rev, filing.ActReturn, "  ")
	b.refused(err, "state.note", v)
	_, err = b.Do(t.Context(), v.Filing.ID, v.Filing.Rev-1, filing.ActReturn, "原因")
	b.refused(err, app.CodeConflict, v)
	if list, _ := b.Versions(t.Context(), v.Filing.ID); len(list) != 1 {
		t.Errorf("a refused act left a version: %d", len(list))
	}
}

func TestApproveTakesOnlyNumbers(t *testing.T) {
	b := newBench(t)
	v := b.do(atSMS(b), filing.ActReturn)
	v = b.edit(v, "by_agent", "", "answers.domain_filed", "no")
	v = b.do(v, filing.ActResubmit, filing.ActPass, filing.ActForward)
	v = b.must(b.SMSDone(t.Context(), v.Filing.ID, filing.RolePrincipal, ""))
	if v.Filing.State != filing.AdminReview {
		t.Fatalf("state %s", v.Filing.State)
	}
	for _, n := range []string{"", " ", "12345678", "粤ICP备1234号-1", "粤ICP备12345678号-", "粤ICP备12345678", "粤ICP證12345678号-1", "粤粤ICP备12345678号-1", "粤ICP备12345678号-1 ; x"} {
		_, err := b.Approve(t.Context(), v.Filing.ID, v.Filing.Rev, n, "")
		b.refused(err, "state.number", v)
		if app.FieldOf(err) != "number" {
			t.Errorf("%q names field %q", n, app.FieldOf(err))
		}
	}
	_, err := b.Approve(t.Context(), v.Filing.ID, v.Filing.Rev, "粤ICP备12345678号-1", "2026年11月")
	b.refused(err, "field.date", v)
	_, err = b.Approve(t.Context(), v.Filing.ID, v.Filing.Rev-1, "粤ICP备12345678号-1", "")
	b.refused(err, app.CodeConflict, v)
	v = b.must(b.Approve(t.Context(), v.Filing.ID, v.Filing.Rev, " 粤ＩＣＰ备１２３４５６７８号－１ ", "2026-11-20"))
	if v.Filing.State != filing.Filed || v.Filing.Number != "粤ICP备12345678号-1" || v.Filing.FiledOn != "2026-11-20" || b.row(v.Filing.ID).Number != v.Filing.Number {
		t.Errorf("%s %q %q", v.Filing.State, v.Filing.Number, v.Filing.FiledOn)
	}
	for _, n := range []string{"粤ICP备12345678号", "京B2-20090059-1", "沪A2-20040001"} {
		b := newBench(t)
		v := b.must(b.SMSDone(t.Context(), b.do(b.edit(b.add(), "answers.subject_filed", "no", "answers.domain_filed", "no"),
			filing.ActSubmit, filing.ActPass, filing.ActForward).Filing.ID, filing.RolePrincipal, ""))
		if v = b.must(b.Approve(t.Context(), v.Filing.ID, v.Filing.Rev, n, "")); v.Filing.Number != n || v.Filing.FiledOn != "2026-11-23" {
			t.Errorf("%q is kept as %q on %q", n, v.Filing.Number, v.Filing.FiledOn)
		}
	}
	fresh := b.must(b.Add(t.Context(), "example.net", false))
	_, err = b.Approve(t.Context(), fresh.Filing.ID, fresh.Filing.Rev, "粤ICP备12345678号-1", "")
	b.refused(err, "state.not-allowed", fresh)
}

func TestNotesGoIntoTheLog(t *testing.T) {
	b := newBench(t)
	v := b.add()
	_, err := b.AddNote(t.Context(), v.Filing.ID, " \n")
	b.refused(err, "state.note", v)
	v = b.must(b.AddNote(t.Context(), v.Filing.ID, " 已电话确认 "))
	if l := v.Filing.Log[len(v.Filing.Log)-1]; l.Note != "已电话确认" || l.Action != filing.ActNote || v.Filing.State != filing.Draft {
		t.Errorf("log %+v", l)
	}
}

func TestAFreshPortraitSessionEndsTheOld(t *testing.T) {
	b := newBench(t)
	v := b.must(b.OpenPortrait(t.Context(), b.add().Filing.ID))
	first := v.Filing.Portrait
	if len(first.Token) != 32 || !first.Running(start) || first.Running(start.Add(filing.PortraitLife)) {
		t.Fatalf("session %+v", first)
	}
	if first.Running(start.Add(-time.Second)) {
		t.Error("with the clock set back the code must not live on")
	}
	b.now = start.Add(time.Hour)
	v = b.must(b.OpenPortrait(t.Context(), v.Filing.ID))
	if p := v.Filing.Portrait; p.Token == first.Token || !p.Started.Equal(b.now) {
		t.Errorf("the old session lives on: %+v", p)
	}
}

func TestThePortraitsStatus(t *testing.T) {
	b := newBench(t)
	v := b.add()
	id := v.Filing.ID
	_, err := b.SetPortrait(t.Context(), id, filing.PortraitSubmitted, "")
	b.refused(err, "portrait.unconfirmed", v)
	v = b.edit(v, "portrait.confirmed", "true")
	v = b.must(b.SetPortrait(t.Context(), id, filing.PortraitSubmitted, ""))
	if p := v.Filing.Portrait; p.Status != filing.PortraitSubmitted || !p.Submitted.Equal(start) || b.row(id).Portrait != p.Status {
		t.Errorf("%+v", p)
	}
	_, err = b.SetPortrait(t.Context(), id, filing.PortraitReturned, " ")
	b.refused(err, "state.note", v)
	v = b.must(b.SetPortrait(t.Context(), id, filing.PortraitReturned, " 反光 "))
	if p := v.Filing.Portrait; p.Status != filing.PortraitReturned || p.Note != "反光" || p.Confirmed {
		t.Errorf("%+v", p)
	}
	v = b.must(b.SetPortrait(t.Context(), id, filing.PortraitNone, ""))
	v = b.do(v, filing.ActAbandon)
	_, err = b.OpenPortrait(t.Context(), id)
	b.refused(err, "state.locked", v)
	_, err = b.SetPortrait(t.Context(), id, filing.PortraitNone, "")
	b.refused(err, "state.locked", v)
}

func TestSMSCountsTriesAndMovesOnWhenAllAreDone(t *testing.T) {
	b := newBench(t)
	v := atSMS(b)
	id := v.Filing.ID
	for _, at := range []time.Time{start.Add(6 * time.Minute), start.Add(-49 * time.Hour), {}} {
		_, err := b.SMSSent(t.Context(), id, filing.RolePrincipal, at)
		b.refused(err, "sms.time", v)
	}
	v = b.must(b.SMSSent(t.Context(), id, filing.RolePrincipal, start.Add(-time.Hour)))
	s, _ := v.Filing.SMSFor(filing.RolePrincipal)
	if !s.Deadline().Equal(start.Add(23*time.Hour)) || !b.row(id).Due.Equal(s.Deadline()) {
		t.Errorf("deadline %v, in the list %v", s.Deadline(), b.row(id).Due)
	}
	for i := range filing.SMSTries {
		v = b.must(b.SMSWrong(t.Context(), id, filing.RolePrincipal))
		if s, _ := v.Filing.SMSFor(filing.RolePrincipal); s.Failed || s.Wrong != i+1 {
			t.Errorf("after %d wrong entries: %+v", i+1, s)
		}
	}
	v = b.must(b.SMSWrong(t.Context(), id, filing.RolePrincipal))
	if s, _ := v.Filing.SMSFor(filing.RolePrincipal); !s.Failed {
		t.Error("the sixth wrong entry ends it")
	}
	v = b.must(b.SMSReset(t.Context(), id, filing.RolePrincipal))
	if s, _ := v.Filing.SMSFor(filing.RolePrincipal); s != (filing.SMSCheck{Role: filing.RolePrincipal}) {
		t.Errorf("reset leaves %+v", s)
	}
	v = b.must(b.SMSDone(t.Context(), id, filing.RolePrincipal, "张样本"))
	if v.Filing.State != filing.SMSWaiting {
		t.Errorf("moved on with one of two: %s", v.Filing.State)
	}
	v = b.must(b.SMSDone(t.Context(), id, filing.RoleManager, ""))
	if v.Filing.State != filing.AdminReview || v.Filing.Log[len(v.Filing.Log)-1].Action != filing.ActSMSDone {
		t.Errorf("both are done: %s, %v", v.Filing.State, v.Filing.Log)
	}
	for name, act := range map[string]func() error{
		"sent":  func() error { _, err := b.SMSSent(t.Context(), id, filing.RoleManager, start); return err },
		"wrong": func() error { _, err := b.SMSWrong(t.Context(), id, filing.RoleManager); return err },
		"done":  func() error { _, err := b.SMSDone(t.Context(), id, filing.RoleManager, ""); return err },
		"reset": func() error { _, err := b.SMSReset(t.Context(), id, filing.RoleManager); return err },
	} {
		t.Run(name, func(t *testing.T) { b.refused(act(), "sms.state", v) })
	}
}

func TestDutiesAreTickedAndOpenedAgain(t *testing.T) {
	b := newBench(t)
	v := b.do(b.edit(b.add(), "answers.subject_filed", "no", "answers.domain_filed", "no"), filing.ActSubmit, filing.ActPass, filing.ActForward)
	v = b.must(b.SMSDone(t.Context(), v.Filing.ID, filing.RolePrincipal, ""))
	v = b.must(b.Approve(t.Context(), v.Filing.ID, v.Filing.Rev, "粤ICP备12345678号-1", "2026-11-20"))
	id := v.Filing.ID
	duties := almanac.Duties(&v.Filing)
	if len(duties) == 0 || b.row(id).Next != desk.NextDuties {
		t.Fatalf("%d duties, next %s", len(duties), b.row(id).Next)
	}
	for _, d := range duties {
		v = b.must(b.TickDuty(t.Context(), id, d.ID, true))
		v = b.must(b.TickDuty(t.Context(), id, d.ID, true)) // twice is once
	}
	if len(v.Filing.Duties) != len(duties) || b.row(id).Next != desk.NextNone {
		t.Errorf("ticked %v, next %s", v.Filing.Duties, b.row(id).Next)
	}
	v = b.must(b.TickDuty(t.Context(), id, duties[0].ID, false))
	if len(v.Filing.Duties) != len(duties)-1 || b.row(id).Next != desk.NextDuties {
		t.Errorf("after taking one back: %v, next %s", v.Filing.Duties, b.row(id).Next)
	}
}

func TestHintsComeFromTheFilingsHeldHere(t *testing.T) {
	b := newBench(t)
	put := func(domain, cert string, s filing.State, number string) string {
		t.Helper()
		v := b.edit(b.must(b.Add(t.Context(), domain, true)), "organiser.cert_number", cert)
		if err := b.store.Update(t.Context(), func(tx desk.Tx) error {
			f, err := tx.Filing(v.Filing.ID)
			if err != nil {
				return err
			}
			f.State, f.Number = s, number
			return tx.Save(f, desk.Row{Domain: domain})
		}); err != nil {
			t.Fatal(err)
		}
		return v.Filing.ID
	}
	hints := func(id string) desk.Hints {
		t.Helper()
		h, err := b.Hints(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	mine := put("example.com", "91440106MA0AAAA1X1", filing.Draft, "")
	if h := hints(mine); h != (desk.Hints{}) {
		t.Errorf("alone there is nothing to say: %+v", h)
	}
	put("example.net", "91440106MA0AAAA1X1", filing.Filed, "粤ICP备12345678号-1")
	put("example.org", "91440106MA0AAAA1X1", filing.FirstReview, "")
	put("example.com", "91440300000000123F", filing.Filed, "粤ICP备87654321号-2")
	want := desk.Hints{SubjectNumber: "粤ICP备12345678号", SubjectDomain: "example.net", DomainNumber: "粤ICP备87654321号-2", OpenElsewhere: "example.org"}
	h := hints(mine)
	if h.SubjectNumber != want.SubjectNumber || h.SubjectDomain != want.SubjectDomain || h.DomainNumber != want.DomainNumber || h.OpenElsewhere != want.OpenElsewhere {
		t.Errorf("hints %+v, want %+v", h, want)
	}
	_, err := b.Hints(t.Context(), "none")
	wantCode(t, err, app.CodeNotFound)
}
