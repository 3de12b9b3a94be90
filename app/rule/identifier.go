package rule

import (
	"strings"

	"beiandesk/app/filing"
)

// IdentifierKind says what an identifier is; each kind is compared only with
// itself.
type IdentifierKind string

// Kinds of identifiers.
const (
	Mobile   IdentifierKind = "mobile"
	Email    IdentifierKind = "email"
	Identity IdentifierKind = "identity" // number of a person's certificate
)

// Bearer says as what somebody carries an identifier in a filing.
type Bearer string

// Bearers.
const (
	BearsLegal     Bearer = "legal"     // 法定代表人 without a role
	BearsPrincipal Bearer = "principal" // 主体负责人
	BearsManager   Bearer = "manager"   // 互联网信息服务负责人
	BearsBoth      Bearer = "both"      // the two roles in one person
	BearsEmergency Bearer = "emergency" // 应急联系人
	BearsOrganiser Bearer = "organiser" // a natural person who files for himself
)

// Manages tells whether the bearer is 互联网信息服务负责人.
func (b Bearer) Manages() bool { return b == BearsManager || b == BearsBoth }

// responsible tells whether the bearer is one of the 负责人.
func (b Bearer) responsible() bool { return b == BearsPrincipal || b.Manages() }

// Identifier is a number or address by which a person is recognised in another
// filing.
type Identifier struct {
	Kind  IdentifierKind
	Field filing.Field // where it stands in this filing
	Bears Bearer
	Value string // in one spelling: half-width, no blanks, capitals in numbers, small letters in addresses
}

// naturalPerson is the nature 个人 (WX-D, subject_types.json).
const naturalPerson = 5

// Identifiers lists those of a filing that are complete and in use; the data of
// an agent who was unticked are not. Kind, Bears and Value together are listed
// once.
func Identifiers(f *filing.Filing) []Identifier {
	s := &scan{f: f}
	var list []Identifier
	add := func(kind IdentifierKind, field filing.Field, bears Bearer, whole func(string) bool) {
		v := s.cleaned(field)
		if kind == Email {
			v = strings.ToLower(v)
		}
		if !whole(v) {
			return
		}
		for _, x := range list {
			if x.Kind == kind && x.Bears == bears && x.Value == v {
				return
			}
		}
		list = append(list, Identifier{Kind: kind, Field: field, Bears: bears, Value: v})
	}
	_, principal := f.PersonOf(filing.RolePrincipal)
	_, manager := f.PersonOf(filing.RoleManager)
	for _, b := range s.people() {
		bears := BearsLegal
		switch {
		case b.path == principal && (b.path == manager || s.onePersonTwice()):
			bears = BearsBoth
		case b.path == principal:
			bears = BearsPrincipal
		case b.path == manager:
			bears = BearsManager
		}
		add(Identity, b.field("cert_number"), bears, certificateLength)
		if b.holds { // of others nobody asks how to reach them
			add(Mobile, b.field("mobile"), bears, isMobile)
			add(Email, b.field("email"), bears, mailShape.MatchString)
		}
	}
	for _, p := range []filing.Field{"emergency1.mobile", "emergency2.mobile"} {
		if s.inUse(p) {
			add(Mobile, p, BearsEmergency, isMobile)
		}
	}
	if f.Organiser.Nature == naturalPerson {
		add(Identity, "organiser.cert_number", BearsOrganiser, certificateLength)
	}
	return list
}

// certificateLength leaves out what is still being typed: no certificate of a
// person has fewer than eight characters (filing-fields.md 1.4), none more than
// thirty.
func certificateLength(v string) bool { return len(v) >= 8 && len(v) <= 30 }
