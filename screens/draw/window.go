package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"
	rules "beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/pages"
	"beiandesk/screens/review"
	"beiandesk/screens/settings"
	"beiandesk/screens/shell"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// now is the moment at which every picture is taken: a Monday morning.
var now = time.Date(2026, 11, 23, 10, 42, 0, 0, filing.China)

// both are the sizes of the issue: the smallest that is usable, and a large one.
var both = []fyne.Size{fyne.NewSize(1000, 700), fyne.NewSize(1600, 1000)}

// office is a made-up office's data, in memory; making the pictures of the
// sample takes seconds, so they are made once.
type office struct {
	desk *desk.Desk
	id   string      // of the sample filing
	door *shell.Door // nil where nothing is ever locked
}

// windowScenes draws the whole window on every page, with the sample filing.
func windowScenes() ([]pageScene, error) {
	tables, err := rules.Builtin()
	if err != nil {
		return nil, err
	}
	full, err := newOffice(desktest.New())
	if err != nil {
		return nil, err
	}
	empty := office{desk: desk.New(desktest.New(), desk.Options{Tables: tables, Now: clock})}
	returned, err := full.with("returned.example", "91110105MA0AAAA1X2", "样本商贸有限公司", func(d *desk.Desk, id string) error { return moved(d, id, filing.ActSubmit, filing.ActReturn) })
	if err != nil {
		return nil, err
	}
	waiting, err := full.with("sms.example", "91310115MA0AAAA1XY", "样本文化传播有限公司", func(d *desk.Desk, id string) error {
		if err := moved(d, id, filing.ActSubmit, filing.ActPass, filing.ActForward); err != nil {
			return err
		}
		_, err := d.SMSSent(context.Background(), id, filing.RolePrincipal, now.Add(-5*time.Hour))
		return err
	})
	if err != nil {
		return nil, err
	}
	filed, err := full.with("filed.example", "91330106MA0AAAA1XC", "样本贸易有限公司", func(d *desk.Desk, id string) error { return approved(d, id) })
	if err != nil {
		return nil, err
	}
	fresh, err := full.desk.Add(context.Background(), "xinde-yangben.cn", true)
	if err != nil {
		return nil, err
	}
	old, err := full.desk.Add(context.Background(), "jiu-yangben.cn", true)
	if err != nil {
		return nil, err
	}
	if err := full.desk.Trash(context.Background(), old.Filing.ID); err != nil {
		return nil, err
	}
	step := func(id string, s filing.Step, field string) screens.Route {
		return screens.Route{Page: screens.PageFiling, Filing: id, Step: int(s), Field: field}
	}
	id := full.id
	list := []struct {
		name string
		o    office
		r    screens.Route
	}{
		{"home", full, screens.Route{Page: screens.PageHome}},
		{"home-empty", empty, screens.Route{Page: screens.PageHome}},
		{"step1-type", full, step(id, filing.StepType, "")},
		{"step1-new", full, step(fresh.Filing.ID, filing.StepType, "")},
		{"step2-region", full, step(id, filing.StepRegion, "region.province")},
		{"step3-organiser", full, step(id, filing.StepInfo, "organiser.name")},
		{"step3-site", full, step(id, filing.StepInfo, "site.name")},
		{"step3-people", full, step(id, filing.StepInfo, "legal.name")},
		{"step3-emergency", full, step(id, filing.StepInfo, "emergency1.name")},
		{"step4-material", full, step(id, filing.StepMaterial, "")},
		{"step5-portrait", full, step(id, filing.StepPortrait, "")},
		{"step6-sms", full, step(waiting.id, filing.StepSMS, "")},
		{"checks", full, screens.Route{Page: screens.PageChecks, Filing: fresh.Filing.ID}},
		{"history", full, screens.Route{Page: screens.PageHistory, Filing: returned.id}},
		{"history-filed", full, screens.Route{Page: screens.PageHistory, Filing: filed.id}},
		{"export", full, screens.Route{Page: screens.PageExport, Filing: id}},
		{"export-police", full, screens.Route{Page: screens.PageExport, Filing: filed.id, Arg: review.ArgPolice}},
		{"settings-places", full, screens.Route{Page: screens.PageSettings, Arg: settings.ArgPlaces}},
		{"agenda", full, screens.Route{Page: screens.PageAgenda}},
		{"library", full, screens.Route{Page: screens.PageLibrary}},
		{"settings", full, screens.Route{Page: screens.PageSettings}},
		{"trash", full, screens.Route{Page: screens.PageTrash}},
		{"help", full, screens.Route{Page: screens.PageHelp, Arg: "flow"}},
	}
	var out []pageScene
	for _, x := range list {
		out = append(out, pageScene{x.name, both, func(v theme.Variant, factor float32) (*shell.Shell, error) { return x.o.open(v, factor, x.r) }, nil, false})
	}
	out = append(out, doorScenes(full)...)
	with := func(make func(office) ([]pageScene, error)) func() ([]pageScene, error) {
		return func() ([]pageScene, error) { return make(full) }
	}
	for _, make := range []func() ([]pageScene, error){recordScenes, with(paperScenes), with(backupScenes), with(phoneScenes), nameScenes, crossScenes,
		refusalScenes, with(ruleScenes), providerScenes, moments} {
		more, err := make()
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
}

func clock() time.Time { return now }

// open builds the window on a page and waits until nothing is under way.
func (o office) open(v theme.Variant, factor float32, r screens.Route) (*shell.Shell, error) {
	s := shell.New(shell.Deps{App: fyne.CurrentApp(), Desk: o.desk, Version: "0.1.0", Theme: theme.New(v, factor), Queue: &shell.Queue{}, Now: clock,
		DataDir: "beiandesk-data", LogPath: filepath.Join("beiandesk-data", "log", "beiandesk.log"),
		Sources: pages.Sources(o.desk), Pages: pages.All(o.desk, nil), Door: o.door})
	for _, route := range []screens.Route{{Page: screens.PageHome}, r} {
		s.Open(route)
		if !s.WaitIdle(30 * time.Second) {
			return nil, fmt.Errorf("the page %s did not come to rest", r.Page)
		}
	}
	return s, nil
}

func newOffice(store desk.Store) (office, error) {
	tables, err := rules.Builtin()
	if err != nil {
		return office{}, err
	}
	o := office{desk: desk.New(store, desk.Options{Tables: tables, Now: clock})}
	ctx := context.Background()
	for i, name := range []string{"样本商贸（北京）有限公司", "样本餐饮店", "内蒙古自治区呼和浩特市样本电子商务与供应链管理股份有限公司", "上海样本文化传播有限公司"} {
		v, err := o.desk.Add(ctx, fmt.Sprintf("yangben-%02d.com", i+1), false)
		if err != nil {
			return o, err
		}
		if _, err := o.desk.Edit(ctx, v.Filing.ID, v.Filing.Rev, filing.Edit{Field: "organiser.name", Value: name}); err != nil {
			return o, err
		}
	}
	f := sample.Filing(now)
	for _, t := range []desk.Template{{Name: f.Organiser.Name, Organiser: &f.Organiser}, {Name: f.Legal.Name, Person: &f.Legal}} {
		if _, err := o.desk.SaveTemplate(ctx, t); err != nil {
			return o, err
		}
	}
	v, err := o.desk.AddSample(ctx)
	o.id = v.Filing.ID
	return o, err
}

// with adds another filing like the sample and works on it.
func (o office) with(domain, code, organiser string, work func(d *desk.Desk, id string) error) (office, error) {
	ctx := context.Background()
	v, err := o.desk.Clone(ctx, o.id, domain)
	if err != nil {
		return o, err
	}
	id := v.Filing.ID
	edits := []filing.Edit{{Field: "answers.subject_filed", Value: "no"}, {Field: "answers.domain_filed", Value: "no"}, {Field: "answers.chosen", Value: "true"},
		{Field: "organiser.cert_number", Value: code}, {Field: "organiser.name", Value: organiser},
		{Field: "site.name", Value: "样本科技商城"}, {Field: "site.home_url", Value: "www." + domain}, {Field: "site.contents", Value: "8"}}
	if _, err := o.desk.Edit(ctx, id, v.Filing.Rev, edits...); err != nil {
		return o, err
	}
	o.id = id
	return o, work(o.desk, id)
}

func moved(d *desk.Desk, id string, actions ...filing.Action) error {
	ctx := context.Background()
	for _, a := range actions {
		v, err := d.Open(ctx, id)
		if err != nil {
			return err
		}
		note := ""
		if a == filing.ActReturn {
			note = "营业执照照片反光，看不清信用代码；网站名称请补充说明与单位的关系。"
		}
		if _, err := d.Do(ctx, id, v.Filing.Rev, a, note); err != nil {
			return err
		}
	}
	return nil
}

func approved(d *desk.Desk, id string) error {
	ctx := context.Background()
	if err := moved(d, id, filing.ActSubmit, filing.ActPass, filing.ActForward); err != nil {
		return err
	}
	for _, r := range []filing.Role{filing.RolePrincipal, filing.RoleManager} {
		if _, err := d.SMSDone(ctx, id, r, ""); err != nil {
			return err
		}
	}
	v, err := d.Open(ctx, id)
	if err != nil {
		return err
	}
	_, err = d.Approve(ctx, id, v.Filing.Rev, "粤ICP备12345678号-1", "2026-11-20")
	return err
}
