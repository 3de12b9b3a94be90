package records_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
	"beiandesk/app/vault"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/records"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

func TestMain(m *testing.M) {
	drawing.Use(false, 1)
	os.Exit(m.Run())
}

type logins []vault.Login

func (l logins) Logins() []vault.Login { return l }

var two = logins{{Slot: "s1", Label: "前台"}, {Slot: "s2", Label: "小李"}}

type scene struct {
	t    *testing.T
	host *hosttest.Host
	desk *desk.Desk
	page *records.Page
	id   string // of yangben.cn
}

// newScene has a desk with one filing, at the time now.
func newScene(t *testing.T, now time.Time) *scene {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	s := &scene{t: t, host: hosttest.New(t)}
	s.host.SetNow(now)
	s.desk = desk.New(desktest.New(), desk.Options{Tables: tables, Now: s.host.Now})
	v, err := s.desk.Add(t.Context(), "yangben.cn", false)
	if err != nil {
		t.Fatal(err)
	}
	s.id = v.Filing.ID
	return s
}

func (s *scene) open(r screens.Route) {
	s.t.Helper()
	s.page = records.New(s.host, s.desk, two, r)
	drawing.Canvas(s.page.Content(), fyne.NewSize(936, 2600))
}

func (s *scene) press(word string) { s.t.Helper(); hosttest.Press(s.t, s.page.Content(), word) }

func (s *scene) field(path string) *part.Field {
	s.t.Helper()
	return hosttest.Field(s.t, s.page.Content(), path)
}

func (s *scene) shows(words string) bool { return hosttest.Shows(s.page.Content(), words) }

func (s *scene) people() []desk.Operator {
	s.t.Helper()
	list, err := s.desk.Operators(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return list
}

func TestAnOperatorIsAddedChangedPutOutOfUseAndBack(t *testing.T) {
	s := newScene(t, hosttest.Start)
	s.open(screens.Route{})
	if !s.shows(text.PeopleNone) || !s.shows(text.PeopleRule) {
		t.Error("not said who works here, or what a role is")
	}
	s.press(text.PersonAdd)
	s.field("operator.name").Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.press(text.PersonSave)
	if s.field("operator.name").Error() == "" || len(s.people()) != 0 {
		t.Fatal("somebody without a name is taken")
	}
	s.field("operator.name").Type("张样本")
	s.field("operator.role").Choose(string(desk.Owner))
	s.field("operator.slot").Choose("s1")
	s.press(text.PersonSave)
	s.press(text.PersonAdd)
	s.field("operator.name").Type("李经办")
	s.field("operator.slot").Choose("s1")
	s.press(text.PersonSave)
	if s.field("operator.slot").Error() == "" {
		t.Error("one passphrase for two people")
	}
	s.field("operator.slot").Choose("s2")
	s.press(text.PersonSave)
	clerk := func() (at int, o desk.Operator) {
		for i, x := range s.people() {
			if x.Name == "李经办" {
				return i, x
			}
		}
		t.Fatal("not there")
		return
	}
	at, o := clerk()
	if len(s.people()) != 2 || o.Role != desk.Clerk || o.Slot != "s2" || !s.shows(text.PersonOpens("小李")) {
		t.Fatalf("%+v", o)
	}
	var leave []*part.Button
	for _, b := range hosttest.All[*part.Button](s.page.Content()) {
		if b.Label() == text.PersonGo {
			leave = append(leave, b)
		}
	}
	leave[at].Tapped(nil)
	if _, o := clerk(); !o.Gone.IsZero() {
		t.Fatal("put out of use without a yes")
	}
	s.host.Yes = true
	leave[at].Tapped(nil)
	if _, o := clerk(); o.Gone.IsZero() || !s.shows(text.PersonGone) {
		t.Fatal("not put out of use")
	}
	s.press(text.PersonBack)
	if _, o := clerk(); !o.Gone.IsZero() {
		t.Error("not back")
	}
	s.host.NoAlerts()
}

func TestAReaderSeesWhyNothingCanBeDone(t *testing.T) {
	s := newScene(t, hosttest.Start)
	if _, err := s.desk.SaveOperator(t.Context(), desk.Operator{Name: "王查看", Role: desk.Onlook}); err != nil {
		t.Fatal(err)
	}
	s.desk.Act(s.people()[0])
	why := app.MessageOf(s.desk.May(desk.MayOperators))
	for _, c := range []struct{ arg, button string }{{records.ArgPeople, text.PersonAdd}, {records.ArgLog, text.LogSave}, {records.ArgConsent, text.ConsentAdd}} {
		s.open(screens.Route{Arg: c.arg, Filing: s.id})
		if b := hosttest.Button(s.page.Content(), c.button); b == nil || !b.Disabled() || !s.shows(why) {
			t.Errorf("%s: the button can be pressed, or the reason is not shown", c.arg)
		}
	}
	s.open(screens.Route{Arg: records.ArgErase, Filing: s.id})
	if !s.shows(why) || s.field("retention.months").Enabled() || s.shows(text.EraseFormTitle) {
		t.Error("a reader may erase, or set how long data are kept")
	}
	s.host.NoAlerts()
}

func TestTheLogIsFilteredAndGoesBack(t *testing.T) {
	s := newScene(t, hosttest.Start)
	other, err := s.desk.Add(t.Context(), "other.example", false)
	if err != nil {
		t.Fatal(err)
	}
	for range 230 {
		if err := s.desk.NoteUnmasked(t.Context(), other.Filing.ID, "legal.cert_number"); err != nil {
			t.Fatal(err)
		}
	}
	s.open(screens.Route{Arg: records.ArgLog})
	rows := func() []desk.Entry {
		return hosttest.All[*part.DataTable[desk.Entry]](s.page.Content())[0].Rows()
	}
	if n := len(rows()); n != 200 || rows()[0].N != 232 {
		t.Fatalf("%d entries", n)
	}
	hosttest.All[*part.DataTable[desk.Entry]](s.page.Content())[0].Select(0)
	if !s.shows(text.LogWhole(rows()[0], "other.example", nil)) {
		t.Error("an entry that does not fit into its row cannot be read")
	}
	s.press(text.LogOlder)
	if n := len(rows()); n != 232 || rows()[n-1].N != 1 || !s.shows(text.LogEnd(232)) {
		t.Fatalf("%d entries with the older ones", n)
	}
	s.page.Reload()
	if n := len(rows()); n != 232 {
		t.Errorf("%d entries after a change elsewhere", n)
	}
	s.field("log.group").Choose(text.LogGroups[0].ID)
	if n := len(rows()); n != 2 {
		t.Errorf("%d entries of changes", n)
	}
	s.field("log.filing").Choose(s.id)
	if n := len(rows()); n != 1 || rows()[0].Filing != s.id {
		t.Errorf("%d entries of one filing", n)
	}
	if err := s.desk.Trash(t.Context(), s.id); err != nil {
		t.Fatal(err)
	}
	if _, err := s.desk.Erase(t.Context(), s.id, desk.EraseAsked); err != nil {
		t.Fatal(err)
	}
	s.page.Reload()
	if !s.shows(text.GoneFiling(s.id)) {
		t.Error("an erased filing is not shown by its id")
	}
	s.host.NoAlerts()
}

func TestTheLogIsExported(t *testing.T) {
	s := newScene(t, hosttest.Start)
	s.host.SavePath = filepath.Join(t.TempDir(), "log.csv")
	s.open(screens.Route{Arg: records.ArgLog})
	s.press(text.LogSave)
	raw, err := os.ReadFile(s.host.SavePath)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{text.LogKinds, text.LogAction(desk.DidAdd), "yangben.cn", text.LogOwner} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("%s is not in %s", want, raw)
		}
	}
	s.host.NoAlerts()
}

