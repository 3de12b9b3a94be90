package steps

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"
	"beiandesk/app/parcel"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// bench is a desk with one filing and its page.
type bench struct {
	*Page
	t    *testing.T
	host *hosttest.Host
	desk *desk.Desk
	id   string
}

// newBench opens the page of the sample, changed by work, which may be nil.
func newBench(t *testing.T, work func(f *filing.Filing)) *bench {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, host: hosttest.New(t)}
	b.host.Pauses = true
	b.desk = desk.New(desktest.New(), desk.Options{Tables: tables, Now: b.host.Now})
	f := sample.Filing(b.host.Now())
	if work != nil {
		work(f)
	}
	data, err := parcel.Encode(f)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), parcel.FilingFile)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	v, _, err := b.desk.Import(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	b.id = v.Filing.ID
	b.at(screens.Route{Filing: b.id, Step: 1})
	return b
}

// at opens the page anew.
func (b *bench) at(r screens.Route) {
	b.t.Helper()
	if b.Page != nil {
		b.Page.Close()
	}
	r.Page, r.Filing = screens.PageFiling, b.id
	b.Page = New(b.host, b.desk, r, &Unsaved{})
	b.lay()
}

// lay lays the page out, as a window does.
func (b *bench) lay() fyne.CanvasObject {
	drawing.Canvas(b.Content(), fyne.NewSize(1280, 900))
	return b.Content()
}

// stored is the filing as it lies in the store.
func (b *bench) stored() *filing.Filing {
	b.t.Helper()
	v, err := b.desk.Open(b.t.Context(), b.id)
	if err != nil {
		b.t.Fatal(err)
	}
	return &v.Filing
}

func (b *bench) pause() { b.host.Advance(3 * pause) }

// places are the steps and groups in the order of going on.
func places() (list []string) {
	for _, s := range filing.Steps {
		if s != filing.StepInfo {
			list = append(list, fmt.Sprint(int(s), " "))
			continue
		}
		for _, g := range filing.Groups {
			list = append(list, fmt.Sprint(int(s), " ", g))
		}
	}
	return list
}

// walk visits every place.
func (b *bench) walk(visit func(place string)) {
	b.t.Helper()
	for _, s := range filing.Steps {
		groups := []filing.Group{""}
		if s == filing.StepInfo {
			groups = filing.Groups
		}
		for _, g := range groups {
			b.Go(s, g)
			b.lay()
			visit(fmt.Sprint(int(s), " ", g))
		}
	}
}

// TestTheWayThroughTheSteps goes on from the first question to the findings,
// and back.
func TestTheWayThroughTheSteps(t *testing.T) {
	b := newBench(t, nil)
	var seen []string
	for range 20 {
		seen = append(seen, fmt.Sprint(int(b.step), " ", b.group))
		why := text.StepWhy(b.step)
		if b.step == filing.StepInfo {
			why = text.GroupWhy(b.group)
		}
		if o := b.lay(); !hosttest.Shows(o, why) || !hosttest.Shows(o, "example.com") {
			t.Errorf("%s does not say why it asks", seen[len(seen)-1])
		}
		if b.next(); len(b.host.Routes) > 0 {
			break
		}
	}
	want := places()
	if !slices.Equal(seen, want[:len(want)-1]) { // step 6 comes after handing in
		t.Errorf("the way is\n%v, want\n%v", seen, want)
	}
	if r := b.host.Routes[0]; r.Page != screens.PageChecks || r.Filing != b.id {
		t.Errorf("it ends at %+v", r)
	}
	for range 20 {
		b.previous()
	}
	if b.step != filing.StepType {
		t.Errorf("back leads to step %d", b.step)
	}
	b.host.NoAlerts()
	if list, err := b.desk.Versions(t.Context(), b.id); err != nil || len(list) == 0 {
		t.Errorf("no version was kept on leaving a step: %v", err)
	}
}

// asked lists the fields in sight; a list to tick is found by its label.
func (b *bench) asked() (list []filing.Field) {
	for _, f := range hosttest.All[*part.Field](b.lay()) {
		list = append(list, filing.Field(f.Path()))
	}
	for _, p := range []filing.Field{"site.contents", "site.languages", "site.approvals"} {
		if hosttest.Shows(b.Content(), text.Field(string(p)).Label) {
			list = append(list, p)
		}
	}
	return list
}

