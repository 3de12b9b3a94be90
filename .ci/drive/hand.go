package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"beiandesk/screens/part"

	"fyne.io/fyne/v2"
)

// hand works the mouse and the keyboard.
type hand struct {
	out    string // where pictures of the screen go
	window string // X's number of the window
	step   string // what is being done, for the sentence of a failure
}

// patience is how long anything may take on a busy machine.
const patience = 20 * time.Second

func (h *hand) fail(format string, args ...any) {
	h.shot("failed")
	fmt.Fprintf(os.Stderr, "DRIVE FAILED at “%s”: %s\n", h.step, fmt.Sprintf(format, args...))
	ui(func() { fmt.Fprintln(os.Stderr, "in sight:\n  "+strings.ReplaceAll(words(sight()), "\n", "\n  ")) })
	os.Exit(70)
}

func (h *hand) at(step string) {
	h.step = step
	fmt.Printf("%s  %s\n", time.Now().Format("15:04:05.0"), step)
}

// ui runs fn where the window's objects may be read.
func ui(fn func()) { fyne.DoAndWait(fn) }

// tool runs a program of the X server's side.
func (h *hand) tool(name string, args ...string) string {
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	b, err := exec.CommandContext(ctx, name, args...).CombinedOutput()
	if err != nil {
		fmt.Fprintf(os.Stderr, "DRIVE FAILED at “%s”: %s %v: %v %s\n", h.step, name, args, err, b)
		os.Exit(70)
	}
	return strings.TrimSpace(string(b))
}

// shot keeps a picture of the screen.
func (h *hand) shot(name string) {
	h.tool("import", "-window", "root", filepath.Join(h.out, name+".png"))
}

// wait until something is so.
func (h *hand) wait(what string, so func() bool) { h.waitFor(patience, what, so) }

func (h *hand) waitFor(long time.Duration, what string, so func() bool) {
	end := time.Now().Add(long)
	for {
		ok := false
		ui(func() { ok = so() })
		if ok {
			return
		}
		if time.Now().After(end) {
			h.fail("%s did not come within %s", what, long)
		}
		time.Sleep(30 * time.Millisecond)
	}
}

// sees waits for words on the screen.
func (h *hand) sees(words string) {
	h.wait("“"+words+"” on the screen", func() bool { return text_(sight(), words).ok() })
}

// frame waits until what was changed has been laid out and drawn.
func frame() { time.Sleep(60 * time.Millisecond) }

// clickAt presses the mouse on a point of an object; negative offsets mean its
// middle. The object must stand still first.
func (h *hand) clickAt(what string, look func() spot, dx, dy float32) {
	x, y, before := -1, -1, -2
	h.wait(what, func() bool {
		s := look()
		if !s.ok() {
			return false
		}
		s.reveal()
		px, py := dx, dy
		if px < 0 {
			px = s.Size().Width / 2
		}
		if py < 0 {
			py = s.Size().Height / 2
		}
		was := x*100_000 + y
		x, y = s.pixel(px, py)
		still := was == before
		before = x*100_000 + y
		return still && was == before
	})
	h.tool("xdotool", "mousemove", "--window", h.window, strconv.Itoa(x), strconv.Itoa(y), "sleep", "0.03", "click", "1")
	frame()
}

// press the button or box with a word.
func (h *hand) press(name string) {
	h.clickAt("a button “"+name+"” that can be pressed", func() spot { return pressable(sight(), name) }, -1, -1)
}

func (h *hand) pressAfter(text, name string) {
	h.clickAt("a button “"+name+"” behind “"+text+"”", func() spot { return after(text, name) }, 10, 10)
}

// keys are pressed as xdotool names them.
func (h *hand) keys(keys ...string) {
	h.tool("xdotool", append([]string{"key", "--delay", "20"}, keys...)...)
	frame()
}

// types words: keys for plain ones, the clipboard for others, as an input
// method would bring whole words.
func (h *hand) types(words string) {
	plain := true
	for _, r := range words {
		plain = plain && r < 0x7f && r >= ' '
	}
	if plain {
		h.tool("xdotool", "type", "--delay", "12", "--", words)
		return
	}
	ui(func() { fyne.CurrentApp().Clipboard().SetContent(words) })
	h.keys("ctrl+v")
}

// fill a field of words.
func (h *hand) fill(path, value string) {
	if value == "" {
		return
	}
	h.clickAt("the field "+path, func() spot { return h.entry(path) }, 24, -1)
	h.wait("the keyboard in "+path, func() bool {
		_, f := field(path)
		return f != nil && theWindow().Canvas().Focused() == f.Focusable()
	})
	h.keys("ctrl+a")
	h.types(value)
	h.holds(path, value)
}

// entry is the part of a field that takes the keyboard.
func (h *hand) entry(path string) spot {
	s, f := field(path)
	if f == nil {
		return spot{}
	}
	o, ok := f.Focusable().(fyne.CanvasObject)
	if !ok {
		return spot{}
	}
	return spot{o, s.scrolls}
}

