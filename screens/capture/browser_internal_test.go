package capture

import (
	"bytes"
	"errors"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/filing/specimen"
	"beiandesk/app/filing/specimen/specimentest"
	"beiandesk/app/phone/phonetest"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

func skipLoudly(t testing.TB, why string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(why + " in CI")
	}
	t.Skip("SKIPPED LOUDLY: " + why)
}

// read photographs the window and reads the code in it, in light or dark.
func (w *world) read(dark bool) string {
	w.t.Helper()
	tool, err := exec.LookPath("zbarimg")
	if err != nil {
		skipLoudly(w.t, "no zbarimg on this machine (bash .ci/setup.sh test)")
	}
	drawing.Use(dark, 1)
	defer drawing.Use(false, 1)
	var b bytes.Buffer
	if err := png.Encode(&b, drawing.Capture(drawing.Canvas(w.Content(), fyne.NewSize(1000, 700)))); err != nil {
		w.t.Fatal(err)
	}
	file := filepath.Join(w.t.TempDir(), "window.png")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		w.t.Fatal(err)
	}
	out, err := exec.Command(tool, "--raw", "-q", file).Output()
	if err != nil {
		w.t.Fatalf("zbarimg finds no code in the window (dark %v): %v", dark, err)
	}
	return strings.TrimSpace(string(out))
}

// TestTheCodeInTheWindowIsRead, in light and dark, and leads to the page.
func TestTheCodeInTheWindowIsRead(t *testing.T) {
	w := newWorld(t)
	w.open("")
	for _, dark := range []bool{false, true} {
		if got := w.read(dark); got != w.url() {
			t.Errorf("dark %v: the code reads %q, the address is %q", dark, got, w.url())
		}
	}
	w.press(text.PhoneStop)
	if hosttest.Shows(w.lay(), "http") {
		t.Error("stopped, the address is still there")
	}
}

// TestFromTheCodeInTheWindowToThePictureInTheFiling: a browser as a phone opens
// what the code says, sends a good picture of 8 MB and a bad one; both sides
// show the verdicts; accepted, the picture opens byte for byte.
func TestFromTheCodeInTheWindowToThePictureInTheFiling(t *testing.T) {
	b, err := phonetest.Start()
	if errors.Is(err, phonetest.ErrNone) {
		skipLoudly(t, "no Chromium on this machine; the window was not tried with a browser (bash .ci/setup.sh browser)")
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(err)
	t.Cleanup(b.Close)
	dir := t.TempDir()
	good := phonetest.Padded(specimentest.Good(t, specimen.Licence), 8<<20)
	goodFile, badFile := filepath.Join(dir, "a.jpg"), filepath.Join(dir, "b.jpg")
	must(os.WriteFile(goodFile, good, 0o600))
	must(os.WriteFile(badFile, specimentest.Blurred(t, specimen.IDFront), 0o600))
	noScript := phonetest.Android
	noScript.NoScript = true
	for name, model := range map[string]phonetest.Model{"iPhone": phonetest.IPhone, "Android": phonetest.Android, "without JavaScript": noScript, "WeChat": phonetest.WeChat} {
		t.Run(name, func(t *testing.T) {
			must := func(err error) {
				t.Helper()
				if err != nil {
					t.Fatal(err)
				}
			}
			w := newWorld(t)
			w.open("")
			p, err := b.Phone(model)
			must(err)
			defer p.Close()
			address := w.read(false)
			must(p.Open(address))
			must(p.Tap("form.start button"))
			must(p.See(`body[data-page="open"]`))
			w.sees(text.PhoneProgress(0, len(w.rows)))
			send := func(slot, which, file, state string) string { // without script the verdict is a page of its own
				t.Helper()
				must(p.Choose("#"+slot+" input[name="+which+"]", file))
				if model.NoScript {
					must(p.Tap("#" + slot + " button.send"))
				}
				must(p.See(`.tile[data-state="` + state + `"] .verdict`))
				html, err := p.HTML()
				must(err)
				return html
			}
			again := func() {
				t.Helper()
				if model.NoScript {
					must(p.Open(address))
				}
			}
			send("licence", "camera", goodFile, "good")
			w.sees(text.PhoneGood)
			again()
			html := send("legal-front", "album", badFile, "bad")
			w.sees(text.PhoneBad)
			if !strings.Contains(html, "模糊，请重拍") || !hosttest.Shows(w.lay(), "模糊") {
				t.Error("the verdict is not on both sides")
			}
			w.press(text.PhoneTakeAll(1))
			again()
			must(p.See(`#licence[data-state="accepted"]`))
			if !bytes.Equal(w.kept(filing.SlotLicence), good) {
				t.Error("the picture in the filing is not the original")
			}
			if m, _ := w.stored().Material(filing.SlotLicence); m.Outcome != filing.Pass {
				t.Errorf("judged %s", m.Outcome)
			}
			w.press(text.PhoneReturn)
			w.press(text.PhoneSend)
			again()
			must(p.See(`#legal-front[data-state="returned"]`))
			w.press(text.PhoneFinish)
			again()
			must(p.See(`body[data-page="done"]`))
			w.host.Advance(farewell)
			if w.host.Backs != 1 {
				t.Error("the page does not leave when the phones have seen their last page")
			}
			w.host.NoAlerts()
		})
	}
}
