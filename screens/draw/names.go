package main

import (
	"context"
	"errors"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/shell"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// nameScenes show the judgement of a site name with its proposals, the address
// filled from the certificate, and the words of regulated fields.
func nameScenes() ([]pageScene, error) {
	full, err := newOffice(desktest.New())
	if err != nil {
		return nil, err
	}
	shop, err := full.with("names.example", "91120116MA0AAAA1XR", "天津样津文化传媒有限公司", func(d *desk.Desk, id string) error {
		_, err := d.Edit(context.Background(), id, -1,
			filing.Edit{Field: "region.province", Value: "120000"}, filing.Edit{Field: "region.city", Value: "120100"}, filing.Edit{Field: "region.district", Value: "120116"},
			filing.Edit{Field: "organiser.cert_address", Value: "天津市滨海新区样港道26号样港大厦5层501室（自主申报）"},
			filing.Edit{Field: "organiser.address.street", Value: "天津市塘沽区样港道"},
			filing.Edit{Field: "site.name", Value: "样津新闻论坛"},
			filing.Edit{Field: "organiser.scope", Value: "组织文化艺术交流活动；药品零售；广告设计、代理（不含广播、电影）；企业管理咨询（未经金融等监管部门批准，不得从事吸收存款、融资担保等金融业务）；资产管理。"})
		return err
	})
	if err != nil {
		return nil, err
	}
	at := func(field string) screens.Route {
		return screens.Route{Page: screens.PageFiling, Filing: shop.id, Step: int(filing.StepInfo), Field: field}
	}
	var out []pageScene
	add := func(name, field string, do func(*shell.Shell) error) {
		out = append(out, pageScene{name, both, func(v theme.Variant, factor float32) (*shell.Shell, error) {
			return shop.open(v, factor, at(field))
		}, do, false})
	}
	add("names-judged", "site.name", nil)
	add("names-words", "site.name", sight(func(s *shell.Shell) fyne.CanvasObject {
		return hosttest.All[*part.Marked](s.Content())[0]
	}))
	add("names-scope", "organiser.name", sight(asked("organiser.remark")))
	add("names-address", "organiser.name", sight(asked("organiser.address.no_floor")))
	add("names-filled", "organiser.name", func(s *shell.Shell) error {
		if err := pressAll(text.FillAddress)(s); err != nil {
			return err
		}
		return sight(asked("organiser.address.no_floor"))(s)
	})
	return out, nil
}

func asked(path string) func(s *shell.Shell) fyne.CanvasObject {
	return func(s *shell.Shell) fyne.CanvasObject {
		for _, f := range hosttest.All[*part.Field](s.Content()) {
			if f.Path() == path {
				return f
			}
		}
		return nil
	}
}

// sight scrolls until an object is in sight.
func sight(find func(s *shell.Shell) fyne.CanvasObject) func(s *shell.Shell) error {
	return func(s *shell.Shell) error {
		o := find(s)
		if o == nil {
			return errors.New("what is to be seen is not there")
		}
		for _, sc := range hosttest.All[*part.Scroller](s.Content()) {
			hosttest.Walk(sc, func(x fyne.CanvasObject) {
				if x == o {
					sc.ShowObject(o)
				}
			})
		}
		return nil
	}
}
