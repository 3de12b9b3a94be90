package review

import (
	"encoding/json"

	"beiandesk/screens/part"
)

// Draft implements shell.Drafter: reason, note, number and day are saved by
// buttons only.
func (y *History) Draft() string {
	typed := map[string]string{}
	for _, f := range y.typed() {
		if v := f.Value(); v != "" {
			typed[f.Path()] = v
		}
	}
	if v := y.paste.draft(); v != "" {
		typed[draftReading] = v
	}
	if len(typed) == 0 {
		return ""
	}
	b, err := json.Marshal(typed)
	if err != nil { // strings only
		return ""
	}
	return string(b)
}

// PutDraft implements shell.Drafter.
func (y *History) PutDraft(s string) {
	var typed map[string]string
	if json.Unmarshal([]byte(s), &typed) != nil {
		return // of another version of the program
	}
	for _, f := range y.typed() {
		if v := typed[f.Path()]; v != "" {
			f.ForceValue(v)
		}
	}
	if y.hand.Value() != "" {
		y.adding = true
		y.again()
	}
	y.paste.putDraft(typed[draftReading])
}

// draftReading is what was found in the pasted text, and chosen.
const draftReading = "refusal.reading"

func (y *History) typed() []*part.Field {
	return []*part.Field{y.paste.field, y.hand, y.note, y.number, y.day}
}
