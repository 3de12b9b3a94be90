package theme

import (
	"beiandesk/assets"
	"sync"

	"golang.org/x/image/font/sfnt"
)

// boldFont is parsed once, at the first question.
var boldFont = sync.OnceValues(func() (*sfnt.Font, error) { return sfnt.Parse(assets.FontBold()) })

var (
	coverMu sync.Mutex
	coverBy = map[rune]bool{}
	coverIn sfnt.Buffer
)

// BoldCovers reports whether the bold weight has every character of s. A name
// for which it has not is drawn in the regular weight, because a single
// borrowed character inside a bold word looks like a misprint.
func BoldCovers(s string) bool {
	for _, r := range s {
		if !boldHas(r) {
			return false
		}
	}
	return true
}

func boldHas(r rune) bool {
	if r < 0x80 {
		return true // ASCII is in every font
	}
	f, err := boldFont()
	if err != nil {
		return false // regular is always safe
	}
	coverMu.Lock()
	defer coverMu.Unlock()
	if has, ok := coverBy[r]; ok {
		return has
	}
	i, err := f.GlyphIndex(&coverIn, r)
	coverBy[r] = err == nil && i != 0
	return coverBy[r]
}
