package part_test

import (
	"image"
	"strings"
	"testing"
	"time"

	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func key(n fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: n} }

func TestMain(m *testing.M) {
	drawing.Use(false, 1)
	m.Run()
}

// Every kind of button works with the mouse and with Space and Enter, and none
// of it while disabled.
func TestButtonsWorkWithTheKeyboard(t *testing.T) {
	for name, make := range map[string]func(string, func()) *part.Button{
		"primary": part.Primary, "plain": part.Plain, "quiet": part.Quiet, "danger": part.Danger, "link": part.Link,
	} {
		n := 0
		b := make("继续", func() { n++ })
		test.Tap(b)
		b.TypedKey(key(fyne.KeySpace))
		b.TypedKey(key(fyne.KeyReturn))
		b.TypedKey(key(fyne.KeyEscape))
		if n != 3 {
			t.Errorf("%s: %d activations, want 3", name, n)
		}
		b.Disable()
		test.Tap(b)
		b.TypedKey(key(fyne.KeySpace))
		if n != 3 {
			t.Errorf("%s works while disabled", name)
		}
	}
}

func TestFieldReportsAfterAPauseOfTyping(t *testing.T) {
	h := hosttest.New(t)
	h.Pauses = true
	var saved []string
	f := part.NewText(h, part.Spec{Path: "site.name", Label: "网站名称"})
	f.OnChanged = func(path, v string) { saved = append(saved, path+"="+v) }
	w := test.NewTempWindow(t, f)
	w.Canvas().Focus(f.Focusable())
	test.Type(f.Focusable(), "样")
	h.Advance(part.Pause / 2)
	test.Type(f.Focusable(), "本")
	h.Advance(part.Pause / 2)
	if len(saved) != 0 {
		t.Fatalf("saved %v before the pause", saved)
	}
	h.Advance(part.Pause)
	if len(saved) != 1 || saved[0] != "site.name=样本" {
		t.Fatalf("saved %v", saved)
	}
	test.Type(f.Focusable(), "馆")
	w.Canvas().Unfocus()
	if len(saved) != 2 || saved[1] != "site.name=样本馆" {
		t.Errorf("leaving the field saved %v", saved)
	}
	h.Advance(time.Hour)
	if len(saved) != 2 {
		t.Errorf("saved twice: %v", saved)
	}
}

// An input method on macOS hands Enter to the field while a person is still
// composing; Tab must leave even a field of several lines.
func TestEnterSubmitsNothingAndTabLeaves(t *testing.T) {
	h := hosttest.New(t)
	f := part.NewText(h, part.Spec{Label: "备注", Lines: 3})
	var saved []string
	f.OnChanged = func(_, v string) { saved = append(saved, v) }
	one := part.NewText(h, part.Spec{Label: "名称"})
	one.OnChanged = func(_, v string) { saved = append(saved, v) }
	test.NewTempWindow(t, one)
	one.Focusable().TypedKey(key(fyne.KeyReturn))
	one.Focusable().TypedKey(key(fyne.KeyEscape))
	if len(saved) != 0 || one.Value() != "" {
		t.Errorf("Enter changed %q, saved %v", one.Value(), saved)
	}
	if f.Focusable().(fyne.Tabbable).AcceptsTab() {
		t.Error("a field of several lines swallows Tab")
	}
}

func TestWhatIsTypedIsNotOverwritten(t *testing.T) {
	h := hosttest.New(t)
	h.Pauses = true
	f := part.NewText(h, part.Spec{Label: "名称"})
	test.Type(f.Focusable(), "新")
	f.SetValue("旧")
	if f.Value() != "新" {
		t.Errorf("%q replaced what was typed", f.Value())
	}
	f.Flush()
	f.SetValue("旧")
	if f.Value() != "旧" {
		t.Errorf("after the pause the value is %q", f.Value())
	}
}

func TestLimitCountsCharactersAndSaysSo(t *testing.T) {
	h := hosttest.New(t)
	f := part.NewText(h, part.Spec{Label: "名称", Limit: 3})
	test.Type(f.Focusable(), "样本𠮷喆")
	if f.Value() != "样本𠮷" {
		t.Errorf("kept %q", f.Value())
	}
	if f.Error() != text.TooLong(3) {
		t.Errorf("says %q", f.Error())
	}
}

// An error takes the place of the hint and moves nothing.
func TestErrorMovesNothing(t *testing.T) {
	f := part.NewText(hosttest.New(t), part.Spec{Label: "证件号码", Hint: "18 位"})
	drawing.Canvas(f, fyne.NewSize(320, 0))
	before := f.MinSize().Height
	f.SetError(part.Refused, "校验位不对，请核对第 18 位")
	if now := f.MinSize().Height; now != before {
		t.Errorf("height %v became %v", before, now)
	}
	if !hosttest.Shows(f, "校验位不对") || hosttest.Shows(f, "18 位") && !hosttest.Shows(f, "第 18 位") {
		t.Errorf("shows %q", hosttest.Words(f))
	}
	f.ClearError()
	if !hosttest.Shows(f, "18 位") || hosttest.Shows(f, "校验位") {
		t.Errorf("after clearing shows %q", hosttest.Words(f))
	}
}