// elsewhere are the fields that no step asks for, and why.
var elsewhere = map[filing.Field]string{
	"kind":           "follows from the answers",
	"answers.chosen": "the button that goes on from step 1",
	"note":           "the office's own, in the list",
	"number":         "given by the administration, on the page of progress",
	"filed_on":       "with the number",
	"portrait.note":  "the reviewer's reason, asked when a portrait is returned",
}

// TestEveryFieldIsAskedSomewhere, over the kinds that ask for different things.
func TestEveryFieldIsAskedSomewhere(t *testing.T) {
	found := map[filing.Field]bool{}
	for _, work := range []func(f *filing.Filing){
		func(f *filing.Filing) { f.PrincipalElse = true },
		func(f *filing.Filing) {
			f.Kind = filing.KindAccess
			f.Answers = filing.Answers{Mainland: "yes", SubjectFiled: "yes", DomainFiled: "yes", SameSubject: "yes", SameProvider: "no"}
		},
	} {
		b := newBench(t, work)
		b.walk(func(string) {
			for _, p := range b.asked() {
				found[p] = true
			}
		})
		b.host.NoAlerts()
	}
	for _, p := range filing.Fields() {
		switch {
		case elsewhere[p] != "" && found[p]:
			t.Errorf("%s is asked; it needs no excuse", p)
		case elsewhere[p] == "" && !found[p]:
			t.Errorf("nothing asks for %s", p)
		}
	}
}

// TestReturnAndEscapeOnlyType: an input method uses both keys while a person
// composes, so no text field may submit, leave or close on them.
func TestReturnAndEscapeOnlyType(t *testing.T) {
	b := newBench(t, func(f *filing.Filing) { f.PrincipalElse = true })
	entries := 0
	b.walk(func(place string) {
		step, group := b.step, b.group
		for _, f := range hosttest.All[*part.Field](b.Content()) {
			e, ok := f.Focusable().(interface {
				fyne.Focusable
				SelectedText() string
			})
			if !ok {
				continue
			}
			entries++
			e.FocusGained()
			e.TypedRune('样')
			before := f.Value()
			for _, k := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape} {
				e.TypedKey(&fyne.KeyEvent{Name: k})
			}
			if strings.TrimSpace(strings.ReplaceAll(f.Value(), "\n", "")) != strings.TrimSpace(strings.ReplaceAll(before, "\n", "")) {
				t.Errorf("%s: the keys turn %q into %q", f.Path(), before, f.Value())
			}
			if b.step != step || b.group != group || len(b.host.Routes) > 0 || b.host.Backs > 0 || b.closed {
				t.Fatalf("%s: a key left the place %s", f.Path(), place)
			}
		}
	})
	if entries < 30 {
		t.Errorf("only %d text fields tried", entries)
	}
}

// TestFindingsLeadToTheirField: the row in the panel and the page of findings
// both come here.
func TestFindingsLeadToTheirField(t *testing.T) {
	for name, work := range map[string]func(f *filing.Filing){
		"empty": func(f *filing.Filing) {
			*f = filing.Filing{Schema: 1, State: filing.Draft, Domain: filing.Domain{Name: "example.com"}}
		},
		"wrong": func(f *filing.Filing) {
			f.Organiser.CertNumber, f.Legal.Mobile, f.Site.Name, f.Site.HomeURL = "91440106MA0AAAA1X2", "123", "123", "other.cn"
			f.Agent.CertNumber, f.Agent.Email, f.Emergency1.Mobile, f.Region.City = "440524188001010015", "x", "13800138000", "440300"
			f.Site.Approvals = []filing.Approval{{Item: 9}}
			f.Domain.Expires = "2026-11-24"
			f.PrincipalElse = true
			f.Asked = map[string]string{"CN-ELI-02": rule.AnswerNo, "CN-DOM-03": rule.AnswerNo, "CN-PHU-01": rule.AnswerNo}
		},
	} {
		b := newBench(t, work)
		list := b.s.View().Findings
		if len(list) < 5 {
			t.Fatalf("%s: only %d findings", name, len(list))
		}
		for _, f := range list {
			b.at(screens.Route{Step: 6, Field: string(f.Field)})
			if f.Field == rule.FieldAsked { // has a page of its own
				if n := len(b.host.Routes); n == 0 || b.host.Routes[n-1].Page != screens.PageChecklist || b.host.Routes[n-1].Filing != b.s.ID() {
					t.Errorf("%s: the open questions lead to %+v", name, b.host.Routes)
				}
				continue
			}
			step, group := filing.Place(f.Field)
			if b.step != step && !b.asks(f.Field) || group != "" && b.group != group && !b.asks(f.Field) {
				t.Errorf("%s: %s leads to step %d %s, want %d %s", name, f.Field, b.step, b.group, step, group)
			}
			if !b.cur.FocusField(f.Field) {
				t.Errorf("%s: %s (%s) leads to step %d, and nothing there is that field", name, f.Field, f.ID, b.step)
			}
			if b.focus != f.Field {
				t.Errorf("%s: the panel explains %q, not %q", name, b.focus, f.Field)
			}
		}
	}
}

