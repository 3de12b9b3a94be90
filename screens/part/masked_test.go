package part_test

import (
	"testing"

	"beiandesk/app/seal"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

const (
	number = "110101199003070011"
	hidden = "1101**********0011"
)

var space = &fyne.KeyEvent{Name: fyne.KeySpace}

// leave counts what is asked, and lets be seen what is to be.
type leave struct {
	asked  int
	refuse bool
	later  func()
	wait   bool
}

func (l *leave) ask(show func()) {
	l.asked++
	switch {
	case l.refuse:
	case l.wait:
		l.later = show
	default:
		show()
	}
}

func TestWordsAreShownWhileTheEyeIsHeld(t *testing.T) {
	l := &leave{}
	m := part.NewMaskedText("证件号码", hidden, number, l.ask)
	drawing.Canvas(m, fyne.NewSize(400, 40))
	before := m.MinSize()
	for what, hold := range map[string][2]func(){
		"mouse":           {func() { m.Eye().MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary}) }, func() { m.Eye().MouseUp(nil) }},
		"mouse that left": {func() { m.Eye().MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary}) }, m.Eye().MouseOut},
		"finger":          {func() { m.Eye().TouchDown(nil) }, func() { m.Eye().TouchUp(nil) }},
		"lost finger":     {func() { m.Eye().TouchDown(nil) }, func() { m.Eye().TouchCancel(nil) }},
		"space":           {func() { m.Eye().KeyDown(space) }, func() { m.Eye().KeyUp(space) }},
		"lost focus":      {func() { m.Eye().KeyDown(space) }, m.Eye().FocusLost},
	} {
		if m.Shown() != hidden {
			t.Fatalf("%s: shows %q before", what, m.Shown())
		}
		hold[0]()
		if m.Shown() != number {
			t.Errorf("%s: shows %q while it is held", what, m.Shown())
		}
		if m.MinSize() != before {
			t.Errorf("%s: the words take %v instead of %v", what, m.MinSize(), before)
		}
		hold[1]()
		if m.Shown() != hidden {
			t.Errorf("%s: shows %q afterwards", what, m.Shown())
		}
	}
	if l.asked != 6 {
		t.Errorf("asked %d times, want 6", l.asked)
	}
	m.Eye().TypedKey(space) // a key typed is no key held
	m.Eye().Tapped(nil)
	if m.Shown() != hidden {
		t.Error("a tap leaves it shown")
	}
	if name := m.Eye().Label(); name != "按住显示证件号码" {
		t.Errorf("the eye is called %q", name)
	}
}

func TestWithoutLeaveNothingIsShown(t *testing.T) {
	l := &leave{refuse: true}
	m := part.NewMaskedText("证件号码", hidden, number, l.ask)
	m.Eye().KeyDown(space)
	if m.Shown() != hidden {
		t.Error("shown although it was refused")
	}
	m.Eye().KeyUp(space)
	// Leave that comes after the key was let go shows nothing any more.
	l.refuse, l.wait = false, true
	m.Eye().KeyDown(space)
	m.Eye().KeyUp(space)
	l.later()
	if m.Shown() != hidden {
		t.Error("shown after it was let go")
	}
}

// fieldOf is a field for personal data in a window.
func fieldOf(t *testing.T, sort seal.Sort, l *leave, copied *[]string) *part.Field {
	t.Helper()
	f := part.NewText(hosttest.New(t), part.Spec{Path: "legal.cert_number", Label: "证件号码", Hint: "照证件填写",
		Mask: &part.Mask{Sort: func() seal.Sort { return sort }, Leave: l.ask, Copy: func(words string) { *copied = append(*copied, words) }}})
	drawing.Canvas(f, fyne.NewSize(400, 100))
	return f
}

