package papers_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/app/paper/docx"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
)

func wrote(t *testing.T, path, head string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil || !bytes.HasPrefix(data, []byte(head)) {
		t.Fatalf("%s: %v, begins with %q", filepath.Base(path), err, data[:min(len(data), 8)])
	}
	return data
}

func TestAllPapersAreListedWithWhyAndWhatIsMissing(t *testing.T) {
	w := newWorld(t)
	p := w.page(w.id)
	words := strings.Join(hosttest.Words(p.Content()), "\n")
	for _, k := range paper.Kinds {
		if !strings.Contains(words, k.Title()) {
			t.Errorf("%s is not listed", k.Title())
		}
	}
	for _, want := range []string{"须交广东备案者承诺书", "备案者承诺书（2026-01 版）", "来源：某来源，2026-01-19", "还缺", "法定代表人姓名"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not said: %s", want, words)
		}
	}
	w.host.NoAlerts()
}

func TestAPaperIsSavedAsPDFAsWordOrPrinted(t *testing.T) {
	w := newWorld(t)
	dir := t.TempDir()
	p := w.page(w.id)

	w.host.SavePath = filepath.Join(dir, "a.pdf")
	hosttest.Press(t, p.Content(), text.PaperPrint)
	wrote(t, w.host.SavePath, "%PDF-")
	if !slices.Equal(w.host.Opened, []string{w.host.SavePath}) {
		t.Errorf("printed means opened: %v", w.host.Opened)
	}
	if last := w.host.Toasts[len(w.host.Toasts)-1].Sentence; !strings.Contains(last, "a.pdf") || !strings.Contains(last, filepath.Base(dir)) {
		t.Errorf("where it lies is not told, in case nothing shows it: %q", last)
	}
	w.host.SavePath = filepath.Join(dir, "b.pdf")
	hosttest.Press(t, p.Content(), text.PaperPDF)
	wrote(t, w.host.SavePath, "%PDF-")
	w.host.SavePath = filepath.Join(dir, "c.docx")
	hosttest.Press(t, p.Content(), text.PaperWord)
	wrote(t, w.host.SavePath, "PK")
	w.host.SavePath = filepath.Join(dir, "d.pdf")
	hosttest.Press(t, p.Content(), text.PapersAll)
	wrote(t, w.host.SavePath, "%PDF-")
	for _, name := range w.host.Suggested {
		if strings.Contains(name, "样本") || strings.Contains(name, "example") {
			t.Errorf("the name %q names somebody", name)
		}
	}
	if len(w.host.Opened) != 2 {
		t.Errorf("opened %v; saving alone opens nothing", w.host.Opened)
	}
	w.host.NoAlerts()
}

// TestWhatIsMissingLeadsToItsField: the sentence is not the end of the way.
func TestWhatIsMissingLeadsToItsField(t *testing.T) {
	w := newWorld(t)
	offers, err := w.desk.PapersOf(t.Context(), w.id)
	if err != nil {
		t.Fatal(err)
	}
	var first filing.Field
	for _, o := range offers {
		if o.Needed && len(o.Missing) > 0 {
			first = o.Missing[0]
			break
		}
	}
	hosttest.Press(t, w.page(w.id).Content(), text.PaperFill)
	step, _ := filing.Place(first)
	if r := w.host.Routes[len(w.host.Routes)-1]; r.Page != screens.PageFiling || r.Filing != w.id || r.Field != string(first) || r.Step != int(step) {
		t.Errorf("led to %+v, missing is %s", r, first)
	}
}

func TestACancelledDialogWritesNothing(t *testing.T) {
	w := newWorld(t)
	p := w.page(w.id)
	for _, word := range []string{text.PaperPrint, text.PaperPDF, text.PaperWord, text.PapersAll} {
		hosttest.Press(t, p.Content(), word)
	}
	if len(w.host.Opened)+len(w.host.Toasts) != 0 {
		t.Errorf("opened %v, said %v", w.host.Opened, w.host.Toasts)
	}
	w.host.NoAlerts()
}

