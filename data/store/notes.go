package store

import (
	"slices"
	"strings"

	"beiandesk/app/desk"
	"beiandesk/app/seal"
)

// DamagedNote stands in the list for a note that does not open: one damaged
// note must not hide ten thousand filings.
const DamagedNote = "（这一行或它的备注已损坏，请打开这份备案核对）"

// notes opens the notes of a list while SQLite is still reading it: each has
// its own key, and setting a cipher up for each takes a third as long as the
// reading.
type notes struct {
	v     *view
	batch *noteBatch
	work  chan *noteBatch
	done  chan []*noteBatch
}

// noteBatch is some rows in their order.
type noteBatch struct {
	rows  []desk.Row
	blobs []byte // one behind the other
	ends  []int
	plain []string // "" and bad where one did not open
	bad   []bool
}

const noteBatchSize = 256

func (v *view) openNotes() *notes {
	n := &notes{v: v, batch: &noteBatch{}, work: make(chan *noteBatch, 64), done: make(chan []*noteBatch, 1)}
	go func() {
		var all []*noteBatch
		for b := range n.work {
			b.open(v.s)
			all = append(all, b)
		}
		n.done <- all
	}()
	return n
}

// add takes the note of the next row; sealed is copied.
func (n *notes) add(r desk.Row, sealed []byte) {
	b := n.batch
	b.rows = append(b.rows, r)
	b.blobs = append(b.blobs, sealed...)
	b.ends = append(b.ends, len(b.blobs))
	if len(b.rows) == noteBatchSize {
		n.work <- b
		n.batch = &noteBatch{rows: make([]desk.Row, 0, noteBatchSize), blobs: make([]byte, 0, len(b.blobs)+len(b.blobs)/8)}
	}
}

// wait ends the work. It must be called before the transaction ends: the keys
// stay only as long.
func (n *notes) wait() []*noteBatch {
	n.work <- n.batch
	close(n.work)
	return <-n.done
}

// rows are those that were added, with their notes, ordered by what was changed
// last. What is sorted are pointers: a row has some 300 bytes.
func (n *notes) rows(batches []*noteBatch) ([]desk.Row, error) {
	var order []*desk.Row
	for _, b := range batches {
		for k := range b.rows {
			b.rows[k].Note = b.plain[k]
			if b.bad[k] {
				if err := n.v.noteAnew(&b.rows[k]); err != nil {
					return nil, err
				}
			}
			order = append(order, &b.rows[k])
		}
	}
	// The table is read as it lies; sorting here is quicker than by an index,
	// which every autosave would have to keep.
	slices.SortFunc(order, func(a, b *desk.Row) int {
		if c := b.Updated.Compare(a.Updated); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	list := make([]desk.Row, len(order))
	for i, r := range order {
		list[i] = *r
	}
	return list, nil
}

func (b *noteBatch) open(s *Store) {
	b.plain, b.bad = make([]string, len(b.rows)), make([]bool, len(b.rows))
	from := 0
	for i := range b.rows {
		var ok bool
		b.plain[i], ok = s.note(&b.rows[i], b.blobs[from:b.ends[i]])
		b.bad[i] = !ok
		from = b.ends[i]
	}
}

// note opens a note with the remembered key.
func (s *Store) note(r *desk.Row, sealed []byte) (string, bool) {
	k, ok := s.keys.any(r.ID)
	if !ok {
		return "", false
	}
	c, err := seal.NewCell(k)
	if err != nil {
		return "", false
	}
	defer c.Wipe()
	plain, err := c.Open(noteAD(r), sealed)
	return string(plain), err == nil
}

// noteAnew reads key and note of one row: another process may have made the
// filing, or replaced it, after the keys were read.
func (v *view) noteAnew(r *desk.Row) error {
	r.Note = DamagedNote
	var sealed, key []byte
	if _, err := v.one([]any{&sealed, &key}, "read a note",
		"SELECT f.note, k.key FROM filings f LEFT JOIN filing_keys k ON k.filing = f.id WHERE f.id = ?", r.ID); err != nil {
		return err
	}
	if plain, err := v.open(r.ID, key, noteAD(r), sealed); err == nil {
		r.Note = string(plain)
	}
	return nil
}
