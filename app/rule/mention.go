package rule

import (
	"strings"

	"beiandesk/app/filing"
)

// Mentioned is the field or material that a reviewer's words are about: the
// longest name of one that stands in them. "" if none does. needs are the
// materials of the filing, whose names count too.
func Mentioned(words string, needs []Need) filing.Field {
	best, at := 0, filing.Field("")
	look := func(name string, p filing.Field) {
		if len(name) > best && strings.Contains(words, name) {
			best, at = len(name), p
		}
	}
	for _, p := range filing.Fields() { // in a fixed order: of equal names the first
		if name := FieldName(p); name != string(p) {
			look(name, p)
		}
	}
	for _, n := range needs {
		look(n.Title, filing.MaterialField(n.Slot))
	}
	return at
}