func TestAFieldIsMaskedWhileNobodyWorksInIt(t *testing.T) {
	var copied []string
	l := &leave{}
	f := fieldOf(t, seal.Number, l, &copied)
	if f.Masked() != "" || f.Eye().Visible() {
		t.Error("an empty field is masked")
	}
	f.SetValue("1101011")
	if f.Masked() != "" {
		t.Error("a number that is not whole is masked: a mistake could not be seen")
	}
	f.SetValue(number)
	before := f.MinSize()
	if f.Masked() != hidden || f.Value() != number || !f.Eye().Visible() || f.Eye().Disabled() {
		t.Fatalf("masked as %q, value %q", f.Masked(), f.Value())
	}
	f.SetError(part.Refused, "校验位不对")
	if f.Masked() != hidden || f.Error() == "" {
		t.Error("a finding changes what is masked, or is not said")
	}
	f.ClearError()

	f.Focusable().FocusGained()
	if f.Masked() != "" || l.asked != 1 {
		t.Errorf("masked as %q while it is edited, asked %d times", f.Masked(), l.asked)
	}
	if !f.Eye().Disabled() {
		t.Error("Tab would stop at the eye of the field that is filled in")
	}
	f.Focusable().FocusLost()
	if f.Masked() != hidden {
		t.Errorf("masked as %q after it was left", f.Masked())
	}
	f.Eye().MouseDown(nil)
	if f.Masked() != "" || l.asked != 2 {
		t.Error("the held eye does not show it")
	}
	f.Eye().MouseUp(nil)
	if f.Masked() != hidden || f.MinSize() != before {
		t.Errorf("masked as %q, %v high, was %v", f.Masked(), f.MinSize(), before)
	}
	f.SetEnabled(false)
	if f.Masked() != hidden || f.Eye().Disabled() {
		t.Error("a locked field cannot be looked at")
	}
}

func TestWhatIsTypedStaysInSight(t *testing.T) {
	var copied []string
	l := &leave{}
	f := fieldOf(t, seal.Phone, l, &copied)
	f.Focusable().FocusGained()
	for _, r := range "13800001234" {
		f.Focusable().TypedRune(r)
		if f.Masked() != "" {
			t.Fatalf("masked as %q while it is typed", f.Masked())
		}
	}
	if l.asked != 0 {
		t.Error("typing is no look at what was there")
	}
	f.Focusable().FocusLost()
	if f.Masked() != "138****1234" {
		t.Errorf("masked as %q", f.Masked())
	}
}

func TestARefusedLookLeavesTheFieldCovered(t *testing.T) {
	var copied []string
	l := &leave{refuse: true}
	f := fieldOf(t, seal.Number, l, &copied)
	f.SetValue(number)
	f.Focusable().FocusGained()
	if f.Masked() != hidden {
		t.Error("shown although it was refused")
	}
}

func TestAnOrganisationsNumberIsClear(t *testing.T) {
	var copied []string
	f := fieldOf(t, seal.None, &leave{}, &copied)
	f.SetValue("91440300000000123F")
	if f.Masked() != "" || f.Eye().Visible() {
		t.Errorf("masked as %q", f.Masked())
	}
}

func TestWhatIsCopiedOutOfAFieldGoesThroughTheMask(t *testing.T) {
	var copied []string
	f := fieldOf(t, seal.Number, &leave{}, &copied)
	f.SetValue(number)
	f.Focusable().FocusGained()
	e := f.Focusable().(fyne.Shortcutable)
	clip := fyne.CurrentApp().Clipboard()
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	e.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clip})
	e.TypedShortcut(&fyne.ShortcutCut{Clipboard: clip})
	if len(copied) != 2 || copied[0] != number || copied[1] != number {
		t.Errorf("the mask heard of %q", copied)
	}
}

func TestCopyingAMaskedRowAsksAsALookDoes(t *testing.T) {
	var copied []string
	var show func()
	value := part.NewMaskedText("证件号码", "1101**********002X", "11010519491231002X", func(s func()) { show = s })
	row := part.MaskedRow("证件号码", value, func(v string) { copied = append(copied, v) })
	hosttest.Press(t, row, text.Copy)
	if len(copied) != 0 || show == nil {
		t.Fatalf("copied %d times before it was allowed", len(copied))
	}
	show()
	if len(copied) != 1 || copied[0] != "11010519491231002X" {
		t.Errorf("copied %d times", len(copied))
	}
}
