package text

import (
	_ "embed"
	"fmt"

	"fyne.io/fyne/v2/lang"
)

// builtin has our Chinese for all 39 keys that Fyne itself asks for (its
// dialogs, the menu of a text field, weekdays).
//
//go:embed builtin.json
var builtin []byte

// ForceChinese makes Fyne's own words Chinese whatever language the system
// speaks. Fyne has no call to choose a language; a table registered under the
// name of the system's locale wins. Every key must be in it, since a missing
// one falls back to English. Call it once, before the first window.
func ForceChinese() error {
	if err := lang.AddTranslationsForLocale(builtin, lang.SystemLocale()); err != nil {
		return fmt.Errorf("register Chinese for %s: %w", lang.SystemLocale(), err)
	}
	return nil
}
