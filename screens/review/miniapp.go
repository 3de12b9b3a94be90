package review

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/miniapp"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// maxContents is how many service contents WeChat takes.
const maxContents = 5

// applet is the card that writes the body of a mini-program's filing. What is
// typed in it is not kept, save in a draft while the window is locked.
type applet struct {
	e                       *Export
	open                    bool
	platform, pick          *part.Field
	comment, face, id, name *part.Field
	contents                []int
	labels                  map[int]string
	found                   []miniapp.Problem
	checked                 miniapp.Platform  // "" before the first look
	asked                   miniapp.Extra     // what was looked at
	answer                  fyne.CanvasObject // what the platform would refuse, nil before the first look
	root                    *fyne.Container   // stays while its content changes, so that the page does not scroll away
}

func newApplet(e *Export) *applet {
	a := &applet{e: e, labels: map[int]string{}, root: part.Column(0)}
	var platforms, contents []part.Option
	for _, p := range miniapp.Platforms {
		platforms = append(platforms, part.Option{Value: string(p), Label: p.Name()})
	}
	for _, c := range e.desk.MiniappContents() {
		a.labels[c.Code] = c.Name
		contents = append(contents, part.Option{Value: strconv.Itoa(c.Code), Label: c.Name, Detail: c.Group})
	}
	a.platform = part.NewPick(part.Spec{Path: "extra.platform", Label: text.MiniappPlatform, Bare: true}, platforms)
	a.platform.SetValue(string(miniapp.WeChat))
	a.platform.OnChanged = func(string, string) {
		a.found, a.checked = nil, "" // of the other platform
		a.again()
	}
	a.pick = part.NewPick(part.Spec{Path: "extra.contents", Label: text.MiniappContent, Hint: text.MiniappContents}, contents)
	a.pick.OnChanged = func(_, v string) {
		n, err := strconv.Atoi(v)
		a.pick.SetValue("")
		if err == nil && !slices.Contains(a.contents, n) && len(a.contents) < maxContents {
			a.contents = append(a.contents, n)
		}
		a.again()
	}
	a.comment = part.NewText(e.host, part.Spec{Path: "extra.comment", Label: text.MiniappComment, Hint: text.MiniappCommentH, Lines: 3, Limit: 200})
	a.face = part.NewText(e.host, part.Spec{Path: "extra.face_task", Label: text.MiniappFace, Limit: 256})
	a.id = part.NewText(e.host, part.Spec{Path: "extra.app_id", Label: text.MiniappID, Hint: text.MiniappIDH, Limit: 40})
	a.name = part.NewText(e.host, part.Spec{Path: "extra.app_name", Label: text.MiniappName, Hint: text.MiniappNameH, Limit: 30})
	return a
}

func (a *applet) card() fyne.CanvasObject {
	a.root.Objects = []fyne.CanvasObject{a.content()}
	return a.root
}

func (a *applet) again() {
	a.card()
	a.root.Refresh()
	a.e.root.Refresh()
}

func (a *applet) content() fyne.CanvasObject {
	if !a.open {
		return part.Card(part.Section(text.MiniappTitle, text.MiniappWhy, part.Row(0, part.Link(text.OpenIt, func() {
			a.open = true
			a.again()
		}))))
	}
	chips := part.Flow(theme.S2)
	for _, n := range a.contents {
		chips.Add(part.Row(theme.S1, part.Body(a.labels[n]), part.Link(text.MiniappRemove, func() {
			a.contents = slices.DeleteFunc(a.contents, func(x int) bool { return x == n })
			a.again()
		})))
	}
	show(chips, len(a.contents) > 0)
	p := miniapp.Platform(a.platform.Value())
	a.face.SetHint(text.MiniappFaceHint(p))
	own := part.Columns(2, 240, theme.S4, a.id, a.name)
	show(own, p == miniapp.WeChat) // Douyin takes neither
	objs := []fyne.CanvasObject{part.Columns(2, 240, theme.S4, a.platform, a.pick), chips, a.comment, a.face, own,
		part.Hint(text.MiniappNotKept), part.Row(theme.S3, part.Plain(text.MiniappExport, a.look).With(part.GlyphExport),
			part.Link(text.MoreHelp, func() { a.e.host.ShowHelp("mini-programs") }), part.Spring(), part.Link(text.FoldIt, func() {
				a.open = false
				a.again()
			}))}
	if a.answer = nil; a.checked != "" {
		a.answer = a.problems()
		objs = append(objs, a.answer)
	}
	return part.Card(part.Section(text.MiniappTitle, text.MiniappWhy, objs...))
}

