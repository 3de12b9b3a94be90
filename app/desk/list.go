package desk

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"time"

	"beiandesk/app"
	"beiandesk/app/almanac"
	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

// Rows lists the filings, newest change first.
func (d *Desk) Rows(ctx context.Context) (rows []Row, err error) {
	err = d.store.View(ctx, func(r Reader) error {
		if rows, err = r.Rows(false); err != nil {
			return err
		}
		return d.remind(r, rows)
	})
	return rows, err
}

// TrashRows lists the filings in the trash.
func (d *Desk) TrashRows(ctx context.Context) (rows []Row, err error) {
	err = d.store.View(ctx, func(r Reader) error { rows, err = r.Rows(true); return err })
	return rows, err
}

// CodeDomainExists is the code of Add's refusal when the list already has the
// domain; the error's Field is then the id of that filing.
const CodeDomainExists = "desk.domain-exists"

// Add starts a filing for a domain. A domain that the list already has is
// refused with CodeDomainExists unless anyway is set.
func (d *Desk) Add(ctx context.Context, domain string, anyway bool) (v View, err error) {
	name, err := d.cleanDomain(domain)
	if err != nil {
		return View{}, err
	}
	err = d.update(ctx, MayChange, func(tx Tx) error {
		if !anyway {
			ids, err := tx.SameDomain(name)
			if err != nil {
				return err
			}
			if len(ids) > 0 {
				return app.Fail(CodeDomainExists, "列表里已有这个域名。可以打开原来的备案，或仍然再建一份。").At(ids[0])
			}
		}
		f := d.blank()
		f.Domain.Name = name
		if f.Provider, err = preferredProvider(tx); err != nil {
			return err
		}
		f.Record(filing.ActCreate, d.actorName(), "", d.now())
		if err := d.record(tx, did(DidAdd), f.ID); err != nil {
			return err
		}
		v, err = d.insert(tx, f)
		return err
	})
	return d.told(v, err)
}

// Clone starts a filing for another domain with the organiser and the people
// of an existing one. Site, domain facts, material, portrait, SMS and history
// stay behind.
func (d *Desk) Clone(ctx context.Context, id, domain string) (v View, err error) {
	name, err := d.cleanDomain(domain)
	if err != nil {
		return View{}, err
	}
	err = d.update(ctx, MayChange, func(tx Tx) error {
		o, err := tx.Filing(id)
		if err != nil {
			return err
		}
		f := d.blank()
		f.Domain.Name = name
		f.Provider, f.Region, f.Organiser = o.Provider, o.Region, o.Organiser
		f.Legal, f.PrincipalElse, f.Principal = o.Legal, o.PrincipalElse, o.Principal
		f.ByAgent, f.Agent = o.ByAgent, o.Agent
		f.Emergency1, f.Emergency2 = o.Emergency1, o.Emergency2
		f.Record(filing.ActClone, d.actorName(), o.Domain.Name, d.now())
		if err := d.record(tx, did(DidClone), f.ID); err != nil {
			return err
		}
		v, err = d.insert(tx, f)
		return err
	})
	return d.told(v, err)
}

// Trash moves filings into the trash; Untrash takes them back.
func (d *Desk) Trash(ctx context.Context, ids ...string) error {
	return d.trash(ctx, did(DidTrash), ids, d.now().UTC())
}

// Untrash takes filings back out of the trash.
func (d *Desk) Untrash(ctx context.Context, ids ...string) error {
	return d.trash(ctx, did(DidUntrash), ids, time.Time{})
}

func (d *Desk) trash(ctx context.Context, a deed, ids []string, at time.Time) error {
	err := d.update(ctx, MayChange, func(tx Tx) error {
		for _, id := range ids {
			if err := tx.Trash(id, at); err != nil {
				return err
			}
			if err := d.record(tx, a, id); err != nil {
				return err
			}
		}
		return nil
	})
	_, err = d.told(View{}, err)
	return err
}

// Purge removes filings with their versions and pictures for good. Only
// filings in the trash can be purged (desk.not-trashed), and only by an owner.
func (d *Desk) Purge(ctx context.Context, ids ...string) error {
	err := d.update(ctx, MayErase, func(tx Tx) error {
		rows, err := tx.Rows(true)
		if err != nil {
			return err
		}
		in := map[string]bool{}
		for _, r := range rows {
			in[r.ID] = true
		}
		for _, id := range ids {
			if !in[id] {
				return app.Fail("desk.not-trashed", "只有回收站里的备案可以永久删除，请先移到回收站。")
			}
			if err := tx.Purge(id); err != nil {
				return err
			}
			if err := d.record(tx, did(DidPurge), id); err != nil {
				return err
			}
		}
		return nil
	})
	_, err = d.told(View{}, err)
	return err
}