func TestErasingWantsTheDomainTyped(t *testing.T) {
	s := newScene(t, hosttest.Start)
	s.open(screens.Route{Arg: records.ArgErase, Filing: s.id})
	if !s.shows(text.EraseBackups) || !s.shows(text.EraseStays) {
		t.Error("not said what stays")
	}
	yes := func() *part.Button { return hosttest.Button(s.page.Content(), text.EraseYes) }
	s.field("erase.domain").Type("yangben.cn")
	if !yes().Disabled() {
		t.Error("no reason is needed")
	}
	s.field("erase.reason").Choose(desk.EraseAsked)
	s.field("erase.domain").Type("yangben.com")
	if !yes().Disabled() {
		t.Error("another domain is taken")
	}
	s.field("erase.domain").Type(" Yangben.CN ")
	s.press(text.EraseYes)
	if _, err := s.desk.Open(t.Context(), s.id); app.CodeOf(err) != app.CodeNotFound {
		t.Fatalf("still there: %v", err)
	}
	if !s.shows(text.GoneFiling(s.id)) || s.shows(text.EraseFormTitle) || s.shows("yangben.cn") {
		t.Error("the record is not shown, or the data still are")
	}
	s.host.NoAlerts()
}

func TestWhatIsDueIsOfferedAndTheTimeCanBeSet(t *testing.T) {
	s := newScene(t, hosttest.Start)
	v, err := s.desk.Open(t.Context(), s.id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.desk.Do(t.Context(), s.id, v.Filing.Rev, filing.ActAbandon, ""); err != nil {
		t.Fatal(err)
	}
	s.host.SetNow(hosttest.Start.AddDate(0, 7, 0))
	s.open(screens.Route{Arg: records.ArgErase})
	if !s.shows(text.EraseDueNone) {
		t.Error("due after 7 of 24 months")
	}
	months := s.field("retention.months")
	months.Type("0")
	if months.Error() == "" {
		t.Error("0 months are taken")
	}
	months.Type("6")
	keep, err := s.desk.Retention(t.Context())
	if err != nil || keep.Months != 6 || months.Error() != "" {
		t.Fatalf("%+v, %v", keep, err)
	}
	s.press(text.EraseThis)
	if s.field("erase.reason").Value() != desk.EraseOver {
		t.Error("the reason is not filled in")
	}
	s.press(text.Cancel)
	s.field("retention.off").Choose(part.Yes)
	if keep, _ := s.desk.Retention(t.Context()); !keep.Off || keep.Months != 6 || !s.shows(text.EraseDueNone) {
		t.Errorf("%+v", keep)
	}
	s.host.NoAlerts()
}

func TestConsentsAreNotedAndTakenBack(t *testing.T) {
	s := newScene(t, hosttest.Start)
	s.open(screens.Route{Arg: records.ArgConsent, Filing: s.id})
	var names []string
	for _, r := range desk.Recipients {
		names = append(names, r.Name())
	}
	if !s.shows(text.ConsentMissing(names)) {
		t.Fatal("not said what is missing")
	}
	s.press(text.ConsentAdd)
	s.press(text.ConsentSave)
	if s.field("consent.to").Error() == "" {
		t.Error("a consent for nobody is taken")
	}
	s.field("consent.how").Choose(string(desk.OnPaper))
	s.field("consent.to").Choose(string(desk.ToOffice))
	s.field("consent.given").Type("2099-01-01")
	s.press(text.ConsentSave)
	if s.field("consent.given").Error() == "" {
		t.Error("a consent of the future is taken")
	}
	s.field("consent.given").Type("2026-11-20")
	for i, r := range desk.Recipients {
		s.field("consent.to").Choose(string(r))
		s.press(text.ConsentSave)
		if last := i == len(desk.Recipients)-1; !last && s.field("consent.to").Value() != "" {
			t.Fatal("the next one is chosen by itself")
		}
	}
	list, err := s.desk.Consents(t.Context(), s.id)
	if err != nil || len(list) != 4 || list[0].What != text.ConsentUsual || text.Date(list[0].Given.In(filing.China)) != "2026-11-20" {
		t.Fatalf("%+v, %v", list, err)
	}
	if !s.shows(text.ConsentAll) || hosttest.Button(s.page.Content(), text.ConsentSave) != nil {
		t.Error("not said that all are there, or the form stays")
	}
	s.press(text.ConsentBack)
	if !s.shows(text.ConsentAll) {
		t.Fatal("taken back without a yes")
	}
	s.host.Yes = true
	s.press(text.ConsentBack)
	if list, err = s.desk.Consents(t.Context(), s.id); err != nil || len(list) != 4 {
		t.Fatalf("%+v, %v", list, err)
	}
	gone := desk.MissingConsents(list)
	if len(gone) != 1 || !s.shows(text.ConsentMissing([]string{gone[0].Name()})) || !s.shows(text.ConsentBackTag) {
		t.Errorf("taken back: %v", gone)
	}
	s.host.NoAlerts()
}

// What is typed outlives the window's lock; what confirms an erasure does not.
func TestFormsComeBackAfterALock(t *testing.T) {
	s := newScene(t, hosttest.Start)
	if _, err := s.desk.SaveOperator(t.Context(), desk.Operator{Name: "张样本", Role: desk.Owner}); err != nil {
		t.Fatal(err)
	}
	s.open(screens.Route{})
	if s.page.Draft() != "" {
		t.Error("a draft of nothing")
	}
	s.press(text.PersonEdit)
	s.field("operator.name").Type("张样本二")
	kept, at := s.page.Draft(), s.page.Route()
	s.open(at)
	s.page.PutDraft(kept)
	s.press(text.PersonSave)
	if list := s.people(); len(list) != 1 || list[0].Name != "张样本二" {
		t.Errorf("%+v", list)
	}
	s.open(screens.Route{Arg: records.ArgConsent, Filing: s.id})
	s.press(text.ConsentAdd)
	s.field("consent.what").Type("办理新增网站")
	kept, at = s.page.Draft(), s.page.Route()
	s.open(at)
	s.page.PutDraft(kept)
	if got := s.field("consent.what").Value(); got != "办理新增网站" {
		t.Errorf("%q", got)
	}
	s.open(screens.Route{Arg: records.ArgErase, Filing: s.id})
	s.field("erase.domain").Type("yangben.cn")
	if d := s.page.Draft(); d != "" {
		t.Errorf("kept %s", d)
	}
	s.host.NoAlerts()
}

func TestTheSmallestWindowHoldsEveryPart(t *testing.T) {
	s := newScene(t, hosttest.Start)
	for _, arg := range []string{records.ArgPeople, records.ArgLog, records.ArgErase, records.ArgConsent} {
		s.open(screens.Route{Arg: arg, Filing: s.id})
		if m := s.page.Content().MinSize(); m.Width > 1000-64 || m.Height > 700 {
			t.Errorf("%s wants %v", arg, m)
		}
		if r := s.page.Route(); r.Arg != arg || arg != records.ArgPeople && r.Filing != s.id {
			t.Errorf("%s says it stands at %+v", arg, r)
		}
	}
	s.host.NoAlerts()
}