func (a *applet) problems() fyne.CanvasObject {
	col := part.Column(theme.S3)
	blocks := 0
	for _, p := range a.found {
		state := part.LookHere
		if p.Blocks {
			state = part.Refused
			blocks++
		}
		col.Add(part.FindingRow(part.Finding{State: state, Text: p.Text, Remedy: p.Remedy}, a.way(p.Field)))
	}
	if blocks > 0 {
		p, x := a.checked, a.asked
		col.Add(part.Row(0, part.Plain(text.MiniappAnyway, func() { a.ask(p, x, true) })))
	}
	return part.Column(theme.S3, part.Rule(), part.Strong(text.MiniappFound(a.checked, blocks, len(a.found)-blocks)), col)
}

// way leads to what a problem is about: a field of the card or of the filing,
// nil if there is none.
func (a *applet) way(field filing.Field) func() {
	for _, f := range []*part.Field{a.pick, a.comment, a.face, a.id, a.name} {
		if f.Path() == string(field) {
			return f.Focus
		}
	}
	if field == "" || strings.HasPrefix(string(field), "extra.") {
		return nil
	}
	step, _ := filing.Place(field)
	return func() {
		a.e.host.Navigate(screens.Route{Page: screens.PageFiling, Filing: a.e.id, Step: int(step), Field: string(field)})
	}
}

func (a *applet) extra() miniapp.Extra {
	return miniapp.Extra{AppID: a.id.Value(), AppName: a.name.Value(), Contents: slices.Clone(a.contents), Comment: a.comment.Value(), FaceTask: a.face.Value()}
}

// look checks first. What the platform would refuse is shown and can be mended
// before anything else is asked.
func (a *applet) look() {
	if err := a.e.desk.May(desk.MayExport); err != nil {
		a.e.host.Alert(err)
		return
	}
	p, x := miniapp.Platform(a.platform.Value()), a.extra()
	var found []miniapp.Problem
	a.e.host.Go("miniapp:"+a.e.id, func(ctx context.Context) (err error) {
		found, err = a.e.desk.CheckMiniapp(ctx, a.e.id, p, x)
		return err
	}, func(err error) {
		switch {
		case a.e.closed:
		case err != nil:
			a.e.host.Alert(err)
		default:
			a.found, a.checked, a.asked = found, p, x
			a.again()
			a.e.host.After(part.PaintTime, func() {
				if !a.e.closed && a.answer != nil {
					a.e.scroll.ShowObject(a.answer)
				}
			})
			if !miniapp.Blocked(found) {
				a.ask(p, x, false)
			}
		}
	})
}

// ask asks, since persons are in the file, and for the place.
func (a *applet) ask(p miniapp.Platform, x miniapp.Extra, anyway bool) {
	body := text.MiniappPersonal
	if anyway {
		body = text.MiniappBlocked + text.MiniappPersonal
	}
	a.e.host.Confirm(text.Question{Title: text.MiniappAsk, Body: body, Yes: text.MiniappYes}, func(yes bool) {
		if !yes || a.e.closed {
			return
		}
		a.e.host.PickSave(a.e.desk.SuggestMiniapp(a.e.view, p), func(path string) {
			if path == "" {
				return
			}
			a.e.host.Go("miniapp:"+a.e.id, func(ctx context.Context) error {
				_, err := a.e.desk.SaveMiniapp(ctx, a.e.id, p, x, path, anyway)
				return err
			}, func(err error) {
				if err != nil {
					a.e.host.Alert(err)
					return
				}
				a.e.host.Toast(text.MiniappSaved, nil)
			})
		})
	})
}

// appletDraft is what was typed when the window was locked.
type appletDraft struct {
	Platform string        `json:"platform"`
	Extra    miniapp.Extra `json:"extra"`
}

// Draft implements shell.Drafter: the mini-program's card saves nothing by
// itself.
func (e *Export) Draft() string {
	x := e.applet.extra()
	if len(x.Contents) == 0 && x.Comment == "" && x.FaceTask == "" && x.AppID == "" && x.AppName == "" {
		return ""
	}
	b, err := json.Marshal(appletDraft{e.applet.platform.Value(), x})
	if err != nil { // strings and numbers only
		return ""
	}
	return string(b)
}

// PutDraft implements shell.Drafter.
func (e *Export) PutDraft(s string) {
	var d appletDraft
	if json.Unmarshal([]byte(s), &d) != nil {
		return // of another version of the program
	}
	a := e.applet
	a.open, a.contents = true, d.Extra.Contents
	for f, v := range map[*part.Field]string{a.platform: d.Platform, a.comment: d.Extra.Comment, a.face: d.Extra.FaceTask, a.id: d.Extra.AppID, a.name: d.Extra.AppName} {
		f.ForceValue(v)
	}
	if e.loaded {
		a.again()
	}
}
