package parcel

import (
	"bytes"
	"encoding/json"

	"beiandesk/app"
	"beiandesk/app/filing"
)

// FilingFile is the name of the document inside a package.
const FilingFile = "filing.json"

// document is filing.json: the filing, and whether it was exported with
// blocking findings.
type document struct {
	Draft bool `json:"draft,omitempty"`
	filing.Filing
}

// Encode writes a filing as filing.json: UTF-8, two blanks of indent, a line
// end at the end. The same filing gives the same bytes.
func Encode(f *filing.Filing) ([]byte, error) { return encode(f, false) }

func encode(f *filing.Filing, draft bool) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	d := document{Draft: draft, Filing: *f}
	d.Schema = filing.Schema
	if err := e.Encode(d); err != nil {
		return nil, app.Wrap(err, CodeWrite, "这份备案没能写成 filing.json。请检查日期是否合理，再试一次。")
	}
	return out.Bytes(), nil
}
