// Package pages joins the pages of the window that live in packages of their
// own; the shell knows them only by name.
package pages

import (
	"context"
	"fmt"
	"sync"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/screens"
	"beiandesk/screens/backup"
	"beiandesk/screens/capture"
	"beiandesk/screens/checklist"
	"beiandesk/screens/compare"
	"beiandesk/screens/help"
	"beiandesk/screens/home"
	"beiandesk/screens/papers"
	"beiandesk/screens/refused"
	"beiandesk/screens/review"
	"beiandesk/screens/shell"
	"beiandesk/screens/steps"
	"beiandesk/screens/tables"
	"beiandesk/screens/text"
)

// All makes the pages of a filing and the help. unsaved keeps what they cannot
// save, nil where nobody asks for it.
func All(d *desk.Desk, unsaved *steps.Unsaved) map[screens.Page]func(screens.Host, screens.Route) screens.Screen {
	if unsaved == nil {
		unsaved = &steps.Unsaved{}
	}
	return map[screens.Page]func(screens.Host, screens.Route) screens.Screen{
		screens.PageFiling:  func(h screens.Host, r screens.Route) screens.Screen { return steps.New(h, d, r, unsaved) },
		screens.PageChecks:  func(h screens.Host, r screens.Route) screens.Screen { return review.NewChecks(h, d, r) },
		screens.PageHistory: func(h screens.Host, r screens.Route) screens.Screen { return review.NewHistory(h, d, r) },
		screens.PageRefused: func(h screens.Host, r screens.Route) screens.Screen { return refused.New(h, d, d.Tables()) },
		screens.PageExport:  func(h screens.Host, r screens.Route) screens.Screen { return review.NewExport(h, d, r) },
		screens.PagePapers: func(h screens.Host, r screens.Route) screens.Screen {
			return papers.New(h, d, desk.Names(d.Tables()).Source, r)
		},
		screens.PagePhone: func(h screens.Host, r screens.Route) screens.Screen {
			return capture.New(h, capture.Options{Desk: d, Unsaved: unsaved}, r)
		},
		screens.PageBackup:    func(h screens.Host, r screens.Route) screens.Screen { return backup.New(h, d, d.Program(), r) },
		screens.PageCompare:   func(h screens.Host, r screens.Route) screens.Screen { return compare.New(h, d, r) },
		screens.PageChecklist: func(h screens.Host, r screens.Route) screens.Screen { return checklist.New(h, d, r) },
		screens.PageTables:    func(h screens.Host, _ screens.Route) screens.Screen { return tables.New(h, d) },
		screens.PageHelp:      func(h screens.Host, r screens.Route) screens.Screen { return help.New(h, r.Arg) },
	}
}

// Inside makes what the window shows of opened data. begin is called once, when
// the pages are there.
func Inside(d *desk.Desk, mended Repairs, refused []error, begin func()) shell.Inside {
	unsaved := &steps.Unsaved{}
	return shell.Inside{Desk: d, Sources: Sources(d), Pages: All(d, unsaved), Unsaved: unsaved, Refused: refused,
		Mended: Mended(mended), Entered: sync.OnceFunc(begin)}
}

// Swapped tells of restored data that this start has put in place of the
// former, which are kept in a folder of that name.
func Swapped(done, gone bool, kept string) []string {
	switch {
	case done:
		return []string{text.RestoredInPlace(kept)}
	case gone:
		return []string{text.RestoredGone}
	}
	return nil
}

// Sources bring the sample and files into the list.
func Sources(d *desk.Desk) home.Sources {
	return home.Sources{
		Sample: func(ctx context.Context) (string, error) {
			v, err := d.AddSample(ctx)
			return v.Filing.ID, err
		},
		Import: func(ctx context.Context, path string) (string, error) {
			v, warnings, err := d.Import(ctx, path)
			if err != nil {
				return "", err
			}
			if len(warnings) > 0 {
				return v.Filing.ID, app.Fail("import.warnings", text.ImportedWith(len(warnings), warnings[0].Text))
			}
			return v.Filing.ID, nil
		},
	}
}

// Repairs counts what the store put right at the start, or could not; see
// store.Report.
type Repairs struct{ Attached, Lost, Missing, Absent, Unmended, Stuck int }

// Mended puts into words what the store put right at the start.
func Mended(r Repairs) []string {
	var out []string
	for _, x := range []struct {
		n     int
		words string
	}{{r.Attached, text.MendedAttached}, {r.Lost, text.MendedLost}, {r.Missing, text.MendedMissing},
		{r.Absent, text.MendedAbsent}, {r.Unmended, text.MendedUnmended}, {r.Stuck, text.MendedStuck}} {
		if x.n > 0 {
			out = append(out, fmt.Sprintf(x.words, x.n))
		}
	}
	return out
}
