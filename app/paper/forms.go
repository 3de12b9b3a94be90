package paper

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"sync"

	"beiandesk/app/filing"
	"beiandesk/assets"
)

// FormRow is what is known of a province's own form of a paper, or of what it asks
// besides (assets/paper_forms.json). The wording of a form is never known to
// the program.
type FormRow struct {
	ID            string `json:"id"`
	Paper         Kind   `json:"paper"`
	Province      string `json:"province"` // GB/T 2260
	Name          string `json:"name"`     // as the province or the provider calls it
	Edition       string `json:"edition,omitempty"`
	Note          string `json:"note,omitempty"`           // a sentence
	Nature        string `json:"nature,omitempty"`         // unit or individual, "" = both
	Items         []int  `json:"items,omitempty"`          // prior approvals it is for, none = all
	Needed        bool   `json:"needed,omitempty"`         // in every filing
	Signer        string `json:"signer,omitempty"`         // principal or manager, "" = the legal representative
	NoSeal        bool   `json:"no_seal,omitempty"`        // signed only
	Foreign       bool   `json:"foreign,omitempty"`        // only if the legal representative is a foreigner
	SecondSite    bool   `json:"second_site,omitempty"`    // needed when the organiser has a filing already
	Closing       bool   `json:"closing,omitempty"`        // accepts that the site is closed when facts are wrong
	CopyOut       bool   `json:"copy_out,omitempty"`       // the promise is copied by hand
	ProviderSeals bool   `json:"provider_seals,omitempty"` // the provider promises as well
	Inquiry       bool   `json:"inquiry,omitempty"`        // who was asked and what he answered
	Rule          string `json:"rule,omitempty"`           // id of the province's rule
	Source        string `json:"source"`                   // tags of sources.json
	Date          string `json:"date"`
	Confidence    string `json:"confidence"` // A…D
}

type formTable struct {
	Table   string    `json:"table"`
	Version string    `json:"version"`
	Note    string    `json:"note"`
	Rows    []FormRow `json:"rows"`
}

var formDate = regexp.MustCompile(`^\d{4}(-\d{2}-\d{2})?$|^不详$`)

// FormRows is the table of the provinces' own forms, read once and strictly. It
// is part of the program: an error means a broken build.
var FormRows = sync.OnceValues(func() ([]FormRow, error) {
	var t formTable
	d := json.NewDecoder(bytes.NewReader(assets.PaperForms()))
	d.DisallowUnknownFields()
	if err := d.Decode(&t); err != nil {
		return nil, fmt.Errorf("paper_forms: %w", err)
	}
	seen := map[string]bool{}
	for _, r := range t.Rows {
		switch {
		case r.ID == "" || seen[r.ID]:
			return nil, fmt.Errorf("paper_forms: id %q is empty or stands twice", r.ID)
		case !slices.Contains(Kinds, r.Paper):
			return nil, fmt.Errorf("paper_forms: %s: paper %q", r.ID, r.Paper)
		case len(r.Province) != 6 || r.Name == "" || r.Source == "" || !formDate.MatchString(r.Date):
			return nil, fmt.Errorf("paper_forms: %s: province, name, source or date", r.ID)
		case !slices.Contains([]string{"A", "B", "C", "D"}, r.Confidence) || r.Needed && r.Confidence > "B":
			return nil, fmt.Errorf("paper_forms: %s: confidence %q", r.ID, r.Confidence)
		case !slices.Contains([]string{"", "unit", "individual"}, r.Nature) || !slices.Contains([]string{"", "principal", "manager"}, r.Signer):
			return nil, fmt.Errorf("paper_forms: %s: nature or signer", r.ID)
		}
		seen[r.ID] = true
	}
	return t.Rows, nil
})

// forms are the rows that concern a paper of this filing.
func forms(k Kind, f *filing.Filing) []FormRow {
	all, err := FormRows()
	if err != nil || f.Region.Province == "" {
		return nil // a test of the table finds it; the general wording holds
	}
	nature := "unit"
	if individual(f) {
		nature = "individual"
	}
	var out []FormRow
	for _, r := range all {
		if r.Paper == k && r.Province == f.Region.Province && (r.Nature == "" || r.Nature == nature || f.Organiser.Nature == 0) &&
			(!r.Foreign || foreignLegal(f)) {
			out = append(out, r)
		}
	}
	return out
}

// asked is the first row of which pick is true.
func asked(rows []FormRow, pick func(FormRow) bool) (FormRow, bool) {
	if i := slices.IndexFunc(rows, pick); i >= 0 {
		return rows[i], true
	}
	return FormRow{}, false
}

// naturalPerson and idCard are codes of subject_types.json and
// certificate_types.json.
const (
	naturalPerson = 5
	idCard        = 2
)

func individual(f *filing.Filing) bool { return f.Organiser.Nature == naturalPerson }

func foreignLegal(f *filing.Filing) bool {
	return f.Legal.CertType != 0 && f.Legal.CertType != idCard
}

// formAdvice says for the foot of a paper which forms of their own are known,
// with source and date. What is only C or D is a reminder.
func formAdvice(rows []FormRow, n names) advice {
	var out advice
	for _, r := range rows {
		line := n.area(r.Province) + "有专用文本“" + r.Name + "”"
		if r.Edition != "" {
			line += "（" + r.Edition + "）"
		}
		line += "，以管局/接入商最新模板为准。"
		if r.Note != "" {
			line += r.Note
		}
		if r.Confidence > "B" {
			line += "仅提醒。"
		}
		line += "（来源：" + n.source(r.Source)
		if r.Date != "不详" {
			line += "，" + r.Date
		}
		out = append(out, line+"）")
	}
	return out
}
