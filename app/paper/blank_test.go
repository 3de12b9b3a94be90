package paper_test

import (
	"testing"

	"beiandesk/app/paper"
	"beiandesk/app/paper/docx"
	"beiandesk/app/rule"
)

var touched = []rule.Touch{{Item: 13, Name: "互联网金融", Field: "organiser.scope", Words: []string{"支付"}}}

// blankLetter is an office's letter with every placeholder.
func blankLetter(t *testing.T) []byte {
	t.Helper()
	var d docx.Doc
	for _, p := range paper.Placeholders() {
		d.Para(docx.Text(p.Name + "={{" + p.Name + "}}"))
	}
	data, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}