// holds waits until a field has a value.
func (h *hand) holds(path, value string) {
	last := ""
	end := time.Now().Add(5 * time.Second)
	for time.Now().Before(end) {
		ui(func() {
			if _, f := field(path); f != nil {
				last = f.Value()
			}
		})
		if last == value {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	h.fail("the field %s holds “%s” instead of “%s”", path, last, value)
}

// choose takes an option of a pick field: open it, type to filter where the
// list can, take it with Enter or the mouse.
func (h *hand) choose(path, label, value string) {
	have := ""
	ui(func() {
		if _, f := field(path); f != nil {
			have = f.Value()
		}
	})
	if have == value {
		return
	}
	h.clickAt("the list "+path, func() spot { return h.entry(path) }, -1, -1)
	h.wait("the open list of "+path, func() bool { return theWindow().Canvas().Overlays().Top() != nil })
	frame()
	filter := false
	ui(func() { _, filter = theWindow().Canvas().Focused().(fyne.Shortcutable) })
	if filter {
		h.types(label)
		frame()
		h.keys("Return")
	} else {
		h.clickAt("the option "+label, func() spot {
			return find(sight(), func(o fyne.CanvasObject) bool {
				t, ok := o.(*part.Text)
				return ok && (t.Text() == label || strings.HasPrefix(t.Text(), label+"　"))
			})
		}, 4, -1)
	}
	h.wait("the list of "+path+" to close", func() bool { return theWindow().Canvas().Overlays().Top() == nil })
	h.holds(path, value)
}

// tick presses a box or a round button inside a field.
func (h *hand) tick(path, label, value string) {
	h.clickAt("“"+label+"” of "+path, func() spot {
		s, f := field(path)
		if f == nil {
			return spot{}
		}
		t := pressable(f, label)
		t.scrolls = s.scrolls
		return t
	}, 9, 11)
	h.holds(path, value)
}

// tabs presses Tab until the keyboard is back where it was, and fails if
// something that can be used was not reached, or was reached out of sight.
func (h *hand) tabs() {
	var all []fyne.Focusable
	ui(func() {
		theWindow().Canvas().Unfocus()
		own := map[fyne.CanvasObject]bool{} // eyes of fields that show themselves when they have the focus
		walk(theWindow().Canvas().Content(), nil, func(s spot) bool {
			if f, ok := s.CanvasObject.(*part.Field); ok && f.Eye() != nil {
				own[f.Eye()] = true
			}
			if f, ok := s.CanvasObject.(fyne.Focusable); ok && !own[s.CanvasObject] {
				if d, ok := s.CanvasObject.(fyne.Disableable); !ok || !d.Disabled() {
					all = append(all, f)
				}
			}
			return false
		})
	})
	reached := map[fyne.Focusable]bool{}
	h.round("Tab", len(all)+5, reached)
	missed := h.missed(all, reached)
	ui(func() { theWindow().Canvas().Unfocus() })
	if len(missed) > 0 {
		h.fail("Tab reached %d of %d; missed: %s", len(reached), len(all), strings.Join(missed, ", "))
	}
	fmt.Printf("            Tab reaches all %d\n", len(all))
}

// missed names what is in the window and was not reached.
func (h *hand) missed(all []fyne.Focusable, reached map[fyne.Focusable]bool) (missed []string) {
	ui(func() {
		for _, f := range all {
			o := f.(fyne.CanvasObject)
			there := find(theWindow().Canvas().Content(), func(x fyne.CanvasObject) bool { return x == o })
			if !reached[f] && there.ok() { // the panel follows the focus and changes its links
				missed = append(missed, fmt.Sprintf("%T “%s”", f, words(o)))
			}
		}
	})
	return missed
}

// round presses a key as often as asked, or until the focus comes to where it
// was in this round, and notes what it reached.
func (h *hand) round(key string, most int, reached map[fyne.Focusable]bool) {
	round := map[fyne.Focusable]bool{}
	var last fyne.Focusable
	ui(func() { last = theWindow().Canvas().Focused() })
	for range most {
		h.tool("xdotool", "key", key)
		var at fyne.Focusable
		hidden := ""
		h.wait("a step of the keyboard's focus", func() bool {
			at = theWindow().Canvas().Focused()
			return at != nil && at != last
		})
		if round[at] {
			return
		}
		round[at], reached[at], last = true, true, at
		ui(func() {
			s := find(theWindow().Canvas().Content(), func(o fyne.CanvasObject) bool { return o == at.(fyne.CanvasObject) })
			if s.ok() && !s.seen() {
				hidden = fmt.Sprintf("%T “%s”", at, words(s.CanvasObject))
			}
		})
		if hidden != "" {
			h.fail("%s went to %s, which is scrolled out of sight", key, hidden)
		}
	}
}
