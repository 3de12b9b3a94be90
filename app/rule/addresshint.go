package rule

import (
	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// AddressHints lists the rows that say something of addresses, the filing's
// province first: shown beside the fields before anything is wrong.
func AddressHints(f *filing.Filing, env Env) []table.BureauRule {
	s, err := newScan(f, env)
	if err != nil {
		return nil
	}
	var own, all []table.BureauRule
	for _, r := range s.rows() {
		switch {
		case r.Subject != "address":
		case r.Province == table.AllProvinces:
			all = append(all, *r)
		default:
			own = append(own, *r)
		}
	}
	return append(own, all...)
}
