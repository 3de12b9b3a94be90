package seal

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"runtime"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"beiandesk/app"
)

// KDF are the parameters by which Argon2id (RFC 9106, version 0x13) makes a
// key of a passphrase. They are stored beside the wrapped key.
type KDF struct {
	Salt    []byte `json:"salt"`    // SaltSize random bytes
	Memory  uint32 `json:"memory"`  // KiB
	Passes  uint32 `json:"passes"`  // over the memory
	Threads uint8  `json:"threads"` // lanes
}

// SaltSize is the length of a salt in bytes, as RFC 9106 recommends.
const SaltSize = 16

// The floor is the OWASP Password Storage Cheat Sheet's smallest setting of
// Argon2id for 19 MiB. The caps keep a damaged or a forged file from taking
// the machine's memory or its day.
const (
	MinMemory = 19 << 10
	MaxMemory = 256 << 10
	MinPasses = 2
	MaxPasses = 64
	MaxLanes  = 4
)

// valid tells whether the parameters lie within floor and caps.
func (k KDF) valid() bool {
	return len(k.Salt) == SaltSize && k.Memory >= MinMemory && k.Memory <= MaxMemory &&
		k.Passes >= MinPasses && k.Passes <= MaxPasses && k.Threads >= 1 && k.Threads <= MaxLanes
}

// Key makes the 32-byte key of a passphrase. It takes about a second and
// Memory KiB.
func (k KDF) Key(passphrase string) []byte {
	return argon2.IDKey([]byte(plainWords(passphrase)), k.Salt, k.Passes, k.Memory, k.Threads, KeySize)
}

// plainWords brings a passphrase to one spelling, so that it is the same on
// every system and input method (RFC 8265, OpaqueString: other blanks become
// the common one, NFC).
func plainWords(s string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Zs, r) {
			return ' '
		}
		return r
	}, s))
}

// UnlockGoal is how long unlocking should take on the machine that tunes, and
// UnlockMost the longest that is accepted there.
const (
	UnlockGoal = time.Second
	UnlockMost = 1500 * time.Millisecond
)

// Tune chooses parameters for this machine: as much memory as the cap and the
// goal allow, then as many passes. measure runs Argon2id once and tells how
// long it took; nil measures here. It takes up to some seconds, and never goes
// below the floor, however slow the machine.
func Tune(measure func(KDF) time.Duration) KDF {
	if measure == nil {
		measure = func(k KDF) time.Duration {
			begin := time.Now()
			k.Key("measure")
			return time.Since(begin)
		}
	}
	k := KDF{Salt: newSalt(), Memory: MinMemory, Passes: MinPasses, Threads: uint8(min(MaxLanes, max(1, runtime.NumCPU())))}
	for _, memory := range []uint32{MaxMemory, MaxMemory / 2, MaxMemory / 4, MinMemory} {
		try := k
		try.Memory = memory
		one := measure(try) // of MinPasses; the time grows with the passes
		if one > UnlockGoal && memory > MinMemory {
			continue
		}
		k = try
		k.Passes = uint32(min(MaxPasses, max(MinPasses, int64(MinPasses)*int64(UnlockGoal)/max(1, int64(one)))))
		break
	}
	for k.Passes > MinPasses && measure(k) > UnlockMost {
		k.Passes = max(MinPasses, k.Passes/2)
	}
	return k
}

func newSalt() []byte {
	salt := make([]byte, SaltSize)
	rand.Read(salt) // never fails since Go 1.24
	return salt
}

// stretch makes the key of a secret that is random already (system key store,
// recovery code): guessing 128 bits is out of reach without Argon2.
func stretch(secret, salt []byte, purpose string) ([]byte, error) {
	return hkdf.Key(sha256.New, secret, salt, "beiandesk/ring/1/"+purpose, KeySize)
}

// CodeWeak is the error of a passphrase that is too easy.
const CodeWeak = "seal.weak"

// MinPassphrase is the shortest passphrase in characters.
const MinPassphrase = 8

// CheckPassphrase refuses what would be guessed first: too short (NIST SP
// 800-63B asks for 8 characters at least), of few different characters, a run
// of neighbours such as 12345678, or the login label itself.
func CheckPassphrase(label, passphrase string) error {
	p := plainWords(passphrase)
	if utf8.RuneCountInString(p) < MinPassphrase {
		return app.Fail(CodeWeak, "密码太短。请至少用 8 个字符，例如几个互不相干的词。")
	}
	seen := map[rune]bool{}
	run, last := true, rune(-1)
	for _, r := range strings.ToLower(p) {
		if last >= 0 && r-last != 1 && last-r != 1 && r != last {
			run = false
		}
		seen[r], last = true, r
	}
	if len(seen) < 4 || run {
		return app.Fail(CodeWeak, "密码太容易猜，例如重复或连续的字符。请换成几个互不相干的词。")
	}
	if l := plainWords(label); l != "" && strings.EqualFold(l, p) {
		return app.Fail(CodeWeak, "密码不能与登录名相同，登录名没有加密。请换一个密码。")
	}
	return nil
}

// bytes is the unambiguous form of the parameters, for associated data.
func (k KDF) bytes() []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(k.Salt)))
	b = append(b, k.Salt...)
	b = binary.BigEndian.AppendUint32(b, k.Memory)
	b = binary.BigEndian.AppendUint32(b, k.Passes)
	return append(b, k.Threads)
}
