package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"beiandesk/app"
)

// Kind says what opens a slot.
type Kind string

// The kinds of slots.
const (
	KindPassphrase Kind = "passphrase"
	KindSystem     Kind = "system"   // a random secret in the system's key store
	KindRecovery   Kind = "recovery" // the printed code
)

// Slot is the data key wrapped for one way in. Nothing in it is secret but
// what Wrapped hides; the label of a passphrase is readable to whoever has the
// file, and its owner is told.
type Slot struct {
	ID        string    `json:"id"` // 16 hexadecimal digits
	Kind      Kind      `json:"kind"`
	Label     string    `json:"label,omitempty"`     // login label of a passphrase
	Since     time.Time `json:"since"`               // UTC, whole seconds
	Confirmed bool      `json:"confirmed,omitempty"` // of a recovery code: two groups were typed
	KDF       *KDF      `json:"kdf,omitempty"`       // of a passphrase
	Salt      []byte    `json:"salt,omitempty"`      // of the others
	Wrapped   []byte    `json:"wrapped"`             // nonce (12) | ciphertext (32) | tag (16)
}

// Ring holds every way to one data key. Generation grows with each change.
// MAC is made with the data key over all the rest: a slot that somebody put
// back from an old file, or a changed label, is noticed at opening.
type Ring struct {
	Generation uint64
	Key        KeyID
	Slots      []Slot
	MAC        []byte
}

// Limits of a ring; a damaged or forged file must not grow without end.
const (
	MaxSlots = 64
	MaxLabel = 40 // characters
)

// CodeRingForged is a ring whose MAC is wrong although a slot opened.
const CodeRingForged = "seal.ring-forged"

const wrappedSize = nonceSize + KeySize + tagSize

