package table

import (
	"slices"
	"strings"

	"beiandesk/app/filing"
)

// RefusalReason is one reason for which filings are refused (filing-fields.md
// 7), with the words by which a reviewer's text is known for it; see package
// refusal for how they are weighed.
type RefusalReason struct {
	ID       string `json:"id"`
	Category string `json:"category"`           // one of RefusalCategories
	Provider string `json:"provider,omitempty"` // who published it, "" = several
	Code     string `json:"code,omitempty"`     // error code, matched exactly
	// Field is where it is mended: a field, "material.<slot>", "person.<name>"
	// for the person the words name, "material" for the material they name,
	// "portrait", "sms", or "" for what no field of ours holds.
	Field   string   `json:"field,omitempty"`
	Text    string   `json:"text"`   // the reason in our words
	Remedy  string   `json:"remedy"` // what to do
	About   []string `json:"about,omitempty"`
	Fault   []string `json:"fault,omitempty"`
	Phrases []string `json:"phrases,omitempty"`
	Not     []string `json:"not,omitempty"`
	Rules   []string `json:"rules,omitempty"` // ids of rules, or of rows of province_rules, that find it beforehand
	Origin
}

// RefusalCategories in the order in which reasons are offered.
var RefusalCategories = []string{"subject", "person", "domain", "site", "material", "verification", "sms", "access", "change", "api"}

// Refusal returns a reason by id.
func (s *Set) Refusal(id string) (RefusalReason, bool) { return at(s.refusal, id) }

func (s *Set) linkRefusals(h head, fail func(string, ...any)) {
	s.refusal = index(s.Refusals, "refusal_reasons", fail, func(r *RefusalReason) string { return r.ID })
	codes := map[string]bool{}
	for i := range s.Refusals {
		r := &s.Refusals[i]
		s.origin("refusal_reasons", r.ID, &r.Origin, h, fail)
		if !slices.Contains(RefusalCategories, r.Category) {
			fail("refusal_reasons: %s: unknown category %q", r.ID, r.Category)
		}
		if r.Text == "" || !strings.HasSuffix(r.Remedy, "。") {
			fail("refusal_reasons: %s has no text, or a remedy that is no sentence", r.ID)
		}
		if r.Provider != "" && s.provider[r.Provider] == nil && r.Provider != "wechat" && r.Provider != "douyin" {
			fail("refusal_reasons: %s: unknown provider %q", r.ID, r.Provider)
		}
		if !refusalField(r.Field) {
			fail("refusal_reasons: %s: no field %q", r.ID, r.Field)
		}
		if r.Code == "" && len(r.Phrases) == 0 && (len(r.About) == 0 || len(r.Fault) == 0) {
			fail("refusal_reasons: %s is known by nothing", r.ID)
		}
		if r.Code != "" && codes[r.Code] {
			fail("refusal_reasons: code %s twice", r.Code)
		}
		codes[r.Code] = true
		for _, w := range slices.Concat(r.About, r.Fault, r.Phrases, r.Not) {
			if len([]rune(w)) < 1 || strings.ContainsAny(w, " \t\n") {
				fail("refusal_reasons: %s: bad word %q", r.ID, w)
			}
		}
	}
}

// refusalField tells whether a reason may point there.
func refusalField(p string) bool {
	switch p {
	case "", "material", "portrait", "sms":
		return true
	}
	if slot, ok := filing.Field(p).Slot(); ok {
		return slot != ""
	}
	if name, ok := strings.CutPrefix(p, "person."); ok {
		p = "legal." + name
	}
	return slices.Contains(filing.Fields(), filing.Field(p))
}
