package parcel_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/parcel"
)

func put(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// packed writes a ZIP from pairs of name and content.
func packed(t *testing.T, pairs ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		e, err := w.CreateHeader(&zip.FileHeader{Name: pairs[i], Method: zip.Deflate, NonUTF8: true})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Write([]byte(pairs[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return put(t, t.TempDir(), "包 #100%.zip", b.String())
}

const minimal = `{"schema":1,"domain":{"name":"example.com"},"materials":[{"slot":"licence","picture":"原图/执照.jpg"}]}`

func TestHostileAndTornPackagesAreRefused(t *testing.T) {
	var many []string
	for i := range parcel.MaxEntries + 1 {
		many = append(many, fmt.Sprint(i), "x")
	}
	bomb := strings.Repeat("\x00", parcel.MaxEntry+1)
	for name, c := range map[string]struct{ path, code string }{
		"leads out":          {packed(t, "../filing.json", minimal), parcel.CodeUnsafe},
		"absolute":           {packed(t, "/filing.json", minimal), parcel.CodeUnsafe},
		"drive":              {packed(t, "C:filing.json", minimal), parcel.CodeUnsafe},
		"backslash":          {packed(t, `a\..\..\filing.json`, minimal), parcel.CodeUnsafe},
		"picture out":        {packed(t, "filing.json", strings.Replace(minimal, "原图/", "../", 1)), parcel.CodeUnsafe},
		"twice":              {packed(t, "filing.json", minimal, "filing.json", minimal), parcel.CodeUnsafe},
		"many":               {packed(t, many...), parcel.CodeTooLarge},
		"bomb":               {packed(t, "filing.json", minimal, "原图/执照.jpg", bomb), parcel.CodeTooLarge},
		"big document":       {packed(t, "filing.json", strings.Repeat(" ", 6<<20)), parcel.CodeTooLarge},
		"no document":        {packed(t, "a.txt", "x"), parcel.CodeNoFiling},
		"no zip":             {put(t, t.TempDir(), "a.zip", "no zip"), parcel.CodeNotZip},
		"nothing there":      {filepath.Join(t.TempDir(), "a.zip"), parcel.CodeMissing},
		"folder without":     {t.TempDir(), parcel.CodeNoFiling},
		"empty":              {put(t, t.TempDir(), "filing.json", ""), parcel.CodeJSON},
		"not text":           {put(t, t.TempDir(), "filing.json", "{\"note\":\"\xb1\xb8\"}"), parcel.CodeEncoding},
		"folder picture out": {filepath.Dir(put(t, t.TempDir(), "filing.json", strings.Replace(minimal, "原图/执照.jpg", "../../etc/hostname", 1))), parcel.CodeUnsafe},
	} {
		o, err := parcel.Open(t.Context(), c.path)
		if app.CodeOf(err) != c.code || app.MessageOf(err) == "" {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
		if o.Filing != nil {
			t.Errorf("%s: a filing came all the same", name)
		}
	}
}

func TestALyingDirectoryDoesNotFillTheMemory(t *testing.T) {
	// The directory promises one byte, the file unpacks to more than allowed.
	path := packed(t, "filing.json", minimal, "原图/执照.jpg", strings.Repeat("\x00", parcel.MaxEntry+5))
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	size := uint32(parcel.MaxEntry + 5)
	real := []byte{byte(size), byte(size >> 8), byte(size >> 16), byte(size >> 24)}
	if n := bytes.Count(data, real); n == 0 {
		t.Fatal("the size is not where it was expected")
	}
	if err := os.WriteFile(path, bytes.ReplaceAll(data, real, []byte{1, 0, 0, 0}), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = parcel.Open(t.Context(), path)
	if code := app.CodeOf(err); code != parcel.CodeNotZip && code != parcel.CodeTooLarge {
		t.Errorf("got %v", err)
	}
}

func TestTornZipsAreRefusedAtEveryLength(t *testing.T) {
	dest, _ := build(t, input())
	data, err := os.ReadFile(dest)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		path := put(t, t.TempDir(), "a.zip", string(data[:len(data)*i/40]))
		if _, err := parcel.Open(t.Context(), path); app.CodeOf(err) != parcel.CodeNotZip {
			t.Errorf("%d of 40 parts: %v", i, err)
		}
	}
	// One changed byte in a picture is noticed by its CRC.
	at := bytes.Index(data, stored["p2"]) + 100
	data[at] ^= 1
	if _, err := parcel.Open(t.Context(), put(t, t.TempDir(), "a.zip", string(data))); app.CodeOf(err) != parcel.CodeNotZip {
		t.Errorf("a changed byte: %v", err)
	}
}

func TestRepackedPackagesOpen(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("原图/执照.jpg")
	if err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{
		"one more folder": packed(t, "example/filing.json", minimal, "example/原图/执照.jpg", string(stored["p1"])),
		"names in GBK":    packed(t, "filing.json", minimal, gbk, string(stored["p1"])),
		"byte order mark": packed(t, "filing.json", "\ufeff"+minimal, "原图/执照.jpg", string(stored["p1"])),
	} {
		o, err := parcel.Open(t.Context(), path)
		if err != nil || len(o.Warnings) > 0 || !bytes.Equal(o.Pictures[filing.SlotLicence], stored["p1"]) {
			t.Errorf("%s: %v %v", name, err, o.Warnings)
		}
	}
}

func TestMissingAndChangedPicturesAreTold(t *testing.T) {
	o, err := parcel.Open(t.Context(), packed(t, "filing.json", minimal))
	if err != nil {
		t.Fatal(err)
	}
	if len(o.Warnings) != 1 || o.Warnings[0].Code != parcel.WarnMissing || o.Warnings[0].Field != "material.licence" || len(o.Filing.Materials) != 0 {
		t.Errorf("missing: %+v, materials %v", o.Warnings, o.Filing.Materials)
	}
	changed := strings.Replace(minimal, `"picture"`, `"sha256":"00","outcome":"pass","anyway":"x","picture"`, 1)
	o, err = parcel.Open(t.Context(), packed(t, "filing.json", changed, "原图/执照.jpg", string(stored["p1"])))
	if err != nil {
		t.Fatal(err)
	}
	m, _ := o.Filing.Material(filing.SlotLicence)
	if len(o.Warnings) != 1 || o.Warnings[0].Code != parcel.WarnChanged || m.Outcome != "" || m.Anyway != "" || len(m.SHA256) != 64 {
		t.Errorf("changed: %+v, material %+v", o.Warnings, m)
	}
}

func TestALinkDoesNotLeadOutOfTheFolder(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("SKIPPED: making links needs a right of its own on Windows")
	}
	secret := put(t, t.TempDir(), "secret.jpg", "secret")
	dir := t.TempDir()
	put(t, dir, "filing.json", strings.Replace(minimal, "原图/", "", 1))
	if err := os.Symlink(secret, filepath.Join(dir, "执照.jpg")); err != nil {
		t.Fatal(err)
	}
	o, err := parcel.Open(t.Context(), dir)
	if err == nil || bytes.Contains(o.Pictures[filing.SlotLicence], []byte("secret")) {
		t.Errorf("the link was followed: %v", err)
	}
}

func TestOpenCanBeCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := parcel.Open(ctx, packed(t, "filing.json", minimal)); app.CodeOf(err) != app.CodeCanceled {
		t.Errorf("got %v", err)
	}
}
