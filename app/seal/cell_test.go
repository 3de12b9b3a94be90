package seal_test

import (
	"bytes"
	"fmt"
	"reflect"
	"testing"

	"beiandesk/app"
	"beiandesk/app/seal"
)

func cell(t testing.TB) *seal.Cell {
	t.Helper()
	c, err := seal.NewCell(seal.NewKey())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAKeyIsWrappedForItsPlace(t *testing.T) {
	b, k := box(t, seal.NewKey()), seal.NewKey()
	at := seal.AD{Table: "filing_keys", Row: "a", Field: "key"}
	wrapped, err := b.Wrap(at, k)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(wrapped, k.Secret[:]) {
		t.Error("the secret is readable in the wrapped key")
	}
	direct, err := seal.NewCell(k)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := direct.Seal(place, []byte("样本"))
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := direct.Open(place, sealed); err != nil || string(plain) != "样本" || direct.ID() != k.ID {
		t.Errorf("opened %q, %v", plain, err)
	}
	if again, err := direct.Seal(place, nil); err != nil || seal.Mark(again) == seal.Mark(sealed) || seal.Mark(sealed) == seal.Mark(nil) {
		t.Errorf("two blobs have one mark (%v)", err)
	}
	if back, err := b.Unwrap(at, wrapped); err != nil || back != k {
		t.Errorf("unwrapped %v, %v, want %v", back, err, k)
	}
	if _, err := b.Unwrap(seal.AD{Table: "filing_keys", Row: "b", Field: "key"}, wrapped); app.CodeOf(err) != seal.CodeDamaged {
		t.Errorf("a key of another filing: %v", err)
	}
	short, err := b.Seal(at, k.Secret[:])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Unwrap(at, short); app.CodeOf(err) != seal.CodeDamaged {
		t.Errorf("32 bytes passed for a wrapped key: %v", err)
	}
	// What one filing's key sealed opens with no other key.
	for what, open := range map[string]func(seal.AD, []byte) ([]byte, error){"data key": b.Open, "another filing's": cell(t).Open} {
		if _, err := open(place, sealed); app.CodeOf(err) != seal.CodeWrongKey {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestWipeOverwritesTheKey(t *testing.T) {
	c := cell(t)
	aead := reflect.ValueOf(c).Elem().FieldByName("aead").Elem().Elem()
	if aead.IsZero() {
		t.Fatal("there is no expanded key to begin with")
	}
	c.Wipe()
	if !aead.IsZero() {
		t.Error("the expanded key is still there")
	}
	b := box(t, seal.NewKey())
	hash := reflect.ValueOf(b).Elem().FieldByName("hashKey")
	aead = reflect.ValueOf(b).Elem().FieldByName("current").Elem().FieldByName("aead").Elem().Elem()
	b.Wipe()
	if !aead.IsZero() || !bytes.Equal(hash.Bytes(), make([]byte, seal.KeySize)) {
		t.Error("the box keeps a key")
	}
}

func FuzzOpen(f *testing.F) {
	key := seal.Key{ID: seal.KeyID{1, 2, 3, 4, 5, 6, 7, 8}}
	b, err := seal.NewBox(key)
	if err != nil {
		f.Fatal(err)
	}
	c, err := seal.NewCell(key)
	if err != nil {
		f.Fatal(err)
	}
	sealed, err := b.Seal(place, []byte("样本"))
	if err != nil {
		f.Fatal(err)
	}
	wrapped, err := b.Wrap(place, seal.Key{})
	if err != nil {
		f.Fatal(err)
	}
	for _, blob := range [][]byte{nil, {0}, {1}, {2}, sealed, wrapped, sealed[:seal.Overhead], append([]byte{1}, make([]byte, 60)...)} {
		f.Add(blob)
	}
	// Fuzzing runs in several processes, each with seeds of its own nonces, so
	// what may open is told by its content.
	known := map[string]bool{"样本": true, string(make([]byte, 8+seal.KeySize)): true}
	f.Fuzz(func(t *testing.T, blob []byte) {
		fromBox, errBox := b.Open(place, blob)
		fromCell, errCell := c.Open(place, blob)
		_, errKey := b.Unwrap(place, blob)
		for what, x := range map[string]struct {
			plain []byte
			err   error
		}{"box": {fromBox, errBox}, "cell": {fromCell, errCell}, "unwrap": {fromBox, errKey}} {
			switch code := app.CodeOf(x.err); {
			case x.err == nil && !known[string(x.plain)]:
				t.Errorf("%s opened what nobody sealed: %x", what, blob)
			case x.err != nil && code != seal.CodeDamaged && code != seal.CodeWrongKey && code != seal.CodeVersion:
				t.Errorf("%s: %v", what, x.err)
			}
		}
		if id, ok := seal.SealedWith(blob); ok && !bytes.Equal(id[:], blob[1:9]) {
			t.Errorf("the key of %x is said to be %s", blob, id)
		}
	})
}

// BenchmarkPicture is to be read beside `openssl speed -evp aes-256-gcm`.
func BenchmarkPicture(b *testing.B) {
	c := cell(b)
	for _, size := range []int{16 << 10, 1 << 20, 8 << 20} {
		plain := bytes.Repeat([]byte("0123456789abcdef"), size/16)
		room := make([]byte, 0, size+seal.Overhead)
		b.Run(fmt.Sprintf("seal/%dKB", size>>10), func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				if _, err := c.AppendSeal(room, place, plain); err != nil {
					b.Fatal(err)
				}
			}
		})
		sealed, err := c.Seal(place, plain)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("open/%dKB", size>>10), func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				if _, err := c.Open(place, sealed); err != nil {
					b.Fatal(err)
				}
			}
		})
		over := make([]byte, len(sealed))
		b.Run(fmt.Sprintf("open-in-place/%dKB", size>>10), func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				copy(over, sealed) // counts, as the reading of a file would
				if _, err := c.OpenInPlace(place, over); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestOpenInPlaceRefusesWhatOpenRefuses(t *testing.T) {
	c := cell(t)
	sealed, err := c.Seal(place, []byte("样本"))
	if err != nil {
		t.Fatal(err)
	}
	for n := range len(sealed) {
		cut := bytes.Clone(sealed[:n])
		if _, err := c.OpenInPlace(place, cut); app.CodeOf(err) != seal.CodeDamaged {
			t.Errorf("cut to %d bytes: %v", n, err)
		}
	}
	for i := range sealed {
		bad := bytes.Clone(sealed)
		bad[i] ^= 1
		_, want := c.Open(place, bad)
		if _, err := c.OpenInPlace(place, bad); err == nil || app.CodeOf(err) != app.CodeOf(want) {
			t.Errorf("byte %d: %v, want %v", i, err, want)
		}
	}
	if plain, err := c.OpenInPlace(place, sealed); err != nil || string(plain) != "样本" {
		t.Errorf("%q, %v", plain, err)
	}
}
