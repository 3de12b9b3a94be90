package checklist_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"
	"beiandesk/app/parcel"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/checklist"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

type bench struct {
	t    *testing.T
	host *hosttest.Host
	desk *desk.Desk
	id   string
	page *checklist.Page
}

// begin opens the checklist of the sample, without pictures, moved to Tianjin and changed by work.
func begin(t *testing.T, work func(f *filing.Filing)) *bench {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, host: hosttest.New(t)}
	b.desk = desk.New(desktest.New(), desk.Options{Tables: tables, Now: b.host.Now})
	f := sample.Filing(b.host.Now())
	f.Region = filing.Region{Province: "120000", City: "120100", District: "120101"}
	if work != nil {
		work(f)
	}
	data, err := parcel.Encode(f)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), parcel.FilingFile)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	v, _, err := b.desk.Import(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	b.id = v.Filing.ID
	b.page = checklist.New(b.host, b.desk, screens.Route{Filing: b.id})
	b.lay()
	return b
}

func (b *bench) lay() fyne.CanvasObject {
	drawing.Canvas(b.page.Content(), fyne.NewSize(1200, 6000))
	return b.page.Content()
}

func (b *bench) stored() desk.View {
	b.t.Helper()
	v, err := b.desk.Open(b.t.Context(), b.id)
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

func (b *bench) question(row string) *part.Field {
	return hosttest.Field(b.t, b.page.Content(), string(rule.FieldAsked)+"."+row)
}

func (b *bench) answer(row string) string {
	for _, q := range b.stored().Questions {
		if q.Row == row {
			return q.Answer
		}
	}
	b.t.Fatalf("%s is not asked", row)
	return ""
}

func TestEveryItemIsShownOnceWithItsSource(t *testing.T) {
	b := begin(t, nil)
	v := b.stored()
	if len(v.Questions) < 3 || len(v.Checklist) < 20 {
		t.Fatalf("%d questions, %d items", len(v.Questions), len(v.Checklist))
	}
	words := hosttest.Words(b.page.Content())
	asked := map[string]bool{}
	for _, q := range v.Questions {
		asked[q.Row] = true
		if !slices.Contains(words, q.Text) || !slices.Contains(words, text.AskIfNot+q.Remedy) {
			t.Errorf("question %s is not shown", q.Row)
		}
	}
	weak := 0
	for _, i := range v.Checklist {
		if i.Confidence > "B" {
			weak++
		}
		if asked[i.ID] {
			continue
		}
		if !slices.Contains(words, i.Title) || !slices.Contains(words, i.Why) {
			t.Errorf("item %s is not shown", i.ID)
		}
	}
	shown := 0
	for _, w := range words {
		if strings.Contains(w, text.OnlyReminds) && !strings.Contains(w, "来源不一致") {
			shown++
		}
	}
	if weak == 0 || shown < weak {
		t.Errorf("%d rows only remind, %d say so", weak, shown)
	}
	if !hosttest.Shows(b.page.Content(), text.OpenQuestions(len(v.Questions))) {
		t.Error("open questions are not counted")
	}
}

func TestSidesOfAConflictStandBesideEachOther(t *testing.T) {
	b := begin(t, nil)
	seen := 0
	words := hosttest.Words(b.page.Content())
	for _, i := range b.stored().Checklist {
		for _, s := range i.Conflict {
			seen++
			if !slices.Contains(words, s.Text) {
				t.Errorf("%s: %q is not shown", i.ID, s.Text)
			}
		}
		if len(i.Conflict) > 0 && !slices.Contains(words, text.About(text.ThisRule, i.Why)) {
			t.Errorf("%s: its own side is not shown", i.ID)
		}
	}
	if seen == 0 || !hosttest.Shows(b.page.Content(), text.Conflicting) {
		t.Errorf("%d sides", seen)
	}
}

func TestAnAnswerIsStoredUndoneAndRedone(t *testing.T) {
	b := begin(t, nil)
	q := b.stored().Questions
	first, second := q[0].Row, q[1].Row
	f := b.question(first)
	f.Choose(rule.AnswerNo)
	b.lay()
	if b.answer(first) != rule.AnswerNo || b.question(first) != f {
		t.Fatalf("stored %q; the field was made anew: %v", b.answer(first), b.question(first) != f)
	}
	if !hosttest.Shows(b.page.Content(), text.OpenQuestions(len(q)-1)) {
		t.Error("the count stays")
	}
	b.question(second).Choose(rule.AnswerNA)
	b.page.Undo()
	if b.answer(second) != "" || b.answer(first) != rule.AnswerNo || b.question(second).Value() != "" {
		t.Errorf("undone: %q, %q, shown %q", b.answer(first), b.answer(second), b.question(second).Value())
	}
	b.page.Redo()
	if b.answer(second) != rule.AnswerNA {
		t.Errorf("redone: %q", b.answer(second))
	}
	hosttest.Press(t, b.lay(), text.AskTakeBack)
	if b.answer(first) != "" {
		t.Errorf("taken back: %q", b.answer(first))
	}
	b.page.Undo()
	if b.answer(first) != rule.AnswerNo {
		t.Errorf("and brought back: %q", b.answer(first))
	}
	entries, err := b.desk.Log(t.Context(), 0, 1)
	if err != nil || len(entries) != 1 || entries[0].Action != desk.DidAnswer {
		t.Errorf("logged %+v, %v", entries, err)
	}
	b.host.NoAlerts()
}

// TestAnswersInARowAreAllStored: they come faster than they are stored, and the
// page closes meanwhile.
func TestAnswersInARowAreAllStored(t *testing.T) {
	b := begin(t, nil)
	q := b.stored().Questions
	b.host.Hold = true
	b.question(q[0].Row).Choose(rule.AnswerYes)
	b.question(q[1].Row).Choose(rule.AnswerYes)
	b.question(q[1].Row).Choose(rule.AnswerNo)
	b.page.Close()
	b.host.Release()
	if b.answer(q[0].Row) != rule.AnswerYes || b.answer(q[1].Row) != rule.AnswerNo {
		t.Errorf("stored %q and %q", b.answer(q[0].Row), b.answer(q[1].Row))
	}
}

func TestQuestionsAreReachedAndAnsweredByTheKeyboard(t *testing.T) {
	b := begin(t, nil)
	q := b.stored().Questions
	stops := hosttest.TabStops(b.page.Content())
	boxes := 0
	for _, s := range stops {
		if c, ok := s.(*part.Check); ok {
			boxes++
			if boxes == 2 { // of the first question: 不符合
				c.FocusGained()
				c.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
			}
		}
	}
	if boxes != 3*len(q) || b.answer(q[0].Row) != rule.AnswerNo {
		t.Errorf("%d boxes for %d questions, the space bar answered %q", boxes, len(q), b.answer(q[0].Row))
	}
}

func TestWhoMayNotOrComesTooLateOnlyLooks(t *testing.T) {
	b := begin(t, func(f *filing.Filing) { f.State = filing.FirstReview })
	row := b.stored().Questions
	if len(row) == 0 {
		t.Skip("nothing is asked once an order is under review")
	}
	if b.question(row[0].Row).Enabled() || !hosttest.Shows(b.page.Content(), text.ChecklistLocked) {
		t.Error("answers are open though the order is under review")
	}
	b = begin(t, nil)
	b.desk.Act(desk.Operator{Role: desk.Onlook})
	b.page.Reload()
	content := b.lay()
	if b.question(b.stored().Questions[0].Row).Enabled() || !hosttest.Button(content, text.ChecklistPrint).Disabled() || !hosttest.Shows(content, desk.Onlook.Name()) {
		t.Error("a reader may answer or print")
	}
}

func TestItemsLeadToTheirField(t *testing.T) {
	b := begin(t, nil)
	want := map[string]int{}
	for _, i := range b.stored().Checklist {
		if r, ok := b.desk.Tables().BureauRule(i.ID); i.Field != "" && (!ok || r.Place != table.PlaceAsk) {
			s, _ := filing.Place(i.Field)
			want[string(i.Field)] = int(s)
		}
	}
	for _, w := range []string{text.ItemToMaterial, text.ItemToField, text.ItemToLook} {
		for _, x := range hosttest.All[*part.Button](b.page.Content()) {
			if x.Label() == w {
				x.Tapped(&fyne.PointEvent{})
			}
		}
	}
	for _, r := range b.host.Routes {
		if step, ok := want[r.Field]; ok && (r.Page != screens.PageFiling || r.Step != step || r.Filing != b.id) {
			t.Errorf("leads to %+v", r)
		}
		delete(want, r.Field)
	}
	if len(want) != 0 {
		t.Errorf("nothing leads to %v", want)
	}
}

func TestWithoutAProvinceItSaysSo(t *testing.T) {
	b := begin(t, func(f *filing.Filing) { f.Region = filing.Region{} })
	hosttest.Press(t, b.page.Content(), text.ChecklistToArea)
	if r := b.host.Routes[0]; r.Field != "region.province" || r.Step != int(filing.StepRegion) {
		t.Errorf("%+v", r)
	}
}

func TestTheChecklistIsSavedAndOpenedLikeALetter(t *testing.T) {
	b := begin(t, nil)
	for name, begins := range map[string]string{"清单.pdf": "%PDF", "清单.docx": "PK"} {
		b.host.SavePath = filepath.Join(t.TempDir(), name)
		word := text.ChecklistPrint
		if strings.HasSuffix(name, ".docx") {
			word = text.ChecklistWord
		}
		hosttest.Press(t, b.page.Content(), word)
		if data, err := os.ReadFile(b.host.SavePath); err != nil || !bytes.HasPrefix(data, []byte(begins)) {
			t.Errorf("%s: %v", name, err)
		}
		if n := len(b.host.Opened); n == 0 || b.host.Opened[n-1] != b.host.SavePath {
			t.Errorf("%s is not opened", name)
		}
	}
	entries, err := b.desk.Log(t.Context(), 0, 1)
	if err != nil || entries[0].Action != desk.DidPaper || !slices.Equal(entries[0].Kinds, []string{desk.PaperChecklist}) {
		t.Errorf("logged %+v, %v", entries, err)
	}
	b.host.OpenErr = errors.New("no program")
	hosttest.Press(t, b.page.Content(), text.ChecklistPrint)
	if n := len(b.host.Toasts); n == 0 {
		t.Error("nothing says that it was saved")
	}
	b.host.NoAlerts()
}

func TestAGoneFilingSaysSo(t *testing.T) {
	b := begin(t, nil)
	p := checklist.New(b.host, b.desk, screens.Route{Filing: "none"})
	_, err := b.desk.Open(t.Context(), "none")
	if !hosttest.Shows(p.Content(), app.MessageOf(err)) {
		t.Errorf("%q", hosttest.Words(p.Content()))
	}
}

// TestARouteStandsOnItsQuestion.
func TestARouteStandsOnItsQuestion(t *testing.T) {
	b := begin(t, nil)
	q := b.stored().Questions
	w := test.NewTempWindow(t, b.page.Content())
	w.Resize(fyne.NewSize(1200, 700))
	b.page.Move(screens.Route{Filing: b.id, Arg: q[len(q)-1].Row})
	f := b.question(q[len(q)-1].Row)
	if w.Canvas().Focused() != f.Focusable() {
		t.Errorf("the keyboard stands on %T", w.Canvas().Focused())
	}
}
