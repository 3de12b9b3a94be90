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
	"beiandesk/screens/settings"
	"beiandesk/screens/shell"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// providerScenes draw the comparison of the providers and the fields of a
// provider's console. The filing has a site remark that is too short for one
// of them and a home page that another does not take.
func providerScenes() ([]pageScene, error) {
	o, err := newOffice(desktest.New())
	if err != nil {
		return nil, err
	}
	v, err := o.desk.Open(context.Background(), o.id)
	if err != nil {
		return nil, err
	}
	if _, err := o.desk.Edit(context.Background(), o.id, v.Filing.Rev, filing.Edit{Field: "site.remark", Value: "产品介绍"}); err != nil {
		return nil, err
	}
	page := screens.Route{Page: screens.PageCompare, Filing: o.id}
	export := screens.Route{Page: screens.PageExport, Filing: o.id}
	var out []pageScene
	for _, x := range []struct {
		name  string
		sizes []fyne.Size
		r     screens.Route
		do    func(*shell.Shell) error
	}{
		{"compare", both, page, nil},
		{"compare-profiles", small, screens.Route{Page: screens.PageCompare}, func(s *shell.Shell) error { return scrollTo(s, text.AspectTitle("quotas")) }},
		{"compare-differs", small, page, func(s *shell.Shell) error { return tick(s, text.CompareDiffers) }},
		{"compare-quotas", small, page, func(s *shell.Shell) error { return scrollTo(s, text.AspectTitle("portrait")) }},
		{"help-provider-limits", small, screens.Route{Page: screens.PageHelp, Arg: "provider-limits"}, func(s *shell.Shell) error { return scrollTo(s, "别的接入商") }},
		{"settings-provider", small, screens.Route{Page: screens.PageSettings, Arg: settings.ArgProvider}, nil},
		{"copy-console-people", small, export, func(s *shell.Shell) error {
			if err := consoleOf(s, "volcengine"); err != nil {
				return err
			}
			return scrollTo(s, text.ConsolePlace("主体信息", "主办单位负责人信息（法定代表人）"))
		}},
		{"copy-console", both, export, func(s *shell.Shell) error {
			if err := consoleOf(s, "huawei"); err != nil {
				return err
			}
			list := hosttest.All[*part.CopyList](s.Content())
			if len(list) != 1 {
				return errors.New("no list to copy from")
			}
			for range 3 {
				list[0].CopyNext()
			}
			return scrollTo(s, text.CopyTitle)
		}},
	} {
		out = append(out, pageScene{x.name, x.sizes, func(v theme.Variant, factor float32) (*shell.Shell, error) { return o.open(v, factor, x.r) }, func(s *shell.Shell) error {
			s.Open(x.r)
			if x.do == nil {
				return nil
			}
			return x.do(s)
		}, false})
	}
	return out, nil
}

// consoleOf opens the fields to copy as a provider's console asks for them.
func consoleOf(s *shell.Shell, provider string) error {
	if err := press(s, text.OpenIt); err != nil {
		return err
	}
	if !s.WaitIdle(30 * time.Second) {
		return errors.New("the page did not come to rest")
	}
	f := field(s, "console")
	if f == nil {
		return errors.New("no console to choose")
	}
	f.SetValue(provider)
	f.OnChanged("console", provider)
	return nil
}

// tick taps the check box with these words.
func tick(s *shell.Shell, words string) error {
	for _, c := range hosttest.All[*part.Check](s.Content()) {
		if hosttest.Shows(c, words) {
			c.Tapped(&fyne.PointEvent{})
			return nil
		}
	}
	return errors.New("no box " + words)
}

// scrollTo brings a heading to the top of the page.
func scrollTo(s *shell.Shell, words string) error {
	for _, w := range hosttest.All[*part.Text](s.Content()) {
		if w.Text() != words {
			continue
		}
		for _, sc := range hosttest.All[*part.Scroller](s.Content()) {
			sc.ShowObject(w)
		}
		return nil
	}
	return errors.New("no words " + words)
}
