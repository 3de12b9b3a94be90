package part

import (
	"maps"
	"slices"
)

// The glyphs. Marks of state differ in shape, not only in colour: done is a
// tick in a circle, look here a triangle, refused a cross in a circle, info an
// i, to do an empty circle.
const (
	GlyphDone     Glyph = "done"
	GlyphLookHere Glyph = "look-here"
	GlyphRefused  Glyph = "refused"
	GlyphInfo     Glyph = "info"
	GlyphTodo     Glyph = "todo"
	GlyphClock    Glyph = "clock"

	GlyphDomain   Glyph = "domain"
	GlyphCalendar Glyph = "calendar"
	GlyphFolder   Glyph = "folder"
	GlyphHelp     Glyph = "help"
	GlyphSettings Glyph = "settings"

	GlyphTick     Glyph = "tick"
	GlyphPlus     Glyph = "plus"
	GlyphMinus    Glyph = "minus"
	GlyphClose    Glyph = "close"
	GlyphSearch   Glyph = "search"
	GlyphUp       Glyph = "up"
	GlyphDown     Glyph = "down"
	GlyphLeft     Glyph = "left"
	GlyphRight    Glyph = "right"
	GlyphArrow    Glyph = "arrow"
	GlyphMore     Glyph = "more"
	GlyphUpload   Glyph = "upload"
	GlyphExport   Glyph = "export"
	GlyphCopy     Glyph = "copy"
	GlyphExternal Glyph = "external"
	GlyphTrash    Glyph = "trash"
	GlyphUndo     Glyph = "undo"
	GlyphRefresh  Glyph = "refresh"
	GlyphRotateL  Glyph = "rotate-left"
	GlyphRotateR  Glyph = "rotate-right"
	GlyphFit      Glyph = "fit"
	GlyphCrop     Glyph = "crop"
	GlyphMend     Glyph = "mend"
	GlyphHeat     Glyph = "heat"
	GlyphEye      Glyph = "eye"
	GlyphEyeOff   Glyph = "eye-off"
	GlyphPhone    Glyph = "phone"
	GlyphPrint    Glyph = "print"
	GlyphEdit     Glyph = "edit"
	GlyphSortUp   Glyph = "sort-up"
	GlyphSortDown Glyph = "sort-down"
	GlyphPerson   Glyph = "person"
	GlyphMessage  Glyph = "message"
	GlyphPanel    Glyph = "panel"

	GlyphLicence     Glyph = "licence"
	GlyphIDFront     Glyph = "id-front"
	GlyphIDBack      Glyph = "id-back"
	GlyphCertificate Glyph = "certificate"
	GlyphLetter      Glyph = "letter"
	GlyphPortrait    Glyph = "portrait"
	GlyphDocument    Glyph = "document"
)

