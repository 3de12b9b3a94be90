package table

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// errFormer marks a file whose rows are of an older program: it is whole, but
// has columns that are kept elsewhere now.
var errFormer = errors.New("columns of an older program")

// formerColumns are the columns that a table had in older programs, by its name.
var formerColumns = map[string][]string{
	// Since 2026-11-26 rows of province_rules.
	"filing_province_rules": {"commitment", "domain_months", "emergency_differ", "holder_legal", "manager_letter", "notes", "same_city", "staffing_approval"},
	// Since 2026-11-26 they are in quotas and days.
	"providers": {"max_ips", "max_new_sites", "review_days", "sites_per_host"},
}

// former marks err, of the rows of table n, with errFormer if a row has a
// column of an older program.
func former(n string, rows json.RawMessage, err error) error {
	var list []map[string]json.RawMessage
	if json.Unmarshal(rows, &list) != nil { // no rows at all: err says so
		return err
	}
	for _, r := range list {
		for name := range r {
			if slices.Contains(formerColumns[n], name) {
				return fmt.Errorf("%w: %w", errFormer, err)
			}
		}
	}
	return err
}
