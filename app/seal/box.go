// Package seal keeps personal data unreadable on disk, and masked on screen.
//
// The cipher is AES-256-GCM of the standard library: every processor that the
// program meets has instructions for it, and no further module is needed. Its
// random 96-bit nonce is good for 2³² sealings with one key; an office that
// saves ten thousand times a day needs a thousand years for that, so the
// longer nonce of XChaCha20-Poly1305 would buy nothing.
//
// The data key K seals what belongs to the office and the keys of the filings;
// each filing has a random key of its own for all that belongs to it.
//
// A sealed blob is
//
//	version (1 byte) | key id (8) | nonce (12) | ciphertext and tag (n + 16)
//
// Its associated data are version, key id, and the place of the value in the
// store, so that a blob copied into another row, field or table does not open.
package seal

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"beiandesk/app"
)

// Codes of errors.
const (
	CodeWrongKey   = "seal.wrong-key"   // sealed with a key that is not here
	CodeDamaged    = "seal.damaged"     // too short, changed, or moved from another place
	CodeVersion    = "seal.version"     // sealed by a newer program
	CodeKeyMissing = "seal.key-missing" // there are data but no key file
	CodeKeyDamaged = "seal.key-damaged" // the key file cannot be read
	CodeKeyFile    = "seal.key-file"    // the key file cannot be written or opened
)

// Version of the format that Seal writes.
const Version = 1

const (
	headSize  = 1 + len(KeyID{})
	nonceSize = 12
	tagSize   = 16
)

// Overhead is how many bytes a sealed blob is longer than its content.
const Overhead = headSize + nonceSize + tagSize

// AD is the place of a value in the store.
type AD struct{ Table, Row, Field string }

// bytes is unambiguous: each part is preceded by its length, so that
// {"a", "bc"} and {"ab", "c"} differ.
func (a AD) bytes(head []byte) []byte {
	out := make([]byte, 0, len(head)+12+len(a.Table)+len(a.Row)+len(a.Field))
	out = append(out, head...)
	for _, s := range [...]string{a.Table, a.Row, a.Field} {
		out = binary.BigEndian.AppendUint32(out, uint32(len(s)))
		out = append(out, s...)
	}
	return out
}

// Box seals and opens with the data keys, and hashes. It is safe for many
// goroutines, Wipe excepted.
type Box struct {
	current *Cell
	cells   map[KeyID]*Cell
	hashKey []byte
}

// NewBox takes the keys.
func NewBox(source Keys) (*Box, error) {
	keys, err := source.Keys()
	if err != nil {
		return nil, err
	}
	if len(keys) == 0 {
		return nil, app.Fail(CodeKeyMissing, "没有可用的密钥，无法打开数据。请把原来的密钥文件放回数据文件夹。")
	}
	b := &Box{cells: map[KeyID]*Cell{}}
	for _, k := range keys {
		secret, err := k.derive("seal")
		if err != nil {
			return nil, fmt.Errorf("derive the sealing key: %w", err)
		}
		c, err := newCell(k.ID, secret)
		clear(secret)
		if err != nil {
			return nil, err
		}
		b.cells[k.ID] = c
	}
	b.current = b.cells[keys[0].ID]
	// The oldest key hashes: a new data key must not make old hashes useless.
	if b.hashKey, err = keys[len(keys)-1].derive("hash"); err != nil {
		return nil, fmt.Errorf("derive the hash key: %w", err)
	}
	return b, nil
}

// Wipe overwrites the keys. The box must not be used again.
func (b *Box) Wipe() {
	for _, c := range b.cells {
		c.Wipe()
	}
	clear(b.hashKey)
}

// Seal encrypts plain for its place.
func (b *Box) Seal(ad AD, plain []byte) ([]byte, error) { return b.current.Seal(ad, plain) }

// Open decrypts what Seal made for the same place. The error is an *app.Error
// with CodeWrongKey, CodeDamaged or CodeVersion.
func (b *Box) Open(ad AD, sealed []byte) ([]byte, error) {
	id, ok := SealedWith(sealed)
	if !ok {
		return nil, wellFormed(sealed)
	}
	c, ok := b.cells[id]
	if !ok {
		return nil, wrongKey()
	}
	return c.Open(ad, sealed)
}

// Holds tells whether a blob was sealed with one of the box's keys.
func (b *Box) Holds(sealed []byte) bool {
	id, ok := SealedWith(sealed)
	return ok && b.cells[id] != nil
}

// Wrap seals a key for its place.
func (b *Box) Wrap(ad AD, k Key) ([]byte, error) {
	plain := append(append(make([]byte, 0, len(k.ID)+len(k.Secret)), k.ID[:]...), k.Secret[:]...)
	defer clear(plain)
	return b.Seal(ad, plain)
}

// Unwrap makes the cell of a key that Wrap sealed. Errors as Open.
func (b *Box) Unwrap(ad AD, sealed []byte) (*Cell, error) {
	plain, err := b.Open(ad, sealed)
	if err != nil {
		return nil, err
	}
	defer clear(plain)
	var id KeyID
	if len(plain) != len(id)+KeySize {
		return nil, damaged(fmt.Errorf("a wrapped key of %d bytes", len(plain)))
	}
	return newCell(KeyID(plain[:len(id)]), plain[len(id):])
}

// Hash gives 32 bytes by which equal values are found without being readable:
// HMAC-SHA-256 with a key of its own. Equal values of different purposes have
// different hashes. The value must be brought to one spelling before.
func (b *Box) Hash(purpose, value string) []byte { return b.HashBytes(purpose, []byte(value)) }

// HashBytes is Hash for bytes.
func (b *Box) HashBytes(purpose string, value []byte) []byte {
	mac := hmac.New(sha256.New, b.hashKey)
	mac.Write(binary.BigEndian.AppendUint32(nil, uint32(len(purpose))))
	mac.Write([]byte(purpose))
	mac.Write(value)
	return mac.Sum(nil)
}
