package part_test

import (
	"strings"
	"testing"

	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

func copyGroups(leave part.Leave) []part.CopyGroup {
	return []part.CopyGroup{
		{Title: "主办单位", Items: []part.CopyItem{
			{ID: "name", Label: "单位名称", Under: "本程序：主办单位名称", Value: "样本公司"},
			{ID: "number", Label: "证件号码", Value: "9144"},
		}},
		{Title: "负责人", Items: []part.CopyItem{{ID: "mobile", Label: "手机号", Masked: part.NewMaskedText("手机号", "138****8000", "13800138000", leave)}}},
	}
}

func pressed(name fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: name} }

// The keyboard alone carries over a whole form, and the ticks say how far.
func TestCopyingByKeyboard(t *testing.T) {
	drawing.Use(false, 1)
	var copied []string
	told := 0
	l := part.NewCopyList(copyGroups(nil), map[string]bool{}, func(_ part.CopyItem, v string) { copied = append(copied, v) }, func() { told++ })
	drawing.Canvas(l, fyne.NewSize(600, 400))
	l.FocusGained()
	l.TypedKey(pressed(fyne.KeySpace))  // the first, and on to the second
	l.TypedKey(pressed(fyne.KeyDown))   // past it
	l.TypedKey(pressed(fyne.KeyReturn)) // the third, and back to what is left
	if got := strings.Join(copied, " "); got != "样本公司 13800138000" || told != 2 {
		t.Fatalf("copied %q, told %d times", got, told)
	}
	if done, total := l.Done(); done != 2 || total != 3 {
		t.Errorf("%d of %d", done, total)
	}
	if i, ok := l.Next(); !ok || i.ID != "number" {
		t.Errorf("next is %q", i.ID)
	}
	l.CopyNext()
	if _, ok := l.Next(); ok || copied[2] != "9144" {
		t.Errorf("after all: copied %q", copied)
	}
	l.CopyNext() // nothing is left
	if len(copied) != 3 {
		t.Error("copied once more")
	}
	l.TypedKey(pressed(fyne.KeyBackspace))
	if done, _ := l.Done(); done != 2 {
		t.Errorf("Backspace leaves %d ticks", done)
	}
	for _, k := range []fyne.KeyName{fyne.KeyHome, fyne.KeyUp, fyne.KeyEnd, fyne.KeyDown} { // over the ends
		l.TypedKey(pressed(k))
	}
	part.NewCopyList(nil, map[string]bool{}, nil, nil).CopyNext() // an empty form
}

// What may not be seen is neither copied nor ticked until it may.
func TestCopyingAPersonsValueAsks(t *testing.T) {
	drawing.Use(false, 1)
	var copied []string
	var may func()
	ticks := map[string]bool{"name": true, "number": true}
	l := part.NewCopyList(copyGroups(func(show func()) { may = show }), ticks, func(i part.CopyItem, v string) { copied = append(copied, i.ID+v) }, nil)
	drawing.Canvas(l, fyne.NewSize(600, 400))
	l.CopyNext()
	if len(copied) != 0 || ticks["mobile"] {
		t.Fatal("copied before it may be")
	}
	may()
	if len(copied) != 1 || copied[0] != "mobile13800138000" || !ticks["mobile"] {
		t.Errorf("copied %q", copied)
	}
	if !hosttest.Shows(l, "138****8000") || hosttest.Shows(l, "13800138000") {
		t.Error("copying shows it")
	}
}

// The button of a row copies that row; both names stand there.
func TestARowOfTheCopyList(t *testing.T) {
	drawing.Use(false, 1)
	var copied []string
	l := part.NewCopyList(copyGroups(nil), map[string]bool{}, func(_ part.CopyItem, v string) { copied = append(copied, v) }, nil)
	drawing.Canvas(l, fyne.NewSize(600, 400))
	for _, w := range []string{"主办单位", "单位名称", "本程序：主办单位名称"} {
		if !hosttest.Shows(l, w) {
			t.Errorf("%s is not shown", w)
		}
	}
	buttons := 0
	for _, b := range hosttest.All[*part.Button](l) {
		if b.Label() == text.Copy {
			if buttons++; buttons == 2 {
				b.Tapped(nil)
			}
		}
	}
	if len(copied) != 1 || copied[0] != "9144" {
		t.Errorf("copied %q", copied)
	}
}
