package review

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/app/parcel"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/masking"
	"beiandesk/screens/part"
	"beiandesk/screens/printing"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// Export is the page of the package.
type Export struct {
	page
	originals, folder bool
	pictures          bool   // nothing else
	target            string // whom the pictures are sized for, "" = the provider
	mark              mark
	eyes              *masking.Watch // over what is masked
	running           context.CancelFunc
	bar               *part.Meter
	step              *part.Text
	result            *parcel.Result
	copying           copying
	applet            *applet
}

// NewExport offers the package of route.Filing, single papers, and the fields
// to copy one by one. With ArgPolice it begins with the pictures for the police.
func NewExport(h screens.Host, d *desk.Desk, route screens.Route) *Export {
	e := &Export{mark: mark{on: true}, eyes: masking.New(h, masking.Of(d), route.Filing), bar: part.NewMeter(), step: part.Hint("")}
	e.target = d.ChosenTarget(route.Filing)
	if route.Arg == ArgPolice {
		e.target, e.pictures = table.PolicePictures, true
	}
	e.host, e.desk = h, d // the card's fields need them
	e.applet = newApplet(e)
	e.init(h, d, route.Filing, e.build)
	return e
}

// Close implements screens.Screen: a running export is stopped, and leaves
// nothing behind.
func (e *Export) Close() {
	e.closed = true
	if e.running != nil {
		e.running()
	}
}

// Busy tells whether an export runs; the shell asks before it closes.
func (e *Export) Busy() bool { return e.running != nil }

func (e *Export) build() fyne.CanvasObject {
	f := &e.view.Filing
	clean := e.pictures && f.State == filing.Filed || rule.Summarise(e.view.Findings).OK()
	col := part.Column(theme.S4)
	switch {
	case clean:
		col.Add(part.Banner(part.Done, text.ExportReady, "", nil))
	default:
		col.Add(part.Banner(part.LookHere, text.ExportBlocked, text.ToChecks, func() {
			e.host.Navigate(screens.Route{Page: screens.PageChecks, Filing: f.ID})
		}))
	}
	col.Add(e.parcel(clean))
	if e.result != nil {
		col.Add(e.done())
	}
	col.Add(e.letters())
	col.Add(e.copyRows())
	col.Add(e.applet.card())
	return e.frame(text.ExportTitle, text.ExportUnder, part.Centered(880, col))
}

func (e *Export) parcel(clean bool) fyne.CanvasObject {
	box := func(words string, at *bool) fyne.CanvasObject {
		c := part.NewCheckBox(words, func(on bool) { *at = on })
		c.SetChecked(*at)
		return c
	}
	if e.running != nil {
		return part.Card(part.Section(text.ExportRunning, "", e.bar, e.step, part.Row(0, part.Plain(text.ExportCancel, func() { e.running() }))))
	}
	act := part.Primary(text.ExportNow, func() { e.ask(false) }).With(part.GlyphExport)
	if e.result != nil { // the next thing to do is below
		act = part.Plain(text.ExportNow, func() { e.ask(false) }).With(part.GlyphExport)
	}
	if !clean {
		act = part.Plain(text.ExportAnyway, func() {
			e.host.Confirm(text.Question{Title: text.AnywayTitle, Body: text.AnywayBody, Yes: text.ExportAnyway}, func(yes bool) {
				if yes {
					e.ask(true)
				}
			})
		}).With(part.GlyphExport)
	}
	originals := box(text.OptOriginals, &e.originals)
	alone := part.NewCheckBox(text.OptPictures, func(on bool) {
		e.pictures = on
		if e.view.Filing.State == filing.Filed { // findings do not matter then, or do again
			e.set(e.build())
			return
		}
		show(originals, !on)
		e.root.Refresh()
	})
	alone.SetChecked(e.pictures)
	show(originals, !e.pictures)
	return part.Card(part.Section(text.ExportOptions, "", e.sizes(), part.Rule(), e.watermark(), originals,
		alone, box(text.OptFolder, &e.folder), part.Row(0, act)))
}

