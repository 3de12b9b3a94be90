package help

import (
	"strconv"

	"beiandesk/app/help"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// reader is what an article needs from the page it stands on.
type reader struct {
	open func(to string)    // a topic's id or a web address
	copy func(words string) // to the clipboard
}

// article draws a whole topic: title, body, source.
func article(a *help.Article, r reader) fyne.CanvasObject {
	col := part.Column(theme.S3, part.Page(a.Title))
	for i, b := range a.Blocks {
		o := block(b, r)
		switch {
		case b.Kind == help.Heading:
			o = part.Pad(theme.S3, 0, 0, 0, o) // what belongs together stands together
		case b.Kind == help.Paragraph && i == 0:
			o = part.Pad(0, 0, theme.S1, 0, o)
		}
		col.Add(o)
	}
	col.Add(part.Pad(theme.S4, 0, 0, 0, part.Rule()))
	col.Add(part.Hint(text.SourceLine(a.Source, a.Date)))
	return col
}

func block(b help.Block, r reader) fyne.CanvasObject {
	switch b.Kind {
	case help.Heading:
		return part.Group(help.Plain(b.Spans))
	case help.List:
		return list(b, r)
	case help.TableBlock:
		return newGrid(b.Table, r.open)
	case help.FlowBlock:
		return newChart(b.Flow)
	case help.Note:
		return note(b.Spans, r)
	case help.Code:
		return code(help.Plain(b.Spans), r)
	}
	return newProse(b.Spans, r.open)
}

func list(b help.Block, r reader) fyne.CanvasObject {
	col := part.Column(6)
	for i, it := range b.Items {
		mark := bullet()
		if b.Ordered {
			mark = part.Wide(theme.Px(20), newProse([]help.Span{{Text: strconv.Itoa(i+1) + "."}}, nil).in(theme.Muted))
		}
		col.Add(part.TopRow(theme.S1, mark, part.Stretch(newProse(it, r.open))))
	}
	return part.Pad(0, 0, 0, theme.S1, col)
}

// note stands on a tinted ground with a mark, so that it is seen without
// colour too.
func note(spans []help.Span, r reader) fyne.CanvasObject {
	words := newProse(spans, r.open).at(theme.SizeText, 1.6)
	mark := part.Pad(3, 0, 0, 0, part.Mark(part.LookHere, 16))
	return container.NewStack(newGround(theme.LookHereSoft, theme.RadiusCard), part.Pad(theme.S2, theme.S3, theme.S2, theme.S3,
		part.TopRow(theme.S2, mark, part.Stretch(words))))
}

func code(words string, r reader) fyne.CanvasObject {
	button := part.Plain(text.HelpCopyCode, func() { r.copy(words) }).With(part.GlyphCopy).Small()
	return container.NewStack(newGround(theme.MutedSoft, theme.RadiusCard), part.Inset(theme.S3,
		part.Column(theme.S2, part.Body(words), part.Row(0, button))))
}
