package keys

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/seal"
)

var when = time.Date(2026, 11, 26, 8, 0, 0, 0, time.UTC)

func folder(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "数据 #1%[a]")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "data.key")
}

func ringOf(t testing.TB, k seal.Key, before seal.Ring, codes ...seal.Recovery) seal.Ring {
	t.Helper()
	var slots []seal.Slot
	for _, c := range codes {
		s, err := seal.SecretSlot(k, seal.KindRecovery, c.Secret(), when)
		if err != nil {
			t.Fatal(err)
		}
		slots = append(slots, s)
	}
	r, err := before.Next(k, slots)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// writePlain writes a key file as the program did before the ring.
func writePlain(t testing.TB, path string, k seal.Key) {
	t.Helper()
	h := sha256.New()
	h.Write([]byte{1})
	h.Write(k.ID[:])
	h.Write(k.Secret[:])
	text, err := json.MarshalIndent(map[string]any{"version": 1, "id": k.ID.String(), "key": base64.StdEncoding.EncodeToString(k.Secret[:]),
		"check": hex.EncodeToString(h.Sum(nil)[:16])}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(text, '\n'), 0o600); err != nil {
		t.Fatal(err)
	}
}

func save(t testing.TB, f *Files, r seal.Ring) {
	t.Helper()
	if err := f.Save(r); err != nil {
		t.Fatal(err)
	}
}

// opens tells whether a code opens what lies there now.
func opens(t testing.TB, path string, c seal.Recovery) bool {
	t.Helper()
	r, plain, err := At(path).Load()
	if err != nil || plain != nil || r == nil {
		t.Fatalf("ring %v, plain %v, %v", r != nil, plain != nil, err)
	}
	_, _, err = r.BySecret(seal.KindRecovery, c.Secret())
	return err == nil
}

func file(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestARingIsKeptTwice(t *testing.T) {
	path := folder(t)
	f := At(path)
	if r, plain, err := f.Load(); r != nil || plain != nil || err != nil {
		t.Fatalf("an empty folder: %v %v %v", r, plain, err)
	}
	k, code := seal.NewKey(), seal.NewRecovery()
	save(t, f, ringOf(t, k, seal.Ring{}, code))
	if file(t, path) != file(t, path+TwinSuffix) {
		t.Error("the files differ")
	}
	if !opens(t, path, code) {
		t.Error("does not open")
	}
	if s := file(t, path); strings.Contains(s, base64.StdEncoding.EncodeToString(k.Secret[:])) || strings.Contains(s, hex.EncodeToString(k.Secret[:])) {
		t.Error("the key lies in the file")
	}
	for _, p := range []string{path, path + TwinSuffix} {
		if info, err := os.Stat(p); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%v, mode %o", err, info.Mode().Perm())
		}
	}
}

func TestADamagedFileIsMendedFromItsTwin(t *testing.T) {
	path := folder(t)
	k, code := seal.NewKey(), seal.NewRecovery()
	save(t, At(path), ringOf(t, k, seal.Ring{}, code))
	good := file(t, path)
	spoilt := map[string]string{"empty": "", "cut": good[:len(good)/2], "zeros": strings.Repeat("\x00", len(good)), "none": "-",
		"flipped": strings.Replace(good, `"generation": 1`, `"generation": 9`, 1), "long": good + strings.Repeat(" ", maxSize)}
	for name, text := range spoilt {
		for _, p := range []string{path, path + TwinSuffix} {
			if err := os.Remove(p); err != nil {
				t.Fatal(err)
			}
			if name != "none" {
				if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if !opens(t, path, code) {
				t.Errorf("%s: does not open", name)
			}
			if file(t, path) != good || file(t, path+TwinSuffix) != good {
				t.Errorf("%s: not mended", name)
			}
		}
		for _, p := range []string{path, path + TwinSuffix} {
			if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if _, _, err := At(path).Load(); app.CodeOf(err) != seal.CodeKeyDamaged || file(t, path) != text {
			t.Errorf("%s twice: %v", name, err)
		}
		save(t, At(path), ringOf(t, k, seal.Ring{}, code))
		good = file(t, path)
	}
}

func TestTheNewerFileWins(t *testing.T) {
	path := folder(t)
	k, gone, stays := seal.NewKey(), seal.NewRecovery(), seal.NewRecovery()
	first := ringOf(t, k, seal.Ring{}, gone, stays)
	save(t, At(path), first)
	old := file(t, path)
	save(t, At(path), ringOf(t, k, first, stays))
	for _, p := range []string{path, path + TwinSuffix} {
		if err := os.WriteFile(p, []byte(old), 0o600); err != nil {
			t.Fatal(err)
		}
		if opens(t, path, gone) || !opens(t, path, stays) {
			t.Error("the removed way came back through the older file")
		}
		if file(t, p) == old {
			t.Error("the older file still lies there")
		}
	}
}

func TestWhatDoesNotBelongTogetherIsRefused(t *testing.T) {
	path := folder(t)
	code := seal.NewRecovery()
	save(t, At(path), ringOf(t, seal.NewKey(), seal.Ring{}, code))
	mine := file(t, path)
	other := filepath.Join(t.TempDir(), "other.key")
	save(t, At(other), ringOf(t, seal.NewKey(), seal.Ring{}, code))
	put := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	refused := func(what, wantCode string) {
		t.Helper()
		a, b := file(t, path), file(t, path+TwinSuffix)
		if _, _, err := At(path).Load(); app.CodeOf(err) != wantCode || !strings.Contains(app.MessageOf(err), "请") {
			t.Errorf("%s: %v", what, err)
		}
		if file(t, path) != a || file(t, path+TwinSuffix) != b {
			t.Errorf("%s: a file was changed", what)
		}
	}
	put(path+TwinSuffix, file(t, other))
	refused("two keys", seal.CodeKeyDamaged)
	writePlain(t, path, seal.NewKey())
	refused("a plain key of other data", seal.CodeKeyDamaged)
	put(path, mine)
	put(path+TwinSuffix, strings.Replace(mine, `"version": 2`, `"version": 3`, 1))
	refused("a newer program's", seal.CodeVersion)
}

// TestCutOffAtEveryStep ends every write at every one of its steps, as a kill
// or a loss of power would, and opens the folder again: the ring is the old
// one or the new one, whole, and after a removal was told to have succeeded it
// is the new one.
func TestCutOffAtEveryStep(t *testing.T) {
	k, a, b := seal.NewKey(), seal.NewRecovery(), seal.NewRecovery()
	for name, c := range map[string]struct {
		begin         func(t *testing.T, path string) seal.Ring // what lies there before
		next          []seal.Recovery
		before, after func(t *testing.T, path string) bool
	}{
		"first": {
			func(*testing.T, string) seal.Ring { return seal.Ring{} }, []seal.Recovery{a},
			func(t *testing.T, path string) bool {
				r, p, err := At(path).Load()
				return r == nil && p == nil && err == nil
			},
			func(t *testing.T, path string) bool { return opens(t, path, a) },
		},
		"plain taken over": {
			func(t *testing.T, path string) seal.Ring { writePlain(t, path, k); return seal.Ring{} }, []seal.Recovery{a},
			func(t *testing.T, path string) bool {
				_, p, err := At(path).Load()
				return err == nil && p != nil && p.Secret == k.Secret
			},
			func(t *testing.T, path string) bool { return opens(t, path, a) },
		},
		"way removed": {
			func(t *testing.T, path string) seal.Ring {
				r := ringOf(t, k, seal.Ring{}, a, b)
				save(t, At(path), r)
				return r
			}, []seal.Recovery{b},
			func(t *testing.T, path string) bool { return opens(t, path, a) && opens(t, path, b) },
			func(t *testing.T, path string) bool { return !opens(t, path, a) && opens(t, path, b) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			old, fresh := 0, 0
			for stop := 1; ; stop++ {
				path := folder(t)
				r := ringOf(t, k, c.begin(t, path), c.next...)
				done, err := cutOff(At(path), r, stop)
				if err != nil {
					t.Fatal(err)
				}
				if done {
					if !c.after(t, path) {
						t.Error("a write that was acknowledged is not there")
					}
					break
				}
				again := func() (string, bool) {
					if isRing(path) {
						return "new", c.after(t, path)
					}
					return "old", c.before(t, path)
				}
				if name == "way removed" {
					again = func() (string, bool) { return "either", c.before(t, path) || c.after(t, path) }
				}
				which, ok := again()
				if !ok {
					t.Fatalf("cut off at step %d: neither the old ring nor the new one", stop)
				}
				if which == "old" {
					old++
				} else {
					fresh++
				}
				if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) > 2 {
					t.Errorf("step %d leaves %v, %v", stop, left, err)
				}
				// and the same change goes through afterwards
				if err := At(path).Save(r); err != nil {
					t.Errorf("step %d: a second try: %v", stop, err)
				} else if !c.after(t, path) {
					t.Errorf("step %d: the second try is not there", stop)
				}
			}
			if old+fresh < 14 {
				t.Errorf("only %d steps were cut off", old+fresh)
			}
		})
	}
}

func isRing(path string) bool { r, _, err := At(path).Load(); return err == nil && r != nil }

type cut struct{}

// cutOff ends a write before its n-th step; nothing of the write runs after.
func cutOff(f *Files, r seal.Ring, n int) (done bool, err error) {
	f.step = func() {
		if n--; n == 0 {
			panic(cut{})
		}
	}
	defer func() {
		if p := recover(); p != nil && p != any(cut{}) {
			panic(p)
		}
	}()
	err = f.Save(r)
	return true, err
}

func TestAFailedWriteChangesNothing(t *testing.T) {
	path := folder(t)
	k, a, b := seal.NewKey(), seal.NewRecovery(), seal.NewRecovery()
	first := ringOf(t, k, seal.Ring{}, a)
	save(t, At(path), first)
	before := file(t, path)
	f, n := At(path), 0
	f.step = func() {
		if n++; n == 13 { // the second file is whole and about to get its name
			if err := f.sweep(); err != nil {
				t.Error(err)
			}
		}
	}
	if err := f.Save(ringOf(t, k, first, b)); app.CodeOf(err) != seal.CodeKeyFile || !strings.Contains(app.MessageOf(err), "请") {
		t.Errorf("%v", err)
	}
	if file(t, path) != before || file(t, path+TwinSuffix) != before || !opens(t, path, a) {
		t.Error("half of a failed write stayed")
	}
	if err := At(filepath.Join(path, "none", "data.key")).Save(first); app.CodeOf(err) != seal.CodeKeyFile {
		t.Errorf("a folder that is not there: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	k := seal.NewKey()
	good, err := formRing(ringOf(f, k, seal.Ring{}, seal.NewRecovery(), seal.NewRecovery()))
	if err != nil {
		f.Fatal(err)
	}
	path := folder(f)
	writePlain(f, path, k)
	f.Add(good)
	f.Add([]byte(file(f, path)))
	f.Add([]byte(`{"version":2,"check":"","ring":null}`))
	f.Add(bytes.Repeat([]byte("["), 1000))
	f.Fuzz(func(t *testing.T, text []byte) {
		c := parse("data.key", text)
		switch {
		case c.err != nil:
			if code := app.CodeOf(c.err); code != seal.CodeKeyDamaged && code != seal.CodeVersion || c.ring != nil || c.plain != nil {
				t.Errorf("code %q", code)
			}
		case c.ring != nil:
			if err := c.ring.Check(); err != nil {
				t.Error(err)
			}
			again, err := formRing(*c.ring)
			if err != nil || parse("data.key", again).ring == nil {
				t.Errorf("what was read cannot be written and read: %v", err)
			}
			if _, _, err := c.ring.BySecret(seal.KindRecovery, seal.NewRecovery().Secret()); err == nil {
				t.Error("a random code opens it")
			}
		case c.plain == nil:
			t.Error("nothing and no error")
		}
	})
}
