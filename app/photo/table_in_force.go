package photo

import "sync/atomic"

var inForce atomic.Pointer[Table]

// UseTable puts a table in force for every picture that is judged from now on
// and returns the one before; nil is the table that the program carries. A
// picture that is being judged keeps the table it began with.
func UseTable(t *Table) (before *Table) { return inForce.Swap(t) }

// DefaultTable is the table in force: the one given to UseTable, else the one
// that the program carries.
func DefaultTable() (*Table, error) {
	if t := inForce.Load(); t != nil {
		return t, nil
	}
	return builtinTable()
}

// Date is that of the newest row, YYYY-MM-DD.
func (t *Table) Date() string {
	newest := ""
	for _, rows := range t.rows {
		for _, r := range rows {
			newest = max(newest, r.Date)
		}
	}
	return newest
}
