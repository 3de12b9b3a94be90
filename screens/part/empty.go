package part

import (
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Drawing is one of the line drawings for an empty page.
type Drawing string

// Drawings for empty pages.
const (
	DrawDesk     Drawing = "desk"     // no filing yet
	DrawSearch   Drawing = "search"   // nothing found
	DrawCalendar Drawing = "calendar" // nothing due
	DrawBox      Drawing = "box"      // trash or library empty
	DrawTick     Drawing = "tick"     // no findings, all done
	DrawPhone    Drawing = "phone"    // a phone that reads a code
)

// Empty fills a page that has nothing to show: a drawing, one sentence, a
// muted one under it and up to two buttons.
func Empty(d Drawing, sentence, under string, buttons ...*Button) *fyne.Container {
	art := newIcon(Glyph("draw-"+string(d)), theme.Muted, 132)
	col := Column(theme.S2, container.NewCenter(art), Group(sentence).Align(fyne.TextAlignCenter))
	if under != "" {
		col.Add(Muted(under).Align(fyne.TextAlignCenter))
	}
	if len(buttons) > 0 {
		row := Row(theme.S3)
		for _, b := range buttons {
			row.Add(b)
		}
		col.Add(Space(0, theme.S2))
		col.Add(container.NewCenter(row))
	}
	return Column(0, Spring(), Centered(440, col), Spring())
}

func init() {
	for d, svg := range map[Drawing]string{
		DrawDesk: `<g stroke-width="0.6"><path d="M2.5 19.5h19M4.5 19.500v2M19.5 19.500v2"/><rect x="6" y="8" width="9" height="11.5" rx="0.6"/>` +
			`<path d="M8 11h5M8 13h5M8 15h3"/><path d="M17 19.500v-3.500a1.5 1.5 0 0 1 3 0v3.5"/><circle cx="13" cy="17.2" r="1.1"/>` +
			`<path d="M16.5 4.500l0.5 1.2 1.2 0.5-1.2 0.5-0.5 1.2-0.5-1.2-1.2-0.5 1.2-0.500Z"/></g>`,
		DrawSearch: `<g stroke-width="0.6"><rect x="3.5" y="5" width="12" height="14" rx="0.8"/><path d="M6 8.500h7M6 11h4M6 13.500h3"/>` +
			`<circle cx="14.5" cy="14" r="4"/><path d="M17.4 16.900L21 20.5"/></g>`,
		DrawCalendar: `<g stroke-width="0.6"><rect x="4" y="5.5" width="16" height="14" rx="1"/><path d="M4 9.500h16M8 4v3M16 4v3"/>` +
			`<path d="M9.5 14.500l1.8 1.8 3.4-3.6"/></g>`,
		DrawBox: `<g stroke-width="0.6"><path d="M4 10l2-4h12l2 4v9H4Z"/><path d="M4 10h5l1 2h4l1-2h5"/></g>`,
		DrawTick: `<g stroke-width="0.6"><rect x="6" y="4" width="12" height="16" rx="0.8"/><path d="M9 8h6M9 10.500h6"/>` +
			`<circle cx="16" cy="17" r="3.6"/><path d="M14.5 17.100l1.1 1.1 2-2.2"/></g>`,
		DrawPhone: `<g stroke-width="0.6"><rect x="4" y="3.5" width="9" height="17" rx="1.4"/><path d="M7.5 18.600h2"/>` +
			`<rect x="6" y="6.5" width="2" height="2"/><rect x="9.2" y="6.5" width="2" height="2"/><rect x="6" y="9.7" width="2" height="2"/><path d="M9.4 9.900h1.6v1.6M9.4 11.500v0"/>` +
			`<path d="M15 8.500a4 4 0 0 1 0 7M17.200 6.500a7 7 0 0 1 0 11"/></g>`,
	} {
		glyphs[Glyph("draw-"+string(d))] = svg
	}
}
