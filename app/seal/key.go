package seal

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// KeySize is the length of a data key in bytes.
const KeySize = 32

// KeyID tells which key sealed a blob. It is random and says nothing about
// the key.
type KeyID [8]byte

func (id KeyID) String() string { return hex.EncodeToString(id[:]) }

// Key is a data key. It prints as its id alone, so that it cannot reach a log
// by accident.
type Key struct {
	ID     KeyID
	Secret [KeySize]byte
}

// Format prints the id for every verb.
func (k Key) Format(s fmt.State, _ rune) { fmt.Fprintf(s, "key %s", k.ID) }

// NewKey makes a random key.
func NewKey() Key {
	var k Key
	rand.Read(k.ID[:]) // never fails since Go 1.24: it ends the program instead
	rand.Read(k.Secret[:])
	return k
}

// Wipe overwrites the secret.
func (k *Key) Wipe() { clear(k.Secret[:]) }

// Keys hands out the data keys: what a ring has opened. Box and the store see
// no other source and know nothing of passphrases.
type Keys interface {
	// Keys returns at least one key; the first seals, all open. Errors are
	// *app.Errors (codes Code…).
	Keys() ([]Key, error)
}

// Keys makes a single key a source of keys.
func (k Key) Keys() ([]Key, error) { return []Key{k}, nil }

// derive gives the key of one purpose, so that the cipher and the search hash
// never share one.
func (k Key) derive(purpose string) ([]byte, error) {
	return hkdf.Key(sha256.New, k.Secret[:], nil, "beiandesk/1/"+purpose, KeySize)
}