// TestUnderReviewTheFormIsClosed, but for what desk.Edit takes.
func TestUnderReviewTheFormIsClosed(t *testing.T) {
	b := newBench(t, func(f *filing.Filing) {
		f.PrincipalElse = true
		f.Site.Approvals = []filing.Approval{{Item: 9, Number: "样本许〔2026〕1号"}}
		f.State = filing.FirstReview
	})
	before := *b.stored()
	open := map[string]bool{}
	b.walk(func(place string) {
		free := map[*part.Check]bool{} // the boxes of open fields, 长期 beside a date
		for _, f := range hosttest.All[*part.Field](b.Content()) {
			for _, c := range hosttest.All[*part.Check](f) {
				free[c] = openWhileLocked[filing.Field(f.Path())]
			}
			d, ok := f.Focusable().(fyne.Disableable)
			if ok && d.Disabled() {
				continue
			}
			if open[f.Path()] = true; !openWhileLocked[filing.Field(f.Path())] && f.Path() != "portrait" {
				t.Errorf("%s: %s can be changed", place, f.Path())
			}
		}
		for _, c := range hosttest.All[*part.Check](b.Content()) {
			if !c.Disabled() && !free[c] {
				t.Errorf("%s: a box can be ticked", place)
			}
		}
		if b.Pasted(""); b.step == filing.StepMaterial {
			b.Dropped([]string{"x.jpg"})
		}
	})
	for p := range openWhileLocked {
		if _, err := b.desk.Edit(t.Context(), b.id, b.stored().Rev, filing.Edit{Field: p, Value: ""}); err != nil {
			t.Errorf("%s is shown open and refused: %v", p, err)
		}
	}
	// Whatever link proposes a value: it is told, and does not wait for ever.
	s := b.s
	s.Reload()
	s.Set(filing.Edit{Field: "region.city", Value: "440300"})
	s.Type("legal.name", "别人")
	b.pause()
	if st, err := s.Status(); st != Saved || s.Value("legal.name") != before.Legal.Name || b.stored().Region != before.Region {
		t.Errorf("status %d, %v, shown %q", st, err, s.Value("legal.name"))
	}
	if len(b.host.Toasts) == 0 || b.host.Toasts[len(b.host.Toasts)-1].Sentence != text.LockedNow {
		t.Errorf("toasts %v", b.host.Toasts)
	}
	b.host.NoAlerts()
}

// TestNamesOfAnyLengthAndRareCharacters are taken, shown and kept.
func TestNamesOfAnyLengthAndRareCharacters(t *testing.T) {
	b := newBench(t, nil)
	for _, name := range []string{"𠮷", strings.Repeat("𠮷䶮", 100)} {
		for path, group := range map[string]filing.Group{"legal.name": filing.GroupPeople, "organiser.name": filing.GroupOrganiser, "site.name": filing.GroupSite} {
			b.Go(filing.StepRegion, "")
			b.Go(filing.StepInfo, group)
			f := hosttest.Field(t, b.lay(), path)
			f.Type(name)
			b.pause()
			if got, _ := b.stored().Get(filing.Field(path)); got != name || f.Value() != name {
				t.Errorf("%s: %d characters came back as %d, shown %d", path, len([]rune(name)), len([]rune(got)), len([]rune(f.Value())))
			}
			if m := b.Content().MinSize(); m.Width > 1000 || m.Height > 700 {
				t.Errorf("%s of %d characters widens the page to %v", path, len([]rune(name)), m)
			}
		}
	}
	b.host.NoAlerts()
}

