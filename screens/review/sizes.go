package review

import (
	"cmp"

	"beiandesk/app/desk"
	"beiandesk/app/rule/table"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// ArgPolice as the Arg of a route offers the pictures alone, sized for the
// police's platform; nothing of that is remembered.
const ArgPolice = "police"

// follow is the choice that leaves it to the filing's provider; a pick list
// takes "" for no choice.
const follow = "provider"

// sizedFor is whom the pictures are sized for now.
func (e *Export) sizedFor() desk.Target {
	if e.target != "" {
		return desk.TargetOf(e.desk.Tables(), e.target)
	}
	return e.desk.TargetFor(&e.view.Filing)
}

// sizes lets a person choose for whom the pictures are sized, and says what
// that means and where it is known from.
func (e *Export) sizes() fyne.CanvasObject {
	own := e.desk.TargetFor(&e.view.Filing)
	opts := []part.Option{{Value: follow, Label: text.SizesOfProvider(own.Name)}}
	for _, t := range e.desk.Targets() {
		if t.ID != own.ID || own.ID == table.GenericProvider && e.view.Filing.Provider != "" && e.view.Filing.Provider != table.GenericProvider {
			opts = append(opts, part.Option{Value: t.ID, Label: t.Name, Detail: text.SizeLimits(t)})
		}
	}
	pick := part.NewPick(part.Spec{Path: "target", Label: text.SizesLabel, Bare: true}, opts)
	pick.SetValue(cmp.Or(e.target, follow))
	limits, notes, origin := part.Body(""), part.Hint(""), part.Hint("")
	say := func() {
		t := e.sizedFor()
		limits.SetText(text.SizeLimits(t))
		words := text.SizeNotes(t)
		notes.SetText(words)
		show(notes, words != "")
		origin.SetText(text.SizeOrigin(t))
	}
	say()
	pick.OnChanged = func(_, id string) {
		if id == follow {
			id = ""
		}
		e.target = id
		e.desk.ChooseTarget(e.id, id)
		say()
		e.recallMark()
		e.root.Refresh()
	}
	return part.Column(theme.S2, part.Wide(420, pick), part.Column(theme.S1, limits, notes, origin))
}
