package rule_test

import (
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
	"beiandesk/app/seal"
)

// TestWhatIsPersonal: a person's data always, an organiser's number only when
// the organiser is a person, a domain holder's by its certificate.
func TestWhatIsPersonal(t *testing.T) {
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	company := &filing.Filing{Organiser: filing.Organiser{Nature: 4, CertNumber: "91440300000000123F"}, Domain: filing.Domain{HolderNumber: "91440300000000123F"}}
	person := &filing.Filing{Organiser: filing.Organiser{Nature: 5, CertNumber: "1"}, Domain: filing.Domain{HolderNumber: "1"}}
	for _, c := range []struct {
		f    *filing.Filing
		p    filing.Field
		want seal.Sort
	}{
		{company, "organiser.name", seal.None}, {company, "organiser.cert_number", seal.None}, {company, "organiser.cert_address", seal.None},
		{company, "domain.holder_number", seal.None}, {company, "organiser.address.street", seal.Address},
		{person, "organiser.name", seal.None}, {person, "organiser.cert_number", seal.Number}, {person, "organiser.cert_address", seal.Address},
		{person, "domain.holder_number", seal.Number}, {company, "answers.old_cert_number", seal.Number},
		{company, "legal.cert_number", seal.Number}, {company, "agent.mobile", seal.Phone}, {company, "principal.landline", seal.Phone},
		{company, "emergency2.mobile", seal.Phone}, {company, "legal.email", seal.Mail}, {company, "legal.name", seal.None}, {company, "domain.name", seal.None},
	} {
		if got := rule.Personal(c.f, c.p, tables); got != c.want {
			t.Errorf("%s (nature %d) is %q, want %q", c.p, c.f.Organiser.Nature, got, c.want)
		}
	}
	// A field that can be a person's must have a mask in the form.
	for _, p := range filing.Fields() {
		for _, f := range []*filing.Filing{company, person} {
			if rule.Personal(f, p, tables) != seal.None && !rule.MayBePersonal(p) {
				t.Errorf("%s can be a person's and is not masked in the form", p)
			}
		}
	}
}
