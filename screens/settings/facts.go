package settings

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"beiandesk/app/desk"
	"beiandesk/assets"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// open opens a file or a folder with the system's program.
func (p *Page) open(path string) func() {
	return func() {
		if err := p.host.OpenExternal(path); err != nil {
			p.host.Alert(err)
		}
	}
}

// place is a path with what can be done with it.
func (p *Page) place(label, path, hint string, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	words := part.Column(0, part.Body(label), part.Hint(path).Clip())
	if hint != "" {
		words.Add(part.Hint(hint))
	}
	return part.Row(theme.S2, append([]fyne.CanvasObject{part.Stretch(words)}, buttons...)...)
}

func (p *Page) places() fyne.CanvasObject {
	crash := text.CrashNone
	var seeCrash []fyne.CanvasObject
	if n := len(p.info.Crashes); n > 0 {
		crash = text.Reports(n)
		seeCrash = append(seeCrash, part.Plain(text.CrashOpen, p.open(p.info.Crashes[0])).Small(),
			part.Plain(text.OpenFolder, p.open(filepath.Dir(p.info.Crashes[0]))).Small())
	}
	version, date := p.tables()
	p.limits = part.Column(0)
	p.showLimits()
	return part.Section(text.PlacesTitle, "",
		p.place(text.DataFolder, p.info.DataDir, "", part.Quiet(text.Copy, func() { p.host.Copy(p.info.DataDir) }).With(part.GlyphCopy).Small(),
			part.Plain(text.OpenFolder, p.open(p.info.DataDir)).Small()),
		part.Rule(),
		p.place(text.LogFile, p.info.LogPath, text.LogHint, part.Plain(text.OpenLog, p.open(p.info.LogPath)).Small()),
		part.Rule(),
		p.place(text.CrashReports, crash, "", seeCrash...),
		part.Rule(),
		p.place(text.TrashEntry, text.TrashEntryHint, "", part.Plain(text.OpenTrash, func() {
			p.host.Navigate(screens.Route{Page: screens.PageTrash})
		}).Small()),
		part.Rule(),
		p.place(text.TablesTitle, text.TablesVersion(version, date), text.TablesHint, part.Plain(text.RuleTablesOpen, func() {
			p.host.Navigate(screens.Route{Page: screens.PageTables})
		}).Small()),
		part.Rule(),
		p.limits,
	)
}

// showLimits shows which table of picture limits is in force and what can be
// done with it: take it out to read or change it, and stop using a file that
// replaces the program's own.
func (p *Page) showLimits() {
	l := p.desk.Limits()
	buttons := []fyne.CanvasObject{part.Plain(text.LimitsSave, p.saveLimits).Small(), part.Plain(text.OpenFolder, p.open(p.info.DataDir)).Small()}
	if l.File != "" {
		buttons = append(buttons, part.Plain(text.LimitsDrop, p.dropLimits).Small())
	}
	p.limits.Objects = []fyne.CanvasObject{p.place(text.LimitsTitle, text.LimitsInForce(l), text.LimitsHint, buttons...)}
	p.limits.Refresh()
}

func (p *Page) saveLimits() {
	p.host.PickSave(desk.LimitsName, func(path string) {
		if path == "" {
			return
		}
		p.host.Go("limits-save", func(ctx context.Context) error { return p.desk.SaveLimits(ctx, path) }, func(err error) {
			if err != nil {
				p.host.Alert(err)
				return
			}
			p.host.Toast(text.LimitsSaved, nil)
		})
	})
}

func (p *Page) dropLimits() {
	p.host.Go("limits-drop", func(ctx context.Context) error { return p.desk.DropLimits(context.WithoutCancel(ctx)) }, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		p.showLimits()
		p.host.Toast(text.LimitsDropped, nil)
	})
}

// tables gives the newest version among the tables, and the newest date of
// their sources.
func (p *Page) tables() (version, date string) {
	t := p.desk.Tables()
	for _, v := range t.Versions {
		version = max(version, v)
	}
	for _, s := range t.Sources {
		if len(s.Date) == len("2006-01-02") && s.Date[0] == '2' {
			date = max(date, s.Date)
		}
	}
	return version, date
}

// backups leads to the page 备份与交接.
func (p *Page) backups() fyne.CanvasObject {
	return part.Section(text.BackupTitle, "", p.place(text.BackupEntryHint, "", "", part.Plain(text.OpenIt, func() {
		p.host.Navigate(screens.Route{Page: screens.PageBackup})
	}).Small()))
}

// vault leads to the page 安全.
func (p *Page) vault() fyne.CanvasObject {
	return part.Section(text.VaultEntry, "", p.place(text.VaultHint, "", "", part.Plain(text.VaultOpen, func() {
		p.host.Navigate(screens.Route{Page: screens.PageVault})
	}).Small()))
}

// records leads to the page 人员与记录.
func (p *Page) records() fyne.CanvasObject {
	return part.Section(text.RecordsTitle, "", p.place(text.RecordsEntry, "", "", part.Plain(text.RecordsOpen, func() {
		p.host.Navigate(screens.Route{Page: screens.PageRecords})
	}).Small()))
}

func (p *Page) protect() fyne.CanvasObject {
	return part.Section(text.ProtectTitle, "", part.Body(text.Protect1), part.Body(text.Protect2), part.Body(text.Protect3),
		part.Row(0, part.Link(text.ProtectMore, func() { p.host.ShowHelp("data-protection") }).Then(part.GlyphRight)))
}

func (p *Page) about() fyne.CanvasObject {
	licence := part.Hint(licenceLines(assets.FontLicence()))
	licence.Hide()
	var show *part.Button
	col := part.Column(theme.S2, part.Strong(text.VersionLine(p.info.Version)), part.Body(text.AboutLicence), part.Body(text.FontLine))
	show = part.Link(text.FontShow, func() {
		licence.Hidden = !licence.Hidden
		if licence.Hidden {
			show.SetLabel(text.FontShow)
		} else {
			show.SetLabel(text.FontHide)
		}
		p.content.Refresh()
	})
	col.Add(part.Row(0, show))
	col.Add(licence)
	return part.Section(text.AboutTitle, "", col)
}

// licenceLines joins the hard-wrapped lines of the licence into paragraphs, so
// that they wrap at the width of the page.
func licenceLines(s string) string {
	paras := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n")
	for i, para := range paras {
		paras[i] = strings.Join(strings.Fields(para), " ")
	}
	return strings.Join(slices.DeleteFunc(paras, func(s string) bool { return s == "" }), "\n")
}
