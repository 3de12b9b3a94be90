package review_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/review"
	"beiandesk/screens/text"
)

func fieldOf(t *testing.T, p screens.Screen, path string) *part.Field {
	t.Helper()
	for _, f := range hosttest.All[*part.Field](p.Content()) {
		if f.Path() == path {
			return f
		}
	}
	t.Fatalf("no field %s", path)
	return nil
}

// The filing's console is shown at first; another can be chosen, and the ticks
// of each are kept while the page lives.
func TestTheFieldsFollowTheConsole(t *testing.T) {
	w := newWorld(t, func(f *filing.Filing) { f.Provider = "huawei" })
	p := review.NewExport(w.host, w.desk, w.route())
	hosttest.Press(t, lay(p), text.OpenIt)
	if !hosttest.Shows(lay(p), "首页URL") || !hosttest.Shows(p.Content(), text.OurName("首页网址")) {
		t.Fatalf("Huawei's names are missing: %q", hosttest.Words(p.Content()))
	}
	hosttest.Press(t, p.Content(), text.CopyNext)
	hosttest.Press(t, lay(p), text.CopyNext)
	progress := func() string {
		for _, x := range hosttest.Words(lay(p)) {
			if strings.HasPrefix(x, "已复制 ") {
				return strings.Fields(x)[1]
			}
		}
		return ""
	}
	if len(w.host.Copied)+len(w.host.Personal) != 2 || progress() != "2" {
		t.Fatalf("copied %d, progress %q", len(w.host.Copied), progress())
	}
	choose := func(id string) {
		f := fieldOf(t, p, "console")
		f.SetValue(id)
		f.OnChanged("console", id)
	}
	choose("west")
	if hosttest.Shows(lay(p), "首页URL") || !hosttest.Shows(p.Content(), "有效证件类别") || progress() != "0" {
		t.Errorf("West's console: %q", hosttest.Words(p.Content()))
	}
	choose("huawei")
	p.Reload() // something was saved elsewhere
	if progress() != "2" {
		t.Errorf("the ticks are gone: %q", progress())
	}
	hosttest.Press(t, p.Content(), text.CopyAgain)
	if progress() != "0" {
		t.Errorf("begun anew: %q", progress())
	}
	w.host.Toasts[len(w.host.Toasts)-1].Undo()
	if progress() != "2" {
		t.Errorf("taken back: %q", progress())
	}
	hosttest.Press(t, p.Content(), text.FoldIt)
	if hosttest.Shows(lay(p), text.CopyNext) {
		t.Error("the card does not fold")
	}
	if w.stored().Filing.Provider != "huawei" {
		t.Error("looking at a console changed the filing")
	}
	w.host.NoAlerts()
}

// What is not filled in is no value to copy: it is counted.
func TestWhatIsEmptyIsNotCopied(t *testing.T) {
	w := newWorld(t, func(f *filing.Filing) {
		*f = filing.Filing{ID: f.ID, Rev: f.Rev, State: f.State, Created: f.Created, Updated: f.Updated, Domain: filing.Domain{Name: f.Domain.Name}}
	})
	p := review.NewExport(w.host, w.desk, w.route())
	hosttest.Press(t, lay(p), text.OpenIt)
	words := hosttest.Words(lay(p))
	if slices.Contains(words, filing.KindUnknown.Name()) {
		t.Error("the unknown kind is offered as a value")
	}
	if !slices.ContainsFunc(words, func(s string) bool { return strings.HasPrefix(s, text.CopyKeys+"没有填写的 ") }) {
		t.Errorf("what is left out is not told: %q", words)
	}
}

// What is not known of a console is said.
func TestAnUnknownConsoleIsNotPassedOff(t *testing.T) {
	w := newWorld(t, func(f *filing.Filing) { f.Provider = "" })
	p := review.NewExport(w.host, w.desk, w.route())
	hosttest.Press(t, lay(p), text.OpenIt)
	if !hosttest.Shows(lay(p), text.ConsoleGeneric) {
		t.Errorf("%q", hosttest.Words(p.Content()))
	}
}

func TestTheWaysToTheComparison(t *testing.T) {
	w := newWorld(t, nil)
	hosttest.Press(t, lay(review.NewExport(w.host, w.desk, w.route())), text.CompareTitle)
	if r := w.last(); r.Page != screens.PageCompare || r.Filing != w.id {
		t.Errorf("from the package to %+v", r)
	}
	hosttest.Press(t, lay(review.NewChecks(w.host, w.desk, w.route())), text.CompareTitle)
	if r := w.last(); r.Page != screens.PageCompare || r.Filing != w.id {
		t.Errorf("from the checks to %+v", r)
	}
}

// The pictures have names on the console, too.
func TestThePicturesHaveTheConsolesNames(t *testing.T) {
	w := newWorld(t, func(f *filing.Filing) { f.Provider = "xinnet" })
	p := review.NewExport(w.host, w.desk, w.route())
	hosttest.Press(t, lay(p), text.OpenIt)
	if !hosttest.Shows(lay(p), text.PicturesThere) || !hosttest.Shows(p.Content(), "两面会合成一张") {
		t.Errorf("%q", hosttest.Words(p.Content()))
	}
}
