package steps

import (
	"slices"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
)

var drawings = map[string]part.Glyph{"licence": part.GlyphLicence, "id-front": part.GlyphIDFront, "id-back": part.GlyphIDBack,
	"domain-certificate": part.GlyphCertificate, "letter": part.GlyphLetter, "portrait": part.GlyphPortrait, "other": part.GlyphDocument}

// Drawing is the outline of what belongs into a slot.
func Drawing(slot filing.Slot) part.Glyph { return drawings[slot.PhotoKind()] }

// card is what the card of a material says and offers now.
func (v *pictures) card(n rule.Need) part.Slot {
	m, has := v.page.s.Filing().Material(n.Slot)
	t := v.thumbs[n.Slot]
	s := part.Slot{Name: n.Title, Reason: n.Why, Drawing: Drawing(n.Slot), Thumb: t.img}
	editable := v.editable(n.Slot)
	w := v.sum(m)
	switch busy := v.busy[n.Slot]; {
	case busy != "":
		s.State, s.Word = part.Now, busy
		if editable {
			return s // nothing to press until it is done
		}
	case !has && n.Required:
		s.State, s.Word = part.Todo, text.NotUploaded
	case !has:
		s.State, s.Word = part.Info, text.Optional
	case t.broken != "":
		s.State, s.Word, s.Verdict = part.Refused, text.Retake, t.broken
	default:
		s.State, s.Word, s.Verdict, s.Remedy = w.state, w.word, w.verdict, w.remedy
		s.Found, s.Worst = Found(m), t.worst
		if open := m.Unseen(); len(open) > 0 {
			s.Note = text.StillToSee(open)
		}
		if editable && m.Outcome != filing.Pass && m.Anyway == "" {
			s.Choices = append(s.Choices, part.Link(text.UseAnyway, func() { v.viewAnyway(n.Slot) }))
		}
		if m.Pages > 1 {
			s.Choices = append(s.Choices, part.Link(text.PageOnCard(pageOf(m), m.Pages), func() { v.view(n.Slot) }).Then(part.GlyphRight))
		}
	}
	s.Actions = v.actions(n, m, has, editable, t.broken != "")
	return s
}

func (v *pictures) actions(n rule.Need, m filing.Material, has, editable, broken bool) (list []*part.Button) {
	add := func(b *part.Button, g part.Glyph) { list = append(list, b.With(g)) }
	if has && editable && !broken && m.Mend != nil {
		add(part.Plain(mendWord(m), func() { v.mend(m) }), part.GlyphMend)
	}
	if editable && !has && n.Letter != "" {
		add(part.Plain(text.PrintLetter, func() { v.letter(n) }), part.GlyphPrint)
	}
	if has && !broken {
		add(part.Quiet(text.View, func() { v.view(n.Slot) }), part.GlyphEye)
	}
	if !editable {
		return list
	}
	if has && !broken {
		add(part.Quiet(text.StraightenIt, func() { v.straighten(n.Slot) }), part.GlyphCrop)
	}
	label := text.Choose
	switch {
	case has:
		label = text.Replace
	case n.Letter != "":
		label = text.UploadSigned
	}
	add(part.Quiet(label, func() { v.choose(n.Slot) }), part.GlyphUpload)
	if v.page.desk.May(desk.MayChange) == nil {
		add(part.Quiet(text.PhoneShoot, func() { v.byPhone(n.Slot) }), part.GlyphPhone)
	}
	if has && n.Letter != "" {
		add(part.Quiet(text.PrintLetter, func() { v.letter(n) }), part.GlyphPrint)
	}
	if has {
		add(part.Quiet(text.Remove, func() { v.remove(m) }), part.GlyphTrash)
	}
	return list
}

// verdict is mark, word and two sentences for a picture.
type verdict struct {
	state           part.State
	word            string
	verdict, remedy string
}

// sum is what the check and the rules say of a picture.
func (v *pictures) sum(m filing.Material) verdict {
	w := verdict{part.Done, text.Uploaded, text.PictureFacts(m.Width, m.Height, m.Bytes), ""}
	if len(m.Issues) > 0 && m.Issues[0].Outcome != filing.Pass {
		w.verdict, w.remedy = m.Issues[0].Text, m.Issues[0].Remedy
	}
	switch {
	case m.Status() == filing.MaterialRetake:
		w.state, w.word = part.Refused, text.Retake
	case m.Anyway != "" && m.Outcome != filing.Pass:
		w.state, w.word, w.verdict, w.remedy = part.LookHere, text.UsedAnyway, text.AnywayBecause(m.Anyway), ""
	case m.Outcome == filing.Doubtful:
		w.state, w.word = part.LookHere, text.Doubtful
	default:
		if f, ok := v.differs(m.Slot); ok {
			w = verdict{part.LookHere, text.Uploaded, f.Text, f.Remedy}
		}
	}
	return w
}

// differs is the finding that the licence's code and the form do not agree.
func (v *pictures) differs(slot filing.Slot) (rule.Finding, bool) {
	list := v.page.s.Findings(filing.MaterialField(slot))
	i := slices.IndexFunc(list, func(f rule.Finding) bool { return f.ID == "CN-MATERIAL-QR" })
	if i < 0 {
		return rule.Finding{}, false
	}
	return list[i], true
}

// Found is what is drawn over a picture: the outline, and every place where
// something is wrong, the gravest on top.
func Found(m filing.Material) part.Overlay {
	o := part.Overlay{Outline: m.Outline}
	for _, i := range slices.Backward(m.Issues) {
		if i.Outcome == filing.Pass {
			continue
		}
		for _, box := range i.Places {
			o.Spots = append(o.Spots, part.Spot{Box: box, Shape: shapeOf(i.Code), State: outcomeState(i.Outcome)})
		}
	}
	return o
}

func shapeOf(code string) part.Shape {
	switch code {
	case "blur", "low-resolution":
		return part.Hatch
	case "glare", "overexposed":
		return part.Ring
	case "cropped":
		return part.Bar
	}
	return part.Frame
}

func outcomeState(o filing.Outcome) part.State {
	switch o {
	case filing.Reject:
		return part.Refused
	case filing.Doubtful:
		return part.LookHere
	}
	return part.Info
}
