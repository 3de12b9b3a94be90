package ui

import (
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"beiandesk/app"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"
)

// Alert implements screens.Host. What the user stopped is no alert.
func (s *Scope) Alert(err error) {
	if err == nil || app.CodeOf(err) == app.CodeCanceled {
		return
	}
	s.h.o.Log(err)
	d := s.h.dialog(text.AlertTitle, part.Body(app.MessageOf(err)))
	ok := part.Primary(text.OK, d.Hide)
	d.buttons(ok)
	d.show(ok)
}

// Confirm implements screens.Host. The keyboard stands on the harmless button.
func (s *Scope) Confirm(q text.Question, answer func(bool)) {
	d := s.h.dialog(q.Title, part.Body(q.Body))
	yes, no := orText(q.Yes, text.Continue), orText(q.No, text.Cancel)
	reply := func(v bool) func() {
		return func() {
			d.Hide()
			answer(v)
		}
	}
	no1, yes1 := part.Plain(no, reply(false)), part.Primary(yes, reply(true))
	if q.Danger {
		yes1 = part.Danger(yes, reply(true))
	}
	d.buttons(no1, yes1)
	d.show(no1)
}

func orText(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// box is a dialog of our own: title, content, buttons at the right. Neither
// Esc nor Enter closes it; its buttons do.
type box struct {
	*widget.PopUp
	body, foot *fyne.Container
	host       *Host
}

func (h *Host) dialog(title string, content fyne.CanvasObject) *box {
	b := &box{host: h, foot: part.Row(theme.S2, part.Spring())}
	b.body = part.Column(0)
	if content != nil {
		b.body.Add(content)
	}
	col := part.Column(theme.S3, part.Group(title), b.body, part.Space(0, theme.S1), b.foot)
	b.PopUp = widget.NewModalPopUp(part.Wide(theme.Px(420), part.Inset(theme.S4, col)), h.o.Window.Canvas())
	return b
}

func (b *box) buttons(buttons ...*part.Button) {
	for _, x := range buttons {
		b.foot.Add(x)
	}
}

// fill puts content in after the dialog was made.
func (b *box) fill(content fyne.CanvasObject) { b.body.Add(content) }

func (b *box) show(first fyne.Focusable) {
	b.PopUp.Show()
	b.PopUp.Resize(b.PopUp.MinSize()) // again: words wrap only once they know their width
	b.host.o.Window.Canvas().Focus(first)
}

// OpenExternal implements screens.Host: an http(s) address, or a file or
// folder that exists.
func (s *Scope) OpenExternal(what string) error {
	target := what
	if !strings.HasPrefix(what, "https://") && !strings.HasPrefix(what, "http://") {
		abs, err := filepath.Abs(what)
		if err == nil {
			_, err = os.Stat(abs)
		}
		if err != nil {
			return app.Wrap(err, "open.missing", text.OpenMissing)
		}
		target = storage.NewFileURI(abs).String()
	}
	if err := s.h.o.Open(target); err != nil {
		return app.Wrap(err, "open.failed", text.OpenFailed)
	}
	return nil
}

func openWithApp(target string) error {
	u, err := url.Parse(target)
	if err != nil {
		return err
	}
	a := fyne.CurrentApp()
	if a == nil {
		return errors.New("no application")
	}
	return a.OpenURL(u)
}
