package part

// RuneWidth is the width of a character in a size in pixels (after theme.Px),
// for widgets that set lines of mixed styles themselves.
func RuneWidth(r rune, size float32, bold bool) float32 { return runeWidth(r, size, bold) }

// MayBreak says whether a line may end between a and b by the rules of
// Chinese and of Latin words.
func MayBreak(a, b rune) bool { return mayBreak(a, b) }