// Refresh evaluates filings anew and renews what the list shows of them,
// without changing the data: after the store has mended filings behind the
// rules' back. A filing that is gone meanwhile is passed over.
func (d *Desk) Refresh(ctx context.Context, ids ...string) error {
	for _, id := range ids {
		err := d.update(ctx, mayAnything, func(tx Tx) error {
			f, err := tx.Filing(id)
			if err != nil {
				return err
			}
			v, err := d.look(tx, f)
			if err != nil {
				return err
			}
			if err := tx.Record(Entry{Action: DidRefresh, Filing: id}); err != nil { // the program's own doing
				return err
			}
			return tx.Save(f, d.row(v))
		})
		switch {
		case err == nil:
			d.bus.publish(Changed{ID: id})
		case app.CodeOf(err) != app.CodeNotFound:
			return fmt.Errorf("refresh the row of %s: %w", id, err)
		}
	}
	return nil
}

// RefreshBehind is Refresh on a goroutine of its own, off the way to the first
// frame. failed hears of each filing that was not renewed; stop ends it and
// waits, before the store closes.
func (d *Desk) RefreshBehind(failed func(error), ids ...string) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, id := range ids {
			if err := d.Refresh(ctx, id); err != nil && ctx.Err() == nil {
				failed(err)
			}
		}
	}()
	return func() { cancel(); <-done }
}

// cleanDomain gives the form in which a domain is kept; text that is no domain
// is refused with the sentence of the rule it breaks.
func (d *Desk) cleanDomain(domain string) (string, error) {
	name, _ := rule.Normalise("domain.name", domain)
	f := &filing.Filing{State: filing.Draft, Domain: filing.Domain{Name: name}}
	for _, x := range rule.CheckField(f, "domain.name", rule.Env{Now: d.now(), Tables: d.Tables()}) {
		if x.Severity == rule.Block {
			return "", app.Fail("desk.domain", x.Text+x.Remedy).At("domain.name")
		}
	}
	return name, nil
}

func (d *Desk) blank() *filing.Filing {
	return &filing.Filing{Schema: filing.Schema, ID: NewID(), State: filing.Draft, Created: d.now().UTC(), Since: d.now().UTC(),
		Answers: filing.Answers{Mainland: "yes"},
		Site:    filing.Site{Languages: []int{1}, Approvals: []filing.Approval{{Item: filing.NoApproval}}}}
}

func (d *Desk) insert(tx Tx, f *filing.Filing) (View, error) {
	f.Updated = d.now().UTC()
	v, err := d.look(tx, f)
	if err != nil {
		return View{}, err
	}
	if err := tx.Insert(f, d.row(v)); err != nil {
		return View{}, err
	}
	v.Filing = *f
	return v, nil
}

func (d *Desk) told(v View, err error) (View, error) {
	if err == nil {
		d.bus.publish(Changed{ID: v.Filing.ID})
	}
	return v, err
}

// NewID is a random id of 128 bit, so that two offices' filings never meet.
func NewID() string {
	b := make([]byte, 16)
	rand.Read(b) // never fails since Go 1.24
	return hex.EncodeToString(b)
}

func conflict() error { return app.Conflict() }

// row sums a filing up for the list.
func (d *Desk) row(v View) Row {
	f := &v.Filing
	next, step := NextOf(v)
	r := Row{ID: f.ID, Rev: f.Rev, Domain: f.Domain.Name, Organiser: f.Organiser.Name, Kind: f.Kind, State: f.State,
		Portrait: f.Portrait.Status, Number: f.Number, Note: f.Note, Step: step, Next: next, Updated: f.Updated, Ended: endOf(f), Sample: f.Sample}
	if dl, ok := almanac.Next(almanac.Deadlines(f, d.now()), d.now()); ok {
		r.Due = dl.At
	}
	return r
}

func dutiesDone(f *filing.Filing) bool {
	done := map[string]bool{}
	for _, x := range f.Duties {
		done[x.ID] = true
	}
	for _, x := range almanac.Duties(f) {
		if !done[x.ID] {
			return false
		}
	}
	return true
}

// NextOf is the next thing to do with a filing, and the step where it is done.
func NextOf(v View) (Next, filing.Step) {
	f := &v.Filing
	switch f.State {
	case filing.FirstReview, filing.ReReview, filing.AdminReview:
		return NextWait, 0
	case filing.Forwarding:
		return NextForward, 0
	case filing.SMSWaiting:
		return NextSMS, filing.StepSMS
	case filing.FirstRefuse, filing.Refused:
		return NextAmend, 0
	case filing.Filed:
		if dutiesDone(f) {
			return NextNone, 0
		}
		return NextDuties, 0
	case filing.Abandoned:
		return NextNone, 0
	}
	if f.Kind != filing.KindUnknown && !f.Kind.Prepared() {
		return NextNone, 0 // it is done elsewhere; step 1 says where
	}
	steps := map[filing.Step]Next{filing.StepType: NextType, filing.StepRegion: NextRegion, filing.StepInfo: NextInfo,
		filing.StepMaterial: NextMaterial, filing.StepPortrait: NextPortrait}
	for _, s := range filing.Steps {
		if n, ok := steps[s]; ok && v.Steps[s] != rule.Done {
			if f.State == filing.Returned && v.Steps[s] == rule.Problem {
				return NextAmend, s
			}
			return n, s
		}
	}
	for _, x := range v.Findings {
		if x.Severity == rule.Block {
			return NextCheck, 0
		}
	}
	if f.LastRefusal() != "" { // what the reviewer wants is not among our findings
		return NextAmend, 0
	}
	return NextSubmit, 0
}