var glyphs = map[Glyph]string{
	GlyphDone:     `<circle cx="12" cy="12" r="9"/><path d="M8 12.3l2.8 2.8L16.2 9.5"/>`,
	GlyphLookHere: `<path d="M12 3.8L21.5 20H2.5Z"/><path d="M12 10v4.5"/><path d="M12 17.2v0.1"/>`,
	GlyphRefused:  `<circle cx="12" cy="12" r="9"/><path d="M9 9l6 6M15 9l-6 6"/>`,
	GlyphInfo:     `<rect x="3.5" y="3.5" width="17" height="17" rx="4"/><path d="M12 11v5.5"/><path d="M12 7.6v0.1"/>`,
	GlyphTodo:     `<circle cx="12" cy="12" r="9"/>`,
	GlyphClock:    `<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.4 2"/>`,

	GlyphDomain:   `<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 3.6 6 3.6 9s-0.6 6-3.6 9M12 3c-3 3-3.6 6-3.6 9s0.6 6 3.6 9"/>`,
	GlyphCalendar: `<rect x="3.5" y="5" width="17" height="15.5" rx="2.5"/><path d="M3.5 10h17M8 3v4M16 3v4"/>`,
	GlyphFolder:   `<path d="M3.5 18V6.5a2 2 0 0 1 2-2h4l2.2 2.5h6.8a2 2 0 0 1 2 2V18a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2Z"/>`,
	GlyphHelp:     `<circle cx="12" cy="12" r="9"/><path d="M9.4 9.4a2.7 2.7 0 1 1 3.9 2.4c-0.9 0.5-1.3 1-1.3 2"/><path d="M12 16.9v0.1"/>`,
	GlyphSettings: `<path d="M4 7h9M19 7h1M4 17h1M11 17h9"/><circle cx="16" cy="7" r="2.6"/><circle cx="8" cy="17" r="2.6"/>`,

	GlyphTick:     `<path d="M5 12.6l4.6 4.6L19 7.4"/>`,
	GlyphPlus:     `<path d="M12 5v14M5 12h14"/>`,
	GlyphMinus:    `<path d="M5 12h14"/>`,
	GlyphClose:    `<path d="M6 6l12 12M18 6L6 18"/>`,
	GlyphSearch:   `<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L20.5 20.5"/>`,
	GlyphUp:       `<path d="M6 14.5l6-6 6 6"/>`,
	GlyphDown:     `<path d="M6 9.5l6 6 6-6"/>`,
	GlyphLeft:     `<path d="M14.5 6l-6 6 6 6"/>`,
	GlyphRight:    `<path d="M9.5 6l6 6-6 6"/>`,
	GlyphArrow:    `<path d="M4.5 12h15M13.5 6l6 6-6 6"/>`,
	GlyphMore:     `<circle cx="5.5" cy="12" r="0.9"/><circle cx="12" cy="12" r="0.9"/><circle cx="18.5" cy="12" r="0.9"/>`,
	GlyphUpload:   `<path d="M12 15.5V4.5M7.5 8.8L12 4.3l4.5 4.5M4 15.5v3a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-3"/>`,
	GlyphExport:   `<path d="M12 4.5v11M7.5 11.2L12 15.7l4.5-4.5M4 15.5v3a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-3"/>`,
	GlyphCopy:     `<rect x="8.5" y="8.5" width="12" height="12" rx="2"/><path d="M15.5 5.5v0a2 2 0 0 0-2-2h-8a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h0"/>`,
	GlyphExternal: `<path d="M13.5 4h6.5v6.5M20 4l-9 9M18 14v4a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h4"/>`,
	GlyphTrash:    `<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l0.9 12a1.6 1.6 0 0 0 1.6 1.5h6a1.6 1.6 0 0 0 1.6-1.5L17.5 7M10 11v5.5M14 11v5.5"/>`,
	GlyphUndo:     `<path d="M8.5 5L4.5 9l4 4"/><path d="M4.5 9h9.5a5.5 5.5 0 0 1 0 11H9"/>`,
	GlyphRefresh:  `<path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.8 3.8v4.2h-4.2"/>`,
	GlyphRotateL:  `<path d="M4.5 12a7.5 7.5 0 1 0 2.3-5.4M4.2 3.8v4.2h4.2"/>`,
	GlyphRotateR:  `<path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.8 3.8v4.2h-4.2"/>`,
	GlyphFit:      `<path d="M4 9V5.5A1.5 1.5 0 0 1 5.5 4H9M15 4h3.5A1.5 1.5 0 0 1 20 5.5V9M20 15v3.5a1.5 1.5 0 0 1-1.5 1.5H15M9 20H5.5A1.5 1.5 0 0 1 4 18.5V15"/>`,
	GlyphCrop:     `<path d="M5.500 7.500L18 5l1.500 13L4.500 19.500Z"/><circle cx="5.500" cy="7.500" r="1.600"/><circle cx="18" cy="5" r="1.600"/><circle cx="19.500" cy="18" r="1.600"/><circle cx="4.500" cy="19.500" r="1.600"/>`,
	GlyphMend:     `<path d="M4 20l10.500-10.500M13 8l3 3"/><path d="M18 3.500v4M16 5.500h4M20 12.500v3M18.500 14h3M9 3.500v3M7.500 5h3"/>`,
	GlyphHeat:     `<rect x="3.500" y="3.500" width="17" height="17" rx="2"/><path d="M3.500 9.200h17M3.500 14.800h17M9.200 3.500v17M14.800 3.500v17"/>`,
	GlyphEye:      `<path d="M2.5 12C5 7.7 8.2 5.5 12 5.5s7 2.2 9.5 6.5c-2.5 4.3-5.7 6.5-9.5 6.5S5 16.3 2.5 12Z"/><circle cx="12" cy="12" r="3"/>`,
	GlyphEyeOff:   `<path d="M2.5 12C5 7.7 8.2 5.5 12 5.5s7 2.2 9.5 6.5c-2.5 4.3-5.7 6.5-9.5 6.5S5 16.3 2.5 12Z"/><path d="M4.5 19.5l15-15"/>`,
	GlyphPhone:    `<rect x="6.5" y="2.8" width="11" height="18.4" rx="2.4"/><path d="M10.8 18h2.4"/>`,
	GlyphPrint:    `<path d="M7 9V3.8h10V9M7 17H5a1.6 1.6 0 0 1-1.6-1.6V10.600A1.6 1.6 0 0 1 5 9h14a1.6 1.6 0 0 1 1.6 1.600v4.800A1.6 1.6 0 0 1 19 17h-2"/><rect x="7" y="14" width="10" height="6.2"/>`,
	GlyphEdit:     `<path d="M4 20l0.9-4.200L16.3 4.400a1.5 1.5 0 0 1 2.1 0l1.2 1.200a1.5 1.5 0 0 1 0 2.100L8.2 19.100Z"/><path d="M14 6.700l3.3 3.3"/>`,
	GlyphSortUp:   `<path d="M7 14l5-5 5 5"/>`,
	GlyphSortDown: `<path d="M7 10l5 5 5-5"/>`,
	GlyphPerson:   `<circle cx="12" cy="8" r="4"/><path d="M4.5 20.500c0.6-4 3.5-6 7.5-6s6.9 2 7.5 6"/>`,
	GlyphMessage:  `<path d="M4 17.500V6.500a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H9l-5 4Z"/><path d="M8 9h8M8 12.500h5"/>`,
	GlyphPanel:    `<rect x="3.5" y="4.5" width="17" height="15" rx="2"/><path d="M14.5 4.500v15"/>`,

	GlyphLicence:     `<rect x="2.5" y="5" width="19" height="14" rx="1.5"/><circle cx="12" cy="8.6" r="1.3"/><path d="M8.5 11.800h7M5.5 14.200h8M5.5 16.300h6"/><circle cx="17.5" cy="15" r="1.7"/>`,
	GlyphIDFront:     `<rect x="2.5" y="5.5" width="19" height="13" rx="1.8"/><path d="M5.5 9.500h6M5.5 12h4.500M5.5 15.500h8"/><circle cx="17" cy="10" r="1.7"/><path d="M14.3 14.700c0.4-1.5 1.3-2.2 2.7-2.200s2.3 0.7 2.7 2.2"/>`,
	GlyphIDBack:      `<rect x="2.5" y="5.5" width="19" height="13" rx="1.8"/><circle cx="6.8" cy="10" r="1.9"/><path d="M11.5 9h7M11.5 11.500h5M8 15.500h10"/>`,
	GlyphCertificate: `<path d="M5 3.500h14v12H5Z"/><path d="M8 7h8M8 10h8"/><circle cx="12" cy="15.5" r="2.6"/><path d="M10.5 17.800v3.200l1.5-1 1.5 1v-3.2"/>`,
	GlyphLetter:      `<path d="M6 3h9l4 4v14H6Z"/><path d="M15 3v4h4M9 11h7M9 14h7M9 17h3"/><circle cx="15.5" cy="17.5" r="1.7"/>`,
	GlyphPortrait:    `<rect x="4.5" y="3" width="15" height="18" rx="1.8"/><circle cx="12" cy="9.5" r="2.8"/><path d="M7 18.500c0.4-3 2.2-4.5 5-4.500s4.6 1.5 5 4.5"/>`,
	GlyphDocument:    `<path d="M6 3h8.500L19 7.500V21H6Z"/><path d="M14.5 3v4.500H19M9 12h7M9 15.500h7"/>`,
}

// Glyphs lists every glyph, sorted by name, for the gallery.
func Glyphs() []Glyph {
	return slices.Sorted(maps.Keys(glyphs))
}
