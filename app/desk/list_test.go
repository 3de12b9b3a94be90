package desk_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
)

func TestAddKeepsADomainInOneSpelling(t *testing.T) {
	for typed, want := range map[string]string{
		"example.com": "example.com", "  ＥＸＡＭＰＬＥ．ＣＯＭ ": "example.com", "https://Example.com/": "example.com",
		"yangben。cn": "yangben.cn", "样本.cn": "样本.cn",
	} {
		b := newBench(t)
		v := b.must(b.Add(t.Context(), typed, false))
		if v.Filing.Domain.Name != want || b.row(v.Filing.ID).Domain != want {
			t.Errorf("%q is kept as %q, listed as %q, want %q", typed, v.Filing.Domain.Name, b.row(v.Filing.ID).Domain, want)
		}
		if v.Filing.State != filing.Draft || v.Filing.Rev != 1 || len(v.Filing.Log) != 1 || v.Filing.Log[0].Actor != "样本柜台" {
			t.Errorf("a new filing begins as %s rev %d with log %v", v.Filing.State, v.Filing.Rev, v.Filing.Log)
		}
	}
}

func TestAddRefusesWhatIsNoDomain(t *testing.T) {
	b := newBench(t)
	for _, typed := range []string{"", "   ", "没有点", "-x.com", "x..com", "http://", "user@example.com", "例子.com/路径?x#y", strings.Repeat("a", 64) + ".com", "192.168.1.1"} {
		_, err := b.Add(t.Context(), typed, false)
		if app.CodeOf(err) != "desk.domain" || app.FieldOf(err) != "domain.name" {
			t.Errorf("%q: %v", typed, err)
		}
	}
	if rows, _ := b.Rows(t.Context()); len(rows) != 0 || len(b.told) != 0 {
		t.Errorf("refused domains left %d rows, %d events", len(rows), len(b.told))
	}
}

func TestAddTellsOfADomainThatIsThere(t *testing.T) {
	b := newBench(t)
	first := b.must(b.Add(t.Context(), "样本.cn", false))
	for _, typed := range []string{"样本。CN", desk.EqualDomain("样本.cn")} {
		_, err := b.Add(t.Context(), typed, false)
		if app.CodeOf(err) != desk.CodeDomainExists || app.FieldOf(err) != first.Filing.ID {
			t.Errorf("%q: %v, want %s with the id of the other filing", typed, err, desk.CodeDomainExists)
		}
	}
	if second := b.must(b.Add(t.Context(), "样本.cn", true)); second.Filing.ID == first.Filing.ID {
		t.Error("anyway must make a second filing")
	}
	// What lies in the trash does not stand in the way.
	b = newBench(t)
	v := b.add()
	if err := b.Trash(t.Context(), v.Filing.ID); err != nil {
		t.Fatal(err)
	}
	b.must(b.Add(t.Context(), "example.com", false))
}

func TestCloneTakesThePeopleAndLeavesTheHistory(t *testing.T) {
	b := newBench(t)
	o := b.edit(b.add(), "organiser.name", "广州样本科技有限公司", "organiser.cert_number", "91440106MA0AAAA1X1", "legal.name", "张样本",
		"by_agent", "true", "agent.name", "李样本", "emergency1.name", "王样本", "region.province", "440000",
		"site.name", "样本科技官网", "domain.holder", "广州样本科技有限公司", "note", "老客户", "provider", "ucloud")
	o = b.must(b.AddMaterial(t.Context(), o.Filing.ID, filing.SlotLicence, "a.jpg", specimen(t, filing.SlotLicence)))
	c := b.must(b.Clone(t.Context(), o.Filing.ID, "example.net"))
	f := c.Filing
	if f.ID == o.Filing.ID || f.Domain != (filing.Domain{Name: "example.net"}) || f.Site.Name != "" || f.Note != "" ||
		len(f.Materials) != 0 || f.State != filing.Draft || f.Portrait != (filing.Portrait{}) {
		t.Errorf("the clone carries too much: %+v", f)
	}
	if f.Organiser.Name != "广州样本科技有限公司" || f.Legal.Name != "张样本" || !f.ByAgent || f.Agent.Name != "李样本" ||
		f.Emergency1.Name != "王样本" || f.Region.Province != "440000" || f.Provider != "ucloud" {
		t.Errorf("the clone misses data: %+v", f)
	}
	if len(f.Log) != 1 || f.Log[0].Action != filing.ActClone || f.Log[0].Note != "example.com" {
		t.Errorf("log of the clone: %v", f.Log)
	}
	_, err := b.Clone(t.Context(), o.Filing.ID, "kein domain")
	b.refused(err, "desk.domain", o)
	_, err = b.Clone(t.Context(), "none", "example.org")
	wantCode(t, err, app.CodeNotFound)
}

