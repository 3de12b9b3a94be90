package main

import (
	"context"
	"fmt"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	rules "beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/shell"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"
)

const reviewer = `您好，您的备案订单未通过审核，原因如下：
1、营业执照照片反光，看不清信用代码；
2、网站名称含有“中国”字样，请更换；
3、法定代表人电话13800001234多次拨打无人接听，身份证即将到期；
4、抬头和牌匾合不上。
请修改后重新提交，谢谢。`

// refusalScenes show a reviewer's text being pasted and looked at, the tasks
// that came of it, and what the office has learnt in two years.
func refusalScenes() ([]pageScene, error) {
	full, err := newOffice(desktest.New())
	if err != nil {
		return nil, err
	}
	waiting, err := full.with("shenhe.example", "91110105MA0AAAA1X2", "样本商贸有限公司", func(d *desk.Desk, id string) error { return moved(d, id, filing.ActSubmit) })
	if err != nil {
		return nil, err
	}
	taken := func(domain string, ticked int) (office, error) {
		return full.with(domain, "91330106MA0AAAA1XC", "样本贸易有限公司", func(d *desk.Desk, id string) error {
			if err := moved(d, id, filing.ActSubmit); err != nil {
				return err
			}
			v, err := d.Open(context.Background(), id)
			if err != nil {
				return err
			}
			if v, err = d.TakeRefusal(context.Background(), id, v.Filing.Rev, filing.ActReturn, desk.Reading{Text: reviewer}); err != nil {
				return err
			}
			for _, t := range v.Filing.OpenRefusal().Tasks[:ticked] {
				if _, err := d.TickTask(context.Background(), id, t.ID, true); err != nil {
					return err
				}
			}
			return nil
		})
	}
	some, err := taken("tuihui.example", 1)
	if err != nil {
		return nil, err
	}
	done, err := taken("gaihao.example", 5)
	if err != nil {
		return nil, err
	}
	learnt, err := learntOffice()
	if err != nil {
		return nil, err
	}
	tables, err := rules.Builtin()
	if err != nil {
		return nil, err
	}
	empty := office{desk: desk.New(desktest.New(), desk.Options{Tables: tables, Now: clock})}
	history := func(o office) screens.Route { return screens.Route{Page: screens.PageHistory, Filing: o.id} }
	var out []pageScene
	add := func(name string, o office, r screens.Route, do func(*shell.Shell) error) {
		out = append(out, pageScene{name, both, func(v theme.Variant, factor float32) (*shell.Shell, error) { return o.open(v, factor, r) }, do, false})
	}
	add("refusal-paste", waiting, history(waiting), nil)
	add("refusal-preview", waiting, history(waiting), func(s *shell.Shell) error {
		for _, f := range hosttest.All[*part.Field](s.Content()) {
			if f.Path() == "reason" {
				f.Type(reviewer)
			}
		}
		return pressAll(text.RefusalRead)(s)
	})
	add("refusal-tasks", some, history(some), nil)
	add("refusal-correct", some, history(some), pressAll(text.TasksCorrect))
	add("refusal-done", done, history(done), nil)
	add("refusal-form", some, screens.Route{Page: screens.PageFiling, Filing: some.id, Step: int(filing.StepInfo), Field: "site.name"}, nil)
	add("refused", learnt, screens.Route{Page: screens.PageRefused}, nil)
	add("refused-filings", learnt, screens.Route{Page: screens.PageRefused}, pressAll(text.RefusedShow))
	add("refused-empty", empty, screens.Route{Page: screens.PageRefused}, nil)
	add("refused-hint", learnt, screens.Route{Page: screens.PageFiling, Filing: learnt.id, Step: int(filing.StepInfo), Field: "site.name"}, nil)
	return out, nil
}

// learntOffice has two years of made-up refusals behind it.
func learntOffice() (office, error) {
	store := desktest.New()
	tables, err := rules.Builtin()
	if err != nil {
		return office{}, err
	}
	at := now
	o := office{desk: desk.New(store, desk.Options{Tables: tables, Now: func() time.Time { return at }})}
	ctx := context.Background()
	texts := []string{"网站名称含有敏感词；电话无人接听", "营业执照照片模糊", "域名持有者与主办单位不一致；网站名称过于宽泛", "通信地址不详细", "法定代表人电话打不通"}
	for i := range 40 {
		at = now.AddDate(0, 0, -14*i)
		v, err := o.desk.Add(ctx, fmt.Sprintf("lishi-%02d.com", i+1), true)
		if err != nil {
			return o, err
		}
		where := []string{"440000", "110000", "330000"}[i%3]
		if v, err = o.desk.Edit(ctx, v.Filing.ID, v.Filing.Rev, filing.Edit{Field: "region.province", Value: where}, filing.Edit{Field: "organiser.name", Value: fmt.Sprintf("样本第%d商贸有限公司", i+1)},
			filing.Edit{Field: "provider", Value: []string{"ucloud", "aliyun"}[i%2]}); err != nil {
			return o, err
		}
		if v, err = o.desk.Do(ctx, v.Filing.ID, v.Filing.Rev, filing.ActSubmit, ""); err != nil {
			return o, err
		}
		if _, err = o.desk.TakeRefusal(ctx, v.Filing.ID, v.Filing.Rev, filing.ActReturn, desk.Reading{Text: texts[i%len(texts)]}); err != nil {
			return o, err
		}
	}
	at = now
	v, err := o.desk.Add(ctx, "xinlai.com", true)
	if err != nil {
		return o, err
	}
	o.id = v.Filing.ID
	_, err = o.desk.Edit(ctx, o.id, v.Filing.Rev, filing.Edit{Field: "region.province", Value: "440000"}, filing.Edit{Field: "provider", Value: "ucloud"})
	return o, err
}
