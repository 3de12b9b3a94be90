package main

import (
	"context"
	"errors"
	"time"

	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/shell"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// crossScenes show what stands in the filing of another customer: beside the
// form; and the card of mini-programs.
func crossScenes() ([]pageScene, error) {
	full, err := newOffice(desktest.New()) // of its own: it adds to the list
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	v, err := full.desk.Add(ctx, "linshi-yangben.cn", false)
	if err != nil {
		return nil, err
	}
	id := v.Filing.ID
	edits := []filing.Edit{{Field: "answers.mainland", Value: "yes"}, {Field: "answers.subject_filed", Value: "no"}, {Field: "answers.domain_filed", Value: "no"}}
	for f, value := range map[filing.Field]string{"organiser.name": "重庆临时样本商贸有限公司", "organiser.nature": "4", "organiser.cert_type": "1", "organiser.cert_number": "91500103MA0AAAA28U",
		"region.province": "500000", "region.city": "500100", "region.district": "500103", "site.name": "临时样本商贸",
		"legal.name": "张样本", "legal.cert_type": "2", "legal.cert_number": "11010519491231002X", "legal.mobile": "13800138000", "legal.email": "zhang@example.com",
		"emergency1.name": "李样本", "emergency1.mobile": "13900139000"} {
		edits = append(edits, filing.Edit{Field: f, Value: value})
	}
	if _, err := full.desk.Edit(ctx, id, v.Filing.Rev, edits...); err != nil {
		return nil, err
	}
	twin, err := full.desk.Add(ctx, "di-er-yangben.cn", false)
	if err == nil {
		_, err = full.desk.Edit(ctx, twin.Filing.ID, twin.Filing.Rev, filing.Edit{Field: "organiser.cert_number", Value: "91500103MA0AAAA28U"}, filing.Edit{Field: "organiser.name", Value: "重庆临时样本商贸有限公司"})
	}
	if err != nil {
		return nil, err
	}
	var out []pageScene
	add := func(name string, r screens.Route, do func(*shell.Shell) error) {
		out = append(out, pageScene{name, both, func(v theme.Variant, factor float32) (*shell.Shell, error) { return full.open(v, factor, r) }, do, false})
	}
	add("cross-people", screens.Route{Page: screens.PageFiling, Filing: id, Step: int(filing.StepInfo), Field: "legal.mobile"}, nil)
	add("cross-organiser", screens.Route{Page: screens.PageFiling, Filing: id, Step: int(filing.StepInfo), Field: "organiser.cert_number"}, nil)
	add("miniapp", screens.Route{Page: screens.PageExport, Filing: full.id}, openMiniapp)
	return out, nil
}

// openMiniapp unfolds the last card of the page and brings it into sight.
func openMiniapp(s *shell.Shell) error {
	if err := pressLast(s, text.OpenIt); err != nil {
		return err
	}
	drawing.Settle(s.Content(), s.Window().Canvas().Size())
	for _, sc := range hosttest.All[*part.Scroller](s.Content()) {
		for _, f := range hosttest.All[*part.Field](sc) {
			if f.Path() == "extra.comment" {
				sc.ShowObject(f)
			}
		}
	}
	return nil
}

// pressLast presses the last button with a word on the page.
func pressLast(s *shell.Shell, word string) error {
	var last *part.Button
	for _, b := range hosttest.All[*part.Button](s.Content()) {
		if b.Label() == word {
			last = b
		}
	}
	if last == nil {
		return errors.New("no button " + word)
	}
	last.Tapped(&fyne.PointEvent{})
	if !s.WaitIdle(30 * time.Second) {
		return errors.New("the page did not come to rest")
	}
	return nil
}