func TestPickOpensFiltersAndChooses(t *testing.T) {
	var opts []part.Option
	for _, n := range strings.Fields("北京市 天津市 河北省 山西省 内蒙古自治区 辽宁省 吉林省 黑龙江省 上海市 江苏省") {
		opts = append(opts, part.Option{Value: n, Label: n})
	}
	f := part.NewPick(part.Spec{Path: "province", Label: "省份"}, opts)
	var got []string
	f.OnChanged = func(_, v string) { got = append(got, v) }
	w := test.NewTempWindow(t, f)
	w.Resize(fyne.NewSize(400, 600))
	f.Focusable().TypedKey(key(fyne.KeySpace))
	if w.Canvas().Overlays().Top() == nil {
		t.Fatal("no list opened")
	}
	line := w.Canvas().Focused()
	part.LetGo(w.Canvas())
	before := part.Blinking()
	if w.Canvas().Focused() != line || before == 0 {
		t.Fatal("the filter has not the keyboard")
	}
	test.Type(line, "省")
	line.TypedKey(key(fyne.KeyDown))
	line.TypedKey(key(fyne.KeyReturn))
	if len(got) != 1 || got[0] != "山西省" || f.Value() != "山西省" {
		t.Errorf("chose %v", got)
	}
	if w.Canvas().Overlays().Top() != nil {
		t.Error("the list stays open")
	}
	if part.LetGo(w.Canvas()); part.Blinking() != before-1 {
		t.Error("the cursor of the filter blinks on after its list has closed")
	}
}

func TestFilterOptions(t *testing.T) {
	opts := []part.Option{{Value: "1", Label: "企业", Words: "公司 gongsi"}, {Value: "2", Label: "事业单位"}, {Value: "3", Label: "单位"}}
	for q, want := range map[string]string{"单位": "32", "GONGSI": "1", "": "123", "没有": ""} {
		var got string
		for _, o := range part.FilterOptions(opts, q) {
			got += o.Value
		}
		if got != want {
			t.Errorf("%q finds %s, want %s", q, got, want)
		}
	}
}

func TestNormalDate(t *testing.T) {
	for in, want := range map[string]string{
		"20261123": "2026-11-23", "2026/1/3": "2026-01-03", "2026.1.3": "2026-01-03", "2026年1月3日": "2026-01-03",
		"２０２６－０１－０３": "2026-01-03", " 2026 - 1 - 3 ": "2026-01-03", "2024-2-29": "2024-02-29", "": "",
	} {
		if got, ok := part.NormalDate(in); !ok || got != want {
			t.Errorf("%q became %q, %v", in, got, ok)
		}
	}
	for _, in := range []string{"2026-13-01", "2026-2-30", "26-1-3", "长", "2026", "2026-1-3-4"} {
		if got, ok := part.NormalDate(in); ok {
			t.Errorf("%q became %q", in, got)
		}
	}
}

func TestLongTermDate(t *testing.T) {
	f := part.NewDate(hosttest.New(t), part.Spec{Label: "有效期至"}, true)
	f.SetValue("2030-01-01")
	f.SetValue(text.LongTerm)
	if f.Value() != "长期" {
		t.Errorf("value %q", f.Value())
	}
	f.SetValue("2031-02-03")
	if f.Value() != "2031-02-03" {
		t.Errorf("value %q after a day again", f.Value())
	}
}

// The clock set back a day must not show more than the full time.
func TestCountdown(t *testing.T) {
	h := hosttest.New(t)
	c := part.NewCountdown(h, h.Now(), h.Now().Add(24*time.Hour))
	over := 0
	c.OnOver = func() { over++ }
	before := c.Drawn()
	h.Advance(time.Minute)
	if c.Words() != "还剩 23 小时 59 分钟" {
		t.Errorf("after a minute: %s", c.Words())
	}
	if n := c.Drawn() - before; n != 1 {
		t.Errorf("a minute of sixty looks at the clock asked for %d frames", n)
	}
	h.SetNow(hosttest.Start.Add(-48 * time.Hour))
	c.Reset(hosttest.Start, hosttest.Start.Add(24*time.Hour))
	if c.Words() != text.CountdownChanged {
		t.Errorf("clock set back: %s", c.Words())
	}
	h.SetNow(hosttest.Start)
	c.Reset(h.Now(), h.Now().Add(2*time.Second))
	h.Advance(2 * time.Minute)
	if c.Words() != text.CountdownOver || over != 1 {
		t.Errorf("at the end: %s, OnOver %d times", c.Words(), over)
	}
	c.Stop()
	if h.Ticking() != 0 {
		t.Error("still ticking after Stop")
	}
}

func TestWrapKeepsTheRulesOfChinese(t *testing.T) {
	words := part.Body("请先换证。“引号”不留行尾，（括号）也不；example.com 不断开。")
	for w := float32(60); w < 400; w += 7 {
		for _, line := range words.Lines(w) {
			if strings.ContainsAny(string([]rune(line)[:1]), "。，；）”") {
				t.Errorf("at %v a line begins with %q", w, line)
			}
			if r := []rune(line); strings.ContainsRune("“（", r[len(r)-1]) {
				t.Errorf("at %v a line ends with %q", w, line)
			}
		}
	}
}

