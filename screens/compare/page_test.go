package compare_test

import (
	"os"
	"strings"
	"testing"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/compare"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

func TestMain(m *testing.M) {
	drawing.Use(false, 1)
	os.Exit(m.Run())
}

func newDesk(t *testing.T, h *hosttest.Host, pairs ...string) (*desk.Desk, string) {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(desktest.New(), desk.Options{Tables: tables, Now: h.Now, Actor: "样本柜台"})
	v, err := d.Add(t.Context(), "yangben.com", true)
	if err != nil {
		t.Fatal(err)
	}
	var edits []filing.Edit
	for i := 0; i+1 < len(pairs); i += 2 {
		edits = append(edits, filing.Edit{Field: filing.Field(pairs[i]), Value: pairs[i+1]})
	}
	if _, err := d.Edit(t.Context(), v.Filing.ID, v.Filing.Rev, edits...); err != nil {
		t.Fatal(err)
	}
	return d, v.Filing.ID
}

// lay gives a page the size of a small window.
func lay(p *compare.Page) fyne.CanvasObject {
	drawing.Canvas(p.Content(), fyne.NewSize(928, 700))
	return p.Content()
}

func tick(t *testing.T, p *compare.Page, words string) {
	t.Helper()
	for _, c := range hosttest.All[*part.Check](lay(p)) {
		if hosttest.Shows(c, words) {
			c.Tapped(nil)
			return
		}
	}
	t.Fatalf("no box %s", words)
}

// The filing's own provider is among those compared at first, what another
// would refuse leads to its field, and silence is called silence.
func TestComparingProviders(t *testing.T) {
	h := hosttest.New(t)
	d, id := newDesk(t, h, "provider", "volcengine", "site.home_url", "www.yangben.com", "site.remark", "茶叶")
	p := compare.New(h, d, screens.Route{Filing: id})
	if !hosttest.Shows(lay(p), text.OfThisFiling("火山引擎")) || hosttest.Shows(p.Content(), text.CompareNoOne) {
		t.Fatalf("%q", hosttest.Words(p.Content()))
	}
	if !hosttest.Shows(p.Content(), "腾讯云要求网站备注不少于 15 个字") || !hosttest.Shows(p.Content(), text.LittleKnown) {
		t.Errorf("what differs, or what is not known, is missing: %q", hosttest.Words(p.Content()))
	}
	hosttest.Press(t, p.Content(), text.FillIn)
	if len(h.Routes) != 1 || h.Routes[0].Page != screens.PageFiling || h.Routes[0].Filing != id || h.Routes[0].Field == "" {
		t.Errorf("leads to %+v", h.Routes)
	}
	tick(t, p, "腾讯云")
	if hosttest.Shows(lay(p), "腾讯云要求网站备注不少于 15 个字") {
		t.Error("a provider that was taken out is still compared")
	}
	tick(t, p, "新网")
	if !hosttest.Shows(lay(p), "重新压到约 80 KB") {
		t.Error("a provider that was put in is not compared")
	}
	for _, x := range []string{"火山引擎", "阿里云", "华为云", "新网"} {
		tick(t, p, x)
	}
	if !hosttest.Shows(lay(p), text.CompareNone) {
		t.Error("nobody is compared, and nothing is said")
	}
	h.NoAlerts()
}

// One alone differs from nobody.
func TestOnlyWhatDiffers(t *testing.T) {
	h := hosttest.New(t)
	d, _ := newDesk(t, h)
	p := compare.New(h, d, screens.Route{})
	if !hosttest.Shows(lay(p), text.CompareNoOne) || hosttest.Shows(p.Content(), text.AspectTitle("findings")) {
		t.Errorf("without a filing: %q", hosttest.Words(p.Content()))
	}
	tick(t, p, text.CompareDiffers)
	if !hosttest.Shows(lay(p), text.AspectTitle("portrait")) {
		t.Error("the ways of the portrait differ")
	}
	for _, x := range []string{"阿里云", "腾讯云", "华为云"} {
		tick(t, p, x)
	}
	if !hosttest.Shows(lay(p), text.CompareSame) {
		t.Errorf("%q", hosttest.Words(p.Content()))
	}
	h.NoAlerts()
}

// A filing that is gone says so and leads back.
func TestAFilingThatIsGone(t *testing.T) {
	h := hosttest.New(t)
	d, _ := newDesk(t, h)
	p := compare.New(h, d, screens.Route{Filing: "nobody"})
	if hosttest.Button(lay(p), text.Back) == nil {
		t.Errorf("no way back: %q", strings.Join(hosttest.Words(p.Content()), " "))
	}
	p.Close()
	p.Reload()
}
