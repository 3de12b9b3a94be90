package bundle_test

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/bundle"
	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"
	"beiandesk/app/parcel"
)

var now = time.Date(2026, 11, 25, 10, 30, 0, 0, time.UTC)

const pass = "一个足够长的密码呀呀"

// item is a filing with one picture.
func item(id, domain string) bundle.Item {
	f := sample.Filing(now)
	f.ID, f.Domain.Name, f.Rev = id, domain, 7
	data := []byte("样本图" + id)
	sum := sha256.Sum256(data)
	f.PutMaterial(filing.Material{Slot: filing.SlotLicence, Picture: "p" + id, Format: "jpeg", SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(data))})
	return bundle.Item{Filing: f, History: []string{"aa", "bb"}, Read: func(_ context.Context, p string) ([]byte, error) {
		if p != "p"+id {
			return nil, errors.New("another picture was asked for")
		}
		return data, nil
	}}
}

func write(t testing.TB, key bundle.Key, items ...bundle.Item) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.beian")
	if err := bundle.Write(t.Context(), path, key, items, "1.0-test", now, nil); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t testing.TB, path string, o bundle.Opener) (list []bundle.Found, err error) {
	t.Helper()
	err = bundle.Read(t.Context(), path, o, func(_ bundle.Manifest, f bundle.Found) error {
		list = append(list, f)
		return nil
	})
	return list, err
}

func TestFilingsComeOutAsTheyWentIn(t *testing.T) {
	secret, public, err := bundle.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	if p, err := bundle.PublicOf(secret); err != nil || p != public || !strings.HasPrefix(p, "age1") {
		t.Fatalf("%q, %v", p, err)
	}
	a, b := item("a1", "one.example"), item("b2", "two.example")
	for _, x := range []struct {
		name string
		key  bundle.Key
		open bundle.Opener
		pass bool
	}{
		{"passphrase", bundle.Key{Passphrase: pass}, bundle.Opener{Passphrase: pass}, true},
		{"public key", bundle.Key{Recipients: []string{" " + public + "\n"}}, bundle.Opener{Secret: secret}, false},
	} {
		t.Run(x.name, func(t *testing.T) {
			path := write(t, x.key, a, b)
			if wants, err := bundle.ForPassphrase(path); err != nil || wants != x.pass {
				t.Errorf("wants a passphrase: %v, %v", wants, err)
			}
			list, err := read(t, path, x.open)
			if err != nil || len(list) != 2 {
				t.Fatalf("%d filings, %v", len(list), err)
			}
			for i, want := range []bundle.Item{a, b} {
				got := list[i]
				digest, err := bundle.Digest(want.Filing)
				if err != nil || got.Digest != digest || got.ID != want.Filing.ID || got.Rev != 7 || len(got.History) != 2 {
					t.Errorf("%+v, %v", got.Listed, err)
				}
				if string(got.Opened.Pictures[filing.SlotLicence]) != "样本图"+want.Filing.ID || len(got.Opened.Warnings) > 0 {
					t.Errorf("picture %q, %v", got.Opened.Pictures[filing.SlotLicence], got.Opened.Warnings)
				}
			}
			data, err := os.ReadFile(path)
			if err != nil || bytes.Contains(data, []byte("example")) || bytes.Contains(data, []byte("filing.json")) {
				t.Errorf("something can be read, or %v", err)
			}
		})
	}
}

