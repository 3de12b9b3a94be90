package backup_test

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/data/backup"
	"beiandesk/data/store"
)

// inside returns the tar of a good backup.
func inside(t testing.TB) []byte {
	t.Helper()
	dir, out := filled(t, 2), t.TempDir()
	b, err := keeper(dir, noon).Make(t.Context(), options(out), nil)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(b.Path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := backup.OpenInside(f, code)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

type item struct {
	tar.Header
	data []byte
}

// items takes a tar apart.
func items(t testing.TB, data []byte) (list []item) {
	t.Helper()
	for r := tar.NewReader(bytes.NewReader(data)); ; {
		h, err := r.Next()
		if err == io.EOF {
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, item{*h, content})
	}
}

// build joins them again, with right sums.
func build(t testing.TB, list []item) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	var sums []byte
	for _, x := range list {
		if x.Name == "SHA256SUMS" && x.data == nil {
			x.data = sums
		}
		h := x.Header
		h.Size = int64(len(x.data))
		if h.Typeflag != tar.TypeReg {
			h.Size = 0
		}
		h.Format, h.PAXRecords = tar.FormatPAX, nil
		if err := w.WriteHeader(&h); err != nil {
			t.Fatal(err)
		}
		if h.Size > 0 {
			if _, err := w.Write(x.data); err != nil {
				t.Fatal(err)
			}
		}
		sums = fmt.Appendf(sums, "%x  %s\n", sha256.Sum256(x.data), x.Name)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestHostileBackupsAreRefused(t *testing.T) {
	good := items(t, inside(t))
	sums := len(good) - 1
	good[sums].data = nil // made anew
	if err := backup.UnpackTar(t.Context(), bytes.NewReader(build(t, good)), t.TempDir()); err != nil {
		t.Fatalf("the good one: %v", err)
	}
	file := func(name, data string) item {
		return item{tar.Header{Name: name, Typeflag: tar.TypeReg, Mode: 0o600}, []byte(data)}
	}
	with := func(extra ...item) []item {
		return append(append(append([]item{}, good[:sums]...), extra...), good[sums])
	}
	change := func(i int, data string) []item {
		list := append([]item{}, good...)
		list[i].data = []byte(data)
		return list
	}
	for _, x := range []struct {
		name string
		list []item
		code string
	}{
		{"a path that leads out", with(file("../evil", "x")), backup.CodeDamaged},
		{"an absolute path", with(file("/evil", "x")), backup.CodeDamaged},
		{"a path out of the pictures", with(file("pictures/../../evil", "x")), backup.CodeDamaged},
		{"a Windows path", with(file(`pictures\..\..\evil`, "x")), backup.CodeDamaged},
		{"another file", with(file("run.exe", "x")), backup.CodeDamaged},
		{"a picture that no row names", with(file("pictures/ab/ab345678901234567890123456789012.sealed", "x")), backup.CodeDamaged},
		{"a link", with(item{Header: tar.Header{Name: "data.key.2", Linkname: "/etc/passwd", Typeflag: tar.TypeSymlink}}), backup.CodeDamaged},
		{"a folder", with(item{Header: tar.Header{Name: "pictures/", Typeflag: tar.TypeDir}}), backup.CodeDamaged},
		{"a name twice", with(file("data.key", "x")), backup.CodeDamaged},
		{"something after the sums", append(append([]item{}, good...), file("data.key.2", "x")), backup.CodeDamaged},
		{"no sums", good[:sums], backup.CodeDamaged},
		{"no manifest", good[1:], backup.CodeForeign},
		{"no database", append(append([]item{}, good[:2]...), good[3:]...), backup.CodeDamaged},
		{"no key", append(append([]item{}, good[:1]...), good[2:]...), backup.CodeDamaged},
		{"another manifest", change(0, `{"format":"else"}`), backup.CodeForeign},
		{"a newer form", change(0, `{"format":"beiandesk-backup","version":99}`), backup.CodeNewer},
		{"impossible numbers", change(0, `{"format":"beiandesk-backup","version":1,"bytes":-1}`), backup.CodeDamaged},
		{"wrong counts", change(0, `{"format":"beiandesk-backup","version":1,"filings":2,"pictures":9}`), backup.CodeDamaged},
		{"wrong sums", change(sums, "00  x\n"), backup.CodeDamaged},
		{"sums of nothing", change(sums, " "), backup.CodeDamaged},
		{"no database at all", change(2, "hello"), store.CodeDamaged},
		{"a large key", change(1, strings.Repeat("x", 2<<20)), backup.CodeDamaged},
	} {
		t.Run(x.name, func(t *testing.T) {
			around := t.TempDir()
			dir := filepath.Join(around, "in")
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			err := backup.UnpackTar(t.Context(), bytes.NewReader(build(t, x.list)), dir)
			if app.CodeOf(err) != x.code {
				t.Errorf("%v, want %s", err, x.code)
			}
			if left, err := os.ReadDir(around); err != nil || len(left) != 1 {
				t.Errorf("something was written outside: %v, %v", left, err)
			}
		})
	}
}

// A sparse file claims terabytes in a few hundred bytes.
func TestASparseFileIsNotBlownUp(t *testing.T) {
	good := items(t, inside(t))
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	if err := w.WriteHeader(&good[0].Header); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(good[0].data); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	out.Write(sparseEntry("beiandesk.db", 1<<40))
	dir := t.TempDir()
	err := backup.UnpackTar(t.Context(), &out, dir)
	if app.CodeOf(err) != backup.CodeDamaged {
		t.Errorf("%v", err)
	}
	if info, err := os.Stat(filepath.Join(dir, "beiandesk.db")); err == nil {
		t.Errorf("%d bytes were written", info.Size())
	}
}

// sparseEntry is a file of the PAX sparse format 1.0, made by hand since the
// writer refuses to.
func sparseEntry(name string, size int64) []byte {
	record := func(k, v string) string {
		for n := len(k) + len(v) + 4; ; n++ {
			if s := fmt.Sprintf("%d %s=%s\n", n, k, v); len(s) == n {
				return s
			}
		}
	}
	pax := record("GNU.sparse.major", "1") + record("GNU.sparse.minor", "0") + record("GNU.sparse.name", name) + record("GNU.sparse.realsize", fmt.Sprint(size))
	block := func(name string, kind byte, data []byte) []byte {
		b := make([]byte, 512)
		copy(b, name)
		copy(b[100:], "0000600\x000000000\x000000000\x00")
		copy(b[124:], fmt.Sprintf("%011o\x00%011o\x00        ", len(data), 0))
		b[156] = kind
		copy(b[257:], "ustar\x0000")
		sum := 0
		for _, c := range b {
			sum += int(c)
		}
		copy(b[148:], fmt.Sprintf("%06o\x00 ", sum))
		b = append(b, data...)
		return append(b, make([]byte, (512-len(data)%512)%512)...)
	}
	sparseMap := make([]byte, 512)
	copy(sparseMap, fmt.Sprintf("1\n%d\n0\n", size))
	return append(block("PaxHeaders/"+name, 'x', []byte(pax)), block("GNUSparseFile/"+name, '0', sparseMap)...)
}

func TestADamagedBackupIsRefusedWhole(t *testing.T) {
	dir, out := filled(t, 3), t.TempDir()
	b, err := keeper(dir, noon).Make(t.Context(), options(out), nil)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(b.Path)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(4, 5))
	flips := 1000
	if testing.Short() {
		flips = 100
	}
	place := t.TempDir()
	bad := filepath.Join(place, "bad.age")
	for i := range flips {
		data := bytes.Clone(whole)
		switch at := rng.IntN(len(data)); {
		case i%20 == 0:
			data = data[:at] // cut
		case i%20 == 1:
			data = append(data, byte(i)) // something put on
		case i%20 < 6:
			data[at%300] ^= 1 << rng.IntN(8) // the head
		default:
			data[at] ^= 1 << rng.IntN(8)
		}
		if err := os.WriteFile(bad, data, 0o600); err != nil {
			t.Fatal(err)
		}
		into := filepath.Join(place, "into")
		_, err := backup.Restore(t.Context(), bad, code, into, nil)
		var told *app.Error
		if !errors.As(err, &told) {
			t.Fatalf("flip %d: %v", i, err)
		}
		switch told.Code {
		case backup.CodeDamaged, backup.CodeForeign, backup.CodePassphrase:
		default:
			t.Errorf("flip %d: %v", i, err)
		}
		if left, err := os.ReadDir(place); err != nil || len(left) != 1 {
			t.Fatalf("flip %d: left %v, %v", i, left, err)
		}
	}
}

func FuzzUnpack(f *testing.F) {
	all := items(f, inside(f))
	all[len(all)-1].data = nil
	f.Add(build(f, all))
	small := append(append([]item{}, all[:2]...), all[len(all)-1]) // without the database, for speed
	f.Add(build(f, small))
	f.Add([]byte{})
	f.Add(sparseEntry("manifest.json", 1<<40))
	f.Fuzz(func(t *testing.T, data []byte) {
		around := t.TempDir()
		dir := filepath.Join(around, "in")
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		err := backup.UnpackTar(t.Context(), bytes.NewReader(data), dir)
		var told *app.Error
		if err != nil && !errors.As(err, &told) {
			t.Errorf("no sentence: %v", err)
		}
		if left, err := os.ReadDir(around); err != nil || len(left) != 1 {
			t.Errorf("written outside: %v, %v", left, err)
		}
	})
}

func FuzzRestore(f *testing.F) {
	dir, out := filled(f, 1), f.TempDir()
	b, err := keeper(dir, noon).Make(f.Context(), options(out), nil)
	if err != nil {
		f.Fatal(err)
	}
	whole, err := os.ReadFile(b.Path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add([]byte("age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 63\nAAAA\n--- AAAA\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		place := t.TempDir()
		bad := filepath.Join(place, "bad.age")
		if err := os.WriteFile(bad, data, 0o600); err != nil {
			t.Fatal(err)
		}
		into := filepath.Join(place, "into")
		_, err := backup.Restore(t.Context(), bad, code, into, nil)
		if err == nil { // nobody without the code can have made it
			holds(t, into, 1)
		}
		var told *app.Error
		if err != nil && !errors.As(err, &told) {
			t.Errorf("no sentence: %v", err)
		}
	})
}