func newSlotID() string {
	var b [8]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// PassphraseSlot wraps k with a passphrase. id is that of the slot it replaces,
// "" for a new one.
func PassphraseSlot(k Key, id, label, passphrase string, kdf KDF, now time.Time) (Slot, error) {
	kdf.Salt = newSalt() // one of its own, whatever the tuning used
	if id == "" {
		id = newSlotID()
	}
	s := Slot{ID: id, Kind: KindPassphrase, Label: label, KDF: &kdf, Since: now.UTC().Truncate(time.Second)}
	if !kdf.valid() {
		return Slot{}, fmt.Errorf("KDF parameters out of bounds: %d KiB, %d passes, %d lanes", kdf.Memory, kdf.Passes, kdf.Threads)
	}
	return s, s.wrap(k, kdf.Key(passphrase))
}

// SecretSlot wraps k with a random secret: KindSystem or KindRecovery.
func SecretSlot(k Key, kind Kind, secret []byte, now time.Time) (Slot, error) {
	s := Slot{ID: newSlotID(), Kind: kind, Salt: newSalt(), Since: now.UTC().Truncate(time.Second)}
	key, err := stretch(secret, s.Salt, string(kind))
	if err != nil {
		return Slot{}, err
	}
	return s, s.wrap(k, key)
}

func (s *Slot) wrap(k Key, with []byte) error {
	defer clear(with)
	aead, err := gcm(with)
	if err != nil {
		return err
	}
	out := make([]byte, nonceSize, wrappedSize)
	rand.Read(out)
	s.Wrapped = aead.Seal(out, out, k.Secret[:], s.ad(k.ID))
	return nil
}

func (s *Slot) unwrap(id KeyID, with []byte) (Key, error) {
	defer clear(with)
	aead, err := gcm(with)
	if err != nil {
		return Key{}, err
	}
	if len(s.Wrapped) != wrappedSize {
		return Key{}, damaged(nil)
	}
	secret, err := aead.Open(nil, s.Wrapped[:nonceSize], s.Wrapped[nonceSize:], s.ad(id))
	if err != nil {
		return Key{}, app.Wrap(err, CodeWrong, "打不开。请检查后再试。")
	}
	k := Key{ID: id, Secret: [KeySize]byte(secret)}
	clear(secret)
	return k, nil
}

func gcm(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// ad binds a wrapped key to everything in its slot that says how to open it.
func (s *Slot) ad(id KeyID) []byte {
	out := append([]byte("beiandesk/ring/1"), id[:]...)
	for _, part := range [][]byte{[]byte(s.ID), []byte(s.Kind), []byte(s.Label), s.Salt} {
		out = binary.BigEndian.AppendUint32(out, uint32(len(part)))
		out = append(out, part...)
	}
	if s.KDF != nil {
		out = append(out, s.KDF.bytes()...)
	}
	return out
}

// find returns the slot of an id and kind.
func (r *Ring) find(slot string, kind Kind) (*Slot, error) {
	for i := range r.Slots {
		if r.Slots[i].ID == slot && r.Slots[i].Kind == kind {
			return &r.Slots[i], nil
		}
	}
	return nil, app.Fail(app.CodeNotFound, "这个登录名已被删除。请换一个登录名。")
}

// ByPassphrase opens a passphrase slot; about a second. A wrong passphrase is
// CodeWrong.
func (r *Ring) ByPassphrase(slot, passphrase string) (Key, error) {
	s, err := r.find(slot, KindPassphrase)
	if err != nil {
		return Key{}, err
	}
	k, err := s.unwrap(r.Key, s.KDF.Key(passphrase))
	return r.proven(k, err)
}

// BySecret opens with the secret of the key store, or of a recovery code.
func (r *Ring) BySecret(kind Kind, secret []byte) (Key, string, error) {
	for i := range r.Slots {
		s := &r.Slots[i]
		if s.Kind != kind {
			continue
		}
		key, err := stretch(secret, s.Salt, string(kind))
		if err != nil {
			return Key{}, "", err
		}
		if k, err := s.unwrap(r.Key, key); err == nil {
			k, err = r.proven(k, nil)
			return k, s.ID, err
		}
	}
	return Key{}, "", app.Fail(CodeWrong, "打不开。请检查后再试。")
}

// Secret is what a recovery code wraps with.
func (r Recovery) Secret() []byte { return []byte(plainCode(string(r))) }

// proven checks the ring's MAC once the key is known.
func (r *Ring) proven(k Key, err error) (Key, error) {
	if err != nil {
		return Key{}, err
	}
	mac, err := r.mac(k)
	if err != nil {
		return Key{}, err
	}
	if !hmac.Equal(mac, r.MAC) {
		k.Wipe()
		return Key{}, app.Fail(CodeRingForged, "密钥文件被改动过，程序没有打开数据。请用备份里的密钥文件替换它，并查明是谁改动的。")
	}
	return k, nil
}

// Next is the ring with other slots, one generation on, and a new MAC.
func (r Ring) Next(k Key, slots []Slot) (Ring, error) {
	next := Ring{Generation: r.Generation + 1, Key: k.ID, Slots: slices.Clone(slots)}
	var err error
	next.MAC, err = next.mac(k)
	return next, err
}

func (r *Ring) mac(k Key) ([]byte, error) {
	key, err := k.derive("ring")
	if err != nil {
		return nil, err
	}
	defer clear(key)
	h := hmac.New(sha256.New, key)
	h.Write(r.bytes())
	return h.Sum(nil), nil
}

// bytes is the unambiguous form of all but the MAC.
func (r *Ring) bytes() []byte {
	b := binary.BigEndian.AppendUint64(nil, r.Generation)
	b = append(b, r.Key[:]...)
	for i := range r.Slots {
		s := &r.Slots[i]
		ad := s.ad(r.Key)
		b = binary.BigEndian.AppendUint32(b, uint32(len(ad)))
		b = append(b, ad...)
		b = binary.BigEndian.AppendUint64(b, uint64(s.Since.Unix()))
		b = append(b, byte(0))
		if s.Confirmed {
			b[len(b)-1] = 1
		}
		b = append(b, s.Wrapped...)
	}
	return b
}

// Check tells whether a ring that was read can be used at all.
func (r *Ring) Check() error {
	if r.Generation == 0 || len(r.Slots) == 0 || len(r.Slots) > MaxSlots || len(r.MAC) != sha256.Size {
		return fmt.Errorf("generation %d, %d slots, MAC of %d bytes", r.Generation, len(r.Slots), len(r.MAC))
	}
	seen := map[string]bool{}
	for i := range r.Slots {
		s := &r.Slots[i]
		if raw, err := hex.DecodeString(s.ID); err != nil || len(raw) != 8 || seen[s.ID] {
			return fmt.Errorf("slot %d: id %q", i, s.ID)
		}
		seen[s.ID] = true
		if len(s.Wrapped) != wrappedSize || len([]rune(s.Label)) > MaxLabel {
			return fmt.Errorf("slot %d: %d bytes, label of %d", i, len(s.Wrapped), len(s.Label))
		}
		switch s.Kind {
		case KindPassphrase:
			if s.KDF == nil || !s.KDF.valid() || len(s.Salt) != 0 {
				return fmt.Errorf("slot %d: KDF parameters out of bounds", i)
			}
		case KindSystem, KindRecovery:
			if s.KDF != nil || len(s.Salt) != SaltSize {
				return fmt.Errorf("slot %d: salt of %d bytes", i, len(s.Salt))
			}
		default:
			return fmt.Errorf("slot %d: kind %q", i, s.Kind)
		}
	}
	return nil
}

// Codes of the system's key store.
const (
	CodeKeystoreAbsent = "keystore.absent"    // there is none, or it does not answer
	CodeKeystoreNone   = "keystore.no-secret" // it holds nothing of ours
)
