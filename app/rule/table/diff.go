package table

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// What happened to a row.
const (
	Added   = "added"
	Removed = "removed"
	Altered = "changed"
)

// Change is one row that differs between two sets. Fields are the members that
// differ, by name; Before and After their values as JSON, the whole row where
// it was added or removed.
type Change struct {
	Table  string   `json:"table"`
	ID     string   `json:"id"`
	What   string   `json:"what"` // Added, Removed or Altered
	Fields []string `json:"fields,omitempty"`
	Before string   `json:"before,omitempty"`
	After  string   `json:"after,omitempty"`
}

// rowKeys are the members that identify a row, "code" where none are named; one
// that a row does not have is left out.
var rowKeys = map[string][]string{"sources": {"tag"}, "accepted_tlds": {"suffix"}, "service_content_types": {"list", "code"},
	"filing_types": {"id"}, "materials": {"id"}, "providers": {"id"}, "picture_sizes": {"id"}, "province_rules": {"id"},
	"regions": {"c"}, "console_fields": {"provider", "field", "slot"}, "approval_statements": {"id"}, "refusal_reasons": {"id"}}

type rawRow map[string]json.RawMessage

func (s *Set) rawRows(name string) (ids []string, rows map[string]rawRow) {
	var list []rawRow
	if json.Unmarshal(s.raw[name], &list) != nil { // it was parsed when the set was loaded
		return nil, nil
	}
	keys := rowKeys[name]
	if keys == nil {
		keys = []string{"code"}
	}
	rows = map[string]rawRow{}
	for _, r := range list {
		var parts []string
		for _, k := range keys {
			if r[k] != nil {
				parts = append(parts, strings.Trim(string(r[k]), `"`))
			}
		}
		id := strings.Join(parts, " ")
		ids, rows[id] = append(ids, id), r
	}
	return ids, rows
}

// Diff lists what changed from one set to another, table by table, in the
// order of the rows. Origins that a row takes from its table are not looked at.
func Diff(old, now *Set) []Change {
	var out []Change
	for _, n := range Names {
		if bytes.Equal(old.raw[n], now.raw[n]) {
			continue
		}
		before, was := old.rawRows(n)
		after, is := now.rawRows(n)
		for _, id := range before {
			if is[id] == nil {
				out = append(out, Change{Table: n, ID: id, What: Removed, Before: show(was[id], nil)})
			}
		}
		for _, id := range after {
			if was[id] == nil {
				out = append(out, Change{Table: n, ID: id, What: Added, After: show(is[id], nil)})
				continue
			}
			if fields := differing(was[id], is[id]); len(fields) > 0 {
				out = append(out, Change{Table: n, ID: id, What: Altered, Fields: fields, Before: show(was[id], fields), After: show(is[id], fields)})
			}
		}
	}
	return out
}

func differing(a, b rawRow) []string {
	var out []string
	for k := range a {
		if !same(a[k], b[k]) {
			out = append(out, k)
		}
	}
	for k := range b {
		if a[k] == nil {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}

func same(a, b json.RawMessage) bool {
	if a == nil || b == nil {
		return false
	}
	if bytes.Equal(a, b) {
		return true
	}
	x, errX := checksumOf(a) // blanks and the order of keys do not matter
	y, errY := checksumOf(b)
	return errX == nil && errY == nil && x == y
}

// show writes the named members of a row, all if fields is nil.
func show(r rawRow, fields []string) string {
	if len(fields) == 1 {
		return string(r[fields[0]])
	}
	if fields == nil {
		for k := range r {
			fields = append(fields, k)
		}
		slices.Sort(fields)
	}
	var parts []string
	for _, k := range fields {
		if r[k] != nil {
			parts = append(parts, fmt.Sprintf("%q: %s", k, r[k]))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
