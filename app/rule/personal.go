package rule

import (
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
	"beiandesk/app/seal"
)

// Personal says what kind of personal data a field of a filing holds.
//
// Public, and so never masked, are the organiser's name and an organisation's
// credit code: the ministry publishes the organiser of every filing
// (beian.miit.gov.cn, 公共查询), and the register publishes name, code and
// registered address of every enterprise (企业信息公示暂行条例, 国务院令第
// 654 号, article 6). Where the organiser is a natural person its number and
// address are that person's. The communication address is published nowhere
// and is often a home. Names of persons stay readable: a clerk must see whose
// filing it is.
func Personal(f *filing.Filing, p filing.Field, t *table.Set) seal.Sort {
	block, name, _ := strings.Cut(string(p), ".")
	switch block {
	case "legal", "principal", "agent", "emergency1", "emergency2":
		return ofPerson[name]
	}
	switch p {
	case "organiser.cert_number":
		return onlyIf(personOrganiser(f, t), seal.Number)
	case "organiser.cert_address":
		return onlyIf(personOrganiser(f, t), seal.Address)
	case "organiser.address", "organiser.address.street", "organiser.address.door", "organiser.address.floor":
		return seal.Address
	case "answers.old_cert_number":
		return onlyIf(!ofOrganisation(f.Answers.OldCertType, t), seal.Number)
	case "domain.holder_number":
		same := f.Domain.HolderNumber == f.Organiser.CertNumber && !personOrganiser(f, t)
		return onlyIf(!same && !ofOrganisation(f.Domain.HolderType, t), seal.Number)
	}
	return seal.None
}

// MayBePersonal tells whether Personal can ever say that a field is a person's.
func MayBePersonal(p filing.Field) bool {
	block, name, _ := strings.Cut(string(p), ".")
	switch block {
	case "legal", "principal", "agent", "emergency1", "emergency2":
		return ofPerson[name] != seal.None
	}
	switch p {
	case "organiser.cert_number", "organiser.cert_address", "organiser.address", "organiser.address.street", "organiser.address.door",
		"organiser.address.floor", "answers.old_cert_number", "domain.holder_number":
		return true
	}
	return false
}

var ofPerson = map[string]seal.Sort{"cert_number": seal.Number, "mobile": seal.Phone, "landline": seal.Phone, "email": seal.Mail}

func onlyIf(on bool, s seal.Sort) seal.Sort {
	if on {
		return s
	}
	return seal.None
}

func personOrganiser(f *filing.Filing, t *table.Set) bool {
	n, ok := t.Subject(f.Organiser.Nature)
	return ok && n.Person
}

// ofOrganisation tells whether a type of certificate is one of organisations;
// one that is not chosen yet may be a person's.
func ofOrganisation(code int, t *table.Set) bool {
	c, ok := t.Certificate(code)
	return ok && !c.Person
}
