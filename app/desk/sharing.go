package desk

import (
	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

// Identifier is a number or address by which a person is recognised in another
// filing.
type Identifier = rule.Identifier

// Identifiers are those by which Sharing finds a filing.
func Identifiers(f *filing.Filing) []Identifier { return rule.Identifiers(f) }

// Share says what is shared and as what it is carried there.
type Share = rule.Share

// Bearer says as what somebody carries an identifier.
type Bearer = rule.Bearer

// MaxSharing is how many filings Sharing names for one identifier.
const MaxSharing = rule.MaxSharing

// Sharing is one identifier of a filing that stands in another, too.
type Sharing struct {
	ID     string
	Domain string
	State  filing.State
	Share
}

// addSharing adds what stands in filings of other organisers. Without the
// organiser's number nobody can tell whose they are.
func addSharing(r Reader, f *filing.Filing, env *rule.Env) error {
	if f.Organiser.CertNumber == "" {
		return nil
	}
	list, err := r.Sharing(f)
	if err != nil {
		return err
	}
	at := map[string]int{}
	for i, o := range env.Others {
		at[o.ID] = i
	}
	for _, x := range list {
		i, known := at[x.ID]
		if !known {
			i = len(env.Others)
			at[x.ID] = i
			env.Others = append(env.Others, rule.OtherFiling{ID: x.ID, Domain: x.Domain, State: x.State})
		}
		env.Others[i].Shares = append(env.Others[i].Shares, x.Share)
	}
	return nil
}
