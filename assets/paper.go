package assets

import _ "embed"

//go:embed paper_forms.json
var paperForms []byte

// PaperForms returns the table of papers for which a province has a form of its
// own or asks for more, each row with source and date. app/paper reads it.
func PaperForms() []byte { return paperForms }
