package help

import (
	"beiandesk/app/help"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// Panel is the help in short for the field in hand: title, two or three
// sentences, a link to the whole topic and to at most two neighbours, and the
// source. An unknown field gets one general sentence. The content is for a
// column about 300 wide.
func Panel(h screens.Host, field string) fyne.CanvasObject {
	book, err := help.Default()
	if err != nil {
		return part.Hint(text.HelpBroken)
	}
	found := book.ForField(field)
	if len(found) == 0 {
		return part.Hint(text.HelpNoFieldText)
	}
	a := found[0]
	open := func(to string) {
		if !help.External(to) {
			h.ShowHelp(to)
			return
		}
		if err := h.OpenExternal(to); err != nil {
			h.Alert(err)
		}
	}
	col := part.Column(theme.S2,
		part.Strong(a.Title),
		newProse(a.Lead(), open).at(theme.SizeText, 1.6),
		newProse([]help.Span{{Text: text.HelpMore, Link: a.ID}}, open),
	)
	for i, also := range found[1:] {
		if i == 2 {
			break
		}
		col.Add(newProse([]help.Span{{Text: text.HelpAlso + "："}, {Text: also.Title, Link: also.ID}}, open).
			at(theme.SizeHint, 1.6).in(theme.Muted))
	}
	col.Add(part.Hint(text.SourceLine(a.Source, a.Date)))
	return col
}