func show(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// ask lets the person choose the place, then exports.
func (e *Export) ask(anyway bool) {
	name := e.desk.SuggestName(e.view, e.folder)
	if e.pictures {
		name = e.desk.SuggestPictures(e.view, e.folder)
	}
	go_ := func(path string) {
		if path != "" && !e.closed {
			_, err := os.Stat(path)
			e.start(path, anyway, err == nil && !e.folder) // PickSave has asked about an existing file
		}
	}
	if e.folder {
		e.host.PickFolder(func(dir string) {
			if dir != "" {
				go_(filepath.Join(dir, name))
			}
		})
		return
	}
	e.host.PickSave(name, go_)
}

func (e *Export) start(path string, anyway, overwrite bool) {
	opts := desk.ExportOptions{Dest: path, Folder: e.folder, NoWatermark: !e.mark.on, Originals: e.originals, Overwrite: overwrite, Anyway: anyway,
		Target: e.target, PicturesOnly: e.pictures}
	stop, cancel := context.WithCancel(context.Background())
	e.running, e.result = cancel, nil
	e.bar.Set(0)
	e.step.SetText("")
	e.set(e.build())
	var res parcel.Result
	e.host.Go("export:"+e.id, func(ctx context.Context) (err error) {
		defer context.AfterFunc(ctx, cancel)()
		what := ""
		res, err = e.desk.Export(stop, e.id, opts, func(done, total int, w string) {
			what = w
			now := what
			e.host.Progress(ctx, done, total, func(done, total int) {
				if total > 0 {
					e.bar.Set(float64(done) / float64(total))
				}
				e.step.SetText(text.ExportStep(done, total, now))
			})
		})
		return err
	}, func(err error) {
		cancel()
		e.running = nil
		switch {
		case e.closed:
		case err == nil:
			e.result = &res
			e.Reload()
		case app.CodeOf(err) == parcel.CodeExists && opts.Folder: // an existing folder is never touched
			e.start(another(path), anyway, false)
		case app.CodeOf(err) == parcel.CodeExists:
			e.set(e.build())
			e.host.Confirm(text.Question{Title: text.ExistsTitle, Body: text.ExistsBody, Yes: text.ExistsYes, Danger: true}, func(yes bool) {
				if yes {
					e.start(path, anyway, true)
				}
			})
		default:
			e.set(e.build())
			if app.CodeOf(err) != app.CodeCanceled {
				e.host.Alert(err)
			}
		}
	})
}

// another is the next name for a folder: 名字-2, 名字-3 …
func another(path string) string {
	n := 2
	if base, number, ok := cutNumber(path); ok {
		path, n = base, number+1
	}
	return path + "-" + strconv.Itoa(n)
}

// cutNumber takes a running number of at most three digits off a name; the day
// in it has eight.
func cutNumber(path string) (base string, n int, ok bool) {
	i := strings.LastIndexByte(path, '-')
	if i < 0 || len(path)-i > 4 {
		return path, 0, false
	}
	n, err := strconv.Atoi(path[i+1:])
	return path[:i], n, err == nil
}

// done says what was written and what comes next.
func (e *Export) done() fyne.CanvasObject {
	r := e.result
	state, title := part.Done, text.ExportDone
	if r.Draft {
		state, title = part.LookHere, text.ExportDoneDraft
	}
	files := part.Column(theme.S1)
	for _, n := range r.Files {
		files.Add(part.Muted(n))
	}
	objs := []fyne.CanvasObject{part.Banner(state, title+"："+filepath.Base(r.Path)+"（"+text.Bytes(r.Bytes)+"）", text.ExportOpen, func() {
		if err := e.host.OpenExternal(filepath.Dir(r.Path)); err != nil {
			e.host.Alert(err)
		}
	})}
	for _, n := range r.Notes {
		objs = append(objs, part.FindingRow(part.Finding{State: part.Info, Text: n.Text, Where: n.File}, nil))
	}
	if f := &e.view.Filing; !r.Draft && !e.pictures && (f.State == filing.Draft || f.State == filing.Returned) {
		a := filing.ActSubmit
		if f.State == filing.Returned {
			a = filing.ActResubmit
		}
		objs = append(objs, part.Body(text.ExportMarkUn), part.Row(0, part.Primary(text.ExportMark, func() {
			rev := e.view.Filing.Rev
			e.change(func(ctx context.Context) (desk.View, error) { return e.desk.Do(ctx, e.id, rev, a, "") }, func(err error) {
				if err != nil {
					e.host.Alert(err)
					return
				}
				e.host.Navigate(screens.Route{Page: screens.PageHistory, Filing: e.id})
			})
		})), part.Rule())
	}
	// Last, since the list is longer than the window.
	objs = append(objs, part.Strong(text.ExportInside), files)
	return part.Card(part.Column(theme.S3, objs...))
}

// letters are the papers one may want alone.
func (e *Export) letters() fyne.CanvasObject {
	var buttons []fyne.CanvasObject
	for _, k := range e.desk.Papers(&e.view) {
		buttons = append(buttons, part.Plain(k.Title(), func() { e.save(k) }).With(part.GlyphPrint))
	}
	buttons = append(buttons, part.Plain(text.OverviewPaper, func() { e.save("") }).With(part.GlyphPrint))
	return part.Card(part.Section(text.LettersTitle, text.LettersWhy, part.Flow(theme.S3, buttons...), part.Row(0, part.Link(text.ToPapers, func() {
		e.host.Navigate(screens.Route{Page: screens.PagePapers, Filing: e.id})
	}).Then(part.GlyphRight))))
}

// save writes one paper; "" is the overview.
func (e *Export) save(k paper.Kind) {
	if k != "" {
		printing.Print(e.host, e.desk, e.id, k, "")
		return
	}
	e.host.PickSave(text.OverviewPaper+".pdf", func(path string) {
		if path == "" {
			return
		}
		e.host.Go("paper", func(ctx context.Context) error { return e.desk.SaveOverview(ctx, e.id, path) }, func(err error) {
			printing.Done(e.host, err, path, true, "")
		})
	})
}
