package seal_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"beiandesk/app"
	"beiandesk/app/seal"
)

var place = seal.AD{Table: "filings", Row: "r1", Field: "note"}

func box(t *testing.T, keys seal.Keys) *seal.Box {
	t.Helper()
	b, err := seal.NewBox(keys)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestSealedOpensAndHidesItsContent(t *testing.T) {
	b := box(t, seal.NewKey())
	for _, plain := range []string{"", "备", "样本甲 13800001234"} {
		sealed, err := b.Seal(place, []byte(plain))
		if err != nil {
			t.Fatal(err)
		}
		if len(sealed) != len(plain)+seal.Overhead {
			t.Errorf("%d bytes became %d, want %d more", len(plain), len(sealed), seal.Overhead)
		}
		if plain != "" && bytes.Contains(sealed, []byte(plain)) {
			t.Errorf("%q is readable in the sealed blob", plain)
		}
		again, err := b.Seal(place, []byte(plain))
		if err != nil || bytes.Equal(sealed, again) {
			t.Errorf("sealing twice gave the same bytes (or %v): the nonce repeats", err)
		}
		opened, err := b.Open(place, sealed)
		if err != nil || string(opened) != plain {
			t.Errorf("opened %q, %v; want %q", opened, err, plain)
		}
	}
}

func TestEveryChangedByteIsNoticed(t *testing.T) {
	b := box(t, seal.NewKey())
	sealed, err := b.Seal(place, []byte("样本"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range sealed {
		changed := bytes.Clone(sealed)
		changed[i] ^= 1
		want := seal.CodeDamaged
		switch {
		case i == 0:
			changed[0] = seal.Version + 1
			want = seal.CodeVersion
		case i <= 8:
			want = seal.CodeWrongKey
		}
		if _, err := b.Open(place, changed); app.CodeOf(err) != want {
			t.Errorf("byte %d changed: code %q, want %q", i, app.CodeOf(err), want)
		}
	}
	for n := range len(sealed) {
		if _, err := b.Open(place, sealed[:n]); app.CodeOf(err) != seal.CodeDamaged {
			t.Errorf("cut to %d bytes: code %q, want %q", n, app.CodeOf(err), seal.CodeDamaged)
		}
	}
}

func TestABlobOpensAtItsOwnPlaceOnly(t *testing.T) {
	b := box(t, seal.NewKey())
	sealed, err := b.Seal(seal.AD{Table: "a", Row: "bc", Field: "d"}, []byte("样本"))
	if err != nil {
		t.Fatal(err)
	}
	for _, other := range []seal.AD{
		{Table: "x", Row: "bc", Field: "d"}, {Table: "a", Row: "x", Field: "d"}, {Table: "a", Row: "bc", Field: "x"},
		{Table: "ab", Row: "c", Field: "d"}, {Table: "a", Row: "b", Field: "cd"}, {Table: "abcd"},
	} {
		if _, err := b.Open(other, sealed); app.CodeOf(err) != seal.CodeDamaged {
			t.Errorf("%+v opened it (code %q)", other, app.CodeOf(err))
		}
	}
}

func TestAnotherKeyIsToldFromDamage(t *testing.T) {
	sealed, err := box(t, seal.NewKey()).Seal(place, []byte("样本"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := box(t, seal.NewKey()).Open(place, sealed); app.CodeOf(err) != seal.CodeWrongKey {
		t.Errorf("code %q, want %q", app.CodeOf(err), seal.CodeWrongKey)
	}
}

type chain []seal.Key

func (c chain) Keys() ([]seal.Key, error) { return c, nil }

func TestANewKeyStillOpensAndFindsTheOld(t *testing.T) {
	old, fresh := seal.NewKey(), seal.NewKey()
	before, after := box(t, old), box(t, chain{fresh, old})
	sealed, err := before.Seal(place, []byte("样本"))
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := after.Open(place, sealed); err != nil || string(plain) != "样本" {
		t.Errorf("opened %q, %v", plain, err)
	}
	if !bytes.Equal(before.Hash("p", "v"), after.Hash("p", "v")) {
		t.Error("a new key changed the search hashes")
	}
	sealed, err = after.Seal(place, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := before.Open(place, sealed); app.CodeOf(err) != seal.CodeWrongKey {
		t.Errorf("the new key does not seal: code %q", app.CodeOf(err))
	}
	var e *app.Error
	if _, err := seal.NewBox(chain{}); !errors.As(err, &e) || e.Code != seal.CodeKeyMissing {
		t.Errorf("a box without a key: %v", err)
	}
}

func TestHashDependsOnKeyAndPurpose(t *testing.T) {
	b := box(t, seal.NewKey())
	h := b.Hash("organiser", "91440101MA5XXXXX")
	if !bytes.Equal(h, b.Hash("organiser", "91440101MA5XXXXX")) {
		t.Error("equal values have different hashes")
	}
	for name, other := range map[string][]byte{
		"value":   b.Hash("organiser", "91440101MA5XXXXY"),
		"purpose": b.Hash("domain", "91440101MA5XXXXX"),
		"split":   b.Hash("organiser9", "1440101MA5XXXXX"),
		"key":     box(t, seal.NewKey()).Hash("organiser", "91440101MA5XXXXX"),
	} {
		if bytes.Equal(h, other) {
			t.Errorf("another %s gives the same hash", name)
		}
	}
}

func TestAKeyDoesNotPrintItsSecret(t *testing.T) {
	k := seal.NewKey()
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d"} {
		if got := fmt.Sprintf(verb, k); got != "key "+k.ID.String() {
			t.Errorf("%s prints %q", verb, got)
		}
	}
}

func BenchmarkOpenNote(b *testing.B) {
	bx, err := seal.NewBox(seal.NewKey())
	if err != nil {
		b.Fatal(err)
	}
	sealed, err := bx.Seal(place, bytes.Repeat([]byte("备注"), 30))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := bx.Open(place, sealed); err != nil {
			b.Fatal(err)
		}
	}
}
