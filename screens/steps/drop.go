package steps

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// Dropped places files: a single file into the only empty place, otherwise the
// person says which is what; the names of the files give a first guess.
func (v *materialView) Dropped(paths []string) {
	if !v.page.s.Filing().State.Editable() {
		v.page.host.Toast(text.LockedNow, nil)
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
	d := v.page.desk
	v.place(paths, names, guesses, func(i int, slot filing.Slot) offer {
		return offer{slot, func(ctx context.Context) (desk.Judged, error) { return d.LookAtFile(ctx, slot, paths[i]) }}
	})
}

// PastedPicture asks what a picture from the clipboard is; the certificate of
// a domain most often comes this way.
func (v *materialView) PastedPicture(png []byte) {
	p := v.page
	if !p.s.Filing().State.Editable() {
		p.host.Toast(text.LockedNow, nil)
		return
	}
	guess := filing.Slot("")
	if _, has := p.s.Filing().Material(filing.SlotDomain); !has {
		guess = filing.SlotDomain
	}
	v.place([]string{""}, []string{text.FromClipboard}, []filing.Slot{guess}, func(_ int, slot filing.Slot) offer {
		return offer{slot, func(ctx context.Context) (desk.Judged, error) { return p.desk.LookAt(ctx, slot, "clipboard.png", png) }}
	})
}

// Pasted takes the path of a file that was copied in the file manager.
func (v *materialView) Pasted(words string) {
	if paths := Copied(words); len(paths) > 0 {
		v.Dropped(paths)
	} else {
		v.page.host.Toast(text.NothingToPaste, nil)
	}
}

// Copied are the files among the lines of a clipboard, as paths or addresses.
func Copied(words string) (paths []string) {
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
	for _, n := range v.page.s.View().Needs {
		if _, has := v.page.s.Filing().Material(n.Slot); !has && n.Slot != filing.SlotPortrait {
			free[n.Slot] = true
		}
	}
	v.answered()
	for _, u := range v.unplaced {
		delete(free, u.slot)
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
		for _, need := range v.page.s.View().Needs {
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

// place asks which picture is what and takes them in together.
func (v *materialView) place(keys, names []string, guesses []filing.Slot, make func(i int, slot filing.Slot) offer) {
	for i, name := range names {
		if keys[i] != "" && slices.ContainsFunc(v.unplaced, func(u *unplaced) bool { return u.key == keys[i] }) {
			continue // dropped a second time
		}
		v.unplaced = append(v.unplaced, &unplaced{keys[i], name, guesses[i], func(slot filing.Slot) offer { return make(i, slot) }, nil})
	}
	v.askPlaces()
	if v.busyAt() != nil { // the question waits above the cards
		v.page.host.Toast(text.WaitsForCorners(len(names)), nil)
		return
	}
	v.leave()
}

// unplaced is a file of which the person has not said yet what it is.
type unplaced struct {
	key   string // the file's path, "" for none
	name  string
	slot  filing.Slot // as guessed or chosen, "" for none
	offer func(filing.Slot) offer
	pick  *part.Field // nil: not asked yet
}

// answered takes over what was chosen so far.
func (v *materialView) answered() {
	for _, u := range v.unplaced {
		if u.pick != nil {
			u.slot = filing.Slot(u.pick.Value())
		}
	}
}

// askPlaces asks for all files that wait, above the cards.
func (v *materialView) askPlaces() {
	v.answered()
	var opts []part.Option
	for _, n := range v.needs() {
		if n.Slot != filing.SlotPortrait {
			opts = append(opts, part.Option{Value: string(n.Slot), Label: n.Title})
		}
	}
	for _, s := range freeOthers(v.page.s.Filing()) {
		if !slices.ContainsFunc(opts, func(o part.Option) bool { return o.Value == string(s) }) {
			opts = append(opts, part.Option{Value: string(s), Label: paper.SlotName(s, v.page.s.Filing())})
		}
	}
	rows := []fyne.CanvasObject{}
	for _, u := range v.unplaced {
		u.pick = part.NewPick(part.Spec{Path: "place", Label: u.name, Placeholder: text.WhatIsIt, Bare: true}, opts)
		u.pick.SetValue(string(u.slot))
		rows = append(rows, u.pick)
	}
	done := func() []*unplaced {
		v.answered()
		list := v.unplaced
		v.unplaced = nil
		v.ask(nil)
		return list
	}
	list := part.Columns(2, theme.Px(300), theme.S4, rows...)
	acts := part.Row(theme.S3, part.Plain(text.PutThem, func() {
		var offers []offer
		for _, u := range done() {
			if u.slot != "" {
				offers = append(offers, u.offer(u.slot))
			}
		}
		v.take(offers...)
		v.page.scroll.ToTop() // to the progress and the way to stop it
	}), part.Quiet(text.Cancel, func() { done() }))
	v.ask(sheet(text.WhichIsWhat(len(v.unplaced)), text.WhichIsWhatWhy, list, acts))
}

// freeOthers are the slots for further material that hold nothing yet.
func freeOthers(f *filing.Filing) (list []filing.Slot) {
	for n := 1; n <= 10; n++ {
		if m, ok := f.Material(filing.SlotOther(n)); !ok || m.Picture == "" {
			list = append(list, filing.SlotOther(n))
		}
	}
	return list
}
