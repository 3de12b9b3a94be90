package table

import "encoding/json"

// MaxFile is the most bytes that a table file may have.
const MaxFile = maxFile

// Facts are what a table file says of itself.
type Facts struct{ Table, Version, Date, Note string }

// FactsOf reads them; an error means that the file is no table. Whether its
// rows are good is not looked at, see Try.
func FactsOf(file []byte) (Facts, error) {
	var h head
	if err := strict(file, &h); err != nil {
		return Facts{}, err
	}
	return Facts{h.Table, h.Version, h.Date, h.Note}, nil
}

// Count is the number of rows of a table, 0 if there is none of that name.
func (s *Set) Count(name string) int {
	var rows []json.RawMessage
	if json.Unmarshal(s.raw[name], &rows) != nil { // no such table: a loaded one was parsed
		return 0
	}
	return len(rows)
}
