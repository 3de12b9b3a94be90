package main

import (
	"context"
	"errors"
	"strings"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	rules "beiandesk/app/rule/table"
	"beiandesk/app/vault"
	"beiandesk/app/vault/vaulttest"
	"beiandesk/screens"
	"beiandesk/screens/records"
	"beiandesk/screens/shell"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"
)

// recordScenes show the four parts of 人员与记录, with nothing in them, with a
// form open, with work of three years behind them, and as a reader sees them.
func recordScenes() ([]pageScene, error) {
	full, err := newArchive()
	if err != nil {
		return nil, err
	}
	tables, err := rules.Builtin()
	if err != nil {
		return nil, err
	}
	empty := &archive{vault: full.vault, desk: desk.New(desktest.New(), desk.Options{Tables: tables, Now: clock})}
	as := func(name string) func() {
		return func() {
			full.desk.Act(desk.Operator{})
			for _, o := range full.people {
				if o.Name == name {
					full.desk.Act(o)
				}
			}
		}
	}
	owner, reader := as(""), as("王查看")
	var out []pageScene
	add := func(name string, a *archive, before func(), r screens.Route, do func(*shell.Shell) error) {
		r.Page = screens.PageRecords
		out = append(out, pageScene{name, both, func(v theme.Variant, factor float32) (*shell.Shell, error) {
			before()
			return office{desk: a.desk, door: &shell.Door{Vault: a.vault, Leave: func() {}}}.open(v, factor, r)
		}, do, false})
	}
	add("records-people", full, owner, screens.Route{}, nil)
	add("records-people-empty", empty, owner, screens.Route{}, nil)
	add("records-people-form", full, owner, screens.Route{}, pressAll(text.PersonAdd))
	add("records-people-reader", full, reader, screens.Route{}, nil)
	add("records-log", full, owner, screens.Route{Arg: records.ArgLog}, nil)
	add("records-log-empty", empty, owner, screens.Route{Arg: records.ArgLog}, nil)
	add("records-log-reader", full, reader, screens.Route{Arg: records.ArgLog}, nil)
	add("records-erase", full, owner, screens.Route{Arg: records.ArgErase}, nil)
	add("records-erase-form", full, owner, screens.Route{Arg: records.ArgErase, Filing: full.old}, nil)
	add("records-erase-empty", empty, owner, screens.Route{Arg: records.ArgErase}, nil)
	add("records-consent", full, owner, screens.Route{Arg: records.ArgConsent, Filing: full.now}, nil)
	add("records-consent-form", full, owner, screens.Route{Arg: records.ArgConsent, Filing: full.now}, pressAll(text.ConsentAdd))
	add("records-consent-none", full, owner, screens.Route{Arg: records.ArgConsent}, nil)
	return out, nil
}

// archive is an office with some years behind it.
type archive struct {
	desk     *desk.Desk
	vault    *vault.Vault
	people   []desk.Operator
	old, now string // filings
}

func newArchive() (*archive, error) {
	tables, err := rules.Builtin()
	if err != nil {
		return nil, err
	}
	at := now.AddDate(-3, 0, 0)
	a := &archive{desk: desk.New(desktest.New(), desk.Options{Tables: tables, Now: func() time.Time { at = at.Add(17 * time.Minute); return at }})}
	d, ctx := a.desk, context.Background()
	var errs []error
	keep := func(_ any, err error) { errs = append(errs, err) }
	if a.vault, err = vaulttest.New().Start(); err != nil {
		return nil, err
	}
	code, err := a.vault.Create(ctx, vault.Setup{Label: "前台", Passphrase: doorPass, System: true})
	if err != nil {
		return nil, err
	}
	groups := strings.Split(code, "-")
	keep(nil, a.vault.ConfirmRecovery(ctx, map[int]string{1: groups[1], 4: groups[4]}))
	second, err := a.vault.AddPassphrase(ctx, "小李", "lao-jie-kou 9")
	keep(nil, err)
	for _, o := range []desk.Operator{{Name: "张样本", Role: desk.Owner, Slot: a.vault.Logins()[0].Slot}, {Name: "李经办", Role: desk.Clerk, Slot: second}, {Name: "王查看", Role: desk.Onlook}, {Name: "赵已离职", Role: desk.Clerk, Slot: "slot-9"}} {
		x, err := d.SaveOperator(ctx, o)
		keep(nil, err)
		a.people = append(a.people, x)
	}
	keep(nil, d.RemoveOperator(ctx, a.people[3].ID))
	add := func(domain, organiser string) string {
		v, err := d.Add(ctx, domain, false)
		keep(nil, err)
		_, err = d.Edit(ctx, v.Filing.ID, v.Filing.Rev, filing.Edit{Field: "organiser.name", Value: organiser}, filing.Edit{Field: "site.name", Value: "样本网站"})
		keep(nil, err)
		return v.Filing.ID
	}
	a.old = add("jiu-yangben.cn", "内蒙古自治区呼和浩特市样本电子商务与供应链管理股份有限公司")
	gone := add("shan-yangben.cn", "样本餐饮店")
	for _, id := range []string{a.old, gone} {
		v, err := d.Open(ctx, id)
		keep(nil, err)
		keep(d.Do(ctx, id, v.Filing.Rev, filing.ActAbandon, ""))
	}
	keep(d.Erase(ctx, gone, desk.EraseAsked))
	at = now.AddDate(0, 0, -3)
	d.Act(a.people[1])
	a.now = add("yangben.cn", "样本科技（广州）有限公司")
	keep(nil, d.NoteUnmasked(ctx, a.now, "legal.cert_number", "legal.mobile"))
	for _, to := range []desk.Recipient{desk.ToOffice, desk.ToProvider, desk.ToPolice} {
		how := desk.OnPaper
		if to == desk.ToPolice {
			how = desk.InMessage
		}
		c, err := d.AddConsent(ctx, desk.Consent{Filing: a.now, To: to, How: how, What: text.ConsentUsual, Given: at})
		keep(nil, err)
		if to == desk.ToPolice {
			keep(nil, d.WithdrawConsent(ctx, a.now, c.ID))
		}
	}
	keep(nil, d.Note(ctx, desk.DidBackup, "", "daily"))
	at = now
	return a, errors.Join(errs...)
}