// TestFullWidthDigitsAreCleanedAndShown under the field.
func TestFullWidthDigitsAreCleanedAndShown(t *testing.T) {
	b := newBench(t, nil)
	b.Go(filing.StepInfo, filing.GroupPeople)
	f := hosttest.Field(t, b.lay(), "agent.mobile")
	f.Type("１３９ ００１３－９００1")
	b.pause()
	if b.stored().Agent.Mobile != "13900139001" || f.Value() != "13900139001" {
		t.Errorf("stored %q, shown %q", b.stored().Agent.Mobile, f.Value())
	}
	if f.Error() != text.NormalisedTo("139****9001") {
		t.Errorf("under the field: %q", f.Error())
	}
}

// TestWrongCheckDigitsAreSaidUnderTheField, kept as typed, and praised when right.
func TestWrongCheckDigitsAreSaidUnderTheField(t *testing.T) {
	b := newBench(t, nil)
	b.Go(filing.StepInfo, filing.GroupOrganiser)
	for path, group := range map[string]filing.Group{"organiser.cert_number": filing.GroupOrganiser, "legal.cert_number": filing.GroupPeople, "agent.cert_number": filing.GroupPeople} {
		b.Go(filing.StepInfo, group)
		f := hosttest.Field(t, b.lay(), path)
		right := f.Value()
		wrong := right[:len(right)-2] + "77"
		f.Type(wrong)
		b.pause()
		if f.Error() == "" || f.Error() == text.NumberRight || f.Value() != wrong {
			t.Errorf("%s: under the field %q, shown %q", path, f.Error(), f.Value())
		}
		if got, _ := b.stored().Get(filing.Field(path)); got != wrong {
			t.Errorf("%s: stored %q", path, got)
		}
		f.Type(right)
		b.pause()
		if f.Error() != text.NumberRight {
			t.Errorf("%s: the right number gets %q", path, f.Error())
		}
	}
	b.host.NoAlerts()
}

// TestTheClockSetBackDuringACountdown is said, and no code lives longer for it.
func TestTheClockSetBackDuringACountdown(t *testing.T) {
	b := newBench(t, nil)
	b.Go(filing.StepPortrait, "")
	if b.stored().Portrait.Token != "" || !hosttest.Shows(b.lay(), text.PortraitScan) || hosttest.Shows(b.lay(), text.RefreshCode) {
		t.Fatal("without the provider's link there is nothing to count")
	}
	b.s.Set(filing.Edit{Field: "portrait.link", Value: "https://capture.example.com/s/1"})
	b.pause()
	token := b.stored().Portrait.Token
	if hosttest.Shows(b.lay(), text.PortraitScan) {
		t.Error("our own capture stands in the place of the provider's code")
	}
	if token == "" || hosttest.Shows(b.lay(), text.CodeOver) {
		t.Fatal("no session has started")
	}
	b.host.SetNow(hosttest.Start.AddDate(0, 0, -2))
	b.host.Advance(2e9)
	if !hosttest.Shows(b.lay(), text.CountdownChanged) {
		t.Errorf("nothing says that the clock was changed: %q", hosttest.Words(b.Content()))
	}
	b.s.Reload()
	if !hosttest.Shows(b.lay(), text.CodeOver) {
		t.Error("the code is still shown")
	}
	b.host.SetNow(hosttest.Start)
	b.s.Reload()
	if hosttest.Shows(b.lay(), text.CodeOver) {
		t.Error("the clock is right again, and the code does not come back")
	}
	b.host.Advance(filing.PortraitLife + 2e9)
	if !hosttest.Shows(b.lay(), text.CountdownOver) || !hosttest.Shows(b.lay(), text.CodeOver) {
		t.Error("after a day the code is not veiled")
	}
	hosttest.Press(t, b.Content(), text.RefreshCode)
	if fresh := b.stored().Portrait.Token; fresh == token || hosttest.Shows(b.lay(), text.CodeOver) {
		t.Error("a new code was asked for and is not there")
	}
	b.Page.Close()
	if n := b.host.Ticking(); n != 0 {
		t.Errorf("%d countdowns go on after closing", n)
	}
}

