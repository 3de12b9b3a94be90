package steps

import (
	"context"
	"image"
	"path/filepath"
	"strconv"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/app/rule"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// materialView is step 4: one card for each material that this filing needs.
type materialView struct {
	*form
	body   *fyne.Container
	notice *fyne.Container // files dropped and not yet placed
	cards  *fyne.Container
	order  string // slots as the cards stand
	slots  map[filing.Slot]*part.DropSlot
	thumbs map[filing.Slot]thumb
	busy   map[filing.Slot]bool
	facts  fyne.CanvasObject
	viewer *viewer
	main   *fyne.Container
	closed bool
}

type thumb struct {
	key    string // picture and turn
	img    image.Image
	broken string // why the sealed picture does not open, "" if it does
}

// state is mark, word and one sentence for a picture, as far as it opens.
func (t thumb) state(m filing.Material) (part.State, string, string) {
	if t.broken != "" {
		return part.Refused, text.Retake, t.broken
	}
	return materialState(m)
}

func newMaterialView(p *Page) *materialView {
	v := &materialView{form: newForm(p), notice: part.Column(theme.S3), cards: part.Column(theme.S4),
		slots: map[filing.Slot]*part.DropSlot{}, thumbs: map[filing.Slot]thumb{}, busy: map[filing.Slot]bool{}}
	v.facts = v.domainFacts()
	v.notice.Hide()
	v.main = part.Column(theme.S4, part.Body(text.MaterialIntro), v.notice, v.cards, v.facts,
		sheet(text.MaterialRemark, "", v.lines("remark", 500, 2)))
	v.body = part.Column(0, v.main)
	v.also(v.showCards)
	v.Show(false)
	return v
}

func (v *materialView) Content() fyne.CanvasObject { return v.body }

// Close drops the decoded pictures.
func (v *materialView) Close() {
	v.form.Close()
	v.closed = true
	v.thumbs = nil
	if v.viewer != nil {
		v.viewer.close()
	}
}

// FocusField brings a card or a field into sight.
func (v *materialView) FocusField(path filing.Field) bool {
	if slot, ok := path.Slot(); ok {
		if d := v.slots[slot]; d != nil {
			v.p.scroll.ShowObject(d)
			return true
		}
	}
	return v.form.FocusField(path)
}

func (v *materialView) need(slot filing.Slot) (rule.Need, bool) {
	for _, n := range v.p.s.View().Needs {
		if n.Slot == slot {
			return n, true
		}
	}
	return rule.Need{}, false
}

func (v *materialView) showCards(bool) {
	needs := v.p.s.View().Needs
	order := ""
	for _, n := range needs {
		order += string(n.Slot) + ","
	}
	if order != v.order {
		v.order = order
		v.slots = map[filing.Slot]*part.DropSlot{}
		var cards []fyne.CanvasObject
		for _, n := range needs {
			if n.Slot == filing.SlotPortrait {
				continue // it has a step of its own
			}
			d := part.NewDropSlot(part.Slot{}, func() { v.tapped(n.Slot) })
			v.slots[n.Slot] = d
			cards = append(cards, d)
		}
		v.cards.Objects = []fyne.CanvasObject{part.Columns(2, theme.Px(380), theme.S4, cards...)}
	}
	for _, n := range needs {
		if d := v.slots[n.Slot]; d != nil {
			d.Set(v.words(n))
			v.load(n.Slot)
		}
	}
	v.cards.Refresh()
	v.body.Refresh()
}

var drawings = map[string]part.Glyph{"licence": part.GlyphLicence, "id-front": part.GlyphIDFront, "id-back": part.GlyphIDBack,
	"domain-certificate": part.GlyphCertificate, "letter": part.GlyphLetter, "portrait": part.GlyphPortrait, "other": part.GlyphDocument}

// words is what a card says now.
func (v *materialView) words(n rule.Need) part.Slot {
	p := v.p
	m, has := p.s.Filing().Material(n.Slot)
	s := part.Slot{Name: n.Title, Reason: n.Why, Drawing: drawings[n.Slot.PhotoKind()], Thumb: v.thumbs[n.Slot].img}
	editable := p.s.Filing().State.Editable()
	switch {
	case v.busy[n.Slot]:
		s.State, s.Word = part.Now, text.Checking
	case !has && n.Required:
		s.State, s.Word = part.Todo, text.NotUploaded
	case !has:
		s.State, s.Word = part.Info, text.Optional
	default:
		s.State, s.Word, s.Verdict = v.thumbs[n.Slot].state(m)
	}
	if editable {
		if n.Letter != "" {
			s.Actions = append(s.Actions, part.Plain(text.PrintLetter, func() { v.letter(n) }).With(part.GlyphPrint))
		}
		label := text.Choose
		if has {
			label = text.Replace
		} else if n.Letter != "" {
			label = text.UploadSigned
		}
		s.Actions = append(s.Actions, part.Quiet(label, func() { v.choose(n.Slot) }).With(part.GlyphUpload))
	}
	if has {
		s.Actions = append(s.Actions, part.Quiet(text.View, func() { v.view(n.Slot) }).With(part.GlyphEye))
		if editable {
			s.Actions = append(s.Actions, part.Quiet(text.Remove, func() { v.remove(m) }).With(part.GlyphTrash))
		}
	}
	return s
}

// materialState is mark, word and one sentence for a picture.
func materialState(m filing.Material) (part.State, string, string) {
	facts := text.PictureFacts(m.Width, m.Height, m.Bytes)
	sentence := facts
	if len(m.Issues) > 0 {
		sentence = m.Issues[0].Text
	}
	switch {
	case m.Status() == filing.MaterialRetake:
		return part.Refused, text.Retake, sentence
	case m.Anyway != "":
		return part.LookHere, text.UsedAnyway, text.AnywayBecause(m.Anyway)
	case m.Outcome == filing.Doubtful:
		return part.LookHere, text.Uploaded, sentence
	}
	return part.Done, text.Uploaded, facts
}

func (v *materialView) tapped(slot filing.Slot) {
	if _, has := v.p.s.Filing().Material(slot); has {
		v.view(slot)
		return
	}
	v.choose(slot)
}

func (v *materialView) choose(slot filing.Slot) {
	v.p.explain(string(filing.MaterialField(slot)))
	v.p.host.PickFiles(screens.KindPicture, func(paths []string) {
		switch {
		case v.closed || len(paths) == 0:
		case len(paths) > 1: // the system's dialog gives several: ask which is which
			v.Dropped(paths)
		default:
			v.add(slot, paths[0])
		}
	})
}

// add reads a file and takes it into a slot; what lay there can be brought
// back from the toast.
func (v *materialView) add(slot filing.Slot, path string) {
	p := v.p
	v.take(slot, func(ctx context.Context) (desk.View, error) {
		return p.desk.AddMaterialFile(ctx, p.s.ID(), slot, path)
	})
}

func (v *materialView) take(slot filing.Slot, work func(ctx context.Context) (desk.View, error)) {
	p := v.p
	old, had := p.s.Filing().Material(slot)
	v.busy[slot] = true
	v.showCards(false)
	p.s.Do(work, func(err error) {
		delete(v.busy, slot)
		n, _ := v.need(slot)
		if err != nil {
			if code := app.CodeOf(err); code != app.CodeCanceled && n.Title != "" { // of several pictures, which
				err = app.Wrap(err, code, text.AboutMaterial(n.Title, app.MessageOf(err)))
			}
			p.host.Alert(err)
			v.showCards(false)
			return
		}
		p.host.Toast(text.PutInto(n.Title), func() {
			if had {
				v.put(old)
			} else {
				v.drop(slot)
			}
		})
	})
}

func (v *materialView) remove(m filing.Material) {
	v.drop(m.Slot)
	n, _ := v.need(m.Slot)
	v.p.host.Toast(text.Removed(n.Title), func() { v.put(m) })
}

func (v *materialView) put(m filing.Material) {
	p := v.p
	p.s.Do(func(ctx context.Context) (desk.View, error) { return p.desk.PutMaterial(ctx, p.s.ID(), m) }, nil)
}

func (v *materialView) drop(slot filing.Slot) {
	p := v.p
	p.s.Do(func(ctx context.Context) (desk.View, error) { return p.desk.DropMaterial(ctx, p.s.ID(), slot) }, nil)
}

// load decodes the small picture of a card, off the UI goroutine.
func (v *materialView) load(slot filing.Slot) {
	p := v.p
	m, has := p.s.Filing().Material(slot)
	key := ""
	if has {
		key = m.Picture + "/" + strconv.Itoa(m.Turn)
	}
	if v.closed || v.thumbs[slot].key == key {
		return
	}
	v.thumbs[slot] = thumb{key: key}
	if !has {
		v.showSlot(slot)
		return
	}
	var img image.Image
	p.host.Go("thumb:"+string(slot), func(ctx context.Context) error {
		x, err := p.desk.Shown(ctx, m, 320, 224)
		if err == nil {
			img = x
		}
		return err
	}, func(err error) {
		if v.closed || v.thumbs[slot].key != key {
			return
		}
		v.thumbs[slot] = thumb{key, img, app.MessageOf(err)}
		v.showSlot(slot)
	})
}

func (v *materialView) showSlot(slot filing.Slot) {
	if n, ok := v.need(slot); ok && v.slots[slot] != nil {
		v.slots[slot].Set(v.words(n))
	}
}

// letter writes the filled-in letter as PDF where the person wants it and
// opens it for printing.
func (v *materialView) letter(n rule.Need) {
	p := v.p
	kind, ok := paper.OfSlot(n.Slot)
	if !ok {
		return
	}
	p.s.Flush()
	p.host.PickSave(kind.FileName(), func(path string) {
		if path == "" {
			return
		}
		p.host.Go("letter", func(ctx context.Context) error { return p.desk.SaveLetter(ctx, p.s.ID(), kind, path) }, func(err error) {
			if err != nil {
				p.host.Alert(err)
				return
			}
			if p.host.OpenExternal(path) != nil { // no program for PDF: the paper is there all the same
				p.host.Toast(text.SavedUnopened(filepath.Base(path)), nil)
				return
			}
			p.host.Toast(text.LetterSaved, nil)
		})
	})
}

// domainFacts asks for what the domain certificate says; the rules compare it
// with the organiser.
func (v *materialView) domainFacts() fyne.CanvasObject {
	p := v.p
	var certs []part.Option
	seen := map[string]bool{}
	for _, c := range p.desk.Tables().Certificates {
		if !seen[c.Name] {
			seen[c.Name] = true
			certs = append(certs, part.Option{Value: strconv.Itoa(c.Code), Label: c.Name})
		}
	}
	same := part.Link(text.SameAsOrganiser, func() {
		f := p.s.Filing()
		p.s.Set(editAll("domain.holder", f.Organiser.Name, "domain.holder_type", strconv.Itoa(f.Organiser.CertType),
			"domain.holder_number", f.Organiser.CertNumber)...)
	})
	return sheet(text.DomainFacts, text.DomainFactsWhy,
		part.Row(theme.S3, same, part.Link(text.HowDomainCertificate, func() { p.host.ShowHelp("material.domain") })),
		v.form.words("domain.holder", true),
		pair(v.pick("domain.holder_type", true, certs), v.form.words("domain.holder_number", true)),
		pair(v.form.words("domain.registrar", false), v.date("domain.registered", false, false)),
		pair(v.date("domain.expires", true, false), v.date("domain.real_name_on", true, false)))
}
