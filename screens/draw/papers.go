package main

import (
	"context"
	"fmt"
	"image"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"
	"beiandesk/app/paper"
	"beiandesk/app/photo"
	"beiandesk/app/photo/foreign"
	"beiandesk/app/rule"
	rules "beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/shell"
	"beiandesk/screens/theme"

	xdraw "golang.org/x/image/draw"
)

// paperScenes show the page of all papers, as a clerk and as a reader sees it,
// and the office's own templates.
func paperScenes(full office) ([]pageScene, error) {
	ctx := context.Background()
	start, err := paper.StartTemplate(paper.Commitment, paper.Input{Now: now})
	if err != nil {
		return nil, err
	}
	tables, err := rules.Builtin()
	if err != nil {
		return nil, err
	}
	other, err := newOffice(desktest.New())
	if err != nil {
		return nil, err
	}
	if _, err := other.desk.SetPaperTemplate(ctx, paper.Commitment, start); err != nil {
		return nil, err
	}
	reader := desk.Operator{ID: "reader", Name: "王查看", Role: desk.Onlook}
	empty := office{desk: desk.New(desktest.New(), desk.Options{Tables: tables, Now: clock})}
	var out []pageScene
	add := func(name string, o office, who desk.Operator, r screens.Route) {
		r.Page = screens.PagePapers
		out = append(out, pageScene{name, both, func(v theme.Variant, factor float32) (*shell.Shell, error) {
			o.desk.Act(who)
			return o.open(v, factor, r)
		}, nil, false})
	}
	add("papers", full, desk.Operator{}, screens.Route{Filing: full.id})
	add("papers-own", other, desk.Operator{}, screens.Route{Filing: other.id})
	add("papers-reader", other, reader, screens.Route{Filing: other.id})
	add("papers-templates", other, desk.Operator{}, screens.Route{})
	add("papers-templates-empty", empty, desk.Operator{}, screens.Route{})
	return out, nil
}

// drawPapers renders every page of every paper, filled from the sample, with
// the PDF reader that the program has for customers' scans.
func drawPapers(out, only string) error {
	tables, err := rules.Builtin()
	if err != nil {
		return err
	}
	makes := map[paper.Kind]func(paper.Input) ([]byte, error){
		"overview": paper.Overview,
		"checklist": func(in paper.Input) ([]byte, error) {
			env := rule.Env{Tables: tables, Now: now}
			return paper.Checklist(in, rule.Checklist(in.Filing, env), rule.Questions(in.Filing, env))
		},
	}
	for _, k := range append(slices.Clone(paper.Kinds), "overview", "checklist") {
		name := "paper-" + string(k)
		if !strings.Contains(name, only) {
			continue
		}
		in := paperSample(k, tables)
		drawn := makes[k]
		if drawn == nil {
			drawn = func(in paper.Input) ([]byte, error) { return paper.Letter(k, in) }
		}
		data, err := drawn(in)
		if err != nil {
			return err
		}
		for page := 1; ; page++ {
			r, err := foreign.Decode(photo.PDF, data, page)
			if err != nil {
				return fmt.Errorf("%s page %d: %w", name, page, err)
			}
			img, err := photo.Read(context.Background(), "", r.JPEG)
			if err != nil {
				return err
			}
			if err := drawing.Save(filepath.Join(out, fmt.Sprintf("%s-%d.png", name, page)), reduced(smaller(img.Upright(), 1000))); err != nil {
				return err
			}
			if page >= r.Pages {
				break
			}
		}
	}
	return nil
}

// paperSample is the sample, moved where a paper is of use.
func paperSample(k paper.Kind, tables *rules.Set) paper.Input {
	f := sample.Filing(now)
	switch k {
	case paper.TruthNotice, paper.CancelRequest:
		f.Region = filing.Region{Province: "320000", City: "320100", District: "320102"}
	case paper.SitePlan:
		f.Region = filing.Region{Province: "430000", City: "430100", District: "430102"}
	case paper.Guarantee:
		f.Region = filing.Region{Province: "500000", City: "500000"}
	case paper.NoApproval:
		f.Organiser.Scope = "软件开发；自有资金投资；资产管理；医疗器械销售"
	case paper.LetterPrincipal:
		f.PrincipalElse, f.Principal = true, f.Agent
	}
	if k == paper.CancelRequest {
		f.Kind, f.State, f.Number, f.Answers.SubjectNumber = filing.KindCancelSite, filing.Filed, "苏ICP备12345678号-1", "苏ICP备12345678号"
	}
	if k == paper.ChangeRequest {
		f.State, f.Number = filing.Filed, "粤ICP备12345678号-1"
	}
	v := desk.Look(f, tables, now)
	return paper.Input{Filing: f, Needs: v.Needs, Findings: v.Findings, Names: desk.Names(tables), Now: now.Add(time.Hour),
		Touched: rule.Touches(f, rule.Env{Tables: tables}), Provider: desk.ProviderName(f, tables), Keep: desk.DefaultRetention,
		Office: paper.Office{Name: "样本备案服务部", Phones: []string{"400-000-0000"}}}
}

// smaller is a picture of a page as it is looked at on a screen.
func smaller(img image.Image, width int) image.Image {
	b := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, width, b.Dy()*width/b.Dx()))
	xdraw.CatmullRom.Scale(out, out.Rect, img, b, xdraw.Src, nil)
	return out
}
