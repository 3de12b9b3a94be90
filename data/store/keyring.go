package store

import (
	"database/sql"
	"errors"
	"sync"

	"beiandesk/app/seal"
)

// keyring remembers the keys of filings that were unwrapped, so that the list
// of ten thousand need not unwrap each anew. It keeps the bare keys, 60 bytes
// each, not what the cipher makes of them, which is ten times that.
type keyring struct {
	mu    sync.Mutex
	index map[string]int // filing → slots
	slots []keySlot
	whole bool // all keys were read once
}

type keySlot struct {
	mark [seal.MarkSize]byte // of the wrapped key, by which a newer one is noticed
	key  seal.Key
}

// get returns the remembered key if it is the one that lies in wrapped.
func (r *keyring) get(filing string, wrapped []byte) (k seal.Key, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	i, ok := r.index[filing]
	if !ok || r.slots[i].mark != seal.Mark(wrapped) {
		return k, false
	}
	return r.slots[i].key, true
}

func (r *keyring) any(filing string) (k seal.Key, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	i, ok := r.index[filing]
	if ok {
		k = r.slots[i].key
	}
	return k, ok
}

func (r *keyring) put(filing string, wrapped []byte, k seal.Key) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.index == nil {
		r.index = map[string]int{}
	}
	s := keySlot{seal.Mark(wrapped), k}
	if i, ok := r.index[filing]; ok {
		r.slots[i] = s
		return
	}
	if len(r.slots) == cap(r.slots) { // append would leave the keys behind where they were
		more := make([]keySlot, len(r.slots), 2*cap(r.slots)+16)
		copy(more, r.slots)
		clear(r.slots)
		r.slots = more
	}
	r.index[filing] = len(r.slots)
	r.slots = append(r.slots, s)
}

// forget overwrites the key of a filing.
func (r *keyring) forget(filing string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if i, ok := r.index[filing]; ok {
		r.slots[i] = keySlot{} // the place stays empty until the next lock
		delete(r.index, filing)
	}
}

// wipe overwrites all keys.
func (r *keyring) wipe() {
	r.mu.Lock()
	defer r.mu.Unlock()
	clear(r.slots[:cap(r.slots)])
	r.index, r.slots, r.whole = nil, nil, false
}

func keyAD(filing string) seal.AD { return seal.AD{Table: "filing_keys", Row: filing, Field: "key"} }

var errNoKey = errors.New("the filing has no key")

// unwrap gives the key of a filing from its row.
func (s *Store) unwrap(filing string, wrapped []byte) (seal.Key, error) {
	if k, ok := s.keys.get(filing, wrapped); ok {
		return k, nil
	}
	k, err := s.box.Unwrap(keyAD(filing), wrapped)
	if err != nil {
		return k, err
	}
	s.keys.put(filing, wrapped, k)
	return k, nil
}

// cellOf is the cell of a filing whose wrapped key was read; nil is none.
func (s *Store) cellOf(filing string, wrapped []byte) (*seal.Cell, error) {
	if wrapped == nil {
		return nil, errNoKey
	}
	k, err := s.unwrap(filing, wrapped)
	if err != nil {
		return nil, err
	}
	return seal.NewCell(k)
}

// cell reads the key of a filing and makes its cell; errNoKey if there is none.
// Whoever gets a cell wipes it.
func (v *view) cell(filing string) (*seal.Cell, error) {
	var wrapped []byte
	if _, err := v.one([]any{&wrapped}, "read the filing's key", "SELECT key FROM filing_keys WHERE filing = ?", filing); err != nil {
		return nil, err
	}
	return v.s.cellOf(filing, wrapped)
}

// open opens what was sealed with the key of a filing. A blob of another key
// is damaged here: it was put there by hand, or the key row was.
func (v *view) open(filing string, wrapped []byte, ad seal.AD, sealed []byte) ([]byte, error) {
	c, err := v.s.cellOf(filing, wrapped)
	if err != nil {
		return nil, foreign(err)
	}
	defer c.Wipe()
	plain, err := c.Open(ad, sealed)
	return plain, foreign(err)
}

// readKeys unwraps all keys at once: the list needs them. One that does not
// unwrap is passed over; its note says so.
func (v *view) readKeys() error {
	v.s.keys.mu.Lock()
	whole := v.s.keys.whole
	v.s.keys.mu.Unlock()
	if whole {
		return nil
	}
	err := v.each(func(rows *sql.Rows) error {
		var filing string
		var wrapped sql.RawBytes
		if err := rows.Scan(&filing, &wrapped); err != nil {
			return err
		}
		if _, err := v.s.unwrap(filing, wrapped); err != nil {
			return nil //nolint:nilerr // told by the note
		}
		return nil
	}, "read the filings' keys", "SELECT filing, key FROM filing_keys")
	if err != nil {
		return err
	}
	v.s.keys.mu.Lock()
	v.s.keys.whole = true
	v.s.keys.mu.Unlock()
	return nil
}

// cellToSeal is cell that gives a filing without a key one.
func (t *tx) cellToSeal(filing string) (*seal.Cell, error) {
	c, err := t.cell(filing)
	if !errors.Is(err, errNoKey) {
		return c, err
	}
	k, err := t.newKey(filing, 0)
	if err != nil {
		return nil, err
	}
	return seal.NewCell(k)
}

// newKey makes the key of a filing. It may be remembered before the commit:
// after a rollback no row has its mark.
func (t *tx) newKey(filing string, old int) (seal.Key, error) {
	k := seal.NewKey()
	wrapped, err := t.s.box.Wrap(keyAD(filing), k)
	if err != nil {
		return k, t.breaks(err)
	}
	if _, err := t.exec("insert the filing's key", "INSERT INTO filing_keys (filing, key, old) VALUES (?, ?, ?)", filing, wrapped, old); err != nil {
		return k, err
	}
	t.s.keys.put(filing, wrapped, k)
	return k, nil
}
