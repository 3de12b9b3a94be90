package rule

import (
	"beiandesk/app/filing"
)

// block is one block of person data that this filing uses.
type block struct {
	path   string // legal, principal, agent
	role   string // how to call him in a sentence
	person filing.Person
	holds  bool // holds a role; otherwise only his name and number are needed
}

func (b block) field(name string) filing.Field { return filing.Field(b.path + "." + name) }

// people lists the blocks in use: the legal representative always, the others
// if the filing says so.
func (s *scan) people() []block {
	f := s.f
	_, principal := f.PersonOf(filing.RolePrincipal)
	_, manager := f.PersonOf(filing.RoleManager)
	out := []block{{"legal", "法定代表人", f.Legal, principal == "legal" || manager == "legal"}}
	if f.PrincipalElse {
		out = append(out, block{"principal", "主体负责人", f.Principal, true})
	}
	if f.ByAgent {
		out = append(out, block{"agent", "代办人", f.Agent, true})
	}
	return out
}

// inUse tells whether a field belongs to this filing; data of an agent who
// was unticked stay in the document but nobody looks at them.
func (s *scan) inUse(p filing.Field) bool {
	switch head, _, _ := cut(p); head {
	case "principal":
		return s.f.PrincipalElse
	case "agent":
		return s.f.ByAgent
	case "emergency2":
		return s.twoPeople() || s.f.Emergency2 != (filing.Contact{})
	}
	return true
}

// twoPeople tells whether the two roles are held by different people.
func (s *scan) twoPeople() bool { return !s.f.SamePerson() && !s.onePersonTwice() }

// onePersonTwice tells whether both role holders carry the same certificate.
func (s *scan) onePersonTwice() bool {
	a, pa := s.f.PersonOf(filing.RolePrincipal)
	b, pb := s.f.PersonOf(filing.RoleManager)
	if pa == pb || a.CertNumber == "" {
		return false
	}
	return clean("legal.cert_number", a.CertNumber) == clean("legal.cert_number", b.CertNumber) && a.CertType == b.CertType
}

func (s *scan) organisation() bool {
	n, ok := s.t.Subject(s.f.Organiser.Nature)
	return !ok || !n.Person
}