func TestTheOfficesOwnTemplateIsPutInPlaceAndTakenOutAgain(t *testing.T) {
	w := newWorld(t)
	dir := t.TempDir()
	p := w.page("")

	w.host.SavePath = filepath.Join(dir, "start.docx")
	hosttest.Press(t, p.Content(), text.OwnStart)
	start := wrote(t, w.host.SavePath, "PK")
	if r, err := paper.CheckTemplate(start); err != nil || len(r.Filled) == 0 {
		t.Fatalf("%+v %v", r, err)
	}

	w.host.Files = []string{w.host.SavePath}
	hosttest.Press(t, p.Content(), text.OwnChange) // of the first kind
	first := paper.Kinds[0]
	if list, err := w.desk.PaperTemplates(t.Context()); err != nil || list[first].Bytes != len(start) {
		t.Fatalf("%+v %v", list, err)
	}
	w.host.SavePath = filepath.Join(dir, "own.docx")
	hosttest.Press(t, w.lay(p), text.OwnSave)
	if !bytes.Equal(wrote(t, w.host.SavePath, "PK"), start) {
		t.Error("what was put in does not come out")
	}

	filing := w.page(w.id)
	if !hosttest.Shows(filing.Content(), text.PaperOwnTag) {
		t.Error("the page of the filing does not tell of the own template")
	}

	hosttest.Press(t, w.lay(p), text.OwnRemove)
	if list, _ := w.desk.PaperTemplates(t.Context()); len(list) != 0 {
		t.Errorf("still there: %v", list)
	}
	last := w.host.Toasts[len(w.host.Toasts)-1]
	if last.Undo == nil {
		t.Fatal("taking it out cannot be undone")
	}
	last.Undo()
	if data, _ := w.desk.PaperTemplate(t.Context(), first); !bytes.Equal(data, start) {
		t.Error("undo does not bring it back")
	}
	w.host.NoAlerts()
}

// TestWhatCannotBeInTheOnePDFIsNamed goes from one own template to all.
func TestWhatCannotBeInTheOnePDFIsNamed(t *testing.T) {
	w := newWorld(t)
	dir := t.TempDir()
	offers, err := w.desk.PapersOf(t.Context(), w.id)
	if err != nil {
		t.Fatal(err)
	}
	start, err := paper.StartTemplate(paper.Commitment, paper.Input{Now: w.host.Now()})
	if err != nil {
		t.Fatal(err)
	}
	own := func(k paper.Kind) {
		t.Helper()
		if _, err := w.desk.SetPaperTemplate(t.Context(), k, start); err != nil {
			t.Fatal(err)
		}
	}
	if p := w.page(w.id); hosttest.Shows(p.Content(), text.PapersOwnWord) {
		t.Error("offered without any own template")
	}

	own(paper.Commitment)
	p := w.page(w.id)
	if words := strings.Join(hosttest.Words(p.Content()), "\n"); !strings.Contains(words, text.PapersApart([]paper.Kind{paper.Commitment}, false)) {
		t.Errorf("what is left out is not named: %s", words)
	}
	w.host.SavePath = filepath.Join(dir, "all.pdf")
	hosttest.Press(t, p.Content(), text.PapersAll)
	wrote(t, w.host.SavePath, "%PDF-")
	if last := w.host.Toasts[len(w.host.Toasts)-1].Sentence; !strings.Contains(last, "不含") || !strings.Contains(last, paper.Commitment.Title()) {
		t.Errorf("after saving: %q", last)
	}
	w.host.SavePath = filepath.Join(dir, "one.docx")
	hosttest.Press(t, p.Content(), text.PapersOwnWord)
	wrote(t, w.host.SavePath, "PK")

	n := 0
	for _, o := range offers {
		if o.Needed && o.Kind.Editable() {
			own(o.Kind)
			n++
		}
	}
	if n < 2 {
		t.Fatalf("the sample needs %d", n)
	}
	p = w.page(w.id)
	w.host.Folder = t.TempDir()
	hosttest.Press(t, p.Content(), text.PapersOwnWord)
	if list, _ := os.ReadDir(w.host.Folder); len(list) != n {
		t.Errorf("%d files of %d", len(list), n)
	}
	w.host.Folder = ""
	before := len(w.host.Toasts)
	hosttest.Press(t, p.Content(), text.PapersOwnWord)
	if len(w.host.Toasts) != before {
		t.Error("a cancelled dialog says something")
	}
	w.host.NoAlerts()
}

func TestAHostileTemplateIsToldAndNotTaken(t *testing.T) {
	w := newWorld(t)
	p := w.page("")
	bad := filepath.Join(t.TempDir(), "x.docx")
	if err := os.WriteFile(bad, []byte("\xd0\xcf\x11\xe0 old"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.host.Files = []string{bad}
	hosttest.Press(t, p.Content(), text.OwnChange)
	if len(w.host.Alerts) != 1 || app.CodeOf(w.host.Alerts[0]) != docx.CodeType {
		t.Errorf("told %v", w.host.Alerts)
	}
	if list, _ := w.desk.PaperTemplates(t.Context()); len(list) != 0 {
		t.Error("taken")
	}
}

func TestAReaderMayOnlyLook(t *testing.T) {
	w := newWorld(t)
	w.desk.Act(desk.Operator{ID: "r", Name: "王", Role: desk.Onlook})
	for _, id := range []string{w.id, ""} {
		for _, b := range hosttest.All[*part.Button](w.page(id).Content()) {
			if !b.Disabled() && slices.Contains([]string{text.PaperPrint, text.PaperPDF, text.PaperWord, text.PapersAll, text.OwnChange}, b.Label()) {
				t.Errorf("%q can be pressed", b.Label())
			}
		}
	}
}
