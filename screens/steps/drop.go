package steps

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// Dropped places files: a single file into the only empty place, otherwise the
// person says which is what; the names of the files give a first guess.
func (v *materialView) Dropped(paths []string) {
	if !v.p.s.Filing().State.Editable() {
		v.p.host.Toast(text.LockedNow, nil)
		return
	}
	guesses := v.guess(paths)
	if len(paths) == 1 && guesses[0] != "" {
		v.add(guesses[0], paths[0])
		return
	}
	names := make([]string, len(paths))
	for i, path := range paths {
		names[i] = filepath.Base(path)
	}
	v.place(names, guesses, func(i int, slot filing.Slot) { v.add(slot, paths[i]) })
}

// PastedPicture asks what a picture from the clipboard is; the certificate of
// a domain most often comes this way.
func (v *materialView) PastedPicture(png []byte) {
	p := v.p
	if !p.s.Filing().State.Editable() {
		p.host.Toast(text.LockedNow, nil)
		return
	}
	guess := filing.Slot("")
	if _, has := p.s.Filing().Material(filing.SlotDomain); !has {
		guess = filing.SlotDomain
	}
	v.place([]string{text.FromClipboard}, []filing.Slot{guess}, func(_ int, slot filing.Slot) {
		v.take(slot, func(ctx context.Context) (desk.View, error) {
			return p.desk.AddMaterial(ctx, p.s.ID(), slot, "clipboard.png", png)
		})
	})
}

// Pasted takes the path of a file that was copied in the file manager.
func (v *materialView) Pasted(words string) {
	if paths := copied(words); len(paths) > 0 {
		v.Dropped(paths)
	} else {
		v.p.host.Toast(text.NothingToPaste, nil)
	}
}

// copied are the files among the lines of a clipboard, as paths or addresses.
func copied(words string) (paths []string) {
	for _, line := range strings.Split(strings.TrimSpace(words), "\n") {
		line = strings.Trim(strings.TrimSpace(line), `"`)
		if u, err := url.Parse(line); err == nil && u.Scheme == "file" {
			line = u.Path
		}
		if st, err := os.Stat(line); err == nil && st.Mode().IsRegular() {
			paths = append(paths, line)
		}
	}
	return paths
}

// hints are words in file names that tell what a picture shows.
var hints = []struct {
	words []string
	slots []filing.Slot
}{
	{[]string{"营业执照", "执照", "licence", "license", "证书副本"}, []filing.Slot{filing.SlotLicence}},
	{[]string{"域名", "domain"}, []filing.Slot{filing.SlotDomain}},
	{[]string{"委托", "授权", "letter"}, []filing.Slot{filing.SlotLetterAgent, filing.SlotLetterLegal}},
	{[]string{"承诺", "commitment"}, []filing.Slot{filing.SlotCommitment}},
	{[]string{"人像面", "正面", "front"}, []filing.Slot{filing.SlotLegalFront, filing.SlotAgentFront, filing.SlotPrincipalFront}},
	{[]string{"国徽面", "反面", "背面", "back"}, []filing.Slot{filing.SlotLegalBack, filing.SlotAgentBack, filing.SlotPrincipalBack}},
}

// guess gives each file a needed and empty slot, or "".
func (v *materialView) guess(paths []string) []filing.Slot {
	free := map[filing.Slot]bool{}
	for _, n := range v.p.s.View().Needs {
		if _, has := v.p.s.Filing().Material(n.Slot); !has && n.Slot != filing.SlotPortrait {
			free[n.Slot] = true
		}
	}
	out := make([]filing.Slot, len(paths))
	for i, path := range paths {
		name := strings.ToLower(filepath.Base(path))
		agent := strings.Contains(name, "代办") || strings.Contains(name, "agent")
	find:
		for _, h := range hints {
			for _, w := range h.words {
				if !strings.Contains(name, w) {
					continue
				}
				for _, s := range h.slots {
					if free[s] && (!agent || !strings.HasPrefix(string(s), "legal-")) {
						out[i] = s
						delete(free, s)
						break find
					}
				}
			}
		}
	}
	if len(paths) == 1 && out[0] == "" {
		var only filing.Slot
		n := 0
		for _, need := range v.p.s.View().Needs {
			if free[need.Slot] && need.Required {
				only = need.Slot
				n++
			}
		}
		if n == 1 {
			out[0] = only
		}
	}
	return out
}

// place asks which picture is what and hands each to put.
func (v *materialView) place(names []string, guesses []filing.Slot, put func(i int, slot filing.Slot)) {
	var opts []part.Option
	for _, n := range v.p.s.View().Needs {
		if n.Slot != filing.SlotPortrait {
			opts = append(opts, part.Option{Value: string(n.Slot), Label: n.Title})
		}
	}
	var picks []*part.Field
	rows := []fyne.CanvasObject{}
	for i, name := range names {
		f := part.NewPick(part.Spec{Path: "place", Label: name, Placeholder: text.WhatIsIt, Bare: true}, opts)
		f.SetValue(string(guesses[i]))
		picks = append(picks, f)
		rows = append(rows, f)
	}
	done := func() {
		v.notice.Objects = nil
		v.notice.Hide()
		v.notice.Refresh()
		v.body.Refresh()
	}
	rows = append(rows, part.Row(theme.S3, part.Plain(text.PutThem, func() {
		done()
		for i, f := range picks {
			if s := f.Value(); s != "" {
				put(i, filing.Slot(s))
			}
		}
	}), part.Quiet(text.Cancel, done)))
	v.notice.Objects = []fyne.CanvasObject{sheet(text.WhichIsWhat(len(names)), text.WhichIsWhatWhy, rows...)}
	v.notice.Show()
	v.notice.Refresh()
	v.body.Refresh()
	v.p.scroll.ToTop()
}
