package steps

import (
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// TestAProposedNameFillsTheFieldAndCanBeTakenBack, also over half-typed text.
func TestAProposedNameFillsTheFieldAndCanBeTakenBack(t *testing.T) {
	b := newBench(t, func(f *filing.Filing) { f.Site.Name = "" })
	b.Go(filing.StepInfo, filing.GroupSite)
	o := b.lay()
	if !hosttest.Shows(o, text.ProposedNames) {
		t.Fatal("no names are offered")
	}
	field := hosttest.Field(t, o, "site.name")
	for _, r := range "样本旧名" {
		field.Focusable().TypedRune(r)
	}
	// The sample is 广州样本科技有限公司.
	hosttest.Press(t, o, "样本科技官网")
	if got := b.stored().Site.Name; got != "样本科技官网" || field.Value() != got {
		t.Fatalf("stored %q, shown %q", got, field.Value())
	}
	b.Undo()
	if got := b.stored().Site.Name; got != "样本旧名" || field.Value() != got {
		t.Errorf("after undo stored %q, shown %q", got, field.Value())
	}
	b.Redo()
	if got := b.stored().Site.Name; got != "样本科技官网" {
		t.Errorf("after redo stored %q", got)
	}
	b.host.NoAlerts()
}

// TestProposedNamesAreReachedByTheKeyboard walks over the stops of the Tab key.
func TestProposedNamesAreReachedByTheKeyboard(t *testing.T) {
	b := newBench(t, func(f *filing.Filing) { f.Site.Name = "" })
	b.Go(filing.StepInfo, filing.GroupSite)
	want := hosttest.Button(b.lay(), "样本科技官网")
	for _, stop := range hosttest.TabStops(b.Content()) {
		if stop == fyne.Focusable(want) {
			return
		}
	}
	t.Error("the names are no stop of the keyboard")
}

// TestTheNameIsJudgedWhileTypedWithReasons, before anything is saved.
func TestTheNameIsJudgedWhileTypedWithReasons(t *testing.T) {
	b := newBench(t, func(f *filing.Filing) { f.Site.Name = "" })
	b.Go(filing.StepInfo, filing.GroupSite)
	field := hosttest.Field(t, b.lay(), "site.name")
	for _, r := range "中国样本新闻论坛" {
		field.Focusable().TypedRune(r)
	}
	if b.stored().Site.Name != "" {
		t.Fatal("saved before the pause")
	}
	if !strings.Contains(field.Error(), "中国") {
		t.Errorf("the field says %q", field.Error())
	}
	for _, want := range []string{"论坛", "新闻"} {
		if !hosttest.Shows(b.lay(), want) {
			t.Errorf("nothing says why %s does not do", want)
		}
	}
}

func TestTheCertificateFillsTheAddressAndUndoBringsItBack(t *testing.T) {
	b := newBench(t, func(f *filing.Filing) {
		f.Organiser.CertAddress = "广州市天河区样本路9号样本楼3层301室（自主申报）"
		f.Organiser.Address = filing.Address{Street: "旧街", Door: "旧门"}
	})
	b.Go(filing.StepInfo, filing.GroupOrganiser)
	hosttest.Press(t, b.lay(), text.FillAddress)
	want := filing.Address{District: "440106", Street: "样本路9号", Door: "样本楼", Floor: "3层301室"}
	if got := b.stored().Organiser.Address; got != want {
		t.Errorf("stored %+v, want %+v", got, want)
	}
	if !hosttest.Shows(b.lay(), "（自主申报）") {
		t.Error("nothing says that a remark was left out")
	}
	if n := len(b.host.Toasts); n != 1 || b.host.Toasts[0].Undo == nil {
		t.Fatalf("%d toasts", n)
	}
	b.host.Toasts[0].Undo()
	if got := b.stored().Organiser.Address; got != (filing.Address{Street: "旧街", Door: "旧门"}) {
		t.Errorf("after undo %+v", got)
	}
	b.host.NoAlerts()
}

func TestWordsOfTheScopeAreShownAndTicked(t *testing.T) {
	b := newBench(t, func(f *filing.Filing) {
		f.Organiser.Scope = "药品零售；食品销售（不含保健药品）；企业管理咨询（不得从事金融业务）"
		f.Site.Approvals = []filing.Approval{{Item: filing.NoApproval}}
	})
	b.Go(filing.StepInfo, filing.GroupSite)
	var pieces []string
	for _, m := range hosttest.All[*part.Marked](b.lay()) {
		pieces = append(pieces, m.Piece())
	}
	if got := strings.Join(pieces, " "); got != "药品 药品 金融" {
		t.Errorf("marked %q", got)
	}
	for _, want := range []string{text.SettledBy("不含"), text.SettledBy("不得"), text.RegulatedAlone} {
		if !hosttest.Shows(b.Content(), want) {
			t.Errorf("%q is not said", want)
		}
	}
	hosttest.Press(t, b.Content(), text.TickItem("药品和医疗器械"))
	if got := b.stored().Site.Approvals; len(got) != 1 || got[0].Item != 5 {
		t.Errorf("ticked %+v", got)
	}
	b.Undo()
	if got := b.stored().Site.Approvals; len(got) != 1 || got[0].Item != filing.NoApproval {
		t.Errorf("after undo %+v", got)
	}
	hosttest.Press(t, b.lay(), text.ToStatement)
	if b.step != filing.StepMaterial {
		t.Errorf("the statement leads to step %d", b.step)
	}
	b.host.NoAlerts()
}