func TestTrashAndBackAndForGood(t *testing.T) {
	b := newBench(t)
	a, other := b.add(), b.must(b.Add(t.Context(), "example.net", false))
	wantCode(t, b.Purge(t.Context(), a.Filing.ID), "desk.not-trashed")
	if err := b.Trash(t.Context(), a.Filing.ID); err != nil {
		t.Fatal(err)
	}
	trash, err := b.TrashRows(t.Context())
	if err != nil || len(trash) != 1 || !trash[0].Trashed.Equal(start) {
		t.Fatalf("trash %v, %v", trash, err)
	}
	if rows, _ := b.Rows(t.Context()); len(rows) != 1 || rows[0].ID != other.Filing.ID {
		t.Errorf("list %v", rows)
	}
	// One that is not in the trash saves the other from being purged as well.
	wantCode(t, b.Purge(t.Context(), a.Filing.ID, other.Filing.ID), "desk.not-trashed")
	if err := b.Untrash(t.Context(), a.Filing.ID); err != nil {
		t.Fatal(err)
	}
	b.unchanged(a)
	if err := b.Trash(t.Context(), a.Filing.ID); err != nil {
		t.Fatal(err)
	}
	if err := b.Purge(t.Context(), a.Filing.ID); err != nil {
		t.Fatal(err)
	}
	_, err = b.Open(t.Context(), a.Filing.ID)
	wantCode(t, err, app.CodeNotFound)
	wantCode(t, b.Trash(t.Context(), "none"), app.CodeNotFound)
}

// TestRefreshRenewsRowsOnly: after the store mended a filing behind the rules'
// back, its row says what to do next again; the data stay as they are.
func TestRefreshRenewsRowsOnly(t *testing.T) {
	b := newBench(t)
	v := b.add()
	stale := b.row(v.Filing.ID)
	stale.Next, stale.Step, stale.Due = desk.NextSubmit, 0, start.Add(time.Hour)
	if err := b.store.Update(t.Context(), func(tx desk.Tx) error {
		f, err := tx.Filing(v.Filing.ID)
		if err != nil {
			return err
		}
		return tx.Save(f, stale)
	}); err != nil {
		t.Fatal(err)
	}
	if b.row(v.Filing.ID).Next != desk.NextSubmit {
		t.Fatal("the row is not stale")
	}
	b.now = start.Add(time.Hour)
	b.told = nil
	if err := b.Refresh(t.Context(), "gone meanwhile", v.Filing.ID); err != nil {
		t.Fatal(err)
	}
	row, f := b.row(v.Filing.ID), b.open(v.Filing.ID).Filing
	if row.Next != desk.NextType || row.Step != filing.StepType || !row.Due.IsZero() {
		t.Errorf("row after refresh: %+v", row)
	}
	want := v.Filing
	want.Rev = f.Rev
	if text(t, f) != text(t, want) || !row.Updated.Equal(start) {
		t.Errorf("refresh changed the data\nwas %s\nis  %s", text(t, want), text(t, f))
	}
	if len(b.told) != 1 || b.told[0].ID != v.Filing.ID {
		t.Errorf("told %v", b.told)
	}
}

func TestRefreshBehindTellsOfFailuresAndStops(t *testing.T) {
	b := newBench(t)
	v := b.add()
	broken := desk.New(failing{b.store}, desk.Options{Tables: b.Tables(), Now: b.Now})
	told := make(chan error, 1)
	stop := broken.RefreshBehind(func(err error) { told <- err }, v.Filing.ID)
	wantCode(t, <-told, "store.busy")
	stop()
	b.RefreshBehind(func(err error) { t.Error(err) }, "gone", v.Filing.ID)() // stopped at once: no failure
	b.RefreshBehind(func(err error) { t.Error(err) })()
}

// failing is a store that cannot be written.
type failing struct{ desk.Store }

func (failing) Update(context.Context, func(desk.Tx) error) error {
	return app.Fail("store.busy", "数据正被占用。请稍后再试。")
}

func TestTheNextActionFollowsTheFiling(t *testing.T) {
	b := newBench(t)
	v := b.add()
	at := func(want desk.Next, step filing.Step) {
		t.Helper()
		if r := b.row(v.Filing.ID); r.Next != want || r.Step != step {
			t.Errorf("in %s next is %s at step %d, want %s at %d", r.State, r.Next, r.Step, want, step)
		}
	}
	at(desk.NextType, filing.StepType)
	v = b.edit(v, "kind", string(filing.KindMigrate)) // only explained: nothing is done here
	at(desk.NextNone, 0)
	v = b.edit(v, "kind", "")
	v = b.do(v, filing.ActSubmit)
	at(desk.NextWait, 0)
	v = b.do(v, filing.ActReject)
	at(desk.NextAmend, 0)
	v = b.do(v, filing.ActAmend, filing.ActResubmit, filing.ActPass)
	at(desk.NextForward, 0)
	v = b.do(v, filing.ActForward)
	at(desk.NextSMS, filing.StepSMS)
	v = b.do(v, filing.ActReturn, filing.ActAbandon)
	at(desk.NextNone, 0)
}

func TestAnEventFollowsEverySaveAndNoRefusal(t *testing.T) {
	b := newBench(t)
	v := b.add()
	if len(b.told) != 1 || b.told[0].ID != v.Filing.ID {
		t.Fatalf("told %v", b.told)
	}
	v = b.edit(v, "note", "一")
	_, err := b.Edit(t.Context(), v.Filing.ID, v.Filing.Rev-1, edits("note", "二")...)
	wantCode(t, err, app.CodeConflict)
	if len(b.told) != 2 {
		t.Errorf("told %v", b.told)
	}
}