type row struct{ name string }

func TestTableSortsSelectsAndOpens(t *testing.T) {
	h := hosttest.New(t)
	tb := part.NewDataTable(h, []part.Col[row]{{ID: "name", Label: "域名", Width: 100, Stretch: true,
		Sort:   func(a, b row) int { return strings.Compare(a.name, b.name) },
		Update: func(r row, c fyne.CanvasObject) { c.(*part.Cell).Set(r.name, "") }}})
	var opened []string
	tb.OnOpen = func(r row) { opened = append(opened, r.name) }
	w := test.NewTempWindow(t, tb)
	w.Resize(fyne.NewSize(400, 300))
	tb.SetRows([]row{{"c"}, {"a"}, {"b"}}, func(r row) bool { return r.name == "c" })
	hosttest.Press(t, tb, "域名")
	if got, _ := tb.Selected(); got.name != "c" {
		t.Errorf("sorting moved the selection to %q", got.name)
	}
	f := tb.Focusable()
	w.Canvas().Focus(f)
	f.TypedKey(key(fyne.KeyHome))
	f.TypedKey(key(fyne.KeyDown))
	f.TypedKey(key(fyne.KeyReturn))
	if len(opened) != 1 || opened[0] != "b" {
		t.Errorf("opened %v", opened)
	}
	w.Canvas().Unfocus()
	test.TapCanvas(w.Canvas(), fyne.NewPos(100, 100))
	if w.Canvas().Focused() != f {
		t.Error("a row that was clicked has not the keyboard")
	}
	hosttest.Press(t, tb, "域名")
	if got := tb.Rows()[0].name; got != "c" {
		t.Errorf("descending begins with %q", got)
	}
}

func TestPictureTurnsAndFits(t *testing.T) {
	p := part.NewPictureView(image.NewRGBA(image.Rect(0, 0, 40, 20)))
	drawing.Canvas(p, fyne.NewSize(300, 300))
	var turned []int
	p.OnTurned = func(q int) {
		if turned = append(turned, q); p.Zoom() == 1 && q == 3 {
			t.Error("it does not keep the picture before until the turned one is there")
		}
		p.ShowTurned(image.NewRGBA(image.Rect(0, 0, 20, 40)))
	}
	hosttest.Press(t, p, text.ZoomIn)
	if p.Zoom() <= 1 {
		t.Error("did not zoom")
	}
	hosttest.Press(t, p, text.RotateLeft)
	hosttest.Press(t, p, text.RotateRight)
	if len(turned) != 2 || turned[0] != 3 || turned[1] != 0 || p.Zoom() != 1 || p.Turns() != 0 {
		t.Errorf("turned %v, zoom %v", turned, p.Zoom())
	}
}

func TestPanelFoldsWhenNarrow(t *testing.T) {
	p := part.NewTwoPane(part.Body("内容"), part.Body("说明"))
	drawing.Canvas(p, fyne.NewSize(part.FoldBelow+1, 600))
	if !p.PanelShown() {
		t.Error("folded although there is room")
	}
	drawing.Canvas(p, fyne.NewSize(part.FoldBelow-1, 600))
	if p.PanelShown() {
		t.Error("not folded")
	}
	hosttest.Press(t, p, text.OpenPanel)
	if !p.PanelShown() {
		t.Error("the button does not open it")
	}
}

// Everything that can be tapped can be reached with Tab.
func TestAllTappablesAreFocusable(t *testing.T) {
	st := part.NewStepper([]string{"类型", "地区"}, func(int) {})
	rail := part.NewRail([]part.RailItem{{ID: "a", Label: "域名"}}, func(string) {})
	slot := part.NewDropSlot(part.Slot{Name: "营业执照", Actions: []*part.Button{part.Plain("替换", nil)}}, func() {})
	for name, o := range map[string]fyne.CanvasObject{"stepper": st, "rail": rail, "slot": slot,
		"radio": part.NewRadio(part.Spec{}, []part.Option{{Value: "a"}, {Value: "b"}}),
		"chips": part.NewFilterChips([]part.Chip{{ID: "a"}, {ID: "b"}}, nil)} {
		taps := 0
		hosttest.Walk(o, func(o fyne.CanvasObject) {
			if _, ok := o.(fyne.Tappable); ok {
				taps++
			}
		})
		if stops := len(hosttest.TabStops(o)); taps == 0 || stops != taps {
			t.Errorf("%s: %d tappable, %d reachable", name, taps, stops)
		}
	}
}

func TestRadioShowsTheOptionOfTheEmptyValueFromTheStart(t *testing.T) {
	f := part.NewRadio(part.Spec{Path: "by_agent"}, []part.Option{{Value: "", Label: "本人"}, {Value: "true", Label: "代办人"}})
	ticks := hosttest.All[*part.Check](f)
	if len(ticks) != 2 || !ticks[0].Checked() || ticks[1].Checked() {
		t.Fatalf("nothing is chosen among %d", len(ticks))
	}
}
