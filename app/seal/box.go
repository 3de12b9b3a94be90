// Package seal keeps personal data unreadable on disk, and masked on screen.
//
// The cipher is AES-256-GCM of the standard library: every processor that the
// program meets has instructions for it, and no further module is needed. Its
// random 96-bit nonce is good for 2³² sealings with one key; an office that
// saves ten thousand times a day needs a thousand years for that, so the
// longer nonce of XChaCha20-Poly1305 would buy nothing.
//
// A sealed blob is
//
//	version (1 byte) | key id (8) | nonce (12) | ciphertext and tag (n + 16)
//
// Its associated data are version, key id, and the place of the value in the
// store, so that a blob copied into another row, field or table does not open.
package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
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

// Box seals and opens. It is safe for many goroutines.
type Box struct {
	current KeyID
	aeads   map[KeyID]cipher.AEAD
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
	b := &Box{current: keys[0].ID, aeads: map[KeyID]cipher.AEAD{}}
	for _, k := range keys {
		secret, err := k.derive("seal")
		if err != nil {
			return nil, fmt.Errorf("derive the sealing key: %w", err)
		}
		block, err := aes.NewCipher(secret)
		if err != nil {
			return nil, fmt.Errorf("set up AES: %w", err)
		}
		if b.aeads[k.ID], err = cipher.NewGCM(block); err != nil {
			return nil, fmt.Errorf("set up GCM: %w", err)
		}
	}
	// The oldest key hashes: a new data key must not make old hashes useless.
	if b.hashKey, err = keys[len(keys)-1].derive("hash"); err != nil {
		return nil, fmt.Errorf("derive the hash key: %w", err)
	}
	return b, nil
}

// Seal encrypts plain for its place.
func (b *Box) Seal(ad AD, plain []byte) ([]byte, error) {
	out := make([]byte, headSize+nonceSize, Overhead+len(plain))
	out[0] = Version
	copy(out[1:], b.current[:])
	nonce := out[headSize:]
	if _, err := rand.Read(nonce); err != nil {
		return nil, fmt.Errorf("draw a nonce: %w", err)
	}
	return b.aeads[b.current].Seal(out, nonce, plain, ad.bytes(out[:headSize])), nil
}

// Open decrypts what Seal made for the same place. The error is an *app.Error
// with CodeWrongKey, CodeDamaged or CodeVersion.
func (b *Box) Open(ad AD, sealed []byte) ([]byte, error) {
	if len(sealed) == 0 {
		return nil, damaged(nil)
	}
	if sealed[0] > Version {
		return nil, app.Fail(CodeVersion, "这份数据由更新版本的程序加密，当前版本打不开。请安装新版本后再试。")
	}
	if sealed[0] < Version || len(sealed) < Overhead {
		return nil, damaged(nil)
	}
	aead, ok := b.aeads[KeyID(sealed[1:headSize])]
	if !ok {
		return nil, app.Fail(CodeWrongKey, "这份数据是用另一个密钥加密的，当前密钥打不开。请把原来的密钥文件放回数据文件夹后重新启动。")
	}
	plain, err := aead.Open(nil, sealed[headSize:headSize+nonceSize], sealed[headSize+nonceSize:], ad.bytes(sealed[:headSize]))
	if err != nil {
		return nil, damaged(err)
	}
	return plain, nil
}

func damaged(cause error) error {
	return app.Wrap(cause, CodeDamaged, "这份加密数据已损坏，无法读取。请从备份恢复，或重新录入这一项。")
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
