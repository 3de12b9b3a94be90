package photo

import (
	"fmt"
	"slices"
)

// Limits are what a page takes. Zero means no limit.
type Limits struct {
	MinShort int // least shorter side, pixels
	MinLong  int // least longer side, pixels
	MaxSide  int // greatest side, pixels
	MinBytes int
	MaxBytes int
}

// SafeLimits fits every provider whose limits are known, save those with less
// than 1.9 MB. It is the row "generic" of picture_sizes.json, for callers
// without tables.
func SafeLimits() Limits {
	return Limits{MinShort: 800, MinLong: 1280, MaxSide: 5000, MinBytes: 204_800, MaxBytes: 1_900_000}
}

// stricter takes of each limit the one that leaves less room.
func (l Limits) stricter(than Limits) Limits {
	least := func(a, b int) int {
		if a == 0 || b != 0 && b < a {
			return b
		}
		return a
	}
	return Limits{
		MinShort: max(l.MinShort, than.MinShort), MinLong: max(l.MinLong, than.MinLong), MaxSide: least(l.MaxSide, than.MaxSide),
		MinBytes: max(l.MinBytes, than.MinBytes), MaxBytes: least(l.MaxBytes, than.MaxBytes),
	}
}

// Target is the page that exported pictures are for: a provider's, the
// police's, or any that fits all.
type Target struct {
	ID     string
	Name   string // Chinese
	Limits Limits
	ByKind map[Kind]Limits // in addition, for pictures of one kind
	// Formats that the page takes; empty when nothing is known. The export is
	// a JPEG always: every page that publishes a list takes it, PNG is not
	// taken everywhere, and one ending for all pictures of a package is what
	// the person who uploads them expects. A screenshot loses nothing that
	// can be seen at the qualities that its few bytes allow.
	Formats []Format
	Source  string // where the limits come from
	Date    string
}

// For gives the limits for a picture of one kind.
func (t Target) For(kind Kind) Limits { return t.Limits.stricter(t.ByKind[kind]) }

// takesJPEG reports whether the export's format is taken.
func (t Target) takesJPEG() bool { return len(t.Formats) == 0 || slices.Contains(t.Formats, JPEG) }

// SafeTarget is the target for callers without tables.
func SafeTarget() Target {
	return Target{ID: "generic", Name: "通用", Limits: SafeLimits(), Formats: []Format{JPEG}}
}

// bytesWord writes a limit as people read it: 400 KB, 1.9 MB; 80 KB for 81,920.
func bytesWord(n int) string {
	if n >= 1_000_000 {
		return fmt.Sprintf("%.3g MB", float64(n)/1e6)
	}
	if n%1024 == 0 {
		return fmt.Sprintf("%d KB", n/1024)
	}
	return fmt.Sprintf("%.3g KB", float64(n)/1e3)
}
