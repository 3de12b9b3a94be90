package paper

import (
	"fmt"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"beiandesk/assets"
)

// missing stands on paper for a character that no embedded font has.
const missing = '□'

// mm is the length of one typographic point in millimetres.
const mm = 25.4 / 72

// face measures characters of one embedded font.
type face struct {
	mu     sync.Mutex
	font   *sfnt.Font
	buffer sfnt.Buffer
	known  map[rune]float64 // advance in ems; -1: no glyph
}

type faces struct{ regular, bold *face }

// loadFaces parses the embedded fonts once. They are part of the program, so
// an error means a broken build.
var loadFaces = sync.OnceValues(func() (faces, error) {
	regular, err := newFace(assets.FontRegular())
	if err != nil {
		return faces{}, fmt.Errorf("regular font: %w", err)
	}
	bold, err := newFace(assets.FontBold())
	if err != nil {
		return faces{}, fmt.Errorf("bold font: %w", err)
	}
	return faces{regular, bold}, nil
})

func newFace(data []byte) (*face, error) {
	f, err := sfnt.Parse(data)
	if err != nil {
		return nil, err
	}
	return &face{font: f, known: map[rune]float64{}}, nil
}

// advance returns the width of r in ems; ok is false if the font lacks it.
// Characters beyond U+FFFF count as lacking, since the PDF writer addresses
// glyphs by 16 bits.
func (f *face) advance(r rune) (float64, bool) {
	if r > 0xFFFF {
		return 0, false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if w, ok := f.known[r]; ok {
		return w, w >= 0
	}
	w := -1.0
	const em = 1000
	if g, err := f.font.GlyphIndex(&f.buffer, r); err == nil && g != 0 {
		if a, err := f.font.GlyphAdvance(&f.buffer, g, fixed.I(em), font.HintingNone); err == nil {
			w = float64(a) / 64 / em
		}
	}
	f.known[r] = w
	return w, w >= 0
}

// glyph chooses the font for a character: bold where asked for and drawn in
// bold, else regular. lacking tells that neither has it and r is missing.
func (f faces) glyph(r rune, bold bool) (drawn rune, useBold bool, ems float64, lacking bool) {
	if bold {
		if w, ok := f.bold.advance(r); ok {
			return r, true, w, false
		}
	}
	if w, ok := f.regular.advance(r); ok {
		return r, false, w, false
	}
	w, _ := f.regular.advance(missing)
	return missing, false, w, true
}

// width of a text in millimetres.
func (f faces) width(text string, st style) float64 {
	sum := 0.0
	for _, r := range text {
		_, _, w, _ := f.glyph(r, st.bold)
		sum += w
	}
	return sum * st.size * mm
}

// clean makes text printable: controls and invisible marks go, tabs and
// no-break blanks become blanks, line ends become "\n". Nothing visible is
// taken away.
func clean(text string) string {
	out := make([]rune, 0, len(text))
	var before rune
	for _, r := range text {
		was := before
		before = r
		switch {
		case r == '\n' && was == '\r':
			continue
		case r == '\r', r == '\n', r == 0x2028, r == 0x2029:
			r = '\n'
		case r == '\t', r == 0xA0:
			r = ' '
		case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r), unicode.IsControl(r):
			continue
		}
		out = append(out, r)
	}
	return string(out)
}

// Printable reports whether the embedded fonts can draw every character of
// text, and lists those that they cannot, each once, in order.
func Printable(text string) (ok bool, lacking []rune) {
	f, err := loadFaces()
	if err != nil {
		return false, nil
	}
	seen := map[rune]bool{}
	for _, r := range clean(text) {
		if r == '\n' || seen[r] {
			continue
		}
		if _, _, _, no := f.glyph(r, false); no {
			seen[r] = true
			lacking = append(lacking, r)
		}
	}
	return len(lacking) == 0, lacking
}
