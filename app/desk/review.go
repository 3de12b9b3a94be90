package desk

import (
	"context"
	"regexp"
	"strings"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/portrait"
	"beiandesk/app/rule"
)

// numberForm is a filing number (粤ICP备12345678号-1) or a licence
// (粤B2-20090059-1); filing-fields.md 1.1.
var numberForm = regexp.MustCompile(`^\p{Han}(ICP备\d{5,10}号|[AB][12]-\d{8})(-\d{1,4})?$`)

// Do moves the filing on in the table of states. note is the reason given by a
// reviewer, if the action needs one. A returned portrait or a lost SMS round
// is marked as such with it.
func (d *Desk) Do(ctx context.Context, id string, rev int64, a filing.Action, note string) (View, error) {
	return d.change(ctx, did(DidState, string(a)), id, rev, func(tx Tx, f *filing.Filing) error {
		if _, err := tx.Keep(f, 0, d.now().UTC()); err != nil {
			return err
		}
		return f.Do(a, d.actorName(), strings.TrimSpace(note), d.now())
	})
}

// Approve notes the number the administration gave, and that the filing is
// done. A number that does not look like one is refused (field number).
func (d *Desk) Approve(ctx context.Context, id string, rev int64, number, day string) (View, error) {
	n, _ := rule.Normalise("number", number)
	if !numberForm.MatchString(n) {
		return View{}, app.Fail("state.number", "备案号应像“粤ICP备12345678号-1”。请照管局的短信或查询结果填写。").At("number")
	}
	if day != "" {
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			return View{}, app.Fail("field.date", "日期请写成 2026-11-23 这样的形式。").At("filed_on")
		}
	}
	return d.change(ctx, did(DidState, string(filing.ActApprove)), id, rev, func(_ Tx, f *filing.Filing) error {
		f.Number = n
		if err := f.Do(filing.ActApprove, d.actorName(), "", d.now()); err != nil {
			return err
		}
		if day != "" {
			f.FiledOn = day
		}
		return nil
	})
}

// AddNote writes a line into the review log.
func (d *Desk) AddNote(ctx context.Context, id, note string) (View, error) {
	note = strings.TrimSpace(note)
	if note == "" {
		return View{}, app.Fail("state.note", "请先写下内容，再记入日志。")
	}
	return d.change(ctx, did(DidNote), id, anyRev, func(_ Tx, f *filing.Filing) error {
		f.Record(filing.ActNote, d.actorName(), note, d.now())
		return nil
	})
}

// OpenPortrait starts a capture session, or a fresh one that ends the running.
func (d *Desk) OpenPortrait(ctx context.Context, id string) (View, error) {
	return d.change(ctx, did(DidPortrait), id, anyRev, func(_ Tx, f *filing.Filing) error {
		if err := openForPortrait(f); err != nil {
			return err
		}
		return portrait.Open(&f.Portrait, d.now())
	})
}

// openForPortrait refuses a filing that is over: no order waits for a portrait.
func openForPortrait(f *filing.Filing) error {
	if !f.State.Open() {
		return app.Fail("state.locked", "这份备案“"+f.State.Name()+"”，不再需要采集人像。").At("portrait")
	}
	return nil
}

// SetPortrait notes that the portrait was handed in at the provider, was
// returned (with the reason), or is to be taken anew (PortraitNone).
func (d *Desk) SetPortrait(ctx context.Context, id string, s filing.PortraitStatus, note string) (View, error) {
	return d.change(ctx, did(DidPortrait, string(s)), id, anyRev, func(_ Tx, f *filing.Filing) error {
		if err := openForPortrait(f); err != nil {
			return err
		}
		p := &f.Portrait
		switch s {
		case filing.PortraitSubmitted:
			if !p.Confirmed {
				return app.Fail("portrait.unconfirmed", "请先核对姓名和证件号码并打勾，再提交。").At("portrait.confirmed")
			}
			p.Submitted, p.Note = d.now().UTC(), ""
		case filing.PortraitReturned:
			if note = strings.TrimSpace(note); note == "" {
				return app.Fail("state.note", "请填写人像被退回的原因，重拍时会用到。").At("portrait")
			}
			p.Note, p.Confirmed = note, false
		}
		p.Status = s
		return nil
	})
}

// SMSSent notes when the ministry's message came; the 24 hours count from
// there. A time in the future or more than 48 hours ago is refused
// (sms.time).
func (d *Desk) SMSSent(ctx context.Context, id string, role filing.Role, at time.Time) (View, error) {
	now := d.now()
	if at.After(now.Add(5*time.Minute)) || at.Before(now.Add(-48*time.Hour)) {
		return View{}, app.Fail("sms.time", "收到短信的时间应在过去 48 小时内。请照手机上的时间填写。").At("sms")
	}
	return d.sms(ctx, id, role, func(s *filing.SMSCheck) { s.Sent, s.Failed = at.UTC(), false })
}

// SMSWrong counts a wrong entry; the sixth returns the order
// (filing-fields.md 8.1).
func (d *Desk) SMSWrong(ctx context.Context, id string, role filing.Role) (View, error) {
	return d.sms(ctx, id, role, func(s *filing.SMSCheck) {
		s.Wrong++
		s.Failed = s.Wrong > filing.SMSTries
	})
}

// SMSDone notes that a person has verified, and who entered the code. When
// everybody has, the filing goes on to the administration.
func (d *Desk) SMSDone(ctx context.Context, id string, role filing.Role, by string) (View, error) {
	return d.change(ctx, did(DidSMS, string(role)), id, anyRev, func(_ Tx, f *filing.Filing) error {
		if err := smsOpen(f); err != nil {
			return err
		}
		s, _ := f.SMSFor(role)
		s.Done, s.By, s.Failed = d.now().UTC(), by, false
		f.PutSMS(s)
		if filing.SMSAllDone(f) {
			return f.Do(filing.ActSMSDone, d.actorName(), "", d.now())
		}
		return nil
	})
}

// SMSReset forgets what was noted for a person.
func (d *Desk) SMSReset(ctx context.Context, id string, role filing.Role) (View, error) {
	return d.sms(ctx, id, role, func(s *filing.SMSCheck) { *s = filing.SMSCheck{Role: role} })
}

func (d *Desk) sms(ctx context.Context, id string, role filing.Role, work func(*filing.SMSCheck)) (View, error) {
	return d.change(ctx, did(DidSMS, string(role)), id, anyRev, func(_ Tx, f *filing.Filing) error {
		if err := smsOpen(f); err != nil {
			return err
		}
		s, _ := f.SMSFor(role)
		work(&s)
		f.PutSMS(s)
		return nil
	})
}

func smsOpen(f *filing.Filing) error {
	if f.State != filing.SMSWaiting {
		return app.Fail("sms.state", "现在是“"+f.State.Name()+"”，还没有到短信核验。订单提交管局后再记录。").At("sms")
	}
	return nil
}

// TickDuty notes a duty after approval as done, or open again.
func (d *Desk) TickDuty(ctx context.Context, id, duty string, done bool) (View, error) {
	return d.change(ctx, did(DidDuty, duty), id, anyRev, func(_ Tx, f *filing.Filing) error {
		list := f.Duties[:0:0]
		for _, x := range f.Duties {
			if x.ID != duty {
				list = append(list, x)
			}
		}
		if done {
			list = append(list, filing.Duty{ID: duty, Done: d.now().UTC()})
		}
		f.Duties = list
		return nil
	})
}
