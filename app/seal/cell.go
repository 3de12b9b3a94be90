package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"fmt"
	"reflect"

	"beiandesk/app"
)

// Cell seals and opens with one key, in the form that package seal describes.
// A filing has a cell of its own: when its key is destroyed, nothing that was
// sealed with it can be read again, wherever a copy of it lies. It is safe for
// many goroutines, Wipe excepted.
type Cell struct {
	id   KeyID
	aead cipher.AEAD
}

// NewCell makes a cell. Unlike a Box it takes the key as it is: such a key has
// one purpose, so there is nothing to derive.
func NewCell(k Key) (*Cell, error) { return newCell(k.ID, k.Secret[:]) }

func newCell(id KeyID, secret []byte) (*Cell, error) {
	block, err := aes.NewCipher(secret)
	if err != nil {
		return nil, fmt.Errorf("set up AES: %w", err)
	}
	defer zero(block) // GCM has its own copy
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("set up GCM: %w", err)
	}
	return &Cell{id: id, aead: aead}, nil
}

// ID tells which key the cell holds.
func (c *Cell) ID() KeyID { return c.id }

// Seal encrypts plain for its place.
func (c *Cell) Seal(ad AD, plain []byte) ([]byte, error) {
	return c.AppendSeal(make([]byte, 0, Overhead+len(plain)), ad, plain)
}

// AppendSeal is Seal behind what dst holds. With room for Overhead+len(plain)
// bytes in dst nothing is copied.
func (c *Cell) AppendSeal(dst []byte, ad AD, plain []byte) ([]byte, error) {
	var head [headSize + nonceSize]byte
	head[0] = Version
	copy(head[1:], c.id[:])
	nonce := head[headSize:]
	if _, err := rand.Read(nonce); err != nil {
		return nil, fmt.Errorf("draw a nonce: %w", err)
	}
	return c.aead.Seal(append(dst, head[:]...), nonce, plain, ad.bytes(head[:headSize])), nil
}

// Open decrypts what Seal made for the same place. The error is an *app.Error
// with CodeWrongKey, CodeDamaged or CodeVersion.
func (c *Cell) Open(ad AD, sealed []byte) ([]byte, error) { return c.open(nil, ad, sealed) }

// OpenInPlace is Open that puts the content where the ciphertext lay, for
// pictures: nothing of their size is allocated. sealed is spoilt by it.
func (c *Cell) OpenInPlace(ad AD, sealed []byte) ([]byte, error) {
	if len(sealed) < Overhead {
		return nil, wellFormed(sealed)
	}
	return c.open(sealed[headSize+nonceSize:headSize+nonceSize], ad, sealed)
}

func (c *Cell) open(dst []byte, ad AD, sealed []byte) ([]byte, error) {
	if err := wellFormed(sealed); err != nil {
		return nil, err
	}
	if KeyID(sealed[1:headSize]) != c.id {
		return nil, wrongKey()
	}
	plain, err := c.aead.Open(dst, sealed[headSize:headSize+nonceSize], sealed[headSize+nonceSize:], ad.bytes(sealed[:headSize]))
	if err != nil {
		return nil, damaged(err)
	}
	return plain, nil
}

// Wipe overwrites the key. The cell must not be used again.
func (c *Cell) Wipe() { zero(c.aead) }

// zero overwrites what the standard library keeps behind an interface: the
// expanded key lies in fields that have no method to clear them.
func zero(keeper any) {
	if v := reflect.ValueOf(keeper); v.Kind() == reflect.Pointer && !v.IsNil() {
		v.Elem().SetZero()
	}
}

// SealedWith reads from a blob which key sealed it; ok is false for what is no
// blob of this version.
func SealedWith(sealed []byte) (id KeyID, ok bool) {
	if wellFormed(sealed) != nil {
		return id, false
	}
	return KeyID(sealed[1:headSize]), true
}

// MarkSize is the length of what Mark returns.
const MarkSize = nonceSize

// Mark returns the nonce of a blob, by which it is told from every other; zero
// for what is no blob.
func Mark(sealed []byte) (m [MarkSize]byte) {
	if wellFormed(sealed) == nil {
		copy(m[:], sealed[headSize:])
	}
	return m
}

func wellFormed(sealed []byte) error {
	if len(sealed) == 0 {
		return damaged(nil)
	}
	if sealed[0] > Version {
		return app.Fail(CodeVersion, "这份数据由更新版本的程序加密，当前版本打不开。请安装新版本后再试。")
	}
	if sealed[0] < Version || len(sealed) < Overhead {
		return damaged(nil)
	}
	return nil
}

func wrongKey() error {
	return app.Fail(CodeWrongKey, "这份数据是用另一个密钥加密的，当前密钥打不开。请把原来的密钥文件放回数据文件夹后重新启动。")
}

func damaged(cause error) error {
	return app.Wrap(cause, CodeDamaged, "这份加密数据已损坏，无法读取。请从备份恢复，或重新录入这一项。")
}
