package desk_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/app/rule/table"
)

func roleDesk(t *testing.T) (*desk.Desk, *desktest.Store, string) {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	s := desktest.New()
	d := desk.New(s, desk.Options{Tables: tables, Now: desktest.Now})
	v, err := d.Add(t.Context(), "yangben.cn", false)
	if err != nil {
		t.Fatal(err)
	}
	return d, s, v.Filing.ID
}

// TestEveryUseCaseAsksForTheRole: a reader changes and exports nothing, a clerk
// does not decide about people, keys and erasing.
func TestEveryUseCaseAsksForTheRole(t *testing.T) {
	d, s, id := roleDesk(t)
	ctx := t.Context()
	calls := map[string]func() error{
		"Edit":          func() error { _, err := d.Edit(ctx, id, 1, filing.Edit{Field: "note", Value: "x"}); return err },
		"Answer":        func() error { _, err := d.Answer(ctx, id, "CN-DOM-03", "yes"); return err },
		"Add":           func() error { _, err := d.Add(ctx, "yangben2.cn", true); return err },
		"Clone":         func() error { _, err := d.Clone(ctx, id, "yangben3.cn"); return err },
		"Restore":       func() error { _, err := d.Restore(ctx, id, 1, 1); return err },
		"Trash":         func() error { return d.Trash(ctx, id) },
		"Untrash":       func() error { return d.Untrash(ctx, id) },
		"AddSample":     func() error { _, err := d.AddSample(ctx); return err },
		"Import":        func() error { _, _, err := d.Import(ctx, "nowhere"); return err },
		"SaveTemplate":  func() error { _, err := d.SaveTemplate(ctx, desk.Template{Name: "样本"}); return err },
		"DropTemplate":  func() error { return d.DropTemplate(ctx, "x") },
		"ApplyTemplate": func() error { _, err := d.ApplyTemplate(ctx, id, 1, "legal", "x"); return err },
		"SetOffice":     func() error { return d.SetOffice(ctx, paper.Office{}) },
		"SetSwitch":     func() error { return d.SetSwitch(ctx, "ucloud", desk.Switch{}) },
		"Do":            func() error { _, err := d.Do(ctx, id, 1, filing.ActSubmit, ""); return err },
		"Approve":       func() error { _, err := d.Approve(ctx, id, 1, "粤ICP备12345678号-1", ""); return err },
		"AddNote":       func() error { _, err := d.AddNote(ctx, id, "x"); return err },
		"OpenPortrait":  func() error { _, err := d.OpenPortrait(ctx, id); return err },
		"SetPortrait":   func() error { _, err := d.SetPortrait(ctx, id, filing.PortraitNone, ""); return err },
		"SMSSent":       func() error { _, err := d.SMSSent(ctx, id, filing.RolePrincipal, desktest.Now()); return err },
		"SMSDone":       func() error { _, err := d.SMSDone(ctx, id, filing.RolePrincipal, "x"); return err },
		"TickDuty":      func() error { _, err := d.TickDuty(ctx, id, "footer", true); return err },
		"DropMaterial":  func() error { _, err := d.DropMaterial(ctx, id, filing.SlotLicence); return err },
		"PutMaterial":   func() error { _, err := d.PutMaterial(ctx, id, filing.Material{Slot: filing.SlotLicence}); return err },
		"KeepAnyway":    func() error { _, err := d.KeepAnyway(ctx, id, filing.SlotLicence, "x"); return err },
		"MarkSeen":      func() error { _, err := d.MarkSeen(ctx, id, filing.SlotLicence, "x", true); return err },
		"Export":        func() error { _, err := d.Export(ctx, id, desk.ExportOptions{}, nil); return err },
		"SaveLetter":    func() error { return d.SaveLetter(ctx, id, paper.SMSCard, "/nowhere/x") },
		"SaveOverview":  func() error { return d.SaveOverview(ctx, id, "/nowhere/x") },
		"NoteUnmasked":  func() error { return d.NoteUnmasked(ctx, id, "legal.mobile") },
		"AddConsent": func() error {
			_, err := d.AddConsent(ctx, desk.Consent{Filing: id, To: desk.ToOffice, How: desk.OnPaper, What: "x", Given: desktest.Now()})
			return err
		},
		"WithdrawConsent": func() error { return d.WithdrawConsent(ctx, id, "x") },
		"Purge":           func() error { return d.Purge(ctx, id) },
		"Erase":           func() error { _, err := d.Erase(ctx, id, desk.EraseAsked); return err },
		"SetRetention":    func() error { return d.SetRetention(ctx, desk.Retention{Months: 12}) },
		"SaveOperator":    func() error { _, err := d.SaveOperator(ctx, desk.Operator{Name: "x", Role: desk.Owner}); return err },
		"RemoveOperator":  func() error { return d.RemoveOperator(ctx, "x") },
	}
	owners := []string{"Purge", "Erase", "SetRetention", "SaveOperator", "RemoveOperator"}
	before := logLines(t, d)
	d.Act(desk.Operator{ID: "r", Name: "样本丙", Role: desk.Onlook})
	for name, call := range calls {
		if err := call(); app.CodeOf(err) != desk.CodeDenied {
			t.Errorf("a reader's %s: %v", name, err)
		}
	}
	if kept, err := d.KeepVersion(ctx, id, 1); kept || err != nil {
		t.Errorf("a reader's step was kept: %v, %v", kept, err)
	}
	d.Act(desk.Operator{ID: "c", Name: "样本乙", Role: desk.Clerk})
	for _, name := range owners {
		if err := calls[name](); app.CodeOf(err) != desk.CodeDenied {
			t.Errorf("a clerk's %s: %v", name, err)
		}
	}
	if after := logLines(t, d); len(after) != len(before) {
		t.Errorf("refused calls were logged: %+v", after)
	}
	if err := s.View(ctx, func(r desk.Reader) error {
		f, err := r.Filing(id)
		if err == nil && f.Rev != 1 {
			t.Errorf("something was changed: revision %d", f.Rev)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for _, a := range []desk.Action{desk.MayChange, desk.MayExport, desk.MayUnmask, desk.MayBackup} {
		if err := d.May(a); err != nil {
			t.Errorf("a clerk may not %s: %v", a, err)
		}
	}
	for _, a := range []desk.Action{desk.MayKeys, desk.MayRestore} {
		if err := d.May(a); app.CodeOf(err) != desk.CodeDenied {
			t.Errorf("a clerk may %s: %v", a, err)
		}
	}
}

func logLines(t *testing.T, d *desk.Desk) []desk.Entry {
	t.Helper()
	list, err := d.Log(t.Context(), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestTheLogNamesWhoAndWhatKindAndNoValue(t *testing.T) {
	d, _, id := roleDesk(t)
	ctx := t.Context()
	boss, err := d.SaveOperator(ctx, desk.Operator{Name: "样本甲", Role: desk.Owner})
	if err != nil {
		t.Fatal(err)
	}
	clerk, err := d.SaveOperator(ctx, desk.Operator{Name: "样本乙", Role: desk.Clerk, Slot: "s2"})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.ActBySlot(ctx, "s2"); err != nil {
		t.Fatal(err)
	}
	v, err := d.Edit(ctx, id, 1, filing.Edit{Field: "legal.mobile", Value: "13800001234"})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.NoteUnmasked(ctx, id, "legal.mobile", "legal.cert_number"); err != nil {
		t.Fatal(err)
	}
	if err := d.ActBySlot(ctx, "of the system"); err != nil {
		t.Fatal(err)
	}
	if err := d.Note(ctx, "backup", ""); err != nil {
		t.Fatal(err)
	}
	log := logLines(t, d)
	want := []desk.Entry{{Operator: boss.ID, Action: "backup"},
		{Operator: clerk.ID, Action: desk.DidUnmask, Filing: id, Kinds: []string{"legal.mobile", "legal.cert_number"}},
		{Operator: clerk.ID, Action: desk.DidEdit, Filing: id, Kinds: []string{"legal.mobile"}, Rev: v.Filing.Rev}}
	for i, w := range want {
		g := log[i]
		if g.Operator != w.Operator || g.Action != w.Action || g.Filing != w.Filing || !slices.Equal(g.Kinds, w.Kinds) || g.Rev != w.Rev {
			t.Errorf("entry %d: %+v, want %+v", i, g, w)
		}
	}
	if err := d.RemoveOperator(ctx, clerk.ID); err != nil {
		t.Fatal(err)
	}
	if err := d.ActBySlot(ctx, "s2"); app.CodeOf(err) != desk.CodeGone || d.May(desk.MayChange) == nil {
		t.Errorf("somebody who left came in: %v", err)
	}
	d.Act(desk.Operator{})
	if _, err := d.SaveOperator(ctx, desk.Operator{Name: "样本丁", Role: desk.Clerk}); err != nil {
		t.Fatal(err)
	}
	if err := d.RemoveOperator(ctx, boss.ID); app.CodeOf(err) != desk.CodeLastOwner {
		t.Errorf("the last owner left: %v", err)
	}
}

func TestKeepingIsRemindedOf(t *testing.T) {
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	now := desktest.Now()
	d := desk.New(desktest.New(), desk.Options{Tables: tables, Now: func() time.Time { return now }})
	v, err := d.Add(context.Background(), "yangben.cn", false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Do(t.Context(), v.Filing.ID, v.Filing.Rev, filing.ActAbandon, ""); err != nil {
		t.Fatal(err)
	}
	ended := now
	check := func(after time.Duration, next desk.Next, due int) {
		t.Helper()
		now = ended.Add(after)
		rows, err := d.Rows(t.Context())
		if err != nil || len(rows) != 1 || rows[0].Next != next {
			t.Errorf("after %v: %+v, %v, want %s", after, rows, err, next)
		}
		list, err := d.DueForErasing(t.Context())
		if err != nil || len(list) != due {
			t.Errorf("after %v: %d due, %v, want %d", after, len(list), err, due)
		}
	}
	const day = 24 * time.Hour
	check(600*day, desk.NextNone, 0)
	check(700*day, desk.NextErase, 0)
	check(731*day, desk.NextErase, 1)
	if err := d.SetRetention(t.Context(), desk.Retention{Months: 36}); err != nil {
		t.Fatal(err)
	}
	check(731*day, desk.NextNone, 0)
	if err := d.SetRetention(t.Context(), desk.Retention{Off: true, Months: 12}); err != nil {
		t.Fatal(err)
	}
	check(2000*day, desk.NextNone, 0)
	if err := d.SetRetention(t.Context(), desk.Retention{}); app.CodeOf(err) != "retention.months" {
		t.Errorf("no time at all: %v", err)
	}
}