// TestAReturnedPortraitStaysReturned until the person asks for a new code, at
// the provider or by phone.
func TestAReturnedPortraitStaysReturned(t *testing.T) {
	b := newBench(t, func(f *filing.Filing) { f.Portrait = filing.Portrait{Status: filing.PortraitReturned, Note: "反光"} })
	b.Go(filing.StepPortrait, "")
	if !hosttest.Shows(b.lay(), "反光") || b.stored().Portrait.Status != filing.PortraitReturned {
		t.Error("a look at the page takes the reason away")
	}
	b.s.Set(filing.Edit{Field: "portrait.link", Value: "https://capture.example.com/s/1"})
	b.pause()
	if p := b.stored().Portrait; p.Token != "" || p.Status != filing.PortraitReturned {
		t.Error("the link alone takes the reason away")
	}
	hosttest.Press(t, b.Content(), text.RefreshCode)
	if b.stored().Portrait.Token == "" {
		t.Error("no new code")
	}
}

// TestConflictAndFailureStandAboveTheForm with their ways out.
func TestConflictAndFailureStandAboveTheForm(t *testing.T) {
	b := newBench(t, nil)
	b.Go(filing.StepInfo, filing.GroupOrganiser)
	if _, err := b.desk.Edit(t.Context(), b.id, b.stored().Rev, filing.Edit{Field: "note", Value: "别处"}); err != nil {
		t.Fatal(err)
	}
	f := hosttest.Field(t, b.lay(), "organiser.name")
	f.Type("这里写的")
	b.pause()
	if !hosttest.Shows(b.lay(), text.ConflictBody) || f.Value() != "这里写的" {
		t.Fatalf("shown %q, words %q", f.Value(), hosttest.Words(b.Content()))
	}
	hosttest.Press(t, b.Content(), text.RefreshKeep)
	if b.stored().Organiser.Name != "这里写的" || b.stored().Note != "别处" || hosttest.Shows(b.lay(), text.ConflictBody) {
		t.Errorf("stored %q, %q", b.stored().Organiser.Name, b.stored().Note)
	}
}

// TestTheMessagesTimeAsPeopleTypeIt, with the colon of a Chinese keyboard.
func TestTheMessagesTimeAsPeopleTypeIt(t *testing.T) {
	for words, want := range map[string]string{"09:30": "23 09:30", "９：３０": "23 09:30", " 9:05 ": "23 09:05", "23:50": "22 23:50", "10:42": "23 10:42"} {
		at, ok := clock(words, hosttest.Start)
		if !ok || at.In(filing.China).Format("02 15:04") != want {
			t.Errorf("%q is %v, %v", words, at, ok)
		}
	}
	for _, words := range []string{"", "930", "25:00", "10:60", "十点"} {
		if _, ok := clock(words, hosttest.Start); ok {
			t.Errorf("%q is taken", words)
		}
	}
}

// TestTwoApprovalsTickedQuickly both stay, also while the first is being saved.
func TestTwoApprovalsTickedQuickly(t *testing.T) {
	b := newBench(t, nil)
	b.Go(filing.StepInfo, filing.GroupSite)
	c := newChoices(newForm(b.Page), "site.approvals", approvalGroups(b.Page))
	b.host.Hold = true
	c.turn(9, true)
	c.turn(1, true)
	for b.host.Waiting() > 0 {
		b.host.Release()
	}
	if v, _ := b.stored().Get("site.approvals"); v != "9=\n1=" {
		t.Errorf("stored %q", v)
	}
	c.turn(9, false)
	c.turn(1, false)
	if v, _ := b.stored().Get("site.approvals"); v != "24=" {
		t.Errorf("without any it is %q, want none (24)", v)
	}
}
