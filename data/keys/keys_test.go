package keys_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/seal"
	"beiandesk/data/keys"
)

func TestCreatedOnceThenLoaded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "数据 #1%", "data.key")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := keys.Load(path); app.CodeOf(err) != seal.CodeKeyMissing {
		t.Fatalf("no file: code %q", app.CodeOf(err))
	}
	first := secret(t, keys.Create, path)
	if again := secret(t, keys.Create, path); again != first {
		t.Error("a second Create replaced the key")
	}
	if loaded := secret(t, keys.Load, path); loaded != first {
		t.Error("another key was loaded")
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %o, want 600", info.Mode().Perm())
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".key-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func secret(t *testing.T, get func(string) (seal.Keys, error), path string) [seal.KeySize]byte {
	t.Helper()
	source, err := get(path)
	if err != nil {
		t.Fatal(err)
	}
	list, err := source.Keys()
	if err != nil || len(list) != 1 {
		t.Fatalf("%d keys, %v", len(list), err)
	}
	return list[0].Secret
}

func TestDamageIsNoticedAndNothingReplaced(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.key")
	if _, err := keys.Create(path); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// the first character of the key itself, exchanged for another letter
	at := strings.Index(string(good), `"key": "`) + len(`"key": "`)
	flipped := []byte(string(good))
	if flipped[at]++; flipped[at] == '[' || flipped[at] == '{' || flipped[at] == ':' || flipped[at] == ',' || flipped[at] == '0' {
		flipped[at] = 'B'
	}
	for name, c := range map[string]struct{ text, code string }{
		"empty":   {"", seal.CodeKeyDamaged},
		"cut":     {string(good[:len(good)/2]), seal.CodeKeyDamaged},
		"flipped": {string(flipped), seal.CodeKeyDamaged},
		"random":  {"\x00\x01\x02", seal.CodeKeyDamaged},
		"newer":   {strings.Replace(string(good), `"version": 1`, `"version": 2`, 1), seal.CodeVersion},
		"older":   {strings.Replace(string(good), `"version": 1`, `"version": 0`, 1), seal.CodeKeyDamaged},
	} {
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		for which, get := range map[string]func(string) (seal.Keys, error){"load": keys.Load, "create": keys.Create} {
			if _, err := get(path); app.CodeOf(err) != c.code {
				t.Errorf("%s, %s: code %q, want %q (%v)", name, which, app.CodeOf(err), c.code, err)
			}
		}
		if now, err := os.ReadFile(path); err != nil || string(now) != c.text {
			t.Errorf("%s: the file was changed (%v)", name, err)
		}
	}
}

func TestAFolderThatIsAFileIsRefused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := keys.Create(filepath.Join(file, "data.key")); app.CodeOf(err) != seal.CodeKeyFile {
		t.Errorf("code %q", app.CodeOf(err))
	}
}