func TestWhatDoesNotOpenIsToldApart(t *testing.T) {
	mine, _, _ := bundle.NewIdentity()
	_, theirs, _ := bundle.NewIdentity()
	locked, keyed := write(t, bundle.Key{Passphrase: pass}, item("a", "a.example")), write(t, bundle.Key{Recipients: []string{theirs}}, item("a", "a.example"))
	other := filepath.Join(t.TempDir(), "o.beian")
	if err := os.WriteFile(other, []byte("PK\x03\x04"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		path string
		o    bundle.Opener
		code string
	}{
		{locked, bundle.Opener{Passphrase: "another one"}, bundle.CodePassphrase},
		{locked, bundle.Opener{Secret: mine}, bundle.CodePassphrase},
		{keyed, bundle.Opener{Secret: mine}, bundle.CodeNotForUs},
		{keyed, bundle.Opener{}, bundle.CodeNotForUs},
		{other, bundle.Opener{Passphrase: pass}, bundle.CodeForeign},
		{other + "x", bundle.Opener{Passphrase: pass}, bundle.CodeRead},
	} {
		if _, err := read(t, x.path, x.o); app.CodeOf(err) != x.code || !strings.Contains(app.MessageOf(err), "请") {
			t.Errorf("%v, want %s", err, x.code)
		}
	}
}

func TestAKeyThatIsNoneIsRefused(t *testing.T) {
	dir := t.TempDir()
	for _, k := range []bundle.Key{{}, {Passphrase: "太短"}, {Recipients: []string{"age1"}}, {Recipients: []string{"ssh-ed25519 AAAA"}},
		{Recipients: []string{"AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQSK7HQRM"}}} {
		err := bundle.Write(t.Context(), filepath.Join(dir, "x.beian"), k, []bundle.Item{item("a", "a.example")}, "", now, nil)
		if app.CodeOf(err) != bundle.CodeKey {
			t.Errorf("%+v: %v", k, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := bundle.Write(ctx, filepath.Join(dir, "x.beian"), bundle.Key{Passphrase: pass}, []bundle.Item{item("a", "a.example")}, "", now, nil); app.CodeOf(err) != app.CodeCanceled {
		t.Error(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

func TestTheDigestDoesNotSeeWhatDiffersBetweenComputers(t *testing.T) {
	f := item("a", "a.example").Filing
	want, err := bundle.Digest(f)
	if err != nil {
		t.Fatal(err)
	}
	g := *f
	g.Rev, g.Updated, g.Portrait.Token = 99, now.Add(time.Hour), "token"
	g.Created = f.Created.In(time.FixedZone("CST", 8*3600))
	g.Record(filing.ActNote, "某人", "", now)
	g.Materials = []filing.Material{f.Materials[0]}
	g.Materials[0].Picture, g.Materials[0].Outcome, g.Materials[0].Width = "elsewhere", filing.Reject, 5
	g.Site.Contents = append([]int{}, f.Site.Contents...)
	if got, err := bundle.Digest(&g); err != nil || got != want {
		t.Errorf("another digest, %v", err)
	}
	for _, change := range []func(*filing.Filing){
		func(f *filing.Filing) { f.Site.Name = "改" }, func(f *filing.Filing) { f.State = filing.Filed },
		func(f *filing.Filing) { f.Materials = nil }, func(f *filing.Filing) { f.Note = "改" },
		func(f *filing.Filing) {
			f.Materials = []filing.Material{f.Materials[0]}
			f.Materials[0].Turn = 1
		},
	} {
		h := *f
		change(&h)
		if got, err := bundle.Digest(&h); err != nil || got == want {
			t.Errorf("a change is not seen, %v", err)
		}
		if len(bundle.Differing(f, &h)) == 0 {
			t.Error("a change is not listed")
		}
	}
}

func TestCompare(t *testing.T) {
	for _, x := range []struct {
		mine   string
		before []string
		theirs string
		theirB []string
		want   bundle.Standing
	}{
		{"a", nil, "a", nil, bundle.Same},
		{"a", nil, "b", []string{"a"}, bundle.Theirs},
		{"b", []string{"a"}, "a", nil, bundle.Mine},
		{"b", []string{"a"}, "c", []string{"a"}, bundle.Both},
		{"a", nil, "b", nil, bundle.Both},
	} {
		if got := bundle.Compare(x.mine, x.before, x.theirs, x.theirB); got != x.want {
			t.Errorf("%+v: %s", x, got)
		}
	}
}

type entry struct {
	name string
	kind byte
	data string
}

func pack(t testing.TB, list ...entry) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, e := range list {
		h := &tar.Header{Name: e.name, Size: int64(len(e.data)), Mode: 0o600, Typeflag: e.kind}
		if e.kind == 0 {
			h.Typeflag = tar.TypeReg
		} else {
			h.Size, h.Linkname = 0, "/etc/passwd"
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if h.Size > 0 {
			if _, err := io.WriteString(w, e.data); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func manifest(t testing.TB, m bundle.Manifest) entry {
	t.Helper()
	data, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return entry{"manifest.json", 0, string(data)}
}

func document(t testing.TB, id string) string {
	t.Helper()
	f := sample.Filing(now)
	f.ID = id
	data, err := parcel.Encode(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestHostileFilesAreRefused(t *testing.T) {
	head := manifest(t, bundle.Manifest{Format: bundle.Format, Version: 1, Filings: []bundle.Listed{{ID: "a"}}})
	doc := entry{"filings/a/filing.json", 0, document(t, "a")}
	if err := bundle.ReadTar(t.Context(), bytes.NewReader(pack(t, head, doc)), func(bundle.Manifest, bundle.Found) error { return nil }); err != nil {
		t.Fatalf("the good one: %v", err)
	}
	many := []entry{head, doc}
	for i := range 300 {
		many = append(many, entry{"filings/a/" + strings.Repeat("x", 1+i%99) + string(rune('a'+i/99)), 0, "x"})
	}
	for _, x := range []struct {
		name string
		list []entry
		code string
	}{
		{"nothing", nil, bundle.CodeForeign},
		{"no manifest", []entry{doc}, bundle.CodeForeign},
		{"another manifest", []entry{{"manifest.json", 0, `{"format":"zip"}`}}, bundle.CodeForeign},
		{"a large manifest", []entry{{"manifest.json", 0, strings.Repeat(" ", 17<<20)}}, bundle.CodeForeign},
		{"a newer form", []entry{manifest(t, bundle.Manifest{Format: bundle.Format, Version: 9})}, bundle.CodeNewer},
		{"too many filings", []entry{manifest(t, bundle.Manifest{Format: bundle.Format, Version: 1, Filings: make([]bundle.Listed, 3000)})}, bundle.CodeUnsafe},
		{"an id twice", []entry{manifest(t, bundle.Manifest{Format: bundle.Format, Version: 1, Filings: []bundle.Listed{{ID: "a"}, {ID: "a"}}})}, bundle.CodeUnsafe},
		{"an id that leads out", []entry{manifest(t, bundle.Manifest{Format: bundle.Format, Version: 1, Filings: []bundle.Listed{{ID: "../a"}}})}, bundle.CodeUnsafe},
		{"a path that leads out", []entry{head, doc, {"filings/a/../../x", 0, "x"}}, bundle.CodeUnsafe},
		{"a Windows path", []entry{head, doc, {`filings/a/..\x`, 0, "x"}}, bundle.CodeUnsafe},
		{"an absolute path", []entry{head, {"/filings/a/filing.json", 0, doc.data}}, bundle.CodeUnsafe},
		{"a link", []entry{head, doc, {"filings/a/licence.jpeg", tar.TypeSymlink, ""}}, bundle.CodeUnsafe},
		{"a name twice", []entry{head, doc, {"filings/a/x", 0, "x"}, {"filings/a/x", 0, "y"}}, bundle.CodeUnsafe},
		{"a document twice", []entry{head, doc, doc}, bundle.CodeUnsafe},
		{"a large picture", []entry{head, doc, {"filings/a/x", 0, strings.Repeat("x", 31<<20)}}, bundle.CodeUnsafe},
		{"too many files", many, bundle.CodeUnsafe},
		{"pictures before the document", []entry{head, {"filings/a/x", 0, "x"}, doc}, bundle.CodeUnsafe},
		{"another filing", []entry{head, {"filings/b/filing.json", 0, document(t, "b")}}, bundle.CodeUnsafe},
		{"another id inside", []entry{head, {"filings/a/filing.json", 0, document(t, "b")}}, bundle.CodeUnsafe},
		{"a filing missing", []entry{head}, bundle.CodeDamaged},
		{"no JSON", []entry{head, {"filings/a/filing.json", 0, "{"}}, parcel.CodeJSON},
	} {
		t.Run(x.name, func(t *testing.T) {
			taken := 0
			err := bundle.ReadTar(t.Context(), bytes.NewReader(pack(t, x.list...)), func(bundle.Manifest, bundle.Found) error { taken++; return nil })
			if app.CodeOf(err) != x.code {
				t.Errorf("%v, want %s", err, x.code)
			}
		})
	}
}

func TestADamagedFileIsRefused(t *testing.T) {
	secret, public, err := bundle.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(write(t, bundle.Key{Recipients: []string{public}}, item("a", "a.example"), item("b", "b.example")))
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(6, 7))
	path := filepath.Join(t.TempDir(), "bad.beian")
	for i := range 1000 {
		data := bytes.Clone(whole)
		switch at := rng.IntN(len(data)); i % 10 {
		case 0:
			data = data[:at]
		case 1:
			data = append(data, 0)
		default:
			data[at] ^= 1 << rng.IntN(8)
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		list, err := read(t, path, bundle.Opener{Secret: secret})
		var told *app.Error
		if !errors.As(err, &told) {
			t.Fatalf("flip %d: %d filings, %v", i, len(list), err)
		}
		for _, f := range list { // what was given before the damage is true
			if string(f.Opened.Pictures[filing.SlotLicence]) != "样本图"+f.ID {
				t.Fatalf("flip %d: a wrong picture", i)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	head := manifest(f, bundle.Manifest{Format: bundle.Format, Version: 1, Filings: []bundle.Listed{{ID: "a"}}})
	f.Add(pack(f, head, entry{"filings/a/filing.json", 0, document(f, "a")}, entry{"filings/a/licence.jpeg", 0, "x"}))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		err := bundle.ReadTar(t.Context(), bytes.NewReader(data), func(m bundle.Manifest, x bundle.Found) error {
			if x.ID != x.Opened.Filing.ID || strings.ContainsAny(x.ID, "/\\.") {
				t.Errorf("id %q, filing %q", x.ID, x.Opened.Filing.ID)
			}
			return nil
		})
		var told *app.Error
		if err != nil && !errors.As(err, &told) {
			t.Errorf("no sentence: %v", err)
		}
	})
}

// fuzzSecret is a key pair for FuzzOpen alone, whose workers are processes of
// their own and must open the same file.
const fuzzSecret = "AGE-SECRET-KEY-1HV2SKK39TJ0L0AM6PNUM0TSHLU9ZHL58RV5FFEMT6KKQTCTCG0ZQCTXDTS"

func FuzzOpen(f *testing.F) {
	public, err := bundle.PublicOf(fuzzSecret)
	if err != nil {
		f.Fatal(err)
	}
	whole, err := os.ReadFile(write(f, bundle.Key{Recipients: []string{public}}, item("a", "a.example")))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add([]byte("age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 99\nAAAA\n--- AAAA\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "x.beian")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		list, err := read(t, path, bundle.Opener{Secret: fuzzSecret})
		var told *app.Error
		if err != nil && !errors.As(err, &told) {
			t.Errorf("no sentence: %v", err)
		}
		for _, x := range list {
			if string(x.Opened.Pictures[filing.SlotLicence]) != "样本图a" {
				t.Error("a changed file was taken")
			}
		}
	})
}
